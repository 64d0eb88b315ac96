"""What stands in an issue from one input, and what is to be noted of it.

The order of writing lets a run be stopped anywhere: articles first, then what is kept of them, the ledger last. What is
not in the ledger, the next run does again, and finds it done.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from backfile import markdown
from backfile.errors import BackfileError, ContentError
from backfile.identify import content_hash
from backfile.ingest import ledger, pictures
from backfile.ingest.correction import Written, corrected
from backfile.ingest.kept import Kept

if TYPE_CHECKING:
    from pathlib import Path

    from backfile.ingest.whereabouts import Whereabouts
    from backfile.models import Entry


@dataclass(slots=True)
class Outcome:
    """What happened to the articles of one input.

    `written` has the files written or taken away, below the content folder; `unchanged` counts the articles that
    stayed as they were, `deleted` those that a person has deleted; `refusals` and `notes` are for the maintainer.
    """

    written: list[str] = field(default_factory=list)
    unchanged: int = 0
    deleted: int = 0
    refusals: list[BackfileError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Standing:
    """The articles of one input in one issue.

    Args:
        places: the newspaper's files.
        folder: the issue's folder; it need not exist.
        source: the name of the input, as in `Source`.
        source_hash: the hash of its bytes.
        restore: whether what a person has deleted is to come back.

    Attributes:
        records: what the issue's ledger says of every input.
        before: what it says of this one, and its articles that are not in it, with an empty hash.
        now: what it is to say of this one.
        outcome: what has happened so far.
    """

    def __init__(
        self, places: Whereabouts, folder: Path, source: str, source_hash: str, *, restore: bool = False
    ) -> None:
        self.places = places
        self.store = places.store
        self.folder = folder
        self.source = source
        self.restore = restore
        self.records = ledger.read(self.store, folder)
        self.kept = Kept(folder, self.store)
        self.before = self._given_before()
        self.now = ledger.Record(source_hash)
        self.outcome = Outcome()
        self._ancestors: dict[str, str | None] = {}
        self._conflicts: dict[str, str | None] = {}

    def usual(self, key: str) -> Path:
        """Where the file of an article is put."""
        return self.folder / f"{key}.md"

    def written(self, key: str) -> Written:
        """What the converter wrote for an article before."""
        return Written(self.kept.article(key), self.before.articles[key])

    def find(self, key: str) -> Path | None:
        """The file of an article, None if a person has deleted it; where they have moved it is noted."""
        moved = self.before.moved.get(key)
        path = self.places.find(key, self.folder, moved, everywhere=key not in self.before.deleted)
        self.now.moved.pop(key, None)
        if path and path != self.usual(key):
            self.now.moved[key] = self.store.relative(path)
        return path

    def carry(self, key: str) -> None:
        """What is known of an article stays known."""
        self.now.articles[key] = self.before.articles[key]
        if key in self.before.moved:
            self.now.moved[key] = self.before.moved[key]
        self.now.deleted.update({key} & self.before.deleted)
        self.now.open.update({key} & self.before.open)

    def carry_all(self) -> None:
        """What is known of all articles stays known."""
        for key in self.before.articles:
            self.carry(key)

    def note(self, key: str, new: str) -> None:
        """What the converter gives now is what its next conversion is compared with."""
        self.now.articles[key] = content_hash(new.encode("utf-8"))
        self.now.deleted.discard(key)
        self.now.open.discard(key)
        self._ancestors[key] = new
        self._conflicts[key] = None

    def note_deleted(self, key: str) -> None:
        """A person has deleted an article."""
        self.now.deleted.add(key)
        self.now.open.discard(key)
        self._conflicts[key] = None
        self.outcome.deleted += 1

    def note_dropped(self, key: str) -> None:
        """The input has an article no longer."""
        del self.now.articles[key]
        self.now.moved.pop(key, None)
        self.now.deleted.discard(key)
        self.now.open.discard(key)
        self._ancestors[key] = self._conflicts[key] = None

    def merged(self, key: str, path: Path, stands: bytes, new: str, *, region: str = "") -> str:
        """The text that a file is to have: the new one, with what a person has corrected.

        Args:
            key: the article's id.
            path: its file.
            stands: the bytes of the file.
            new: the new text.
            region: the hash of the region of the source that the new text is of. Where it is not known what the
                converter wrote before, and the file is of the same region, the new text stands for that.

        Raises:
            ContentError: the two stand against each other. The new text is kept until a person has settled that.
        """
        before = self.written(key)
        if before.is_untouched(stands):
            return new
        if before.text is None and region and (entry := self.read(path)) and entry.source_hash == region:
            before = replace(before, text=new)
        try:
            return corrected(before, stands, new, path, self.source)
        except ContentError:
            self._conflicts[key] = new
            self.now.open.add(key)
            raise

    def write(self, path: Path, text: str, copies: pictures.Copies = ()) -> None:
        """Put an article's file in place, and before it the pictures that it shows."""
        self.put_pictures(path.parent, text, copies)
        data = text.encode("utf-8")
        if self.store.read(path) == data:
            self.outcome.unchanged += 1
        else:
            self.store.write(path, data)
            self.outcome.written.append(self.store.relative(path))

    def put_pictures(self, folder: Path, text: str, copies: pictures.Copies) -> None:
        """Put the pictures in place that an article's text shows."""
        put = pictures.write(self.store, folder, text, copies, self.before.pictures, self.source, restore=self.restore)
        self.now.pictures.update(put.hashes)
        self.outcome.refusals += put.refusals

    def read(self, path: Path) -> Entry | None:
        """The article in a file, None when there is none that can be read."""
        try:
            return markdown.read((self.store.read(path) or b"").decode("utf-8"), str(path))
        except (OSError, UnicodeDecodeError, ContentError):
            return None

    def remember(
        self, text: str | None = None, furniture: tuple[str, ...] | None = None, *, settled: bool = True
    ) -> None:
        """Note down what has happened; to be called last.

        Args:
            text: the text of the page, for a look at it beside its articles.
            furniture: the lines that the page gave to `issue.md`.
            settled: whether the input need not be looked at again as long as it stays as it is.
        """
        if not settled and not self.now.articles and self.source not in self.records:
            return
        self.keep(text, furniture)
        old = {path: value for path, value in self.before.pictures.items() if path.split("/")[0] in self.now.articles}
        digest = self.now.hash if settled else ""
        self.records[self.source] = replace(self.now, hash=digest, pictures=old | self.now.pictures)
        ledger.write(self.store, self.folder, self.records)

    def keep(self, text: str | None = None, furniture: tuple[str, ...] | None = None) -> None:
        """Keep what the next conversion is compared with."""
        gone = dict.fromkeys(self.kept.articles_of(self.source).keys() - self.now.articles.keys())
        self.kept.keep(
            gone | self._ancestors,
            None if text is None else (self.source, text),
            conflicts=self._conflicts,
            furniture=None if furniture is None else (self.source, furniture),
        )

    def _given_before(self) -> ledger.Record:
        taken = {key for record in self.records.values() for key in record.articles}
        if (record := self.records.get(self.source)) is None:  # if the ledger was lost, deletions are still known
            texts = self.kept.articles_of(self.source).items()
            record = ledger.Record("", {key: content_hash(text.encode("utf-8")) for key, text in texts})
        found = {}
        for name in self.store.articles(self.folder):
            entry = self.read(self.folder / f"{name}.md") if name not in taken else None
            if entry and entry.id not in taken and entry.source.split("#")[0] == self.source:
                found[entry.id] = ""
        return replace(record, articles=dict(sorted({**found, **record.articles}.items())))
