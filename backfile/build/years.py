"""Calendars: the issues of a newspaper's year, day by day, with how much each holds."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from backfile.build.views import DayView, IssueRef, MonthView

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from backfile.build.views import IssueView, NewspaperView, YearRef

LEVELS = 4
"""Steps of the heat map besides "no issue": as many as can be told apart in light, dark and print."""


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """A year of a newspaper: its months, the years before and after that have issues."""

    newspaper: NewspaperView
    year: YearRef
    months: tuple[MonthView, ...]
    previous: YearRef | None
    next: YearRef | None


def issue_refs(issues: Iterable[IssueView]) -> tuple[IssueRef, ...]:
    """How others point to these issues."""
    return tuple(IssueRef(view.date, view.path, view.newspaper.key, len(view.articles)) for view in issues)


def calendars(newspapers: Iterable[NewspaperView], issues: Iterable[IssueRef]) -> tuple[YearCalendar, ...]:
    """One calendar for each year of each newspaper that has an issue."""
    by_year: dict[tuple[str, int], dict[date, IssueRef]] = defaultdict(dict)
    for issue in issues:
        by_year[issue.newspaper, issue.date.year][issue.date] = issue
    found = []
    for newspaper in newspapers:
        years = newspaper.years
        for before, here, after in zip([None, *years], years, [*years[1:], None], strict=False):
            months = _months(here.year, by_year[newspaper.key, here.year])
            found.append(YearCalendar(newspaper, here, months, before, after))
    return tuple(found)


def _months(year: int, issues: Mapping[date, IssueRef]) -> tuple[MonthView, ...]:
    most = max((issue.articles for issue in issues.values()), default=0)
    months = []
    for month in range(1, 13):
        first_weekday, length = monthrange(year, month)
        days = (date(year, month, day) for day in range(1, length + 1))
        views = tuple(DayView(day, issues.get(day), heat(issues.get(day), most)) for day in days)
        months.append(MonthView(month, first_weekday, views))
    return tuple(months)


def heat(issue: IssueRef | None, most: int) -> int:
    """0 without an issue, else 1 to 4: the issue's articles in quarters of the fullest issue of its year."""
    if issue is None:
        return 0
    return max(1, -(-LEVELS * issue.articles // most)) if most else 1
