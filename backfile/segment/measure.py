"""The measure of a page: how wide its columns are, which lines are short, where a line could end.

A dump has no column widths; the lines have. A line that runs to its column's edge is *full*. A line is *short* when
the first word of the next line would still have fitted in: only the end of a paragraph leaves such room.
Widths are in full squares of type (one Chinese character), half squares for digits and Latin letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from backfile import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backfile.models import Line, Page

# A line may hang one mark over the edge or fall short by one square where a mark may not open the next line.
TOLERANCE = 1.25
# Neighbouring full lines differ by a hanging mark here and a mark brought over there; a hollow first line by two.
_STRETCH = 2.1
_NARROWEST = 4.0
# A block of fewer lines is a poor measure: where it is about as wide as the column above, it stands in that.
_SMALL = 6
# How much shorter than its column a first line is that lost its indent of two squares, a mark more or less.
HOLLOW = (1.5, 3.25)
_INDENT = re.compile(r"^(?:\u3000{1,4}|[ \t]{3,8}(?=\S))")
_TERMINAL = re.compile(r"[。！？!?…][”’」』）)\]】]{0,3}$|\.[\"'”’)]{0,3}$|(?<![0-9])[。！？.][”’\"')]{0,2}[0-9]{1,2}$")
_LINKING = re.compile(r"[；：;:]$|——$|—$|[”’」』）)】\"]$")
_PENDING = re.compile(r"[，、,（(《“‘「『]$")
_FIRST_TOKEN = re.compile(
    r"[“‘（《「『〔【(\"']{0,3}(?:[0-9A-Za-zÀ-ɏ$£€.%+\-/:’']{1,60}|.)[，。、；：？！”’）》」』】)\"'%]{0,3}"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """A printed line with its measure.

    `text` is tidied, `raw` as in the dump (its outer spaces tell of frames and joins), `width` that of `text`,
    `column` the width of the column it stands in, `blank` whether a blank line or the page's head is above it,
    `terminal` whether it ends as a sentence does.
    """

    number: int
    raw: str
    text: str
    width: float
    column: float
    blank: bool
    terminal: bool

    @property
    def indented(self) -> bool:
        """Whether the line begins with the two squares of a new paragraph."""
        return bool(_INDENT.match(self.raw))

    @property
    def framed(self) -> bool:
        """Whether the line begins with the single space that a new text frame leaves behind."""
        return self.raw[:1] == " " and not self.indented

    @property
    def full(self) -> bool:
        """Whether the line reaches its column's edge."""
        return self.width >= self.column - TOLERANCE

    @property
    def linking(self) -> bool:
        """Whether the line ends with a mark at which a paragraph may end or go on."""
        return not self.terminal and bool(_LINKING.search(self.text))

    @property
    def pending(self) -> bool:
        """Whether the line ends with a mark that says the sentence goes on."""
        return bool(_PENDING.search(self.text))


@dataclass(frozen=True, slots=True)
class Habits:
    """How a page prints paragraphs, decided for the page as a whole.

    `indents`: the first line keeps its indent. `hollow`: the first line is two squares short, its indent lost.
    `blanks`: a blank line stands after each paragraph. `chinese`: the page is in Chinese.
    """

    indents: bool
    hollow: bool
    blanks: bool
    chinese: bool


def measure(page: Page) -> list[Measured]:
    """The lines of `page`, in order, with their widths and the widths of their columns."""
    found: list[Measured] = []
    above = 0.0
    for block in page.blocks:
        tidied = [(line, clean.tidy(line.text)) for line in block.lines]
        lines = [line for line, text in tidied if text]  # a line of controls and spaces prints nothing
        texts = [text for _, text in tidied if text]
        if not lines:
            continue
        widths = [_width(line, text) for line, text in zip(lines, texts, strict=True)]
        chinese = any(width > len(text) * 0.6 for width, text in zip(widths, texts, strict=True))
        columns = _columns(widths, chinese=chinese)
        if chinese and len(columns) < _SMALL and abs(columns[0] - above) <= _STRETCH:
            columns = [above if abs(column - above) <= _STRETCH else column for column in columns]
        above = columns[-1] or above
        found += [
            Measured(line.number, line.text, text, width, column, i == 0, bool(_TERMINAL.search(text)))
            for i, (line, text, width, column) in enumerate(zip(lines, texts, widths, columns, strict=True))
        ]
    return _settle(found)


