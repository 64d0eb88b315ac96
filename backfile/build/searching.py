"""Brings the index of the search up to date, beside the site, and says what of it the site has not yet.

The index is kept in a folder of the build's own, whose files the site and its twin share as hard links. There it is
brought up to date where it stands (`backfile.search.update`), whatever is killed when; a build that goes on puts what
has changed into it once more, which does no harm. Were it lost, it would be written anew.
"""

from __future__ import annotations

import shutil
from contextlib import nullcontext
from typing import TYPE_CHECKING

from backfile.build import documents
from backfile.build.state import SEARCH, State
from backfile.build.twins import link
from backfile.cluster import Cluster
from backfile.search import update
from backfile.search.index import most_recent
from backfile.search.shards import FOLDER

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path


def bring_up_to_date(database: sqlite3.Connection, home: Path, scheduler: str = "") -> None:
    """Have the index in the folder `home` be that of all documents.

    Args:
        database: of the state.
        home: the folder.
        scheduler: of the cluster that does most of it when the index is written anew.

    Raises:
        OSError: it cannot be written.
        ClusterError, BrokenExecutor: the cluster cannot be used.
    """
    state = home / "state"
    total, changed = documents.count(database)
    if changed <= most_recent(total):
        put, gone = documents.changed(database)
        try:
            update.update(home, state, put=put, removed=gone)
        except ValueError:  # there is none, or it is damaged
            pass
        else:
            return
    with Cluster(scheduler) if scheduler else nullcontext() as cluster:
        update.begin(documents.every(database), home, state, cluster=cluster)


def remove(home: Path) -> None:
    """Have no index."""
    shutil.rmtree(home, ignore_errors=True)


def differences(database: sqlite3.Connection, home: Path, staging: Path) -> tuple[list[str], list[str]]:
    """What of the site is to be changed for the index in `home`.

    Folders in an index are called by a hash of what is in them, so one that the site has is not looked into.

    Args:
        database: of the state, which knows what the site has or will have.
        home: the folder of the index.
        staging: gets the new files, as links.

    Returns:
        The new files, and the files or folders that go, by their names in the site.
    """
    known = set(State(database).entries(SEARCH, FOLDER))
    found = {path.name: path for path in (home / FOLDER).iterdir()} if home.exists() else {}
    new = []
    for name, path in found.items():
        if path.is_dir() and name in known:
            continue
        for file in _files(path):
            to = staging / file.relative_to(home)
            to.parent.mkdir(parents=True, exist_ok=True)
            link(file, to)
            new.append(file.relative_to(home).as_posix())
    return new, [f"{FOLDER}/{name}" for name in sorted(known - found.keys())]


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (file for file in path.rglob("*") if file.is_file())
    else:
        yield path
