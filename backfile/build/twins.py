"""The visible site and its twin: a change of any size that a reader sees at once and that costs what has changed.

The twin is a second folder with the same files, as hard links, so it takes no room. A build brings the twin up to date
and lets the two folders change places in one step. Then the twin lacks just this change; the next build makes it up.
So the visible site is whole at every moment, whatever is killed when, and nothing is copied but what is new.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import sys
from typing import TYPE_CHECKING

from backfile.errors import BuildError
from backfile.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV)
"""What a file system answers that has no hard links, such as FAT, or has no more of them."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h

NONE = 0

MARKER = ".backfile"
"""The one hidden file at the top of a site that is the site's own; the others are the maintainer's."""


class Twins:
    """The visible site `output` and its twin in the folder `work`."""

    def __init__(self, output: Path, work: Path) -> None:
        self._output = output
        self._twin = work / "twin"
        self._old = work / "old"
        self._stale = work / "stale.json"
        """The names of files in which the twin may differ from the visible site."""

    def recover(self, site: int | None) -> bool:
        """Mend what a killed build has left; whether the visible site is the one that the builds know of.

        Args:
            site: which folder should be the visible site, by its inode; `NONE` if there should be none; None when
                nothing is known.
        """
        if self._old.exists():  # killed between the renames of a system without a better way
            if not self._output.exists():
                new = self._twin if self._twin.exists() and _inode(self._twin) == site else self._old
                new.rename(self._output)
            if self._old.exists() and not self._twin.exists():
                self._old.rename(self._twin)
            elif self._old.exists():
                shutil.rmtree(self._old)
        if site is not None and self._twin.exists() and _inode(self._twin) == site:
            exchange(self._twin, self._output, self._old)
        known = site == (_inode(self._output) if self._output.exists() else NONE)
        if known:
            move_hidden(self._twin, self._output)
        else:
            self.forget()
        return known

    def forget(self) -> None:
        """Take the twin away."""
        self._stale.unlink(missing_ok=True)
        shutil.rmtree(self._twin, ignore_errors=True)

    def change(self, changes: Iterable[tuple[str, Path | None]], note: Callable[[int], None]) -> None:
        """Give the visible site new files and take others away, at once.

        Args:
            changes: names of files, each with the file that is to be there, None for one that goes. That file stays
                where it is, too: were this process killed now, the next would still need it.
            note: is called with the inode of what will be the visible site, just before it is that.

        Raises:
            BuildError: the folders cannot change places.
        """
        listed = dict(changes)
        self.make()
        write_whole(self._stale, json.dumps(list(listed)).encode("utf-8", "surrogatepass"))
        for name, new in listed.items():
            _put(self._twin / name, new, self._twin)
        for path in self._hidden():
            if path.is_file() and not (self._twin / path.name).exists():
                link(path, self._twin / path.name)
        note(_inode(self._twin))
        try:
            exchange(self._twin, self._output, self._old)
        except OSError as error:
            raise BuildError(
                f"the new site cannot take the place of the old one: {error.strerror}",
                source=str(self._output),
                remedy="choose an output folder that can be renamed, below this one",
            ) from error
        move_hidden(self._twin, self._output)

    def make(self) -> None:
        """Have a twin that is as the visible site is."""
        if self._twin.exists() and self._stale.exists():
            for name in json.loads(self._stale.read_bytes()):
                _make_same(self._output / name, self._twin / name, self._twin)
            return
        self.forget()
        new = self._twin.with_name("twin.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        for name in _names(self._output):
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            link(self._output / name, new / name)
        new.rename(self._twin)
        write_whole(self._stale, b"[]")

    def make_if_missing(self) -> None:
        """Have a twin, so that the next change is quick."""
        if not self._twin.exists():
            self.make()

    def _hidden(self) -> Iterator[Path]:
        if self._output.exists():
            yield from (path for path in self._output.iterdir() if path.name.startswith(".") and path.name != MARKER)


def exchange(new: Path, output: Path, old: Path) -> None:
    """Put `new` in the place of `output`, and what stood there in the place of `new`."""
    if not output.exists():
        output.parent.mkdir(parents=True, exist_ok=True)
        new.rename(output)
    elif not exchange_at_once(new, output):
        # Between these lines there is no site; `recover` mends it if the machine stops just here.
        output.rename(old)
        new.rename(output)
        old.rename(new)


def exchange_at_once(one: Path, other: Path) -> bool:
    """Let two folders change places in one step. False where the system cannot."""
    if sys.platform != "linux":
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    done: int = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return done == 0


def move_hidden(one: Path, other: Path) -> None:
    """Move the maintainer's own files at the top of a site (`.git`, `.htaccess`) to where they are not yet."""
    if not one.exists():
        return
    for path in sorted(one.iterdir()):
        if path.name.startswith(".") and path.name != MARKER:
            if not (other / path.name).exists():
                path.rename(other / path.name)
            elif path.is_file():
                path.unlink()


def _names(site: Path) -> Iterator[str]:
    for place, folders, names in os.walk(site):
        if place == str(site):
            folders[:] = [name for name in folders if not name.startswith(".")]
            names = [name for name in names if not name.startswith(".") or name == MARKER]
        yield from (os.path.relpath(f"{place}/{name}", site) for name in names)


def _put(path: Path, new: Path | None, top: Path) -> None:
    if new is None:
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == top:
                break
            try:
                folder.rmdir()
            except OSError:  # it holds more
                break
        return
    try:
        path.unlink(missing_ok=True)
        link(new, path)
    except OSError:
        _make_room(path, top)
        link(new, path)


def _make_room(path: Path, top: Path) -> None:
    """Make the folders of a file, in the place of files or a folder that stood there before."""
    for folder in [*reversed(path.relative_to(top).parents)][1:]:
        if (top / folder).exists() and not (top / folder).is_dir():
            (top / folder).unlink()
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.rmtree(path)


def _make_same(visible: Path, twin: Path, top: Path) -> None:
    if not visible.is_file():
        _put(twin, None, top) if not twin.is_dir() else None
    elif not (twin.exists() and visible.samefile(twin)):
        _put(twin, visible, top)


def link(path: Path, to: Path) -> None:
    """Have a file stand in another place, too; it is copied where it cannot be linked."""
    try:
        os.link(path, to)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copy2(path, to)


def _inode(folder: Path) -> int:
    return folder.stat().st_ino
