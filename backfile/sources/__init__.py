"""The registry of sources: one reader for each kind of input file.

A new format is one module with a `read(path, rules)` and one entry here. A reader gives a `Page`, which is then taken
apart into articles, or a finished `Article`; it raises `SourceError` for what it cannot take.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from backfile.models import Article, Page
from backfile.newspapers import Rules

Reader = Callable[[Path, Rules], Page | Article]
"""Reads a file by the rules of its newspaper."""


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of input: what to call it in messages, the suffixes of its files, its reader."""

    words: str
    suffixes: tuple[str, ...]
    read: Reader


def _read_text(path: Path, rules: Rules) -> Page:
    from backfile.sources import text

    return text.read(path, rules)


def _read_html(path: Path, rules: Rules) -> Article:
    from backfile.sources import html  # its libraries take half a second to load: only when a web page comes

    return html.read(path, rules)


SOURCES = (
    Source("the text of a page", (".txt", ".text"), _read_text),
    Source("a saved web article", (".html", ".htm", ".xhtml", ".shtml"), _read_html),
)


def source_of(path: Path) -> Source | None:
    """The kind of input that a file is by its suffix, None when it is none."""
    suffix = path.suffix.lower()
    return next((source for source in SOURCES if suffix in source.suffixes), None)


def known_suffixes() -> str:
    """The suffixes that can be taken, for messages."""
    return ", ".join(suffix for source in SOURCES for suffix in source.suffixes)
