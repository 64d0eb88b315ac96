"""Pelican with the shorter ways in it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator, StaticGenerator

from backfile.build import part as parts
from backfile.build.quick.files import QuickStaticGenerator
from backfile.build.quick.generator import QuickArticlesGenerator
from backfile.build.quick.reader import QuickReader
from backfile.build.reader import ArchiveReader

if TYPE_CHECKING:
    from pelican.readers import Readers

    from backfile.build.part import Part


class QuickPelican(Pelican):
    """Writes the same bytes as Pelican. A maintainer's own `PELICAN_CLASS` is mixed in behind it."""

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        signals.readers_init.connect(_read_quickly)

    def _get_generator_classes(self) -> list[type]:
        classes: list[type] = super()._get_generator_classes()
        part: Part | None = self.settings.get(parts.SETTING)
        others: dict[type, type] = {ArticlesGenerator: QuickArticlesGenerator}
        if part is not None and not part.pages:
            others[PagesGenerator] = KnownPages
        if part is not None:  # the search is given its documents when all parts are done
            others |= {StaticGenerator: QuickStaticGenerator}
            others |= {cls: SearchPage for cls in classes if is_search(cls)}
            classes = [cls for cls in classes if part.pages or not is_search(cls)]
        return [others.get(cls, cls) for cls in classes]


class SearchPage(Generator):
    """Writes the page of the search and no index."""

    def generate_output(self, writer: Any) -> None:
        """Write it."""
        writer.write_file("search.html", self.get_template("search"), self.context, self.settings["RELATIVE_URLS"])


class KnownPages(PagesGenerator):
    """Reads the written pages, because the navigation of every page may show them, and leaves the writing to others."""

    def generate_output(self, writer: Any) -> None:
        """Write nothing."""


def is_search(generator: type) -> bool:
    """Whether a generator is that of the plugin that makes documents of articles for the search."""
    return hasattr(sys.modules[generator.__module__], "document_of")


def _read_quickly(readers: Readers) -> None:
    for suffix, reader in readers.reader_classes.items():
        if reader is ArchiveReader:
            readers.reader_classes[suffix] = QuickReader
