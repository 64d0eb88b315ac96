"""One record of an export, as text under the archive's own names, before it is an article."""

from __future__ import annotations

import json
from dataclasses import dataclass

from backfile.errors import SourceError
from backfile.escape import is_blank, one_line
from backfile.identify import content_hash

RECORD_LIMIT = 4_000_000
"""Characters of one record. The longest article of a newspaper, a report printed over several pages, has 200,000."""
NAME_LIMIT = 100
"""Characters of an id in `Source`."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record.

    `line` is its first line in the file, from 1. `values` are the archive's own keys (`title`, `date`, `text` …) with
    their values, a list with its members in lines; `markup` is the text where that is HTML. `further` are the
    export's other keys, as it writes them.
    """

    line: int
    values: tuple[tuple[str, str], ...]
    further: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """The value of one of the archive's keys, empty when there is none."""
        return next((value for key, value in self.values if key == name), "")

    @property
    def hash(self) -> str:
        """A hash of what it says, wherever in the file it stands."""
        return content_hash(json.dumps([self.values, self.further]).encode())

    @property
    def key(self) -> str:
        """What makes it the same record in a later export: its own id, its address, else all that it says."""
        return self.get("id") or self.get("url") or self.hash

    @property
    def name(self) -> str:
        """What stands behind `#` in `Source`: its id, else its line."""
        return one_line(self.get("id"), NAME_LIMIT).replace("#", "＃") or f"L{self.line}"


@dataclass(frozen=True, slots=True)
class Aside:
    """A record that is none of the archive's on purpose: `words` say of what kind, such as `draft`."""

    words: str


Item = Record | Aside | SourceError
"""What a reader gives for each record of a file, in its order."""


def checked(record: Record) -> Record | SourceError:
    """The record, unless it has no text."""
    if is_blank(record.get("text")) and is_blank(record.get("markup")):
        return SourceError("the record has no text", line=record.line, remedy="give it one, or take it out")
    return record
