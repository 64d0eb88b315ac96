"""Progress on long work: a bar on a terminal, a plain line now and then elsewhere, nothing when asked to be quiet."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS_BETWEEN_LINES = 5.0
"""Often enough to see that it goes on, seldom enough for a log."""


class Tell(Protocol):
    """What is told of the work: the steps done and all steps, None where that is not known; steps may be bytes."""

    def __call__(self, done: int, total: int | None, *, in_bytes: bool = False) -> None:
        """Tell it."""


@contextmanager
def shown(title: str, *, quiet: bool = False) -> Iterator[Tell]:
    """Show the progress of the work inside the block, on the error stream.

    Yields:
        What to call with every step.
    """
    if quiet:
        yield _nothing
    elif sys.stderr.isatty():
        yield from _bar(title)
    else:
        yield from _lines(title)


def _nothing(done: int, total: int | None, *, in_bytes: bool = False) -> None:
    pass


def _bar(title: str) -> Iterator[Tell]:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[amount]}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=None, amount="")

        def tell(done: int, total: int | None, *, in_bytes: bool = False) -> None:
            progress.update(task, completed=done, total=total, amount=_amount(done, total, "/", in_bytes))

        yield tell


def _lines(title: str) -> Iterator[Tell]:
    said = time.monotonic()

    def tell(done: int, total: int | None, *, in_bytes: bool = False) -> None:
        nonlocal said
        now = time.monotonic()
        if now - said >= SECONDS_BETWEEN_LINES:
            said = now
            print(f"{title}: {_amount(done, total, ' of ', in_bytes)}", file=sys.stderr, flush=True)

    yield tell


def _amount(done: int, total: int | None, of: str, in_bytes: bool) -> str:
    if in_bytes:
        return f"{done / 1e6:.1f}" + (f"{of}{total / 1e6:.1f}" if total else "") + " MB"
    return f"{done}" + (f"{of}{total}" if total else "")
