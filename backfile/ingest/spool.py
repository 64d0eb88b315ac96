"""Records put aside by issue, so that an export in any order is written issue by issue and never held in memory.

What is held for each record is a place in a file without a name, which the system takes away with the run.
"""

from __future__ import annotations

import json
import tempfile
from array import array
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from backfile.identify import HASH_LENGTH
from backfile.ingest.placement import Placement
from backfile.models import Review
from backfile.sources.exports import Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from hashlib import _Hash as Hash
    from pathlib import Path
    from typing import IO


@dataclass(frozen=True, slots=True)
class Spooled:
    """A record with its place and its id in the archive, and the hash of what it says."""

    record: Record
    place: Placement
    id: str
    hash: str


class Spool:
    """The records of one export."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: dict[date, array[int]] = {}
        self._digests: dict[date, Hash] = {}
        self.size = 0

    def add(self, one: Spooled) -> None:
        """Put a record aside."""
        record, place = one.record, one.place
        review = [(note.code, note.words) for note in place.review]
        values = [record.line, record.values, record.further, place.page, place.certainty, review, one.id, one.hash]
        self._places.setdefault(place.date, array("Q")).append(self.size)
        self._digests.setdefault(place.date, sha256()).update(f"{one.id} {one.hash}\n".encode("ascii"))
        self.size += self._file.write(json.dumps(values, separators=(",", ":")).encode("ascii") + b"\n")

    def days(self) -> list[date]:
        """The days of which there are records, in their order."""
        return sorted(self._places)

    def count(self, day: date) -> int:
        """How many records there are of a day."""
        return len(self._places[day])

    def digest(self, day: date) -> str:
        """A hash of what all records of a day say, in their order."""
        return self._digests[day].hexdigest()[:HASH_LENGTH]

    def of_day(self, day: date) -> Iterator[Spooled]:
        """The records of a day, in the order in which they came."""
        for start in self._places[day]:
            self._file.seek(start)
            line, values, further, page, certainty, review, identity, digest = json.loads(self._file.readline())
            record = Record(line, tuple(map(tuple, values)), tuple(map(tuple, further)))
            place = Placement(day, page, certainty, tuple(Review(*note) for note in review))
            yield Spooled(record, place, identity, digest)

    def __len__(self) -> int:
        return sum(map(len, self._places.values()))


@contextmanager
def opened(beside: Path | None) -> Iterator[Spool]:
    """An empty spool, on the disk of the archive: a system's folder for temporary files may lie in memory.

    Args:
        beside: the archive; None if nothing may be written there.
    """
    with tempfile.TemporaryFile(dir=beside) as file:
        yield Spool(file)
