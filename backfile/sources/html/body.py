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

BESIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|comentarios?|disqus|gallery|galeria|slideshow|carousel|vjs|video-js|modal|dialog|newsletter"
    r"|subscri\w*|cookies?|related|recommend\w*|teasers?|promo\w*|most-?(?:read|viewed|popular)|donat\w*|share|sharing|social)"
    r"(?:[\s_-]|$)",
    re.IGNORECASE,
)
"""Names of what stands beside an article. It stays if half of the page's text is in it, or its headline."""
LONGEST_ITEM = 400
"""Characters of an item of a list; a longer one is a paragraph that the page lays out as a list."""
SPACES = re.compile(r"[\s\u200b]+")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as the page names it; whether it is at hand is the caller's question."""

    src: str
    caption: str


def extract(tree: HtmlElement) -> list[BodyItem | Picture]:
    """The article's text in order, empty when trafilatura finds none. Takes from the tree what is of no use."""
    _prune(tree)
    _take_captions(tree)
    document = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, include_images=True, include_formatting=True
    )
    if document is None or isinstance(document, dict) or document.body is None:
        return []
    return list(_items(document.body))


def _prune(tree: HtmlElement) -> None:
    """Take away programs, and comments, galleries, dialogues and promotions by the names that pages give them."""
    for element in list(tree.iter("script", "style", "svg", "template")):
        if element.getparent() is not None:
            element.drop_tree()
    whole = sum(len(paragraph.text or "") for paragraph in tree.iter("p"))
    for element in list(tree.iter("div", "section", "aside", "ul", "ol", "form", "dialog")):
        mark = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.getparent() is None or not BESIDE.search(mark) or next(element.iter("h1"), None) is not None:
            continue
        inside = sum(len(paragraph.text or "") for paragraph in element.iter("p"))
        if 2 * inside <= whole:
            element.drop_tree()


def _take_captions(tree: HtmlElement) -> None:
    """Give a picture the caption printed below it for its words: those in `alt` describe it to who cannot see it."""
    for figure in tree.iter("figure"):
        pictures, captions = list(figure.iter("img")), list(figure.iter("figcaption"))
        if len(pictures) == len(captions) == 1 and (caption := _squeezed("".join(captions[0].itertext()))):
            pictures[0].set("alt", caption)


def _items(parent: _Element) -> Iterator[BodyItem | Picture]:
    for element in parent:
        if element.tag == "head":
            if text := _text(element):
                yield Subhead(text)
        elif element.tag == "list":
            yield from _list(element)
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


def _list(element: _Element) -> Iterator[BodyItem]:
    """A list; one whose items are long or have paragraphs of their own is layout and gives paragraphs."""
    items = [item for item in element.iter("item") if not any(True for _ in item.iter("item") if _ is not item)]
    texts = [text for text in map(_text, items) if text]
    if any(item.find("p") is not None for item in items) or max(map(len, texts), default=0) > LONGEST_ITEM:
        for item in items:
            yield from _paragraphs(item)
        return
    marks = (f"{number}." if element.get("rend") == "ol" else "-" for number in range(1, len(texts) + 1))
    if texts:
        yield Markup("\n".join(f"{mark} {escape(text)}" for mark, text in zip(marks, texts, strict=True)))


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
