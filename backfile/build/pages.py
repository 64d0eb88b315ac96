"""Which pages the site has besides articles and written pages: where each stands, its template, its variables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from backfile.build.lists import by_initial

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backfile.build.archive import Archive
    from backfile.build.lists import Listing
    from backfile.build.views import IssueView


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page to be written: its path in the output folder, the template's name, the template's own variables."""

    path: str
    template: str
    values: Mapping[str, Any]


def site_pages(archive: Archive) -> Iterator[SitePage]:
    """All pages that the archive itself has, in a fixed order."""
    newest = [archive.issue_at[view.key, view.latest.date] for view in archive.newspapers if view.latest]
    yield SitePage("index.html", "index", {"issues": tuple(newest), "totals": archive.totals})
    yield SitePage("404.html", "404", {})
    for issue in archive.issues:
        yield from _issue(issue)
    sections = tuple(listing.view for listing in archive.sections)
    yield SitePage("section/index.html", "sections", {"sections": sections})
    yield from _listings(archive.sections, "section", "section_month")
    persons = tuple(listing.view for listing in archive.persons)
    yield SitePage("person/index.html", "persons", {"persons": persons, "groups": by_initial(persons)})
    yield from _listings(archive.persons, "person", "person_year")
    yield SitePage("calendar.html", "calendar", {})
    for calendar in archive.calendars:
        values = {
            "newspaper": calendar.newspaper,
            "year": calendar.year.year,
            "months": calendar.months,
            "previous_year": calendar.previous,
            "next_year": calendar.next,
        }
        yield SitePage(calendar.year.path, "year", values)


def _issue(issue: IssueView) -> Iterator[SitePage]:
    yield SitePage(issue.path, "issue", {"issue": issue})
    pages = issue.pages
    for before, page, after in zip([None, *pages], pages, [*pages[1:], None], strict=False):
        values = {"issue": issue, "page_view": page, "previous_page": before, "next_page": after}
        yield SitePage(page.path, "issue_page", values)


def _listings(listings: Sequence[Listing], landing: str, template: str) -> Iterator[SitePage]:
    for listing in listings:
        view = listing.view
        yield SitePage(view.path, landing, {"listing": view, "latest": listing.latest})
        newer = [None, *view.periods]
        older = [*view.periods[1:], None]
        for after, period, before, articles in zip(newer, view.periods, older, listing.periods, strict=False):
            values = {"listing": view, "period": period, "articles": articles, "previous": before, "next": after}
            yield SitePage(period.path, template, values)
