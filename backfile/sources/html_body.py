"""The text of a web article as body items: trafilatura finds it, this module writes it down.

Lists, tables and quotations become Markdown of our own making: nothing of the page's HTML passes through, every
piece of text is escaped by the same rules as a paragraph. (A general converter's `\\<` is a tag to
Python-Markdown, so it would not be safe here.) Links keep their words and lose their address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import trafilatura

from backfile.escape import escape, escape_inline, is_blank
from backfile.models import BodyItem, Markup, Paragraph, Subhead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element
    from lxml.html import HtmlElement

SPACES = re.compile(r"[\s\u200b]+")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as the page names it; whether it is at hand is the caller's question."""

    src: str
    caption: str


def extract(tree: HtmlElement) -> list[BodyItem | Picture]:
    """The article's text in order, empty when trafilatura finds none. The tree is left as it is."""
    document = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, include_images=True, include_formatting=True
    )
    if document is None or isinstance(document, dict) or document.body is None:
        return []
    return list(_items(document.body))


def _items(parent: _Element) -> Iterator[BodyItem | Picture]:
    for element in parent:
        if element.tag == "head":
            if text := _text(element):
                yield Subhead(text)
        elif element.tag == "list":
            if lines := list(_list(element)):
                yield Markup("\n".join(lines))
        elif element.tag == "quote":
            if lines := list(_quote(element)):
                yield Markup("\n>\n".join(lines))
        elif element.tag == "table":
            if rows := _rows(element):
                yield from _table(rows)
        elif element.tag == "graphic":
            yield from _picture(element)
        elif element.tag == "code":
            yield from _paragraphs(element)
        elif element.tag in ("p", "div", "item", "hi", "ref", "fw", "ab"):
            yield from _paragraph(element)
        if element.tail and not is_blank(element.tail):
            yield Paragraph(_squeezed(element.tail))


def _paragraph(element: _Element) -> Iterator[BodyItem | Picture]:
    for graphic in element.iter("graphic"):
        yield from _picture(graphic)
    children = list(element)
    whole = _text(element)
    bold = len(children) == 1 and children[0].tag == "hi" and children[0].get("rend") == "#b"
    if bold and whole == _text(children[0]) and _is_subhead(whole):
        yield Subhead(whole)
    else:
        yield from _paragraphs(element)


def _is_subhead(text: str) -> bool:
    return 1 < len(text) <= 80 and not re.search(r"[。．.!！?？：:；;，,…”\"]$", text)


def _paragraphs(element: _Element) -> Iterator[Paragraph]:
    """The paragraphs in an element: two line breaks, or one between Chinese paragraphs, divide it."""
    for part in "".join(_pieces(element)).split("\n\n"):
        text = _squeezed(part)
        if not is_blank(text):
            yield Paragraph(text)


def _pieces(element: _Element) -> Iterator[str]:
    """Text in order; a line break of the page is a `\\n\\n`, a line end of its source a blank."""
    yield SPACES.sub(" ", element.text or "")
    for child in element:
        if child.tag == "lb":
            yield "\n\n"
        elif child.tag != "graphic":
            yield from _pieces(child)
        yield SPACES.sub(" ", child.tail or "")


def _text(element: _Element) -> str:
    return _squeezed("".join(_pieces(element)))


def _squeezed(text: str) -> str:
    return SPACES.sub(" ", text).strip()


def _list(element: _Element, depth: int = 0) -> Iterator[str]:
    for number, item in enumerate(element.iter("item") if depth == 0 else element, 1):
        mark = f"{number}." if element.get("rend") == "ol" else "-"
        if text := _text(item):
            yield f"{mark} {escape(text)}"


def _quote(element: _Element) -> Iterator[str]:
    inner = [child for child in element if child.tag in ("p", "head", "list", "item")]
    if not inner:
        yield from (f"> {escape(part.text)}" for part in _paragraphs(element))
        return
    if element.text and not is_blank(element.text):
        yield f"> {escape(_squeezed(element.text))}"
    for child in element:
        if text := _text(child):
            yield f"> {escape(text)}"
        if child.tail and not is_blank(child.tail):
            yield f"> {escape(_squeezed(child.tail))}"


def _rows(table: _Element) -> list[list[str]]:
    rows = [[_text(cell) for cell in row.iter("cell")] for row in table.iter("row")]
    return [row for row in rows if any(row)]


def _table(rows: list[list[str]]) -> Iterator[BodyItem]:
    """A table of the page: one of a single column is layout and gives paragraphs."""
    width = max(len(row) for row in rows)
    if width == 1 or len(rows) == 1:
        yield from (Paragraph(cell) for row in rows for cell in row if not is_blank(cell))
        return
    lines = []
    for row in rows:
        cells = [escape_inline(cell).replace("|", "\\|") for cell in row] + [""] * (width - len(row))
        lines.append("| " + " | ".join(cells) + " |")
    lines.insert(1, "|" + " --- |" * width)
    yield Markup("\n".join(lines))


def _picture(element: _Element) -> Iterator[Picture]:
    if src := element.get("src"):
        yield Picture(src, _squeezed(element.get("alt") or element.get("title") or ""))
