"""How much text an element of a page has, and of what kind.

One walk from the last element to the first gives every element's measure from those inside it, so a page of any shape
is measured in time that grows with its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

COMMA = re.compile("[,\u060c\ufe50\ufe10\ufe11\u2e41\u2e34\u2e32\uff0c\u3001\u3002]")
"""Commas, and the full stop of Chinese and Japanese, where commas are fewer: marks of prose in any writing."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
LISTS = frozenset(("ul", "ol"))


@dataclass(slots=True)
class Measure:
    """What is in an element: characters of its text, of its links, of its headings and lists, and counts."""

    text: int = 0
    linked: float = 0
    headed: int = 0
    listed: int = 0
    blocks: int = 0
    commas: int = 0
    paragraphs: int = 0
    pictures: int = 0

    def add(self, inner: Measure) -> None:
        """Count what is in an inner element to this one."""
        self.text += inner.text
        self.linked += inner.linked
        self.headed += inner.headed
        self.listed += inner.listed
        self.blocks += inner.blocks
        self.commas += inner.commas
        self.paragraphs += inner.paragraphs
        self.pictures += inner.pictures

    def say(self, text: str | None) -> None:
        """Count a piece of text."""
        if text and (words := " ".join(text.split())):
            self.text += len(words)
            self.commas += len(COMMA.findall(words))

    @property
    def link_density(self) -> float:
        """Share of the text that is in links."""
        return self.linked / self.text if self.text else 0.0


TEXTUAL = frozenset((
    "span", "li", "td", "blockquote", "dl", "div", "img", "ol", "p", "pre", "table", "ul",
))  # fmt: skip


def close(element: _Element, measure: Measure) -> None:
    """Give a measure what the element itself adds, once all that is inside it is counted."""
    measure.say(element.text)
    tag = element.tag
    if tag == "a":
        # a link within the page is a note or a heading's anchor, not a way out of it
        measure.linked = measure.text * (0.3 if (element.get("href") or "").startswith("#") else 1)
    elif tag == "p":
        measure.paragraphs += 1
    elif tag == "img":
        measure.pictures += 1
    elif tag in HEADINGS:
        measure.headed = measure.text
    elif tag in LISTS:
        measure.listed = measure.text
    if tag in TEXTUAL:
        measure.blocks = measure.text


def measure_all(root: _Element) -> dict[_Element, Measure]:
    """The measure of an element and of all inside it."""
    found: dict[_Element, Measure] = {}
    elements = list(root.iter())
    for element in reversed(elements):
        measure = found.setdefault(element, Measure())
        if isinstance(element.tag, str):
            close(element, measure)
        if element is not root and (parent := element.getparent()) is not None:
            outer = found.setdefault(parent, Measure())
            if isinstance(element.tag, str):
                outer.add(measure)
            outer.say(element.tail)
    return found


def squeezed(element: _Element) -> str:
    """All text of an element as one line with single spaces."""
    return " ".join(all_text(element).split())


def all_text(element: _Element) -> str:
    """All text of an element as it stands in the page."""
    return "".join(map(str, element.itertext()))


def link_share(element: _Element) -> float:
    """Share of an element's letters that are in links to other pages, from 0 to 1."""
    whole = len(squeezed(element))
    return min(1.0, sum(len(squeezed(link)) for link in element.iter("a") if leads_out(link)) / whole) if whole else 0.0


def leads_out(element: _Element) -> bool:
    """Whether this is a link to another page; one within the page is a note or an anchor."""
    return element.tag == "a" and not (element.get("href") or "#").startswith("#")


def is_data(table: _Element) -> bool:
    """Whether a table has data in it and not the layout of a page."""
    if table.get("role") == "presentation":
        return False
    if table.get("summary") or next(table.iter("caption", "col", "colgroup", "tfoot", "thead", "th"), None) is not None:
        return True
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = list(table.iter("tr"))
    columns = max((len(row) for row in rows), default=0)
    return len(rows) > 1 and columns > 1 and (len(rows) >= 10 or columns > 4 or len(rows) * columns > 10)
