"""Starts the programs that publish, rsync or a command of the maintainer's: by their words, never through a shell."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backfile.errors import BackfileError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


_COMPLAINTS = 4000
"""Characters that are kept of what a program says of mistakes: the first one is what counts."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended: its status, and what it has said of mistakes."""

    status: int
    complaints: str


def find(name: str, remedy: str) -> str:
    """The path of a program.

    Raises:
        BackfileError: it is not on this machine.
    """
    found = shutil.which(name)
    if found is None:
        raise BackfileError(f"there is no program {name} on this machine", remedy=remedy)
    return found


def read(words: Sequence[str], tell: Callable[[str], None]) -> Ended:
    """Run a program and read its lines as it goes.

    Args:
        words: the path of the program and its arguments.
        tell: is called with each line that it prints.
    """
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as complaints,
        subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env={**os.environ, "LC_ALL": "C"},
            encoding="utf-8",
            errors="surrogateescape",
        ) as process,
    ):
        assert process.stdout is not None
        for line in process.stdout:
            tell(line.rstrip("\n"))
        status = process.wait()
        complaints.seek(0)
        return Ended(status, complaints.read(_COMPLAINTS))


def run(words: Sequence[str], folder: Path, *, quiet: bool) -> int:
    """Run a program that speaks for itself; its status.

    Args:
        words: the path of the program and its arguments.
        folder: where it runs.
        quiet: let it speak of mistakes only.
    """
    out = subprocess.DEVNULL if quiet else None
    return subprocess.run(words, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, check=False).returncode
