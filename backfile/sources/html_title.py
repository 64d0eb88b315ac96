"""Which of a page's headlines is the article's.

A page has its headline in up to five places: JSON-LD, OpenGraph, `<title>`, `<h1>`. `<title>` and OpenGraph carry
the site's name, JSON-LD is sometimes the short form for search engines, `<h1>` can be the site's own name or a
section's. What two of them agree on is right; of two forms of the same, the printed one (`<h1>`) is taken.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from backfile.sources.html_meta import PageMeta, node_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SEPARATOR = re.compile(
    r"\s+[-–—|·•»«:]+\s+|\s*[|｜_]+\s*|\s*::\s*|(?<=[\u3400-\u9fff？！”》])\s*[-–—]+\s*(?=[\u3400-\u9fff])"
)
SHORTEST = 5
"""Letters of a headline at least; a shorter `<h1>` inside `<title>` is a section's name."""


def choose_title(tree: HtmlElement, meta: PageMeta) -> str:
    """The article's headline, empty when the page has none."""
    printed = [text for text in (_text(head) for head in tree.iter("h1")) if text]
    declared = [
        text
        for text in (
            node_text(meta, "headline"),
            meta.first("og:title"),
            meta.first("twitter:title"),
            next((_text(title) for title in tree.iter("title")), ""),
        )
        if _folded(text)
    ]
    site = _folded(meta.first("og:site_name"))
    for text in printed:
        if any(_folded(text) == _folded(other) for other in declared) and _folded(text) != site:
            return text
    for text in printed:
        if len(_folded(text)) >= SHORTEST and any(_is_part(text, other) for other in declared):
            return text
    stripped = [_without_site(text, site) for text in declared]
    if stripped:
        return stripped[0]
    return printed[0] if len(printed) == 1 else ""


def _text(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def _is_part(text: str, whole: str) -> bool:
    """Whether a headline is one of the parts of a title that are divided by a separator."""
    wanted = _folded(text)
    folded = _folded(whole)
    return folded.startswith(wanted) and 2 * len(wanted) >= len(folded)


def _without_site(title: str, site: str) -> str:
    """A title without the name of the site, or of its section, at its end."""
    parts = SEPARATOR.split(title)
    while len(parts) > 1 and (_folded(parts[-1]) == site or len(_folded(parts[-1])) * 3 < len(_folded(parts[0]))):
        parts.pop()
    end = title.find(parts[-1], sum(len(part) for part in parts[:-1])) + len(parts[-1])
    return title[:end].strip()
