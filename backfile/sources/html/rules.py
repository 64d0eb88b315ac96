"""What a newspaper's rules find in a page of its site, by CSS selectors, before the general way looks for it.

A selector that finds nothing leaves its part to the general way. For what every article has (headline, text, date) the
article then says so in its review, because most probably the site has changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import soupsieve
from bs4 import BeautifulSoup

from backfile import bylines
from backfile.models import Credit, Review
from backfile.newspapers import NO_RULES, Rules, WebRules
from backfile.newspapers.rules import credits_in
from backfile.sources.html.meta import address, fold, read_meta, read_moment
from backfile.sources.html.soup import attribute, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from bs4 import Tag

    from backfile.models import Article

EXPECTED = ("title", "body", "date")
"""The parts that every article has."""
SHORTEST = 40
"""Characters of a text; an element with less is an empty frame, whatever it is called."""
LONGEST = {"title": 300, "kicker": 120, "subtitle": 300, "author": 120, "date": 120, "section": 60}
"""Characters of the parts of an article; an element with more is something else."""
MOST_MARKS, DEEPEST = 50_000, 512
"""Marks `<` and nested elements of a page that rules are tried on: a selector asks every element, and of each all that
are around it. Of 115 saved articles the largest has 6,491 marks; browsers nest no deeper than 512."""
LABEL = re.compile(r"^(?:作者|撰文|文|记者|記者|authors?|by)\s*[:：/／ ]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What the rules found in a page. `body` is HTML with the text alone; empty is what they did not find.

    `missed` are the selectors of expected parts that found nothing.
    """

    rules: Rules = NO_RULES
    title: str = ""
    kicker: str = ""
    subtitle: str = ""
    section: str = ""
    byline: str = ""
    credits: tuple[Credit, ...] = ()
    published: datetime | None = None
    body: str = ""
    missed: tuple[str, ...] = ()

    def onto(self, article: Article) -> Article:
        """The article as the general way found it, with what the rules found in its place."""
        return replace(
            article,
            title=self.title or article.title,
            kicker=self.kicker or article.kicker,
            subtitle=self.subtitle or article.subtitle,
            summary="" if fold(article.summary) in map(fold, (self.kicker, self.subtitle)) else article.summary,
            section=self.rules.section(self.section or article.section),
            byline=self.byline or article.byline,
            credits=self.credits or article.credits,
            published=self.published or article.published,
            suggested=None if self.published else article.suggested,
            review=article.review
            + tuple(Review("rule-unmatched", f"{missed} finds nothing in the page") for missed in self.missed),
        )


def apply(text: str, rules: Rules, saved: str = "") -> tuple[str, Told]:
    """The page without what the rules remove from it, and what they find in it.

    `saved` is the address that a browser noted when it saved the page, for a page that does not tell its own.
    """
    web = rules.web
    if web == WebRules() or text.count("<") > MOST_MARKS:
        return text, Told(rules)
    soup = BeautifulSoup(text, "lxml", multi_valued_attributes=None)
    foreign = web.hosts and not _is_of(address(read_meta(soup)) or saved, web.hosts)
    if foreign or _depth(soup) > DEEPEST:
        return text, Told(rules)
    if removed := _found(soup, web.remove):
        for element in removed:
            element.decompose()
        text = str(soup)
    parts = {key: _found(soup, getattr(web, key)) for key in LONGEST}
    said = {key: _said(elements, LONGEST[key]) for key, elements in parts.items()}
    authors = list(_credits(said["author"]))
    published = next(filter(None, map(read_moment, _moments(parts["date"]))), None)
    body = _body(_found(soup, web.body), [element for found in parts.values() for element in found])
    found = {"title": bool(said["title"]), "body": bool(body), "date": published is not None}
    return text, Told(
        rules,
        **{key: next(iter(said[key]), "") for key in ("title", "kicker", "subtitle", "section")},
        byline=" ".join(said["author"]) if authors else "",
        credits=tuple(dict.fromkeys(authors)),
        published=published,
        body=body,
        missed=tuple(f"{key} = {getattr(web, key)!r}" for key in EXPECTED if getattr(web, key) and not found[key]),
    )


def _is_of(url: str, hosts: Iterable[str]) -> bool:
    """Whether an address is of one of these hosts or below one; a page without address may be of any."""
    host = urlsplit(url).hostname or ""
    return not host or any(host == own or host.endswith(f".{own}") for own in hosts)


def _depth(soup: BeautifulSoup) -> int:
    depths = {id(soup): 0}
    for element in soup.find_all(True):
        depths[id(element)] = depths[id(element.parent)] + 1
    return max(depths.values())


def _found(soup: BeautifulSoup, selector: str) -> list[Tag]:
    """The outermost elements that a selector finds, in the order of the page."""
    chosen = soupsieve.select(selector, soup) if selector else []
    known = set(map(id, chosen))
    return [element for element in chosen if not any(id(above) in known for above in element.parents)]


def _said(elements: Iterable[Tag], longest: int) -> list[str]:
    texts = (attribute(element, "content") if element.name == "meta" else words(element) for element in elements)
    return [text for text in texts if 0 < len(text) <= longest]


def _moments(elements: Iterable[Tag]) -> Iterator[str]:
    for element in elements:
        yield from (attribute(element, "datetime"), attribute(element, "content"), words(element)[: LONGEST["date"]])


def _credits(texts: Iterable[str]) -> Iterator[Credit]:
    for text in texts:
        found = bylines.own_line(text)
        if found and found.credits:
            yield from found.credits
        else:
            yield from credits_in(LABEL.sub("", text))


def _body(elements: Iterable[Tag], parts: Iterable[Tag]) -> str:
    """HTML with these elements alone, without those in them that are another part; empty if they hold no text."""
    chosen = list(elements)
    inside = set(map(id, chosen))
    for part in list(parts):
        if not part.decomposed and any(id(above) in inside for above in part.parents):
            part.decompose()
    if sum(len(words(element)) for element in chosen) < SHORTEST:
        return ""
    return f"<html><body><article>{''.join(map(str, chosen))}</article></body></html>"
