"""The archive as a whole: from its listed articles to everything the site shows of them. Pure, linear in articles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from backfile.build import issues as issues_of
from backfile.build import lists, years
from backfile.build.refs import persons
from backfile.build.views import Totals

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backfile.build.issues import IssueKey, Notes
    from backfile.build.lists import Listing
    from backfile.build.views import ArticleRef, IssueView, NewspaperView, PageView
    from backfile.build.years import YearCalendar
    from backfile.models import Entry
    from backfile.settings import Settings


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands: its issue, its page, the articles before and after it in the issue."""

    issue: IssueView | None
    page_view: PageView | None = None
    previous: ArticleRef | None = None
    next: ArticleRef | None = None


@dataclass(frozen=True, slots=True)
class Archive:
    """All that the site shows. `newspapers` are in the order of the settings, `issues` by newspaper and date."""

    newspapers: tuple[NewspaperView, ...]
    issues: tuple[IssueView, ...]
    sections: tuple[Listing, ...]
    persons: tuple[Listing, ...]
    calendars: tuple[YearCalendar, ...]
    totals: Totals
    places: Mapping[str, Place]
    issue_at: Mapping[IssueKey, IssueView]
    list_paths: frozenset[str]

    def known(self, ref: ArticleRef) -> ArticleRef:
        """An article as its own page shows it: without links to sections and persons that have no page.

        Only an article that is not listed (a draft, a hidden one, a translation) can have such.
        """
        if ref.path in self.places:
            return ref
        authors = ref.authors if all(person.path in self.list_paths for person in ref.authors) else ()
        section = ref.section if ref.section and ref.section.path in self.list_paths else None
        return replace(ref, authors=authors, section=section)

    def place(self, ref: ArticleRef) -> Place:
        """Where an article stands; one that is not listed (a draft, a translation) has its issue, if there is one."""
        known = self.places.get(ref.path)
        return known or Place(self.issue_at.get((ref.newspaper, ref.date)))


def assemble(
    listed: Sequence[tuple[Entry, ArticleRef]], settings: Settings, notes: Mapping[IssueKey, Notes]
) -> Archive:
    """Put the archive together.

    Args:
        listed: every article that lists show, in any order.
        settings: the newspapers and the language of the interface.
        notes: what the issues' own metadata says of their pages.
    """
    named = {newspaper.key for newspaper in settings.newspapers}
    unnamed = sorted({ref.newspaper for _, ref in listed} - named)
    newspapers, issues = issues_of.newspaper_views(
        [ref for _, ref in listed], [*settings.newspapers, *map(settings.newspaper, unnamed)], notes
    )
    people = {ref.path: persons(entry) for entry, ref in listed}
    ordered = [ref for issue in issues for ref in issue.articles]
    sections = lists.sections(((ref.section.name, ref) for ref in ordered if ref.section), settings.ui_language)
    persons_found = lists.persons(((name, ref) for ref in ordered for name in people[ref.path]), settings.ui_language)
    dates = [issue.date for issue in issues]
    return Archive(
        newspapers=newspapers,
        issues=issues,
        sections=sections,
        persons=persons_found,
        calendars=years.calendars(newspapers, years.issue_refs(issues)),
        totals=Totals(
            articles=len(ordered),
            issues=len(issues),
            pages=sum(len(issue.pages) for issue in issues),
            persons=len(persons_found),
            first_date=min(dates, default=None),
            last_date=max(dates, default=None),
        ),
        places=dict(chain.from_iterable(map(_places, issues))),
        issue_at={(issue.newspaper.key, issue.date): issue for issue in issues},
        list_paths=frozenset(listing.view.path for listing in (*sections, *persons_found)),
    )


def _places(issue: IssueView) -> Iterable[tuple[str, Place]]:
    pages = {ref.path: page for page in issue.pages for ref in page.articles}
    order = issue.articles
    for before, ref, after in zip([None, *order], order, [*order[1:], None], strict=False):
        yield ref.path, Place(issue, pages.get(ref.path), before, after)
