"""Columns of news in brief whose own headline is missing: their first item's headline is no headline of the column.

Each item of such a column (国内快讯) speaks of something else, and its sub-head of its own item only. A headline speaks
of its whole article; one that shares its words with the first item and with none of the others is a sub-head too.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from backfile.segment.grammar import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backfile.segment.affinity import Vocabulary

    Labels = list[tuple[Label, bool]]

_LEAST_ITEMS = 4
# Shares of a sub-head's words, by weight: what its own item has at least, and all the others at most (on average: two
# items in a row may speak of one thing).
_OWN, _OTHERS = 0.3, 0.15


def relabel(labels: Labels, vocabulary: Vocabulary) -> Labels:
    """The labels with the first sub-head of every headless column of briefs told as what it is."""
    starts = [i for i, (_, begins) in enumerate(labels) if begins]
    found = list(labels)
    for first, end in pairwise([*starts, len(labels)]):
        article = [label for label, _ in labels[first:end]]
        heads = [i for i, label in enumerate(article, first) if label in {Label.HEAD, Label.AFTER}]
        if len(heads) != 1 or labels[heads[0]][0] is not Label.HEAD:
            continue
        items = [heads[0], *(i for i, label in enumerate(article, first) if label is Label.SUB)]
        if len(items) >= _LEAST_ITEMS and _are_briefs(items, end, vocabulary):
            found[heads[0]] = (Label.SUB, labels[heads[0]][1])
    return found


def _are_briefs(items: Sequence[int], end: int, vocabulary: Vocabulary) -> bool:
    """Whether every headline shares its words with the text right below it and hardly any with the other items."""
    sections = [range(i + 1, below) for i, below in pairwise([*items, end])]
    strange = []
    for k, i in enumerate(items):
        others = [j for m, section in enumerate(sections) if m != k for j in section]
        if vocabulary.shared(i, sections[k]) < _OWN:
            return False
        strange.append(vocabulary.shared(i, others))
    return strange[0] <= _OTHERS and sum(strange) <= _OTHERS * len(strange)
