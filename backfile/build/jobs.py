"""Gives the jobs of a build to the process that has Pelican, several at a time, and takes what they have found out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from backfile.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backfile.build.tally import Tally

_CAN_FORK = hasattr(os, "fork")


def cores() -> int:
    """How many jobs may run at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """The process with Pelican. It ends with the block, and with this process, whatever happens to either.

    Args:
        setting: what it makes Pelican of: `settings` (a path) and `overrides`.
        work: the folder of the build, in which each job has its own.
        lock: what other builds are held off with; the process holds it, too.
        tally: is told what its jobs do, now and then.
    """

    def __init__(self, setting: dict[str, Any], work: Path, lock: int, tally: Tally) -> None:
        self._setting = setting
        self._work = work
        self._lock = lock
        self._tally = tally
        self._complaints: IO[str] = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115
        self._process: subprocess.Popen[str] | None = None
        self._ready = False
        self._running: dict[int, dict[str, Any]] = {}

    def __enter__(self) -> Workers:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        self._complaints.close()

    def do(self, jobs: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """Do jobs of one stage; yields each with its result as soon as it has one.

        Raises:
            BuildError: Pelican could not be made ready, a job failed, or the process was stopped from outside.
        """
        self._tally.expect(jobs)
        waiting, running = deque(jobs), self._running
        limit = cores() if _CAN_FORK else 1
        while waiting or running:
            while waiting and len(running) < limit:
                job = waiting.popleft()
                running[job["number"]] = job
                self._give(job)
            line = self._line()
            if "ended" in line:
                job = running.pop(line["ended"])
                self._tally.count(job["number"], job["size"])
                yield job, self._result(job, line["status"])

    def _give(self, job: dict[str, Any]) -> None:
        folder = self._work / f"{job['number']}"
        job["folder"], job["file"] = str(folder), f"{folder}.json"
        Path(job["file"]).write_text(json.dumps(job), encoding="utf-8")
        if not _CAN_FORK and self._ready:
            self._stop()
            self._start()
        while not self._ready:
            self._line()
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"number": job["number"], "file": job["file"]}) + "\n")
        self._process.stdin.flush()

    def _line(self) -> dict[str, Any]:
        """The next line of the process, itself attended to."""
        assert self._process is not None
        assert self._process.stdout is not None
        text = self._process.stdout.readline()
        if not text:
            raise self._stopped(self._process.wait())
        line: dict[str, Any] = json.loads(text)
        if "failure" in line:
            raise failed(line["failure"])
        if "progress" in line:
            self._tally.count(line["progress"], line["done"])
        self._ready = self._ready or "ready" in line
        return line

    def _result(self, job: dict[str, Any], status: int) -> dict[str, Any]:
        if status:
            raise self._stopped(status)
        file = Path(job["file"])
        result: dict[str, Any] = json.loads(file.read_text(encoding="utf-8", errors="surrogatepass"))
        file.unlink()
        grave = [problem for problem in result["problems"] if problem["level"] != "warning" and not problem["source"]]
        if grave:
            reasons = "; ".join(problem["reason"] for problem in grave)
            raise BuildError(f"Pelican could not do its work: {reasons}", remedy="the site is as it was")
        if "failure" in result:
            raise failed(result["failure"])
        return result

    def _stopped(self, status: int) -> BuildError:
        self._complaints.seek(0)
        error = BuildError(f"the build was stopped from outside (status {status})", remedy="build again")
        error.add_note(self._complaints.read()[-4000:])
        return error

    def _start(self) -> None:
        self._ready = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", "backfile.build.child"],
            cwd=Path(self._setting["settings"]).parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            encoding="utf-8",
            # Killed, this process leaves others for a moment: until they have ended, too, no other build may begin.
            pass_fds=() if sys.platform == "win32" else (self._lock,),
        )
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(self._setting) + "\n")
        self._process.stdin.flush()

    def _stop(self) -> None:
        if self._process is None:
            return
        if not self._running:  # it may still be making Pelican ready, for nothing
            self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()  # at which it takes its own children with it
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def failed(failure: dict[str, Any]) -> BuildError:
    """The error of a failure that a process has told."""
    lines = failure.pop("traceback", None)
    error = BuildError(failure.pop("reason"), **failure)
    if lines:
        error.add_note(lines)
    return error
