"""What is kept of an issue beside its articles: the text of every page that came in, and every article as written.

`.ingested.zip` in the issue's folder (hidden, so that Pelican passes it by) has `articles/<id>.md` as the converter
last wrote it, which is the common ancestor when a correction and a new conversion are merged, and `sources/<name>`, the
text of a page, so that an article can be laid beside its source years later. Without the file nothing is lost but these
two. It is written whole and holds no clock: the same issue gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from backfile.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE_NAME = ".ingested.zip"

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP archive can note
_MEMBER_LIMIT = 64 * 1024 * 1024


class Kept:
    """The keeping of one issue.

    Args:
        folder: the issue's folder; it need not exist. What cannot be read there counts as missing.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._members = _read(self._path)

    def article(self, key: str) -> str | None:
        """The article of an id as the converter last wrote it, None when that is not known."""
        return self._members.get(f"articles/{key}.md")

    def source(self, name: str) -> str | None:
        """The text of a page by its name in `Source`, None when that is not known."""
        return self._members.get(f"sources/{name}")

    def keep(self, articles: Mapping[str, str | None], source: tuple[str, str] | None = None) -> None:
        """Put articles in, by their ids (None takes one away), and the text of a page, by its name.

        Raises:
            OSError: the file cannot be written.
        """
        members = dict(self._members)
        for key, text in articles.items():
            if text is None:
                members.pop(f"articles/{key}.md", None)
            else:
                members[f"articles/{key}.md"] = text
        if source is not None:
            members[f"sources/{source[0]}"] = source[1]
        if members != self._members:
            write_whole(self._path, _packed(members))
            self._members = members


def _read(path: Path) -> dict[str, str]:
    try:
        if path.is_symlink():
            return {}
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if info.file_size <= _MEMBER_LIMIT]
            return {info.filename: archive.read(info).decode("utf-8", "surrogatepass") for info in infos}
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, RuntimeError, ValueError):
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
