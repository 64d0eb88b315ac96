"""What a run of `ingest` tells: how far it is, what it did, what it refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from backfile.errors import BackfileError, ContentError, SourceError
from backfile.escape import one_line
from backfile.ingest.intake import source_name
from backfile.sources import Export, source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from backfile.ingest.standing import Outcome
    from backfile.models import Entry

READING = 0.25
"""The part of an export that counts as done once it was read; the rest goes with its articles."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run is: `done` of `total` files, or of all bytes when an export is among them; `name` is at work."""

    done: int
    total: int
    unit: Literal["file", "byte"]
    name: str


Progress = Callable[[Step], None]


@dataclass(slots=True)
class Report:
    """What a run did.

    `files` were given. `kinds` counts the articles that were converted by their kind, `flags` their review codes.
    `written` counts the files written or taken away, `unchanged` the articles that stood there already, `deleted` those
    that a person has deleted, `left_aside` the files in folders that no source reads. `seconds` is how long it took.
    """

    files: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    written: int = 0
    unchanged: int = 0
    deleted: int = 0
    left_aside: int = 0
    refusals: list[BackfileError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def articles(self) -> int:
        """The articles that were converted."""
        return self.kinds.total()

    @property
    def rate(self) -> float:
        """Articles converted in a second."""
        return self.articles / self.seconds if self.seconds else 0.0

    @property
    def exit_status(self) -> int:
        """0 when everything was taken, 1 when something was refused."""
        return 1 if self.refusals else 0

    def count(self, entries: Iterable[Entry], outcome: Outcome) -> None:
        """Note down articles that were converted, and what became of them."""
        for entry in entries:
            self.kinds[entry.article.kind] += 1
            self.flags.update(review.code for review in entry.article.review)
        self.written += len(outcome.written)
        self.unchanged += outcome.unchanged
        self.deleted += outcome.deleted
        self.refusals += outcome.refusals
        self.notes += outcome.notes

    @contextmanager
    def refusing(self, name: str, content: Path) -> Iterator[None]:
        """Turn what goes wrong inside into one refusal, so that the other inputs are taken.

        Args:
            name: the input.
            content: where a fault of the disk is to be looked for.
        """
        try:
            yield
        except BackfileError as error:
            if not isinstance(error, ContentError):
                error.source = name
            self.refusals.append(error)
        except OSError as error:
            reason = f"stopped by the file system: {error.strerror or error}"
            self.refusals.append(SourceError(reason, source=name, remedy=f"check {error.filename or content}"))
        except Exception as error:  # hostile bytes go through other people's parsers; they may fail in any way
            self.refusals.append(failed(error, name))

    def as_data(self) -> dict[str, object]:
        """The report for other programs: what JSON can hold, under names that stay."""
        return {
            "files": self.files,
            "articles": self.articles,
            "kinds": dict(sorted(self.kinds.items())),
            "review": dict(sorted(self.flags.items())),
            "written": self.written,
            "unchanged": self.unchanged,
            "deleted": self.deleted,
            "left_aside": self.left_aside,
            "refused": [
                {"source": error.source, "line": error.line, "reason": error.reason, "remedy": error.remedy}
                for error in self.refusals
            ],
            "notes": self.notes,
            "seconds": round(self.seconds, 3),
            "articles_per_second": round(self.rate, 1),
            "exit_status": self.exit_status,
        }


def failed(error: Exception, name: str) -> SourceError:
    """The refusal of an input over which the program itself failed."""
    reason = one_line(f"the program failed: {type(error).__name__}: {error}", 300)
    return SourceError(reason, source=name, remedy="report it with the file")


class Meter:
    """How far a run is, told to who asked for it.

    Args:
        files: all inputs of the run.
        progress: told of every step, None when nobody wants to know.
    """

    def __init__(self, files: Sequence[Path], progress: Progress | None) -> None:
        self._progress = progress
        self._in_bytes = any(isinstance(source_of(file), Export) for file in files)
        self._total = sum(map(self._weight, files))
        self._done = 0

    def file(self, path: Path) -> None:
        """A file is done."""
        self._done += self._weight(path)
        self._tell(self._done, source_name(path))

    def part(self, path: Path, *, read: float, taken: float) -> None:
        """Parts of an export, from 0 to 1, have been read and taken in."""
        part = READING * read + (1 - READING) * taken
        self._tell(self._done + int(part * self._weight(path)), source_name(path))

    def _tell(self, done: int, name: str) -> None:
        if self._progress:
            self._progress(Step(done, self._total, "byte" if self._in_bytes else "file", name))

    def _weight(self, path: Path) -> int:
        try:
            return path.stat().st_size if self._in_bytes else 1
        except OSError:  # told when it is read
            return 0
