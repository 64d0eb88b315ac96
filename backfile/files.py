"""Where files go: whole files or none, never outside the archive's folder; what is no reader's beside the site."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from backfile.errors import ContentError

if TYPE_CHECKING:
    from pathlib import Path


def work_folder(site: Path) -> Path:
    """The folder beside a site, on the same file system, in which what is known of it lies and nothing is published."""
    return site.parent / ".backfile" / site.name


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in place in one step: a reader sees the old content or the new, never a part.

    The temporary file has a fixed name in the same folder, so that one left behind by a killed run is taken by the
    next; what stands there is taken away first, lest a symbolic link lead the bytes out of the archive.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        temporary.unlink(missing_ok=True)
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def inner_folder(root: Path, relative: str) -> Path:
    """A folder below `root`, no part of whose way is a symbolic link that could lead out. It need not exist.

    Raises:
        ContentError: a part of the way is a symbolic link, or is a file.
    """
    folder = root
    for part in relative.split("/"):
        folder = folder / part
        if folder.is_symlink():
            raise ContentError(
                "is a symbolic link, which may lead out of the archive",
                source=str(folder),
                remedy="put a folder in its place",
            )
        if folder.exists() and not folder.is_dir():
            raise ContentError("is a file where a folder belongs", source=str(folder), remedy="move it away")
    return folder
