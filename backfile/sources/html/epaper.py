"""Pages of Chinese digital newspapers (数字报), which show a printed page and its articles one by one.

Most come from Founder's publishing system (方正翔宇), old and new: a page of the newspaper is `node_N.htm`, an article
`content_N.htm`. The system writes what it knows of an article into a comment (`<!--enpproperty <title>…`), marks the
text by comments or elements of its own (`<!--enpcontent-->`, `<founder-content>`), and prints beside it the page of the
newspaper (第03版：要闻) among links to the others. Newer sites print kicker, headline and subtitle as `<h3>`, `<h1>`
and `<h2>`, and a line with the newspaper, the day and the page: 《青石日报》（2022年03月24日 第03版）.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from backfile.identify import page_label
from backfile.sources.html.lines import short_text
from backfile.sources.html.meta import fold, read_moment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lxml.html import HtmlElement

PROPERTY = re.compile(r"<([a-zA-Z]{2,20})>([^<]{0,2000}(?:<(?!/)[^<]{0,200}){0,20})</\1>")
"""One property of the system's comment; its value may have line breaks as tags in it."""
TAG = re.compile(r"<[^>]{0,200}>")
LABEL = re.compile(
    r"第?\s?(?P<page>[A-Z]{0,2}\d{1,3})\s?版(?:\s?[:：]\s?(?P<name>[^\s|，。（）()<>]{1,20}))?|版次\s?[:：]\s?第?(?P<only>[A-Z]{0,2}\d{1,3})"
)
"""A page of the newspaper as it is printed: 第03版：要闻, A03版, 版次：03."""
DATED_LABEL = re.compile(
    r"[（(]\s?\d{4}年\d{1,2}月\d{1,2}日[^（）()]{0,12}?第?\s?(?P<page>[A-Z]{0,2}\d{1,3})\s?版[^（）()]{0,12}[）)]"
)
SOURCE_LINE = re.compile(r"\s*《[^《》]{2,20}》\s*[（(].*$|\s*[（(]\s?\d{4}年.*$")
NAVIGATION = re.compile(r"[上下][一1]?(?:版|篇|期)|版面(?:导航|目录|概览)|标题导航|本版新闻|返回目录")
TURNING = re.compile(r"[上下][一1]?篇")
"""Turns from article to article; a page's index only turns to the next page."""
CONTENT = re.compile(r"(?:^|/)(?:content|c|art(?:icle)?)[_-]?\d[\d_-]*\.s?html?|nw\.[\w.]+_\d{8}", re.IGNORECASE)
"""Addresses of articles in an index."""
PICTURES = re.compile(r"(?:^|[\s_-])(?:newspic|attachment|pic-?list)", re.IGNORECASE)
"""Names of the box with the pictures of an article, each with its caption below it."""
SENTENCES = 2
"""Sentences outside links from which there is an article on a page."""
INDEXED = 3
"""Links to articles from which a page without one is an index."""
BODIES = ("founder-content", "ozoom", "articlecontent", "article-content")
ADDRESS_LENGTH = 300
LINE_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Paper:
    """What a digital newspaper says of one article, empty where it says nothing; `body` has its pictures and text."""

    body: tuple[HtmlElement, ...] = ()
    title: str = ""
    kicker: str = ""
    subtitle: str = ""
    byline: str = ""
    date: datetime | None = None
    page: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()


def read_paper(tree: HtmlElement) -> Paper | None:
    """What the page says as one of a digital newspaper, None when it is none."""
    known = _properties(tree)
    label, name = _label(tree)
    body = _body(tree)
    if not known and not (label and (body or _has_navigation(tree))):
        return None
    head = _head(tree)
    above, below = _neighbours(head)
    source = _source_line(tree)
    return Paper(
        body=body,
        title=_founder(tree, "title") or known.get("title", "") or (_text(head) if head is not None else ""),
        kicker=_founder(tree, "introtitle") or known.get("introtitle", "") or above,
        subtitle=_founder(tree, "subtitle") or known.get("subtitle", "") or below,
        byline=_founder(tree, "author") or known.get("author", "") or SOURCE_LINE.sub("", source),
        date=read_moment(known.get("date", "")) or read_moment(source),
        page=label,
        section=known.get("nodename", "") or name,
        tags=tuple(filter(None, re.split(r"[\s;；,，、]+", known.get("keyword", "")))),
    )


