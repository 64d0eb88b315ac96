"""A table of a page as Markdown, and whether it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.escape import escape_inline
from backfile.sources.html.measure import is_data, squeezed

if TYPE_CHECKING:
    from lxml.etree import _Element

WIDEST = 30
"""Columns of a table; every row is filled up to the widest, so an endless one would grow with its square."""
LONGEST_CELL = 400
"""Characters of a cell; a longer one is a paragraph that the page lays out as a table."""


def table(element: _Element) -> str:
    """The table, its first row as the head; empty for what is layout: paragraphs in cells, one column, one row."""
    inner = next(element.iterdescendants("table", "p", "ul", "ol", "blockquote", "img"), None)
    if inner is not None and not is_data(element):
        return ""
    rows = [[squeezed(cell) for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows), default=0)
    if not 2 <= width <= WIDEST or len(rows) < 2 or max(len(cell) for row in rows for cell in row) > LONGEST_CELL:
        return ""
    lines = ["| " + " | ".join([*map(_cell, row), *[""] * (width - len(row))]) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)


def _cell(text: str) -> str:
    return escape_inline(text).replace("|", "\\|")
