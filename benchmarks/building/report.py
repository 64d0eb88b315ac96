"""The figures of a run as tables: all of them, then those that are promised, beside the peers' and as ratios."""

from __future__ import annotations

from math import log
from statistics import linear_regression, median
from typing import TYPE_CHECKING

from benchmarks.building.ours import Ours, OursWithoutSearch
from benchmarks.building.runs import STEPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from benchmarks.building.runs import Figures, Results, Step

    Value = Callable[[Figures], float]

SEARCH, PLAIN = Ours.name, OursWithoutSearch.name


def details(results: Results) -> Iterator[str]:
    """Every figure: minimum, median and maximum where a step was repeated."""
    head = ("", "wall s", "CPU s", "memory MB", "files", "MB", "disk MB", "pages")
    yield "| " + " | ".join(head) + " |"
    yield "|---" + "|--:" * (len(head) - 1) + "|"
    for (count, step, name), found in results.items():
        title = f"{count:,}, {STEPS[step]}: {name}"
        if found.failure:
            yield f"| {title} | {found.failure} |" + " |" * (len(head) - 2)
            continue
        cells = [
            _spread([cost.seconds for cost in found.costs], _seconds),
            _spread([cost.processor for cost in found.costs], _seconds),
            _spread([cost.memory / 1e6 for cost in found.costs], _whole),
            _spread([written.files for written in found.written], _whole),
            _spread([written.bytes / 1e6 for written in found.written], _tenths),
            _spread([cost.disk / 1e6 for cost in found.costs], _tenths),
            _whole(found.pages),
        ]
        yield f"| {title} | {' | '.join(cells)} |"


def promised(results: Results, peers: Sequence[str]) -> Iterator[str]:
    """The figures that are promised. A ratio is the peer's figure by ours: above 1 where ours is better."""
    yield "| figure | peers | ours | peers : ours |"
    yield "|---|---|---|---|"
    for count in sorted({count for count, _, _ in results}):
        rows: list[tuple[str, Step, Step, str, Value, Callable[[float], str]]] = [
            (f"{STEPS['edition']} to {count:,}, search included", "edition", "edition", SEARCH, _wall, _in_seconds),
            (f"clean build of {count:,} without search", "clean", "clean", PLAIN, _wall, _in_seconds),
            ("the same, processor time", "clean", "clean", PLAIN, _processor, _in_seconds),
            ("the same, peak memory", "clean", "clean", PLAIN, _memory, _in_megabytes),
            (f"build with nothing changed, {count:,}", "clean", "nothing", SEARCH, _wall, _in_seconds),
            (f"one article edited, {count:,}", "clean", "edit", SEARCH, _wall, _in_seconds),
        ]
        for title, their_step, our_step, name, value, words in rows:
            if our_step != "clean" and (count, our_step, name) not in results:
                continue
            own = _value(results.get((count, our_step, name)), value)
            theirs = {peer: _value(results.get((count, their_step, peer)), value) for peer in peers}
            yield _row(title, theirs, own, words)
        yield from _with_search(results, count)
    yield from _growth(results, peers)


def exponent(times: Mapping[int, float]) -> float:
    """By which power of the number of articles the time grows: the slope of the line through the logarithms."""
    return linear_regression([log(count) for count in times], [log(time) for time in times.values()]).slope


def _with_search(results: Results, count: int) -> Iterator[str]:
    """The clean build with the index, which no peer makes, beside the one without it."""
    for value, words, title in ((_wall, _in_seconds, "wall"), (_memory, _in_megabytes, "peak memory")):
        plain, full = (_value(results.get((count, "clean", name)), value) for name in (PLAIN, SEARCH))
        ratio = f"ours {full / plain:.1f}× that without" if plain else ""
        if full:
            yield f"| clean build of {count:,} with the search index, {title} | none | {words(full)} | {ratio} |"


def _growth(results: Results, peers: Sequence[str]) -> Iterator[str]:
    """Exponents of the clean build, and how much more an article costs in the largest archive than in the smallest."""
    told = {}
    for name in (PLAIN, SEARCH, *peers):
        found = {count: value for (count, step, of), value in results.items() if (step, of) == ("clean", name)}
        times = {count: figures.processor for count, figures in sorted(found.items()) if not figures.failure}
        if len(times) > 1:
            least, *_, most = times
            dearer = times[most] / most / (times[least] / least)
            told[name] = f"{name} n^{exponent(times):.2f} ({least:,} to {most:,}; {dearer:.2f}× an article)"
    if told:
        theirs = "; ".join(told[name] for name in peers if name in told)
        own = "; ".join(told[name] for name in (PLAIN, SEARCH) if name in told)
        yield f"| growth of the clean build, processor time | {theirs or 'none'} | {own} | |"


def _row(title: str, theirs: Mapping[str, float], own: float, words: Callable[[float], str]) -> str:
    measured = {name: value for name, value in theirs.items() if value}
    peers = "; ".join(f"{name} {words(value)}" for name, value in measured.items())
    ratios = "; ".join(f"{name} {value / own:.2g}" for name, value in measured.items()) if own else ""
    return f"| {title} | {peers or 'none'} | {words(own) if own else '–'} | {ratios} |"


def _value(figures: Figures | None, value: Value) -> float:
    """A figure, 0 where there is none."""
    return value(figures) if figures and figures.costs and not figures.failure else 0


def _wall(figures: Figures) -> float:
    return figures.seconds


def _processor(figures: Figures) -> float:
    return figures.processor


def _memory(figures: Figures) -> float:
    return figures.memory


def _in_seconds(value: float) -> str:
    return f"{_seconds(value)} s"


def _in_megabytes(value: float) -> str:
    return f"{value / 1e6:,.0f} MB"


def _seconds(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:,.1f}"


def _whole(value: float) -> str:
    return f"{value:,.0f}"


def _tenths(value: float) -> str:
    return f"{value:,.1f}"


def _spread(values: Sequence[float], words: Callable[[float], str]) -> str:
    told = words(median(values))
    return told if len(values) == 1 else f"{words(min(values))} / {told} / {words(max(values))}"
