"""Worst first: the order in which articles that need a look are shown.

First by what is the matter, in the order of `SEVERITY`; of one matter the decision of least confidence first; then the
newest issue, because its readers are here today; then by path, so that the order is always the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.review.model import CONFLICT

if TYPE_CHECKING:
    from backfile.review.model import Case, Matter

SEVERITY = (
    CONFLICT,  # a person's work waits for an answer
    "extent-doubtful",  # the article may hold another one's text, or lack its own
    "headline-missing",  # every list of the site shows a headline that nobody wrote
    "date-doubtful",  # the article may stand in a wrong issue
    "date-inferred",
    "headline-doubtful",
    "byline-doubtful",
    "duplicate",  # readers do not see it
    "rule-unmatched",  # nothing is wrong yet, but the site's pages have changed
)
"""The codes with the worst first. Codes that do not stand here follow."""

UNKNOWN_CONFIDENCE = 0.5
"""Where a matter stands among those of its code when the converter has not said how sure it was."""


def matter_rank(matter: Matter) -> tuple[int, float, str]:
    """What a matter is sorted by."""
    place = SEVERITY.index(matter.code) if matter.code in SEVERITY else len(SEVERITY)
    return place, UNKNOWN_CONFIDENCE if matter.confidence is None else matter.confidence, matter.code


def rank(case: Case, code: str = "") -> tuple[int, float, str, int, str]:
    """What an article is sorted by: its worst matter, or the one of the code that is asked for."""
    matter = next((matter for matter in case.matters if matter.code == code), case.matters[0])
    return *matter_rank(matter), -case.date.toordinal(), case.path
