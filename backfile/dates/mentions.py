"""Dates in running text with the parts that are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from backfile.dates import lunar
from backfile.dates.numerals import CHINESE, ENGLISH_MONTH, month_number, numeral, year_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backfile.dates.lunar import LunarDay

YEAR = rf"(?<!\d)(?P<year>\d{{4}}|[{CHINESE}]{{4}}|民[国國](?:[{CHINESE}元]{{1,3}}|\d{{1,3}}))\s?年"
MONTH = rf"(?<!\d)(?P<month>\d{{1,2}}|[{CHINESE}元正]{{1,3}})\s?月"
DAY = rf"(?P<day>\d{{1,2}}|[{CHINESE}]{{1,3}})\s?[日号號]"
ENGLISH_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)"
# After a year stands what it cannot count: `in 1998 he`, but not `in 1500 homes`.
AFTER_YEAR = (
    r"(?=\s*(?:[,.;:)?!\n—–-]|$)|\s(?:[A-Z]|(?:and|or|but|to|from|by|at|for|with|in|on|as|when|while|after|before|until"
    r"|because|under|which|that|the|an?|his|her|its|their|he|she|it|they|we|who|is|was|were|had|has)\b))"
)

_FULL = (
    re.compile(rf"{YEAR}\s?{MONTH}\s?{DAY}"),
    re.compile(r"(?<!\d)(?P<year>(?:1[89]|20)\d\d)(?P<dot>[.\-/])(?P<month>\d{1,2})(?P=dot)(?P<day>\d{1,2})(?!\d)"),
    re.compile(rf"\b{ENGLISH_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {ENGLISH_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {ENGLISH_MONTH},? {ENGLISH_YEAR}\b", re.IGNORECASE),
)
_YEAR_MONTH = (
    re.compile(rf"{YEAR}\s?{MONTH}"),
    re.compile(rf"\b{ENGLISH_MONTH},? {ENGLISH_YEAR}\b", re.IGNORECASE),
)
_MONTH_DAY = (
    re.compile(rf"{MONTH}\s?{DAY}"),
    re.compile(rf"\b{ENGLISH_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?! ?[\d%])", re.IGNORECASE),
)
_YEAR_ONLY = (
    re.compile(YEAR),
    re.compile(rf"\b(?:in|of|since) (?P<year>(?:1[89]|20)\d\d)\b{AFTER_YEAR}"),
)

# What no date is printed without; half of the patterns need the Chinese signs, half the Latin ones.
_CHINESE_SIGN = re.compile("[年月日号號]")
_LATIN_SIGN = re.compile(
    r"\d[.\-/]\d|\b(?:1[6-9]|20)\d\d\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in running text with the parts that are printed; `start` and `end` are its place in the text.

    `lunar` is a date of the lunar calendar whose Gregorian day its own words do not give.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    lunar: LunarDay | None = None


def mentions(text: str) -> Iterator[Mention]:
    """The dates mentioned in `text`, each place once, the fullest reading of it, in no particular order."""
    taken = bytearray(len(text))

    def claim(start: int, end: int) -> bool:
        free = not any(taken[start:end])
        if free:
            taken[start:end] = b"\1" * (end - start)
        return free

    chinese, latin = bool(_CHINESE_SIGN.search(text)), bool(_LATIN_SIGN.search(text))
    for pattern in lunar.PATTERNS if chinese else ():
        for match in pattern.finditer(text):
            said = lunar.read(match)
            if said is not None and claim(*match.span()):
                yield _lunar_mention(match, said)
    for patterns in (_FULL, _YEAR_MONTH, _MONTH_DAY, _YEAR_ONLY):
        for number, pattern in enumerate(patterns):
            if not (latin if number else chinese):  # the first of each kind is the Chinese one
                continue
            for match in pattern.finditer(text):
                found = _mention(match)
                if found is not None and claim(*match.span()):
                    yield found


def _lunar_mention(match: re.Match[str], said: LunarDay) -> Mention:
    if day := said.gregorian():
        return Mention(*match.span(), day.year, day.month, day.day)
    return Mention(*match.span(), year=said.year, lunar=said)


def _mention(match: re.Match[str]) -> Mention | None:
    parts = match.groupdict()
    year = year_number(parts["year"]) if parts.get("year") else None
    month = month_number(parts["month"]) if parts.get("month") else None
    day = numeral(parts["day"]) if parts.get("day") else None
    if any(parts.get(name) and value is None for name, value in (("year", year), ("month", month), ("day", day))):
        return None
    try:
        date(year or 2000, month if month is not None else 1, day if day is not None else 1)
    except ValueError:
        return None
    return Mention(match.start(), match.end(), year, month, day)
