"""The seam between the build and the search: documents out of the articles of a run, the index out of all documents."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from backfile.search.document import Document
from backfile.search.writer import write

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    date TEXT, newspaper TEXT, data BLOB, PRIMARY KEY (date, newspaper)
) WITHOUT ROWID;
"""
"""The documents of each issue, compressed."""


def gather(plugins: Iterable[Any], generators: Iterable[Any]) -> list[dict[str, Any]] | None:
    """The documents of the listed articles, by the plugin that has `document_of`; None without such a plugin."""
    for plugin in plugins:
        if hasattr(plugin, "document_of"):
            return [asdict(plugin.document_of(article)) for generator in generators for article in generator.articles]
    return None


def keep(database: sqlite3.Connection, newspaper: str, day: str, documents: list[dict[str, Any]]) -> bool:
    """Keep the documents of an issue in the place of those known so far; whether they are others."""
    key = (day, newspaper)
    # A lone surrogate has no UTF-8, but it has an escape.
    data = zlib.compress(json.dumps(sorted(documents, key=lambda document: document["id"])).encode(), 1)
    known = database.execute("SELECT data FROM documents WHERE date = ? AND newspaper = ?", key).fetchone()
    if (known and known[0] == data) or (not known and not documents):
        return False
    database.execute("DELETE FROM documents WHERE date = ? AND newspaper = ?", key)
    if documents:
        database.execute("INSERT INTO documents VALUES (?, ?, ?)", (*key, data))
    return True


def write_index(database: sqlite3.Connection, output: Path) -> None:
    """Write the index of all documents into the folder `search` below `output`."""
    write(_all(database), output)


def _all(database: sqlite3.Connection) -> Iterator[Document]:
    """All documents by date and id."""
    day: list[dict[str, Any]] = []
    for (data,) in database.execute("SELECT data FROM documents ORDER BY date, newspaper"):
        documents = json.loads(zlib.decompress(data))
        if day and day[0]["date"] != documents[0]["date"]:
            yield from _made(day)
            day = []
        day += documents
    yield from _made(day)


def _made(day: list[dict[str, Any]]) -> Iterator[Document]:
    for values in sorted(day, key=lambda values: values["id"]):
        fields: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in values.items()
        }
        yield Document(**fields)
