"""Tables as spreadsheets save them: a row of column names, then a row for each article.

Fields are divided by commas, semicolons or tabs; a field in quotation marks may have line ends in it. A row that does
not fit is refused together with what follows it up to the next that fits, so that a forgotten quotation mark costs
one record and not the rest of the file.
"""

from __future__ import annotations

import csv
from collections import deque
from typing import TYPE_CHECKING

from backfile.errors import SourceError
from backfile.sources.exports import keys
from backfile.sources.exports.lines import is_damaged, lines
from backfile.sources.exports.record import RECORD_LIMIT, checked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from backfile.sources.exports.lines import Tell
    from backfile.sources.exports.record import Item

DELIMITERS = (",", ";", "\t")
MOST_AGAIN = 20
"""Characters that are read again behind broken rows, for each that was read: a broken row is mostly closed by the next
quotation mark, so that an honest table needs hardly two."""
LEAST_LIMIT = 131_072
"""Python's own limit of a field, which all readers of one process share."""


def records(path: Path, tell: Tell) -> Iterator[Item]:
    """The records of a file.

    Raises:
        SourceError: the file as a whole cannot be read, or no column is called as one with texts is.
    """
    numbered = lines(path, tell)
    columns, delimiter, rest = _header(numbered, str(path))
    csv.field_size_limit(max(RECORD_LIMIT, LEAST_LIMIT))
    for number, fields in _Rows(rest, delimiter, len(columns)).read():
        if isinstance(fields, str):
            yield SourceError(fields, line=number, remedy="correct the row and its quotation marks")
        elif any(map(is_damaged, fields)):
            yield SourceError("bytes in it are no text", line=number, remedy="save the table as UTF-8")
        else:
            yield checked(keys.record(number, zip(columns, fields, strict=False)))


def _header(numbered: Iterator[tuple[int, str | None]], source: str) -> tuple[list[str], str, Iterator[_Line]]:
    """The names of the columns, what divides fields, and the lines that follow."""
    delimiters: tuple[str, ...] = DELIMITERS
    for number, line in numbered:
        if line is not None and line.lower().startswith("sep=") and len(line.rstrip("\r\n")) == 5:
            delimiters = (line[4],)
        elif line is None or line.strip():
            held = [(number, line)]
            # A spreadsheet may put a line end into the name of a column.
            while (
                line is not None and line.count('"') % 2 and len(line) < LEAST_LIMIT and (more := next(numbered, None))
            ):
                held.append(more)
                line = line + more[1] if more[1] is not None else None
            readings = [(_named(line or "", delimiter), delimiter) for delimiter in delimiters]
            columns, delimiter = max(readings, key=lambda reading: sum(map(_is_known, reading[0])))
            if not any(keys.meaning(name) in ("text", "markup") for name in columns):
                raise SourceError(
                    "no column is called text",
                    source=source,
                    line=number,
                    remedy="let the first row name the columns: id, title, date, section, author, text",
                )
            return columns, delimiter, numbered
    raise SourceError("empty", source=source, remedy="export it again, or take the file away")


def _named(line: str, delimiter: str) -> list[str]:
    try:
        names = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
    while names and not names[-1].strip():
        names.pop()
    return names


def _is_known(name: str) -> bool:
    return keys.meaning(name) is not None


_Line = tuple[int, "str | None"]


class _Rows:
    """Rows of a table out of its lines.

    Args:
        numbered: the lines behind the header.
        delimiter: what divides fields.
        width: the number of columns.
    """

    def __init__(self, numbered: Iterator[_Line], delimiter: str, width: int) -> None:
        self._lines = numbered
        self._delimiter = delimiter
        self._width = width
        self._again: deque[_Line] = deque()
        self._used: list[_Line] = []
        self._size = 0
        self._read = self._read_again = 0

    def read(self) -> Iterator[tuple[int, list[str] | str]]:
        """The rows with the numbers of their first lines: the fields of one that fits, else what is wrong with it."""
        first, last, wrong = 0, 0, ""
        searched = 0  # the last line that was read in search of a closing mark
        while True:
            fields = self._next()
            number = self._used[0][0] if self._used else 0
            if wrong and (not isinstance(fields, str) or number > searched):
                yield first, wrong + (f"; lines {first} to {last} are left out" if last > first else "")
                wrong = ""
            if fields is None:
                return
            if isinstance(fields, str):
                first, wrong = (first, wrong) if wrong else (number, fields)
                last, searched = number, max(searched, self._used[-1][0])
                if not self._put_back():
                    last = self._used[-1][0]
            elif fields:
                yield number, fields

    def _put_back(self) -> bool:
        """Let the lines behind the first of a broken row be read again, unless that is done without end."""
        if self._read_again > RECORD_LIMIT + MOST_AGAIN * self._read:
            return False
        self._again.extendleft(reversed(self._used[1:]))
        self._read_again += self._size
        return True

    def _next(self) -> list[str] | str | None:
        """The fields of the next row, what is wrong with it, None behind the last."""
        self._used, self._size = [], 0
        try:
            fields = next(csv.reader(self._next_lines(), delimiter=self._delimiter, strict=True), None)
        except (csv.Error, _TooLongError) as error:
            return f"no row of the table: {error}"
        if fields is None:
            return None
        while len(fields) > self._width and not fields[-1].strip():
            fields.pop()
        return f"{len(fields)} fields in place of {self._width}" if fields and len(fields) != self._width else fields

    def _next_lines(self) -> Iterator[str]:
        while line := self._again.popleft() if self._again else self._fresh():
            self._used.append(line)
            self._size += len(line[1] or "")
            if line[1] is None or self._size > RECORD_LIMIT:
                raise _TooLongError(f"it goes on for more than {RECORD_LIMIT:,} characters")
            yield line[1]

    def _fresh(self) -> _Line | None:
        line = next(self._lines, None)
        self._read += len(line[1] or "") if line else 0
        return line


class _TooLongError(Exception):
    """A record goes on beyond the limit."""
