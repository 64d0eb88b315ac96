"""All that was taken into one newspaper, for finding an input again: by its bytes, else by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.errors import DuplicateError
from backfile.ingest import ledger
from backfile.ingest.placement import day_of_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from backfile.ingest.ledger import Record
    from backfile.ingest.store import Store


class Memory:
    """The records of one newspaper. Read when it is first asked.

    Args:
        store: the archive.
        newspaper: the key of the newspaper.
    """

    def __init__(self, store: Store, newspaper: str) -> None:
        self._store = store
        self._newspaper = newspaper
        self._is_read = False
        self._by_hash: dict[str, list[tuple[str, Path]]] = {}
        self._by_name: dict[str, Path] = {}

    def find(
        self, digest: str, name: str, *, restore: bool = False, is_there: Callable[[str], bool] = lambda _name: False
    ) -> Path | None:
        """The folder of the issue in which the same input of the same name was taken, None when it was not.

        Args:
            digest: the hash of its bytes.
            name: what it is called.
            restore: whether it may come again when all that it gave under another name was deleted.
            is_there: whether the file of another name is still there, so that this is not that file under a new name.

        Raises:
            DuplicateError: it was taken under another name.
            ContentError: a record is damaged, or the newspaper's folder is a link.
        """
        there = self.same(digest)
        for source, folder, _ in there:
            if source == name:
                return folder
        for source, folder, record in there:
            gone = not record.moved and not any(self._store.has(folder / f"{key}.md") for key in record.articles)
            if (gone and restore) or (not gone and is_there(source)):
                continue
            raise DuplicateError(
                f"the same as {source}, which was taken into the archive under {self._store.relative(folder)}",
                source=name,
                remedy="run again with --restore to have deleted articles again"
                if gone
                else "take one of the two away",
            )
        return None

    def day(self, digest: str, name: str, *, by_name: bool) -> date | None:
        """The day of the issue in which an input stands, None when it was not taken in before.

        Args:
            digest: the hash of its bytes.
            name: what it is called.
            by_name: whether its name alone tells it, should its bytes have changed.
        """
        folder = next((folder for source, folder, _ in self.same(digest) if source == name), None)
        if folder is None and by_name:
            folder = self._by_name.get(name)
        return day_of_folder(folder) if folder else None

    def add(self, digest: str, name: str, folder: Path) -> None:
        """Take note of an input that has just been taken in."""
        if self._is_read:
            self._note(digest, name, folder)

    def same(self, digest: str) -> list[tuple[str, Path, Record]]:
        """The inputs of these bytes: their names, the folders of their issues, their records."""
        if not self._is_read:
            self._is_read = True
            root = self._store.folder(self._newspaper)
            # A person may have given the folder of an issue another name, and what was taken in moved with it.
            for folder in sorted(path.parent for path in root.glob(f"*/*/*/{ledger.FILE_NAME}")):
                for source, record in ledger.read(self._store, folder).items():
                    self._note(record.hash, source, folder)
        found = []
        for source, folder in self._by_hash.get(digest, ()):
            records = ledger.read(self._store, folder)
            if source in records:  # and was not moved to another issue by this run
                found.append((source, folder, records[source]))
        return found

    def _note(self, digest: str, name: str, folder: Path) -> None:
        self._by_hash.setdefault(digest, []).append((name, folder))
        self._by_name[name] = folder
