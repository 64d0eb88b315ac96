"""What was taken into an issue from which input, and what was written then: the memory of `ingest`.

A file `.ingested.json` in the issue's folder (hidden, so that Pelican passes it by) has for every source its hash and
the articles it gave with the hash of what was written. From it a re-run knows what is unchanged, what a person has
corrected since, and that the same input came under another name. Without it nothing is lost: an article that stands
there is then taken for corrected and kept.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from backfile.errors import ContentError
from backfile.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE_NAME = ".ingested.json"


@dataclass(frozen=True, slots=True)
class Record:
    """One source: the hash of its bytes, and article id -> hash of the bytes written for it."""

    hash: str
    articles: dict[str, str] = field(default_factory=dict)


def read(folder: Path) -> dict[str, Record]:
    """The records of an issue's folder, source name -> record; empty when there are none.

    Raises:
        ContentError: the file is damaged.
    """
    path = folder / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(path) from error
    try:
        data = json.loads(text)
        return {str(name): Record(str(value["hash"]), _articles(value["articles"])) for name, value in data.items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _damaged(path) from error


def _articles(value: dict[str, str]) -> dict[str, str]:
    return {str(key): str(digest) for key, digest in value.items()}


def _damaged(path: Path) -> ContentError:
    return ContentError("damaged", source=str(path), remedy="delete it: every article there then counts as corrected")


def write(folder: Path, records: dict[str, Record]) -> None:
    """Put the records of an issue's folder in place, unless they stand there already."""
    values = {name: {"hash": record.hash, "articles": record.articles} for name, record in records.items()}
    data = (json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")
    path = folder / FILE_NAME
    if not path.is_file() or path.read_bytes() != data:
        write_whole(path, data)


def issue_folders(newspaper: Path) -> Iterator[Path]:
    """The issue folders of a newspaper, `<yyyy>/<mm>/<dd>`, in order."""
    yield from sorted(newspaper.glob("[0-9][0-9][0-9][0-9]/[0-9][0-9]/[0-9][0-9]"))
