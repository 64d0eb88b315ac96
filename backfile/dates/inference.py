"""The issue date of a page that prints none, from what its text speaks of."""

from __future__ import annotations

import re
from datetime import date

from backfile.dates.mentions import mentions

# What is said to lie ahead tells nothing about the day of print.
_AHEAD = re.compile(
    r"(?:到|至|将于|將於|将在|將在|定于|预计|預計|力争|计划|計劃|until|by|due|through|before)\s?$", re.IGNORECASE
)
_DATELINE_END = re.compile(r"\s?[讯訊电電]|\s?(?:—|--)")
_WEEKDAY = re.compile(r"\s?[（(]?\s?(?:星期|礼拜|禮拜|周|週)(?P<weekday>[一二三四五六日天])")


def infer(text: str, near: date | None = None, until: date | None = None) -> tuple[date, str] | None:
    """The most probable issue date of a page that prints none, with the reason in a few words.

    News speaks of days without a year: the latest such day is close to the day of print (a dateline such as
    `3月23日电` is closest, and goes first). Its year is the smallest that leaves nothing told as past in the
    future: 2021年11月 and 3月23日 give 2022-03-23. A weekday printed beside the day chooses among later years.
    None when the text gives no day or no year to hold on to. `near` is a day about which the page is known to have come
    out; it gives a text without a year that of the nearest such day. `until` is a day by which it was out: what lies
    after it is no more than announced.
    """
    last = (until.year, until.month, until.day) if until else (date.max.year, 12, 31)
    found = [
        mention
        for mention in mentions(text)
        if not _AHEAD.search(text[max(0, mention.start - 8) : mention.start])
        and (mention.year or 0, mention.month or 1, mention.day or 1) <= last
    ]
    past = max(((m.year, m.month or 1, m.day or 1) for m in found if m.year), default=None)
    days = [m for m in found if not m.year and m.month and m.day]
    datelines = [m for m in days if _DATELINE_END.match(text, m.end)]
    if past is None and (near is None or not days):
        return None
    if not days:
        full = max(((m.year, m.month, m.day) for m in found if m.year and m.month and m.day), default=None)
        return None if full is None or past is None or full < past else (date(*full), "latest day mentioned")
    month, day = _latest({(m.month or 0, m.day or 0) for m in datelines or days})
    if past is None:
        return _nearest(month, day, near) if near else None
    weekday = next((_weekday(text, m.end) for m in days if (m.month, m.day) == (month, day)), None)
    for year in range(past[0], past[0] + 12):
        try:
            candidate = date(year, month, day)
        except ValueError:  # 29 February
            continue
        if past <= (year, month, day) <= last and weekday in (None, candidate.weekday()):
            return candidate, f"latest day mentioned, not before {past[0]:04d}-{past[1]:02d}"
    return None


def _nearest(month: int, day: int, near: date) -> tuple[date, str] | None:
    """The day of that month that lies nearest to another."""
    candidates = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            candidates.append(date(year, month, day))
        except ValueError:  # 29 February, or the last year of all
            continue
    best = min(candidates, key=lambda candidate: abs(candidate - near), default=None)
    return (best, f"latest day mentioned, its year from the pages beside it ({near})") if best else None


def _latest(days: set[tuple[int, int]]) -> tuple[int, int]:
    """The last of month-days round a year's end: the one before the longest stretch of days not mentioned."""
    ordered = sorted(days, key=_ordinal)
    gaps = [
        ((_ordinal(ordered[(i + 1) % len(ordered)]) - _ordinal(day)) % 372 or 372, day) for i, day in enumerate(ordered)
    ]
    return max(gaps)[1]


def _ordinal(day: tuple[int, int]) -> int:
    return day[0] * 31 + day[1]


def _weekday(text: str, start: int) -> int | None:
    match = _WEEKDAY.match(text, start)
    return "一二三四五六日".index(match["weekday"].replace("天", "日")) if match else None
