"""Merges runs: from the entries of some consecutive documents each to those of all."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from backfile.search.runs import WORD
from backfile.search.shards import entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Term(NamedTuple):
    """An entry of the index.

    `order` is the term's place among the terms of the first document that has it (empty for what is no term of
    lunr's); first documents and orders together are the order in which lunr would number the terms, which its sums
    of scores depend on. `documents` is how many have it. `entry` is what shards have of it (see `shards.entry`).
    """

    hash: int
    name: str
    order: str
    documents: int
    entry: str


def merged(part: Iterable[tuple[int, str]]) -> Iterator[Term]:
    """The entries of one part of several runs, by hash and name.

    Args:
        part: the number of the first document of each run, and its part; in the order of their documents.
    """
    entries: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for first, lines in part:
        for line in lines.split("\n"):
            name, _, rest = line.partition("\t")
            entries[name].append((first, rest))
    entries.pop("", None)  # behind the last line of a part
    for hash_, name in sorted((_hash(name), name) for name in entries):
        runs = [(first, rest.split("\t")) for first, rest in entries[name]]
        order = runs[0][1][0]
        if len(runs) == 1 and len(runs[0][1]) == 5:  # most of them: one run has it, in one field
            first, values = runs[0]
            list_ = f"{first + int(values[2])},{values[4]}" if values[4] else f"{first + int(values[2])}"
            yield Term(hash_, name, order, int(values[1]), entry(order, (list_,)))
            continue
        documents = sum(int(values[1]) for _, values in runs)
        lists = [_joined(runs, place) for place in range(2, max(len(values) for _, values in runs), 3)]
        yield Term(hash_, name, order, documents, entry(order, lists))


def _hash(name: str) -> int:
    if name.startswith(WORD):
        name = name[1]
    return crc32((json.loads(f'"{name}"') if "\\" in name else name).encode())


def _joined(runs: Sequence[tuple[int, list[str]]], place: int) -> str:
    """One list of all runs."""
    pieces = []
    last = 0
    for first, values in runs:
        if place < len(values) and values[place]:
            pieces.append(f"{first + int(values[place]) - last}")
            if values[place + 2]:
                pieces.append(values[place + 2])
            last = first + int(values[place + 1])
    return ",".join(pieces)
