"""Eleventy, installed from the npm registry, run by the node that our tests use."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from benchmarks.building.archive import KEY
from benchmarks.building.builders import TEMPLATES, Builder, body_of, lists_of
from benchmarks.building.install import node_packages
from tests import node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.building.archive import Edition


class Eleventy(Builder):
    """`eleventy`: lists are collections, cut into pages of one list each."""

    name = "eleventy"
    site = "_site"

    def install(self, say: Callable[[str], None]) -> None:
        """Install what the lock names."""
        node_packages("eleventy", TEMPLATES / self.name, self.tools, say)

    def begin(self) -> None:
        """Lay out the folder; packages are found through a link."""
        super().begin()
        (self.folder / "node_modules").symlink_to(self.tools / "eleventy" / "node_modules")

    def version(self) -> str:
        """The version in the lock."""
        lock = json.loads((TEMPLATES / self.name / "package-lock.json").read_text(encoding="utf-8"))
        return f"Eleventy {lock['packages']['node_modules/@11ty/eleventy']['version']}"

    def command(self) -> Sequence[str]:
        """The program, without npx around it."""
        return (node.program(), "node_modules/@11ty/eleventy/cmd.cjs", "--quiet")

    def sources(self, edition: Edition) -> Iterator[tuple[str, str]]:
        """Markdown with front matter."""
        for entry in edition.entries:
            folder = f"{KEY}/{edition.day:%Y/%m/%d}"
            names = [credit.name for credit in entry.article.credits]
            head = {"title": entry.article.title, "day": f"{edition.day}", "byline": entry.article.byline}
            head |= {"permalink": f"{folder}/{entry.id}.html"}
            lines = head | lists_of(edition.day, entry.page, entry.article.section, names)
            text = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in lines.items())
            yield f"content/articles/{folder}/{entry.id}.md", f"---\n{text}---\n\n{body_of(entry)}"

    def forget(self) -> None:
        """Remove the site and the cache of what Eleventy has fetched or found."""
        super().forget()
        shutil.rmtree(self.folder / ".cache", ignore_errors=True)
