"""One run at a time in one place, of a build or of taking in. The system lets go of the lock when its holder dies."""

from __future__ import annotations

import errno
import os
import sys
import time
from typing import TYPE_CHECKING

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from pathlib import Path

WAIT_SECONDS = 6.0
"""How long to wait for another run: the child of a killed build, while it gets ready, may notice late."""


def take(work: Path) -> int:
    """Take the lock of a working folder, which is made if need be; wait a moment for another run.

    Returns:
        What `give` wants back.

    Raises:
        BlockingIOError: another run keeps it.
        OSError: the folder cannot be written.
    """
    deadline = time.monotonic() + WAIT_SECONDS
    path = work / "lock"
    while True:
        work.mkdir(parents=True, exist_ok=True)  # also after another run has tidied up
        try:
            lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except FileNotFoundError:
            continue
        try:
            _hold(lock)
            # A run that ended meanwhile has taken the file away: then this lock holds nobody off.
            if path.exists() and os.fstat(lock).st_ino == path.stat().st_ino:
                return lock
        except (BlockingIOError, FileNotFoundError):
            pass
        os.close(lock)
        if time.monotonic() > deadline:
            raise BlockingIOError(errno.EAGAIN, "another run keeps the lock", str(path))
        time.sleep(0.05)


def give(work: Path, lock: int) -> None:
    """Give the lock back and take its file and the folders away, unless another run has begun there."""
    if sys.platform == "win32":  # which removes no open file
        os.close(lock)
        (work / "lock").unlink(missing_ok=True)
    else:
        (work / "lock").unlink(missing_ok=True)
        os.close(lock)
    for folder in (work, work.parent):
        try:
            folder.rmdir()
        except OSError:  # another run has begun beside this one
            break


def _hold(lock: int) -> None:
    if sys.platform == "win32":
        try:
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError from error
    else:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
