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

from backfile.errors import ContentError
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
