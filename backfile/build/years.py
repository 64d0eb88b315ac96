"""Calendars: the issues of a newspaper's year, day by day, with how much each holds."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from backfile.build.views import DayView, IssueRef, MonthView

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LEVELS = 4
"""Steps of the heat map besides "no issue": as many as can be told apart in light, dark and print."""


def months(year: int, issues: Iterable[IssueRef], first: date, latest: date) -> tuple[MonthView, ...]:
    """The twelve months of a newspaper's year.

    Args:
        year: which.
        issues: the issues of that year.
        first: the day of the newspaper's first issue in the archive.
        latest: the day of its latest.
    """
    by_day = {issue.date: issue for issue in issues}
    most = max((issue.articles for issue in by_day.values()), default=0)
    found = []
    for month in range(1, 13):
        first_weekday, length = monthrange(year, month)
        days = (date(year, month, day) for day in range(1, length + 1))
        found.append(
            MonthView(month, first_weekday, tuple(_day(day, by_day, most, first <= day <= latest) for day in days))
        )
    return tuple(found)


def _day(day: date, issues: Mapping[date, IssueRef], most: int, expected: bool) -> DayView:
    issue = issues.get(day)
    return DayView(day, issue, heat(issue, most), missing=issue is None and expected)


def heat(issue: IssueRef | None, most: int) -> int:
    """0 without an issue, else 1 to 4: the issue's articles in quarters of the fullest issue of its year."""
    if issue is None:
        return 0
    return max(1, -(-LEVELS * issue.articles // most)) if most else 1
