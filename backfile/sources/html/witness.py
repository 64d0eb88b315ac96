"""A second opinion on where the article is: trafilatura's, to hold against our own.

Two methods that fail in different ways are rarely wrong together. Theirs knows less of a page's parts than ours and
keeps no order of lists and pictures, so it is asked what it has, not how it looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import trafilatura

from backfile.sources.html.meta import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

GRAM = 10
"""Letters that are compared at a time; shorter pieces of text are compared as wholes."""
KNOWN = 0.8
"""Share of a text's letters that the witness has for it to have the text: quotation marks and links differ."""


def grams(text: str) -> set[str]:
    """The stretches of `GRAM` letters in a folded text, the whole of a shorter one."""
    return {text[start : start + GRAM] for start in range(max(1, len(text) - GRAM + 1))} if text else set()


@dataclass(frozen=True, slots=True)
class Witness:
    """What the second method took for the article: its lines and their stretches of letters, folded; its length."""

    lines: frozenset[str]
    grams: frozenset[str]
    length: int

    def knows(self, text: str) -> bool:
        """Whether it has a text too."""
        folded = fold(text)
        if len(folded) < GRAM:
            return folded in self.lines
        own = grams(folded)
        return len(own & self.grams) >= KNOWN * len(own)

    def covered(self, texts: Iterable[str]) -> float:
        """Share of what it has that is in these texts, from 0 to 1; 1 if it has nothing."""
        if not self.grams:
            return 1.0
        return len(self.grams & set().union(*(grams(fold(text)) for text in texts))) / len(self.grams)


def hear(tree: HtmlElement) -> Witness:
    """Ask trafilatura for the article of a page; the tree stays as it is."""
    document = trafilatura.bare_extraction(
        tree, fast=True, include_comments=False, include_tables=True, deduplicate=False, with_metadata=False
    )
    text = document.text if document is not None and not isinstance(document, dict) else ""
    lines = [fold(line) for line in (text or "").split("\n")]
    known: set[str] = set()
    for line in lines:
        known |= grams(line)
    return Witness(frozenset(lines), frozenset(known), sum(map(len, lines)))
