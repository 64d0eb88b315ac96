"""Reads an input by the rules of its newspaper for its day, which often only the input itself tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.ingest.placement import read_path
from backfile.models import Page

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from backfile.models import Article
    from backfile.newspapers import Rulebook
    from backfile.sources import Source


def read(source: Source, path: Path, book: Rulebook, given: date | None) -> Page | Article:
    """What `source` reads in the file, by the rules in force on its day.

    The first reading goes by the day in the file's name, else by the newest rules; when the day is another one by what
    was read (or by `given`, in the order of `placement`), the file is read once more by the rules of that day.

    Raises:
        SourceError: the file cannot be taken.
    """
    named = read_path(path).date
    rules = book.for_day(named)
    found = source.read(path, rules)
    if isinstance(found, Page):
        day = named or found.date or given
    else:
        day = (found.published.date() if found.published else None) or named or given
    in_force = book.for_day(day)
    return found if in_force is rules else source.read(path, in_force)
