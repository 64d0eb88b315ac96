"""JSON Lines: one JSON object a line."""

from __future__ import annotations

import json
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

ONE_A_LINE = "write one JSON object a line"


def records(path: Path, tell: Tell) -> Iterator[Item]:
    """The records of a file.

    Raises:
        SourceError: the file as a whole cannot be read.
    """
    for number, line in lines(path, tell):
        if line is None:
            reason = f"the line has more than {RECORD_LIMIT:,} characters"
            yield SourceError(reason, line=number, remedy=ONE_A_LINE)
        elif line.strip():
            yield parse(line, number)


def parse(line: str, number: int) -> Item:
    """The record in a line of the file."""
    if is_damaged(line):
        return SourceError("bytes in it are no text", line=number, remedy="save the file as UTF-8")
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        return SourceError(f"no JSON: {error.msg} at character {error.pos + 1}", line=number, remedy=ONE_A_LINE)
    except (ValueError, RecursionError):  # a number of too many figures, brackets in brackets without end
        return SourceError("no JSON that a record can be", line=number, remedy=ONE_A_LINE)
    if not isinstance(value, dict):
        return SourceError("no JSON object", line=number, remedy=ONE_A_LINE)
    try:
        pairs = [(str(key), _words(inner)) for key, inner in value.items()]
    except (ValueError, RecursionError):
        return SourceError("no JSON that a record can be", line=number, remedy=ONE_A_LINE)
    return checked(keys.record(number, pairs))


def _words(value: object) -> str:
    """A value as text: the members of a list in lines of their own, an object's `name` if it has one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "\n".join(filter(None, (" ".join(_words(member).splitlines()) for member in value)))
    if isinstance(value, dict):
        name = value.get("name")
        return name if isinstance(name, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)
