"""Taking pages and articles into the archive: the one place with I/O and error policy on the way in.

One bad file never stops the others: it gives one refusal with file, place, reason and remedy. A run that was killed
is completed by the next; a run over what is there already changes no byte. What a person has corrected stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from backfile import lock
from backfile.enrich import enrich
from backfile.errors import BackfileError, ContentError, DuplicateError, SourceError
from backfile.escape import is_blank, one_line
from backfile.files import inner_folder, write_whole
from backfile.identify import check_newspaper, content_hash, issue_folder, page_code, page_label, web_id
from backfile.ingest import ledger, placement
from backfile.ingest.editions import Edition, Outcome
from backfile.ingest.intake import gather, source_name
from backfile.markdown import issue
from backfile.models import Entry, Page, Segmented
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
    stood there already; `left_aside` the files in folders that no source reads.
    """

    files: int = 0
    written: list[str] = field(default_factory=list)
    unchanged: int = 0
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
        overwrite: let a changed source take the place of what it gave before, as far as no person has corrected it.
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
    with _alone(content):
        run = _Run(content, title, day, page, overwrite, report)
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


@contextmanager
def _alone(content: Path) -> Iterator[None]:
    """Keep other runs off the archive: two at once would give two articles one id, and one would be lost.

    Raises:
        ContentError: another run is at work.
    """
    new = not content.exists()
    work = content / ".backfile" / "ingest"
    try:
        held = lock.take(work)
    except BlockingIOError as error:
        reason = "another run is taking pages into this archive"
        raise ContentError(reason, source=str(content), remedy="wait until it is done") from error
    try:
        yield
    finally:
        lock.give(work, held)
        if new and not any(content.iterdir()):
            content.rmdir()


class _Run:
    """One run of `ingest` for one newspaper."""

    def __init__(
        self, content: Path, newspaper: Newspaper, day: date | None, page: str | None, overwrite: bool, report: Report
    ) -> None:
        self._content = content
        self._newspaper = newspaper
        self._day = day
        self._page = page
        self._overwrite = overwrite
        self._report = report
        self._memory = ledger.Memory(content, newspaper.key)

    def take(self, path: Path, name: str) -> None:
        """Take one file in."""
        source = source_of(path)
        if source is None:  # `gather` has let only known suffixes through
            raise SourceError("no source reads it", remedy="rename it")
        digest = content_hash(read_bytes(path, name))
        known = self._memory.find(digest, name)
        if known and not self._overwrite and self._day is None:
            self._report.unchanged += len(ledger.read(known)[name].articles)
            return
        read = source.read(path)
        segmented: Segmented | None = None
        if isinstance(read, Page):
            place = placement.of_page(read, path, name, self._day, self._page)
            segmented = segment(read)
            entries = _page_entries(read, segmented, name)
        else:
            place = placement.of_article(read, path, name, self._day, self._page)
            entries = [Entry(read, "", "", place.date, source=name, source_hash=digest)]
        self._report.notes += place.notes
        if not entries:
            raise SourceError("there is no article on the page", remedy="check the file, or take it away")
        relative = issue_folder(self._newspaper.key, place.date)
        folder = inner_folder(self._content, relative)
        if not self._overwrite and self._is_settled(known, folder, name, digest):
            return
        edition = Edition(folder, name, digest, overwrite=self._overwrite)
        outcome = edition.put([self._placed(entry, place, digest) for entry in entries], path.parent)
        self._count(outcome, relative)
        if segmented:
            self._add_furniture(folder, place, segmented)
        edition.remember()
        if known and known != folder:
            self._count(Edition(known, name, digest, overwrite=True).remove(), self._memory.place(known))
        self._memory.add(digest, name, folder)

    def _is_settled(self, known: Path | None, folder: Path, name: str, digest: str) -> bool:
        """Whether the input stands where it belongs.

        Raises:
            DuplicateError: it stands in another issue.
            SourceError: an earlier state of it stands here.
        """
        if known and known != folder:
            raise DuplicateError(
                f"stands in the archive already, under {self._memory.place(known)}",
                remedy="run again with --replace to move it",
            )
        record = ledger.standing(folder, name)
        if record and record.hash != digest:
            raise SourceError(
                "it has changed since it was taken in",
                remedy="run again with --replace: what was corrected by hand stays",
            )
        if known and record:
            self._report.unchanged += len(record.articles)
        return known is not None

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
        article = enrich(article, place.date, certain=place.certainty == "certain")
        return replace(
            entry,
            article=article,
            id=identity,
            newspaper=key,
            date=place.date,
            page=place.page,
            date_certainty=place.certainty,
        )

    def _add_furniture(self, folder: Path, place: placement.Placement, segmented: Segmented) -> None:
        path = folder / issue.FILE_NAME
        if path.is_symlink():
            raise ContentError("is a symbolic link", source=str(path), remedy="put a file in its place")
        try:
            before = path.read_text(encoding="utf-8-sig") if path.exists() else None
        except UnicodeDecodeError as error:
            raise ContentError("is not UTF-8", source=str(path), remedy="save it as UTF-8") from error
        start = before if before is not None else issue.new_issue(self._newspaper.key, place.date)
        after = issue.add_page(start, place.page, segmented.section, [line.text for line in segmented.furniture])
        if after not in (before, issue.new_issue(self._newspaper.key, place.date)):
            write_whole(path, after.encode("utf-8"))

    def _count(self, outcome: Outcome, relative: str) -> None:
        self._report.written += [f"{relative}/{name}" for name in outcome.written]
        self._report.unchanged += outcome.unchanged
        self._report.refusals += outcome.refusals


def _language(found: str, usual: str) -> str:
    """The language of an article: what was found in it, more exactly the newspaper's own kind of the same language."""
    if not found or (found in ("zh", "zh-cn", "en") and found.split("-")[0] == usual.split("-")[0]):
        return usual
    return found


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
