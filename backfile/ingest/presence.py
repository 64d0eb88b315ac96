"""The files of a run themselves: which are there under the names of the archive, and when one was last changed."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from backfile.errors import SourceError
from backfile.identify import content_hash
from backfile.ingest.intake import source_name
from backfile.ingest.placement import LAST_YEAR
from backfile.sources.encoding import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FIRST_WEB_PAGE = date(1991, 8, 6)
"""What was changed before has lost its time: archives that keep none give 1970-01-01 or 1980-01-01."""


class Present:
    """The files that a run was given, by what they are called in the archive.

    Args:
        files: all of them.
    """

    def __init__(self, files: Iterable[Path]) -> None:
        self._files: dict[str, list[Path]] = defaultdict(list)
        for path in files:
            self._files[source_name(path)].append(path)

    def is_shared(self, name: str) -> bool:
        """Whether several files of the run have one name."""
        return len(self._files.get(name, ())) > 1

    def has(self, name: str, digest: str, beside: Path) -> bool:
        """Whether an input that was taken in before is still there, so that a file like it has not been made of it.

        Args:
            name: what it is called: its name and its folder's.
            digest: the hash that its bytes had.
            beside: the file like it. If the run was not given the other, it is looked for beside this one.
        """
        places = self._files.get(name) or [beside.absolute().parent.parent / name]
        return any(_has_bytes(path, digest) for path in places)


def last_changed(path: Path) -> date | None:
    """The day on which a file was last changed, in UTC so that it is the same everywhere; None if that is lost."""
    try:
        day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except (OSError, OverflowError, ValueError):
        return None
    return day if day >= FIRST_WEB_PAGE and day.year <= LAST_YEAR else None


def _has_bytes(path: Path, digest: str) -> bool:
    try:
        return content_hash(read_bytes(path, path.name)) == digest
    except (SourceError, OSError):
        return False
