"""What the pieces of a page say about themselves and each other, whatever the reading: the costs of `grammar`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from backfile import bylines
from backfile.segment import kinds, shape
from backfile.segment.affinity import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backfile.segment.measure import Habits
    from backfile.segment.pieces import Piece

    Place = Literal["before", "after", "inside"]

# Where a headline's words are: mean and spread of the leaning of the evaluation pages' headlines before and after
# their articles; sub-heads lean both ways, but those of news in brief strongly down.
_LEANING = {"before": 0.55, "after": -0.6, "inside": -0.1}
_SPREAD = 0.35
_WORST_MISFIT = 5.0
_LIKELY_HEADLINE = 3.0
_STRANGEST, _MOST_FAMILIAR = 2.5, 1.2
# Text that goes on in a column of another width seldom changes over between two paragraphs. By how many squares the
# widths differ, and half of the odds for another article, as counted on printed and simulated pages.
_COLUMNS = ((4.0, 2.5), (2.0, 1.6), (1.0, 0.9))
_NEW_SMALL_COLUMN = 0.5  # a block of one or two lines hardly shows its width
_NEW_COLUMN_INSIDE = 0.8
_MEASURED = 3
_RAGGED = 2.0
_LONGEST_CAPTION = 8
_SPEECH_REACH = 80  # a speech printed in full has some fifty paragraphs
_ENTRIES = 3  # an entry of a contents box has a headline, perhaps a second line, and a page


class Evidence:
    """The pieces of one page with all costs that do not depend on the reading, by the index of the piece."""

    def __init__(self, pieces: Sequence[Piece], habits: Habits) -> None:
        self.pieces = pieces
        self._chinese = habits.chinese
        following = [*pieces[1:], None]
        around = _columns_around(pieces)
        self._columns = _levelled_columns(pieces, habits)
        self._running = _running_columns(pieces, self._columns)
        self.opens = [piece.opens for piece in pieces]
        self.notice = [kinds.is_notice(piece) for piece in pieces]
        self.contents = [kinds.names_contents(piece) for piece in pieces]
        self.boxed = [kinds.box(piece) is not None for piece in pieces]
        self.near_reference = _near_references(pieces)
        self.open = [shape.is_open(piece, below, habits) for piece, below in zip(pieces, following, strict=True)]
        self.tailed = [piece.kind == "text" and _is_tailed(piece) for piece in pieces]
        self.caption = [shape.caption(piece) for piece in pieces]
        goes_on = [shape.continues(piece, below, habits) for piece, below in zip(pieces, following, strict=True)]
        self.head = [
            shape.headline(piece, habits, columns) + cost
            for piece, columns, cost in zip(pieces, around, goes_on, strict=True)
        ]
        self.sub = [
            shape.subhead(piece, habits, columns) + cost
            for piece, columns, cost in zip(pieces, around, goes_on, strict=True)
        ]
        self.body = [
            shape.body(piece, following[i], habits, i > 0 and self.open[i - 1], goes_on[i])
            for i, piece in enumerate(pieces)
        ]
        self.vocabulary = vocabulary = Vocabulary(pieces, self.opens)
        self._moved = [self._new_column(i) for i in range(len(pieces))]
        self._leaning = vocabulary.leanings([i for i, cost in enumerate(self.head) if cost < shape.IMPOSSIBLE])
        novel = vocabulary.novelty({i for i, cost in enumerate(self.head) if cost < _LIKELY_HEADLINE})
        # Half of the odds: one way of reading the gap is charged with them, the other is spared them.
        halves = [novel.get(i, 0.0) / 2 for i in range(len(pieces))]
        self._strange = [max(0.0, min(_STRANGEST, half)) for half in halves]
        self._familiar = [max(0.0, min(_MOST_FAMILIAR, -half)) for half in halves]

    def misfit(self, i: int, place: Place) -> float:
        """Cost of the headline at `i` standing in `place`, by where its words are: a squared distance, capped."""
        if i not in self._leaning:
            return 1.0
        if place != "inside" and (speech := self._speech(i)):
            return 0.0 if speech == place else _WORST_MISFIT
        away = (_LEANING[place] - self._leaning[i]) / _SPREAD
        if (place == "after" and away > 0) or (place != "after" and away < 0):
            return 0.0
        return min(_WORST_MISFIT, away * away / 2)

    def _speech(self, i: int) -> Place | None:
        """On which side of the headline at `i` the speech stands that it announces, None if it announces none."""
        if not shape.is_address(self.pieces[i]):
            return None
        above = any(map(shape.salutes, self._nearby(i, -1)))
        below = any(map(shape.salutes, self._nearby(i, 1)))
        return None if above == below else "after" if above else "before"

    def _nearby(self, i: int, step: int) -> Iterator[Piece]:
        """The pieces on one side of `i` up to the next sure sign of another article."""
        for j in range(i + step, max(-1, min(len(self.pieces), i + step * _SPEECH_REACH)), step):
            if self.opens[j] or (self.pieces[j].kind == "byline" and abs(j - i) > 1):
                return
            yield self.pieces[j]

    def strangeness(self, i: int) -> float:
        """How much the text at `i` and below speaks of other things than the text above it: 0 to 2.5 nats."""
        return self._strange[i]

    def familiarity(self, i: int) -> float:
        """How much the text at `i` and below speaks of the same things as the text above it: 0 to 2 nats."""
        return self._familiar[i]

    def new_column(self, i: int) -> float:
        """Cost of the text at `i` being of one article with the text above, when its column has another width."""
        return self._moved[i]

    def _new_column(self, i: int) -> float:
        piece = self.pieces[i]
        above = self._running[i]
        below = self._columns[i] if not self._chinese else piece.lines[0].column
        other = abs(above - below) if above else 0.0
        if not self.pieces[i - 1].lines[-1].terminal:
            return _NEW_COLUMN_INSIDE if other >= _COLUMNS[0][0] and len(piece.lines) >= _MEASURED else 0.0
        if len(piece.lines) < _MEASURED:
            return _NEW_SMALL_COLUMN if other >= _COLUMNS[-1][0] else 0.0
        return next((cost for least, cost in _COLUMNS if other >= least), 0.0)

    def awaits_credit(self, i: int) -> bool:
        """Whether the text at `i` could be the first part of a caption whose credit stands in a piece below."""
        if len(self.pieces[i].lines) > _LONGEST_CAPTION or self.opens[i] or self.body[i] > 1:
            return False
        following = self.pieces[i + 1] if i + 1 < len(self.pieces) else None
        if following is not None and following.kind in {"byline", "credit"}:
            return following.kind == "credit" or not following.blank
        return any(cost < shape.IMPOSSIBLE for cost in self.caption[i + 1 : i + 3])


def _near_references(pieces: Sequence[Piece]) -> list[bool]:
    """For each piece whether a page that readers are sent to (A03) stands within a few pieces of it."""
    near = [False] * len(pieces)
    for i, piece in enumerate(pieces):
        if piece.kind == "reference":
            first, last = max(0, i - _ENTRIES), min(len(pieces), i + _ENTRIES + 1)
            near[first:last] = [True] * (last - first)
    return near


def _columns_around(pieces: Sequence[Piece]) -> list[list[float]]:
    """For each piece the columns of the nearest running text above and below it."""

    def nearest(order: Iterable[Piece]) -> list[float]:
        found, current = [], 0.0
        for piece in order:
            found.append(current)
            if piece.kind == "text" and len(piece.lines) > 2:
                current = piece.lines[1].column
        return found

    above, below = nearest(pieces), nearest(reversed(pieces))[::-1]
    return [[column for column in pair if column] for pair in zip(above, below, strict=True)]


def _levelled_columns(pieces: Sequence[Piece], habits: Habits) -> list[float]:
    """For each piece the width of the column that it ends in.

    In Latin type a word is set whole, so that the few lines of one paragraph may all stop short of the edge: blocks
    that follow each other in like widths have one column, that of the widest line among them.
    """
    columns = [piece.lines[-1].column for piece in pieces]
    if habits.chinese:
        return columns
    running = [i for i, piece in enumerate(pieces) if piece.kind == "text" and len(piece.lines) >= _MEASURED]
    start, widest = 0, 0.0
    for k, i in enumerate([*running, None]):
        if i is None or (k > start and abs(columns[i] - widest) > _RAGGED):
            for j in running[start:k]:
                columns[j] = widest
            start, widest = k, 0.0
        if i is not None:
            widest = max(widest, columns[i])
    return columns


def _running_columns(pieces: Sequence[Piece], columns: Sequence[float]) -> list[float]:
    """For each piece the column in which the text above it ran when it ended."""
    found, current = [], 0.0
    for piece, column in zip(pieces, columns, strict=True):
        found.append(current)
        if piece.kind == "text" and (len(piece.lines) > 1 or not current):
            current = column
    return found


def _is_tailed(piece: Piece) -> bool:
    """Whether a text ends as articles end: with a credit in brackets, or signed as a letter is."""
    return bylines.tail(_ending(piece)) is not None or bylines.signs_letter(piece.lines[-1].text)


def _ending(piece: Piece) -> str:
    return "".join(line.text for line in piece.lines[-3:])
