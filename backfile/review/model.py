"""What a review is made of: the articles that need a look, what is to be looked at, and what lies beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from backfile.models import Entry

CONFLICT = "correction-conflict"
"""A correction and a new conversion that could not be merged. It stands in no file: the issue's keeping knows it."""

Mark = Literal["taken", "passed", "outside"]
Side = Literal["old", "new", "gap"]


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to look at: its code, the converter's words, the chance from 0 to 1 that the decision is right."""

    code: str
    words: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """An article that needs a look. `path` is its file, relative to the content folder; the worst matter is first."""

    path: str
    id: str
    newspaper: str
    date: date
    page: str
    title: str
    matters: tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """What else the converter thought of: the text as printed, and its lines.

    `line` is the number that the converter gave, None when it gave none. `lines` are the first and last line where the
    text was found in the sheet's part of the index `part`; None when it stands there no more.
    """

    text: str
    line: int | None = None
    part: int = 0
    lines: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another article of the same page: its file's name, its headline, its first and last line in the source."""

    name: str
    title: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the page: 1-based number, text, whether the article took it, whether an alternative lies in it.

    Inside the article's region a line is `taken`, or `passed` when its words do not stand in the article. `of` is the
    headline of the neighbour that begins in this line.
    """

    number: int
    text: str
    mark: Mark
    alternative: bool = False
    of: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A region of a page that the article came from; a story that jumps to another page has two.

    `name` is the input's, `region` the first and last line, None for a source without lines. `lines` are those to show,
    empty when the page's text is not kept. `moved` says that the kept text is another than the article came from.
    """

    name: str
    region: tuple[int, int] | None = None
    lines: tuple[SourceLine, ...] = ()
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a difference: a line of the older text or of the newer, or a `gap` for lines of both.

    `changed` is the middle that differs.
    """

    side: Side
    before: str = ""
    changed: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article laid beside its source, as a review shows it.

    `keys` has for each key of the file's metadata in lower case its 1-based line and that line. `body` is the text
    below them, cut when it is long (`body_left` characters). `alternatives` belong to the matters, one tuple each.
    `before` and `after` are its neighbours on the page. `edited` is what a person has changed since the conversion,
    `conflict` how a new conversion differs from the file. `free` is the next free id of the page.
    """

    case: Case
    entry: Entry
    keys: Mapping[str, tuple[int, str]]
    body: str
    body_left: int = 0
    alternatives: tuple[tuple[Alternative, ...], ...] = ()
    parts: tuple[Part, ...] = ()
    before: Neighbour | None = None
    after: Neighbour | None = None
    edited: tuple[Row, ...] = ()
    conflict: tuple[Row, ...] = ()
    free: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """One line of a file to change: its 1-based number (0: a new line), what stands there, what shall stand there.

    `new` is None for a line to take away.
    """

    line: int
    old: str
    new: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One way to settle a matter: when it is the right one, and the edits, the command or the new file that do it.

    `note` is what an edit cannot say (move the file, cut a paragraph); `file` is the path of a new file that begins
    with `text`; without a file `text` is a command.
    """

    when: str
    edits: tuple[Edit, ...] = ()
    note: str = ""
    file: str = ""
    text: str = ""
