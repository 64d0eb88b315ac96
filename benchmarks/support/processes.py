"""What a command costs as a whole: the process that it starts, and all that this one starts.

On Linux only: the members of the tree are found in /proc by their session, which children inherit and keep when their
parent ends before them, or by their parent when they have begun a session of their own.
"""

from __future__ import annotations

import os
import re
import resource
import select
import subprocess
import tempfile
import time
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLE_SECONDS = 0.05
"""Between two looks at the memory. A look takes about 1 ms of this process, so 2 % of one core go to it."""
BLOCK_SIZE = 512
"""Bytes of what the kernel counts as one block of output (getrusage(2))."""
LAST_WORDS = 300


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took.

    `seconds` of the clock until the command ended; `processor`, seconds of all its processes, in their own code and in
    the kernel; `memory`, bytes at most: what each process has in memory, added up over the tree at one moment, so that
    what they share counts more than once; `disk`, bytes that they had the kernel write to a disk; `output`, what was
    printed; `why` it failed or was ended, empty if neither.
    """

    seconds: float
    processor: float
    memory: int
    disk: int = 0
    output: str = ""
    why: str = ""


def run(
    command: Sequence[str | Path], *, most_memory: float = inf, most_seconds: float = inf, folder: Path | None = None
) -> Cost:
    """Run a command and watch it and all that it starts.

    Its memory is the highest sum of the resident sets of its processes, looked at every `SAMPLE_SECONDS`, or, if that
    is more, the highest resident set that one of them had between two looks, which the kernel notes. (What getrusage(2)
    says of it is no use: a child begins with the size of its parent.) Processor time and disk are the kernel's own sums
    over all processes that have ended and were waited for.

    Args:
        command: program and arguments.
        most_memory: bytes of memory above which all of it is ended.
        most_seconds: the time after which all of it is ended.
        folder: where it runs, here if not given.
    """
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    memory, why = 0, ""
    with tempfile.TemporaryFile() as output:  # a pipe would be full before the end
        process = subprocess.Popen(  # noqa: S603 (the commands are the benchmarks' own)
            [str(word) for word in command],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        tree, end = _Tree(process.pid), os.pidfd_open(process.pid)
        try:
            while process.poll() is None and not why:
                memory = max(memory, tree.memory())
                if memory > most_memory:
                    why = f"ended at {memory / 1e9:.1f} GB"
                elif time.perf_counter() - started > most_seconds:
                    why = f"ended after {most_seconds:,.0f} s"
                else:
                    select.select([end], [], [], SAMPLE_SECONDS)  # until it ends, if that is sooner
        finally:  # nothing of it outlasts this, however it ends
            seconds = time.perf_counter() - started
            os.close(end)
            tree.kill()
            process.wait()
        output.seek(0)
        printed = output.read().decode("utf-8", "replace")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    disk = (after.ru_oublock - before.ru_oublock) * BLOCK_SIZE
    if process.returncode and not why:
        why = f"failed: {printed.strip()[-LAST_WORDS:]}"
    return Cost(seconds, processor, memory, disk, printed, why)


class _Tree:
    """The processes of a session."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._others: set[int] = set()
        """Processes that are known to belong to other sessions, so that each is asked once."""

    def members(self) -> list[int]:
        """The processes that are alive."""
        with os.scandir("/proc") as entries:
            alive = {int(entry.name) for entry in entries if entry.name.isdigit()}
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
