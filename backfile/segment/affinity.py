"""How much a headline speaks the words of the text above and below it.

A headline repeats the names and figures of its article. Words count by how few pieces of the page have them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from backfile.segment.pieces import Piece

_REACH = 40
# Beyond this many pieces it is no newspaper page, and the search on both sides would no longer be cheap.
_LARGEST_PAGE = 4000
_WORDS = re.compile(r"[A-Za-zÀ-ɏ][\w’'-]{3,}|\d+(?:\.\d+)?")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")


def affinities(pieces: Sequence[Piece], candidates: Sequence[int]) -> dict[int, float]:
    """For each candidate's index a number from -1 (its words are above it) to 1 (its words are below it)."""
    if len(pieces) > _LARGEST_PAGE:
        return {}
    words = [_words(piece) for piece in pieces]
    spread = Counter(word for piece in words for word in piece)
    weight = {word: math.log(1 + len(pieces) / count) for word, count in spread.items()}
    found = {}
    for i in candidates:
        total = sum(weight[word] for word in words[i]) or 1.0
        above = _reached(pieces, i, -1)
        below = _reached(pieces, i, 1)
        shares = [
            sum(weight[word] for word in words[i] if any(word in words[j] for j in side)) / total
            for side in (above, below)
        ]
        found[i] = shares[1] - shares[0]
    return found


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
    pairs = {run[k:k + 2] for run in _HAN.findall(text) for k in range(len(run) - 1)}
    return frozenset(pairs | {word.lower() for word in _WORDS.findall(text)})
