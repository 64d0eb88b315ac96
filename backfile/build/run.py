"""A build of the site: finds out what has changed, has just that done by months, and changes the site at once.

What is done is written down step by step (`state`), so that a build that was killed goes on where it stood. The site
itself changes when all is done (`twins`).
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from backfile.build import documents, environment, folder, scan
from backfile.build import part as parts
from backfile.build import state as states
from backfile.build.jobs import Workers
from backfile.build.pictures import shelf
from backfile.build.remote import RemoteWorkers
from backfile.build.rounds import Rounds
from backfile.build.tally import Progress, Tally
from backfile.build.twins import NONE, Twins
from backfile.changes import Changes, FileChange
from backfile.cluster import Cluster
from backfile.errors import BuildError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from backfile.build.environment import Environment
    from backfile.build.state import State
    from backfile.changes import Kind

Fatal = Literal["errors", "warnings"]

_LINKED = "it is a symbolic link to a folder, which may lead out of the content, or round and round"


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong with one file of the content (`source`, relative to the content folder), or with the build."""

    level: Literal["warning", "error", "critical"]
    reason: str
    source: str | None = None
    line: int | None = None
    remedy: str | None = None

    def __str__(self) -> str:
        return str(BuildError(self.reason, source=self.source, line=self.line, remedy=self.remedy))


@dataclass(frozen=True, slots=True)
class Change:
    """What a build has changed in the site: numbers of files."""

    written: int
    removed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build has done. `broken` are the articles and pages that are not in the site, each with its reason.

    `reasons` says what was done and why: a line for each part of the archive.
    """

    articles: int
    issues: int
    pages: int
    persons: int
    change: Change
    broken: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    reasons: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether everything in the content is in the site."""
        return not self.broken


def build(
    content: Path,
    output: Path,
    settings_path: Path,
    *,
    fatal: Fatal | None = None,
    report: Callable[[Progress], None] | None = None,
    anew: bool = False,
    scheduler: str = "",
) -> BuildReport:
    """Bring the site of `content` in `output` up to date.

    An article that cannot be read is left out and listed in the report; the others are built. The site in `output`
    changes at once and only when the new one is whole; files whose bytes stay the same keep their time.

    Args:
        content: the content folder.
        output: the folder of the site; it need not exist.
        settings_path: the archive's `pelicanconf.py`. Its PATH and OUTPUT_PATH give way to the two folders.
        fatal: do not change the site when there is an error (a broken article), or also when there is a warning.
        report: is called with the progress now and then.
        anew: forget what earlier builds have done, and write every file of the site.
        scheduler: the address of a cluster that builds the months and inverts the texts (see `cluster.Cluster`).

    Raises:
        ClusterError: the cluster cannot be used.
        BuildError: the site could not be built; the last one stands as it was.
    """
    content, output, settings_path = content.resolve(), output.resolve(), settings_path.resolve()
    if not content.is_dir():
        raise BuildError("there is no such folder", source=str(content), remedy="name the folder with the articles")
    if not settings_path.is_file():
        raise BuildError("there is no such settings file", source=str(settings_path), remedy="name a pelicanconf.py")
    folder.check(output, apart_from={"the content": content, "the settings file": settings_path})

    tally = Tally(report or (lambda _: None))
    with folder.working_folder(output) as work:
        setting = {
            "settings": str(settings_path),
            # The folder of the site is each job's own; the maintainer's must not be made by Pelican.
            "overrides": {
                "PATH": str(content),
                "OUTPUT_PATH": str(work.path),
                "DELETE_OUTPUT_DIRECTORY": False,
                parts.SETTING: None,
            },
        }
        # Pelican takes half a second to get ready, in which we look at what has changed.
        staging = work.path / "staging"
        with (
            Cluster(scheduler) if scheduler else nullcontext() as cluster,
            Workers(setting, staging, work.lock, tally) as here,
        ):
            workers = RemoteWorkers(cluster, here, setting, staging, tally) if cluster else here
            return _Build(content, output, settings_path, work.path, workers).run(fatal, anew=anew)


def clean(output: Path) -> bool:
    """Remove a site that was built here, and nothing else. False when there was none.

    Raises:
        BuildError: the folder was not made by Backfile, or a build is at work in it.
    """
    return folder.clean(output)


