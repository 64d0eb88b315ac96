"""The files of a run themselves: what they are called in the archive, and when one was last changed."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from backfile.ingest.intake import source_name
from backfile.ingest.placement import LAST_YEAR

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


def last_changed(path: Path) -> date | None:
    """The day on which a file was last changed, in UTC so that it is the same everywhere; None if that is lost."""
    try:
        day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except (OSError, OverflowError, ValueError):
        return None
    return day if day >= FIRST_WEB_PAGE and day.year <= LAST_YEAR else None
