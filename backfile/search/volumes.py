"""Volumes: the consecutive documents that are inverted together, and the files of their runs.

Where a volume ends is decided by the documents themselves and not by their number, so that a new article changes the
volume that it stands in and no other. The run of a volume is known by what is in it: as long as the articles stay as
they are it need not be made again.
"""

from __future__ import annotations

import json
import unicodedata
import zlib
from functools import cache
from hashlib import blake2b
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from backfile.search.postings import Part, pack, unpack
from backfile.search.runs import FACETS, FIELDS_AND_FACETS, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backfile.search.texts import Content

CHARACTERS = 1_500_000
"""Of the texts of a volume: to invert them takes 150 bytes each."""

_DIGEST_BYTES = 16


def volumes(contents: Iterable[Content], size: int) -> Iterator[list[Content]]:
    """The volumes of an archive, of `size` documents on an average, and of twice as many or `CHARACTERS` at most."""
    volume: list[Content] = []
    characters = 0
    for content in contents:
        if characters + len(content.row) > CHARACTERS and volume:
            yield volume
            volume, characters = [], 0
        volume.append(content)
        characters += len(content.row)
        if zlib.crc32(content.document.id.encode("utf-8", "replace")) % size == 0 or len(volume) == 2 * size:
            yield volume
            volume, characters = [], 0
    if volume:
        yield volume


@cache
def maker() -> str:
    """A hash of the program that inverts: what another version of it has made is made anew."""
    digest = blake2b(unicodedata.unidata_version.encode(), digest_size=_DIGEST_BYTES)
    for path in sorted(Path(__file__).parent.iterdir()):
        if path.suffix in {".py", ".txt"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def key(volume: Iterable[Content]) -> str:
    """The name of the run of a volume: the same articles by the same program, the same run."""
    digest = blake2b(maker().encode(), digest_size=_DIGEST_BYTES)
    for content in volume:
        digest.update(content.hash.encode())
    return digest.hexdigest()


class RunFile:
    """The run of a volume on the disk: a line of JSON about it, the lengths of its fields, then its parts.

    Raises:
        OSError: there is none.
        ValueError: it is damaged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            about = json.loads(file.readline())
            self._start = file.tell()
            data = file.read()
        if blake2b(data, digest_size=_DIGEST_BYTES).hexdigest() != about["hash"]:
            raise ValueError(f"{path} is damaged")
        self._ends: list[int] = about["ends"]
        self.lengths = unpack(data)[0]
        """The tokens of its fields × documents."""

    @property
    def name(self) -> str:
        """What it is known by."""
        return self._path.name

    @property
    def bytes(self) -> int:
        """The size of all its parts."""
        return self._ends[-1] - self._ends[0]

    @property
    def documents(self) -> int:
        """How many documents it is of."""
        return len(self.lengths) // FIELDS_AND_FACETS

    @property
    def tokens(self) -> list[int]:
        """The tokens of each field of all its documents."""
        sums: list[int] = self.lengths.reshape(FIELDS_AND_FACETS, -1).sum(axis=1)[:FACETS].tolist()
        return sums

    def parts(self, first: int, past: int) -> Iterator[Part]:
        """Some of the parts, one after the other."""
        ends = self._ends[first : past + 1]
        with self._path.open("rb") as file:
            file.seek(self._start + ends[0])
            for start, end in pairwise(ends):
                yield Part.from_bytes(file.read(end - start))


def run_of(volume: Iterable[Content], path: Path) -> RunFile:
    """The run of a volume: the one that stands at `path`, else it is made and stands there, whole or not at all."""
    try:
        return RunFile(path)
    except (OSError, ValueError, KeyError, TypeError):
        _write(volume, path)
        return RunFile(path)


def _write(volume: Iterable[Content], path: Path) -> None:
    run = Run([content.document for content in volume])
    blocks = [pack(run.lengths()), *(part.to_bytes() for part in run.parts())]
    data = b"".join(blocks)
    about = {
        "ends": list(accumulate(map(len, blocks))),
        "hash": blake2b(data, digest_size=_DIGEST_BYTES).hexdigest(),
    }
    temporary = path.with_suffix(".tmp")
    temporary.write_bytes(json.dumps(about).encode() + b"\n" + data)
    temporary.replace(path)
