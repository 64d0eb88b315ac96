"""The articles that need a look as lines for a terminal, worst first."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from backfile.escape import one_line
from backfile.review.model import Matter
from backfile.review.ranking import matter_rank

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backfile.review.collect import Survey
    from backfile.review.model import Case

TITLE_WIDTH = 44
"""Columns of a terminal for a headline: a Chinese one of 22 characters."""

CODE_WIDTH = 40
"""Characters of a code; the longest of the converter's has 20."""


def table(found: Survey, most: int, code: str = "") -> Iterator[str]:
    """The lines of the table, then how many more there are, then how often each code stands.

    Args:
        found: what the survey found.
        most: how many articles to list.
        code: the code that was asked for; it is the one that is shown.
    """
    listed = found.worst[:most]
    if listed:
        yield from _aligned([("TO LOOK AT", "SURE", "FILE", "HEADLINE"), *(_row(case, code) for case in listed)])
    if found.waiting > len(listed):
        yield f"… and {found.waiting - len(listed):,} more"
    for one in sorted(found.codes, key=lambda one: matter_rank(Matter(one))):
        yield f"{found.codes[one]:>6,} × {one_line(one, CODE_WIDTH)}"


def _row(case: Case, code: str) -> tuple[str, str, str, str]:
    matter = next((matter for matter in case.matters if matter.code == code), case.matters[0])
    more = f" +{len(case.matters) - 1}" if len(case.matters) > 1 else ""
    sure = "" if matter.confidence is None else f"{matter.confidence:.2f}"
    return one_line(matter.code, CODE_WIDTH) + more, sure, one_line(case.path), _fitted(one_line(case.title))


def _aligned(rows: Sequence[tuple[str, str, str, str]]) -> Iterator[str]:
    """The rows in columns; only the headline, which comes last, has characters of double width."""
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        yield "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]).rstrip()


def _fitted(text: str) -> str:
    """A text cut to the columns of a headline."""
    used = 0
    for place, character in enumerate(text):
        used += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if used > TITLE_WIDTH:
            return text[: max(place - 1, 0)] + "…"
    return text
