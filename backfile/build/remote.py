"""Has the months of an archive built by the machines of a cluster.

A worker of the cluster has a process with Pelican, as a build on one machine has it, and gives it one month after the
other. What a month may ask of the rest of the archive it finds in a copy of the build's state that nobody writes into,
as SQLite demands of a file on a network; what it has made stands in a folder of the worker's own.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from backfile.build.jobs import Workers
from backfile.build.tally import Tally
from backfile.cluster import Cluster, in_order
from backfile.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator

ISSUES = "issues"
"""The kind of the jobs that other machines do."""


class RemoteWorkers:
    """A cluster that does the jobs about issues, beside a process here that does the others.

    Args:
        cluster: the machines.
        here: the process here.
        setting: what they make Pelican of (see `jobs.Workers`).
        work: the folder of the build's jobs, which all machines see.
        tally: is told what they have done.
    """

    def __init__(self, cluster: Cluster, here: Workers, setting: dict[str, Any], work: Path, tally: Tally) -> None:
        self._cluster = cluster
        self._here = here
        self._setting = setting
        self._work = work
        self._tally = tally
        self._build = uuid4().hex

    def do(self, jobs: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """Do jobs; yields each with its result (see `jobs.Workers.do`).

        Raises:
            BuildError: a job failed, or was tried in vain by one worker after the other.
        """
        months = [job for job in jobs if job["kind"] == ISSUES]
        if months:
            yield from self._far(months)
        yield from self._here.do(
            [job | {"scheduler": self._cluster.scheduler} for job in jobs if job["kind"] != ISSUES]
        )

    def _far(self, jobs: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        self._tally.expect(jobs)
        state = _copy(Path(jobs[0]["database"]), self._work / f"state-{uuid4().hex}")
        given = ((job, (self._build, self._setting, str(self._work), job | {"database": str(state)})) for job in jobs)
        try:
            for job, (folder, result) in in_order(self._cluster, perform, given):
                Path(folder).rename(self._work / f"{job['number']}")
                self._tally.count(job["number"], job["size"])
                yield job, result
        except BrokenExecutor as error:
            remedy = "see the workers' logs, perhaps they lack memory; then build again, or without --scheduler"
            raise BuildError("the cluster has lost one worker after the other", remedy=remedy) from error
        state.unlink()


def _copy(database: Path, path: Path) -> Path:
    """A copy of the state as it is now, in one file that may be read from anywhere."""
    source = sqlite3.connect(database)
    try:
        source.execute("VACUUM INTO ?", (str(path),))
    finally:
        source.close()
    return path


_turn = threading.Lock()
_kept: dict[str, Workers] = {}


def perform(build: str, setting: dict[str, Any], work: str, job: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Do a job on a worker of the cluster; the folder of what was made, and what was found out.

    Args:
        build: tells one build from another; the next one may have other settings.
        setting: what to make Pelican of.
        work: the folder of the build's jobs.
        job: the job.
    """
    with _turn:
        if build not in _kept:
            for old in list(_kept):
                _kept.pop(old).__exit__()
            # A worker that was lost may still be writing: nobody else uses its folder.
            own = Path(work) / f"worker-{uuid4().hex}"
            own.mkdir()
            workers = Workers(setting, own, os.open(os.devnull, os.O_RDONLY), Tally(lambda _: None))
            _kept[build] = workers.__enter__()
        ((done, result),) = _kept[build].do([job])
        return done["folder"], result
