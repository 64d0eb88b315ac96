"""Pelican with the shorter ways in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator

from backfile.build.quick.generator import QuickArticlesGenerator
from backfile.build.quick.reader import QuickReader
from backfile.build.reader import ArchiveReader

if TYPE_CHECKING:
    from pelican.readers import Readers

_NEED_LISTS = ("CATEGORY", "TAG", "AUTHOR", "YEAR_ARCHIVE", "MONTH_ARCHIVE", "DAY_ARCHIVE")
"""Settings that end in `_SAVE_AS`: with one of them Pelican writes lists of its own, and makes them itself."""


class QuickPelican(Pelican):
    """Writes the same bytes as Pelican. A maintainer's own `PELICAN_CLASS` is mixed in behind it."""

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        signals.readers_init.connect(_read_quickly)

    def _get_generator_classes(self) -> list[type]:
        classes: list[type] = super()._get_generator_classes()
        if any(self.settings[f"{name}_SAVE_AS"] for name in _NEED_LISTS) or self.settings["CACHE_CONTENT"]:
            return classes
        return [QuickArticlesGenerator if cls is ArticlesGenerator else cls for cls in classes]


def _read_quickly(readers: Readers) -> None:
    for suffix, reader in readers.reader_classes.items():
        if reader is ArchiveReader:
            readers.reader_classes[suffix] = QuickReader
