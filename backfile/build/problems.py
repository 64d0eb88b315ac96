"""What goes wrong in a Pelican run, as something that a maintainer understands: about one file, or about the build."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError
from pelican.contents import Content
from pelican.log import LimitFilter
from pelican.log import init as init_logging
from pelican.writers import FileOverwriteFailedError

from backfile.errors import BackfileError

if TYPE_CHECKING:
    from collections.abc import Callable

_REMEDIES = {
    "date": ("there is no Date", "write `Date: YYYY-MM-DD`"),
    "title": ("there is no Title", "write `Title: …` in the first line"),
}


class ProblemHandler(logging.Handler):
    """Turns what Pelican logs into problems, and keeps them."""

    def __init__(self, content: str, here: Callable[[], Any]) -> None:
        super().__init__(logging.WARNING)
        self._content = content
        self._here = here
        self.problems: list[dict[str, Any]] = []

    def listen(self) -> None:
        """Be told what is logged from now on, every time that it is."""
        # Pelican says a thing once in a run and five of a kind; here every article is told what is wrong with it.
        LimitFilter._threshold = sys.maxsize
        LimitFilter._raised_messages = _Forgetful()
        init_logging(logging.WARNING, handler=self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what one record says."""
        problem = self._about_a_file(record)
        if problem is None:
            problem = {"source": None, "reason": record.getMessage(), **_why(sys.exc_info()[1])}
        self.problems.append({"level": record.levelname.lower(), "here": self._here(), **problem})

    def _about_a_file(self, record: logging.LogRecord) -> dict[str, Any] | None:
        args = record.args if isinstance(record.args, tuple) else ()
        if len(args) == 1 and isinstance(args[0], BackfileError):
            return {"source": args[0].source, **_why(args[0])}
        if record.levelno < logging.ERROR:
            return None
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


class _Forgetful(set[Any]):
    """Remembers nothing."""

    def add(self, _element: object) -> None:
        """Do not."""


def _why(error: BaseException | None) -> dict[str, Any]:
    if error is None:
        return {}
    if isinstance(error, BackfileError):
        return {"reason": error.reason, "line": error.line, "remedy": error.remedy}
    if isinstance(error, UnicodeDecodeError):
        return {"reason": f"it is not UTF-8 (byte {error.start})", "remedy": "save it as UTF-8"}
    return {"reason": str(error) or type(error).__name__}


def failure(error: BaseException) -> dict[str, Any]:
    """What stopped a run. Only an error of the program itself brings its traceback."""
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
