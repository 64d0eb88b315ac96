"""Our own builds: `inv build`, with the search index and without."""

from __future__ import annotations

import shutil
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from backfile import identify, markdown
from benchmarks.building.archive import KEY, NAME
from benchmarks.building.builders import Builder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.building.archive import Edition

ROOT = Path(__file__).resolve().parent.parent.parent
SETTINGS = f"""from backfile.defaults import *

SITENAME = "{NAME}"
NEWSPAPERS = {{"{KEY}": {{"name": "{NAME}", "lang": "zh-cn"}}}}
DEFAULT_NEWSPAPER = "{KEY}"
DEFAULT_LANG = "zh-cn"
"""
WITHOUT_SEARCH = 'PLUGINS = ["backfile_archive"]\n'


class Ours(Builder):
    """`inv build` with the real theme and the full search index."""

    name = "backfile"
    settings = SETTINGS

    def begin(self) -> None:
        """Write the settings."""
        self.folder.mkdir(parents=True)
        (self.folder / "pelicanconf.py").write_text(self.settings, encoding="utf-8")

    def version(self) -> str:
        """The program, with the Pelican below it."""
        return f"Backfile {version('backfile')} on Pelican {version('pelican')}"

    def command(self) -> Sequence[str]:
        """The task as a maintainer gives it."""
        folders = ("--content", self.folder / "content", "--output", self.folder / self.site)
        task = (sys.executable, "-m", "invoke", "--search-root", ROOT, "build", "--quiet")
        return tuple(map(str, (*task, *folders, "--settings", self.folder / "pelicanconf.py")))

    def sources(self, edition: Edition) -> Iterator[tuple[str, str]]:
        """Markdown as `ingest` writes it."""
        folder = f"content/{identify.issue_folder(KEY, edition.day)}"
        for entry in edition.entries:
            yield f"{folder}/{entry.id}.md", markdown.write(entry)

    def forget(self) -> None:
        """Remove the site, and whatever builds remember beside it and in hidden folders of the content."""
        beside = (path for path in self.folder.iterdir() if path.name not in {"content", "pelicanconf.py"})
        for path in (*beside, *(self.folder / "content").glob(".*")):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


class OursWithoutSearch(Ours):
    """`inv build` without the plugin of the search: what the peers do."""

    name = "backfile without search"
    settings = SETTINGS + WITHOUT_SEARCH
