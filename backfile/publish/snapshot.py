"""The site as it is published: a folder beside it with the same files as hard links, and their compressed forms.

Builds may go on while it is copied. What readers copy from the site itself, to a stick for example, has no file more.
"""

from __future__ import annotations

import filecmp
import os
from typing import TYPE_CHECKING

from backfile.build.twins import link
from backfile.publish import compress

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

NEVER = (".git",)
"""What may lie at the top of a site and is nobody's to read; the maintainer's other hidden files are for servers."""


def files_in(folder: Path) -> Iterator[str]:
    """The names of the files of a site that are published."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(folder / below) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False) and below + entry.name not in NEVER:
                    waiting.append(f"{below}{entry.name}/")
                elif entry.is_file(follow_symlinks=False) and below + entry.name not in NEVER:
                    yield below + entry.name


def take(site: Path, to: Path, forms: Iterable[str]) -> frozenset[str]:
    """Bring a folder up to date with a site; compressed forms of what is as it was stay.

    Args:
        site: the folder of the site, which nobody changes meanwhile.
        to: the folder to bring up to date.
        forms: the forms that are published, of `compress.FORMS`.

    Returns:
        The names of the site's files.
    """
    to.mkdir(parents=True, exist_ok=True)
    names = frozenset(files_in(site))
    compressed = {name: compress.names(name, forms, names) for name in names}
    _remove(to, names.union(*compressed.values()))
    for name in names:
        _have(site / name, to / name, [to / form for form in compressed[name]])
    return names


def _remove(folder: Path, keep: Collection[str]) -> None:
    """Remove all files of a folder but some, and the folders in it that are empty then."""
    for name in [name for name in files_in(folder) if name not in keep]:
        path = folder / name
        path.unlink()
        while (path := path.parent) != folder and not any(path.iterdir()):
            path.rmdir()


def _have(file: Path, copy: Path, compressed: Iterable[Path]) -> None:
    """Have a file in another place too, and the time of its compressed forms with it when only its time has changed."""
    try:
        before = copy.stat()
    except FileNotFoundError:
        copy.parent.mkdir(parents=True, exist_ok=True)
        link(file, copy)
        return
    now = file.stat()
    if os.path.samestat(before, now) or (before.st_size, before.st_mtime_ns) == (now.st_size, now.st_mtime_ns):
        return
    same = filecmp.cmp(file, copy, shallow=False)
    copy.unlink()
    link(file, copy)
    for path in compressed if same else ():
        if path.exists() and path.stat().st_mtime_ns == before.st_mtime_ns:
            os.utime(path, ns=(now.st_atime_ns, now.st_mtime_ns))
