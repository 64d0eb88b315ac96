"""When a web article came out: where pages say it, in the order of trust, and what only hints at it.

Nothing is converted between time zones: the day is the one that the page prints.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from backfile import dates
from backfile.sources.html.lines import short_text
from backfile.sources.html.meta import PUBLISHED_NAMES, PageMeta, node_text, read_moment
from backfile.sources.html.soup import attribute, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bs4 import BeautifulSoup
    from lxml.html import HtmlElement

MODIFIED_NAMES = (
    "article:modified_time", "og:updated_time", "dateupdate", "datemodified", "dcterms.modified", "dc.date.modified",
    "last-modified", "lastmod", "revised",
)  # fmt: skip
SAVED = re.compile(
    r"<!--[^>]{0,1000}?(?:saved date:|FILE ARCHIVED ON|by HTTrack Website Copier[^,>]{0,40},)(?P<when>[^<>\n]{6,60})"
)
"""Where programs that save pages note the day: SingleFile, the Wayback Machine, HTTrack."""
SAVED_ADDRESS = re.compile(r"\bweb\.archive\.org/web/((?:19|20)\d\d)(\d\d)(\d\d)\d{6}")
LABELLED = re.compile(
    r"(?:发布|發布|刊登|发表|發表|更新)?(?:日期|时间|時間)\s?[:：]|发布于|发表于|(?:published|posted|publié|veröffentlicht|publicado)\b",
    re.IGNORECASE,
)
"""Words before the date of publication."""
LINE_LENGTH = 60
"""Characters of a line that gives a date without being marked or standing below the headline."""
DATE_MARK = re.compile(r"date|time|publish|source|info|meta|byline|pub", re.IGNORECASE)
SCRIPTED = re.compile(
    r"""["'](?:datePublished|publish_?date|pub_?date)["']\s*:\s*["']([^"']{8,40})["']""", re.IGNORECASE
)
NOTE_REACH = 10_000
"""Characters at either end of a page in which the program that saved it leaves its note."""
DATE_LENGTH = 200
"""Characters of a text that may be a date line; a longer one is a paragraph, and its dates are what it tells of."""

IN_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})([./])(\d{1,2})\2((?:19|20)\d\d)(?![\d./])")
IN_SHORT_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})([./])(\d{1,2})\2(\d\d)(?![\d./])")
"""A year in two figures is believed only where the page marks it as a date."""
CENTURY = 70
"""The year in two figures from which it is of the last century, as computers have it."""
IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")


def published(
    soup: BeautifulSoup, tree: HtmlElement, meta: PageMeta, url: str, lines: Sequence[str]
) -> datetime | None:
    """The day, and if known the time, on which the article came out, as the page prints it: no zone is converted.

    Args:
        soup: the elements of the page that tell of the article.
        tree: the page.
        meta: what it says of itself.
        url: its address, the last place to look.
        lines: the lines below its headline.
    """
    for text in _date_texts(soup, tree, meta, url, lines):
        if text and (moment := read_moment(text) or _printed(text)):
            return moment
    return None


def _date_texts(
    soup: BeautifulSoup, tree: HtmlElement, meta: PageMeta, url: str, lines: Sequence[str]
) -> Iterator[str]:
    """Texts that may give the date, best first; the dear ones are looked for only when the others fail."""
    yield node_text(meta, "datePublished")
    yield from _scripted_dates(tree)
    yield from (meta.first(name) for name in PUBLISHED_NAMES)
    yield from _marked_dates(soup)
    yield from _printed_dates(tree, lines)
    yield url


def _printed(text: str) -> datetime | None:
    day = dates.page_date([text[:DATE_LENGTH]])
    return datetime(day.year, day.month, day.day) if day else None


def _marked_dates(soup: BeautifulSoup) -> Iterator[str]:
    marked = soup.find_all(itemprop=re.compile("^date(?:published|created)$", re.IGNORECASE))
    for tag in (*marked, *soup("time", pubdate=True), *soup("time")):
        yield attribute(tag, "datetime") or attribute(tag, "content") or words(tag)


