"""Lists that grow with time: sections by month, persons by year.

A list is cut by the calendar and never by numbers, so that a page once full stays as it is: one new edition changes
the current month or year of the sections and persons in it, and their landing pages.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from backfile.build.words import month_words, year_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backfile.build.views import ListEntry

LATEST = 20
"""Articles on the landing page of a list."""


def period_words(period: str, lang: str) -> str:
    """A period of a list in the language of the interface: of `2026-03` the month, of `2026` the year."""
    year, _, month = period.partition("-")
    return month_words(date(int(year), int(month), 1), lang) if month else year_words(int(year), lang)


def alphabetical(entries: Iterable[ListEntry]) -> tuple[ListEntry, ...]:
    """Lists in the order of their pinyin or alphabet, those without a letter last."""
    return tuple(sorted(entries, key=_alphabetical))


def by_initial(ordered: Iterable[ListEntry]) -> tuple[tuple[str, tuple[ListEntry, ...]], ...]:
    """Lists in alphabetical order under the first letter of their pinyin or alphabet; `#` is for all others."""
    return tuple((letter, tuple(group)) for letter, group in groupby(ordered, key=_initial))


def _slug(entry: ListEntry) -> str:
    return entry.path.split("/")[1]


def _initial(entry: ListEntry) -> str:
    slug = _slug(entry)
    # A slug without letters is a bare hash, which may begin with one.
    return slug[0].upper() if "-" in slug and slug[0].isalpha() else "#"


def _alphabetical(entry: ListEntry) -> tuple[bool, str, str]:
    return (_initial(entry) == "#", _slug(entry), entry.name)
