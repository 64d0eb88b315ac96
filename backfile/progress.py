"""Progress on long work: a bar on a terminal, a plain line now and then elsewhere, nothing when asked to be quiet."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Tell = Callable[[int, int | None], None]

SECONDS_BETWEEN_LINES = 5.0
"""Often enough to see that it goes on, seldom enough for a log."""


@contextmanager
def shown(title: str, *, quiet: bool = False) -> Iterator[Tell]:
    """Show the progress of the work inside the block, on the error stream.

    Yields:
        What to call with the number of steps done and the number of all steps, None where that is not known.
    """
    if quiet:
        yield lambda _done, _total: None
    elif sys.stderr.isatty():
        yield from _bar(title)
    else:
        yield from _lines(title)


def _bar(title: str) -> Iterator[Tell]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _lines(title: str) -> Iterator[Tell]:
    said = time.monotonic()

    def tell(done: int, total: int | None) -> None:
        nonlocal said
        now = time.monotonic()
        if now - said >= SECONDS_BETWEEN_LINES:
            said = now
            print(f"{title}: {done}" + (f" of {total}" if total else ""), file=sys.stderr, flush=True)

    yield tell
