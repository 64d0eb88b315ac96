"""Sorted runs: the inverted index of some consecutive documents, on its way to the shards.

An index of a large archive does not fit into memory, so documents are inverted some at a time, each such run is
written to a file in the order of the shards (by CRC-32), and the shards are merged from the runs. A run knows its
documents by their place in it, so that it is the same wherever in the archive they stand.

A line of a run is an entry of the index, its values separated by tabs: its hash in hexadecimal, its name as JSON
writes it between quotation marks, its order (see `Term`), the number of documents that have it, and for each of its
lists the first document number, the last one, and the postings without that first number.
There are three kinds:

- terms: a list for each field, of document number (from the second on the gap to the one before), occurrences in
  the field, tokens of the field, again and again;
- facet terms (`section=副刊`): one list of document numbers (again gaps) and no order;
- words as they are written, for wildcards: no list, no order, U+0001 before the name; their hash is that of their
  first character.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from itertools import groupby
from operator import itemgetter, sub
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from backfile.search.document import FIELDS
from backfile.search.shards import json_of
from backfile.search.tokens import document_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from backfile.search.document import Document

WORD = "\x01"
"""Stands before a word as it is written; no token begins with it."""

_HASH = itemgetter(slice(0, 8))
_NUMBER = 24
_OCCURRENCES = (1 << _NUMBER) - 1


class Term(NamedTuple):
    """An entry of the index.

    `order` is the term's place among the terms of the first document that has it (None for what is no term of
    lunr's); first documents and orders together are the order in which lunr would number the terms, which its sums
    of scores depend on. `documents` is how many have it. `postings` are its lists, comma-separated.
    """

    hash: int
    name: str
    order: int | None
    documents: int
    postings: list[str]


class Run:
    """The inverted index of some consecutive documents in memory."""

    def __init__(self) -> None:
        self._orders: dict[str, int] = {}
        self._postings: list[dict[str, list[int]]] = [defaultdict(list) for _ in FIELDS]
        self._lengths: list[list[int]] = [[] for _ in FIELDS]
        self._outside_text: Counter[str] = Counter()
        self._facets: dict[str, list[int]] = defaultdict(list)
        self._words: Counter[str] = Counter()
        self.documents = 0

    def add(self, document: Document) -> None:
        """Invert one document."""
        number = self.documents << _NUMBER
        order = 0
        words: set[str] = set()
        known: dict[str, int] = {}
        for field, passages in enumerate(document.fields()):
            tokens = document_tokens(passages, words)
            self._lengths[field].append(len(tokens))
            postings = self._postings[field]
            counted = Counter(tokens)
            for term, occurrences in counted.items():
                entry = postings[term]
                if not entry:
                    self._orders.setdefault(term, order)
                entry.append(number + occurrences)
                order += 1
            if field:
                self._outside_text.update(term for term in counted if term not in known)
                known = known | counted
            else:
                known = counted
        for facet, values in document.facets():
            for value in values:
                self._facets[f"{facet}={value}"].append(self.documents)
        self._words.update(words)
        self.documents += 1

    def tokens(self) -> list[int]:
        """The tokens of each field of all documents."""
        return [sum(lengths) for lengths in self._lengths]

    def write(self, path: Path) -> None:
        """Write the run; nothing can be added to it afterwards."""
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for hash_, name in sorted(self._names()):
                if name in self._orders:
                    line = self._term(name)
                elif name in self._facets:
                    numbers = self._facets[name]
                    rest = ",".join(map(str, map(sub, numbers[1:], numbers)))
                    line = f"{json_of(name)[1:-1]}\t\t{len(numbers)}\t{numbers[0]}\t{numbers[-1]}\t{rest}"
                else:
                    line = f"{name}\t\t{self._words[name[1:]]}"
                file.write(f"{hash_}\t{line}\n")

    def _names(self) -> Iterator[tuple[str, str]]:
        for name in (*self._orders, *self._facets):
            yield f"{crc32(name.encode()):08x}", name
        for word in self._words:
            if any(map(str.isalpha, word)):
                yield f"{crc32(word[0].encode()):08x}", WORD + word

    def _term(self, term: str) -> str:
        fields = []
        for postings, lengths in zip(self._postings, self._lengths, strict=True):
            entry = postings.get(term)
            fields.append("\t\t" if entry is None else _field(entry, lengths))
        documents = len(self._postings[0].get(term, ())) + self._outside_text[term]
        return "\t".join((term, str(self._orders[term]), str(documents), *fields))


def _field(entry: list[int], lengths: list[int]) -> str:
    numbers = [packed >> _NUMBER for packed in entry]
    values = [0] * (3 * len(entry))
    values[3::3] = map(sub, numbers[1:], numbers)
    values[1::3] = [packed & _OCCURRENCES for packed in entry]
    values[2::3] = [lengths[number] for number in numbers]
    return f"{numbers[0]}\t{numbers[-1]}\t{','.join(map(str, values[1:]))}"


def merge(runs: Sequence[tuple[int, Path]]) -> Iterator[Term]:
    """The entries of several runs by hash and name.

    Args:
        runs: the number of the first document of each run, and its file; in the order of their documents.
    """
    lines = heapq.merge(*(_read(first, path) for first, path in runs), key=itemgetter(0))
    for hash_, same_hash in groupby(lines, key=itemgetter(0)):
        entries: dict[str, list[tuple[int, list[str]]]] = {}
        for _, first, line in same_hash:
            values = line.split("\t")
            entries.setdefault(values[1], []).append((first, values))
        for name, parts in sorted(entries.items()):
            order = parts[0][1][2]
            yield Term(
                int(hash_, 16),
                name,
                int(order) if order else None,
                sum(int(values[3]) for _, values in parts),
                [_joined(parts, place) for place in range(4, len(parts[0][1]), 3)],
            )


def _joined(parts: Iterable[tuple[int, list[str]]], place: int) -> str:
    """One list of all runs."""
    pieces = []
    last = 0
    for first, values in parts:
        if values[place]:
            pieces.append(f"{first + int(values[place]) - last}")
            if values[place + 2]:
                pieces.append(values[place + 2])
            last = first + int(values[place + 1])
    return ",".join(pieces)


def _read(first: int, path: Path) -> Iterator[tuple[str, int, str]]:
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line[:8], first, line[:-1]
