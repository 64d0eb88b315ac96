"""The output folder: whose it is, one build at a time, and a change that is whole or does not happen.

What a build needs lies beside it, in `.backfile/<name>/` on the same file system.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backfile import lock
from backfile.build import twins
from backfile.errors import BuildError
from backfile.files import work_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARKER = ".backfile"
"""The file by which an output folder is known as ours."""
MARKER_TEXT = "A site made by Backfile. The next build replaces the whole folder, hidden files excepted.\n"


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
    """The folder beside `output` in which one build works and keeps what it knows.

    Raises:
        BuildError: another build is at work, or nothing can be written there.
    """
    work = work_folder(output)
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
        yield Work(work, held)
    finally:
        lock.give(work, held)


def clean(output: Path) -> bool:
    """Remove a site that we have made and what its builds know; hidden files stay. False: nothing was there.

    Raises:
        BuildError: the folder is not ours, or a build is at work in it.
    """
    output = output.resolve()
    check(output, apart_from={})
    if not output.is_dir():
        return False
    with working_folder(output) as work:
        # The site goes at once: in the place of it comes an empty folder, into which the hidden files move.
        empty = work.path / "empty"
        shutil.rmtree(empty, ignore_errors=True)
        empty.mkdir()
        twins.exchange(empty, output, work.path / "old")
        twins.move_hidden(empty, output)
        for path in work.path.iterdir():
            if path.name != "lock":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    if not any(output.iterdir()):
        output.rmdir()
    return True
