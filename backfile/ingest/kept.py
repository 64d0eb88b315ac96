"""What is kept of an issue beside its articles: the text of every page that came in, and every article as written.

`.ingested.zip` in the issue's folder (hidden, so that Pelican passes it by) has `articles/<id>.md` as the converter
last wrote it, which is the common ancestor when a correction and a new conversion are merged; `conflicts/<id>.md`, a
new conversion that stands against a correction and waits for a person; `furniture/<name>`, what a page printed beside
its articles; and `sources/<name>`, the text of a page, so that an article can be laid beside its source years later.
Without the file nothing is lost but these. It is written whole and holds no clock: the same issue gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from functools import cached_property
from typing import TYPE_CHECKING

from backfile.errors import ContentError
from backfile.ingest.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE_NAME = ".ingested.zip"
SOURCE_LINE = re.compile(r"^Source: ([^#\n]*)", re.MULTILINE)

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP archive can note
_MEMBER_LIMIT = 64 * 1024 * 1024


class Kept:
    """The keeping of one issue.

    Args:
        folder: the issue's folder; it need not exist. What cannot be read there counts as missing.
        store: the archive; not needed for reading.
    """

    def __init__(self, folder: Path, store: Store | None = None) -> None:
        self._path = folder / FILE_NAME
        self._store = store or Store(folder)

    @cached_property
    def _members(self) -> dict[str, str]:
        return _read(self._store, self._path)

    def article(self, key: str) -> str | None:
        """The article of an id as the converter last wrote it, None when that is not known."""
        return self._members.get(f"articles/{key}.md")

    def articles_of(self, source: str) -> dict[str, str]:
        """Id -> text of the articles that an input gave, by its name in `Source`."""
        found = {}
        for name, text in self._members.items():
            if name.startswith("articles/") and (line := SOURCE_LINE.search(text)) and line[1] == source:
                found[name.removeprefix("articles/").removesuffix(".md")] = text
        return found

    def conflict(self, key: str) -> str | None:
        """The new text of an article that stands against a person's correction, None when there is none."""
        return self._members.get(f"conflicts/{key}.md")

    def source(self, name: str) -> str | None:
        """The text of a page by its name in `Source`, None when that is not known."""
        return self._members.get(f"sources/{name}")

    def furniture(self, name: str) -> tuple[str, ...] | None:
        """The lines that a page gave to `issue.md`, None when that is not known."""
        text = self._members.get(f"furniture/{name}")
        return None if text is None else tuple(text.removesuffix("\n").split("\n"))

    def keep(
        self,
        articles: Mapping[str, str | None],
        source: tuple[str, str] | None = None,
        *,
        conflicts: Mapping[str, str | None] | None = None,
        furniture: tuple[str, tuple[str, ...]] | None = None,
    ) -> None:
        """Put articles and conflicts in, by their ids (None takes one away), and text and furniture of a page, by name.

        Raises:
            OSError: the file cannot be written.
            ContentError: it is a symbolic link.
        """
        changes = {f"articles/{key}.md": text for key, text in articles.items()}
        changes |= {f"conflicts/{key}.md": text for key, text in (conflicts or {}).items()}
        if source is not None:
            changes[f"sources/{source[0]}"] = source[1]
        if furniture is not None:
            changes[f"furniture/{furniture[0]}"] = "".join(f"{line}\n" for line in furniture[1])
        members = {name: text for name, text in {**self._members, **changes}.items() if text is not None}
        if members != self._members:
            self._store.write(self._path, _packed(members))
            self._members = members


def _read(store: Store, path: Path) -> dict[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(store.read(path) or b"")) as archive:
            infos = [info for info in archive.infolist() if info.file_size <= _MEMBER_LIMIT]
            return {info.filename: archive.read(info).decode("utf-8", "surrogatepass") for info in infos}
    except (ContentError, OSError, EOFError, zipfile.BadZipFile, zlib.error, ValueError, RuntimeError):
        return {}


def _packed(members: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(members.items()):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same on every system
            archive.writestr(info, text.encode("utf-8", "surrogatepass"))
    return buffer.getvalue()
