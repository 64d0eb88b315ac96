"""The elements of a page that say something about its article, as a BeautifulSoup.

Only these are made: a soup of a whole page costs as much as finding its article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import Tag
    from lxml.html import HtmlElement

ALWAYS = frozenset(("meta", "link", "title", "h1", "time"))
PROPERTIES = frozenset(("author", "datepublished", "datecreated"))
BYLINE_MARK = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|post-author|article-author|writer)(?:[\s_-]?name)?(?:$|\s)", re.IGNORECASE
)
KICKER_MARK = re.compile(
    r"(?:^|[\s_-])(?:kicker|eyebrow|over-?line|(?:pre|super)-?(?:title|headline)|yin-?ti|antetitulo|roof-?line)(?:$|\s)",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"comment|reply|tie-|related|side-?bar|recirc|teaser|promo|menu|summary|tweet|follow|widget|popular|bio",
    re.IGNORECASE,
)
"""Names of elements with the bylines and dates of other articles, or of readers."""
MANY = 2000
"""Elements that are taken; the richest page seen has 300."""
LONGEST = 2_000_000
"""Characters of an element that is taken; a JSON-LD script of a news article has some thousand."""


def telling_elements(tree: HtmlElement) -> BeautifulSoup:
    """The elements of a page that tell of its article, in the order of the page, one beside the other."""
    return BeautifulSoup("".join(_taken(tree)), "lxml", multi_valued_attributes=None)


def _taken(tree: HtmlElement) -> Iterator[str]:
    """What tells of the article, each with all that is inside it."""
    taken: set[HtmlElement] = set()
    for element in tree.iter(etree.Element):
        if not _is_telling(element) or not taken.isdisjoint(element.iterancestors()):
            continue
        taken.add(element)
        text = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
        if len(text) <= LONGEST:
            yield text
        if len(taken) >= MANY:
            return


def _is_telling(element: HtmlElement) -> bool:
    if element.tag in ALWAYS:
        return True
    if element.tag == "script":
        return "ld+json" in element.get("type", "")
    attributes = element.attrib
    if not attributes:
        return False
    if not PROPERTIES.isdisjoint(attributes.get("itemprop", "").lower().split()) or "author" in attributes.get(
        "rel", ""
    ):
        return True
    name = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return len(name) > 1 and bool(BYLINE_MARK.search(name) or KICKER_MARK.search(name))


def attribute(tag: Tag, name: str) -> str:
    """The value of an attribute, empty when there is none."""
    value = tag.get(name)
    return value if isinstance(value, str) else ""


def mark(tag: Tag) -> str:
    """The names that a page gives an element: its classes and its id."""
    return f"{attribute(tag, 'class')} {attribute(tag, 'id')}"


def words(tag: Tag) -> str:
    """The text of an element in one line."""
    return " ".join(tag.get_text().split())
