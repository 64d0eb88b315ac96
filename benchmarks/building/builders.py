"""What every builder of a site shares: a folder with sources, editions added to it, a command that builds."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

from backfile import markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from backfile.models import Entry
    from benchmarks.building.archive import Edition

TEMPLATES = Path(__file__).resolve().parent / "templates"


class Builder(ABC):
    """One program that builds the site of the archive, in a folder of its own.

    `name` is what `--peers` calls it, `settings` the files that it needs besides its sources: a folder in `templates/`.
    """

    name = ""
    pinned = ""
    """The version that is installed, when it is the benchmark that installs it."""
    site = "output"

    def __init__(self, folder: Path, tools: Path) -> None:
        self.folder = folder
        self.tools = tools
        """Where what is installed for benchmarks lies; it outlasts a run."""

    def install(self, _say: Callable[[str], None]) -> None:
        """Install what is missing, if there is anything, and say so.

        Raises:
            BackfileError: it cannot be had.
        """
        return

    def begin(self) -> None:
        """Lay out the folder: all but the sources."""
        shutil.copytree(TEMPLATES / self.name, self.folder)

    @abstractmethod
    def version(self) -> str:
        """Name and version of the program."""

    @abstractmethod
    def command(self) -> Sequence[str]:
        """What builds the site, run in the folder."""

    @abstractmethod
    def sources(self, edition: Edition) -> Iterator[tuple[str, str]]:
        """The source files of an edition: path in the folder, text."""

    def add(self, edition: Edition) -> None:
        """Write an edition, or one that has changed."""
        for path, text in self.sources(edition):
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")

    def forget(self) -> None:
        """Remove all that builds have left behind, so that the next one is a clean one."""
        shutil.rmtree(self.folder / self.site, ignore_errors=True)


def body_of(entry: Entry) -> str:
    """The body of an article as Markdown."""
    return markdown.write(entry).split("\n\n", 1)[1]


def lists_of(day: date, page: str, section: str, names: Sequence[str]) -> dict[str, list[str]]:
    """The lists in which an article stands: kind of list -> their names."""
    return {
        "printed": [f"{day}-p{int(page):02d}"],
        "sections": [section],
        "sectionmonths": [f"{section}-{day:%Y-%m}"],
        "persons": list(names),
        "personyears": [f"{name}-{day:%Y}" for name in names],
    }
