"""Which files are taken in: the named ones, and in folders every file that some source reads."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from backfile.errors import SourceError
from backfile.escape import one_line
from backfile.sources import Export, known_suffixes, source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backfile.errors import BackfileError

SAVED_PARTS = ("_files", ".files", "_archivos", "_Dateien", "_fichiers", "_文件", "_檔案")
"""Ends of the folders in which browsers save the parts of a page beside it; frames in them are no articles."""


@dataclass(slots=True)
class Intake:
    """The files to take, in order; those that were named and cannot be; how many of folders were left aside."""

    files: list[Path] = field(default_factory=list)
    refusals: list[BackfileError] = field(default_factory=list)
    left_aside: int = 0


def source_name(path: Path) -> str:
    """What an input is called in the archive: its name and its folder's, however it was named on the way in."""
    # A link is called by its own name, not by that of what it leads to.
    absolute = path.parent.resolve() / path.name if ".." in path.parts else path.absolute()
    return one_line("/".join(absolute.parts[-2:]).lstrip("/"), 300).replace("#", "＃")


def gather(paths: Iterable[Path]) -> Intake:
    """Find the files. In folders, hidden files and what no source reads are left aside, links are not followed."""
    intake = Intake()
    for path in paths:
        try:
            there = path.exists()
        except OSError as error:  # a name that is too long, a folder that is closed
            reason = f"cannot be reached: {error.strerror}"
            intake.refusals.append(SourceError(reason, source=source_name(path), remedy="check its name and folder"))
            continue
        if not there:
            intake.refusals.append(SourceError("there is no such file or folder", source=str(path), remedy="check it"))
        elif path.is_dir():
            _gather_folder(path, intake)
        elif source_of(path) is None:
            intake.refusals.append(
                SourceError(
                    f"no source reads {path.suffix or 'a file without suffix'}",
                    source=source_name(path),
                    remedy=f"name the file after what it is: {known_suffixes()}",
                )
            )
        else:
            intake.files.append(path)
    known: dict[Path, Path] = {}
    for path in intake.files:
        known.setdefault(path.resolve(), path)
    intake.files = list(known.values())
    return intake


def _gather_folder(folder: Path, intake: Intake) -> None:
    found = False
    for path in _walk(folder, intake):
        kind = source_of(path)
        if kind is None or (isinstance(kind, Export) and not kind.is_meant(path)):
            intake.left_aside += 1
        elif path.is_symlink():
            intake.refusals.append(
                SourceError("a symbolic link is not followed", source=source_name(path), remedy="name the file itself")
            )
        else:
            intake.files.append(path)
            found = True
    if not found:
        intake.refusals.append(
            SourceError(
                "nothing in the folder that a source reads",
                source=str(folder),
                remedy=f"put files in it that end in {known_suffixes()}",
            )
        )


def _walk(folder: Path, intake: Intake) -> Iterator[Path]:
    """The files below a folder, folder by folder in the order of their names."""

    def unreadable(error: OSError) -> None:
        intake.refusals.append(
            SourceError(
                f"cannot be read: {error.strerror}", source=str(error.filename), remedy="check who may read the folder"
            )
        )

    for place, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith(SAVED_PARTS))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(place) / name
