"""Writes the shards of terms, facet terms and words of a tier, and the large entries in files of their own."""

from __future__ import annotations

import heapq
from itertools import compress, count
from typing import TYPE_CHECKING

import numpy as np

from backfile.search import shards
from backfile.search.merging import Source, merged
from backfile.search.runs import FACET, PARTS, WORD
from backfile.search.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from backfile.search.folder import TierFolder
    from backfile.search.merging import Entries
    from backfile.search.volumes import RunFile

MERGED_BYTES = 2_000_000
"""Of compressed runs that are merged in memory at a time."""
COMMON_TERMS = 1000
"""Most common terms that are counted: more than the manifest names, since each new article changes their order."""
WORD_SHARDS = 64
"""Shards of words at most: they are told apart by first characters, of which few begin many words."""


def write_terms(
    folder: TierFolder, scratch: Path, runs: Sequence[tuple[int, RunFile]], watched: Collection[str] | None
) -> tuple[int, int, dict[str, int]]:
    """Write the entries of all runs.

    Args:
        folder: of the tier.
        scratch: a folder for what is on its way.
        runs: the number of the first document of each, and the run.
        watched: the terms whose documents are to be counted, else the most common ones.

    Returns:
        The numbers of the shards of terms and of words, and the terms counted.
    """
    terms, words = Spool(scratch / "terms"), Spool(scratch / "words")
    common = _Common(watched)
    large = count()

    def line(name: str, data: str) -> str:
        if len(data) > shards.LIST_BYTES:
            number = next(large)
            folder.write(shards.numbered("lists", number), data)
            return f'"{name}":{number}'
        return f'"{name}":{data}'

    for entries in _merged(runs):
        is_word = np.fromiter((name[0] == WORD for name in entries.names), bool, len(entries.names))
        spelled = zip(compress(entries.names, is_word), compress(entries.documents, is_word), strict=True)
        words.add(entries.hashes[is_word], [shards.json_of([name[1:], documents]) for name, documents in spelled])
        is_term = ~is_word
        names = list(compress(entries.names, is_term))
        terms.add(entries.hashes[is_term], list(map(line, names, compress(entries.data, is_term))))
        common.add(names, compress(entries.documents, is_term))

    def write(kind: str) -> Callable[[int, str], None]:
        return lambda number, data: folder.write(shards.numbered(kind, number), data)

    return terms.write("{}", write("terms")), words.write("[]", write("words"), WORD_SHARDS), common.terms()


class _Common:
    """The terms that are counted so far: those watched, else the most common ones."""

    def __init__(self, watched: Collection[str] | None) -> None:
        self._watched = watched
        self._found: list[tuple[int, str]] = []

    def add(self, names: Iterable[str], documents: Iterable[int]) -> None:
        """Look at more terms and facet terms, and how many documents have each."""
        pairs = zip(names, documents, strict=True)
        if self._watched is not None:
            self._found += [(-number, name) for name, number in pairs if name in self._watched]
            return
        least = -self._found[-1][0] if len(self._found) == COMMON_TERMS else 0
        self._found += [(-number, name) for name, number in pairs if number >= least and FACET not in name]
        self._found = heapq.nsmallest(COMMON_TERMS, self._found)

    def terms(self) -> dict[str, int]:
        """The terms with the numbers of their documents."""
        return {name: -documents for documents, name in self._found}


def _merged(runs: Sequence[tuple[int, RunFile]]) -> Iterator[Entries]:
    """The entries of all runs, by their hashes, so many at a time as fit into memory."""
    if not runs:
        return
    step = max(1, MERGED_BYTES * PARTS // sum(run.bytes for _, run in runs))
    for start in range(0, PARTS, step):
        yield merged(
            [Source(part, first, run.lengths) for first, run in runs for part in run.parts(start, start + step)]
        )