class _Build:
    def __init__(
        self, content: Path, output: Path, settings_path: Path, work: Path, workers: Workers | RemoteWorkers
    ) -> None:
        self._content, self._output, self._settings_path, self._work = content, output, settings_path, work
        self._workers = workers

    def run(self, fatal: Fatal | None, *, anew: bool) -> BuildReport:
        """Do it; the state is closed in any case."""
        state = self._open(anew=anew)
        try:
            return self._build(state, fatal, anew=anew)
        finally:
            state.db.close()

    def _build(self, state: State, fatal: Fatal | None, *, anew: bool) -> BuildReport:
        twins = Twins(self._output, self._work)
        if not twins.recover(state.get("site")):
            self._begin(state, anew=anew)
        try:
            now = environment.look(self._settings_path, self._content)
        except SettingsError as error:
            raise BuildError(error.reason, source=error.source, line=error.line, remedy=error.remedy) from error
        linked = self._look(state, now)
        rounds = Rounds(state, self._workers, now, self._work / "database", linked)
        rounds.run()
        contested = state.contested()
        if contested:
            raise BuildError(
                f"{contested[1]} both write {contested[0]}",
                remedy="give one of them another Slug or Save_as, or build with plain `pelican` what a plugin writes",
            )
        problems = [Problem(**problem) for problem in state.problems()]
        problems += [Problem("error", _LINKED, source=path, remedy="put the folder itself there") for path in linked]
        broken = tuple(sorted((problem for problem in problems if problem.level != "warning"), key=str))
        warnings = tuple(problem for problem in problems if problem.level == "warning")
        if fatal and broken:
            raise BuildError(_listed("articles are broken", broken), remedy="correct them; the site is as it was")
        if fatal == "warnings" and warnings:
            raise BuildError(_listed("there are warnings", warnings), remedy="the site is as it was")
        change = self._apply(state, twins)
        return BuildReport(
            **state.get("totals"), change=change, broken=broken, warnings=warnings, reasons=tuple(rounds.reasons)
        )

    def _open(self, *, anew: bool) -> State:
        """What earlier builds have written down; nothing, if it is damaged or of another kind."""
        path = self._work / "database"
        if anew:
            _remove_database(path)
        try:
            state = states.State(states.connect(path))
            if state.get("version", states.VERSION) == states.VERSION:
                state.set("version", states.VERSION)
                return state
            state.db.close()
        except sqlite3.DatabaseError:
            pass
        _remove_database(path)
        return states.State(states.connect(path))

    def _begin(self, state: State, *, anew: bool) -> None:
        """Start over, beside a site of which nothing is known but its files, if there is one."""
        state.db.close()
        _remove_database(self._work / "database")
        for name in ("staging", documents.INDEX, shelf.FOLDER):
            shutil.rmtree(self._work / name, ignore_errors=True)
        state.db = states.connect(self._work / "database")
        state.set("version", states.VERSION)
        if self._output.exists():
            state.put_live((name, b"" if anew else digest) for name, digest in states.files_of(self._output))
        state.set("site", self._output.stat().st_ino if self._output.exists() else NONE)
        state.db.commit()

    def _look(self, state: State, now: Environment) -> list[str]:
        """Mark what has to be done for what has changed; the folders that are symbolic links."""
        touched = self._work / "now"
        touched.write_bytes(b"")
        started = touched.stat().st_mtime_ns  # the file system's own clock, as the files' times are
        found = scan.scan(self._content, now.ignored)
        changed = list(scan.changes(state.db, self._content, found, started))
        for place, path, what in changed:
            self._mark(state, now, place, path, what)
        state.db.commit()
        return found.linked

    def _mark(self, state: State, now: Environment, place: str, path: str, what: str) -> None:
        reason = f"{path} is {what}"
        if place != scan.LOOSE:
            state.mark(states.ISSUE, place, reason)
        elif now.is_page(path):
            state.mark(states.SITE, "", reason)
            state.mark(states.FILES, "", reason)
            state.mark_showing(path, reason)
        else:
            state.mark(states.STRAY, path, reason)
            state.mark(states.FILES, "", reason)
        issue = state.stray(path)
        if issue:
            state.mark(states.ISSUE, issue, reason)

    def _apply(self, state: State, twins: Twins) -> Change:
        staging = self._work / "staging"
        changes = list(state.changes())
        removed = sum(new is None for _, new in changes)
        if changes or not self._output.exists():

            def note(inode: int) -> None:
                self._list(changes)
                state.adopt(changes)
                state.set("site", inode)
                state.db.commit()

            twins.change(((name, staging / new if new else None) for name, new in changes), note)
        else:
            state.adopt(())
            state.db.commit()
        written = len(changes) - removed
        change = Change(written=written, removed=removed, unchanged=state.count_files() - written)
        shutil.rmtree(staging, ignore_errors=True)
        twins.make_if_missing()
        return change

    def _list(self, changes: Iterable[tuple[str, str | None]]) -> None:
        """Put what is about to change into the list for whoever copies the site by hand."""
        known: tuple[Kind, Kind] = ("new", "changed")
        Changes(self._output).add(
            FileChange(known[(self._output / name).is_file()] if new else "removed", name) for name, new in changes
        )


def _listed(what: str, problems: tuple[Problem, ...]) -> str:
    return what + ": " + "; ".join(map(str, problems))


def _remove_database(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
