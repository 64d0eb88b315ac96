"""What was taken into an issue from which input, and what was written then: the memory of `ingest`.

A file `.ingested.json` in the issue's folder (hidden, so that Pelican passes it by) has for every source its hash and
the articles it gave with the hash of what the converter made of each. From it a re-run knows what is unchanged, what a
person has corrected, moved or deleted since, and that the same input came under another name. Without it no article is
lost: what stands there is then taken for corrected and kept; what was deleted is known from `kept`, if that is there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from backfile.errors import ContentError, DuplicateError
from backfile.identify import ARTICLE_ID

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from backfile.ingest.store import Store

FILE_NAME = ".ingested.json"


@dataclass(frozen=True, slots=True)
class Record:
    """One source: the hash of its bytes, and what became of it.

    Attributes:
        hash: of the bytes of the input, empty when not all of it could be put in place.
        articles: id -> hash of what the converter wrote for it last, before it was merged with a correction.
        pictures: path below the folder of the article's file -> hash of the picture that was written there.
        moved: id -> path below the content folder of an article that a person has moved or renamed.
        deleted: ids that a person has deleted. They stay in `articles`.
        open: ids whose new text waits in `kept`, because it stands against a correction.
    """

    hash: str
    articles: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)


def read(store: Store, folder: Path) -> dict[str, Record]:
    """The records of an issue's folder, source name -> record; empty when there are none.

    Raises:
        ContentError: the file is damaged.
    """
    path = folder / FILE_NAME
    try:
        data = store.read(path)
        values = json.loads(data.decode("utf-8")) if data is not None else {}
        return {str(name): _record(value) for name, value in values.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        remedy = "delete it: every article there then counts as corrected"
        raise ContentError("damaged", source=str(path), remedy=remedy) from error


def _record(value: Mapping[str, Any]) -> Record:
    hashes, pictures, moved = (
        {str(key): str(text) for key, text in dict(value.get(name, {})).items()}
        for name in ("articles", "pictures", "moved")
    )
    if not all(map(ARTICLE_ID.fullmatch, hashes)):
        raise ValueError("an id that is none would lead out of the folder")
    deleted, waiting = (set(map(str, value.get(name, ()))) for name in ("deleted", "open"))
    return Record(str(value["hash"]), hashes, pictures, moved, deleted, waiting)


def write(store: Store, folder: Path, records: Mapping[str, Record]) -> None:
    """Put the records of an issue's folder in place, unless they stand there already."""
    values = {name: _value(record) for name, record in records.items()}
    data = (json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")
    store.write(folder / FILE_NAME, data)


def _value(record: Record) -> dict[str, object]:
    value: dict[str, object] = {"hash": record.hash, "articles": record.articles}
    rest = {"pictures": record.pictures, "moved": record.moved}
    lists = {"deleted": sorted(record.deleted), "open": sorted(record.open)}
    return value | {name: held for name, held in (rest | lists).items() if held}


class Memory:
    """All records of one newspaper, for finding an input by its bytes. Read when it is first asked.

    Args:
        store: the archive.
        newspaper: the key of the newspaper.
    """

    def __init__(self, store: Store, newspaper: str) -> None:
        self._store = store
        self._newspaper = newspaper
        self._places: dict[str, list[tuple[str, Path]]] | None = None

    def find(self, digest: str, name: str, *, restore: bool = False) -> Path | None:
        """The folder of the issue in which the same input of the same name was taken, None when it was not.

        Args:
            digest: the hash of its bytes.
            name: what it is called.
            restore: whether it may come again when all that it gave under another name was deleted.

        Raises:
            DuplicateError: it was taken under another name.
            ContentError: a record is damaged, or the newspaper's folder is a link.
        """
        if self._places is None:
            self._places = {}
            root = self._store.folder(self._newspaper)
            # A person may have given the folder of an issue another name, and what was taken in moved with it.
            for folder in sorted(path.parent for path in root.glob(f"*/*/*/{FILE_NAME}")):
                for source, record in read(self._store, folder).items():
                    self._places.setdefault(record.hash, []).append((source, folder))
        there = [
            (source, folder)
            for source, folder in self._places.get(digest, ())
            if source in read(self._store, folder)  # and was not moved to another issue by this run
        ]
        for source, folder in there:
            if source == name:
                return folder
        for source, folder in there:
            record = read(self._store, folder)[source]
            gone = not record.moved and not any(self._store.has(folder / f"{key}.md") for key in record.articles)
            if gone and restore:
                continue
            raise DuplicateError(
                f"the same as {source}, which was taken into the archive under {self._store.relative(folder)}",
                source=name,
                remedy="run again with --restore to have deleted articles again"
                if gone
                else "take one of the two away",
            )
        return None

    def add(self, digest: str, name: str, folder: Path) -> None:
        """Take note of an input that has just been taken in."""
        if self._places is not None:
            self._places.setdefault(digest, []).append((name, folder))