def is_index(tree: HtmlElement) -> bool:
    """Whether this is a page of the newspaper that only lists its articles."""
    if _properties(tree) or _body(tree):
        return False
    links = [link for tag in ("a", "area") for link in tree.iter(tag)]
    addresses = {address for link in links if CONTENT.search(address := (link.get("href") or "")[:ADDRESS_LENGTH])}
    turns = _link_texts(links)
    return (
        len(addresses) >= INDEXED
        and any(NAVIGATION.fullmatch(turn) for turn in turns)
        and not any(TURNING.fullmatch(turn) for turn in turns)
        and sum((element.text or "").count("。") for element in tree.iter("p", "div", "td", "span")) < SENTENCES
    )


def _properties(tree: HtmlElement) -> dict[str, str]:
    """What the system's comment says, by the names it uses; tags and entities resolved."""
    for comment in tree.iter(etree.Comment):
        text = comment.text or ""
        if text.lstrip()[:11].lower() == "enpproperty":
            pairs = ((match[1].lower(), _plain(match[2])) for match in PROPERTY.finditer(text[:20_000]))
            return {name: value for name, value in pairs if value}
    return {}


def _plain(markup: str) -> str:
    return " ".join(html.unescape(TAG.sub(" ", markup)).split())


def _founder(tree: HtmlElement, name: str) -> str:
    element = next(tree.iter(f"founder-{name}"), None)
    return _text(element) if element is not None else ""


def _text(element: HtmlElement) -> str:
    return short_text(element, 2 * LINE_LENGTH) or ""


def _body(tree: HtmlElement) -> tuple[HtmlElement, ...]:
    """The elements with the pictures and the text of the article, as the system marks them."""
    text = _marked_text(tree)
    if text is None:
        return ()
    pictures = next((box for box in tree.iter("table", "div", "ul") if PICTURES.search(_name(box))), None)
    if pictures is None or pictures is text or pictures in text.iterancestors() or text in pictures.iterancestors():
        return (text,)
    return (pictures, text)


def _marked_text(tree: HtmlElement) -> HtmlElement | None:
    for comment in tree.iter(etree.Comment):
        if (comment.text or "").strip().lower() == "enpcontent" and comment.getparent() is not None:
            return comment.getparent()
    for element in tree.iter("founder-content", "div", "td"):
        if element.tag == "founder-content" or (element.get("id") or "").lower() in BODIES:
            return element
    return None


def _name(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _label(tree: HtmlElement) -> tuple[str, str]:
    """The page of the newspaper and its name: from the dated line, else where it is printed and no link."""
    linked: set[HtmlElement] = set()
    plain: tuple[str, str] | None = None
    for element in tree.iter(etree.Element):
        parent = element.getparent()
        if element.tag == "a" or parent in linked:
            linked.add(element)
            continue
        text = short_text(element, LINE_LENGTH)
        if not text or "版" not in text:
            continue
        if dated := DATED_LABEL.search(text):
            name = plain[1] if plain and plain[0] == page_label(dated["page"]) else ""
            return page_label(dated["page"]) or "", name
        found = LABEL.search(text)
        if found and len(text) <= LINE_LENGTH // 3 and (number := page_label(found["page"] or found["only"])):
            plain = plain if plain and (plain[1] or not found["name"]) else (number, found["name"] or "")
    return plain or ("", "")


def _has_navigation(tree: HtmlElement) -> bool:
    return any(NAVIGATION.fullmatch(turn) for turn in _link_texts(tree.iter("a")))


def _link_texts(links: Iterable[HtmlElement]) -> set[str]:
    return {(short_text(link) or "").strip("<>《》【】[] ") for link in links}


def _head(tree: HtmlElement) -> HtmlElement | None:
    return next((head for head in tree.iter("h1") if fold(_text(head))), None)


def _neighbours(head: HtmlElement | None) -> tuple[str, str]:
    """The kicker and the subtitle that stand as headings of their own right above and below the headline."""
    if head is None:
        return "", ""
    above, below = head.getprevious(), head.getnext()
    return (
        _text(above) if above is not None and above.tag in ("h2", "h3", "h4") else "",
        _text(below) if below is not None and below.tag in ("h2", "h3", "h4") else "",
    )


def _source_line(tree: HtmlElement) -> str:
    """The line that names the newspaper, the day and the page, with the byline before them."""
    for element in tree.iter("p", "div", "span", "td"):
        text = short_text(element, LINE_LENGTH)
        if text and DATED_LABEL.search(text):
            return text
    return ""
