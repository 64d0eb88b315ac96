"""Lists that grow with time: sections by month, persons by year.

A list is cut by the calendar and never by numbers, so that a page once full stays as it is: one new edition changes
the current month or year of the sections and persons in it, and their landing pages.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from backfile import identify
from backfile.build.views import ListView, PeriodRef
from backfile.build.words import month_words, year_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from backfile.build.views import ArticleRef

LATEST = 20
"""Articles on the landing page of a list."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A section or a person with its articles: `periods` in the order of `view.periods`, each in print order."""

    view: ListView
    latest: tuple[ArticleRef, ...]
    periods: tuple[tuple[ArticleRef, ...], ...]


@dataclass(frozen=True, slots=True)
class _Cut:
    """How a list is cut into periods: by which key of a date, where each period stands, what it is called."""

    key: Callable[[date], str]
    path: Callable[[str, date], str]
    label: Callable[[date], str]


def sections(named: Iterable[tuple[str, ArticleRef]], lang: str) -> tuple[Listing, ...]:
    """The sections by month. `named` gives (name, article) in print order; `lang` is the interface's language."""
    cut = _Cut(
        key=lambda day: f"{day.year:04d}-{day.month:02d}",
        path=lambda name, day: identify.section_path(name, (day.year, day.month)),
        label=lambda day: month_words(day, lang),
    )
    return _listings(named, identify.section_path, cut)


def persons(named: Iterable[tuple[str, ArticleRef]], lang: str) -> tuple[Listing, ...]:
    """The persons by year, as `sections` does it by month."""
    cut = _Cut(
        key=lambda day: f"{day.year:04d}",
        path=lambda name, day: identify.person_path(name, day.year),
        label=lambda day: year_words(day.year, lang),
    )
    return _listings(named, identify.person_path, cut)


def by_initial(views: Sequence[ListView]) -> tuple[tuple[str, tuple[ListView, ...]], ...]:
    """Lists grouped under the first letter of their pinyin or alphabet; `#` stands last for all others."""
    ordered = sorted(views, key=_alphabetical)
    return tuple((letter, tuple(group)) for letter, group in groupby(ordered, key=_initial))


def _slug(view: ListView) -> str:
    return view.path.split("/")[1]


def _initial(view: ListView) -> str:
    slug = _slug(view)
    # A slug without letters is a bare hash, which may begin with one.
    return slug[0].upper() if "-" in slug and slug[0].isalpha() else "#"


def _alphabetical(view: ListView) -> tuple[bool, str, str]:
    return (_initial(view) == "#", _slug(view), view.name)


def _listings(named: Iterable[tuple[str, ArticleRef]], path_of: Callable[[str], str], cut: _Cut) -> tuple[Listing, ...]:
    by_name: dict[str, list[ArticleRef]] = defaultdict(list)
    for name, ref in named:
        by_name[name].append(ref)
    listings = [_listing(name, path_of(name), refs, cut) for name, refs in by_name.items()]
    return tuple(sorted(listings, key=lambda listing: _alphabetical(listing.view)))


def _listing(name: str, path: str, refs: Iterable[ArticleRef], cut: _Cut) -> Listing:
    ordered = sorted(refs, key=lambda ref: ref.date)  # stable: within a day the order stays the printed one
    periods = [(key, tuple(group)) for key, group in groupby(ordered, key=lambda ref: cut.key(ref.date))]
    periods.reverse()
    view = ListView(
        name=name,
        path=path,
        count=len(ordered),
        first_date=ordered[0].date,
        last_date=ordered[-1].date,
        periods=tuple(
            PeriodRef(key, cut.label(group[0].date), cut.path(name, group[0].date), len(group))
            for key, group in periods
        ),
    )
    return Listing(view, latest(ordered), tuple(group for _, group in periods))


def latest(ordered: Sequence[ArticleRef]) -> tuple[ArticleRef, ...]:
    """The newest articles, newest day first, within a day as printed. `ordered` is oldest day first."""
    start = max(0, len(ordered) - LATEST)
    # The oldest day shown begins with its first articles in print, not with its last.
    while start and ordered[start - 1].date == ordered[start].date:
        start -= 1
    return tuple(sorted(ordered[start:], key=lambda ref: ref.date, reverse=True)[:LATEST])
