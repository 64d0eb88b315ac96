"""Progress on long work: a bar on a terminal, a plain line now and then elsewhere, nothing when asked to be quiet."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS_BETWEEN_LINES = 5.0
"""Often enough to see that it goes on, seldom enough for a log."""


class Tell(Protocol):
    """What is told of the work: the steps done and all steps, None where that is not known; steps may be bytes.

    Work of several stages has a title for each, and counts each anew.
    """

    def __call__(self, done: int, total: int | None, *, in_bytes: bool = False, title: str = "") -> None:
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


def _nothing(done: int, total: int | None, *, in_bytes: bool = False, title: str = "") -> None:
    pass


class _Rate(ProgressColumn):
    """Steps a second, of late."""

    def render(self, task: Task) -> Text:
        if not task.speed or task.speed < 1:
            return Text("")
        return Text(f"{_amount(int(task.speed), None, '', task.fields['in_bytes'])}/s", style="progress.data.speed")


class _TimeLeft(TimeRemainingColumn):
    """The time left, where it can be known."""

    def render(self, task: Task) -> Text:
        if task.total is None or task.time_remaining is None:
            return Text("")
        return Text("left ") + super().render(task)


def _bar(title: str) -> Iterator[Tell]:
    amount, of = TextColumn("{task.fields[amount]}"), TextColumn("{task.description}")
    columns = (of, BarColumn(), amount, _Rate(), TimeElapsedColumn(), _TimeLeft(compact=True))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task, stage = progress.add_task(title, total=None, amount="", in_bytes=False), title

        def tell(done: int, total: int | None, *, in_bytes: bool = False, title: str = title) -> None:
            nonlocal task, stage
            if title != stage:
                progress.remove_task(task)
                task, stage = progress.add_task(title, total=None, amount="", in_bytes=False), title
            amount = _amount(done, total, "/", in_bytes)
            progress.update(task, completed=done, total=total, amount=amount, in_bytes=in_bytes)

        yield tell


def _lines(title: str) -> Iterator[Tell]:
    said = time.monotonic()

    def tell(done: int, total: int | None, *, in_bytes: bool = False, title: str = title) -> None:
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
