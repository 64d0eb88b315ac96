"""The short lines that a page prints below its headline: byline, date, source, before the text begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backfile.sources.html.meta import fold
from backfile.sources.html.soup import ELSEWHERE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LINE_TAGS = (
    "h1", "h2", "h3", "h4", "p", "div", "span", "li", "td", "em", "i", "b", "strong", "font", "address", "cite", "a",
    "dd", "center", "time", "small", "section", "label",
)  # fmt: skip
PROSE = re.compile(r"^.{60,}[.。!！?？”\"]$")
"""A sentence of the text: what is behind it are no lines of the head."""
LIMIT = 160
"""Characters of a line; what is longer is a paragraph, or a part of the page with several lines in it."""
MANY = 24
"""Elements behind the headline within which its lines stand; each line lies in up to three of them."""


def below_headline(tree: HtmlElement, title: str) -> list[str]:
    """The lines behind the element that prints the headline, in order, each once; empty when none prints it."""
    wanted = fold(title)
    found: dict[str, None] = {}
    head: HtmlElement | None = None
    others: set[HtmlElement] = set()
    for element in tree.iter(*LINE_TAGS):
        if element.getparent() in others or ELSEWHERE.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            others.add(element)
            continue
        text = short_text(element)
        if head is None or (text and fold(text) == wanted):
            if text and wanted and fold(text) == wanted:
                head, found = element, {}
            continue
        if text is None or PROSE.search(text):
            if element.tag == "p" or text:
                break
        elif text:
            found.setdefault(text)
        if len(found) >= MANY:
            break
    return list(found)


def short_text(element: HtmlElement, limit: int = LIMIT) -> str | None:
    """The text of an element in one line, None when it has more than `limit` characters."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        length += len(part.strip())
        if length > limit:
            return None
        parts.append(part)
    return " ".join(" ".join(parts).split())
