"""What all tasks share: the words of their options, how they end, what they say."""

from __future__ import annotations

import errno
import functools
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from invoke.exceptions import Exit

from backfile.errors import BackfileError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from invoke.context import Context

CONTENT_HELP = "folder of the articles [content]"
OUTPUT_HELP = "folder of the site [output]"
SETTINGS_HELP = "settings file [pelicanconf.py]"
SCHEDULER_HELP = "address of the scheduler of a Dask cluster that shares the work, such as tcp://host:8786"
QUIET_HELP = "say only what went wrong"


STOPPED = 130
"""The exit status of what was stopped by Ctrl-C, as shells have it."""


def telling(body: Callable[..., None]) -> Callable[..., None]:
    """Let a task end with one line and a non-zero exit when the maintainer can put it right, without a traceback."""

    @functools.wraps(body)
    def run(*args: Any, **options: Any) -> None:
        if isinstance(sys.stdout, io.TextIOWrapper):  # a path may have characters that this terminal does not know
            sys.stdout.reconfigure(errors="backslashreplace")
        try:
            body(*args, **options)
        except BackfileError as error:
            for note in getattr(error, "__notes__", ()):  # what a report of a bug needs
                print(note, file=sys.stderr)
            raise Exit(str(error), code=1) from error
        except KeyboardInterrupt:
            raise Exit("Stopped. Give the same command again to go on.", code=STOPPED) from None
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            remedy = " (make room, then give the same command again)" if error.errno == errno.ENOSPC else ""
            raise Exit(f"{place}{error.strerror or error}{remedy}", code=1) from error

    return run


def say(text: str, *, quiet: bool = False) -> None:
    """Print a line of the task's result."""
    if not quiet:
        print(text, flush=True)


def folder(context: Context, option: str, default: str) -> Path:
    """The folder that an option names, or the repository's own of that name."""
    return given(option) if option else Path(context["root"]) / default


def given(path: str) -> Path:
    """The path that a maintainer has written, `~` being the home folder.

    Raises:
        BackfileError: it begins with `~name`, and nobody of that name is known.
    """
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        raise BackfileError(f"{path}: there is no such home folder", remedy="write the path out") from error


def count(number: int, word: str) -> str:
    """How many of a thing: `1 file`, `2,000 files`."""
    return f"{number:,} {word}" + ("" if number == 1 else "s")


def counts(counts: Mapping[str, int]) -> str:
    """How often each of several things: `2 × notice, 5 × photo`."""
    return ", ".join(f"{count:,} × {what}" for what, count in sorted(counts.items()))
