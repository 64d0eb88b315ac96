"""Which of a page's headlines is the article's.

A page has its headline in up to five places: `<title>`, OpenGraph, the Twitter card, JSON-LD and what it prints.
The first carries the site's name, often the next two as well; JSON-LD is sometimes the short form for search engines;
`<h1>` can be the site's own name or a section's, or have the kicker inside it. So none is believed alone: what two of
them agree on is a headline of this page, in the printed form where there is one. Right on the visible sets of saved
pages: 1.0, .79, .97 (in the second the truth itself often has the site's name); `<h1>` alone .60, .55, .59, OpenGraph
alone .60, .76, .28.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from backfile.sources.html.lines import short_text
from backfile.sources.html.meta import PageMeta, fold, node_text
from backfile.sources.html.soup import KICKER_MARK, mark, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bs4 import BeautifulSoup
    from lxml.html import HtmlElement

SEPARATOR = re.compile(
    r"\s+(?:--?|[–—|·•»«:])\s+|\s*[|｜_]+\s*|\s*::\s*|(?<=[\u3400-\u9fff？！”》])\s*[-–—]+\s*(?=[\u3400-\u9fffA-Z])"
)
SHORTEST = 5
"""Letters of a headline at least; a shorter `<h1>` inside `<title>` is a section's name."""
LINE_LENGTH = 120
"""Characters of a kicker or subtitle; what is longer is a lead."""
HEADLINE = 12
"""Letters in which two forms of a headline must begin alike to be taken for the same one."""
SITE_NAME = re.compile(
    r"(?:[网網站]|网站|频道|新闻|日报|日報|晚报|在线|新聞|門戶|门户|\.com|\.cn|\.net|News|Times|Magazine)$|权威|最新消息"
)
HEADLINE_MARK = re.compile(r"titl|headline|h1|biaoti|(?:^|[\s_-])(?:bt|tit)(?:$|[\s_-])", re.IGNORECASE)
WINDOW = 500
"""Characters of a `<title>` that are read."""
SHARED = ("og:title", "twitter:title", "dc.title", "dcterms.title")


def choose_title(soup: BeautifulSoup, meta: PageMeta, tree: HtmlElement) -> str:
    """The article's headline, empty when the page has none."""
    site = fold(meta.first("og:site_name"))
    whole = words(soup.title)[:WINDOW] if soup.title else ""
    window = without_site(whole, site)
    raw = [text for name in SHARED for text in meta.tags.get(name, ()) if fold(text)]
    shared = [without_site(text, site) for text in raw]
    node = node_text(meta, "headline")
    printed = [text for text in map(words, soup("h1")) if fold(text) not in ("", site)]
    if len(fold(node)) >= HEADLINE and fold(node) == fold(window) and not _is_longer(node, [*shared, *printed]):
        return node
    if agreed := next((text for text in printed if fold(text) in map(fold, raw)), ""):
        return agreed
    declared = [text for text in (window, *shared, node) if fold(text)]
    return (
        _agreed(printed, declared, window)
        or _begun(printed, declared)
        or _inside(shared, printed, whole)
        or _part(printed, declared)
        or _part(_marked(tree, whole), [whole])
        or _first((*shared, *declared, *printed))
    )


def _is_longer(text: str, others: Iterable[str]) -> bool:
    """Whether a headline is another one with something behind it."""
    return any(
        HEADLINE <= len(fold(other)) < len(fold(text)) and fold(text).startswith(fold(other)) for other in others
    )


def _agreed(printed: Sequence[str], declared: Sequence[str], window: str) -> str:
    """A printed headline that is declared too; the one of the window where that is another whole headline."""
    for wanted in declared:
        if any(fold(text) == fold(wanted) for text in printed):
            other = len(fold(window)) >= HEADLINE and not SITE_NAME.search(window)
            return window if other and not fold(window).startswith(fold(wanted)) else wanted
    return ""


