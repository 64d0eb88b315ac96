"""Writes a tier of the index: its texts, terms, words, columns and names. It is inverted in runs, in bounded memory."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from backfile.search import shards, suggest
from backfile.search.columns import Columns
from backfile.search.document import FIELDS
from backfile.search.folder import TierFolder
from backfile.search.runs import WORD, Run, merge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from backfile.search.document import Document

RUN_DOCUMENTS = 2000
"""Documents inverted in memory at a time."""
COMMON_TERMS = 600
"""Terms that most articles have: so many are named in the manifest, lest a query fetches them."""
WORD_SHARDS = 64
"""Shards of words at most: they are told apart by first characters, of which few begin many words."""


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier that stands: what the manifest says of it, and what the manifest of all tiers is summed up from."""

    about: dict[str, object]
    documents: int
    tokens: list[int]
    common: dict[str, int]


class Spool:
    """Entries in order of their hashes, on their way to shards whose number is known when all are there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("w", encoding="utf-8", newline="\n")
        self._size = 0

    def add(self, hash_: int, entry: str) -> None:
        """Take one entry."""
        self._size += self._file.write(f"{hash_}\t{entry}\n")

    def write(self, brackets: str, write: Callable[[int, str], None], most: int | None = None) -> int:
        """Write the shards, also those that have no entry; return how many there are."""
        self._file.close()
        count = max(1, round(self._size / shards.SHARD_BYTES))
        count = min(count, most or count)
        number = 0
        entries: list[str] = []
        with self._path.open(encoding="utf-8", newline="\n") as file:
            for line in file:
                hash_, entry = line[:-1].split("\t", 1)
                while number < shards.shard_of(int(hash_), count):
                    write(number, ",".join(entries).join(brackets))
                    number, entries = number + 1, []
                entries.append(entry)
        for rest in range(number, count):  # the last shard with entries, and those after it that have none
            write(rest, ",".join(entries).join(brackets))
            entries = []
        return count


def write_tier(kind: str, documents: Iterable[Document], site: Path) -> Tier:
    """Write the tier of `documents`, which rise by date and id, into the folder `site` of all tiers."""
    folder = TierFolder(site, kind)
    with TemporaryDirectory(prefix="backfile-search-") as scratch:
        writer = _Writer(folder, Path(scratch))
        for document in documents:
            writer.add(document)
        return writer.finish()


class _Writer:
    """A tier in the making: the run at hand, the runs so far, the chunk at hand."""

    def __init__(self, folder: TierFolder, scratch: Path) -> None:
        self._folder = folder
        self._scratch = scratch
        self._run = Run()
        self._runs: list[tuple[int, Path]] = []
        self._chunk: list[str] = []
        self._columns = Columns()
        self._days: Counter[str] = Counter()
        self._tokens = [0] * len(FIELDS)
        self._documents = 0

    def add(self, document: Document) -> None:
        self._run.add(document)
        self._chunk.append(shards.json_of(shards.text(document)))
        self._columns.add(document)
        self._days[document.date] += 1
        self._documents += 1
        if len(self._chunk) == shards.CHUNK_DOCUMENTS:
            self._write_chunk()
        if self._run.documents == RUN_DOCUMENTS:
            self._write_run()

    def finish(self) -> Tier:
        if self._chunk:
            self._write_chunk()
        if self._run.documents:
            self._write_run()
        terms, words, common = self._write_terms()
        self._columns.write(self._folder.write)
        suggestions = suggest.shards_of(self._columns.names())
        for number, suggestion in enumerate(suggestions):
            self._folder.write(shards.numbered("suggest", number), suggestion)
        self._folder.write("days", shards.json_of(list(_gaps(self._days))))
        months: Counter[str] = Counter()
        for day, articles in self._days.items():
            months[day[:7]] += articles
        about = {
            "folder": self._folder.settle(),
            "documents": self._documents,
            "shards": terms,
            "words": words,
            "suggest": len(suggestions),
            "months": list(months.items()),
        }
        return Tier(about, self._documents, self._tokens, common)

    def _write_chunk(self) -> None:
        number = (self._documents - 1) // shards.CHUNK_DOCUMENTS
        self._folder.write(shards.numbered("texts", number), f"[{','.join(self._chunk)}]")
        self._chunk = []

    def _write_run(self) -> None:
        path = self._scratch / f"{len(self._runs):06d}"
        self._run.write(path)
        self._runs.append((self._documents - self._run.documents, path))
        self._tokens = [total + more for total, more in zip(self._tokens, self._run.tokens(), strict=True)]
        self._run = Run()

    def _write_terms(self) -> tuple[int, int, dict[str, int]]:
        """Write the shards of terms and words and large entries; return the numbers of shards, and common terms."""
        terms, words = Spool(self._scratch / "terms"), Spool(self._scratch / "words")
        lists = 0
        common: list[tuple[int, str]] = []
        for term in merge(self._runs):
            if term.name.startswith(WORD):
                words.add(term.hash, shards.json_of([term.name[1:], term.documents]))
                continue
            entry = shards.entry(term.order, term.postings)
            if len(entry) > shards.LIST_BYTES:
                self._folder.write(shards.numbered("lists", lists), entry)
                entry = str(lists)
                lists += 1
            terms.add(term.hash, f'"{term.name}":{entry}')
            if term.order is not None:
                common.append((term.documents, term.name))
                if len(common) > 100 * COMMON_TERMS:
                    common = heapq.nlargest(COMMON_TERMS, common)

        def write(kind: str) -> Callable[[int, str], None]:
            return lambda number, data: self._folder.write(shards.numbered(kind, number), data)

        return (
            terms.write("{}", write("terms")),
            words.write("[]", write("words"), WORD_SHARDS),
            {name: documents for documents, name in heapq.nlargest(COMMON_TERMS, common)},
        )


def _gaps(days: dict[str, int]) -> Iterator[tuple[int, int]]:
    last = date(1970, 1, 1)
    for day, articles in days.items():
        this = date.fromisoformat(day)
        yield (this - last).days, articles
        last = this
