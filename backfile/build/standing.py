"""What is known of a site that stands: which files the last build gave it, and what it had to leave out."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backfile.build import twins
from backfile.build.state import State
from backfile.errors import BuildError
from backfile.files import work_folder

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Standing:
    """What the last build knows of its site.

    Attributes:
        files: the names of its files; none when it was built by plain `pelican`, which keeps no account.
        left_out: how many articles and pages of the content are broken and so not in it.
    """

    files: frozenset[str]
    left_out: int


def of(site: Path) -> Standing:
    """What is known of the site in a folder. While it is asked for, no build may be at work there.

    Raises:
        BuildError: there is no site in the folder.
    """
    if not (site / twins.MARKER).is_file() or not (site / "index.html").is_file():
        raise BuildError("there is no site here", source=str(site), remedy="build it first: inv build")
    path = work_folder(site) / "database"
    if not path.exists():
        return Standing(frozenset(), 0)
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            state = State(database)
            broken = sum(problem["level"] != "warning" for problem in state.problems())
            return Standing(frozenset(state.live_files()), broken)
    except sqlite3.DatabaseError as error:
        raise BuildError("what is known of this site is damaged", source=str(path), remedy="inv build") from error