def _inside(shared: Sequence[str], printed: Sequence[str], whole: str) -> str:
    """A declared headline that stands in the window or in a printed one beside a site's name, a section or a kicker."""
    for wanted in shared:
        folded = fold(wanted)
        if len(folded) >= HEADLINE and any(
            folded in fold(text) and len(fold(text)) > len(folded) for text in (whole, *printed)
        ):
            return wanted
    return ""


def _part(printed: Iterable[str], declared: Sequence[str]) -> str:
    """A printed headline with which a declared one begins or ends, if it is most of it."""
    for text in printed:
        wanted = fold(text)
        for other in map(fold, declared):
            if len(wanted) >= SHORTEST and 2 * len(wanted) >= len(other) and other.startswith(wanted):
                return text
            if len(wanted) >= HEADLINE and 2 * len(wanted) >= len(other) and other.endswith(wanted):
                return text
    return ""


def _begun(printed: Sequence[str], declared: Sequence[str]) -> str:
    return next((common for text in printed for other in declared if (common := _common_start(text, other))), "")


def _first(known: Iterable[str]) -> str:
    known = [text for text in known if text]
    return next((text for text in known if len(fold(text)) >= SHORTEST), next(iter(known), ""))


def _marked(tree: HtmlElement, whole: str) -> list[str]:
    """Texts of elements that are marked as a headline without being `<h1>`, if the window has them."""
    found = []
    window = fold(whole)
    for element in tree.iter("h2", "h3", "div", "p", "span", "td", "strong", "font"):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag not in ("h2", "h3") and not HEADLINE_MARK.search(name):
            continue
        text = short_text(element, len(whole))
        if text and len(text) >= SHORTEST and fold(text) in window:
            found.append(text)
    return found


def printed_above(soup: BeautifulSoup, title: str) -> str:
    """The kicker: what is marked as one and stands before the headline, or inside `<h1>` before its words.

    A link there is the name of a section.
    """
    for head in soup("h1"):
        text, wanted = fold(words(head)), fold(title)
        inside = head.find(lambda tag: bool(KICKER_MARK.search(mark(tag))))
        if inside is not None and text == fold(words(inside)) + wanted:
            return words(inside) if len(words(inside)) <= LINE_LENGTH else ""
        if text == wanted:
            above = head.find_previous_sibling(True)
            if above is None or above.name == "a" or above.a or not KICKER_MARK.search(mark(above)):
                return ""
            return words(above) if len(words(above)) <= LINE_LENGTH else ""
    return ""


def declared_below(meta: PageMeta, title: str) -> str:
    """The subtitle that JSON-LD declares, unless it is the headline once more in a longer or shorter form."""
    other = node_text(meta, "alternativeHeadline")
    one, two = fold(other), fold(title)
    return "" if one.startswith(two) or two.startswith(one) or len(other) > LINE_LENGTH else other


def _common_start(printed: str, declared: str) -> str:
    """What two headlines begin with alike, up to a gap or a bracket in both, if that is most of the shorter one.

    Nothing when one of them is the beginning of the other: then it is the whole that tells which of them is meant.
    """
    if fold(printed).startswith(fold(declared)) or fold(declared).startswith(fold(printed)):
        return ""
    one, other = (" ".join(unicodedata.normalize("NFKC", text).split()) for text in (printed, declared))
    length = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    while length and any(text[length : length + 1].isalnum() for text in (one, other)):
        length -= 1
    wanted = min(len(fold(one)), len(fold(other)))
    found = len(fold(one[:length]))
    return printed[:length].strip(" -–—|_(（") if 10 * found >= 7 * wanted and found >= HEADLINE else ""


def without_site(title: str, site: str) -> str:
    """A title without the name of the site, or of its section, at its end."""
    parts = SEPARATOR.split(title)
    while len(parts) > 1 and (
        fold(parts[-1]) in ("", site)
        or len(fold(parts[-1])) * 3 < len(fold(parts[0]))
        or (SITE_NAME.search(parts[-1]) and len(fold(parts[-1])) < len(fold(parts[0])))
    ):
        parts.pop()
    end = title.find(parts[-1], sum(len(part) for part in parts[:-1])) + len(parts[-1])
    return title[:end].strip()
