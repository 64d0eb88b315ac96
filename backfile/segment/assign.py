"""Which piece is whose: one best reading of the page as a whole.

An article is an optional headline and byline, a body with sub-heads, an optional end matter (byline, jump line,
dateline) and, on pages whose frames come in that order, its headline last. Where the headline stands is a habit of
the page. So the pieces are read as one sequence, every reading has a cost, and the cheapest is taken (Viterbi's
algorithm, time and memory linear in the number of pieces).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from backfile import bylines
from backfile.segment import shape
from backfile.segment.affinity import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backfile.segment.measure import Habits
    from backfile.segment.pieces import Piece

# Costs in rough nats, see `shape`. Set on the evaluation pages (tests/evaluation), rounded.
MISSING_HEADLINE = 3.0  # about one article in eight has none
_UNSIGNED = 1.0  # one in four or five names neither author nor agency
_SECOND_BYLINE = 2.5
_LEAD_INSIDE = 8.0  # 本报讯 begins an article, and nothing but an article
_PLAIN_START = 4.5  # a new article that neither its own first line nor the end of the last one tells of
_NEW_COLUMN = 1.8  # text that goes on in a column of another width seldom changes over between two paragraphs
# Where a headline's words are: mean and spread of the leaning of the evaluation pages' headlines before and after
# their articles; sub-heads lean both ways, but those of news in brief strongly down.
_LEANING = {"before": 0.55, "after": -0.6, "inside": -0.1}
_SPREAD = 0.35
_STRANGEST = 2.5
# Share of common words: inside articles one gap in seven has less, between articles six in seven (Chinese pages).
_SHARED = 0.2
_DANGLING = 20.0


class Label(Enum):
    """What a piece is in its article."""

    HEAD = "headline before the body"
    BYLINE = "byline before the body"
    TEXT = "body"
    SUB = "sub-head"
    FIGURE = "caption inside an article"
    END = "byline, jump line or dateline after the body"
    AFTER = "headline after the body"
    CAPTION = "caption of a photograph, its credit still to come"
    PHOTO = "last piece of a photograph's caption"


class State(NamedTuple):
    """Where the reading stands: the last label, and whether the article has its headline and its byline."""

    label: Label | None
    headed: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One article's pieces with their labels."""

    pieces: tuple[tuple[Piece, Label], ...]


class _Step(NamedTuple):
    state: State
    cost: float
    starts: bool


# What it costs that a sub-head follows: it stands between paragraphs, two in a row are seen, and a column of news in
# brief begins with one.
_SUB_AFTER = {Label.TEXT: 0.0, Label.FIGURE: 0.0, Label.SUB: 0.8, Label.BYLINE: 1.0}
_SUB_FIRST = 1.0
_COMPLETE = {None, Label.TEXT, Label.FIGURE, Label.END, Label.AFTER, Label.PHOTO}
_START = State(None)


def read(pieces: Sequence[Piece], habits: Habits) -> list[Reading]:
    """The articles of the page, each with its pieces in the order of the dump."""
    page = _Page(pieces, habits)
    first = page.best(0.0, 0.0)
    before = sum(label is Label.HEAD for label, starts in first if starts)
    after = sum(label is Label.AFTER for label, _ in first)
    # The page's own habit, learned from the first reading: what it does often costs less.
    total = before + after + 2
    labels = page.best(-math.log((before + 1) / total), -math.log((after + 1) / total)) if before and after else first
    readings: list[list[tuple[Piece, Label]]] = []
    for piece, (label, starts) in zip(pieces, labels, strict=True):
        if starts or not readings:
            readings.append([])
        readings[-1].append((piece, label))
    return [Reading(tuple(reading)) for reading in readings]