def _scripted_dates(tree: HtmlElement) -> Iterator[str]:
    """Dates of publication in the page's own data: JSON-LD that is broken, the variables of its programs."""
    for script in tree.iter("script"):
        for found in SCRIPTED.finditer(script.text or ""):
            yield found[1]


def _printed_dates(tree: HtmlElement, lines: Sequence[str]) -> Iterator[str]:
    """Short texts with a whole date: those below the headline, then those labelled or marked as date, then any."""
    labelled: list[str] = []
    marked: list[str] = []
    others: list[str] = []
    for element in tree.iter("span", "div", "p", "em", "i", "li", "td", "font", "a", "b"):
        text = (element.text or "") + "".join(child.tail or "" for child in element)
        if not 6 <= len(text) <= DATE_LENGTH or not (read_moment(text) or _printed(text)):
            continue
        mark = f"{element.get('class') or ''} {element.get('id') or ''}"
        if LABELLED.search(text):
            labelled.append(text)
        elif DATE_MARK.search(mark):
            marked.append(text)
        elif len(" ".join(text.split())) <= LINE_LENGTH:
            others.append(text)
    yield from lines
    yield from labelled
    yield from marked
    yield from others


def suggested(tree: HtmlElement, meta: PageMeta, text: str) -> tuple[date, str] | None:
    """A day that the page only hints at, and by what: for articles that do not say when they came out.

    Args:
        tree: the page.
        meta: its metadata.
        text: its title in the window, where some papers put the date.
    """
    for value in (node_text(meta, "dateModified"), *(meta.first(name) for name in MODIFIED_NAMES)):
        if moment := read_moment(value) or _printed(value):
            return moment.date(), "the day of its last change"
    if day := _in_figures(tree, meta, text):
        return day, "a date in figures on the page"
    addresses = [element.get("src") or "" for element in tree.iter("img")]
    for address in (meta.canonical, meta.first("og:url", "og:image"), *addresses):
        if (found := IN_ADDRESS.search(address)) and (day := _day(*map(int, found.groups()))):
            return day, "the address of the page or of a picture"
    return None


def saved(text: str, url: str) -> tuple[date, str] | None:
    """The day on which a page was saved, after which it cannot have come out; None when it is not noted.

    Args:
        text: the page with its comments; the note stands at its beginning or its end.
        url: the address that it was saved from.
    """
    notes = (SAVED.search(part) for part in (text[:NOTE_REACH], text[-NOTE_REACH:]))
    found = SAVED_ADDRESS.search(url)
    days = [dates.page_date([note["when"]]) for note in notes if note]
    days.append(_day(*map(int, found.groups())) if found else None)
    return next(((day, "the day on which the page was saved") for day in days if day), None)


def _in_figures(tree: HtmlElement, meta: PageMeta, text: str) -> date | None:
    """The first date in figures, with the year in two of them only if there is none with a whole year.

    08/01/2014 is read with the day first, as most of the world does, unless the page is in American English or only the
    other way is a date.
    """
    language = (tree.get("lang") or meta.first("og:locale")).replace("_", "-").lower()

    def day(found: re.Match[str]) -> date | None:
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if len(found[4]) == 2:
            year += 1900 if year >= CENTURY else 2000
        ways = (_day(year, second, first), _day(year, first, second))
        return (ways[1] or ways[0]) if language == "en-us" else (ways[0] or ways[1])

    if (found := IN_FIGURES.search(text)) and (whole := day(found)):
        return whole
    short = None
    for element in tree.iter("p", "span", "time", "div"):
        printed = short_text(element, DATE_LENGTH)
        if printed and (found := IN_FIGURES.search(printed)) and (whole := day(found)):
            return whole
        is_date = element.tag == "time" or DATE_MARK.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        if printed and short is None and is_date and (found := IN_SHORT_FIGURES.search(printed)):
            short = day(found)
    return short


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
