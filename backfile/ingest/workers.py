"""Conversion in several processes: results in the order of the jobs, few at a time, whatever becomes of a process.

Processes are started anew (`spawn`) and not copied, because a copy would have the lock of the archive and the threads
of the progress bar half in it. They do what needs no archive; only the process that began the run writes.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import connection, get_context, parent_process
from typing import TYPE_CHECKING, Generic, TypeVar

from backfile.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor, Future
    from types import TracebackType

Tag = TypeVar("Tag")
Job = TypeVar("Job")
Result = TypeVar("Result")

FEWEST = 8
"""Jobs for which processes are worth starting: that takes half a second each, a page takes a twentieth."""
AHEAD = 256
"""Inputs that are looked through for jobs before it is decided whether to start processes."""


class Workers:
    """The processes of one run, started when there is enough to do for them.

    Args:
        count: how many; with one, all is done in this process.
        start: starts so many.
    """

    def __init__(self, count: int, start: Callable[[int], Executor] | None = None) -> None:
        self._count = count
        self._start = start or processes
        self._pool: Executor | None = None
        self._single: Executor | None = None  # for jobs one of which ends its process

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        self._stop_single()

    def results(
        self,
        convert: Callable[[Job], Result],
        jobs: Iterable[tuple[Tag, Job | None]],
        *,
        chunk: int,
    ) -> Iterator[tuple[Tag, Result | SourceError | None]]:
        """Convert the jobs.

        Args:
            convert: a function of a module, so that other processes find it; it raises nothing.
            jobs: in the order in which the results are wanted, each with what the caller knows it by; None where
                there is nothing to convert. It is read on only as results are taken.
            chunk: jobs that a process is given at a time.

        Yields:
            What the caller knows the job by, with the result. A `SourceError` when the process ended over it.
        """
        jobs = iter(jobs)
        while self._pool is None and (window := list(islice(jobs, AHEAD))):
            if self._count > 1 and sum(job is not None for _, job in window) >= FEWEST:
                jobs = chain(window, jobs)
                break
            for tag, job in window:
                yield tag, None if job is None else convert(job)
        waiting: deque[_Chunk[Tag, Job, Result]] = deque()
        while pairs := list(islice(jobs, chunk)):
            waiting.append(self._begun(convert, pairs))
            if len(waiting) > 2 * self._count:
                yield from self._ended(convert, waiting)
        while waiting:
            yield from self._ended(convert, waiting)

    def _begun(self, convert: Callable[[Job], Result], pairs: list[tuple[Tag, Job | None]]) -> _Chunk[Tag, Job, Result]:
        jobs = [job for _, job in pairs if job is not None]
        if not jobs:
            return _Chunk(pairs)
        try:
            future = _submitted(self._running(), _convert_all, convert, jobs)
        except BrokenExecutor:  # a process has ended since the last result was taken
            self._stop()
            future = _submitted(self._running(), _convert_all, convert, jobs)
        return _Chunk(pairs, future, self._pool)

    def _ended(
        self, convert: Callable[[Job], Result], waiting: deque[_Chunk[Tag, Job, Result]]
    ) -> Iterator[tuple[Tag, Result | SourceError | None]]:
        """The results of the chunk that was begun first."""
        first = waiting.popleft()
        results: Iterator[Result | SourceError] = iter(())
        if first.future:
            try:
                results = iter(first.future.result())
            except BrokenExecutor:
                # One process has ended, and with it the whole pool. Whose job it was is not told: each is tried alone.
                if first.pool is self._pool:
                    self._stop()
                results = (self._alone(convert, job) for _, job in first.pairs if job is not None)
        for tag, job in first.pairs:
            yield tag, None if job is None else next(results)

    def _running(self) -> Executor:
        if self._pool is None:
            self._pool = self._start(self._count)
        return self._pool

    def _alone(self, convert: Callable[[Job], Result], job: Job) -> Result | SourceError:
        self._single = self._single or self._start(1)
        try:
            return _submitted(self._single, convert, job).result()
        except BrokenExecutor:
            self._stop_single()
            return SourceError(
                "the process that converted it was ended from outside, perhaps for want of memory",
                remedy="take it in alone, and if that fails too, report it with the file",
            )

    def _stop(self) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _stop_single(self) -> None:
        if self._single:
            self._single.shutdown()
            self._single = None


@dataclass(frozen=True, slots=True)
class _Chunk(Generic[Tag, Job, Result]):
    """Some jobs that a process was given together; no future where none of them has anything to convert."""

    pairs: list[tuple[Tag, Job | None]]
    future: Future[list[Result]] | None = None
    pool: Executor | None = None


def processes(count: int) -> Executor:
    """So many processes of this machine."""
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_begin)


def _submitted(pool: Executor, work: Callable[..., Result], *arguments: object) -> Future[Result]:
    """Give a pool something to do. A process that this starts is born deaf to Ctrl-C, until it can say so itself."""
    if sys.platform == "win32":
        return pool.submit(work, *arguments)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(work, *arguments)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _convert_all(convert: Callable[[Job], Result], jobs: list[Job]) -> list[Result]:
    return [convert(job) for job in jobs]


def _begin() -> None:
    """What a process does first: leave Ctrl-C to the one that began the run, and end when that one ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        connection.wait([parent.sentinel])
        os._exit(1)
