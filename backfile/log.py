"""The log of a site for its maintainer: what was built and published when, how it ended and what was wrong.

It is `log.txt` in the folder beside the site where builds keep what they know, so no reader gets it.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from backfile.files import work_folder

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 1_000_000
"""Bytes after which a log is put aside as `log.old.txt`: years of daily builds without trouble."""


class Log:
    """The log of one site, with the time of the machine's own zone before every entry.

    A log that cannot be written is no reason to build nothing, so it keeps silent then.
    """

    def __init__(self, site: Path) -> None:
        self.path = work_folder(site) / "log.txt"
        self._waiting = ""

    def add(self, entry: str) -> None:
        """Write one entry; further lines of it are indented. Before the first build has made a folder it waits."""
        time = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M:%S")
        self._waiting += f"{time}  {entry.rstrip()}".replace("\n", "\n    ") + "\n"
        with suppress(OSError):
            if self.path.exists() and self.path.stat().st_size > LIMIT:
                self.path.replace(self.path.with_name("log.old.txt"))
            with self.path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
                file.write(self._waiting)
            self._waiting = ""
