"""Which of a page's headlines is the article's.

A page has its headline in up to four places: `<title>`, OpenGraph, JSON-LD and `<h1>`. The first two carry the
site's name, JSON-LD is sometimes the short form for search engines, `<h1>` can be the site's own name or a
section's. What `<h1>` and another agree on is a headline of this page; where `<title>` then has another whole
headline, that is the desk's full one. The order was chosen on the three visible sets of saved pages (113 pages:
.90, .78, .91 of the titles right; `<h1>` alone .60, .55, .59, OpenGraph alone .60, .76, .28).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from backfile.sources.html.meta import PageMeta, node_text
from backfile.sources.html.soup import KICKER_MARK, mark, words

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

SEPARATOR = re.compile(
    r"\s+[-–—|·•»«:]+\s+|\s*[|｜_]+\s*|\s*::\s*|(?<=[\u3400-\u9fff？！”》])\s*[-–—]+\s*(?=[\u3400-\u9fff])"
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


def choose_title(soup: BeautifulSoup, meta: PageMeta) -> str:
    """The article's headline, empty when the page has none."""
    site = _folded(meta.first("og:site_name"))
    printed = [text for text in map(words, soup("h1")) if _folded(text) not in ("", site)]
    window = _without_site(words(soup.title) if soup.title else "", site)
    shared = _without_site(meta.first("og:title", "twitter:title"), site)
    declared = [text for text in (window, shared, node_text(meta, "headline")) if _folded(text)]
    for wanted in declared:
        if any(_folded(text) == _folded(wanted) for text in printed):
            whole = len(_folded(window)) >= HEADLINE and not SITE_NAME.search(window)
            return window if whole and not _folded(window).startswith(_folded(wanted)) else wanted
    for text in printed:
        if len(_folded(text)) >= SHORTEST and any(_is_part(text, other) for other in declared):
            return text
    for text in printed:
        for other in declared:
            if common := _common_start(text, other):
                return common
    known = [text for text in (shared, *declared, *printed) if text]
    return next((text for text in known if len(_folded(text)) >= SHORTEST), next(iter(known), ""))


def printed_above(soup: BeautifulSoup, title: str) -> str:
    """The kicker: what is marked as one and stands before the headline. A link there is the name of a section."""
    head = next((head for head in soup("h1") if _folded(words(head)) == _folded(title)), None)
    above = head.find_previous_sibling(True) if head else None
    if above is None or above.name == "a" or above.a or not KICKER_MARK.search(mark(above)):
        return ""
    return words(above) if len(words(above)) <= LINE_LENGTH else ""


def declared_below(meta: PageMeta, title: str) -> str:
    """The subtitle that JSON-LD declares, unless it is the headline once more in a longer or shorter form."""
    other = node_text(meta, "alternativeHeadline")
    one, two = _folded(other), _folded(title)
    return "" if one.startswith(two) or two.startswith(one) or len(other) > LINE_LENGTH else other


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def _is_part(text: str, whole: str) -> bool:
    """Whether a headline is one of the parts of a title that are divided by a separator."""
    wanted = _folded(text)
    folded = _folded(whole)
    return folded.startswith(wanted) and 2 * len(wanted) >= len(folded)


def _common_start(printed: str, declared: str) -> str:
    """What two headlines begin with alike, up to a gap or a bracket in both, if that is most of the shorter one."""
    one, other = (" ".join(unicodedata.normalize("NFKC", text).split()) for text in (printed, declared))
    length = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    while length and any(text[length : length + 1].isalnum() for text in (one, other)):
        length -= 1
    wanted = min(len(_folded(one)), len(_folded(other)))
    found = len(_folded(one[:length]))
    return printed[:length].strip(" -–—|_(（") if 10 * found >= 7 * wanted and found >= HEADLINE else ""


def _without_site(title: str, site: str) -> str:
    """A title without the name of the site, or of its section, at its end."""
    parts = SEPARATOR.split(title)
    while len(parts) > 1 and (
        _folded(parts[-1]) in ("", site)
        or len(_folded(parts[-1])) * 3 < len(_folded(parts[0]))
        or (SITE_NAME.search(parts[-1]) and len(_folded(parts[-1])) < len(_folded(parts[0])))
    ):
        parts.pop()
    end = title.find(parts[-1], sum(len(part) for part in parts[:-1])) + len(parts[-1])
    return title[:end].strip()
