"""The entries of a part of a run, as numbers: in memory, and as the bytes of a file."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

Numbers: TypeAlias = np.ndarray[tuple[int], np.dtype[Any]]
"""Whole numbers, one after the other."""

_SIZES = (1, 2, 4, 8)


@dataclass(frozen=True, slots=True)
class Part:
    """Entries by their hashes, n of them, with m postings.

    `names` are those of the entries. `orders` (n) are the ranks of terms among the terms of the first document that has
    them, `documents` (n) how many documents have them in any field, `counts` (n) how many of the postings are theirs.
    Those stand by entry, field and document: `places` (m) are field × documents of the run + document, `occurrences`
    (m) how often the field has the term.
    """

    names: list[str]
    orders: Numbers
    documents: Numbers
    counts: Numbers
    places: Numbers
    occurrences: Numbers

    def to_bytes(self) -> bytes:
        """The part, compressed."""
        arrays = (self.orders, self.documents, self.counts, self.places, self.occurrences)
        blocks = [pack(array) for array in arrays]
        return zlib.compress(b"".join(blocks) + "\n".join(self.names).encode(), 1)

    @classmethod
    def from_bytes(cls, data: bytes) -> Part:
        """The part of what `to_bytes` gave."""
        data = zlib.decompress(data)
        arrays = []
        start = 0
        for _ in range(5):
            array, start = unpack(data, start)
            arrays.append(array)
        names = data[start:].decode().split("\n") if len(arrays[0]) else []
        return cls(names, *arrays)


def pack(numbers: Numbers) -> bytes:
    """Whole numbers that are not negative as bytes: the size of each, how many there are, and they, little-endian."""
    size = next(size for size in _SIZES if not len(numbers) or numbers.max() < 1 << 8 * size)
    return bytes([size]) + len(numbers).to_bytes(4, "little") + numbers.astype(f"<u{size}").tobytes()


def unpack(data: bytes, start: int = 0) -> tuple[Numbers, int]:
    """Packed numbers that start somewhere in `data`, and where they end."""
    size, count = data[start], int.from_bytes(data[start + 1 : start + 5], "little")
    return np.frombuffer(data, f"<u{size}", count, start + 5), start + 5 + size * count
