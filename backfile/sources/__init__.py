"""The registry of sources: one reader for each kind of input file.

A document is a file that holds one thing: its reader gives a `Page`, which is then taken apart into articles, or a
finished `Article`; it is told the rules of the newspaper. An export is a file of many records: its reader gives them
one after another. Either raises `SourceError` for what it cannot take. A new format is one module with such a reader
and one entry here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from backfile.models import Article, Page
from backfile.newspapers import Rules

if TYPE_CHECKING:
    from backfile.sources.exports import Item

Reader = Callable[[Path, Rules], Page | Article]
"""Reads a file by the rules of its newspaper."""
RecordReader = Callable[[Path, Callable[[int], None]], "Iterator[Item]"]
"""Reads a file of records; its second argument is told now and then how many bytes were read."""


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of document: what to call it in messages, the suffixes of its files, its reader.

    `is_article` tells that a file is one finished article and not a page of several.
    """

    words: str
    suffixes: tuple[str, ...]
    read: Reader
    is_article: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """A kind of export.

    `is_meant` tells for a file that was not named but found in a folder whether it is one, where other kinds of files
    have the same suffix.
    """

    words: str
    suffixes: tuple[str, ...]
    records: RecordReader
    is_meant: Callable[[Path], bool] = lambda _path: True


# The libraries of some readers take half a second to load: only when such a file comes.


def _read_text(path: Path, rules: Rules) -> Page:
    from backfile.sources import text

    return text.read(path, rules)


def _read_html(path: Path, rules: Rules) -> Article:
    from backfile.sources import html

    return html.read(path, rules)


def _json_lines(path: Path, tell: Callable[[int], None]) -> Iterator[Item]:
    from backfile.sources.exports import json_lines

    return json_lines.records(path, tell)


def _table(path: Path, tell: Callable[[int], None]) -> Iterator[Item]:
    from backfile.sources.exports import tables

    return tables.records(path, tell)


def _wordpress(path: Path, tell: Callable[[int], None]) -> Iterator[Item]:
    from backfile.sources.exports import wordpress

    return wordpress.records(path, tell)


def _is_wordpress(path: Path) -> bool:
    from backfile.sources.exports import wordpress

    return wordpress.is_wordpress(path)


SOURCES = (
    Source("the text of a page", (".txt", ".text"), _read_text),
    Source("a saved web article", (".html", ".htm", ".xhtml", ".shtml"), _read_html, is_article=True),
)

EXPORTS = (
    Export("JSON Lines", (".jsonl", ".ndjson"), _json_lines),
    Export("a table", (".csv", ".tsv"), _table),
    Export("an export of WordPress", (".xml", ".wxr"), _wordpress, _is_wordpress),
)


def source_of(path: Path) -> Source | Export | None:
    """The kind of input that a file is by its suffix, None when it is none."""
    suffix = path.suffix.lower()
    kinds: tuple[Source | Export, ...] = (*SOURCES, *EXPORTS)
    return next((kind for kind in kinds if suffix in kind.suffixes), None)


def known_suffixes() -> str:
    """The suffixes that can be taken, for messages."""
    return ", ".join(suffix for kind in (*SOURCES, *EXPORTS) for suffix in kind.suffixes)
