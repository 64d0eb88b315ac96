"""The child process of a build: one Pelican run, told to the parent line by line.

The parent writes one line of JSON (a `Job`) and keeps the pipe open; when it dies the pipe closes, and so does this
process. Each line this process prints is a JSON object with one key: `progress`, `problem`, or at last `result`.
"""

from __future__ import annotations

import importlib
import json
import logging
import os
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import IO, Any

from jinja2 import TemplateError
from pelican import Pelican, signals
from pelican.contents import Content
from pelican.log import init as init_logging
from pelican.settings import read_settings
from pelican.writers import FileOverwriteFailedError

from backfile.build.quick.pelican import QuickPelican
from backfile.errors import BackfileError, SettingsError
from backfile.settings import failing_line

_PROGRESS_SECONDS = 0.1
"""Time between two lines of progress: ten a second is what an eye can use."""

_REMEDIES = {
    "date": ("there is no Date", "write `Date: YYYY-MM-DD`"),
    "title": ("there is no Title", "write `Title: …` in the first line"),
}


class Channel:
    """Tells the parent what happens."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._told = 0.0
        self._done = {"read": 0, "write": 0}

    def tell(self, key: str, value: object) -> None:
        """Print one line."""
        self._file.write(json.dumps({key: value}) + "\n")
        self._file.flush()

    def count(self, stage: str) -> None:
        """Count one file read or written, and say so now and then."""
        self._done[stage] += 1
        now = time.monotonic()
        if now - self._told >= _PROGRESS_SECONDS:
            self._told = now
            self.tell("progress", {"stage": stage, "done": self._done[stage]})


class ProblemHandler(logging.Handler):
    """Turns what Pelican logs into problems: an error about one file of the content, or about the build."""

    def __init__(self, channel: Channel, content: str) -> None:
        super().__init__(logging.WARNING)
        self._channel = channel
        self._content = content
        self.grave = False
        """Whether an error was not about one file: then the build cannot succeed."""

    def emit(self, record: logging.LogRecord) -> None:
        """Tell the parent of one record."""
        problem = self._about_a_file(record) if record.levelno >= logging.ERROR else None
        if problem is None:
            self.grave = self.grave or record.levelno >= logging.ERROR
            problem = {"source": None, "reason": record.getMessage(), **_why(sys.exc_info()[1])}
        self._channel.tell("problem", {"level": record.levelname.lower(), **problem})

    def _about_a_file(self, record: logging.LogRecord) -> dict[str, Any] | None:
        args = record.args if isinstance(record.args, tuple) else ()
        if record.msg.startswith("Could not process %s"):
            return {"source": os.path.normpath(str(args[0])), "reason": "it cannot be read", **_why(sys.exc_info()[1])}
        if record.msg.startswith("Skipping %s: "):
            source = self._relative(args[0])
            if len(args) == 2 and args[1] in _REMEDIES:
                reason, remedy = _REMEDIES[str(args[1])]
                return {"source": source, "reason": reason, "remedy": remedy}
            return {"source": source, "reason": record.msg.removeprefix("Skipping %s: ") % args[1:]}
        if record.msg.startswith("Unknown status '%s' for file %s"):
            reason = f"Status is {str(args[0])[:80]!r}"
            return {"source": self._relative(args[1]), "reason": reason, "remedy": "write published, draft or hidden"}
        return None

    def _relative(self, source: object) -> str:
        path = str(source.source_path if isinstance(source, Content) else source)
        return os.path.relpath(path, self._content) if Path(path).is_absolute() else path


def _why(error: BaseException | None) -> dict[str, Any]:
    if error is None:
        return {}
    if isinstance(error, BackfileError):
        return {"reason": error.reason, "line": error.line, "remedy": error.remedy}
    if isinstance(error, UnicodeDecodeError):
        return {"reason": f"it is not UTF-8 (byte {error.start})", "remedy": "save it as UTF-8"}
    return {"reason": str(error) or type(error).__name__}


def _failure(error: BaseException) -> dict[str, Any]:
    """What stopped the build. Only an error of the program itself brings its traceback."""
    if isinstance(error, BackfileError):
        return {**_why(error), "source": error.source}
    if isinstance(error, TemplateError):
        place = getattr(error, "filename", None) or getattr(error, "name", None)
        reason = f"a template cannot be used: {type(error).__name__}: {error}"
        return {"reason": reason, "source": place, "line": getattr(error, "lineno", None)}
    if isinstance(error, FileOverwriteFailedError):
        return {"reason": f"two pages have one address: {error}", "remedy": "give one of them another Slug"}
    if isinstance(error, OSError):
        return {"reason": f"{error.strerror or error}", "source": error.filename}
    return {
        "reason": f"the program failed: {type(error).__name__}: {error}",
        "remedy": "report it with the lines above",
        "traceback": traceback.format_exc(),
    }


def _die_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


def _pelican(job: dict[str, Any]) -> Any:
    """Pelican with its plugins, ready to run.

    Raises:
        SettingsError: the settings file does not run, or Pelican cannot use what it says.
    """
    try:
        settings = read_settings(job["settings"], override=job["overrides"])
    except Exception as error:  # the file is the maintainer's own program: it may fail in any way
        line = failing_line(error, Path(job["settings"]))
        reason = f"the settings cannot be used: {type(error).__name__}: {error}"
        raise SettingsError(reason, source=job["settings"], line=line, remedy="correct them") from error
    module, _, name = str(settings["PELICAN_CLASS"]).rpartition(".")
    own = getattr(importlib.import_module(module), name)
    return type("BuildPelican", (QuickPelican, *(() if own is Pelican else (own,))), {})(settings)


def _run(job: dict[str, Any], channel: Channel, problems: ProblemHandler) -> dict[str, Any]:
    totals: dict[str, Any] = {}

    def note_totals(generators: list[Any]) -> None:
        archive = generators[0].context.get("archive")
        if archive is not None:
            found = archive.totals
            totals.update(articles=found.articles, issues=found.issues, pages=found.pages, persons=found.persons)

    def count_read(_content: object) -> None:
        channel.count("read")

    def count_written(_path: str, **_: object) -> None:
        channel.count("write")

    signals.content_object_init.connect(count_read)
    signals.content_written.connect(count_written)
    pelican = _pelican(job)
    if problems.grave:
        return {}
    if "backfile_archive" not in {name.rpartition(".")[2] for name in pelican.settings["PLUGINS"]}:
        raise SettingsError(
            "PLUGINS has no backfile_archive", source=job["settings"], remedy="write PLUGINS = [*PLUGINS, …]"
        )
    # After the plugins' own handlers: these are asked in the order in which they were connected.
    signals.all_generators_finalized.connect(note_totals)
    pelican.run()
    return totals


def main() -> int:
    """Do the job that stands in the first line of the standard input."""
    channel = Channel(os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8"))
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what others print must not look like our lines
    job = json.loads(sys.stdin.readline())
    threading.Thread(target=_die_with_parent, daemon=True).start()
    problems = ProblemHandler(channel, job["overrides"]["PATH"])
    init_logging(logging.WARNING, handler=problems)
    try:
        totals = _run(job, channel, problems)
    except Exception as error:  # whatever stops Pelican, its plugins or templates is told to the parent
        channel.tell("result", {"failure": _failure(error)})
        return 1
    channel.tell("result", {"totals": totals})
    return 0


if __name__ == "__main__":
    sys.exit(main())
