"""Numbers in dates: Arabic and Chinese numerals, years of the Republic, names of months."""

from __future__ import annotations

CHINESE = "〇○零一二三四五六七八九十"
"""The numerals of dates, as the inside of a character class; 〇 is often set as a circle."""

ENGLISH_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "两": 2, "元": 1, "正": 1}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_LONGEST = 4
"""Digits of the longest number in a date: a year."""


def numeral(text: str) -> int | None:
    """The number that Arabic or Chinese numerals up to 99, or a year digit by digit, stand for.

    廿 and 卅 are twenty and thirty, as in the days of a lunar month.
    """
    if len(text) > _LONGEST:
        return None
    if text.isascii():
        return int(text) if text.isdigit() else None
    text = text.replace("廿", "二十").replace("卅", "三十")
    if len(text) >= 3 and "十" not in text:
        return int("".join(str(_DIGITS[c]) for c in text)) if all(c in _DIGITS for c in text) else None
    tens, ten, ones = text.rpartition("十")
    if (tens and tens not in _DIGITS) or (ones and ones not in _DIGITS):
        return None
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def year_number(text: str) -> int | None:
    """The year from 1600 to 2999 that four digits or 民国 with a number stand for."""
    if text[0] == "民":
        count = 1 if text[2:] == "元" else numeral(text[2:])
        return 1911 + count if count else None
    year = numeral(text)
    return year if year is not None and 1600 <= year <= 2999 else None


def month_number(text: str) -> int | None:
    """The number of a month that is printed as a number or an English name."""
    if text[0].isascii() and text[0].isalpha():
        return _MONTHS.index(text[:3].lower()) + 1
    return numeral(text)
