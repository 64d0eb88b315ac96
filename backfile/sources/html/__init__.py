"""Saved web pages: one HTML file with an article in it becomes an `Article`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from backfile import clean
from backfile.errors import SourceError
from backfile.models import Article, BodyItem, Figure, Markup, Paragraph, Subhead
from backfile.newspapers import NO_RULES
from backfile.sources.encoding import decode, read_bytes
from backfile.sources.html import dates, rules
from backfile.sources.html.authors import authors, printed_authors
from backfile.sources.html.blocks import Picture
from backfile.sources.html.body import extract, read_marked
from backfile.sources.html.deck import printed_deck
from backfile.sources.html.epaper import Paper, is_index, read_paper
from backfile.sources.html.language import language
from backfile.sources.html.lines import below_headline
from backfile.sources.html.meta import PageMeta, address, fold, read_meta, section, web_address
from backfile.sources.html.parse import parse
from backfile.sources.html.soup import telling_elements, words
from backfile.sources.html.title import choose_title, declared_below, printed_above
from backfile.sources.html.trim import levelled, trim
from backfile.sources.pictures import local_picture

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bs4 import BeautifulSoup
    from lxml.html import HtmlElement

    from backfile.newspapers import Rules

DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
EMBEDDED = re.compile(r"data:[a-z]+/[a-z0-9.+-]+(?:;[a-z0-9=-]+)*,[^\"'\s)>]*", re.IGNORECASE)
UNSEEN = re.compile(r"&(?:shy|lrm|rlm|#0*173|#[xX]0*[aA][dD]);|\ufffd+")
"""Unprinted characters by name, as pages have them, and what stands where a page's own encoding failed."""
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,2000})\s*-->")
"""Where a browser notes the address of a page that it saves."""
HEAD = 5000
"""Characters of a page in which that note stands."""
PAPER = re.compile(r"enpproperty|founder-|\d\s?版|版次")
"""What a page of a digital newspaper has in it."""
HEAD_ITEMS = 3
"""Body items among which a byline may stand that belongs to the head."""
SHORTEST = 40
"""Characters of a page without headline that may be an article; less is a frame or a button."""


def _seen(text: str) -> str:
    """A page without the characters that no reader sees."""
    return UNSEEN.sub("", clean.UNPRINTED.sub("", text))


def read(path: Path, by: Rules = NO_RULES) -> Article:
    """The article of a saved page, its parts found where the rules `by` of its newspaper say, else in the general way.

    Its figures have the paths of pictures that were saved with the page, relative to the page's folder; `pictures`
    has the addresses of the others. A page of a digital newspaper (数字报) gives its article the printed page.

    Raises:
        SourceError: the file cannot be read, is no HTML, or there is no article in it.
    """
    source = str(path)
    data = read_bytes(path, source)
    declared = DECLARED.search(data, 0, 4096)
    text = _seen(EMBEDDED.sub("", decode(data, source, declared[1].decode("ascii") if declared else None)))
    noted = SAVED_FROM.search(text[:HEAD])
    saved = web_address(noted[1]) if noted else ""
    day_saved = dates.saved(text, saved)
    text, told = rules.apply(text, by, saved)
    tree = parse(text, source)
    soup = telling_elements(tree)
    meta = read_meta(soup)
    url = address(meta) or saved
    is_paper = bool(PAPER.search(text))
    if is_paper and is_index(tree):
        raise SourceError(
            "it is an index of a newspaper page, no article",
            source=source,
            remedy="save the articles that it lists, each as a page of its own",
        )
    paper = read_paper(tree) if is_paper else None
    if told.body:
        paper = replace(paper or Paper(), body=(parse(told.body, source),))
    article = told.onto(_article(tree, soup, meta, path, url, paper, told.title))
    if article.published is None and article.suggested is None:
        article = replace(article, suggested=day_saved)
    sentences = " ".join(item.text for item in article.body if isinstance(item, Paragraph | Markup))
    if not sentences or (not article.title and len(sentences) < SHORTEST):
        raise SourceError("there is no article in the page", source=source, remedy="save the page of a single article")
    return article


def _article(
    tree: HtmlElement, soup: BeautifulSoup, meta: PageMeta, path: Path, url: str, paper: Paper | None, told_title: str
) -> Article:
    """The article that a page tells of; of a digital newspaper what it says of itself goes before everything else."""
    title = told_title or (paper.title if paper else "") or choose_title(soup, meta, tree)
    lines = below_headline(tree, title)
    published = (paper.date if paper else None) or dates.published(soup, tree, meta, url, lines)
    suggested = None if published else dates.suggested(tree, meta, words(soup.title) if soup.title else "")
    deck = "" if paper else printed_deck(tree, meta, title)
    found = read_marked(paper.body) if paper and paper.body else extract(tree)
    body, pictures = _with_pictures(found.items, path, title)
    beside = [
        *lines,
        *found.beside,
        *(item.text for item in body[:HEAD_ITEMS] if isinstance(item, Paragraph | Subhead)),
    ]
    opening = next((item.text for item in body if isinstance(item, Paragraph)), "")
    written_by = (printed_authors(paper.byline) if paper else ()) or authors(soup, meta, title, beside, opening)
    kicker = (paper.kicker if paper else "") or printed_above(soup, title)
    subtitle = (paper.subtitle if paper else "") or declared_below(meta, title)
    body = trim(body, (title, kicker, subtitle), [credit.name for credit in written_by])
    texts = [item.text for item in body if isinstance(item, Paragraph | Markup)]
    return Article(
        title=title,
        body=levelled(body),
        kicker=kicker,
        subtitle=subtitle,
        credits=written_by,
        summary="" if fold(deck) in fold(" ".join([kicker, subtitle, *texts])) else deck,
        section=(paper.section if paper else "") or section(meta),
        tags=paper.tags if paper else (),
        lang=language(tree, meta, " ".join([title, *texts])),
        published=published,
        url=url,
        pictures=pictures,
        suggested=suggested,
        page=paper.page if paper else "",
    )


def _with_pictures(
    found: Iterable[BodyItem | Picture], path: Path, title: str
) -> tuple[list[BodyItem], tuple[str, ...]]:
    body: list[BodyItem] = []
    remote: list[str] = []
    for item in found:
        if not isinstance(item, Picture):
            body.append(item)
        elif url := web_address(item.src):
            remote.append(url)
        elif local := local_picture(path, item.src):
            body.append(Figure(item.caption or title, local))
    return body, tuple(dict.fromkeys(remote))
