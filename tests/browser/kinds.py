"""One page of every kind that the site has, found in the built sample archive by the shape of its address."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_DAY = r"[a-z0-9-]+/\d{4}/\d\d/\d\d"
_ADDRESSES = {
    "home": r"index\.html",
    "issue": rf"{_DAY}/index\.html",
    "page": rf"{_DAY}/p[a-z0-9]+\.html",
    "article": rf"{_DAY}/[a-z0-9-]+-\d{{8}}-[pw][a-z0-9-]+\.html",
    "calendar": r"calendar\.html",
    "year": r"[a-z0-9-]+/\d{4}/index\.html",
    "sections": r"section/index\.html",
    "section": r"section/[a-z0-9-]+/index\.html",
    "section month": r"section/[a-z0-9-]+/\d{4}-\d\d\.html",
    "people": r"person/index\.html",
    "person": r"person/[a-z0-9-]+/index\.html",
    "person year": r"person/[a-z0-9-]+/\d{4}\.html",
    "search": r"search\.html",
    "about": r"about\.html",
    "lost": r"404\.html",
}
KINDS = (*_ADDRESSES, "English article", "article without headline")


@cache
def all_pages(site: Path) -> tuple[str, ...]:
    """The address of every page, relative to the site's folder, in order."""
    return tuple(sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html")))


@cache
def address(site: Path, kind: str) -> str:
    """A page of this kind: of several the longest, because it shows most; an archive without one fails the test."""
    if kind == "English article":
        found = _articles_with(site, '<article class="story kind-article" lang="en"')
    elif kind == "article without headline":
        found = _articles_with(site, '<h1 class="headline untitled">')
    else:
        found = _of(site, kind)
    assert found, f"the sample archive has no page of the kind {kind!r}"
    return max(found, key=lambda path: (site / path).stat().st_size)


def _of(site: Path, kind: str) -> list[str]:
    return [path for path in all_pages(site) if re.fullmatch(_ADDRESSES[kind], path)]


def _articles_with(site: Path, words: str) -> list[str]:
    return [path for path in _of(site, "article") if words in (site / path).read_text("utf-8")]
