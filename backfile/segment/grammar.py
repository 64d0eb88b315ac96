"""How an article is built, as steps from piece to piece, each with its cost in rough nats (see `shape`).

    article    = [column name] [headline] [decks] [byline] body [end matter] [headline]
    body       = paragraphs, sub-heads between them, captions with their credit
    photograph = [headline] caption [headline]
    box        = [headline] weather, a table, or what stands on other pages [headline]

An article has one headline at most. Costs were set on the evaluation pages (tests/evaluation) and rounded.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from backfile.segment import shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backfile.segment.evidence import Evidence

_MISSING_HEADLINE = 2.5  # about one article in ten has none
_UNSIGNED = 0.6  # most articles name an author or an agency
_SECOND_BYLINE = 2.5
_LEAD_INSIDE = 8.0  # 本报讯 begins an article, and nothing but an article
_PLAIN_START = 4.5  # a new article that neither its own first line nor the end of the last one tells of
_AFTER_END = 2.0  # a new article that begins plainly, but after a byline or dateline that ended one
_SIGNED_NOTICE = 2.5
_OPEN_SENTENCE = 3.0
_SET_APART = 1.5  # a kicker or a deck in a block of its own
_HEAD_AFTER_BYLINE = 2.5
_TEXT_AFTER_END = 4.0
_TEXT_AFTER_BYLINE = 7.0
_TEXT_AFTER_MARK = 12.0  # the newspaper prints the mark where an article ends and nowhere else
_DANGLING = 20.0
_DECK = 2.2  # lines above an agency's report that tell the gist of it, printed with their own breaks
_DECK_LINES = 5
_TOO_LONG = 4.0  # what a headline may cost at most; what could be one is none of the lines above the lead
_AFTER_DECK = 8.0  # such lines stand above the lead of a report
_BOX = 0.5
_ENTRY = 0.8  # a line of a contents box
_BOX_INSIDE = 2.0  # weather or a table inside an article
_UNNAMED_CONTENTS = 1.5
_STRAY_REFERENCE = 1.0
# What it costs that a sub-head follows: it stands between paragraphs, two in a row are seen, and a column of news in
# brief begins with one.
_SUB_FIRST = 1.0


class Label(StrEnum):
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
    DECK = "lines above the lead of a report"
    BOX = "weather, a table, an entry of a contents box"


class State(NamedTuple):
    """Where a reading stands: the last label (None before the first), and whether headline and byline were read.

    A contents box is `signed` once it has sent the reader to a page.
    """

    label: Label | None
    headed: bool = False
    signed: bool = False


class Step(NamedTuple):
    """A piece read: the state it leads to, what that costs, whether the piece begins an article."""

    state: State
    cost: float
    starts: bool = False


_SUB_AFTER = {Label.TEXT: 0.0, Label.FIGURE: 0.0, Label.SUB: 0.8, Label.BYLINE: 1.0}
_AFTER = {"byline": _TEXT_AFTER_BYLINE, "end": _TEXT_AFTER_MARK}
_RUNNING = frozenset({Label.TEXT, Label.FIGURE})
_COMPLETE = frozenset({None, Label.TEXT, Label.FIGURE, Label.END, Label.AFTER, Label.PHOTO, Label.BOX})
_CLOSED = frozenset({None, Label.AFTER, Label.PHOTO})


def close(state: State) -> float:
    """Cost of leaving an article as it stands."""
    if state.label not in _COMPLETE:
        return _DANGLING
    if state.label in {None, Label.PHOTO}:
        return 0.0
    if state.label is Label.BOX:
        return 0.0 if state.signed else _DANGLING
    return (0.0 if state.headed else _MISSING_HEADLINE) + (0.0 if state.signed else _UNSIGNED)


class Grammar:
    """The steps that a page allows. What its habit of setting headlines costs is not in them (see `assign`)."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def steps(self, state: State, i: int) -> Iterator[Step]:
        """The ways to read piece `i` from `state`."""
        kind = self._evidence.pieces[i].kind
        if kind == "byline":
            yield from self._byline(state, i)
        elif kind != "text":
            yield from self._matter(state, i)
        else:
            inside = _OPEN_SENTENCE if state.label is Label.TEXT and self._evidence.open[i - 1] else 0.0
            yield from self._body(state, i, inside)
            yield from self._caption(state, i, inside)
            yield from self._box(state, i, inside)
            yield from self._deck(state, i, inside)
            if self._evidence.head[i] < shape.IMPOSSIBLE:
                yield from self._headline_before(state, i, inside)
                yield from self._headline_after(state, i, inside)
            if self._evidence.sub[i] < shape.IMPOSSIBLE:
                yield from self._subhead(state, i, inside)

    def _body(self, state: State, i: int, inside: float) -> Iterator[Step]:
        label, headed, signed = state
        seen = self._evidence
        body = seen.body[i] + (_BOX_INSIDE if seen.boxed[i] else 0.0)
        lead = _LEAD_INSIDE if seen.opens[i] else 0.0
        signs = seen.opens[i] or seen.tailed[i]
        if label in _COMPLETE:
            yield Step(State(Label.TEXT, False, signs), close(state) + self._start(state, i) + inside + body, True)
        if label is Label.HEAD:
            yield Step(State(Label.TEXT, headed, signed or signs), body)
        elif label is Label.BYLINE:
            again = _SECOND_BYLINE if signed and seen.opens[i] else 0.0
            yield Step(State(Label.TEXT, headed, signed or signs), again + body)
        elif label in _RUNNING or label is Label.SUB:
            flow = self._flow(i) if label is Label.TEXT else 0.0
            if label is Label.SUB:  # a sub-head may begin another subject, but hardly another column
                flow = seen.strangeness(i) / 2 + seen.new_column(i)
            yield Step(State(Label.TEXT, headed, signed or signs), lead + flow + body)
        elif label is Label.END:
            after = _AFTER.get(seen.pieces[i - 1].kind, _TEXT_AFTER_END)
            yield Step(State(Label.TEXT, headed, signed), after + lead + body)
        elif label is Label.DECK:
            yield Step(State(Label.TEXT, headed, signs), body + (0.0 if seen.opens[i] else _AFTER_DECK))
        elif label is Label.CAPTION:
            yield Step(State(Label.TEXT, headed, signed), _DANGLING)

    def _start(self, state: State, i: int) -> float:
        """Cost of an article's beginning with plain text at piece `i`."""
        seen = self._evidence
        if seen.opens[i]:
            return 0.2
        if state.label is Label.END:
            return _AFTER_END
        if state.label not in _RUNNING:
            return 1.0 + seen.familiarity(i)
        cost = _AFTER_END if seen.tailed[i - 1] else _PLAIN_START
        return max(0.5, cost - seen.strangeness(i) - seen.new_column(i))

    def _flow(self, i: int) -> float:
        """Cost of running text's going on at piece `i`: in another column, with other words, after a dateline's end."""
        seen = self._evidence
        return seen.new_column(i) + seen.strangeness(i) + (_AFTER_END if seen.tailed[i - 1] else 0.0)

    def _caption(self, state: State, i: int, inside: float) -> Iterator[Step]:
        label, headed, signed = state
        cost = self._evidence.caption[i]
        moved = 2.0 if self._evidence.new_column(i) else 0.0
        if cost < shape.IMPOSSIBLE:
            if label in _COMPLETE:
                yield Step(State(Label.PHOTO), close(state) + cost + inside, True)
            if label in _RUNNING:
                yield Step(State(Label.FIGURE, headed, signed), cost + 1.0 + inside)
            if label is Label.CAPTION:
                yield Step(State(Label.PHOTO), moved)
            if label is Label.HEAD:
                yield Step(State(Label.PHOTO, True), cost + 0.5)
        elif self._evidence.awaits_credit(i):
            if label in _COMPLETE:
                yield Step(State(Label.CAPTION), close(state) + 1.0 + inside, True)
            if label is Label.CAPTION:
                yield Step(State(Label.CAPTION), 0.5 + moved)

    def _box(self, state: State, i: int, inside: float) -> Iterator[Step]:
        label, headed, signed = state
        seen = self._evidence
        if seen.boxed[i]:
            if label in _COMPLETE:
                yield Step(State(Label.BOX, False, True), close(state) + _BOX + inside, True)
            if label in {Label.HEAD, Label.BOX}:
                yield Step(State(Label.BOX, headed, True), 0.0)
        elif seen.near_reference[i] and seen.head[i] < shape.IMPOSSIBLE:
            named = -1.0 if seen.contents[i] else _ENTRY
            if label in _COMPLETE:
                start = close(state) + inside + _UNNAMED_CONTENTS
                yield Step(State(Label.BOX, seen.contents[i], False), named + start, True)
            if label is Label.BOX:
                yield Step(State(Label.BOX, headed or seen.contents[i], signed), named)

    def _deck(self, state: State, i: int, inside: float) -> Iterator[Step]:
        piece = self._evidence.pieces[i]
        last = piece.lines[-1]
        if len(piece.lines) > _DECK_LINES or last.terminal or piece.opens or not piece.blank:
            return
        if state.label in _COMPLETE and self._evidence.head[i] > _TOO_LONG:
            yield Step(State(Label.DECK), close(state) + self._start(state, i) + _DECK + inside, True)
        elif state.label is Label.DECK:
            yield Step(state, _DECK)

    def _headline_before(self, state: State, i: int, inside: float) -> Iterator[Step]:
        label, headed, signed = state
        seen = self._evidence
        cost = seen.head[i] + inside + seen.misfit(i, "before")
        if label in _COMPLETE:
            again = close(state) + seen.familiarity(i) / 2
            yield Step(State(Label.HEAD, True, seen.notice[i]), cost + again, True)
        if label is Label.HEAD:
            yield Step(state, cost + _SET_APART)
        if label in {Label.BYLINE, Label.DECK} and not headed:
            # After a byline it is odd; after the name of a column, which signs nothing, it is not.
            odd = _HEAD_AFTER_BYLINE if signed else 0.0
            yield Step(State(Label.HEAD, True, signed), cost + odd)

    def _headline_after(self, state: State, i: int, inside: float) -> Iterator[Step]:
        label, headed, signed = state
        seen = self._evidence
        cost = seen.head[i] + inside + seen.misfit(i, "after")
        if label is Label.AFTER:
            yield Step(state, cost + _SET_APART)
        if label in {Label.PHOTO, Label.BOX} and not headed:
            yield Step(State(Label.AFTER, True, True), cost + 1.0)
        if (label in _RUNNING or label is Label.END) and not headed:
            odd = _SIGNED_NOTICE if signed and seen.notice[i] else 0.0
            yield Step(State(Label.AFTER, True, signed or seen.notice[i]), cost + odd)

    def _subhead(self, state: State, i: int, inside: float) -> Iterator[Step]:
        label, headed, signed = state
        cost = self._evidence.sub[i] + inside + self._evidence.misfit(i, "inside")
        if label in _CLOSED:
            yield Step(State(Label.SUB), cost + _SUB_FIRST + close(state), True)
        elif label in _SUB_AFTER:
            other = _TEXT_AFTER_END if self._evidence.tailed[i - 1] else 0.0
            yield Step(State(Label.SUB, headed, signed), cost + _SUB_AFTER[label] + other)

    def _byline(self, state: State, i: int) -> Iterator[Step]:
        label, headed, signed = state
        piece = self._evidence.pieces[i]
        found = piece.found
        place = found.place if found else None
        glued = not piece.blank and not piece.lines[0].framed
        if label in _COMPLETE and place != "after":
            yield Step(State(Label.BYLINE, False, True), close(state) + (0.5 if glued else 0.0), True)
        if label in {Label.HEAD, Label.DECK}:
            yield Step(State(Label.BYLINE, headed, True), 0.0 if label is Label.HEAD else _AFTER_DECK / 2)
        elif label is Label.BYLINE:
            yield Step(state, 0.5)
        elif label in _RUNNING or label is Label.END:
            misplaced = 4.0 if place == "before" else 0.3
            yield Step(State(Label.END, headed, True), misplaced + (_SECOND_BYLINE if signed else 0.0))
        elif label is Label.CAPTION and found and not found.strong and not piece.blank:
            yield Step(State(Label.PHOTO), 0.5)
        elif label not in _CLOSED or place == "after":
            yield Step(State(Label.END, headed, signed), _DANGLING, label is None)

    def _matter(self, state: State, i: int) -> Iterator[Step]:
        """Jump lines, datelines and credits end an article; 上接 and the name of a column begin one."""
        label, headed, signed = state
        piece = self._evidence.pieces[i]
        first = piece.resumes or piece.kind == "column"
        if piece.kind == "reference":
            yield from self._reference(state)
            return
        if first and label in _COMPLETE:
            yield Step(State(Label.BYLINE, False, False), close(state), True)
        if first and label in {Label.HEAD, Label.BYLINE}:
            yield Step(State(Label.BYLINE, headed, signed), 0.0)
        elif label in _RUNNING or label is Label.END:
            signs = signed or (piece.kind == "tail" and piece.found is not None)
            yield Step(State(Label.END, headed, signs), 3.0 if first else 0.0)
        elif label in _CLOSED and piece.kind == "credit":
            yield Step(State(Label.BYLINE, False, False), close(state) + 2.0, True)
        elif label is None:
            yield Step(State(Label.END), 6.0, True)
        elif label in _CLOSED:
            yield Step(state, 1.5)
        else:
            yield Step(State(Label.END, headed, signed), _DANGLING / 2)

    @staticmethod
    def _reference(state: State) -> Iterator[Step]:
        """The page that an entry of a contents box sends the reader to; elsewhere it is the page's own furniture."""
        if state.label is Label.BOX:
            yield Step(State(Label.BOX, state.headed, True), 0.0)
        elif state.label is None:
            yield Step(State(Label.BOX, False, True), _UNNAMED_CONTENTS, True)
        else:
            yield Step(state, _STRAY_REFERENCE)
