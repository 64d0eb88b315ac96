"""What English text says of days beside plain dates: yesterday, on Tuesday, last November, March 13 to 15, the 1980s.

A reader that gives None has met something that is no date or not a certain one, as in `backfile.dates.chinese`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from backfile.dates.context import Context
from backfile.dates.edtf import Interval, When, day_of, interval
from backfile.dates.mentions import AFTER_YEAR, ENGLISH_YEAR
from backfile.dates.numerals import ENGLISH_MONTH, month_number

Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Context], When | Interval | None]]

_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_MONTH_NAME = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)"
_TO = r"\s?(?:to|through|until|[-–—])\s?"
_BEFORE_YEAR = (
    r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Ff]rom|[Aa]fter|[Bb]efore|[Bb]y|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id|[Aa]bout|[Aa]round"
    r"|[Cc]irca|c\.|(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|[Cc]lass|[Ee]nd|[Bb]eginning) of)[ -]"
)
_SHIFTS = {"last": -1, "this": 0, "next": 1}
_LONGEST = 150
"""Years of the longest interval that two numbers of four figures are taken for."""


def _nothing(_match: re.Match[str], _context: Context) -> None:
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _days_of_month(match: re.Match[str], context: Context) -> Interval | None:
    """March 13 to 15, March 13-15, 2026."""
    month, first, last = month_number(match["month"]) or 0, int(match["day"]), int(match["until"])
    if match["year"]:
        start, end = (_date(int(match["year"]), month, day) for day in (first, last))
        return interval(day_of(start), day_of(end)) if start and end else None
    begins = context.without_year(month, first, *match.span())
    ends = _date(begins.year, month, last) if begins else None
    return interval(context.day(begins), context.day(ends)) if begins and ends else None


def _years(match: re.Match[str], _context: Context) -> Interval | None:
    first, last = int(match["year"]), int(match["until"])
    return interval(When(first), When(last)) if last - first <= _LONGEST else None


def _year(match: re.Match[str], _context: Context) -> When | None:
    about = match[0].lower().startswith(("about", "around", "circa", "c."))
    return When(int(match["year"]), approximate=about)


def _decade(match: re.Match[str], _context: Context) -> When | None:
    return When(int(match["decade"]) * 10, decade=True)


def _month_of_year(match: re.Match[str], context: Context) -> When | None:
    """September of next year."""
    if context.quoted(match.start()):
        return None
    return context.month(context.issued.year + _SHIFTS[match["relative"].lower()], month_number(match["month"]) or 0)


def _last_month(match: re.Match[str], context: Context) -> When | None:
    """last November: the latest one; so close to its own month it could be two years' and is none."""
    back = (context.issued.month - (month_number(match["month"]) or 0)) % 12
    if context.quoted(match.start()) or not 2 <= back <= 10:
        return None
    return context.month(context.issued.year, context.issued.month - back)


def _relative_month(match: re.Match[str], context: Context) -> When | None:
    if context.quoted(match.start()):
        return None
    return context.month(context.issued.year, context.issued.month + _SHIFTS[match["relative"].lower()])


def _from_today(match: re.Match[str], context: Context) -> When | None:
    """yesterday, tomorrow, tonight; a dateline of another day leaves open which day they are counted from."""
    if context.quoted(match.start()) or context.dateline not in (None, context.issued):
        return None
    word = match[0].lower()
    shift = -1 if word in ("yesterday", "last night") else 1 if word == "tomorrow" else 0
    return context.day(context.issued + timedelta(shift))


def _weekday(match: re.Match[str], context: Context) -> When | None:
    """on Tuesday, last Friday: the latest one before the issue, in a sentence that tells of the past."""
    start, _end = match.span("weekday")
    if context.quoted(start) or not (match["last"] or context.is_told_as_past(*match.span())):
        return None
    if context.said and context.same_sentence(context.said[0], start) and context.said[1].year != context.issued.year:
        return None
    said = context.dateline or context.issued
    back = (said.weekday() - _WEEKDAYS.index(match["weekday"].lower())) % 7
    if back == 0 and not (context.dateline and match["last"] is None):
        return context.day(said - timedelta(7)) if match["last"] else None
    return context.day(said - timedelta(back))


def _month_alone(match: re.Match[str], context: Context) -> When | None:
    return context.month_without_year(month_number(match["month"]) or 0, *match.span())


WRITTEN = re.compile(r"[A-Za-z]{3}")
"""Whether a text has English words at all."""
STRONG: tuple[Rule, ...] = (
    (
        re.compile(
            rf"\b{ENGLISH_MONTH} (?P<day>\d{{1,2}}){_TO}(?P<until>\d{{1,2}})(?:,? {ENGLISH_YEAR})?\b(?! ?[\d%:])",
            re.IGNORECASE,
        ),
        _days_of_month,
    ),
    (
        re.compile(rf"\b(?:[Ff]rom|[Bb]etween) {ENGLISH_YEAR} (?:to|and|until|through) (?P<until>(?:1[6-9]|20)\d\d)\b"),
        _years,
    ),
    (re.compile(rf"\({ENGLISH_YEAR}\s?[-–—]\s?(?P<until>(?:1[6-9]|20)\d\d)\)"), _years),
    (re.compile(r"\b(?P<decade>(?:1[6-9]|20)[1-9])0[’']?s\b"), _decade),
    (re.compile(rf"\b{_MONTH_NAME} of (?P<relative>last|this|next) year\b"), _month_of_year),
    (re.compile(rf"\b[Ll]ast {_MONTH_NAME}\b(?! \d)"), _last_month),
    (re.compile(r"\b(?P<relative>[Ll]ast|[Tt]his|[Nn]ext) month\b"), _relative_month),
    (
        re.compile(
            r"\b(?:[Yy]esterday|[Tt]omorrow|[Tt]onight|[Ll]ast night|[Tt]his (?:morning|afternoon|evening))\b(?![’'])"
        ),
        _from_today,
    ),
    (
        re.compile(
            rf"\b(?:every|each|any|a|an|another|most|following|previous|that|next|this) {_WEEKDAY}\b", re.IGNORECASE
        ),
        _nothing,
    ),
    (re.compile(rf"\b{_WEEKDAY}\b,? (?=\d|{ENGLISH_MONTH} \d)"), _nothing),
    (re.compile(rf"\b(?:(?P<last>[Ll]ast) )?{_WEEKDAY}\b(?![’'-])"), _weekday),
)
"""The rules that go before plain dates, in the order in which they take their places."""

WEAK: tuple[Rule, ...] = (
    (re.compile(rf"{_BEFORE_YEAR}{ENGLISH_YEAR}\b{AFTER_YEAR}"), _year),
    (
        re.compile(rf"\b(?:in|since|by|until|of|late|early|mid|from)[ -]{_MONTH_NAME}\b(?! ?\d|,? (?:1[6-9]|20)\d\d)"),
        _month_alone,
    ),
)
"""The rules that take what plain dates leave."""
