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
    from collections.abc import Collection, Iterable, Sequence

    from backfile.segment.pieces import Piece

_REACH = 40
_UNIT = 1_000_000
# Different words on each side of a gap: a short item has 60, a long one needs 220 before it comes back to its subject.
_WINDOWS = _NEAR, _USUAL, _FAR = 60, 100, 220
_DEPTH = 8.0
_SMALLEST = 0.005
_UNKNOWN = 0.03
# Logistic regression on the gaps of printed and simulated pages (tests/evaluation): Chinese news, features and English
# news give nearly the same line; the curve under its ranks has .96, .94 and .95 of the area.
_SLOPE, _OFFSET = -1.3, -9.6
# Beyond this many pieces it is no newspaper page, and the search on both sides would no longer be cheap.
_LARGEST_PAGE = 4000
_WORDS = re.compile(r"[A-Za-zÀ-ɏ][\w’'-]{3,}|[A-Z]{2,3}\b|\d+(?:\.\d+)?")
# Latin words count as the same when they begin alike: truants and truancy, industry and industrial.
_STEM = 6
# What every English article says tells nothing of what it is about.
_COMMON_WORDS = """
    about above according across added after again against ahead almost alone along already also although always among
    announced another anyone anything april around asked august away back became because become becomes been before
    began behind being believe below best better between beyond both bring brought called came cannot come comes
    coming could course days december decided described despite didn does doing done down during each earlier early
    eight either else enough even ever every everyone everything expected fact february find first five following
    former forward found four friday from full further gave given gives going gone good great group groups half hand
    have having help here high himself hold home hope hour hours however include included including inside instead
    into itself january july june just keep kept know known large last late later latest least leave left less like
    likely line little local long look looking lost made main major make makes making many march matter maybe mean
    means might million minutes moment monday month months more morning most move much must near nearly need needed
    never next night nine nothing november number october often once only open order other others over part
    particularly past people percent perhaps place plan plans point possible probably quite rather reached really
    recent recently remain remained report reported result right said same saturday saying says second seem seemed
    seen september seven several should show showed side since single small some someone something soon spokesman
    statement still such sunday take taken taking talk tell than thank that their them themselves then there these
    they thing things think third this those though thought three through thursday time times today together told
    tomorrow took toward towards tried trying tuesday turn turned twice under until upon used using very wanted wants
    wednesday week weeks well went were what when where whether which while whole whose will with within without work
    working world would year years yesterday young your
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
        # Whole numbers, so that sums are the same in whatever order a set gives its words.
        weights = {count: round(_UNIT * math.log(1 + len(pieces) / count)) for count in set(self.spread.values())}
        self.weight = {word: weights[count] for word, count in self.spread.items()}
        self.places: dict[str, list[int]] = {}
        for i, words in enumerate(self.words):
            for word in words:
                self.places.setdefault(word, []).append(i)

    def leanings(self, candidates: Sequence[int]) -> dict[int, float]:
        """For each candidate's index a number from -1 (its words are above it) to 1 (its words are below it)."""
        found = {}
        for i in candidates if self.pieces else ():
            total = self._sum(self.words[i]) or 1
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
        text = False  # a byline and a dateline below a headline are its own article's
        while 0 <= j + step < len(self.pieces) and abs(j - i) < _REACH:
            j += step
            sign = self.opens[j] or self.pieces[j].kind == "byline"
            if sign and text and step > 0:
                break
            last = j
            if step < 0 and (self.opens[j] or (sign and text)):
                break
            text = text or self.pieces[j].kind == "text"
        return last

    def shared(self, i: int, others: Iterable[int]) -> float:
        """The share of the words of piece `i`, by weight, that the pieces `others` have; 0 where nothing is known."""
        if not self.pieces:
            return 0.0
        theirs: set[str] = set().union(*(self.words[j] for j in others))
        return self._sum(self.words[i] & theirs) / (self._sum(self.words[i]) or 1)

    def novelty(self, candidates: Collection[int]) -> dict[int, float]:
        """For each piece of text how much it and what follows speaks of other things than what stands above it.

        The number is a logarithm of odds: of the gap above the piece lying between two articles against inside one. It
        comes from the words that a near and a far window on both sides have in common (cosine), and from how far
        the gap lies below its neighbours (Hearst's depth score, 1997, Computational Linguistics 23/1).

        Args:
            candidates: pieces that may be headlines; they stand beside their article and tell nothing of the gap.
        """
        texts = [i for i, piece in enumerate(self.pieces) if piece.kind == "text"]
        running = [i for i in texts if i not in candidates]
        places = {i: bisect_left(running, i) for i in texts}
        overlaps = [self._overlaps(running, k) for k in range(len(running) + 1)]
        curves = {size: [overlap[n] for overlap in overlaps] for n, size in enumerate(_WINDOWS)}
        depths = _depths(curves[_USUAL])
        found = {}
        for i in texts:
            k = places[i]
            if 0 < k < len(running):
                near, far = curves[_NEAR][k], curves[_FAR][k]
                alike = math.log(near + _SMALLEST) + math.log(far + _SMALLEST) - _DEPTH * depths[k]
                found[i] = _SLOPE * alike + _OFFSET
        return found

    def _overlaps(self, running: Sequence[int], k: int) -> list[float]:
        """The cosines of the words on both sides of the gap before `running[k]`, one for each size of window."""
        above = self._windows(running[j] for j in range(k - 1, -1, -1))
        below = self._windows(running[j] for j in range(k, len(running)))
        found = []
        for one, other in zip(above, below, strict=True):
            product = self._sum(one) * self._sum(other)
            found.append(self._sum(one & other) / math.sqrt(product) if product else _UNKNOWN)
        return found

    def _windows(self, order: Iterable[int]) -> list[frozenset[str]]:
        """The words of the pieces in `order`, as far as each size of window reaches."""
        found: list[frozenset[str]] = []
        words: set[str] = set()
        for i in order:
            words |= self.words[i]
            while len(found) < len(_WINDOWS) and len(words) >= _WINDOWS[len(found)]:
                found.append(frozenset(words))
            if len(found) == len(_WINDOWS):
                return found
        return found + [frozenset(words)] * (len(_WINDOWS) - len(found))

    def _sum(self, words: Iterable[str]) -> int:
        return sum(map(self.weight.__getitem__, words))


def _words(piece: Piece) -> frozenset[str]:
    if piece.kind != "text":
        return frozenset()
    text = piece.text.replace("\n", "")
    pairs = {run[k : k + 2] for run in _HAN.findall(text) for k in range(len(run) - 1)}
    latin = {word.lower() for word in _WORDS.findall(text)} - _COMMON
    return frozenset(pairs | {word.removesuffix("s")[:_STEM] for word in latin})


def _depths(curve: Sequence[float]) -> list[float]:
    """How far each point lies below the highest of the three on either side of it, both sides summed."""
    found = []
    for k, value in enumerate(curve):
        left, right = curve[max(0, k - 3) : k], curve[k + 1 : k + 4]
        found.append(max(left, default=_UNKNOWN) + max(right, default=_UNKNOWN) - 2 * value)
    return found
