"""Dates as the Library of Congress writes them: EDTF, which is ISO 8601-2, levels 0 and 1.

`2026-03-08`, `2026-03`, `2026`, the decade `198X`, approximate `2026-03~`, uncertain `2026-03-08?`, both `2026%`, and
intervals of two of these, `2026-03-08/2026-03-12`. See https://www.loc.gov/standards/datetime/.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class When:
    """A day, a month, a year or a decade; `year` is the first of its ten for a decade."""

    year: int
    month: int | None = None
    day: int | None = None
    decade: bool = False
    approximate: bool = False
    uncertain: bool = False

    def __str__(self) -> str:
        mark = {(True, True): "%", (True, False): "~", (False, True): "?"}.get((self.approximate, self.uncertain), "")
        if self.decade:
            return f"{self.year // 10:03d}X{mark}"
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)]
        return "-".join(parts) + mark

    @property
    def precision(self) -> int:
        """How many parts of it are known: 1 the year (or decade), 2 the month, 3 the day."""
        return 1 + bool(self.month) + bool(self.month and self.day)

    @property
    def first(self) -> date:
        """The first day of it."""
        return date(self.year, self.month or 1, self.day or 1)


@dataclass(frozen=True, slots=True)
class Interval:
    """From a day, month or year to a later one of the same precision."""

    start: When
    end: When

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"


def day_of(day: date, *, uncertain: bool = False) -> When:
    """A day of the calendar as EDTF has it."""
    return When(day.year, day.month, day.day, uncertain=uncertain)


def interval(start: When | Interval, end: When | Interval) -> Interval | None:
    """The interval between two dates; None unless the second is later and as precise as the first."""
    if not isinstance(start, When) or not isinstance(end, When) or start.decade or end.decade:
        return None
    if start.precision != end.precision or start.first >= end.first:
        return None
    return Interval(start, end)
