"""Issue date and page number in the furniture of a page."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from backfile.dates.mentions import mentions
from backfile.dates.numerals import CHINESE, numeral

if TYPE_CHECKING:
    from collections.abc import Iterable

_PAGE_NUMBER = (
    re.compile(r"\bpage\s*(?P<number>[A-Z]?\d{1,3})\b", re.IGNORECASE),
    re.compile(r"第?\s?(?P<number>[A-Z]?\d{1,3})\s?版"),
    re.compile(rf"第\s?(?P<chinese>[{CHINESE}]{{1,3}})\s?版"),
    re.compile(r"(?:^|[\s·•・|｜])(?P<number>[A-Z]\d{1,3}|\d{1,3})(?:$|[\s·•・|｜])"),
)

_VOLUME = re.compile(r"\b(?:Vol|No)\. ?\d|第\s?\d+\s?期|[：:]\s?\d", re.IGNORECASE)


def page_date(lines: Iterable[str]) -> date | None:
    """The issue date that stands in the furniture of a page, None when there is none in `lines`.

    A lunar date (丙子年二月十七) tells the day only where its line gives the year in another way too, because the cycle
    of its years comes round every sixty.
    """
    for line in lines:
        found = list(mentions(line))
        for mention in found:
            if mention.year and mention.month and mention.day:
                return date(mention.year, mention.month, mention.day)
        years = {mention.year for mention in found if mention.year}
        for mention in found:
            if mention.lunar and len(years) == 1 and (day := mention.lunar.in_year(*years)):
                return day
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
