"""Which piece is whose: one best reading of the page as a whole, and how sure each part of it is.

The pieces are read as one sequence by `grammar`, every reading has a cost, and the cheapest is taken (Viterbi's
algorithm: time and memory are linear in the number of pieces). Where the headline stands is a habit of the page, so
the page is read several times: as one whose headlines stand before their articles, after them, and on either side. The
cheapest of these readings tells how often they stand before and after, and by that the page is read again. A cost is
the negative logarithm of a chance, so the costs of all readings together tell how likely each step of the best one is
(the forward-backward algorithm over the same steps).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from backfile.segment import briefs
from backfile.segment.evidence import Evidence
from backfile.segment.grammar import Grammar, Label, State, close

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from backfile.newspapers import Rules
    from backfile.segment.measure import Habits
    from backfile.segment.pieces import Piece

    _Labels = list[tuple[Label, bool]]
    Chances = Mapping[tuple[Label, bool], float]
    """For one piece: (label, whether it begins an article) -> chance from 0 to 1; what is left out has none."""

# A reading that has cost so much more than the cheapest is given up; no later piece can make that good.
_BEAM = 10.0
# A page has about a hundred pieces, a month of pages in one file some ten thousand; more is no newspaper at all, and
# stays one text.
_MOST_PIECES = 20_000
# Headlines before and after their articles that count as seen before the page is read: of a newspaper whose rules
# tell its habit, nine in ten stand there.
_SEEN = {None: (1, 1), "before": (9, 1), "after": (1, 9)}
# Of a page whose habit nobody has told, three headlines in four are taken to stand on one side, and that it has no
# habit costs 3 nats (one page in twenty). Set on tests/evaluation and on the samples: from 3 in 4 to 4 in 5 and 3 to 4
# nats the figures are the same.
_USUAL = 3
_NO_HABIT = 3.0


@dataclass(frozen=True, slots=True)
class Reading:
    """One article's pieces with their labels; `first` is the index of its first piece among those of the page."""

    pieces: tuple[tuple[Piece, Label], ...]
    first: int = 0


class _Edge(NamedTuple):
    """A step that some reading takes at a piece: from one state to another.

    `side` is the label of a headline that the step begins, on whichever side of its article, None at any other step.
    """

    origin: State
    target: State
    cost: float
    starts: bool
    side: Label | None


_SIDES = frozenset({Label.HEAD, Label.AFTER})


def read(pieces: Sequence[Piece], habits: Habits, rules: Rules) -> tuple[list[Reading], list[Chances]]:
    """The articles of the page, each with its pieces in the order of the dump, and the chances of every piece."""
    if len(pieces) > _MOST_PIECES:
        return [Reading(tuple((piece, Label.TEXT) for piece in pieces))], [{} for _ in pieces]
    evidence = Evidence(pieces, habits)
    seen = _SEEN[rules.headlines]
    layers = _by_habit(_layers(Grammar(evidence), len(pieces)), seen[0], seen[1], max(seen))
    cost, labels = _cheapest(layers)
    before, after = _sides(labels)
    if before and after and not rules.headlines:
        labels = _by_any_habit(layers, cost, labels)
        before, after = _sides(labels)
    if before and after:
        total = before + after + sum(seen)
        layers = _by_habit(layers, before + seen[0], after + seen[1], total)
        labels = _cheapest(layers)[1]
    labels = briefs.relabel(labels, evidence.vocabulary)
    readings: list[list[tuple[Piece, Label]]] = []
    firsts: list[int] = []
    for i, (piece, (label, starts)) in enumerate(zip(pieces, labels, strict=True)):
        if starts:
            readings.append([])
            firsts.append(i)
        readings[-1].append((piece, label))
    found = [Reading(tuple(reading), first) for reading, first in zip(readings, firsts, strict=True)]
    return found, _chances(layers)


def _layers(grammar: Grammar, count: int) -> list[list[_Edge]]:
    """For each of `count` pieces the steps that readings within the beam take there."""
    costs: dict[State, float] = {State(None): 0.0}
    layers: list[list[_Edge]] = []
    for i in range(count):
        edges = [
            _Edge(state, step.state, step.cost, step.starts, _side(state.label, step.state.label))
            for state in costs
            for step in grammar.steps(state, i)
        ]
        reached: dict[State, float] = {}
        for edge in edges:
            total = costs[edge.origin] + edge.cost
            if total < reached.get(edge.target, math.inf):
                reached[edge.target] = total
        limit = min(reached.values()) + _BEAM
        costs = {state: cost for state, cost in reached.items() if cost <= limit}
        layers.append([edge for edge in edges if edge.target in costs])
    return layers


