"""The process in which a build has Pelican: it makes Pelican ready once, and forks for every part of the archive.

The parent writes lines of JSON: first the settings, then jobs, and keeps the pipe open; when the parent dies the pipe
closes, and this process goes and takes its own children with it. What it prints are lines of JSON, too: `ready` or
`failure`, `progress` of a job, and `ended` with a job's number and status. What a job has found out stands in a file
beside its folder.
"""

from __future__ import annotations

import gc
import importlib
import json
import logging
import os
import select
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache
from pelican import Pelican, signals
from pelican.contents import Article
from pelican.generators import Generator
from pelican.settings import read_settings

from backfile import identify
from backfile.build import work
from backfile.build.problems import ProblemHandler, failure
from backfile.build.quick.pelican import QuickPelican
from backfile.errors import BuildError, SettingsError
from backfile.settings import failing_line

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

_PROGRESS_SECONDS = 0.1
"""Time between two lines of progress: ten a second is what an eye can use."""

CAN_FORK = hasattr(os, "fork")
"""Where a process cannot fork, it does one job and ends, and the parent starts another."""

_TEMPLATES = ("article", "issue", "issue_page")


class _Compiled(BytecodeCache):
    """Templates compiled once for all generators and jobs."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is known of a template."""
        if bucket.key + bucket.checksum in self._code:
            bucket.bytecode_from_string(self._code[bucket.key + bucket.checksum])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Know a template from now on."""
        self._code[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


class Channel:
    """Tells the parent what happens; a line is short enough to be written at once by any of several processes."""

    def __init__(self, file: int) -> None:
        self._file = file
        self._told = 0.0
        self._done = 0.0

    def tell(self, **values: object) -> None:
        """Print one line."""
        os.write(self._file, json.dumps(values).encode() + b"\n")

    def count(self, job: int, done: float) -> None:
        """Count an article or a page, or half of one, and say so now and then."""
        self._done += done
        now = time.monotonic()
        if now - self._told >= _PROGRESS_SECONDS:
            self._told = now
            self.tell(progress=job, done=int(self._done))


def _pelican(setting: dict[str, Any]) -> Any:
    """Pelican with its plugins, ready to run.

    Raises:
        SettingsError: the settings file does not run, or Pelican cannot use what it says.
    """
    try:
        settings = read_settings(setting["settings"], override=setting["overrides"])
    except Exception as error:  # the file is the maintainer's own program: it may fail in any way
        line = failing_line(error, Path(setting["settings"]))
        reason = f"the settings cannot be used: {type(error).__name__}: {error}"
        raise SettingsError(reason, source=setting["settings"], line=line, remedy="correct them") from error
    module, _, name = str(settings["PELICAN_CLASS"]).rpartition(".")
    own = getattr(importlib.import_module(module), name)
    return type("BuildPelican", (QuickPelican, *(() if own is Pelican else (own,))), {})(settings)


def _prepare(setting: dict[str, Any]) -> Any:
    """Pelican, with all in memory that every job needs.

    Raises:
        BackfileError: it cannot be used.
    """
    problems = ProblemHandler(setting["overrides"]["PATH"], lambda: None)
    problems.listen()
    pelican = _pelican(setting)
    logging.getLogger().removeHandler(problems)
    grave = [problem["reason"] for problem in problems.problems if problem["level"] != "warning"]
    if grave:
        raise BuildError("Pelican could not do its work: " + "; ".join(grave), remedy="the site is as it was")
    if "backfile_archive" not in {name.rpartition(".")[2] for name in pelican.settings["PLUGINS"]}:
        raise SettingsError(
            "PLUGINS has no backfile_archive", source=setting["settings"], remedy="write PLUGINS = [*PLUGINS, …]"
        )
    work.refuse_whole(pelican.settings)
    if CAN_FORK:
        pelican.settings["JINJA_ENVIRONMENT"] = {"bytecode_cache": _Compiled()} | pelican.settings["JINJA_ENVIRONMENT"]
        warm: Any = Generator({}, pelican.settings, pelican.path, pelican.theme, pelican.output_path)
        for name in _TEMPLATES:
            warm.get_template(name)
        identify.slug("一")  # what it needs for that takes half a second to load
        # The jobs look for garbage in what they make themselves and not in what they have from here, time and again.
        gc.freeze()
    return pelican


def _do(pelican: Any, job: dict[str, Any], channel: Channel) -> int:
    """Do a job in this process; its exit status."""
    number, of_articles = job["number"], job["kind"] == "issues"

    def count_read(content: object) -> None:
        if of_articles and isinstance(content, Article):
            channel.count(number, 0.5)

    def count_written(_path: str, context: dict[str, Any]) -> None:
        if not of_articles:
            channel.count(number, 1)
        elif "article" in context:
            channel.count(number, 0.5)

    signals.content_object_init.connect(count_read)
    signals.content_written.connect(count_written)
    part = work.part_of(job)
    problems = ProblemHandler(pelican.path, lambda: part.here and [part.here[0], part.here[1].isoformat()])
    problems.listen()
    result: dict[str, Any] = {}
    try:
        result = work.do(pelican, job, part)
    except Exception as error:  # whatever stops Pelican, its plugins or templates is told to the parent
        result = {"failure": failure(error)}
    result["problems"] = problems.problems
    work.leave(job, result)
    return 0


def _serve(pelican: Any, channel: Channel) -> None:
    """Take jobs until the parent closes the pipe."""
    children: dict[int, int] = {}
    waking, woken = os.pipe()
    os.set_blocking(woken, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(woken)
    rest = b""
    while True:
        ready, _, _ = select.select([0, waking], [], [])
        if waking in ready:
            os.read(waking, 4096)
            while children:
                child, status = os.waitpid(-1, os.WNOHANG)
                if not child:
                    break
                channel.tell(ended=children.pop(child), status=os.waitstatus_to_exitcode(status))
        if 0 in ready:
            data = os.read(0, 1 << 16)
            if not data:
                for child in children:
                    os.kill(child, signal.SIGKILL)
                return
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                job = json.loads(line)
                child = os.fork()
                if not child:
                    signal.set_wakeup_fd(-1)
                    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                    os._exit(_do(pelican, json.loads(Path(job["file"]).read_bytes()), channel))
                children[child] = job["number"]


def main() -> int:
    """Make Pelican ready as the first line of the standard input says, and do the jobs of the lines that follow."""
    channel = Channel(os.dup(1))
    os.dup2(2, 1)  # what others print must not look like our lines
    first = b""
    while not first.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            return 1
        first += byte
    try:
        pelican = _prepare(json.loads(first))
    except Exception as error:
        channel.tell(failure=failure(error))
        return 1
    channel.tell(ready=True)
    if CAN_FORK:
        _serve(pelican, channel)
        return 0
    job = json.loads(sys.stdin.readline())
    status = _do(pelican, json.loads(Path(job["file"]).read_bytes()), channel)
    channel.tell(ended=job["number"], status=status)
    return 0


if __name__ == "__main__":
    main()
    # What a large heap is taken apart for at the end of Python serves nobody.
    os._exit(0)