def habits(lines: Sequence[Measured]) -> Habits:
    """The habits of the page that `lines` make up."""
    chinese = sum(1 for line in lines if line.width > len(line.text) * 0.6) * 2 > len(lines)
    after_end = {b.number for a, b in pairwise(lines) if a.terminal and room(a, b) >= 2}
    starts = [
        (a, b)
        for a, b in pairwise(lines)
        if (a.blank or a.number in after_end) and not b.blank and b.full and b.width > 8
    ]
    hollow = sum(1 for a, b in starts if HOLLOW[0] <= b.column - a.width <= HOLLOW[1])
    ends = [(a, b) for a, b in pairwise(lines) if a.terminal and not a.blank and room(a, b) >= 2]
    return Habits(
        indents=sum(line.indented for line in lines) * 12 > len(lines),
        hollow=chinese and hollow * 2 > len(starts),
        # Three in four: a column can end where a paragraph does, so even pages without the habit show some.
        blanks=sum(1 for _, b in ends if b.blank) * 4 >= len(ends) * 3,
        chinese=chinese,
    )


def room(line: Measured, following: Measured) -> float:
    """Squares left over at the end of `line` had the first word of `following` been set there; negative if none."""
    token = _FIRST_TOKEN.match(following.text)
    gap = 0.5 if following.text[:1].isascii() and line.text[-1:].isascii() else 0.0
    return line.column - line.width - gap - (_token_width(token[0]) if token else 0.0)


@lru_cache(maxsize=4096)
def _token_width(token: str) -> float:
    """Width of a line's first word or character: few different ones, asked for again and again."""
    return clean.width(token)


def _width(line: Line, text: str) -> float:
    indent = _INDENT.match(line.text)
    return clean.width(text) + (clean.width(indent[0]) if indent else 0.0)


def _columns(widths: Sequence[float], *, chinese: bool) -> list[float]:
    """Column widths of one block: stretches of like lines are full; the others have the column of the line above.

    A block without three like lines says nothing of its column (a hollow first and a short last one can be alike): 0.
    """
    if len(widths) < 3:
        return [0.0] * len(widths)
    if not chinese:  # in Latin type no mark hangs, and the widest line is the column
        return [max(widths)] * len(widths)
    columns = [0.0] * len(widths)
    start = 0
    for i in range(1, len(widths) + 1):
        if i < len(widths) and abs(widths[i] - widths[i - 1]) <= _STRETCH:
            continue
        if i - start >= 3 and min(widths[start:i]) > _NARROWEST:
            # The upper median: a first line may be hollow, a hanging mark makes a line too wide.
            columns[start:i] = [sorted(widths[start:i])[(i - start) // 2]] * (i - start)
        start = i
    current = next((column for column in columns if column), 0.0)
    if not current:  # four lines of which no three are alike: one of them is full all the same
        return [max(widths) if len(widths) >= 4 else 0.0] * len(widths)
    for i, width in enumerate(widths):
        short = columns[i] < current - _STRETCH and not _holds(columns, i)
        current = current if short else columns[i] or current
        if width > current + _STRETCH:
            current = width
        columns[i] = current
    return columns


def _holds(columns: Sequence[float], i: int) -> bool:
    """Whether a narrower column goes on for three lines, so that it is a new width and not two short lines."""
    return len(columns) > i + 2 and 0 < columns[i] == columns[i + 1] == columns[i + 2]


def _settle(lines: list[Measured]) -> list[Measured]:
    """Gives lines of blocks too small to measure the column of the text above or below, whichever they fit."""
    below = [0.0] * len(lines)
    ahead = 0.0
    for i in range(len(lines) - 1, -1, -1):
        below[i] = ahead
        ahead = lines[i].column or ahead
    settled: list[Measured] = []
    above = 0.0
    widest = 0.0
    for i, (line, ahead) in enumerate(zip(lines, below, strict=True)):
        if line.blank:
            widest = max(other.width for other in _block(lines, i))
        above = line.column or above
        if line.column:
            settled.append(line)
            continue
        wide_enough = [column for column in (above, ahead) if column >= widest - TOLERANCE]
        filled = [column for column in wide_enough if widest >= column - HOLLOW[1]]
        column = next(iter(filled or wide_enough), widest)
        settled.append(replace(line, column=max(column, line.width)))
    return settled


def _block(lines: Sequence[Measured], i: int) -> Iterator[Measured]:
    """The lines of the block that begins at `i`."""
    yield lines[i]
    for j in range(i + 1, len(lines)):
        if lines[j].blank:
            return
        yield lines[j]