def _side(origin: Label | None, target: Label | None) -> Label | None:
    return target if target in _SIDES and target is not origin else None


def _by_habit(layers: Sequence[Sequence[_Edge]], before: float, after: float, total: float) -> list[list[_Edge]]:
    """The same steps, a headline charged with how seldom the page sets one on that side: `before` of `total` times."""
    costs = {None: 0.0, Label.HEAD: -math.log(before / total), Label.AFTER: -math.log(after / total)}
    return [
        [edge if edge.side is None else edge._replace(cost=edge.cost + costs[edge.side]) for edge in edges]
        for edges in layers
    ]


def _sides(labels: _Labels) -> tuple[int, int]:
    """How many headlines a reading has before and after their articles."""
    before = sum(label is Label.HEAD for label, starts in labels if starts)
    return before, sum(label is Label.AFTER for label, _ in labels)


def _by_any_habit(layers: Sequence[Sequence[_Edge]], cost: float, labels: _Labels) -> _Labels:
    """The labels of the cheapest reading by one habit, by the other, or by none; the last is given with its cost."""
    readings = [(cost + _NO_HABIT, labels)]
    for before, after in ((_USUAL, 1), (1, _USUAL)):
        readings.append(_cheapest(_by_habit(layers, before, after, _USUAL + 1)))
    return min(readings, key=lambda reading: reading[0])[1]


def _cheapest(layers: Sequence[Sequence[_Edge]]) -> tuple[float, _Labels]:
    """The cheapest reading: what it costs, and its labels, each with whether it begins an article."""
    costs: dict[State, float] = {State(None): 0.0}
    back: list[dict[State, _Edge]] = []
    for edges in layers:
        reached: dict[State, float] = {}
        best: dict[State, _Edge] = {}
        for edge in edges:
            total = costs[edge.origin] + edge.cost
            if total < reached.get(edge.target, math.inf):
                reached[edge.target] = total
                best[edge.target] = edge
        costs = reached
        back.append(best)
    state = min(costs, key=lambda ending: costs[ending] + close(ending))
    cost = costs[state] + close(state)
    labels: _Labels = []
    for best in reversed(back):
        edge = best[state]
        if state.label is not None:
            labels.append((state.label, edge.starts))
        state = edge.origin
    return cost, labels[::-1]


def _chances(layers: Sequence[Sequence[_Edge]]) -> list[Chances]:
    """For each piece the chance of each label, over all readings within the beam."""
    forward: list[dict[State, float]] = [{State(None): 1.0}]
    weights = [[math.exp(-edge.cost) for edge in edges] for edges in layers]
    for edges, row in zip(layers, weights, strict=True):
        before, after = forward[-1], dict.fromkeys((edge.target for edge in edges), 0.0)
        for edge, weight in zip(edges, row, strict=True):
            after[edge.target] += before[edge.origin] * weight
        total = sum(after.values()) or 1.0  # rescaled at every piece: products of a hundred chances vanish
        forward.append({state: value / total for state, value in after.items()})
    backward = {state: math.exp(-close(state)) for state in forward[-1]}
    found: list[Chances] = []
    for k in range(len(layers) - 1, -1, -1):
        here: dict[tuple[Label, bool], float] = {}
        earlier = dict.fromkeys(forward[k], 0.0)
        for edge, weight in zip(layers[k], weights[k], strict=True):
            onward = weight * backward.get(edge.target, 0.0)
            earlier[edge.origin] += onward
            if edge.target.label is not None:
                key = (edge.target.label, edge.starts)
                here[key] = here.get(key, 0.0) + forward[k][edge.origin] * onward
        whole = sum(here.values()) or 1.0
        found.append({key: value / whole for key, value in here.items()})
        most = max(earlier.values(), default=1.0) or 1.0
        backward = {state: value / most for state, value in earlier.items()}
    return found[::-1]
