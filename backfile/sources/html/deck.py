"""The deck of a web article: the sentences that a page prints between headline and text and declares besides.

Neither says it alone: a description may be made for search engines only, and what stands below a headline may be a
caption or a teaser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.sources.html.lines import LINE_TAGS, PROSE, short_text
from backfile.sources.html.meta import fold, node_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from backfile.sources.html.meta import PageMeta

NAMES = ("og:description", "description", "twitter:description", "dc.description")
SHORTEST = 12
"""Letters of a deck; what is shorter is the name of a column."""
SLACK = 20
"""Characters of an element beyond those declared: white space, signs, and what decorates it."""
LONGEST = 1000
"""Characters of a deck; a lead seen has 500, and a description of more is the article's text."""


def printed_deck(tree: HtmlElement, meta: PageMeta, title: str) -> str:
    """The deck as printed, empty when there is none. It may be the first paragraph of the text as well."""
    declared = [text for text in (node_text(meta, "description"), *map(meta.first, NAMES)) if len(text) <= LONGEST]
    head = fold(title)
    wanted = {text for text in map(fold, declared) if len(text) >= SHORTEST and text not in head}
    if not head or not wanted:
        return ""
    limits = len(title) + SLACK, max(map(len, (title, *declared))) + SLACK
    below = False
    for element in tree.iter(*LINE_TAGS):
        text = short_text(element, limits[below])
        folded = fold(text) if text else ""
        if folded == head:
            below = True
        elif below and text and folded in wanted:
            return text
        elif element.tag == "p" and (text is None or PROSE.search(text)):
            below = False  # what follows is text, or the teasers of other articles
    return ""
