"""The issues of a run and the place of each of its articles. Pure, linear in articles."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from backfile.build import issues as issues_of
from backfile.build.records import IssueRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from backfile.build.issues import IssueKey, Notes
    from backfile.build.views import ArticleRef, IssueView, PageView
    from backfile.settings import Settings

Steps = tuple["date | None", "date | None"]
"""The days of the issues before and after one."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands: its issue, its page, the articles before and after it in the issue."""

    issue: IssueView | None
    page_view: PageView | None = None
    previous: ArticleRef | None = None
    next: ArticleRef | None = None


@dataclass(frozen=True, slots=True)
class Archive:
    """The issues by newspaper and date, and what their articles' pages show around the text."""

    issues: tuple[IssueView, ...]
    has_list: Callable[[str], bool]
    places: Mapping[str, Place] = field(init=False)
    issue_at: Mapping[IssueKey, IssueView] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", dict(chain.from_iterable(map(_places, self.issues))))
        object.__setattr__(self, "issue_at", {(issue.newspaper.key, issue.date): issue for issue in self.issues})

    def known(self, ref: ArticleRef) -> ArticleRef:
        """An article as its own page shows it: without links to sections and persons that have no page.

        Only an article that is not listed (a draft, a hidden one, a translation) can have such.
        """
        if ref.path in self.places:
            return ref
        authors = ref.authors if all(tuple(map(self.has_list, (person.path for person in ref.authors)))) else ()
        section = ref.section if ref.section and self.has_list(ref.section.path) else None
        return replace(ref, authors=authors, section=section)

    def place(self, ref: ArticleRef) -> Place:
        """Where an article stands; one that is not listed (a draft, a translation) has its issue, if there is one."""
        known = self.places.get(ref.path)
        return known or Place(self.issue_at.get((ref.newspaper, ref.date)))


def assemble(
    listed: Iterable[ArticleRef],
    settings: Settings,
    notes: Mapping[IssueKey, Notes],
    *,
    has_list: Callable[[str], bool],
    steps: Mapping[IssueKey, Steps] | None = None,
) -> Archive:
    """Put the issues together.

    Args:
        listed: every article that lists show, in any order.
        settings: the newspapers.
        notes: what the issues' own metadata says of their pages. An issue of which no article is published is none.
        has_list: whether there is a page of a section or person at this address.
        steps: the neighbours of each issue; None when all issues are here.
    """
    found = issues_of.by_issue(listed)
    if steps is None:
        steps = _steps(list(found))
    refs = {key: issues_of.newspaper_ref(settings.newspaper(key)) for key, _ in found}
    views = (
        issues_of.issue_view(refs[key[0]], articles, notes.get(key, ()), steps[key]) for key, articles in found.items()
    )
    return Archive(tuple(views), has_list)


def issue_records(
    archive: Archive, names: Mapping[str, tuple[str, ...]], notes: Mapping[IssueKey, Notes]
) -> list[IssueRecord]:
    """The issues as the catalogue keeps them; `names` are the persons under whom an article, by path, is listed."""
    return [
        IssueRecord(
            newspaper=issue.newspaper.key,
            date=issue.date,
            articles=issue.articles,
            names=tuple(names[ref.path] for ref in issue.articles),
            notes=notes.get((issue.newspaper.key, issue.date), ()),
            pages=len(issue.pages),
        )
        for issue in archive.issues
    ]


def _steps(keys: list[IssueKey]) -> dict[IssueKey, Steps]:
    around = zip([None, *keys], keys, [*keys[1:], None], strict=False)
    return {
        here: (
            before[1] if before and before[0] == here[0] else None,
            after[1] if after and after[0] == here[0] else None,
        )
        for before, here, after in around
    }


def _places(issue: IssueView) -> Iterable[tuple[str, Place]]:
    pages = {ref.path: page for page in issue.pages for ref in page.articles}
    order = issue.articles
    for before, ref, after in zip([None, *order], order, [*order[1:], None], strict=False):
        yield ref.path, Place(issue, pages.get(ref.path), before, after)
