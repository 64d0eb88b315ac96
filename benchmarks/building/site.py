"""What stands in a built site: its files, and which of them a build has changed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

State = dict[str, tuple[int, int, int]]
"""Path relative to the site -> (inode, time of the last change in ns, bytes)."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a build has written into the site: files that are new or have changed, and their bytes."""

    files: int
    bytes: int


def state(site: Path) -> State:
    """The files of a site, none when it is not there."""
    return dict(_files(str(site), "")) if site.is_dir() else {}


def written(before: State, after: State) -> Written:
    """What has been written between two states; files put in place of others of the same name count, too."""
    changed = [what[2] for path, what in after.items() if before.get(path) != what]
    return Written(len(changed), sum(changed))


def pages(state: State) -> int:
    """How many pages a site has."""
    return sum(path.endswith(".html") for path in state)


def _files(folder: str, inside: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{inside}{entry.name}/")
            else:
                found = entry.stat(follow_symlinks=False)
                yield inside + entry.name, (found.st_ino, found.st_mtime_ns, found.st_size)
