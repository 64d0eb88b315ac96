"""Who wrote a web article, and in which printed role: what the page declares, then what it prints.

The site's own name and organisations that the page itself calls so are no authors. A name that is declared takes the
role that is printed beside it (记者, 通讯员, 责任编辑).
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from backfile.sources.html.meta import AUTHOR_NAMES, MANY, PageMeta, fold, node_persons
from backfile.sources.html.names import (
    BYLINE_LENGTH,
    HAN,
    PRINTED_BY,
    byline,
    credits_of,
    is_organisation,
    labelled,
    opening,
)
from backfile.sources.html.soup import BYLINE_MARK, ELSEWHERE, attribute, mark, words
from backfile.sources.html.title import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bs4 import BeautifulSoup, Tag

    from backfile.models import Credit

BYLINE_TAGS = ("a", "span", "p", "div", "address", "cite", "li", "b", "strong", "h3", "h4", "h5")


def authors(soup: BeautifulSoup, meta: PageMeta, title: str, lines: Sequence[str], text: str) -> tuple[Credit, ...]:
    """The authors, each once, in the order of the page.

    Args:
        soup: the elements of the page that tell of the article.
        meta: what the page says of itself.
        title: the article's headline; bylines stand behind it.
        lines: short lines that the page prints near the headline and at the end of the article.
        text: the article's first paragraph.
    """
    site = _Site(soup, meta, title)
    named = _credits(node_persons(meta, "author"), site)
    tagged = _credits((value for name in AUTHOR_NAMES for value in meta.tags.get(name, ())), site)
    found = (
        (*named, *_contributors(named, tagged, meta))
        or tagged
        or _marked(soup, title, site)
        or _printed(lines, site)
        or opening(text)
    )
    roles = {credit.name: credit.role for line in lines for credit in labelled(line)}
    return tuple(replace(credit, role=credit.role or roles.get(credit.name)) for credit in found)


def printed_authors(line: str) -> tuple[Credit, ...]:
    """The authors in a line that is known to be a byline."""
    return _credits([line], None)


class _Site:
    """The names of the site: those that it declares, and what stands beside the headline in the window's title."""

    def __init__(self, soup: BeautifulSoup, meta: PageMeta, title: str) -> None:
        declared = (meta.first("og:site_name"), meta.first("application-name"), meta.publisher)
        self._names = {fold(name) for name in declared}
        window = words(soup.title) if soup.title else ""
        self._window = tuple(fold(part) for part in SEPARATOR.split(window) if fold(part) not in fold(title))

    def is_called(self, name: str) -> bool:
        """Whether a name is the site's; of a Chinese one its beginning is enough (青石 for 青石新闻网)."""
        folded = fold(name)
        begins = re.fullmatch(f"[{HAN}]+", folded) and any(part.startswith(folded) for part in self._window)
        return folded in self._names or bool(begins)


def _credits(values: Iterable[str], site: _Site | None) -> tuple[Credit, ...]:
    """Credits of values that are names; a name that comes again in other letters (ANN LEE) counts once."""
    found: dict[str, Credit] = {}
    for value in islice(values, MANY):
        for credit in credits_of(value):
            if not is_organisation(credit.name) and not (site and site.is_called(credit.name)):
                found.setdefault(fold(credit.name), credit)
    return tuple(found.values())


def _contributors(named: Sequence[Credit], tagged: Sequence[Credit], meta: PageMeta) -> tuple[Credit, ...]:
    """Authors of a piece by several who stand in the meta tags only: the list of JSON-LD is that of the byline.

    Of a piece by one, another name in the meta tags is as often that of who put it on the site. No contributors are a
    user's name, the house that has the copyright, or one of the authors in another spelling.
    """
    if len(named) < 2:
        return ()
    house = fold(meta.first("copyright", "dc.rights"))
    known = {fold(credit.name.split()[-1]) for credit in named}
    return tuple(
        credit
        for credit in tagged
        if " " in credit.name and fold(credit.name.split()[-1]) not in known and fold(credit.name) not in house
    )


def _marked(soup: BeautifulSoup, title: str, site: _Site) -> tuple[Credit, ...]:
    """Credits of the elements behind the headline that are marked as the author.

    Those with microdata or `rel=author` go before mere classes.
    """
    tags = soup.find_all((*BYLINE_TAGS, "h1"))
    head = next((place for place, tag in enumerate(tags) if tag.name == "h1" and fold(words(tag)) == fold(title)), -1)
    strong: list[tuple[int, str]] = []
    weak: list[str] = []
    for place, tag in enumerate(tags[head + 1 :]):
        text = words(tag)
        if not text or len(text) > BYLINE_LENGTH or ELSEWHERE.search(mark(tag)):
            continue
        if _is_author(tag):
            strong.append((place, text))
        elif BYLINE_MARK.search(mark(tag)):
            weak.append(text)
    # the others of one byline stand beside its first name; those elsewhere are of teasers
    together = [text for number, (place, text) in enumerate(strong) if place == strong[0][0] + number]
    return _credits(together, site) or next(filter(None, (_credits([text], site) for text in weak)), ())


def _is_author(tag: Tag) -> bool:
    return "author" in attribute(tag, "rel").split() or "author" in attribute(tag, "itemprop").split()


def _printed(lines: Sequence[str], site: _Site) -> tuple[Credit, ...]:
    """Credits of the first line that is a byline without being marked."""
    for line in lines:
        if len(line) <= BYLINE_LENGTH:
            found = byline(line) or (_credits([line], site) if PRINTED_BY.match(line) else ())
            if found:
                return found
    return ()
