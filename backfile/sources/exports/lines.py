"""The lines of a file of any size, one after another, in whichever of the encodings it is."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

from backfile.errors import SourceError
from backfile.sources.encoding import MARKS, encoding_of
from backfile.sources.exports.record import RECORD_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    Tell = Callable[[int], None]
    """Called now and then with the number of bytes that have been read."""

SAMPLE = 2**20
LINES_BETWEEN = 200
"""Lines after which the progress is told."""


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file, open for reading its bytes.

    Raises:
        SourceError: it is no plain file, or cannot be read.
    """
    if not path.is_file():
        gone = "there is no such file" if not path.exists() else "this is not a plain file"
        raise SourceError(gone, source=str(path), remedy="name an export, or a folder of them")
    try:
        file = path.open("rb")
    except OSError as error:
        raise SourceError(
            f"cannot be read: {error.strerror or error}", source=str(path), remedy="check who may read the file"
        ) from error
    with file:
        yield file


def lines(path: Path, tell: Tell) -> Iterator[tuple[int, str | None]]:
    """The lines with their numbers from 1 and their ends; None for a line that is longer than a record may be.

    Bytes that are no text come as lone surrogates (in UTF-16 as U+FFFD), so that a damaged line harms no other.

    Raises:
        SourceError: the file cannot be read, is empty, of another kind, or in none of the encodings.
    """
    with opened(path) as file:
        sample = _telling_sample(file)
        if not sample.strip():
            raise SourceError("empty", source=str(path), remedy="export it again, or take the file away")
        encoding = encoding_of(sample, str(path))
        file.seek(0)
        start = file.read(4)
        file.seek(next((len(mark) for mark, of in MARKS if of == encoding and start.startswith(mark)), 0))
        errors = "replace" if encoding.startswith("utf-16") else "surrogateescape"
        text = io.TextIOWrapper(file, encoding, errors, newline="")
        number = 0
        while line := text.readline(RECORD_LIMIT):
            number += 1
            whole: str | None = line
            while len(line) == RECORD_LIMIT and not line.endswith(("\n", "\r")):
                whole = None
                line = text.readline(RECORD_LIMIT)
            if number % LINES_BETWEEN == 0:
                tell(file.tell())
            yield number, whole
        tell(file.tell())
        text.detach()


def is_damaged(text: str) -> bool:
    """Whether a text has bytes in it that were none of its encoding."""
    return not text.isascii() and any("\udc80" <= character <= "\udcff" for character in text)


def _telling_sample(file: BinaryIO) -> bytes:
    """The beginning of the file, or the first piece that is not ASCII: only that tells the encoding."""
    first = piece = file.read(SAMPLE)
    while piece and piece.isascii() and b"\0" not in piece:
        piece = file.read(SAMPLE)
    return piece or first
