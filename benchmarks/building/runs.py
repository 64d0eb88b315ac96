"""The builds of one run: each step by every builder in turn, so that all meet the same hour of the machine."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from statistics import median
from typing import TYPE_CHECKING, Literal

from benchmarks.building import archive, site
from benchmarks.building.ours import Ours, OursWithoutSearch
from benchmarks.support import processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.building.archive import Edition
    from benchmarks.building.builders import Builder

Step = Literal["clean", "nothing", "edition", "edit"]
STEPS: dict[Step, str] = {
    "clean": "clean build",
    "nothing": "nothing changed",
    "edition": f"an edition of {archive.EDITION} added",
    "edit": "one article edited",
}


@dataclass(slots=True)
class Figures:
    """What one builder took for one step at one size, a value for each time that it was repeated."""

    costs: list[processes.Cost] = field(default_factory=list)
    written: list[site.Written] = field(default_factory=list)
    pages: int = 0
    """Pages of the site after the first of them."""
    failure: str = ""

    @property
    def seconds(self) -> float:
        """The median time."""
        return median(cost.seconds for cost in self.costs)

    @property
    def processor(self) -> float:
        """The median processor time."""
        return median(cost.processor for cost in self.costs)

    @property
    def memory(self) -> float:
        """The median of the bytes of memory."""
        return median(cost.memory for cost in self.costs)


Results = dict[tuple[int, Step, str], Figures]
"""By number of articles, step, name of the builder."""


def steps_of(builder: Builder) -> Sequence[Step]:
    """The steps that are measured of a builder.

    A peer builds all again whatever has changed, which is shown once, by the edition. Ours without the search is there
    for the comparison with the peers.
    """
    if type(builder) is Ours:
        return ("clean", "nothing", "edition", "edit")
    return ("clean",) if type(builder) is OursWithoutSearch else ("clean", "edition")


@dataclass(frozen=True, slots=True)
class Terms:
    """How it is measured: which steps, each how often, and the seconds after which a build is stopped."""

    steps: Sequence[Step]
    repeat: int
    limit: float


def run(
    builders: Sequence[Builder], count: int, terms: Terms, tell: Callable[[str], None]
) -> Iterator[tuple[Step, str, Figures]]:
    """Lay out the archive for all builders and measure the steps.

    Args:
        builders: in folders that are not there yet.
        count: articles before anything is added, whole editions.
        terms: how it is measured.
        tell: is given a line on every build.
    """
    editions = list(_laid_out(builders, count, terms.repeat))
    failed: set[str] = set()
    for step in terms.steps:
        taking = [builder for builder in builders if step in steps_of(builder) and builder.name not in failed]
        figures = {builder.name: Figures() for builder in taking}
        for number in range(terms.repeat):
            for builder in taking:
                if builder.name in failed:
                    continue
                _change(builder, step, editions, number)
                found = figures[builder.name]
                _build(builder, found, terms.limit)
                if found.failure:
                    failed.add(builder.name)
                tell(f"{count:,} articles, {STEPS[step]}: {builder.name}: {found.failure or _words(found.costs[-1])}")
        for name, found in figures.items():
            yield step, name, found


def _laid_out(builders: Sequence[Builder], count: int, repeat: int) -> Iterator[Edition]:
    """Write the archive; give the edition that is edited, then those that will be added."""
    for builder in builders:
        builder.begin()
    whole = count // archive.EDITION
    for number, edition in enumerate(archive.editions(whole + repeat)):
        if number == whole // 2:
            yield edition
        if number >= whole:
            yield edition
            continue
        for builder in builders:
            builder.add(edition)


def _change(builder: Builder, step: Step, editions: Sequence[Edition], number: int) -> None:
    """Bring about what a step is about."""
    if step == "clean":
        builder.forget()
    elif step == "edition":
        builder.add(editions[1 + number])
    elif step == "edit":
        builder.add(replace(editions[0], entries=(archive.edited(editions[0].entries[0], number),)))


def _build(builder: Builder, figures: Figures, limit: float) -> None:
    """Build once and note what it took, or why it failed."""
    place = builder.folder / builder.site
    before = site.state(place)
    os.sync()  # or the disk would still be at work for the build before this
    cost = processes.run(builder.command(), most_seconds=limit, folder=builder.folder)
    if cost.why:
        figures.failure = cost.why
        return
    figures.costs.append(cost)
    after = site.state(place)
    figures.written.append(site.written(before, after))
    figures.pages = figures.pages or site.pages(after)


def _words(cost: processes.Cost) -> str:
    return f"{cost.seconds:.1f} s, {cost.processor:.1f} s of processors, {cost.memory / 1e6:,.0f} MB"
