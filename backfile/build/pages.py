"""Which pages the site has besides articles and written pages: where each stands, its template, its variables."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from backfile import identify
from backfile.build import issues as issues_of
from backfile.build import records, years
from backfile.build.catalog import KINDS
from backfile.build.lists import alphabetical, by_initial
from backfile.build.views import ListRef, PeriodStep, YearStep

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from backfile.build.catalog import Catalog
    from backfile.build.views import IssueView, NewspaperView, PeriodRef, YearRef

_TEMPLATES = {"section": ("section", "section_month"), "person": ("person", "person_year")}


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page to be written: its path in the output folder, the template's name, the template's own variables.

    Without a template it is a page that the site has no longer.
    """

    path: str
    template: str
    values: Mapping[str, Any]


def issue_pages(issue: IssueView) -> Iterator[SitePage]:
    """The pages of one issue: itself, and each of its printed pages."""
    yield SitePage(issue.path, "issue", {"issue": issue})
    pages = issue.pages
    for before, page, after in zip([None, *pages], pages, [*pages[1:], None], strict=False):
        values = {"issue": issue, "page_view": page, "previous_page": before, "next_page": after}
        yield SitePage(page.path, "issue_page", values)


def list_pages(catalog: Catalog) -> Iterator[SitePage]:
    """The pages that lists, calendar and front page need anew, in a fixed order; all of them when all are touched."""
    touched = catalog.touched()
    if not touched:
        return
    newspapers = catalog.newspapers()
    newest = [catalog.issue(view.key, view.latest.date) for view in newspapers if view.latest]
    values = {"issues": tuple(newest), "totals": catalog.totals(), "newspapers": newspapers}
    yield SitePage("index.html", "index", values)
    if "all" in touched:
        yield SitePage("404.html", "404", {})
    for kind in KINDS:
        if kind in touched or "all" in touched:
            yield _all(catalog, kind)
        yield from _lists(catalog, kind, touched.get(kind, ()))
    yield SitePage("calendar.html", "calendar", {"newspapers": newspapers})
    yield from _years(catalog, newspapers, touched.get("year", ()))


def _all(catalog: Catalog, kind: str) -> SitePage:
    entries = alphabetical(catalog.lists(kind))
    if kind == "section":
        return SitePage("section/index.html", "sections", {"sections": entries})
    return SitePage("person/index.html", "persons", {"persons": entries, "groups": by_initial(entries)})


def _lists(catalog: Catalog, kind: str, touched: Iterable[tuple[str, str]]) -> Iterator[SitePage]:
    landing, template = _TEMPLATES[kind]
    periods: dict[str, set[str]] = defaultdict(set)
    for name, key in touched:
        periods[name].add(key)
    for name, dirty in periods.items():
        view = catalog.listing(kind, name)
        here = [period.key for period in view.periods] if view else []
        for gone in sorted(dirty.difference(here)):
            yield SitePage(records.list_path(kind, name, gone), "", {})
        if view is None:
            yield SitePage(records.list_path(kind, name), "", {})
            continue
        yield SitePage(view.path, landing, {"listing": view, "latest": catalog.latest(kind, name)})
        ref = ListRef(view.name, view.path)
        newer = [None, *view.periods]
        older = [*view.periods[1:], None]
        for after, period, before in zip(newer, view.periods, older, strict=False):
            if period.key in dirty:
                values = {
                    "listing": ref,
                    "period": period,
                    "articles": catalog.articles(kind, name, period.key),
                    "previous": _step(before),
                    "next": _step(after),
                }
                yield SitePage(period.path, template, values)


def _step(period: PeriodRef | None) -> PeriodStep | None:
    return PeriodStep(period.label, period.path) if period else None


def _years(
    catalog: Catalog, newspapers: Iterable[NewspaperView], touched: Iterable[tuple[str, str]]
) -> Iterator[SitePage]:
    dirty: dict[str, set[int]] = defaultdict(set)
    for key, year in touched:
        dirty[key].add(int(year))
    for newspaper in newspapers:
        if newspaper.key not in dirty:
            continue
        numbers = [year.year for year in newspaper.years]
        for number in sorted(dirty[newspaper.key].difference(numbers)):
            yield SitePage(identify.year_path(newspaper.key, number), "", {})
        for before, here, after in zip(
            [None, *newspaper.years], newspaper.years, [*newspaper.years[1:], None], strict=False
        ):
            if here.year in dirty[newspaper.key]:
                yield _year(catalog, newspaper, here, before, after)
    for key in sorted(dirty.keys() - {newspaper.key for newspaper in newspapers}):
        for number in sorted(dirty[key]):
            yield SitePage(identify.year_path(key, number), "", {})


def _year(
    catalog: Catalog, newspaper: NewspaperView, here: YearRef, before: YearRef | None, after: YearRef | None
) -> SitePage:
    assert newspaper.first is not None
    assert newspaper.latest is not None
    issues = catalog.issues_of_year(newspaper.key, here.year)
    values = {
        "newspaper": issues_of.newspaper_ref(newspaper),
        "year": here.year,
        "months": years.months(here.year, issues, newspaper.first.date, newspaper.latest.date),
        "previous_year": YearStep(before.year, before.path) if before else None,
        "next_year": YearStep(after.year, after.path) if after else None,
    }
    return SitePage(here.path, "year", values)
