"""Stock Pelican, the version that we build on, with its own settings and a lean theme.

It has no lists by month or year of anything; tags stand in for them. The pages of an issue it is spared: as tags, 1,200
more of them at 10,000 articles, they would cost it as much again.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

from benchmarks.building.builders import Builder, body_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.building.archive import Edition


class Pelican(Builder):
    """`pelican content`."""

    name = "pelican"

    def version(self) -> str:
        """The version in the environment."""
        return f"Pelican {version('pelican')}"

    def command(self) -> Sequence[str]:
        """The plain command."""
        return (sys.executable, "-m", "pelican", "--quiet", "--fatal", "errors", "-s", "pelicanconf.py")

    def sources(self, edition: Edition) -> Iterator[tuple[str, str]]:
        """Markdown with the keys that Pelican knows."""
        for entry in edition.entries:
            names = [credit.name for credit in entry.article.credits]
            section = entry.article.section
            tags = [f"{section}-{edition.day:%Y-%m}", *(f"{name}-{edition.day:%Y}" for name in names)]
            head = (
                f"Title: {entry.article.title}\nDate: {edition.day}\nCategory: {section}\nAuthors: {'; '.join(names)}\n"
                f"Tags: {', '.join(tags)}\nSlug: {entry.id}\nByline: {entry.article.byline}\nPrinted: {entry.page}\n"
            )
            yield f"content/{edition.day:%Y/%m/%d}/{entry.id}.md", f"{head}\n{body_of(entry)}"
