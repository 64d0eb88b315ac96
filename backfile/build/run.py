"""A build of the site: Pelican in a fresh process, into a folder beside the site, which then takes its place."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any, Literal

from backfile.build import folder
from backfile.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Fatal = Literal["errors", "warnings"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: files of this stage done so far."""

    stage: Literal["read", "write"]
    done: int


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
class BuildReport:
    """What a build has done. `broken` are the articles and pages that are not in the site, each with its reason."""

    articles: int
    issues: int
    pages: int
    persons: int
    change: folder.Change
    broken: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether everything in the content is in the site."""
        return not self.broken


@dataclass(slots=True)
class _Told:
    """What the child has told so far."""

    problems: list[Problem] = field(default_factory=list)
    result: dict[str, Any] | None = None


def build(
    content: Path,
    output: Path,
    settings_path: Path,
    *,
    fatal: Fatal | None = None,
    report: Callable[[Progress], None] | None = None,
    anew: bool = False,
) -> BuildReport:
    """Build the site of `content` into `output`.

    An article that cannot be read is left out and listed in the report; the others are built. The site in `output`
    changes at once and only when the new one is whole; files whose bytes stay the same keep their time.

    Args:
        content: the content folder.
        output: the folder of the site; it need not exist.
        settings_path: the archive's `pelicanconf.py`. Its PATH and OUTPUT_PATH give way to the two folders.
        fatal: do not change the site when there is an error (a broken article), or also when there is a warning.
        report: is called with the progress now and then.
        anew: replace every file of the site, whether it has changed or not.

    Raises:
        BuildError: the site could not be built; the last one stands as it was.
    """
    content, output, settings_path = content.resolve(), output.resolve(), settings_path.resolve()
    if not content.is_dir():
        raise BuildError("there is no such folder", source=str(content), remedy="name the folder with the articles")
    if not settings_path.is_file():
        raise BuildError("there is no such settings file", source=str(settings_path), remedy="name a pelicanconf.py")
    folder.check(output, apart_from={"the content": content, "the settings file": settings_path})
    with folder.working_folder(output) as work:
        search: dict[str, str | bool] = {"state": str(folder.search_state(work)), "last": str(output), "anew": anew}
        told = _run_pelican(content, work, settings_path, search, report)
        broken = tuple(sorted((problem for problem in told.problems if _is_broken(problem)), key=str))
        warnings = tuple(problem for problem in told.problems if problem.level == "warning")
        totals = _totals(told)
        if fatal and broken:
            raise BuildError(_listed("articles are broken", broken), remedy="correct them; the site is as it was")
        if fatal == "warnings" and warnings:
            raise BuildError(_listed("there are warnings", warnings), remedy="the site is as it was")
        change = folder.replace(output, work, anew=anew)
    return BuildReport(**totals, change=change, broken=broken, warnings=warnings)


def clean(output: Path) -> bool:
    """Remove a site that was built here, and nothing else. False when there was none.

    Raises:
        BuildError: the folder was not made by Backfile, or a build is at work in it.
    """
    return folder.clean(output)


def _is_broken(problem: Problem) -> bool:
    return problem.level != "warning" and problem.source is not None


def _totals(told: _Told) -> dict[str, int]:
    """The numbers of a build that went through.

    Raises:
        BuildError: it did not, or something failed that concerns more than one article (a plugin, the settings).
    """
    result = told.result or {}
    grave = [problem for problem in told.problems if problem.level != "warning" and problem.source is None]
    if grave:
        raise BuildError(_listed("Pelican could not do its work", grave), remedy="the site is as it was")
    failure = result.get("failure")
    if failure:
        lines = failure.pop("traceback", None)
        error = BuildError(failure.pop("reason"), **failure)
        if lines:
            error.add_note(lines)
        raise error
    return {name: int(number) for name, number in result["totals"].items()}


def _listed(what: str, problems: tuple[Problem, ...] | list[Problem]) -> str:
    return what + ": " + "; ".join(map(str, problems))


def _run_pelican(
    content: Path,
    work: folder.Work,
    settings_path: Path,
    search: dict[str, str | bool],
    report: Callable[[Progress], None] | None,
) -> _Told:
    job = {
        "settings": str(settings_path),
        "overrides": {
            "PATH": str(content),
            "OUTPUT_PATH": str(work.path / "staging"),
            "DELETE_OUTPUT_DIRECTORY": False,  # the staging folder is new
            "BACKFILE_SEARCH": search,
        },
    }
    told = _Told()
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as complaints:
        with _child(settings_path.parent, work.lock, complaints) as child:
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.write(json.dumps(job) + "\n")
            child.stdin.flush()
            for line in child.stdout:
                _hear(told, json.loads(line), report)
            child.wait()
        if told.result is None:
            complaints.seek(0)
            error = BuildError(f"the build was stopped from outside (status {child.returncode})", remedy="build again")
            error.add_note(complaints.read()[-4000:])
            raise error
    return told


@contextmanager
def _child(place: Path, lock: int, complaints: IO[str]) -> Iterator[subprocess.Popen[str]]:
    """The child process. It ends with this block, and with this process, whatever happens to either."""
    child = subprocess.Popen(
        [sys.executable, "-m", "backfile.build.child"],
        cwd=place,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        encoding="utf-8",
        # Killed, this process leaves a child for a moment: until that has ended, too, no other build may begin.
        pass_fds=() if sys.platform == "win32" else (lock,),
    )
    try:
        yield child
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()


def _hear(told: _Told, line: dict[str, Any], report: Callable[[Progress], None] | None) -> None:
    if "problem" in line:
        told.problems.append(Problem(**line["problem"]))
    elif "result" in line:
        told.result = line["result"]
    elif report is not None:
        report(Progress(**line["progress"]))
