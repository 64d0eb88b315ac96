"""Which piece is whose: one best reading of the page as a whole.

The pieces are read as one sequence by `grammar`, every reading has a cost, and the cheapest is taken (Viterbi's
algorithm: time and memory are linear in the number of pieces). Where the headline stands is a habit of the page, so
the page is read twice: the first reading tells how often headlines stand before and after their articles.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backfile.segment.evidence import Evidence
from backfile.segment.grammar import Grammar, Label, State, close

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backfile.newspapers import Rules
    from backfile.segment.measure import Habits
    from backfile.segment.pieces import Piece

# A reading that has cost so much more than the cheapest is given up; no later piece can make that good.
_BEAM = 12.0
# A page has about a hundred pieces, a month of pages in one file some ten thousand; more is no newspaper at all, and
# stays one text.
_MOST_PIECES = 20_000
# Headlines before and after their articles that count as seen before the page is read: of a newspaper whose rules
# tell its habit, nine in ten stand there.
_SEEN = {None: (1, 1), "before": (9, 1), "after": (1, 9)}


@dataclass(frozen=True, slots=True)
class Reading:
    """One article's pieces with their labels."""

    pieces: tuple[tuple[Piece, Label], ...]


def read(pieces: Sequence[Piece], habits: Habits, rules: Rules) -> list[Reading]:
    """The articles of the page, each with its pieces in the order of the dump."""
    if len(pieces) > _MOST_PIECES:
        return [Reading(tuple((piece, Label.TEXT) for piece in pieces))]
    evidence = Evidence(pieces, habits)
    seen = _SEEN[rules.headlines]
    told = Grammar(evidence, math.log(max(seen) / seen[0]), math.log(max(seen) / seen[1]))
    labels = _cheapest(told, len(pieces))
    before = sum(label is Label.HEAD for label, starts in labels if starts)
    after = sum(label is Label.AFTER for label, _ in labels)
    if before and after:
        total = before + after + sum(seen)
        habit = Grammar(evidence, -math.log((before + seen[0]) / total), -math.log((after + seen[1]) / total))
        labels = _cheapest(habit, len(pieces))
    readings: list[list[tuple[Piece, Label]]] = []
    for piece, (label, starts) in zip(pieces, labels, strict=True):
        if starts:
            readings.append([])
        readings[-1].append((piece, label))
    return [Reading(tuple(reading)) for reading in readings]


def _cheapest(grammar: Grammar, count: int) -> list[tuple[Label, bool]]:
    """The labels of the cheapest reading of `count` pieces, each with whether it begins an article."""
    costs: dict[State, float] = {State(None): 0.0}
    back: list[dict[State, tuple[State, bool]]] = []
    for i in range(count):
        reached: dict[State, float] = {}
        origin: dict[State, tuple[State, bool]] = {}
        for state, cost in costs.items():
            for step in grammar.steps(state, i):
                total = cost + step.cost
                if total < reached.get(step.state, math.inf):
                    reached[step.state] = total
                    origin[step.state] = (state, step.starts)
        limit = min(reached.values()) + _BEAM
        costs = {state: cost for state, cost in reached.items() if cost <= limit}
        back.append(origin)
    state = min(costs, key=lambda ending: costs[ending] + close(ending))
    labels: list[tuple[Label, bool]] = []
    for origin in reversed(back):
        previous, starts = origin[state]
        if state.label is not None:
            labels.append((state.label, starts))
        state = previous
    return labels[::-1]
