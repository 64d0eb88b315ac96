"""Sorted runs: the inverted index of some consecutive documents, on its way to the shards.

An index of a large archive does not fit into memory, so documents are inverted some at a time, each such run is
written to a file in the order of the shards (by CRC-32 of the term), and the shards are merged from the runs.

A line of a run is a term: its hash in hexadecimal, the term, its order (see `Term`), and for each field the first
document number, the last one, and the postings without that first number; all separated by tabs.
"""

from __future__ import annotations

import heapq
from collections import Counter
from itertools import groupby
from operator import itemgetter, sub
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from backfile.search.document import FIELDS
from backfile.search.tokens import document_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from backfile.search.document import Document

_HASH = itemgetter(slice(0, 8))


class Term(NamedTuple):
    """A term's entry in the index.

    `order` is the term's place among the terms of the first document that has it; first documents and orders
    together are the order in which lunr would number the terms, which its sums of scores depend on.
    `postings` is a comma-separated list per field: document number (from the second on the gap to the one before),
    occurrences in the field, tokens of the field; again and again.
    """

    hash: int
    term: str
    order: int
    postings: list[str]


class Run:
    """The inverted index of some consecutive documents in memory."""

    def __init__(self) -> None:
        self._orders: dict[str, int] = {}
        self._postings: list[dict[str, list[int]]] = [{} for _ in FIELDS]
        self.documents = 0
        self.tokens = [0] * len(FIELDS)

    def add(self, number: int, document: Document) -> None:
        """Invert one document; `number` must rise from call to call."""
        self.documents += 1
        order = 0
        for field, passages in enumerate(document.fields()):
            tokens = document_tokens(passages)
            length = len(tokens)
            self.tokens[field] += length
            postings = self._postings[field]
            for term, occurrences in Counter(tokens).items():
                entry = postings.get(term)
                if entry is None:
                    postings[term] = [number, occurrences, length]
                    self._orders.setdefault(term, order)
                else:
                    entry += (number, occurrences, length)
                order += 1

    def write(self, path: Path) -> None:
        """Write the run; nothing can be added to it afterwards."""
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for hash_, term in sorted((f"{crc32(term.encode()):08x}", term) for term in self._orders):
                fields = "\t".join(_field(postings.get(term)) for postings in self._postings)
                file.write(f"{hash_}\t{term}\t{self._orders[term]}\t{fields}\n")


def _field(postings: list[int] | None) -> str:
    if postings is None:
        return "\t\t"
    numbers = postings[::3]
    postings[3::3] = map(sub, numbers[1:], numbers)
    return f"{numbers[0]}\t{numbers[-1]}\t{','.join(map(str, postings[1:]))}"


def merge(paths: Iterable[Path]) -> Iterator[Term]:
    """The terms of several runs, given in the order of their documents, by hash and term."""
    lines = heapq.merge(*(_read(path) for path in paths), key=_HASH)
    for _, same_hash in groupby(lines, key=_HASH):
        terms: dict[str, list[list[str]]] = {}
        for line in same_hash:
            values = line.split("\t")
            terms.setdefault(values[1], []).append(values)
        for term, runs in sorted(terms.items()):
            postings = [_joined(runs, 3 + 3 * field) for field in range(len(FIELDS))]
            yield Term(int(runs[0][0], 16), term, int(runs[0][2]), postings)


def _joined(runs: list[list[str]], place: int) -> str:
    """One field's postings of all runs as one list."""
    parts = []
    last = 0
    for values in runs:
        if values[place]:
            parts.append(f"{int(values[place]) - last},{values[place + 2]}")
            last = int(values[place + 1])
    return ",".join(parts)


def _read(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line[:-1]
