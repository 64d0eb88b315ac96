"""What can go wrong with the maintainer's input, and what the maintainer can do about it.

Every error names the file, the line where there is one, what was expected, and the way out. Errors of the
program itself are ordinary exceptions: they are bugs and keep their traceback.
"""

from __future__ import annotations


class BackfileError(Exception):
    """Something the maintainer can put right.

    Args:
        reason: what is the matter, in one clause without a full stop.
        source: the file (or address) it is about.
        line: 1-based line in that file.
        remedy: what to do, as an imperative clause.
    """

    def __init__(
        self, reason: str, *, source: str | None = None, line: int | None = None, remedy: str | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.source = source
        self.line = line
        self.remedy = remedy

    def __str__(self) -> str:
        place = self.source or ""
        if place and self.line is not None:
            place += f":{self.line}"
        told = f"{place}: {self.reason}" if place else self.reason
        return f"{told} ({self.remedy})" if self.remedy else told


class SourceError(BackfileError):
    """An input file that cannot be taken: binary, empty, wrongly encoded, unreadable, too large."""


class UndatedError(SourceError):
    """A page or article whose issue date neither stands anywhere nor can be inferred."""


class DuplicateError(SourceError):
    """An input that the archive already has under another name."""


class ContentError(BackfileError):
    """A Markdown article that is not as the contract says."""


class SettingsError(BackfileError):
    """A setting with a value that cannot be meant."""


class BuildError(BackfileError):
    """A site that could not be built."""
