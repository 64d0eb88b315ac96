"""The output folder: whose it is, one build at a time, and a change that is whole or does not happen.

A site is built beside its folder, in `.backfile/<name>/` on the same file system, and takes its place by renaming.
What the index of the search needs from build to build stays in there.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from backfile import lock
from backfile.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKER = ".backfile"
"""The file by which an output folder is known as ours."""
MARKER_TEXT = "A site made by Backfile. The next build replaces the whole folder, hidden files excepted.\n"

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h


@dataclass(frozen=True, slots=True)
class Change:
    """What a build has changed in the site: numbers of files."""

    written: int
    removed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Work:
    """Where a build works: its folder, and the lock that it holds and its child must hold too."""

    path: Path
    lock: int


def check(output: Path, *, apart_from: dict[str, Path]) -> None:
    """Refuse an output folder that is not ours to replace.

    Args:
        output: the folder, absolute.
        apart_from: what must neither lie in it nor have it inside: a word for each, and its absolute path.

    Raises:
        BuildError: it is another's, it is no folder, or it overlaps with the content.
    """
    for word, path in apart_from.items():
        if path.is_relative_to(output) or (path.is_dir() and output.is_relative_to(path)):
            raise BuildError(
                f"the site cannot be written here: {word} {path} would be mixed up with it",
                source=str(output),
                remedy="choose an output folder apart from it",
            )
    if output.exists() and not output.is_dir():
        raise BuildError("this is no folder", source=str(output), remedy="choose another output folder")
    if output.is_dir() and not (output / MARKER).is_file() and any(output.iterdir()):
        raise BuildError(
            "this folder was not made by Backfile, and a build would replace what is in it",
            source=str(output),
            remedy="choose another output folder, or empty this one yourself",
        )


@contextmanager
def working_folder(output: Path) -> Iterator[Work]:
    """The folder beside `output` in which one build works; whatever a killed build left in it is cleared away.

    Raises:
        BuildError: another build is at work, or nothing can be written there.
    """
    work = output.parent / ".backfile" / output.name
    try:
        held = lock.take(work)
    except BlockingIOError as error:
        raise BuildError(
            "another build is writing this site", source=str(error.filename), remedy="wait until it is done"
        ) from error
    except OSError as error:
        raise BuildError(
            f"nothing can be written here: {error.strerror}", source=str(error.filename), remedy="check its permissions"
        ) from error
    try:
        _clear(work, output)
        yield Work(work, held)
    finally:
        _clear(work, output)
        lock.give(work, held)


def search_state(work: Work) -> Path:
    """The folder of what builds keep for the next one about the index of the search (see `backfile.search.state`)."""
    return work.path / "search"


def replace(output: Path, work: Work, *, anew: bool = False) -> Change:
    """Let the site in `work/staging` take the place of the one in `output`, at once.

    A file whose bytes are the same keeps its time; a site of which no file has changed is left as it is.

    Args:
        output: the folder to replace.
        work: where this build works.
        anew: replace every file, whether it has changed or not.
    """
    staging = work.path / "staging"
    before, after = _files(output), _files(staging)
    same = [name for name, path in after.items() if name in before and _same(path, before[name])]
    change = Change(written=len(after) - len(same), removed=len(before.keys() - after.keys()), unchanged=len(same))
    if not (anew or change.written or change.removed):
        return change
    for name in [] if anew else same:
        status = before[name].stat()
        os.utime(after[name], ns=(status.st_atime_ns, status.st_mtime_ns))
    try:
        _swap(staging, output, work.path / "old")
    except OSError as error:
        raise BuildError(
            f"the new site cannot take the place of the old one: {error.strerror}",
            source=str(output),
            remedy="choose an output folder that can be renamed, below this one",
        ) from error
    return change


def clean(output: Path) -> bool:
    """Remove a site that we have made and what a killed build has left; hidden files stay. False: nothing was there.

    Raises:
        BuildError: the folder is not ours, or a build is at work in it.
    """
    output = output.resolve()
    check(output, apart_from={})
    if not output.is_dir():
        return False
    with working_folder(output) as work:
        (work.path / "staging").mkdir()
        _swap(work.path / "staging", output, work.path / "old")
        shutil.rmtree(search_state(work), ignore_errors=True)
    if not any(output.iterdir()):
        output.rmdir()
    return True


def _files(folder: Path) -> dict[str, Path]:
    """The files below a folder by relative path, without hidden ones at the top, which are not the site's."""
    found = {}
    for root, folders, names in os.walk(folder):
        if root == str(folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            names = [name for name in names if not name.startswith(".") or name == MARKER]
        for name in names:
            path = Path(root, name)
            found[str(path.relative_to(folder))] = path
    return found


def _same(one: Path, other: Path) -> bool:
    if one.samefile(other):  # the new site has most of the index of the search from the old one
        return True
    return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()


def _swap(new: Path, output: Path, old: Path) -> None:
    """Put `new` in the place of `output`, and what stood there in the place of `old`."""
    if not output.exists():
        new.rename(output)
    elif _exchange(new, output):
        new.rename(old)
    else:
        # Between these two lines there is no site; `_clear` mends it if the machine stops just here.
        output.rename(old)
        new.rename(output)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step. False where the system cannot."""
    if sys.platform != "linux":
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    done: int = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return done == 0


def _clear(work: Path, output: Path) -> None:
    """Put away what a build has left, also one that was killed at any line of `_swap`.

    Hidden files at the top of a site (`.git`, `.htaccess`) are the maintainer's and move over to the new one.
    """
    for folder in (work / "old", work / "staging"):
        if not folder.exists():
            continue
        if folder.name == "old" and not output.exists():
            folder.rename(output)
            continue
        for path in sorted(folder.iterdir()) if output.exists() else ():
            if path.name.startswith(".") and path.name != MARKER and not (output / path.name).exists():
                path.rename(output / path.name)
        shutil.rmtree(folder)
