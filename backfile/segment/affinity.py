"""Words in common: of a headline with the text above and below it, and of the texts on both sides of a gap.

A headline repeats the names and figures of its article, and an article goes on speaking of what it spoke of. Words
(in Chinese: pairs of characters) count by how few pieces of the page have them.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from backfile.segment.pieces import Piece

_REACH = 40
# Pieces on each side of a gap. On the evaluation pages 4 part best: median .35 inside an article, .09 between two.
_WINDOW = 4
# Beyond this many pieces it is no newspaper page, and the search on both sides would no longer be cheap.
_LARGEST_PAGE = 4000
_WORDS = re.compile(r"[A-Za-zÀ-ɏ][\w’'-]{3,}|\d+(?:\.\d+)?")
# What every English article says tells nothing of what it is about.
_COMMON_WORDS = """
    about according added after against also been before being because between could does during every first from have
    here including into just last made make many more most much only other over people said says should since some still
    such than that their them then there these they this those through time told under very were what when where which
    while will with would year years your
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")


class Vocabulary:
    """The words of a page's pieces and their weights; `opens` tells which pieces begin as a news item does."""

    def __init__(self, pieces: Sequence[Piece], opens: Sequence[bool]) -> None:
        self.pieces = pieces if len(pieces) <= _LARGEST_PAGE else ()
        self.opens = opens
        self.words = [_words(piece) for piece in self.pieces]
        self.spread = Counter(word for piece in self.words for word in piece)
        weights = {count: math.log(1 + len(pieces) / count) for count in set(self.spread.values())}
        self.weight = {word: weights[count] for word, count in self.spread.items()}
        self.places: dict[str, list[int]] = {}
        for i, words in enumerate(self.words):
            for word in words:
                self.places.setdefault(word, []).append(i)

    def leanings(self, candidates: Sequence[int]) -> dict[int, float]:
        """For each candidate's index a number from -1 (its words are above it) to 1 (its words are below it)."""
        found = {}
        for i in candidates if self.pieces else ():
            total = self._sum(self.words[i]) or 1.0
            above, below = self._reach(i, -1), self._reach(i, 1)
            shared = self._within(self.words[i], i + 1, below), self._within(self.words[i], above, i - 1)
            found[i] = (self._sum(shared[0]) - self._sum(shared[1])) / total
        return found

    def _within(self, words: Iterable[str], first: int, last: int) -> set[str]:
        """Those of `words` that stand in the pieces from `first` to `last`."""
        found = set()
        for word in words:
            places = self.places[word]
            at = bisect_left(places, first)
            if at < len(places) and places[at] <= last:
                found.add(word)
        return found

    def _reach(self, i: int, step: int) -> int:
        """The furthest piece on one side of `i` before the next sure sign of another article."""
        last = j = i
        while 0 <= j + step < len(self.pieces) and abs(j - i) < _REACH:
            j += step
            sign = last != i and (self.opens[j] or self.pieces[j].kind == "byline")
            if sign and step > 0:
                break
            last = j
            if sign or (step < 0 and self.opens[j]):
                break
        return last

    def cohesions(self) -> dict[int, float]:
        """For each piece of text the share (0 to 1) of repeated words that stand on both sides of the gap above it."""
        texts = [i for i, piece in enumerate(self.pieces) if piece.kind == "text"]
        found = {}
        repeated = [{word for word in self.words[i] if self.spread[word] > 1} for i in texts]
        for k in range(1, len(texts)):
            above: set[str] = set().union(*repeated[max(0, k - _WINDOW) : k])
            below: set[str] = set().union(*repeated[k : k + _WINDOW])
            least = min(self._sum(above), self._sum(below))
            if least:
                found[texts[k]] = self._sum(above & below) / least
        return found

    def _sum(self, words: Iterable[str]) -> float:
        return math.fsum(map(self.weight.__getitem__, words))


def _words(piece: Piece) -> frozenset[str]:
    if piece.kind != "text":
        return frozenset()
    text = piece.text.replace("\n", "")
    pairs = {run[k : k + 2] for run in _HAN.findall(text) for k in range(len(run) - 1)}
    return frozenset(pairs | {word.lower() for word in _WORDS.findall(text)} - _COMMON)
