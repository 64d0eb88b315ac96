"""How alike two texts are, so that a paragraph or an article is known again after it was changed."""

from __future__ import annotations

import re
from itertools import pairwise

TOKEN = re.compile(r"[0-9A-Za-z\u00c0-\u024f]+|[^\s0-9A-Za-z\u00c0-\u024f]")
"""A Latin word, a number, or one other character: in Chinese text a character is what a word is in English."""

TEXT_LIMIT = 20_000
"""Characters that are looked at: the beginning tells an article, and a hostile text costs no more than a long one."""

Pairs = frozenset[tuple[str, str]]


def pairs(text: str) -> Pairs:
    """The neighbouring tokens of a text with its beginning and end; unrelated texts share few in any language."""
    return frozenset(pairwise(["", *TOKEN.findall(text[:TEXT_LIMIT]), ""]))


def likeness(one: Pairs, other: Pairs) -> float:
    """Dice's coefficient of two texts by their `pairs`: 0 for nothing in common, 1 for the same."""
    return 2 * len(one & other) / (len(one) + len(other))
