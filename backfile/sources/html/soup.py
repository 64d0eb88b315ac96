"""The elements of a page that say something about its article, read with BeautifulSoup.

Only these are made: a soup of a whole page costs as much as finding its article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bs4 import Tag

ALWAYS = frozenset(("meta", "link", "title", "h1", "time"))
PROPERTIES = frozenset(("author", "datepublished", "datecreated"))
BYLINE_MARK = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|post-author|article-author|writer)(?:[\s_-]?name)?(?:$|\s)", re.IGNORECASE
)
KICKER_MARK = re.compile(
    r"(?:^|[\s_-])(?:kicker|eyebrow|over-?line|(?:pre|super)-?(?:title|headline)|yin-?ti|antetitulo|roof-?line)(?:$|\s)",
    re.IGNORECASE,
)


class _Telling(SoupStrainer):
    """Lets in what tells of the article, each with all that is inside it; around them there is nothing."""

    # The arguments are those of the class above.
    def allow_tag_creation(self, _nsprefix: str | None, name: str, attrs: Mapping[str, str] | None) -> bool:
        if name in ALWAYS:
            return True
        attrs = attrs or {}
        if name == "script":
            return "ld+json" in attrs.get("type", "")
        if not PROPERTIES.isdisjoint(attrs.get("itemprop", "").lower().split()) or "author" in attrs.get("rel", ""):
            return True
        mark = f"{attrs.get('class', '')} {attrs.get('id', '')}"
        return mark != " " and bool(BYLINE_MARK.search(mark) or KICKER_MARK.search(mark))

    def allow_string_creation(self, _string: str) -> bool:
        return False


def telling_elements(text: str) -> BeautifulSoup:
    """The elements of a page that tell of its article, in the order of the page, one beside the other."""
    return BeautifulSoup(text, "lxml", parse_only=_Telling(), multi_valued_attributes=None)


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
