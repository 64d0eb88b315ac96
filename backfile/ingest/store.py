"""The files of an archive, as the way in reads and writes them: the one place where anything is changed.

`Store` writes; `Rehearsal` only takes note, and shows its notes as if they had been written, so that a run with it goes
the same way to its end and can then be shown as a difference.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backfile import lock
from backfile.errors import ContentError
from backfile.files import inner_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Store:
    """The content folder of an archive. Paths are below it; no part of the way to one may be a symbolic link."""

    def __init__(self, content: Path) -> None:
        self.content = content

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other runs off the archive: two at once would give two articles one id, and one would be lost.

        Raises:
            ContentError: another run is at work.
        """
        new = not self.content.exists()
        work = self.content / ".backfile" / "ingest"
        try:
            held = lock.take(work)
        except BlockingIOError as error:
            reason = "another run is taking pages into this archive"
            raise ContentError(reason, source=str(self.content), remedy="wait until it is done") from error
        try:
            yield
        finally:
            lock.give(work, held)
            if new and not any(self.content.iterdir()):
                self.content.rmdir()

    @property
    def scratch(self) -> Path | None:
        """The folder for large temporary files, None for the system's own."""
        return self.content

    def folder(self, relative: str) -> Path:
        """A folder of the archive. It need not exist.

        Raises:
            ContentError: a part of the way is a symbolic link, or is a file.
        """
        return inner_folder(self.content, relative)

    def relative(self, path: Path) -> str:
        """A path as it is called in messages, `qingshi/2026/03/09/issue.md`."""
        return path.relative_to(self.content).as_posix()

    def read(self, path: Path) -> bytes | None:
        """The bytes of a file, None when there is none.

        Raises:
            ContentError: it is a symbolic link.
        """
        if path.is_symlink():
            raise ContentError("is a symbolic link", source=str(path), remedy="put a file in its place")
        return path.read_bytes() if path.is_file() else None

    def has(self, path: Path) -> bool:
        """Whether a file is there, which is sooner known than what is in it."""
        return path.is_file() and not path.is_symlink()

    def articles(self, folder: Path) -> list[str]:
        """The names of the Markdown files of a folder, in order and without the suffix; hidden ones are left out."""
        names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
        return sorted(name.removesuffix(".md") for name in names if name.endswith(".md") and not name.startswith("."))

    def write(self, path: Path, data: bytes) -> None:
        """Put a file in place as a whole, with its folders, unless it is there already.

        Raises:
            ContentError: a part of the way is a symbolic link.
        """
        self.folder(self.relative(path.parent))
        if self.read(path) != data:
            self._put(path, data)

    def delete(self, path: Path) -> None:
        """Take a file away, and its folder if nothing else is in it.

        Raises:
            ContentError: a part of the way is a symbolic link.
        """
        self.folder(self.relative(path.parent))
        path.unlink(missing_ok=True)
        with suppress(OSError):  # other files are in it
            path.parent.rmdir()

    def _put(self, path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)


@dataclass(frozen=True, slots=True)
class Change:
    """A file that a run would change: its path in the content folder, its bytes before and after (None: no file)."""

    path: str
    before: bytes | None
    after: bytes | None


class Rehearsal(Store):
    """The content folder of an archive in which nothing is changed."""

    def __init__(self, content: Path) -> None:
        super().__init__(content)
        self._after: dict[Path, bytes | None] = {}

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody is kept off, since nothing is written."""
        yield

    def read(self, path: Path) -> bytes | None:
        """The bytes that the file would have."""
        return self._after[path] if path in self._after else super().read(path)

    @property
    def scratch(self) -> None:
        """None: the archive's folder stays as it is."""

    def has(self, path: Path) -> bool:
        """Whether the file would be there."""
        return self._after[path] is not None if path in self._after else super().has(path)

    def articles(self, folder: Path) -> list[str]:
        """The names of the Markdown files that the folder would have."""
        noted = {
            path.stem: data for path, data in self._after.items() if path.parent == folder and path.suffix == ".md"
        }
        there = {name for name in super().articles(folder) if name not in noted}
        return sorted(there | {name for name, data in noted.items() if data is not None})

    def delete(self, path: Path) -> None:
        """Take note that the file would go."""
        self._after[path] = None

    def changes(self) -> list[Change]:
        """What would be changed, in the order of the paths; hidden files, which are the run's own memory, left out."""
        changes = []
        for path, after in sorted(self._after.items()):
            before = super().read(path)
            if before != after and not path.name.startswith("."):
                changes.append(Change(self.relative(path), before, after))
        return changes

    def _put(self, path: Path, data: bytes) -> None:
        self._after[path] = data
