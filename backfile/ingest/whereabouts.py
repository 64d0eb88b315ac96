"""Where the file of an article is: a person may rename it, or move it into another folder of its newspaper.

The `Id` in its metadata is what tells it. Where a file is not where it was put, its issue's folder is looked through,
then once in a run the newspaper's whole tree.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from backfile.errors import ContentError
from backfile.identify import ARTICLE_ID

if TYPE_CHECKING:
    from backfile.ingest.store import Store

ID_LINE = re.compile(rb"^ {0,3}id:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
HEAD_END = re.compile(rb"\n[ \t]*\n")
HEAD_LIMIT = 64 * 1024
"""Bytes in which the metadata of a file is looked for; that of the longest article seen has 3 KB."""


class Whereabouts:
    """The files of one newspaper's articles.

    Args:
        store: the archive.
        newspaper: the key of the newspaper.
    """

    def __init__(self, store: Store, newspaper: str) -> None:
        self.store = store
        self._newspaper = newspaper
        self._in_folder: dict[Path, dict[str, Path]] = {}
        self._in_tree: dict[str, Path] | None = None

    def find(self, key: str, folder: Path, moved: str | None = None, *, everywhere: bool = True) -> Path | None:
        """The file of an article, None when there is none any more.

        Args:
            key: the article's id.
            folder: the folder of its issue.
            moved: where it was found last, below the content folder, if not there.
            everywhere: whether to look beyond the issue's folder, which takes a while in a large archive.

        Raises:
            ContentError: its file is a symbolic link.
        """
        usual = folder / f"{key}.md"
        data = self.store.read(usual)
        if data is not None and id_in(data) in (key, ""):
            return usual
        if moved is not None and (path := self._inside(moved)) and id_in(self.store.read(path) or b"") == key:
            return path
        if path := self.renamed(folder).get(key):
            return path
        return self._moved().get(key) if everywhere else None

    def renamed(self, folder: Path) -> dict[str, Path]:
        """Id -> file of those articles in the folder of an issue whose file has not their own name."""
        if folder not in self._in_folder:
            found: dict[str, Path] = {}
            for name in self.store.articles(folder):
                path = folder / f"{name}.md"
                key = "" if path.is_symlink() else id_in(self.store.read(path) or b"")
                if ARTICLE_ID.fullmatch(key) and name != key:
                    found.setdefault(key, path)
            self._in_folder[folder] = found
        return self._in_folder[folder]

    def _inside(self, relative: str) -> Path | None:
        """A file of the newspaper by what the memory says, which somebody may have written."""
        folder, _, name = relative.rpartition("/")
        if folder.split("/")[0] != self._newspaper or {"", ".", ".."} & {*folder.split("/"), name}:
            return None
        try:
            return self.store.folder(folder) / name
        except ContentError:
            return None

    def _moved(self) -> dict[str, Path]:
        """Id -> file of those articles in the newspaper's tree whose file is not in its place."""
        if self._in_tree is None:
            self._in_tree = {}
            for place, folders, names in os.walk(self.store.folder(self._newspaper)):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                for path in (Path(place) / name for name in sorted(names) if name.endswith(".md") and name[0] != "."):
                    key = _id_of(path)
                    if key and path != self._usual(key):
                        self._in_tree.setdefault(key, path)
        return self._in_tree

    def _usual(self, key: str) -> Path:
        found = ARTICLE_ID.fullmatch(key)
        day = found["date"] if found else ""
        return self.store.content / self._newspaper / day[:4] / day[4:6] / day[6:] / f"{key}.md"


def id_in(data: bytes) -> str:
    """The `Id` in the bytes of a file, also of one that cannot be read as an article; empty when there is none."""
    head = data[:HEAD_LIMIT].removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    end = HEAD_END.search(head)
    found = ID_LINE.search(head[: end.start() + 1] if end else head)
    return found[1].decode("utf-8", "replace") if found else ""


def _id_of(path: Path) -> str:
    try:
        if path.is_symlink():
            return ""
        with path.open("rb") as file:
            return id_in(file.read(HEAD_LIMIT))
    except OSError:  # a file that cannot be read is nobody's
        return ""
