"""The text dump of one printed page: lines in the order in which the frames came, blank lines between blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile import dates
from backfile.models import Block, Line, Page
from backfile.newspapers import NO_RULES
from backfile.segment import furniture
from backfile.sources.encoding import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from backfile.newspapers import Rules


def read(path: Path, rules: Rules = NO_RULES) -> Page:
    """The page in a file of text, its furniture told by the newspaper's `rules` too.

    Raises:
        SourceError: it cannot be read as text.
    """
    return parse(read_text(path, str(path)), rules)


def parse(text: str, rules: Rules = NO_RULES) -> Page:
    """The page in `text`: blocks between blank lines, and the date and page number that its furniture names."""
    blocks: list[Block] = []
    lines: list[Line] = []
    for number, line in enumerate(text.split("\n"), 1):
        content = line.rstrip("\r").replace("\f", " ")
        if content.strip():
            lines.append(Line(number, content))
        elif lines:
            blocks.append(Block(tuple(lines)))
            lines = []
    if lines:
        blocks.append(Block(tuple(lines)))
    printed = [piece.text for piece in furniture.part(tuple(blocks), rules)[0]]
    return Page(tuple(blocks), dates.page_date(printed), dates.page_number(printed))
