"""Entries on their way to shards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.search import shards

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


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
        count = shards.shards_for(self._size)
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
