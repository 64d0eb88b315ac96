"""How sure the decisions about an article are, and what the page would be if they were wrong.

Three decisions can be wrong alone: which lines are the **headline**, whether the article begins and ends where it does
(its **extent**), and whose **byline** it is. The chance of each is that of its weakest step among all readings of the
page (`assign`), brought to the scale on which of ten decisions marked 0.9 nine are right.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backfile.models import Review
from backfile.segment.grammar import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backfile.segment.assign import Chances, Reading
    from backfile.segment.pieces import Piece

DOUBTFUL = 0.8
"""Below this a person should look: one such decision in three is wrong, of the others one in fifty."""
CODES: Mapping[str, str] = {
    "headline": "headline-doubtful",
    "extent": "extent-doubtful",
    "byline": "byline-doubtful",
}
"""Decision -> the code of `Review` that asks about it."""
_HEADS = frozenset({Label.HEAD, Label.AFTER})
_BYLINES = frozenset({Label.BYLINE, Label.END})
_SHOWN = 40
_LEAST_ALTERNATIVE = 0.02
# Costs are rougher than chances: the weakest step's logit, stretched and moved by these, is calibrated. Logistic
# regression on printed and simulated pages (tests/evaluation); slope, offset.
_SCALE: Mapping[str, tuple[float, float]] = {
    "headline": (0.8, 1.9),
    "extent": (0.95, 1.0),
    "byline": (1.0, 2.0),
}


@dataclass(frozen=True, slots=True)
class Step:
    """The weakest step of a decision: its chance, and in a few words what else it could be.

    `told` says that the article above tells of the same doubt already.
    """

    chance: float
    otherwise: str = ""
    told: bool = False


def judge(
    readings: Sequence[Reading], chances: Sequence[Chances], pieces: Sequence[Piece]
) -> Iterator[Mapping[str, Step]]:
    """For each reading its decisions with their weakest steps; chances as they come out of the readings, unscaled."""
    for k, reading in enumerate(readings):
        end = reading.first + len(reading.pieces)
        yield {
            "headline": _headline(reading, end, chances, pieces),
            "extent": _extent(readings, k, end, chances, pieces),
            "byline": _byline(reading, end, chances, pieces),
        }


def scaled(decision: str, chance: float) -> float:
    """A chance on the calibrated scale, with two decimals, never quite certain."""
    slope, offset = _SCALE[decision]
    chance = min(1 - 1e-6, max(1e-6, chance))
    logit = slope * math.log(chance / (1 - chance)) + offset
    return min(0.99, max(0.01, round(1 / (1 + math.exp(-logit)), 2)))


def reviews(steps: Mapping[str, Step]) -> Iterator[Review]:
    """What a person should look at because it is doubtful."""
    for decision, step in steps.items():
        if (chance := scaled(decision, step.chance)) < DOUBTFUL and not step.told:
            yield Review(
                f"{decision}-doubtful", f"{chance:.2f}, {step.otherwise}" if step.otherwise else f"{chance:.2f}"
            )


def _headline(reading: Reading, end: int, chances: Sequence[Chances], pieces: Sequence[Piece]) -> Step:
    """The weakest of the headline's lines, or, of an article without one, the most likely line for one."""
    heads = [
        i for i, (piece, label) in enumerate(reading.pieces, reading.first) if label in _HEADS and piece.kind == "text"
    ]
    if heads:
        weakest = min(heads, key=lambda i: _of(chances[i], _HEADS))
        side = Label.HEAD if reading.pieces[weakest - reading.first][1] is Label.HEAD else Label.AFTER
        chance = min(sum(p for (label, _), p in chances[weakest].items() if label is side), 1.0)
        rival = max(
            (i for i in range(reading.first, end) if i not in heads),
            key=lambda i: _of(chances[i], _HEADS),
            default=None,
        )
        if rival is not None and _of(chances[rival], _HEADS) > _LEAST_ALTERNATIVE:
            return Step(chance, f"else {_quoted(pieces[rival])}")
        other = Label.AFTER if side is Label.HEAD else Label.HEAD
        if sum(p for (label, _), p in chances[weakest].items() if label is other) > (1 - chance) / 2:
            where = "above" if side is Label.HEAD else "below"
            return Step(chance, f"else it is that of the article {where} it")
        return Step(chance, "else these words are text and there is none")
    around = [i for i in range(reading.first - 1, end + 1) if 0 <= i < len(pieces)]
    likeliest = max(around, key=lambda i: _claimed(i, reading, end, chances))
    claim = _claimed(likeliest, reading, end, chances)
    return Step(1 - claim, f"else {_quoted(pieces[likeliest])}" if claim > _LEAST_ALTERNATIVE else "")


def _claimed(i: int, reading: Reading, end: int, chances: Sequence[Chances]) -> float:
    """The chance that piece `i` is the missing headline of an article: inside it, just above or just below."""
    if reading.first <= i < end:
        return _of(chances[i], _HEADS)
    wanted = Label.AFTER if i >= end else Label.HEAD
    return sum(p for (label, _), p in chances[i].items() if label is wanted)


def _extent(readings: Sequence[Reading], k: int, end: int, chances: Sequence[Chances], pieces: Sequence[Piece]) -> Step:
    """The weakest of: beginning here, not beginning anew inside, ending before the next."""
    first = readings[k].first
    steps = [Step(1.0)]
    if first:
        steps.append(Step(_starts(chances[first]), "else it goes on from the article above", told=True))
    steps += [
        Step(1 - _starts(chances[i]), f"else another article begins with {_quoted(pieces[i])}")
        for i in range(first + 1, end)
    ]
    if end < len(pieces):
        steps.append(Step(_starts(chances[end]), f"else it goes on with {_quoted(pieces[end])}"))
    return min(steps, key=lambda step: step.chance)


def _byline(reading: Reading, end: int, chances: Sequence[Chances], pieces: Sequence[Piece]) -> Step:
    """The weakest of the byline's lines, or, of an article without one, the nearest line that may be its own."""
    own = [
        (i, label) for i, (piece, label) in enumerate(reading.pieces, reading.first) if piece.kind in {"byline", "tail"}
    ]
    steps = [Step(1.0)]
    for i, label in own:
        chance = sum(p for (other, _), p in chances[i].items() if other is label)
        where = "below" if label is Label.END else "above"
        steps.append(Step(chance, f"else {_quoted(pieces[i])} is of the article {where} it"))
    if not own:
        steps += [
            Step(
                1 - sum(p for (label, _), p in chances[i].items() if label is wanted),
                f"else {_quoted(pieces[i])} is its byline",
            )
            for i, wanted in ((reading.first - 1, Label.BYLINE), (end, Label.END))
            if 0 <= i < len(pieces) and pieces[i].kind in {"byline", "tail"}
        ]
    return min(steps, key=lambda step: step.chance)


def _of(chances: Chances, labels: frozenset[Label]) -> float:
    return sum(chance for (label, _), chance in chances.items() if label in labels)


def _starts(chances: Chances) -> float:
    return sum(chance for (_, starts), chance in chances.items() if starts)


def _quoted(piece: Piece) -> str:
    text = piece.text.replace("\n", " ")
    short = text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…"
    return f"“{short}” (line {piece.lines[0].number})"
