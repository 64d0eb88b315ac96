"""Issues and their pages, in printed order, each with its neighbours."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from backfile import identify
from backfile.build.views import IssueRef, IssueView, NewspaperView, PageView, YearRef
from backfile.models import PageNotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from backfile.build.views import ArticleRef
    from backfile.settings import Newspaper

_PAGE = re.compile(r"(?P<letters>\D*)(?P<digits>\d*)(?P<rest>.*)", re.DOTALL)


Notes = tuple[PageNotes, ...]
IssueKey = tuple[str, "date"]


def page_order(page: str) -> tuple[str, int, str]:
    """Sort key of page numbers as printed: 2 before 10, plain numbers before A1, A1 before B1."""
    match = _PAGE.match(page)
    if not match:
        return ("", 0, page)
    return (match["letters"].upper(), int(match["digits"] or 0), match["rest"])


def print_order(ref: ArticleRef) -> tuple[bool, tuple[str, int, str], str]:
    """Sort key of the articles of one issue: by page, then by number on the page; what has no page stands last."""
    return (not ref.page, page_order(ref.page), ref.id)


def newspaper_views(
    refs: Iterable[ArticleRef], newspapers: Sequence[Newspaper], notes: Mapping[IssueKey, Notes]
) -> tuple[tuple[NewspaperView, ...], tuple[IssueView, ...]]:
    """All newspapers in the order given, and all their issues, by newspaper and date.

    Args:
        refs: the listed articles, in any order.
        newspapers: what the settings say of each newspaper that has an article, and of those that have none yet.
        notes: what the issues' own metadata says of their pages. An issue of which no article is published is none.
    """
    by_issue: dict[IssueKey, list[ArticleRef]] = defaultdict(list)
    for ref in refs:
        by_issue[(ref.newspaper, ref.date)].append(ref)
    by_newspaper: dict[str, list[IssueRef]] = defaultdict(list)
    for newspaper, day in sorted(by_issue):
        path = identify.issue_path(newspaper, day)
        by_newspaper[newspaper].append(IssueRef(day, path, newspaper, len(by_issue[newspaper, day])))
    views = tuple(_newspaper(newspaper, by_newspaper.get(newspaper.key, [])) for newspaper in newspapers)
    issues = []
    for view in views:
        dated = by_newspaper.get(view.key, [])
        for before, here, after in zip([None, *dated], dated, [*dated[1:], None], strict=False):
            key = (view.key, here.date)
            issues.append(_issue(view, here, by_issue[key], notes.get(key, ()), before, after))
    return views, tuple(issues)


def _newspaper(newspaper: Newspaper, issues: Sequence[IssueRef]) -> NewspaperView:
    counts: dict[int, list[int]] = {}
    for issue in issues:
        count = counts.setdefault(issue.date.year, [0, 0])
        count[0] += 1
        count[1] += issue.articles
    return NewspaperView(
        key=newspaper.key,
        name=newspaper.name,
        lang=newspaper.lang,
        subtitle=newspaper.subtitle,
        place=newspaper.place,
        founded=newspaper.founded,
        latest=issues[-1] if issues else None,
        first=issues[0] if issues else None,
        years=tuple(
            YearRef(year, identify.year_path(newspaper.key, year), issues=count[0], articles=count[1])
            for year, count in sorted(counts.items())
        ),
    )


def _issue(
    newspaper: NewspaperView,
    here: IssueRef,
    refs: Iterable[ArticleRef],
    notes: Notes,
    before: IssueRef | None,
    after: IssueRef | None,
) -> IssueView:
    articles = tuple(sorted(refs, key=print_order))
    pages = _pages(newspaper.key, here.date, [ref for ref in articles if ref.page], notes)
    return IssueView(
        newspaper=newspaper,
        date=here.date,
        path=here.path,
        pages=pages,
        articles=articles,
        loose=tuple(ref for ref in articles if not ref.page),
        previous=before,
        next=after,
    )


def _pages(newspaper: str, day: date, articles: Iterable[ArticleRef], notes: Notes) -> tuple[PageView, ...]:
    """The pages by their address: `A3` and `A03` are one page, under the number that its articles give first."""
    pages: dict[str, PageView] = {}
    for note in notes:
        path = identify.page_path(newspaper, day, note.number)
        pages[path] = PageView(note.number, note.section, path, (), note.furniture)
    placed: dict[str, list[ArticleRef]] = defaultdict(list)
    for ref in articles:
        placed[identify.page_path(newspaper, day, ref.page)].append(ref)
    for path, refs in placed.items():
        section = next((ref.section.name for ref in refs if ref.section), "")
        known = pages.get(path, PageView(refs[0].page, section, path, (), ()))
        pages[path] = replace(known, section=known.section or section, articles=tuple(refs))
    return tuple(sorted(pages.values(), key=lambda page: (page_order(page.number), page.path)))
