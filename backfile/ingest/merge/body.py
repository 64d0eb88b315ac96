"""Merging the body of an article, paragraph by paragraph.

Both sides are laid along the ancestor's paragraphs: each of these was kept, changed or taken out, and before each
something may have been put in. So changes in neighbouring paragraphs do not touch, as they would in a merge by lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from backfile.ingest.likeness import likeness, pairs
from backfile.ingest.merge.conflict import Conflict
from backfile.ingest.merge.text import merge_text

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

SAME_PARAGRAPH = 0.4
"""Likeness from which a paragraph counts as a changed one and not as another: half of a divided paragraph has 0.67,
two paragraphs about one matter below 0.2."""

PARAGRAPH_LIMIT = 1000
"""Paragraphs that are aligned; more, which no article has, would take seconds if made to be slow."""

LOOK_AHEAD = 8
"""Paragraphs of the ancestor among which a changed one is looked for."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """One side along the ancestor: what became of each paragraph (None: taken out), and what was put in before each.

    `put_in` has one more than `kept`: what was put in at the end.
    """

    kept: list[str | None]
    put_in: list[list[str]]


def merge_body(ancestor: Sequence[str], mine: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[Conflict]]:
    """The paragraphs with the changes of both sides, and the places where they stand against each other.

    At such a place the person's paragraphs are in the result.
    """
    if max(len(ancestor), len(mine), len(new)) > PARAGRAPH_LIMIT:
        whole = Conflict("the whole text", *("\n\n".join(side) for side in (ancestor, mine, new)))
        return list(mine), [whole]
    my, their = _lay(ancestor, mine), _lay(ancestor, new)
    taken_out = {paragraph for paragraph in ancestor if paragraph not in mine}
    added = {paragraph for group in my.put_in for paragraph in group}
    merged: list[str] = []
    conflicts: list[Conflict] = []
    number = 1
    for place, (put_in, coming) in enumerate(zip(my.put_in, their.put_in, strict=True)):
        # What the person took out or has put in already may stand elsewhere in the new text: it stays where they want.
        coming = [paragraph for paragraph in coming if paragraph not in taken_out | added]
        doubtful = put_in or _is_like(coming, taken_out | added) or _stands_apart(my.kept, place)
        if coming and doubtful:
            conflicts.append(Conflict(f"paragraph {number}", "", "\n\n".join(put_in), "\n\n".join(coming)))
        merged += put_in or ([] if doubtful else coming)
        number += len(put_in)
        if place == len(ancestor):
            break
        kept, now = my.kept[place], their.kept[place]
        settled = _merge_paragraph(ancestor[place], kept, now)
        if settled is None:
            conflicts.append(Conflict(f"paragraph {number}", ancestor[place], kept or "", now or ""))
        merged += [text for text in ([kept or ""] if settled is None else settled) if text]
        number += kept is not None
    return merged, conflicts


def _merge_paragraph(ancestor: str, mine: str | None, new: str | None) -> list[str] | None:
    """The paragraph, or none of it, in a list; None for a conflict."""
    if mine == new or new == ancestor:
        return [mine] if mine is not None else []
    if mine == ancestor:
        return [new] if new is not None else []
    if mine is None or new is None:
        return None
    merged = merge_text(ancestor, mine, new)
    return [merged] if merged is not None else None


def _is_like(coming: Sequence[str], others: Collection[str]) -> bool:
    known = [pairs(other) for other in others] if coming else []
    return any(likeness(pairs(text), other) >= SAME_PARAGRAPH for text in coming for other in known)


def _stands_apart(kept: Sequence[str | None], place: int) -> bool:
    """Whether the person took out what stood before and after this place."""
    neighbours = kept[max(place - 1, 0) : place + 1]
    return bool(neighbours) and all(paragraph is None for paragraph in neighbours)


def _lay(ancestor: Sequence[str], side: Sequence[str]) -> _Laid:
    laid = _Laid([None] * len(ancestor), [[] for _ in range(len(ancestor) + 1)])
    for kind, start, end, first, last in SequenceMatcher(None, ancestor, side).get_opcodes():
        if kind == "equal":
            laid.kept[start:end] = side[first:last]
            continue
        place = start
        for text in side[first:last]:
            if (found := _changed_from(ancestor, text, place, min(end, place + LOOK_AHEAD))) is None:
                laid.put_in[place].append(text)
            else:
                laid.kept[found] = text
                place = found + 1
    return laid


def _changed_from(ancestor: Sequence[str], text: str, start: int, end: int) -> int | None:
    """Which of the ancestor's paragraphs from `start` to `end` became this one."""
    own = pairs(text)
    best = max(range(start, end), key=lambda n: likeness(own, pairs(ancestor[n])), default=None)
    return best if best is not None and likeness(own, pairs(ancestor[best])) >= SAME_PARAGRAPH else None
