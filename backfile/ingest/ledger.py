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

from backfile.errors import ContentError, DuplicateError
from backfile.files import inner_folder, write_whole

if TYPE_CHECKING:
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


def standing(folder: Path, name: str) -> Record | None:
    """The record of an input of which at least one article is still there; what is all gone may come again.

    An input without articles is there too: what it gave was joined with articles of other pages.
    """
    record = read(folder).get(name)
    there = record and (not record.articles or any((folder / f"{key}.md").exists() for key in record.articles))
    return record if there else None


class Memory:
    """All records of one newspaper, for finding an input by its bytes. Read when it is first asked.

    Args:
        content: the content folder.
        newspaper: the key of the newspaper.
    """

    def __init__(self, content: Path, newspaper: str) -> None:
        self._content = content
        self._newspaper = newspaper
        self._places: dict[str, list[tuple[str, Path]]] | None = None

    def find(self, digest: str, name: str) -> Path | None:
        """The folder of the issue in which the same input of the same name stands, None when it stands nowhere.

        Raises:
            DuplicateError: it stands there under another name.
            ContentError: a record is damaged, or the newspaper's folder is a link.
        """
        if self._places is None:
            self._places = {}
            root = inner_folder(self._content, self._newspaper)
            for folder in sorted(root.glob("[0-9][0-9][0-9][0-9]/[0-9][0-9]/[0-9][0-9]")):
                for source, record in read(folder).items():
                    self._places.setdefault(record.hash, []).append((source, folder))
        there = [(source, folder) for source, folder in self._places.get(digest, ()) if standing(folder, source)]
        for source, folder in there:
            if source == name:
                return folder
        for source, folder in there:
            raise DuplicateError(
                f"the same as {source}, which stands in the archive under {self.place(folder)}",
                source=name,
                remedy="take one of the two away",
            )
        return None

    def add(self, digest: str, name: str, folder: Path) -> None:
        """Take note of an input that has just been taken in."""
        if self._places is not None:
            self._places.setdefault(digest, []).append((name, folder))

    def place(self, folder: Path) -> str:
        """The folder of an issue as it is called in messages, `qingshi/2026/03/09`."""
        return folder.relative_to(self._content).as_posix()
