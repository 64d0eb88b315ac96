"""Issues and their pages, in printed order, each with its neighbours."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from backfile import identify
from backfile.build.views import IssueStep, IssueView, NewspaperRef, PageView
from backfile.models import PageNotes

if TYPE_CHECKING:
    from collections.abc import Iterable
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


def newspaper_ref(newspaper: Newspaper | NewspaperRef) -> NewspaperRef:
    """A newspaper as every page knows it."""
    return NewspaperRef(
        newspaper.key, newspaper.name, newspaper.lang, newspaper.subtitle, newspaper.place, newspaper.founded
    )


def by_issue(refs: Iterable[ArticleRef]) -> dict[IssueKey, tuple[ArticleRef, ...]]:
    """The listed articles of each issue, in print order; the issues by newspaper and date."""
    found: dict[IssueKey, list[ArticleRef]] = defaultdict(list)
    for ref in refs:
        found[ref.newspaper, ref.date].append(ref)
    return {key: tuple(sorted(found[key], key=print_order)) for key in sorted(found)}


def issue_view(
    newspaper: NewspaperRef, articles: tuple[ArticleRef, ...], notes: Notes, steps: tuple[date | None, date | None]
) -> IssueView:
    """An issue.

    Args:
        newspaper: whose it is.
        articles: its listed articles, at least one, in print order.
        notes: what its own metadata says of its pages.
        steps: the dates of the newspaper's issues before and after it.
    """
    day = articles[0].date
    before, after = (IssueStep(step, identify.issue_path(newspaper.key, step)) if step else None for step in steps)
    return IssueView(
        newspaper=newspaper,
        date=day,
        path=identify.issue_path(newspaper.key, day),
        pages=_pages(newspaper.key, day, [ref for ref in articles if ref.page], notes),
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
