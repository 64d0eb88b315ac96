"""The articles as the search knows them, issue by issue, and which of them have changed since the index was written."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from backfile.search.document import Document

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

INDEX = "index"
"""The folder beside a build's state that has the index of them in it, as the site has, and the index's own state."""

_FIELDS = [field.name for field in fields(Document)]

SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    date TEXT, newspaper TEXT, data BLOB, PRIMARY KEY (date, newspaper)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS document_places (
    id TEXT, date TEXT, newspaper TEXT, PRIMARY KEY (id, date, newspaper)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents_changed (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""
"""The documents of each issue, compressed; in which issue each is; those that are new, changed or no more."""


def gather(plugins: Iterable[Any], generators: Iterable[Any]) -> list[dict[str, Any]]:
    """The documents of the listed articles, by the plugin that has `document_of`."""
    return [
        {name: getattr(document, name) for name in _FIELDS}
        for plugin in plugins
        if hasattr(plugin, "document_of")
        for generator in generators
        for document in map(plugin.document_of, generator.articles)
    ]


def keep(database: sqlite3.Connection, newspaper: str, day: str, documents: list[dict[str, Any]]) -> bool:
    """Keep the documents of an issue in the place of those known so far; whether they are others."""
    key = (day, newspaper)
    before = {document["id"]: document for document in _of_issue(database, *key)}
    after = {document["id"]: document for document in documents}
    changed = [id_ for id_ in before.keys() | after.keys() if before.get(id_) != after.get(id_)]
    if not changed:
        return False
    database.executemany("INSERT OR IGNORE INTO documents_changed VALUES (?)", [(id_,) for id_ in changed])
    for id_ in before.keys() - after.keys():
        database.execute("DELETE FROM document_places WHERE id = ? AND date = ? AND newspaper = ?", (id_, *key))
    new = [(id_, *key) for id_ in after.keys() - before.keys()]
    database.executemany("INSERT INTO document_places VALUES (?, ?, ?)", new)
    database.execute("DELETE FROM documents WHERE date = ? AND newspaper = ?", key)
    if documents:
        # A lone surrogate has no UTF-8, but it has an escape.
        data = zlib.compress(json.dumps(sorted(documents, key=lambda document: document["id"])).encode(), 1)
        database.execute("INSERT INTO documents VALUES (?, ?, ?)", (*key, data))
    return True


def settle(database: sqlite3.Connection) -> None:
    """Take note that the index has all that has changed."""
    database.execute("DELETE FROM documents_changed")


def count(database: sqlite3.Connection) -> tuple[int, int]:
    """How many documents there are, and how many have changed or are no more."""
    (total,) = database.execute("SELECT count(*) FROM document_places").fetchone()
    (changed,) = database.execute("SELECT count(*) FROM documents_changed").fetchone()
    return total, changed


def changed(database: sqlite3.Connection) -> tuple[list[Document], list[str]]:
    """The documents that are new or changed, and the ids of those that are no more."""
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    gone = []
    rows = database.execute("SELECT id, date, newspaper FROM documents_changed LEFT JOIN document_places USING (id)")
    for id_, day, newspaper in rows:
        if day is None:
            gone.append(id_)
        else:
            wanted[day, newspaper].add(id_)
    put = [
        _made(document)
        for key, ids in wanted.items()
        for document in _of_issue(database, *key)
        if document["id"] in ids
    ]
    return put, gone


def every(database: sqlite3.Connection) -> Iterator[Document]:
    """All documents by date and id."""
    day: list[dict[str, Any]] = []
    for (data,) in database.execute("SELECT data FROM documents ORDER BY date, newspaper"):
        documents = _unpacked(data)
        if day and day[0]["date"] != documents[0]["date"]:
            yield from _in_order(day)
            day = []
        day += documents
    yield from _in_order(day)


def _of_issue(database: sqlite3.Connection, day: str, newspaper: str) -> list[dict[str, Any]]:
    row = database.execute("SELECT data FROM documents WHERE date = ? AND newspaper = ?", (day, newspaper)).fetchone()
    return _unpacked(row[0]) if row else []


def _unpacked(data: bytes) -> list[dict[str, Any]]:
    documents: list[dict[str, Any]] = json.loads(zlib.decompress(data))
    return documents


def _in_order(day: list[dict[str, Any]]) -> Iterator[Document]:
    return map(_made, sorted(day, key=lambda document: str(document["id"])))


def _made(values: dict[str, Any]) -> Document:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    return Document(**fields)
