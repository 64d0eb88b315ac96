"""Taking pages and articles into the archive: the one place with I/O and error policy on the way in.

One bad file never stops the others: it gives one refusal with file, place, reason and remedy. A run that was killed
is completed by the next; a run over what is there already changes no byte. What a person has corrected stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from backfile.errors import BackfileError, ContentError, DuplicateError, SourceError
from backfile.escape import is_blank, one_line
from backfile.identify import check_newspaper, content_hash, issue_folder, page_code, page_label, web_id
from backfile.ingest import furniture, ledger, placement
from backfile.ingest.editions import Edition, Policy
from backfile.ingest.intake import gather, source_name
from backfile.ingest.settling import revisit
from backfile.ingest.standing import Outcome, Standing
from backfile.ingest.store import Store
from backfile.ingest.whereabouts import Whereabouts
from backfile.models import Entry, Page, PageNotes, Segmented
from backfile.segment import segment
from backfile.sources import source_of
from backfile.sources.encoding import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from backfile.settings import Newspaper, Settings

Progress = Callable[[int, int, str], None]
"""Called after each file with the number of files done, the number of all, and the file's name."""


@dataclass(slots=True)
class Report:
    """What a run did.

    `written` has the files written or taken away, relative to the content folder; `unchanged` counts the articles that
    stood there already, `deleted` those that a person has deleted; `left_aside` the files in folders that no source
    reads.
    """

    files: int = 0
    written: list[str] = field(default_factory=list)
    unchanged: int = 0
    deleted: int = 0
    left_aside: int = 0
    refusals: list[BackfileError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def exit_status(self) -> int:
        """0 when everything was taken, 1 when something was refused."""
        return 1 if self.refusals else 0


def ingest(
    paths: Iterable[Path],
    content: Path,
    settings: Settings,
    *,
    newspaper: str | None = None,
    day: date | None = None,
    page: str | None = None,
    overwrite: bool = False,
    restore: bool = False,
    store: Store | None = None,
    progress: Progress | None = None,
) -> Report:
    """Convert pages and articles into the content folder.

    Args:
        paths: files and folders.
        content: the archive's content folder; made if there is none.
        settings: the archive's settings.
        newspaper: the key of the newspaper, the default one's if not given.
        day: the issue date of what carries none itself.
        page: the page number of what carries none itself.
        overwrite: let a changed source take the place of what it gave before; corrections are merged with it.
        restore: let what a person has deleted come back.
        store: how the content folder is written; a `Rehearsal` only takes note.
        progress: told of every file that is done.

    Raises:
        SettingsError: the key cannot be a newspaper's.
        SourceError: `page` is no page number.
        ContentError: another run is at work in the content folder.
        OSError: nothing can be written there.
    """
    title = settings.newspaper(check_newspaper(newspaper or settings.default_newspaper))
    if page is not None and (page := page_label(given := page)) is None:
        raise SourceError(f"{given[:80]!r} is no page number", remedy="write it as printed, such as 3 or A03")
    report = Report()
    if title not in settings.newspapers:
        report.notes.append(f"NEWSPAPERS does not have {title.key!r} yet: give its name and language there")
    intake = gather(paths)
    report.refusals += intake.refusals
    report.left_aside = intake.left_aside
    store = store or Store(content)
    with store.alone():
        run = _Run(store, title, day, page, Policy(overwrite, restore), report)
        for number, path in enumerate(intake.files, 1):
            name = source_name(path)
            report.files += 1
            try:
                run.take(path, name)
            except BackfileError as error:
                if not isinstance(error, ContentError):
                    error.source = name
                report.refusals.append(error)
            except OSError as error:
                reason = f"stopped by the file system: {error.strerror or error}"
                report.refusals.append(SourceError(reason, source=name, remedy=f"check {error.filename or content}"))
            except Exception as error:  # hostile bytes go through other people's parsers; they may fail in any way
                reason = f"the program failed: {type(error).__name__}: {error}"
                report.refusals.append(
                    SourceError(one_line(reason, 300), source=name, remedy="report it with the file")
                )
            if progress:
                progress(number, len(intake.files), name)
    return report


class _Run:
    """One run of `ingest` for one newspaper."""

    def __init__(
        self,
        store: Store,
        newspaper: Newspaper,
        day: date | None,
        page: str | None,
        policy: Policy,
        report: Report,
    ) -> None:
        self._store = store
        self._newspaper = newspaper
        self._day = day
        self._page = page
        self._policy = policy
        self._report = report
        self._memory = ledger.Memory(store, newspaper.key)
        self._places = Whereabouts(store, newspaper.key)

    def take(self, path: Path, name: str) -> None:
        """Take one file in."""
        source = source_of(path)
        if source is None:  # `gather` has let only known suffixes through
            raise SourceError("no source reads it", remedy="rename it")
        digest = content_hash(read_bytes(path, name))
        known = self._memory.find(digest, name, restore=self._policy.restore)
        if known and not self._policy.takes_again and self._day is None:
            self._count(revisit(Standing(self._places, known, name, digest)))
            return
        read = source.read(path)
        segmented: Segmented | None = None
        text: str | None = None
        given: tuple[str, ...] | None = None
        if isinstance(read, Page):
            place = placement.of_page(read, path, name, self._day, self._page)
            segmented = segment(read)
            text = _page_text(read)
            entries = _page_entries(read, segmented, name)
        else:
            place = placement.of_article(read, path, name, self._day, self._page)
            entries = [Entry(read, "", "", place.date, source=name, source_hash=digest)]
        self._report.notes += place.notes
        if not entries:
            raise SourceError("there is no article on the page", remedy="check the file, or take it away")
        folder = self._store.folder(issue_folder(self._newspaper.key, place.date))
        if not self._policy.overwrite and self._is_settled(known, folder, name, digest):
            return
        edition = self._edition(folder, name, digest)
        former = self._edition(known, name, digest) if known and known != folder else None
        self._count(edition.put([self._placed(entry, place, digest) for entry in entries], path.parent, former))
        if segmented:
            printed = tuple(line.text for line in segmented.furniture)
            notes = PageNotes(place.page, segmented.section, printed)
            given = furniture.put(self._store, folder, self._newspaper.key, place.date, notes, edition.furniture())
        edition.remember(text, given)
        if former:
            self._count(former.remove())
        self._memory.add(digest, name, folder)

    def _edition(self, folder: Path, name: str, digest: str) -> Edition:
        return Edition(self._places, folder, name, digest, self._policy)

    def _is_settled(self, known: Path | None, folder: Path, name: str, digest: str) -> bool:
        """Whether the input stands where it belongs.

        Raises:
            DuplicateError: it stands in another issue.
            SourceError: an earlier state of it stands here.
        """
        if known and known != folder:
            raise DuplicateError(
                f"stands in the archive already, under {self._store.relative(known)}",
                remedy="run again with --replace to move it",
            )
        record = ledger.read(self._store, folder).get(name)
        if record and record.hash not in ("", digest):
            raise SourceError(
                "it has changed since it was taken in",
                remedy="run again with --replace: what was corrected by hand stays",
            )
        if known is None or self._policy.restore:
            return False
        self._count(revisit(Standing(self._places, known, name, digest)))
        return True

    def _placed(self, entry: Entry, place: placement.Placement, digest: str) -> Entry:
        """The entry with its issue, page and language; its id is still the page's prefix, or a web article's."""
        article = entry.article
        key = self._newspaper.key
        if article.lines is None:
            identity = web_id(key, place.date, article.url.encode("utf-8", "replace") or digest.encode())
        else:
            identity = f"{key}-{place.date.isoformat().replace('-', '')}-{page_code(place.page)}"
        article = replace(
            article,
            title=article.title if not is_blank(article.title) else "…",
            lang=_language(article.lang, self._newspaper.lang),
            review=article.review + place.review,
        )
        return replace(
            entry,
            article=article,
            id=identity,
            newspaper=key,
            date=place.date,
            page=place.page,
            date_certainty=place.certainty,
        )

    def _count(self, outcome: Outcome) -> None:
        self._report.written += outcome.written
        self._report.unchanged += outcome.unchanged
        self._report.deleted += outcome.deleted
        self._report.refusals += outcome.refusals
        self._report.notes += outcome.notes


def _language(found: str, usual: str) -> str:
    """The language of an article: what was found in it, more exactly the newspaper's own kind of the same language."""
    if not found or (found in ("zh", "zh-cn", "en") and found.split("-")[0] == usual.split("-")[0]):
        return usual
    return found


def _page_text(page: Page) -> str:
    """The text of a page as it came in, line for line."""
    lines = {line.number: line.text for block in page.blocks for line in block.lines}
    return "".join(f"{lines.get(number, '')}\n" for number in range(1, max(lines, default=0) + 1))


def _page_entries(page: Page, segmented: Segmented, name: str) -> list[Entry]:
    """The articles of a page with the lines they come from; id and issue are still open."""
    lines = {line.number: line.text for block in page.blocks for line in block.lines}
    entries = []
    for article in segmented.articles:
        first, last = article.lines or (min(lines), max(lines))
        region = "\n".join(lines[number] for number in range(first, last + 1) if number in lines)
        article = replace(article, lines=(first, last), section=article.section or segmented.section)
        source = f"{name}#L{first}-L{last}"
        entries.append(Entry(article, "", "", date.min, source=source, source_hash=content_hash(region.encode())))
    return entries
