"""Dates in print: in the furniture of a page, and in its text where the furniture has none.

Chinese numerals (二〇二二年三月二十四日), years of the Republic (民國二十五年), ISO-like and dotted numerals
(2022.03.24) and English dates are read. A day that does not exist in the calendar is no date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "两": 2, "元": 1, "正": 1}
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_CN = "〇○零一二三四五六七八九十"
_YEAR = rf"(?P<year>\d{{4}}|[{_CN}]{{4}}|民[国國][{_CN}元]{{1,3}})\s?年"
_MONTH = rf"(?P<month>\d{{1,2}}|[{_CN}元正]{{1,3}})\s?月"
_DAY = rf"(?P<day>\d{{1,2}}|[{_CN}]{{1,3}})\s?[日号號]"
_EN_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)

_FULL = (
    re.compile(rf"{_YEAR}\s?{_MONTH}\s?{_DAY}"),
    re.compile(r"(?<!\d)(?P<year>(?:1[89]|20)\d\d)(?P<dot>[.\-/])(?P<month>\d{1,2})(?P=dot)(?P<day>\d{1,2})(?!\d)"),
    re.compile(rf"\b{_EN_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>(?:1[89]|20)\d\d)\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_EN_MONTH},? (?P<year>(?:1[89]|20)\d\d)\b", re.IGNORECASE),
)
_YEAR_MONTH = (
    re.compile(rf"{_YEAR}\s?{_MONTH}"),
    re.compile(rf"\b{_EN_MONTH},? (?P<year>(?:1[89]|20)\d\d)\b", re.IGNORECASE),
)
_YEAR_ONLY = (re.compile(_YEAR), re.compile(r"\b(?:in|of|since) (?P<year>(?:1[89]|20)\d\d)\b"))
_MONTH_DAY = (
    re.compile(rf"{_MONTH}\s?{_DAY}"),
    re.compile(rf"\b{_EN_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?! ?[\d%])"),
)
# What is said to lie ahead tells nothing about the day of print.
_AHEAD = re.compile(
    r"(?:到|至|将于|將於|将在|將在|定于|预计|預計|力争|计划|計劃|until|by|due|through|before)\s?$", re.IGNORECASE
)
_DATELINE_END = re.compile(r"\s?[讯訊电電]|\s?(?:—|--)")
_WEEKDAY = re.compile(r"\s?[（(]?\s?(?:星期|礼拜|禮拜|周|週)(?P<weekday>[一二三四五六日天])")
_PAGE_NUMBER = (
    re.compile(r"\bpage\s*(?P<number>[A-Z]?\d{1,3})\b", re.IGNORECASE),
    re.compile(r"第?\s?(?P<number>[A-Z]?\d{1,3})\s?版"),
    re.compile(rf"第\s?(?P<chinese>[{_CN}]{{1,3}})\s?版"),
    re.compile(r"(?:^|[\s·•・|｜])(?P<number>[A-Z]\d{1,3}|\d{1,3})(?:$|[\s·•・|｜])"),
)

_VOLUME = re.compile(r"\b(?:Vol|No)\. ?\d|第\s?\d+\s?期|[：:]\s?\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in running text with the parts that are printed; `start` and `end` are its place in the text."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None


def numeral(text: str) -> int | None:
    """The number that Arabic or Chinese numerals up to 99, or a year digit by digit, stand for."""
    if text.isascii():
        return int(text) if text.isdigit() else None
    if len(text) >= 3 and "十" not in text:
        return int("".join(str(_DIGITS[c]) for c in text)) if all(c in _DIGITS for c in text) else None
    tens, ten, ones = text.rpartition("十")
    if (tens and tens not in _DIGITS) or (ones and ones not in _DIGITS):
        return None
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def mentions(text: str) -> Iterator[Mention]:
    """The dates mentioned in `text`, each place once, the fullest reading of it, in no particular order."""
    taken = bytearray(len(text))
    for patterns in (_FULL, _YEAR_MONTH, _MONTH_DAY, _YEAR_ONLY):
        for pattern in patterns:
            for match in pattern.finditer(text):
                start, end = match.span()
                found = _mention(match)
                if found is not None and not any(taken[start:end]):
                    taken[start:end] = b"\1" * (end - start)
                    yield found


def page_date(lines: Iterable[str]) -> date | None:
    """The issue date that stands in the furniture of a page, None when there is none in `lines`."""
    for line in lines:
        for found in mentions(line):
            if found.year and found.month and found.day:
                return date(found.year, found.month, found.day)
    return None


def page_number(lines: Iterable[str]) -> str | None:
    """The page number that stands in the furniture: `A03` as printed, pure numbers without leading zeros."""
    candidates = [_without_dates(line) for line in lines if not _VOLUME.search(line)]
    for pattern in _PAGE_NUMBER:
        for candidate in candidates:
            match = pattern.search(candidate)
            if match is None:
                continue
            groups = match.groupdict()
            number = groups.get("number") or str(numeral(groups.get("chinese") or "") or "")
            if number.strip("0"):
                return str(int(number)) if number.isdigit() else number.upper()
    return None


def _without_dates(line: str) -> str:
    rest = line.strip()
    for found in mentions(line.strip()):
        rest = rest[: found.start] + " " * (found.end - found.start) + rest[found.end :]
    return rest


def infer(text: str) -> tuple[date, str] | None:
    """The most probable issue date of a page that prints none, with the reason in a few words.

    News speaks of days without a year: the latest such day is close to the day of print (a dateline such as
    `3月23日电` is closest, and goes first). Its year is the smallest that leaves nothing told as past in the
    future: 2021年11月 and 3月23日 give 2022-03-23. A weekday printed beside the day chooses among later years.
    None when the text gives no day or no year to hold on to.
    """
    found = [
        mention for mention in mentions(text) if not _AHEAD.search(text[max(0, mention.start - 8) : mention.start])
    ]
    past = max(((m.year, m.month or 1, m.day or 1) for m in found if m.year), default=None)
    days = [m for m in found if not m.year and m.month and m.day]
    datelines = [m for m in days if _DATELINE_END.match(text, m.end)]
    if past is None:
        return None
    if not days:
        full = max(((m.year, m.month, m.day) for m in found if m.year and m.month and m.day), default=None)
        return None if full is None or full < past else (date(*full), "latest day mentioned")
    month, day = _latest({(m.month or 0, m.day or 0) for m in datelines or days})
    weekday = next((_weekday(text, m.end) for m in days if (m.month, m.day) == (month, day)), None)
    for year in range(past[0], past[0] + 12):
        try:
            candidate = date(year, month, day)
        except ValueError:  # 29 February
            continue
        if (year, month, day) >= past and weekday in (None, candidate.weekday()):
            return candidate, f"latest day mentioned, not before {past[0]:04d}-{past[1]:02d}"
    return None


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


def _mention(match: re.Match[str]) -> Mention | None:
    parts = match.groupdict()
    year = _year(parts["year"]) if parts.get("year") else None
    month = _month(parts["month"]) if parts.get("month") else None
    day = numeral(parts["day"]) if parts.get("day") else None
    try:
        date(year or 2000, month or 1, day if day is not None else 1)
    except (ValueError, TypeError):
        return None
    if (parts.get("year") and year is None) or (parts.get("month") and month is None):
        return None
    return Mention(match.start(), match.end(), year, month, day)


def _year(text: str) -> int | None:
    if text[0] == "民":
        count = 1 if text[2:] == "元" else numeral(text[2:])
        return None if count is None else 1911 + count
    year = numeral(text)
    return year if year is not None and 1600 <= year <= 2999 else None


def _month(text: str) -> int | None:
    if text[0].isascii() and text[0].isalpha():
        return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(text[:3].lower()))
    return numeral(text)
