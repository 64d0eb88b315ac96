"""Entries on their way to shards."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from backfile.search import shards

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from backfile.search.postings import Numbers


class Spool:
    """Entries in order of their hashes, on their way to shards whose number is known when all are there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("w", encoding="utf-8", newline="\n")
        self._hashes = [np.zeros(0, np.uint32)]
        self._size = 0

    def add(self, hashes: Numbers, entries: Sequence[str]) -> None:
        """Take the next entries."""
        self._hashes.append(hashes)
        self._size += self._file.write("".join(f"{entry}\n" for entry in entries))

    def write(self, brackets: str, write: Callable[[int, str], None], most: int | None = None) -> int:
        """Write the shards, also those that have no entry; return how many there are."""
        self._file.close()
        count = shards.shards_for(self._size)
        count = min(count, most or count)
        numbers = shards.shard_of(np.concatenate(self._hashes).astype(np.uint64), count)
        with self._path.open(encoding="utf-8", newline="\n") as file:
            for number, size in enumerate(np.bincount(numbers.astype(np.int64), minlength=count).tolist()):
                lines = "".join(islice(file, size))
                write(number, lines[:-1].replace("\n", ",").join(brackets))
        return count
