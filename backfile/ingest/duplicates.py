"""One web article in two files that lie side by side: the second becomes an article too, which readers do not meet.

Only a person can say which of the two is one too many. So nothing is lost, and nothing stands twice in the site: the
second is hidden (Pelican's own `Status`), names the first, and waits for review. Which file is the second is known by
its id, so that it stays so whatever becomes of the first.

Printed pages are refused instead: a page taken twice would give every one of its articles and its furniture twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from backfile.identify import web_id
from backfile.ingest import ledger
from backfile.models import Review

if TYPE_CHECKING:
    from pathlib import Path

    from backfile.ingest.convert import Converted, Document
    from backfile.ingest.memory import Memory
    from backfile.ingest.presence import Present
    from backfile.ingest.whereabouts import Whereabouts
    from backfile.models import Entry

HIDDEN = ("Status", "hidden")
"""Pelican writes the page at its own address, but no list, no issue and no search has it."""


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Tells second files apart from first ones.

    Attributes:
        memory: what was taken in before.
        places: the files of the articles.
        present: the files of the run.
    """

    memory: Memory
    places: Whereabouts
    present: Present

    def told_apart(self, job: Document, converted: Converted, folder: Path, known: Path | None) -> Converted:
        """A converted input as it belongs into the archive: as it is, or hidden because it is the second of its kind.

        Args:
            job: the input.
            converted: what it gave.
            folder: the folder of its issue.
            known: the folder in which it stands already.
        """
        if converted.text is not None:
            return converted
        (entry,) = converted.entries
        own = ledger.read(self.places.store, known or folder).get(job.name, ledger.Record(""))
        if _hash(entry.id) in map(_hash, own.articles):
            return converted
        key = _second_id(entry)
        was = _hash(key) in map(_hash, own.articles) or self.places.store.has(folder / f"{key}.md")
        first = self._first(job, entry, folder)
        if not was and not (first and first.is_there):
            return converted
        return replace(converted, entries=(_hidden(entry, first.id if first else entry.id),))

    def _first(self, job: Document, entry: Entry, folder: Path) -> _First | None:
        """The first of its kind: of the same address in the same issue, else of the same bytes in another one."""
        store = self.places.store
        here = [(name, folder, record) for name, record in ledger.read(store, folder).items()]
        same = [one for one in here if entry.id in one[2].articles]
        for name, place, record in same or self.memory.same(job.digest):
            if name == job.name or not record.articles:
                continue
            key = entry.id if entry.id in record.articles else next(iter(record.articles))
            stands = self.places.find(key, place, record.moved.get(key)) is not None
            return _First(key, stands and self.present.has(name, record.hash, job.path))
        return None


@dataclass(frozen=True, slots=True)
class _First:
    """The first article of a kind; `is_there`: it stands in the archive, and its file lies where it lay."""

    id: str
    is_there: bool


def _hidden(entry: Entry, first: str) -> Entry:
    review = (*entry.article.review, Review("duplicate", f"the same web page as {first}"))
    article = replace(entry.article, review=review)
    return replace(entry, article=article, id=_second_id(entry), extra=(*entry.extra, HIDDEN))


def _second_id(entry: Entry) -> str:
    """The id of a second: of its name too, because its address is that of the first."""
    return web_id(entry.newspaper, entry.date, f"{_hash(entry.id)} {entry.source}".encode("utf-8", "replace"))


def _hash(key: str) -> str:
    """What of an id stays when it gets another day."""
    return key.rpartition("-")[2]
