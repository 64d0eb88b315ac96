"""The text of a web article as body items, found by two methods and held against each other.

Our own (`region`, `boxes`) knows the page's parts and keeps their order and kind; trafilatura (`witness`) is asked
what it has. Where the article begins and ends, and at every line that is mostly links, only what both have is kept:
sites put their notes, teasers and promotions there, and a reader misses a line less than a foreign one disturbs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backfile.models import Markup, Paragraph, Subhead
from backfile.sources.html.boxes import sieve
from backfile.sources.html.meta import fold
from backfile.sources.html.prune import prune
from backfile.sources.html.region import find
from backfile.sources.html.render import render
from backfile.sources.html.witness import hear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from backfile.models import BodyItem
    from backfile.sources.html.blocks import Block, Picture

PROSE = 60
"""Characters of a paragraph that is read for its own sake."""
SENTENCE_END = re.compile(r"[。．.!！?？…:：;；”’」』)）\"'»–—][\s\])]*$")
AGREED = 0.5
"""Share of our letters which the second method must have for its word to count on the others."""
LINKED = 0.8
"""Share of links at which a line leads elsewhere and says little itself."""
LINE = 160
"""Characters of a line that only leads elsewhere; a longer one tells something too."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text and pictures in order, and the lines beside it that were left out."""

    items: tuple[BodyItem | Picture, ...]
    beside: tuple[str, ...] = ()


def extract(tree: HtmlElement) -> Text:
    """The article in a page, without items when there is none. Takes from the tree what is of no use."""
    prune(tree)
    witness = hear(tree)
    parts = find(tree)
    for part in parts:
        sieve(part)
    blocks = render(parts)
    known = [not block.text or witness.knows(_words(block)) for block in blocks]
    sizes = [len(fold(block.text)) for block in blocks]
    if sum(size for size, both in zip(sizes, known, strict=True) if both) < AGREED * sum(sizes):
        return Text(tuple(block.item for block in blocks))
    prose = [number for number, block in enumerate(blocks) if known[number] and _is_prose(block)]
    first, last = (prose[0], prose[-1]) if prose else (0, len(blocks) - 1)
    if first and isinstance(blocks[first - 1].item, Subhead):
        first -= 1  # an article may begin with a sub-head
    kept = [known[number] or (first <= number < last and not _leads_away(block)) for number, block in enumerate(blocks)]
    return Text(
        tuple(block.item for block, keep in zip(blocks, kept, strict=True) if keep),
        tuple(block.text for block, keep in zip(blocks, kept, strict=True) if not keep and len(block.text) <= LINE),
    )


def read_marked(parts: Sequence[HtmlElement]) -> Text:
    """The article in the parts that the page itself marks as such: nothing is to be found, only to be read."""
    for part in parts:
        prune(part)
    return Text(tuple(block.item for block in render(parts)))


def _words(block: Block) -> str:
    return re.sub(r"^(?:> )*(?:[-|>]|\d+\.) | \| |\\", " ", block.text, flags=re.MULTILINE)


def _is_prose(block: Block) -> bool:
    if not isinstance(block.item, Paragraph):
        return False
    return len(block.text) >= PROSE or (len(block.text) > 12 and bool(SENTENCE_END.search(block.text)))


def _leads_away(block: Block) -> bool:
    is_list = isinstance(block.item, Markup) and not block.text.startswith("|")
    return block.linked >= LINKED and (
        is_list or (isinstance(block.item, Paragraph | Subhead) and len(block.text) <= LINE)
    )
