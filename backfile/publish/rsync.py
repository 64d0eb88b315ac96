"""Copies a site with rsync, in an order in which no reader meets a dead link.

First what is new: nothing leads there yet. Then what has changed, which may lead to it: it is held back at the target
until it is there as a whole, pages and the manifest of the search at one moment. At last what has gone, to which
nothing leads any more. Stopped anywhere between, every page still leads to pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.build.twins import MARKER
from backfile.changes import FileChange
from backfile.errors import BackfileError
from backfile.publish import program

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from backfile.publish.program import Ended

_COPY = ("--recursive", "--times", "--omit-dir-times", "--8-bit-output", "--no-motd", "--out-format=%i %n")
_NEW = ("--ignore-existing",)
_CHANGED_AND_GONE = ("--delay-updates", "--delete-after", "--filter=protect /.*")
"""Hidden files at the top of the target are the host's own, such as `.well-known`."""

_ITEM = 11
"""Characters that rsync takes to say what becomes of a file (its manual, `--itemize-changes`)."""

_NOT_THERE = 23
_UNREACHABLE = frozenset((5, 10, 12, 14, 30, 35, 127, 255))
"""Exit values of rsync, and of ssh through it, when there was no other end, or no longer one."""


class Rsync:
    """The rsync of this machine, and where it copies to.

    Args:
        to: the target, as `target.check` gives it.

    Raises:
        BackfileError: there is no rsync.
    """

    def __init__(self, to: str) -> None:
        self._to = to
        self._program = program.find(
            "rsync", "install it (Debian: apt-get install rsync), or set PUBLISH_COMMAND to publish by another program"
        )

    def look(self) -> None:
        """See that the target can be reached, and holds a site of Backfile's or nothing.

        Raises:
            BackfileError: it cannot be reached, or has something in it that a publication would remove.
        """
        names: list[str] = []

        def take(line: str) -> None:
            words = line.split(maxsplit=4)  # rights, size, day, time, name
            if len(words) == 5 and len(words[0]) == 10:
                names.append(words[4])

        ended = program.read([self._program, "--list-only", "--no-motd", "--8-bit-output", "--", self._to], take)
        if ended.status == _NOT_THERE and "No such file or directory" in ended.complaints:
            return
        self._check(ended)
        if MARKER not in names and any(not name.startswith(".") for name in names):
            raise BackfileError(
                "there is something that Backfile has not put there, which would be removed",
                source=self._to,
                remedy=f"name an empty folder, or, if it is this site, copy {MARKER} of the output folder there first",
            )

    def copy(self, folder: Path, tell: Callable[[FileChange], None]) -> None:
        """Make the target what the folder is.

        Args:
            folder: the site as it is published.
            tell: is called with each file that is copied or removed.

        Raises:
            BackfileError: it could not be done; what was copied is whole, and the same again does the rest.
        """
        for step in (_NEW, _CHANGED_AND_GONE):
            self._copy(step, folder, tell)

    def rehearse(self, folder: Path, tell: Callable[[FileChange], None]) -> None:
        """Tell what `copy` would do, and do nothing."""
        self._copy(("--dry-run", *_CHANGED_AND_GONE), folder, tell)

    def _copy(self, step: Sequence[str], folder: Path, tell: Callable[[FileChange], None]) -> None:
        def take(line: str) -> None:
            change = _change(line)
            if change:
                tell(change)

        self._check(program.read([self._program, *_COPY, *step, "--", f"{folder}/", self._to], take))

    def _check(self, ended: Ended) -> None:
        said = (line for line in ended.complaints.splitlines() if line and not line.startswith("Warning: "))
        reason = next(said, f"status {ended.status}")
        if ended.status in _UNREACHABLE:
            remedy = "check its name, the network and your key"
            raise BackfileError(f"it cannot be reached: {reason}", source=self._to, remedy=remedy)
        if ended.status:
            remedy = "see that rsync may write there and there is room, then give the same command again"
            raise BackfileError(f"not everything could be copied: {reason}", source=self._to, remedy=remedy)


def _change(line: str) -> FileChange | None:
    """What a line of rsync tells of a file; None if it tells of a folder, or of a time only."""
    item, name = line[:_ITEM], line[_ITEM + 1 :]
    if item.startswith("*deleting") and not name.endswith("/"):
        return FileChange("removed", name)
    if item[:2] in ("<f", ">f") and len(item) == _ITEM:
        return FileChange("new" if item[2] == "+" else "changed", name)
    return None
