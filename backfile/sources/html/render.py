"""A part of a page as body items: what is a paragraph, a sub-head, a list, a quotation, a table, a picture.

Lists, tables and quotations become Markdown of our own making: nothing of the page's HTML passes through, every
piece of text is escaped by the same rules as a paragraph. Links keep their words and lose their address: a paragraph
stays plain text, in which names and dates can be found and a person's corrections merged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from backfile.escape import escape, is_blank
from backfile.models import Markup, Paragraph, Subhead
from backfile.sources.html.blocks import Block, Picture
from backfile.sources.html.measure import HEADINGS, all_text, leads_out, link_share
from backfile.sources.html.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr", "nobr", "picture", "source",
))  # fmt: skip
SPACES = re.compile(r"[\s\u200b\ufeff]+")
BREAK = "\n"
DEEPEST = 100
"""Elements inside each other whose kinds are told apart; the deepest page seen has 40."""
DIVISION = re.compile(r" *\n[ \u3000]*\n[\n \u3000]*|(?<=[。！？；”…）]) *\n *|\n(?=\u3000)")
"""Where line breaks end a paragraph: two in a row; one behind a whole Chinese sentence or before an indent."""
SENTENCE_END = re.compile(r"[。．.!！?？：:；;，,…”\"]$")
BOLD = 7
"""The level of a bold line: below all that the page calls headings."""
SUBHEAD_LENGTH = 80
LONGEST_ITEM = 400
"""Characters of an item of a list; a longer one is a paragraph that the page lays out as a list."""
WAITING = ("data-src", "data-original", "data-lazy-src", "data-echo", "_src", "original", "ess-data")
"""Attributes in which a page keeps a picture's address until the reader comes near it."""


@dataclass(slots=True)
class _Run:
    """The words of a paragraph that is being read, and how many of their letters are bold and in links."""

    parts: list[str] = field(default_factory=list)
    letters: int = 0
    bold: int = 0
    linked: int = 0

    def add(self, text: str | None, style: _Style) -> None:
        if text:
            text = SPACES.sub(" ", text)
            self.parts.append(text)
            letters = len(text.replace(" ", ""))
            self.letters += letters
            self.bold += letters * style.bold
            self.linked += letters * style.linked


@dataclass(frozen=True, slots=True)
class _Style:
    """How the words of an element are set, and how many elements deep they stand."""

    bold: bool = False
    linked: bool = False
    depth: int = 0

    def inside(self, element: _Element) -> _Style:
        return _Style(self.bold or element.tag in ("b", "strong"), self.linked or leads_out(element), self.depth + 1)


def render(elements: Iterable[_Element]) -> list[Block]:
    """The items of these elements in order; sub-heads have the level of their `<h1>` to `<h6>`, 7 for a bold line."""
    blocks: list[Block] = []
    for element in elements:
        run = _Run()
        _walk(element, run, blocks, _Style())
        _flush(run, blocks)
    return blocks


def _walk(element: _Element, run: _Run, blocks: list[Block], style: _Style) -> None:
    """Read an element; its words go to the run if it stands inside a line, else they end what was there."""
    tag = element.tag
    if not isinstance(tag, str):
        return
    if tag == "br":
        run.parts.append(BREAK)
    elif tag == "img":
        _picture(element, blocks)
    elif tag in INLINE or ":" in tag:
        _inside(element, run, blocks, style.inside(element))
    else:
        _flush(run, blocks)
        _block(element, run, blocks, style.inside(element))
        _flush(run, blocks)


def _block(element: _Element, run: _Run, blocks: list[Block], style: _Style) -> None:
    tag = element.tag
    if tag in HEADINGS:
        _heading(element, blocks)
    elif tag in ("ul", "ol", "menu"):
        _list(element, blocks, style)
    elif tag == "table":
        _table(element, blocks, style)
    elif tag == "blockquote":
        _quote(element, blocks, style)
    elif tag == "figure" and next(element.iter("img"), None) is not None:
        _figure(element, blocks)
    elif tag == "pre":
        run.parts.append(all_text(element))
    else:
        _inside(element, run, blocks, style)


def _inside(element: _Element, run: _Run, blocks: list[Block], style: _Style) -> None:
    if style.depth > DEEPEST:
        run.add(all_text(element), style)
        return
    run.add(element.text, style)
    for child in element:
        _walk(child, run, blocks, style)
        run.add(child.tail, style)


