"""Measuring a command as a whole: the process that it starts, and all that this one starts.

Linux only: the members of the tree are found in /proc by their session, which children inherit and keep when their
parent ends before them, or by their parent when they have begun a session of their own.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SAMPLE_SECONDS = 0.05
"""Between two looks at the memory. A look takes about 1 ms of this process, so 2 % of one core go to it."""
BLOCK_SIZE = 512
"""Bytes of what the kernel counts as one block of output (getrusage(2))."""
LAST_WORDS = 2000


class CommandFailed(Exception):  # noqa: N818 (an event of the measuring, told as a figure)
    """The command failed, or was stopped because it took too long; its text says which."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took.

    `seconds` of the clock; `processor`, seconds of all its processes, in their own code and in the kernel; `memory`,
    bytes at most: what each process has in memory, added up over the tree at one moment, so that what they share counts
    more than once; `disk`, bytes that they had the kernel write to a disk.
    """

    seconds: float
    processor: float
    memory: int
    disk: int


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str], limit: float) -> Cost:
    """Run a command in a folder and measure it.

    Its memory is the highest sum of the resident sets of its processes, looked at every `SAMPLE_SECONDS`, or, if that
    is more, the highest resident set that one of them had between two looks, which the kernel notes. (What getrusage(2)
    says of it is no use: a child begins with the size of its parent.) Processor time and disk are the kernel's own sums
    over all processes that have ended and were waited for.

    Args:
        command: program and arguments.
        folder: where it runs.
        environment: what its environment has besides this process's own.
        limit: seconds after which the tree is killed.

    Raises:
        CommandFailed: it exited with another status than 0, or after `limit`.
    """
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    log = folder / "build.log"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 (the commands are our own)
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    tree = _Tree(process.pid)
    try:
        memory = _watched(process, tree, started + limit)
    finally:  # nothing of it outlasts this, however it ends
        tree.kill()
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if memory is None:
        process.wait()
        raise CommandFailed(f"stopped after {limit:,.0f} s")
    if process.returncode:
        words = log.read_text(encoding="utf-8", errors="replace")[-LAST_WORDS:]
        raise CommandFailed(f"failed with status {process.returncode}: {words}")
    return Cost(
        seconds,
        after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        memory,
        (after.ru_oublock - before.ru_oublock) * BLOCK_SIZE,
    )


def _watched(process: subprocess.Popen[bytes], tree: _Tree, end: float) -> int | None:
    """The bytes of memory that a tree has had at most when its first process has ended, None when it is late."""
    highest = 0
    while time.perf_counter() < end:
        if process.poll() is not None:
            return highest
        highest = max(highest, tree.memory())
        time.sleep(SAMPLE_SECONDS)
    return None


class _Tree:
    """The processes of a session."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._others: set[int] = set()
        """Processes that are known to belong to other sessions, so that each is asked once."""

    def members(self) -> list[int]:
        """The processes that are alive."""
        alive = {int(name) for name in os.listdir("/proc") if name.isdigit()}  # noqa: PTH208 (twice as fast)
        self._others &= alive
        found: list[int] = []
        for pid in sorted(alive - self._others):
            try:
                fields = Path(f"/proc/{pid}/stat").read_bytes().rsplit(b")", 1)[1].split()
            except OSError:  # it has ended meanwhile
                continue
            if int(fields[3]) == self._session or int(fields[1]) in found:
                found.append(pid)
            else:
                self._others.add(pid)
        return found

    def memory(self) -> int:
        """Bytes that all of them have in memory, or the largest of them has had if that is more."""
        together = largest = 0
        for pid in self.members():
            try:
                status = Path(f"/proc/{pid}/status").read_bytes()
            except OSError:
                continue
            sizes = dict(re.findall(rb"^(VmHWM|VmRSS):\s+(\d+) kB", status, re.MULTILINE))  # none once it has ended
            together += 1024 * int(sizes.get(b"VmRSS", 0))
            largest = max(largest, 1024 * int(sizes.get(b"VmHWM", 0)))
        return max(together, largest)

    def kill(self) -> None:
        """End all of them, whatever they do."""
        for pid in self.members():
            try:
                os.kill(pid, 9)
            except ProcessLookupError:
                continue
