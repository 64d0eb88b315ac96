"""What a program costs that runs in processes of its own: time of the clock and of processors, memory of them all."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE_SIZE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@dataclass(frozen=True)
class Cost:
    """Seconds of the clock and of processors, bytes of memory at most, and what was printed; `why` it failed if so."""

    seconds: float
    processor: float
    memory: int
    output: str = ""
    why: str = ""


def run(command: Sequence[str | Path], *, most_memory: int = 0, folder: Path | None = None) -> Cost:
    """Run a program and watch it and all that it starts; it is ended when it takes more than `most_memory` bytes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 (the commands are the benchmarks' own)
        [str(word) for word in command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    memory, why = 0, ""
    while process.poll() is None:
        memory = max(memory, tree_memory(process.pid))
        if most_memory and memory > most_memory and not why:
            why = f"ended at {memory / 1e9:.1f} GB"
            process.kill()
        time.sleep(0.02)
    seconds = time.perf_counter() - started
    output = process.stdout.read().decode("utf-8", "replace") if process.stdout else ""
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if process.returncode and not why:
        why = f"failed: {output.strip()[-300:]}"
    return Cost(seconds, processor, memory, output, why)


def tree_memory(pid: int) -> int:
    """Bytes that a process and its children have in memory, 0 where /proc is missing.

    What they share counts more than once.
    """
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[1])
            parents.setdefault(parent, []).append(int(folder.name))
        except OSError:  # it has ended meanwhile
            continue
    total, family = 0, [pid]
    while family:
        member = family.pop()
        family += parents.get(member, [])
        try:
            total += PAGE_SIZE * int(Path(f"/proc/{member}/statm").read_text(encoding="utf-8").split()[1])
        except OSError:
            continue
    return total
