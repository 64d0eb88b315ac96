"""The days that a text speaks of: found, resolved against the day of its issue, and written in EDTF."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from backfile.dates import chinese, english
from backfile.dates.context import Context
from backfile.dates.edtf import Interval, When, interval
from backfile.dates.mentions import Mention, mentions

if TYPE_CHECKING:
    from datetime import date

_MOST = 40
"""Dates kept of one text: a chronicle of more is a table, and found by its text."""
_AHEAD_MOST = 60
"""Years after the issue beyond which a year is a number."""
_LUNAR_REACH = 60
"""Days from the issue within which a lunar date without its year is this year's or the next one's to come."""
_LUNAR_CYCLE_REACH = 5
"""Years from the issue within which a year of the cycle of sixty is the one that news speaks of."""
_BETWEEN = re.compile(r"\s?(?:至|到|—{1,2}|–|－|-|~|～|to|through|until)\s?")
_ABOUT_BEFORE = re.compile(r"(?:[约約]|大[约約概]|\b(?:about|around|circa|c\.|ca\.)) ?$")
_ABOUT_AFTER = re.compile(r"\s?(?:前后|前後|左右)")

_Reader = Callable[[Context], When | Interval | None]


def told(text: str, issued: date, *, certain: bool = True, lead: str = "") -> tuple[str, ...]:
    """The days, months, years and decades that a text speaks of, in EDTF, in the order of their first mention.

    Args:
        text: running text, a paragraph a line; the headline may be its first.
        issued: the day of the issue it stands in, which words such as 昨日 are resolved against.
        certain: whether that day is known; what was resolved against an inferred one ends in `?`.
        lead: the byline or dateline where it stands apart from the text: 今天 is the day that it names.

    >>> told("3月8日，柳渡渡口停航。渡口建于光绪九年，去年12月大桥通车。", date(2026, 3, 9))
    ('2026-03-08', '1883', '2025-12')
    """
    context = Context(text, issued, certain=certain, lead=lead)
    found: list[tuple[int, int, When | Interval]] = []
    unread = -1  # the end of the last saying that gave no date
    for start, end, read in _sayings(text):
        when = read(context)
        if when is None or (unread >= 0 and _BETWEEN.fullmatch(text, unread, start)):
            context.near = None  # a day that follows may be of the month that was not read
            unread = end
            continue
        if isinstance(when, When):
            when = _about(when, text, start, end)
        context.said = (end, when.end if isinstance(when, Interval) else when)
        if context.said[1].month:
            context.near = context.said
        if found and _BETWEEN.fullmatch(text, found[-1][1], start) and (joined := interval(found[-1][2], when)):
            found[-1] = (found[-1][0], end, joined)
        else:
            found.append((start, end, when))
        if len(found) > _MOST * 4:  # room for those that are said more than once
            break
    return tuple(dict.fromkeys(str(when) for _, _, when in found))[:_MOST]


def _sayings(text: str) -> list[tuple[int, int, _Reader]]:
    """What looks like a date, in the order of the text: its place, and how to read it once that order is known."""
    taken = bytearray(len(text))
    found: list[tuple[int, int, _Reader]] = []

    def take(start: int, end: int, read: _Reader) -> None:
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append((start, end, read))

    # Half of the patterns cannot find anything in a text without a letter, or without a character, of their script.
    chinese_too, english_too = chinese.WRITTEN.search(text), english.WRITTEN.search(text)
    strong = (*(chinese.STRONG if chinese_too else ()), *(english.STRONG if english_too else ()))
    weak = (*(chinese.WEAK if chinese_too else ()), *(english.WEAK if english_too else ()))
    for pattern, read in strong:
        for match in pattern.finditer(text):
            take(*match.span(), partial(read, match))
    for mention in mentions(text):
        take(mention.start, mention.end, partial(_mentioned, mention))
    for pattern, read in weak:
        for match in pattern.finditer(text):
            take(*match.span(), partial(read, match))
    return sorted(found, key=lambda saying: saying[0])


def _mentioned(mention: Mention, context: Context) -> When | None:
    if mention.year:
        when = When(mention.year, mention.month, mention.day)
        if when.year > context.issued.year + _AHEAD_MOST:
            return None
        return when
    if mention.lunar:
        return _lunar(mention, context)
    day = context.without_year(mention.month or 0, mention.day or 0, mention.start, mention.end)
    return context.day(day) if day else None


def _lunar(mention: Mention, context: Context) -> When | None:
    """The Gregorian day, or year, of a lunar date that is not a date of an emperor's year."""
    said = mention.lunar
    if said is None or context.quoted(mention.start):
        return None
    day = said.nearest(context.issued)
    if said.cycle is not None and said.month is None:
        years = range(context.issued.year - _LUNAR_CYCLE_REACH, context.issued.year + 2)
        year = next((year for year in years if said.is_year(year)), None)
        return When(year, uncertain=not context.certain) if year else None
    return context.day(day) if day and abs((day - context.issued).days) <= _LUNAR_REACH else None


def _about(when: When, text: str, start: int, end: int) -> When:
    about = _ABOUT_AFTER.match(text, end) or _ABOUT_BEFORE.search(text, max(0, start - 8), start)
    return replace(when, approximate=True) if about else when
