"""What taking in costs: `python -m benchmarks.ingest [--pages N] [--megabytes N] [--workers N]`.

Measures, on the pages in `examples/` and on those in the folder BACKFILE_SAMPLES if it is set:

- the processor time of converting a page, on average and for the worst one (the best of three times each);
- articles a second and the peak memory of all processes together, at N and at 10 N pages (copies of the pages, eight an
  issue, each with a line of its own, so that none is the same as another), with one process and with one for each core;
- the same for an export of JSON Lines of N megabytes, made of invented news (`benchmarks.corpus.news`), and for
  taking it a second time, when nothing is new.

Memory is the sum of what each process has in memory, so that what they share counts more than once; it is read from
/proc, on Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from backfile.errors import BackfileError
from backfile.ingest import convert, ingest
from backfile.settings import Newspaper, Settings
from backfile.sources.encoding import read_text
from benchmarks.corpus import news
from benchmarks.support import processes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
FIRST_DAY = date(1950, 1, 1)
PAGES_OF_ISSUE = 8
RECORDS_OF_ISSUE = 40
TOLD = "measured: "
SETTINGS = Settings(Path("pelicanconf.py"), "Benchmark", (Newspaper("bench", "Benchmark"),), "bench")


@dataclass(frozen=True)
class Measured:
    """One run in a process of its own: articles, seconds of the clock and of processors, bytes of memory at most."""

    articles: int
    refused: int
    seconds: float
    processor: float
    memory: int

    def __str__(self) -> str:
        rate = self.articles / self.seconds
        return (
            f"{self.articles:7,} articles {self.seconds:6.1f} s {rate:6.0f}/s {self.processor:6.1f} s CPU  "
            f"{self.memory / 1e6:4.0f} MB" + (f"  {self.refused:,} refused" if self.refused else "")
        )


def sets() -> Iterator[tuple[str, list[Path]]]:
    """Names of sets with their pages."""
    yield "examples", sorted(path for path in (ROOT / "examples").rglob("*.txt") if path.parent.name[:2] == "20")
    samples = os.environ.get("BACKFILE_SAMPLES")
    if samples:
        for folder in sorted({path.parent for path in Path(samples).rglob("*.txt")}):
            yield f"samples/{folder.name}", sorted(folder.glob("*.txt"))


def time_pages(pages: Sequence[Path]) -> tuple[float, float, str]:
    """The processor's milliseconds for a page: their mean, the worst, and which page that is."""
    terms = convert.Terms(SETTINGS.newspapers[0], FIRST_DAY)
    costs = []
    for path in pages:
        times = []
        for _ in range(3):
            started = time.process_time()
            converted = convert.document(convert.Document(path, path.name, "", terms))
            times.append(1000 * (time.process_time() - started))
            if isinstance(converted, BackfileError):
                raise converted
        costs.append((min(times), path.name))
    worst, name = max(costs)
    return sum(cost for cost, _ in costs) / len(costs), worst, name


def copy_pages(pages: Sequence[Path], count: int, folder: Path) -> None:
    """Copies of pages, eight an issue, each with a line that no other has."""
    texts = [read_text(path, str(path)) for path in pages]
    for number in range(count):
        day = folder / (FIRST_DAY + timedelta(days=number // PAGES_OF_ISSUE)).isoformat()
        day.mkdir(parents=True, exist_ok=True)
        copy = day / f"p{number % PAGES_OF_ISSUE + 1:02d}.txt"
        copy.write_text(f"{texts[number % len(texts)]}\n（{number}）\n", encoding="utf-8")


def write_export(path: Path, megabytes: int) -> int:
    """An export of JSON Lines of a size, `RECORDS_OF_ISSUE` records a day, each day's spread over the file."""
    size = count = 0
    with path.open("wb") as file:
        for article in news.articles():
            if size >= megabytes * 10**6:
                break
            day = FIRST_DAY + timedelta(days=count * 7919 % (1 + megabytes * 400 // RECORDS_OF_ISSUE))
            record = {"id": str(count), "title": article.title, "date": day.isoformat(), "author": "叶青、周海"}
            record["text"] = article.text
            size += file.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
            count += 1
    return count


def measure(content: Path, paths: Sequence[Path], workers: int) -> Measured:
    """Take paths in, in a process of its own, and watch it and all that it starts.

    Raises:
        BackfileError: it failed.
    """
    command = [sys.executable, "-m", "benchmarks.ingest", "--one", str(content), "--workers", str(workers)]
    command += map(str, paths)
    cost = processes.run(command, folder=ROOT)
    if cost.why:
        raise BackfileError(f"taking in {', '.join(map(str, paths))} {cost.why}")
    told = json.loads(next(line for line in cost.output.splitlines() if line.startswith(TOLD)).removeprefix(TOLD))
    return Measured(told["articles"], told["refused"], told["seconds"], told["processor"], cost.memory)


def one(content: Path, paths: Sequence[Path], workers: int) -> None:
    """Take paths in and print what it took as JSON, on a line that warnings are not taken for."""
    report = ingest(paths, content, SETTINGS, workers=workers)
    times = os.times()
    processor = times.user + times.system + times.children_user + times.children_system
    told = {"articles": report.articles + report.unchanged, "refused": len(report.refusals)}
    print(TOLD + json.dumps(told | {"seconds": report.seconds, "processor": processor}))


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=100, help="how many pages; ten times as many are taken too")
    parser.add_argument("--megabytes", type=int, default=20, help="size of the export, 0 for none")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)), help="processes, against one")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("paths", type=Path, nargs="*", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        one(options.one, options.paths, options.workers)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name, pages in sets():
            mean, worst, which = time_pages(pages)
            print(f"{name}: {len(pages)} pages, {mean:.1f} ms of processor time a page, {worst:.1f} ms for {which}")
            runs = [
                (count, workers) for workers in (1, options.workers) for count in (options.pages, 10 * options.pages)
            ]
            for count, workers in runs:
                place = folder / f"{name}-{count}"
                copy_pages(pages, count, place)
                measured = measure(folder / f"{name}-{count}-{workers}", [place], workers)
                print(f"  {count:6,} pages, {workers} at work: {measured}", flush=True)
        if options.megabytes:
            count = write_export(folder / "export.jsonl", options.megabytes)
            print(f"export: {count:,} records, {options.megabytes} MB")
            for times in ("once", "again"):
                measured = measure(folder / "export", [folder / "export.jsonl"], options.workers)
                print(f"  taken {times}, {options.workers} at work: {measured}", flush=True)


if __name__ == "__main__":
    try:
        main()
    except BackfileError as error:
        sys.exit(str(error))
