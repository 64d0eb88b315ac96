"""Words in common: of a headline with the text above and below it, and of the texts on both sides of a gap.

A headline repeats the names and figures of its article, and an article goes on speaking of what it spoke of. Words
(in Chinese: pairs of characters) count by how few pieces of the page have them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backfile.segment.pieces import Piece

_REACH = 40
# Pieces on each side of a gap. On the evaluation pages 4 part best: median .35 inside an article, .09 between two.
_WINDOW = 4
# Beyond this many pieces it is no newspaper page, and the search on both sides would no longer be cheap.
_LARGEST_PAGE = 4000
_WORDS = re.compile(r"[A-Za-zÀ-ɏ][\w’'-]{3,}|\d+(?:\.\d+)?")
# What every English article says tells nothing of what it is about.
_COMMON = frozenset(
    [
        "about",
        "according",
        "added",
        "after",
        "against",
        "also",
        "been",
        "before",
        "being",
        "between",
        "because",
        "could",
        "does",
        "during",
        "every",
        "first",
        "from",
        "have",
        "here",
        "including",
        "into",
        "just",
        "last",
        "made",
        "make",
        "many",
        "more",
        "most",
        "much",
        "only",
        "other",
        "over",
        "people",
        "said",
        "says",
        "should",
        "since",
        "some",
        "still",
        "such",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "time",
        "told",
        "under",
        "very",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "will",
        "with",
        "would",
        "year",
        "years",
        "your",
    ]
)
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")


class Vocabulary:
    """The words of a page's pieces and their weights."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces if len(pieces) <= _LARGEST_PAGE else ()
        self.words = [_words(piece) for piece in self.pieces]
        self.spread = Counter(word for piece in self.words for word in piece)
        self.weight = {word: math.log(1 + len(pieces) / count) for word, count in self.spread.items()}

    def leanings(self, candidates: Sequence[int]) -> dict[int, float]:
        """For each candidate's index a number from -1 (its words are above it) to 1 (its words are below it)."""
        found = {}
        for i in candidates if self.pieces else ():
            total = sum(self.weight[word] for word in self.words[i]) or 1.0
            shares = [
                sum(self.weight[word] for word in self.words[i] if any(word in self.words[j] for j in side)) / total
                for side in (_reached(self.pieces, i, -1), _reached(self.pieces, i, 1))
            ]
            found[i] = shares[1] - shares[0]
        return found

    def cohesions(self) -> dict[int, float]:
        """For each piece of text the share (0 to 1) of repeated words that stand on both sides of the gap above it."""
        texts = [i for i, piece in enumerate(self.pieces) if piece.kind == "text"]
        found = {}
        for k in range(1, len(texts)):
            above = self._repeated(texts[max(0, k - _WINDOW) : k])
            below = self._repeated(texts[k : k + _WINDOW])
            least = min(self._sum(above), self._sum(below))
            if least:
                found[texts[k]] = self._sum(above & below) / least
        return found

    def _repeated(self, indexes: Sequence[int]) -> set[str]:
        return {word for i in indexes for word in self.words[i] if self.spread[word] > 1}

    def _sum(self, words: set[str]) -> float:
        return math.fsum(self.weight[word] for word in words)


def _reached(pieces: Sequence[Piece], i: int, step: int) -> list[int]:
    """The pieces of text on one side of `i` as far as the next sure sign of another article."""
    found: list[int] = []
    j = i + step
    while 0 <= j < len(pieces) and len(found) < _REACH:
        piece = pieces[j]
        if step > 0 and found and (piece.opens or piece.kind == "byline"):
            break
        if piece.kind == "text":
            found.append(j)
        if step < 0 and found and (piece.opens or piece.kind == "byline"):
            break
        j += step
    return found


def _words(piece: Piece) -> frozenset[str]:
    if piece.kind != "text":
        return frozenset()
    text = piece.text.replace("\n", "")
    pairs = {run[k : k + 2] for run in _HAN.findall(text) for k in range(len(run) - 1)}
    return frozenset(pairs | {word.lower() for word in _WORDS.findall(text)} - _COMMON)