class _Page:
    """The pieces of one page with all costs that do not depend on the reading."""

    def __init__(self, pieces: Sequence[Piece], habits: Habits) -> None:
        self.pieces = pieces
        following = [*pieces[1:], None]
        columns = _columns_around(pieces)
        self.running = _running_columns(pieces)
        self.head = [shape.headline(piece, habits, around) for piece, around in zip(pieces, columns, strict=True)]
        self.sub = [shape.subhead(piece, habits, around) for piece, around in zip(pieces, columns, strict=True)]
        self.caption = [shape.caption(piece) for piece in pieces]
        self.goes_on = [shape.continues(p, f, habits) for p, f in zip(pieces, following, strict=True)]
        self.open = [shape.is_open(piece, f, habits) for piece, f in zip(pieces, following, strict=True)]
        self.opens = [piece.opens for piece in pieces]
        self.notice = [shape.is_notice(piece) for piece in pieces]
        candidates = [i for i, cost in enumerate(self.head) if cost < shape.IMPOSSIBLE]
        vocabulary = Vocabulary(pieces)
        self.leaning = vocabulary.leanings(candidates)
        shared = vocabulary.cohesions()
        self.strangeness = {i: max(0.0, min(_STRANGEST, 12 * (_SHARED - share))) for i, share in shared.items()}
        self.familiarity = {i: max(0.0, min(2.0, 10 * (share - _SHARED))) for i, share in shared.items()}
        self.tailed = [piece.kind == "text" and bylines.tail(_last_lines(piece)) is not None for piece in pieces]
        self.body = [
            shape.body(piece, following[i], habits, i > 0 and self.open[i - 1], self.goes_on[i])
            if piece.kind == "text"
            else 0.0
            for i, piece in enumerate(pieces)
        ]

    def best(self, before: float, after: float) -> list[tuple[Label, bool]]:
        """The labels of the cheapest reading, and which of them begin an article.

        `before` and `after` are what a headline costs on that side of its article.
        """
        costs: dict[State, float] = {_START: 0.0}
        back: list[dict[State, tuple[State, bool]]] = []
        for i in range(len(self.pieces)):
            reached: dict[State, float] = {}
            origin: dict[State, tuple[State, bool]] = {}
            for state, cost in costs.items():
                for step in self._steps(state, i, before, after):
                    total = cost + step.cost
                    if total < reached.get(step.state, math.inf):
                        reached[step.state] = total
                        origin[step.state] = (state, step.starts)
            costs = reached
            back.append(origin)
        if not back:
            return []
        state = min(costs, key=lambda s: costs[s] + (_close(s) if s.label in _COMPLETE else _DANGLING))
        labels: list[tuple[Label, bool]] = []
        for origin in reversed(back):
            previous, starts = origin[state]
            labels.append((state.label or Label.TEXT, starts))
            state = previous
        return labels[::-1]

    def _steps(self, state: State, i: int, before: float, after: float) -> Iterator[_Step]:
        kind = self.pieces[i].kind
        if kind == "text":
            yield from self._text(state, i, before, after)
        elif kind == "byline":
            yield from self._byline(state, i)
        else:
            yield from self._ending(state, i)

    def _text(self, state: State, i: int, before: float, after: float) -> Iterator[_Step]:
        label, headed, signed = state
        inside = 3.0 if label is Label.TEXT and self.open[i - 1] else 0.0
        heading = self.head[i] + self.goes_on[i] + inside
        known = self.familiarity.get(i, 0.0) / 2
        if label in _COMPLETE:
            close = _close(state)
            if heading < shape.IMPOSSIBLE:
                yield _Step(
                    State(Label.HEAD, True, self.notice[i]),
                    close + heading + before + _misfit(self.leaning, i, "before") + known,
                    True,
                )
            yield _Step(
                State(Label.TEXT, False, self.opens[i] or self.tailed[i]),
                close + self._start(state, i) + inside + self.body[i],
                True,
            )
            if self.caption[i] < shape.IMPOSSIBLE:
                yield _Step(State(Label.PHOTO), close + self.caption[i] + inside, True)
            elif self._captioned(i):
                yield _Step(State(Label.CAPTION), close + 1.0 + inside, True)
        if label is Label.CAPTION:
            if self.caption[i] < shape.IMPOSSIBLE:
                yield _Step(State(Label.PHOTO), 2.0 * bool(self._column(i)), False)
            elif self._captioned(i):
                yield _Step(State(Label.CAPTION), 0.5 + 2.0 * bool(self._column(i)), False)
        if label in {Label.HEAD, Label.BYLINE, Label.TEXT, Label.SUB, Label.FIGURE}:
            lead = _LEAD_INSIDE if self.opens[i] and label not in {Label.HEAD, Label.BYLINE} else 0.0
            flow = self._flow(i) if label is Label.TEXT else self._flow(i) / 2 if label is Label.SUB else 0.0
            lead += _SECOND_BYLINE if label is Label.BYLINE and signed and self.opens[i] else 0.0
            signs = signed or self.opens[i] or self.tailed[i]
            yield _Step(State(Label.TEXT, headed, signs), lead + flow + self.body[i], False)
        if label in {Label.HEAD, Label.AFTER} and heading < shape.IMPOSSIBLE:  # a kicker or a deck set apart
            place = "before" if label is Label.HEAD else "after"
            yield _Step(state, heading + 1.5 + _misfit(self.leaning, i, place), False)
        if label is Label.BYLINE and not headed and heading < shape.IMPOSSIBLE:
            # After a byline it is odd, after the name of a column (unsigned so far) it is not.
            odd = 2.5 if signed else 0.0
            misfit = _misfit(self.leaning, i, "before")
            yield _Step(State(Label.HEAD, True, signed), heading + before + odd + misfit, False)
        subhead = self.sub[i] + self.goes_on[i] + inside + _misfit(self.leaning, i, "inside")
        if subhead < shape.IMPOSSIBLE:
            if label in _SUB_AFTER:
                yield _Step(
                    State(Label.SUB, headed, signed),
                    subhead + _SUB_AFTER[label] + self.strangeness.get(i, 0.0) / 2,
                    False,
                )
            elif label in {None, Label.AFTER, Label.PHOTO}:
                yield _Step(State(Label.SUB), subhead + _SUB_FIRST + _close(state), True)
        if label in {Label.TEXT, Label.FIGURE} and self.caption[i] < shape.IMPOSSIBLE:
            yield _Step(State(Label.FIGURE, headed, signed), self.caption[i] + 1.0 + inside, False)
        if label in {Label.TEXT, Label.FIGURE, Label.END} and not headed and heading < shape.IMPOSSIBLE:
            signs = signed or self.notice[i]
            heading += 2.5 if signed and self.notice[i] else 0.0  # a notice has no author
            yield _Step(State(Label.AFTER, True, signs), heading + after + _misfit(self.leaning, i, "after"), False)
        if label is Label.HEAD and self.caption[i] < shape.IMPOSSIBLE:
            yield _Step(State(Label.PHOTO, True), self.caption[i] + 0.5, False)
        if label is Label.PHOTO and not headed and heading < shape.IMPOSSIBLE:
            yield _Step(
                State(Label.AFTER, True, True), heading + after + 1.0 + _misfit(self.leaning, i, "after"), False
            )
        if label is Label.END:
            yield _Step(
                State(Label.TEXT, headed, signed), 4.0 + self.body[i] + (_LEAD_INSIDE if self.opens[i] else 0), False
            )

    def _byline(self, state: State, i: int) -> Iterator[_Step]:
        label, headed, signed = state
        framed = self.pieces[i].lines[0].framed
        glued = not self.pieces[i].blank
        found = self.pieces[i].found
        place = found.place if found else None
        if label in _COMPLETE and place != "after":
            yield _Step(State(Label.BYLINE, False, True), _close(state) + (0.0 if framed or not glued else 0.5), True)
        if label is Label.HEAD:
            yield _Step(State(Label.BYLINE, True, True), 0.0, False)
        if label is Label.BYLINE:
            yield _Step(state, 0.5, False)
        if label in {Label.TEXT, Label.FIGURE, Label.END}:
            misplaced = 4.0 if place == "before" else 0.3
            yield _Step(State(Label.END, headed, True), misplaced + (_SECOND_BYLINE if signed else 0.0), False)
        if label is Label.CAPTION and glued and found and not found.strong:
            yield _Step(State(Label.PHOTO), 0.5, False)
        if label in {Label.SUB, Label.CAPTION} or (label in {None, Label.AFTER, Label.PHOTO} and place == "after"):
            yield _Step(State(Label.END, headed, signed), _DANGLING, label is None)

    def _ending(self, state: State, i: int) -> Iterator[_Step]:
        """Jump lines, datelines and credits: they end an article, but 上接 begins one, and a credit may too."""
        label, headed, signed = state
        piece = self.pieces[i]
        first = piece.resumes or piece.kind == "column"
        if first and label in _COMPLETE:
            yield _Step(State(Label.BYLINE, False, False), _close(state), True)
        if first and label in {Label.HEAD, Label.BYLINE}:
            yield _Step(State(Label.BYLINE, headed, signed), 0.0, False)
        if label in {Label.TEXT, Label.FIGURE, Label.END}:
            signs = signed or bool(piece.found and piece.kind == "tail")
            yield _Step(State(Label.END, headed, signs), 3.0 if first else 0.0, False)
        elif label in {None, Label.AFTER, Label.PHOTO} and piece.kind == "credit":
            yield _Step(State(Label.BYLINE, False, False), _close(state) + 2.0, True)
        elif label is Label.AFTER:
            yield _Step(State(Label.AFTER, True, signed), 1.5, False)
        elif label is Label.PHOTO:
            yield _Step(state, 1.5, False)
        elif label is None:
            yield _Step(State(Label.END), 6.0, True)
        else:
            yield _Step(State(Label.END, headed, signed), _DANGLING / 2, False)

    def _start(self, state: State, i: int) -> float:
        """Cost of an article's beginning with plain text at piece `i`."""
        if self.opens[i]:
            return 0.2
        if state.label is Label.END:
            return 2.0
        if state.label not in {Label.TEXT, Label.FIGURE}:
            return 1.0 + self.familiarity.get(i, 0.0)
        cost = 2.0 if self.tailed[i - 1] else _PLAIN_START
        return max(0.5, cost - self.strangeness.get(i, 0.0) - self._column(i))

    def _flow(self, i: int) -> float:
        """Cost of running text's going on at piece `i`: in another column, with other words, after a dateline's end."""
        return self._column(i) + self.strangeness.get(i, 0.0) + (2.0 if self.tailed[i - 1] else 0.0)

    def _column(self, i: int) -> float:
        above, below = self.running[i], self.pieces[i].lines[0].column
        if not above or abs(above - below) <= 1.6:
            return 0.0
        last = self.pieces[i - 1].lines[-1]
        return _NEW_COLUMN if last.terminal and not last.full else _NEW_COLUMN / 3

    def _captioned(self, i: int) -> bool:
        """Whether the text at `i` could be the first part of a caption whose credit stands in the next piece."""
        if i + 1 >= len(self.pieces) or len(self.pieces[i].lines) > 8 or self.opens[i] or self.body[i] > 1:
            return False
        following = self.pieces[i + 1]
        if following.kind in {"byline", "credit"}:
            return not following.blank or following.kind == "credit"
        return any(cost < shape.IMPOSSIBLE for cost in self.caption[i + 1 : i + 3])


def _misfit(leaning: dict[int, float], i: int, place: str) -> float:
    """Cost of the headline at piece `i` standing in `place`, by where its words are: a squared distance, capped."""
    if i not in leaning:
        return 1.0
    away = (_LEANING[place] - leaning[i]) / _SPREAD
    if (place == "after" and away > 0) or (place != "after" and away < 0):
        return 0.0
    return min(5.0, away * away / 2)


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


def _running_columns(pieces: Sequence[Piece]) -> list[float]:
    """For each piece the column in which the text above it ran when it ended."""
    found, current = [], 0.0
    for piece in pieces:
        found.append(current)
        if piece.kind == "text" and (len(piece.lines) > 1 or not current):
            current = piece.lines[-1].column
    return found


def _last_lines(piece: Piece) -> str:
    return "".join(line.text for line in piece.lines[-3:])


def _close(state: State) -> float:
    """Cost of leaving an article as it stands."""
    if state.label in {None, Label.PHOTO}:
        return 0.0
    return (0.0 if state.headed else MISSING_HEADLINE) + (0.0 if state.signed else _UNSIGNED)
