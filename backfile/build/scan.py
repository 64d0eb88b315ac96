"""What stands in the content folder: every file with its stamp, issue folder by issue folder; and what has changed.

A stamp is what the system says of a file without reading it. Only where the stamp has changed is the file read and its
hash compared. A file changed in the moment in which it was looked at may keep its stamp; as git does, such a file is
looked at again the next time.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from fnmatch import translate
from hashlib import blake2b
from typing import TYPE_CHECKING

from backfile.build.part import issue_of
from backfile.markdown import issue

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LOOSE = ""
"""Where files stand that lie in no issue's folder."""

_RACY_NS = 2_000_000_000
"""The coarsest times known of file systems are FAT's two seconds."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS folders (folder TEXT PRIMARY KEY, stamp BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
    folder TEXT, path TEXT, stamp TEXT, hash BLOB, PRIMARY KEY (folder, path)
) WITHOUT ROWID;
"""


@dataclass(slots=True)
class Found:
    """The files of the content by issue folder, each with its stamp; and folders that are symbolic links."""

    folders: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    linked: list[str] = field(default_factory=list)


def scan(content: Path, ignored: Iterable[str]) -> Found:
    """Look at all files of the content folder.

    Args:
        content: the folder.
        ignored: patterns of names that Pelican passes over.
    """
    found = Found()
    passed_over = re.compile("|".join(f"(?:{translate(pattern)})" for pattern in ignored) or r"(?!)").match
    _walk(str(content), "", LOOSE, found, passed_over)
    return found


def _walk(place: str, relative: str, folder: str, found: Found, passed_over: object) -> None:
    files = found.folders.setdefault(folder, [])
    below = []
    with os.scandir(place) as entries:
        for entry in entries:
            name = entry.name
            if passed_over(name) and name != issue.FILE_NAME:  # type: ignore[operator]  # a bound method of a pattern
                continue
            path = relative + name
            if entry.is_dir(follow_symlinks=False):
                below.append((entry.path, path))
            elif entry.is_symlink() and entry.is_dir():
                found.linked.append(path)
            else:
                files.append((path, _stamp(entry)))
    for inner, path in sorted(below):
        own = path if folder == LOOSE and path.count("/") == 3 and issue_of(path + "/") else folder
        _walk(inner, path + "/", own, found, passed_over)


def _stamp(entry: os.DirEntry[str]) -> str:
    try:
        seen = entry.stat()
    except OSError:  # a link that leads nowhere
        seen = entry.stat(follow_symlinks=False)
    return f"{seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns} {seen.st_ino} {seen.st_mode}"


def changes(database: sqlite3.Connection, content: Path, found: Found, now: int) -> Iterator[tuple[str, str, str]]:
    """What has changed since it was last asked: folder, path, and `new`, `changed` or `gone`. It is taken note of.

    Args:
        database: what is known.
        content: the content folder.
        found: what stands there.
        now: the time of the file system before it was looked at, in nanoseconds.
    """
    known = dict(database.execute("SELECT folder, stamp FROM folders"))
    for folder, files in found.folders.items():
        files.sort()
        digest = blake2b(repr(files).encode("utf-8", "surrogateescape"), digest_size=16).digest()
        if known.pop(folder, None) != digest:
            yield from _changes_of(database, content, folder, dict(files), digest, now)
    for folder in known:
        yield from _changes_of(database, content, folder, {}, b"", now)


def _changes_of(
    database: sqlite3.Connection, content: Path, folder: str, files: dict[str, str], digest: bytes, now: int
) -> Iterator[tuple[str, str, str]]:
    rows = database.execute("SELECT path, stamp, hash FROM files WHERE folder = ?", (folder,))
    known = {path: (stamp, digest) for path, stamp, digest in rows}
    sure = True
    for path, stamp in files.items():
        stamp_before, hash_before = known.pop(path, ("", None))
        racy = _is_racy(stamp, now)
        sure = sure and not racy
        if stamp == stamp_before:
            continue
        read = hash_of(content / path)
        database.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", (folder, path, "" if racy else stamp, read)
        )
        if read != hash_before:
            yield folder, path, "new" if hash_before is None else "changed"
    for path in known:
        database.execute("DELETE FROM files WHERE folder = ? AND path = ?", (folder, path))
        yield folder, path, "gone"
    database.execute("DELETE FROM folders WHERE folder = ?", (folder,))
    if files:
        database.execute("INSERT INTO folders VALUES (?, ?)", (folder, digest if sure else b""))


def _is_racy(stamp: str, now: int) -> bool:
    _, modified, changed, *_ = stamp.split()
    return max(int(modified), int(changed)) >= now - _RACY_NS


def hash_of(path: Path) -> bytes:
    """The hash of a file (blake2b, 16 bytes); of what is no plain file, what it is."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            return stat.filemode(mode).encode()
        with path.open("rb") as file:
            digest = blake2b(digest_size=16)
            while block := file.read(1 << 20):
                digest.update(block)
            return digest.digest()
    except OSError as error:
        return str(error.errno).encode()
