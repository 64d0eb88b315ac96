"""How far a build is, added up from what its jobs tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

Stage = Literal["articles", "lists"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: articles of so many done, then pages of lists and other files (of how many is not known).

    An article that is read and has no page yet is half done. The total may grow, when what was read asks for more.
    """

    stage: Stage
    done: int
    total: int | None


class Tally:
    """The sum of what jobs have done.

    Args:
        tell: is called with the progress when it changes.
    """

    def __init__(self, tell: Callable[[Progress], None]) -> None:
        self._tell = tell
        self._stage: Stage = "articles"
        self._total: int | None = 0
        self._done: dict[int, int] = {}

    def expect(self, jobs: list[dict[str, Any]]) -> None:
        """Take in what jobs of one stage will do: articles, in one round after the other, and the rest then."""
        if any(job["kind"] == "issues" for job in jobs):
            self._total = (self._total or 0) + sum(job["size"] for job in jobs)
        elif jobs:
            self._stage, self._total = "lists", None
            self._done.clear()
            self._tell(Progress(self._stage, 0, None))

    def count(self, job: int, done: int) -> None:
        """Take in how much a job, by its number, has done so far."""
        self._done[job] = max(done, self._done.get(job, 0))
        done = sum(self._done.values())
        self._tell(Progress(self._stage, done, None if self._total is None else max(done, self._total)))