def _flush(run: _Run, blocks: list[Block]) -> None:
    """End the paragraph that is being read. One that is bold from end to end and no sentence is a sub-head."""
    if not run.parts:
        return
    parts = [part for part in map(_squeezed, DIVISION.split("".join(run.parts))) if not is_blank(part)]
    linked = run.linked / run.letters if run.letters else 0.0
    bold = run.letters and run.bold == run.letters
    run.parts.clear()
    run.letters = run.bold = run.linked = 0
    if bold and len(parts) == 1 and _is_subhead(parts[0]):
        blocks.append(Block(Subhead(parts[0], BOLD), linked))
    else:
        blocks.extend(Block(Paragraph(part), linked) for part in parts)


def _is_subhead(text: str) -> bool:
    """Whether a bold line is one: short, no sentence, and more letters in it than figures and marks."""
    letters = sum(character.isalpha() for character in text)
    return 1 < len(text) <= SUBHEAD_LENGTH and 2 * letters > len(text) and not SENTENCE_END.search(text)


def _squeezed(text: str) -> str:
    return SPACES.sub(" ", text).strip()


def _read(element: _Element, style: _Style) -> list[Block]:
    """What is inside an element, on its own."""
    run, found = _Run(), list[Block]()
    _inside(element, run, found, _Style(depth=style.depth + 1))
    _flush(run, found)
    return found


def _heading(element: _Element, blocks: list[Block]) -> None:
    text = _squeezed(all_text(element))
    if not is_blank(text):
        blocks.append(Block(Subhead(text, int(element.tag[1])), link_share(element)))
    for picture in element.iter("img"):
        _picture(picture, blocks)


def _list(element: _Element, blocks: list[Block], style: _Style) -> None:
    """A list; one whose items are long or have paragraphs of their own is layout and gives paragraphs."""
    inner = [found for found in (_read(item, style) for item in element if isinstance(item.tag, str)) if found]
    simple = all(len(found) == 1 and 0 < len(found[0].text) <= LONGEST_ITEM for found in inner)
    if not simple or any(isinstance(found[0].item, Markup) for found in inner):
        blocks.extend(block for found in inner for block in found)
    elif inner:
        marks = (f"{number}." if element.tag == "ol" else "-" for number in range(1, len(inner) + 1))
        lines = (f"{mark} {escape(found[0].text)}" for mark, found in zip(marks, inner, strict=True))
        linked = sum(found[0].linked * len(found[0].text) for found in inner) / sum(
            len(found[0].text) for found in inner
        )
        blocks.append(Block(Markup("\n".join(lines)), linked))


def _quote(element: _Element, blocks: list[Block], style: _Style) -> None:
    """A quotation, an item for each of its paragraphs: Markdown joins neighbours to one quotation."""
    for block in _read(element, style):
        if isinstance(block.item, Paragraph | Subhead):
            blocks.append(Block(Markup(f"> {escape(block.text)}"), block.linked))
        elif isinstance(block.item, Markup):
            lines = block.text.split("\n")
            blocks.append(Block(Markup("\n".join(f"> {line}" for line in lines)), block.linked))
        else:
            blocks.append(block)


def _figure(element: _Element, blocks: list[Block]) -> None:
    """The pictures of a figure; the caption printed below them is that of the first."""
    caption = _squeezed(" ".join(map(all_text, element.iter("figcaption"))))
    for picture in element.iter("img"):
        caption = "" if _picture(picture, blocks, caption) else caption


def _picture(element: _Element, blocks: list[Block], caption: str = "") -> bool:
    """A picture with its caption, else the words that describe it to who cannot see it. Whether it has an address."""
    src = element.get("src") or ""
    if not src or src.startswith(("data:", "about:")):
        src = next(filter(None, (element.get(name) for name in WAITING)), "")
    if src:
        blocks.append(Block(Picture(src, caption or _squeezed(element.get("alt") or ""))))
    return bool(src)


def _table(element: _Element, blocks: list[Block], style: _Style) -> None:
    """A table of short cells; one with paragraphs in its cells, or of a single column, is layout."""
    if written := table(element):
        blocks.append(Block(Markup(written), link_share(element)))
        return
    for row in element.iter("tr"):
        if next(row.iterancestors("table"), None) is element:
            for cell in row:
                blocks.extend(_read(cell, style) if isinstance(cell.tag, str) else ())
