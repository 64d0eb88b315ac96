"""What differs between two states of an article's file, line by line, and inside a line where it differs."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

from backfile.review.model import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LINES_LIMIT = 400
"""Lines of a file that are compared one by one; beyond them all that differs counts as one piece. A long report has a
hundred paragraphs."""
ROWS_LIMIT = 120
AROUND = 24
"""Characters shown before and after what differs inside a line: a clause, enough to find the place."""
PART_LIMIT = 600


def rows(old: str, new: str) -> tuple[Row, ...]:
    """The rows of a difference: lines of one side only, and a row `gap` for what is the same or left out."""
    before, after = _lines(old), _lines(new)
    found: list[Row] = []
    for kind, first, last, start, stop in _pieces(before, after):
        if kind == "equal":
            found.append(Row("gap"))
        else:
            found += _replaced(before[first:last], after[start:stop])
        if len(found) > ROWS_LIMIT:
            return (*found[:ROWS_LIMIT], Row("gap"))
    return tuple(found) if any(row.side != "gap" for row in found) else ()


def _lines(text: str) -> list[str]:
    unified = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return [line.rstrip() for line in unified.split("\n") if line.strip()]


def _pieces(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Difflib's opcodes; of long texts only where they begin and end to differ, since difflib takes their product."""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    middle, other = before[head : len(before) - tail], after[head : len(after) - tail]
    if head:
        yield "equal", 0, head, 0, head
    if max(len(middle), len(other)) > LINES_LIMIT:
        yield "replace", head, head + len(middle), head, head + len(other)
    else:
        for kind, first, last, start, stop in SequenceMatcher(None, middle, other, autojunk=False).get_opcodes():
            yield kind, head + first, head + last, head + start, head + stop
    if tail:
        yield "equal", len(before) - tail, len(before), len(after) - tail, len(after)


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[Row]:
    for one, other in zip_longest(before[:ROWS_LIMIT], after[:ROWS_LIMIT]):
        if one is None or other is None:
            yield Row("old" if other is None else "new", changed=_cut(one if other is None else other))
            continue
        head = _whole(one, _common(one, other))
        tail = _whole(one[head:][::-1], _common(one[head:][::-1], other[head:][::-1]))
        for line, side in ((one, "old"), (other, "new")):
            start, end = line[:head], line[len(line) - tail :]
            yield Row(
                "old" if side == "old" else "new",
                before=start if len(start) <= AROUND + 1 else "…" + start[-AROUND:],
                changed=_cut(line[head : len(line) - tail]),
                after=end if len(end) <= AROUND + 1 else end[:AROUND] + "…",
            )


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items two sequences have in common at their beginnings."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _whole(text: str, length: int) -> int:
    """The length of a beginning that divides no English word."""
    while length and text[length - 1].isascii() and text[length - 1].isalnum():
        length -= 1
    return length


def _cut(text: str) -> str:
    return text if len(text) <= PART_LIMIT else text[: PART_LIMIT - 1] + "…"
