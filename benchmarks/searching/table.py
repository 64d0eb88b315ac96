"""The figures of several searches side by side."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.searching.queries import CHECKED, COSTLY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.searching.asking import Asked
    from benchmarks.searching.engines import Measured
    from benchmarks.support.processes import Cost

LABEL, COLUMN = 40, 16
TEXTS = COSTLY[:3]
NONE = "–"
Figure = Callable[["Measured"], str]


def lines(measured: Sequence[Measured]) -> list[str]:
    """The table: a line a figure, a column a search, and of two searches the ratio of the second to the first."""
    rows = [(label, [NONE if one.build.why else figure(one) for one in measured]) for label, figure in BUILDING]
    rows += [(label, [figure(one) if one.cold else NONE for one in measured]) for label, figure in _asking()]
    rows = [(label, [*figures, _ratio(figures)]) for label, figures in rows]
    told = [_line("", [*(one.name for one in measured), "ratio" if len(measured) == 2 else ""])]
    told += [_line(label, figures) for label, figures in rows]
    told += [f"{one.name} cannot be built: {one.build.why}" for one in measured if one.build.why]
    refused = [(one.name, one.addition.why) for one in measured if one.addition and one.addition.why]
    told += [f"{name}: nothing can be added: {why}" for name, why in refused]
    return told + [f"{one.name} from a folder: {one.folder}" for one in measured if isinstance(one.folder, str)]


def _line(label: str, figures: Sequence[str]) -> str:
    return (f"{label:{LABEL}}" + "".join(f"{figure:>{COLUMN}}" for figure in figures)).rstrip()


def _ratio(figures: Sequence[str]) -> str:
    """Of the first numbers of the second cell and the first, nothing where there are none or no costs."""
    numbers = [re.match(r"[\d,.]+(?!.*/)", figure) for figure in figures]
    if len(numbers) != 2 or not (numbers[0] and numbers[1]):
        return ""
    first, second = (float(number[0].replace(",", "")) for number in numbers if number)
    return f"{second / first:.2f}" if first else ""


BUILDING: list[tuple[str, Figure]] = [
    ("build, s of processors", lambda one: f"{one.build.processor:.1f}"),
    ("build, s of the clock", lambda one: f"{one.build.seconds:.1f}"),
    ("build, MB of memory at most", lambda one: f"{one.build.memory / 1e6:.0f}"),
    ("adding 100 articles, s of processors", lambda one: _addition(one, lambda cost: cost.processor)),
    ("adding 100 articles, s of the clock", lambda one: _addition(one, lambda cost: cost.seconds)),
    ("index, files", lambda one: f"{one.size.files:,}"),
    ("index, MB", lambda one: f"{one.size.raw / 1e6:.1f}"),
    ("index, MB as sent", lambda one: f"{one.size.sent / 1e6:.1f}"),
]


def _asking() -> Iterator[tuple[str, Figure]]:
    yield "cold query, kB to the first ten", lambda one: _kilobytes(one.cold, TEXTS, lambda asked: asked.first)
    yield "  of these the program", lambda one: _kilobytes(one.cold, TEXTS, lambda asked: asked.program)
    yield "  to the exact number", lambda one: _kilobytes(one.cold, TEXTS, lambda asked: asked.exact)
    yield "further query, kB to the first ten", lambda one: _kilobytes(one.further, TEXTS, lambda asked: asked.first)
    yield "  to the exact number", lambda one: _kilobytes(one.further, TEXTS, lambda asked: asked.exact)
    for kind in COSTLY:
        yield f"{kind}, cold, kB to the first ten", partial(_kilobytes_of, kind)
    yield "cold query, ms to the first ten", lambda one: _spread([asked.first_milliseconds for asked in one.cold])
    yield "  to the exact number", lambda one: _spread([asked.exact_milliseconds for asked in one.cold])
    yield "from a folder, ms to the first ten", lambda one: _folder(one)
    for kind in CHECKED:
        yield f"{kind}, precision / recall", partial(_rightness, kind)
    yield "headline, MRR@10", _rank


def worst(measured: Measured, number: int) -> list[str]:
    """The queries that cost most, with where their bytes are from."""
    told = []
    for asked in sorted(measured.cold, key=lambda asked: -asked.exact)[:number]:
        folders: Counter[str] = Counter()
        files: Counter[str] = Counter()
        for name, size in asked.files.items():
            place = name.split("/")
            kind = next((part for part in place if part in ("terms", "lists", "texts", "theme", "fragment")), place[-1])
            folders[kind] += size
            files[kind] += 1
        shares = ", ".join(f"{kind} {size / 1000:.0f} in {files[kind]}" for kind, size in folders.most_common())
        told.append(
            f"{asked.query.text} ({asked.query.kind}, {len(asked.query.truth)} articles): {asked.first / 1000:.0f} kB, "
            f"exact {asked.exact / 1000:.0f} kB: {shares}; {asked.exact_milliseconds:.0f} ms"
        )
    return told


def _kilobytes(asked: Iterable[Asked], kinds: Sequence[str], bytes_of: Callable[[Asked], int]) -> str:
    return _spread([bytes_of(one) / 1000 for one in asked if one.query.kind in kinds])


def _kilobytes_of(kind: str, measured: Measured) -> str:
    return _kilobytes(measured.cold, (kind,), lambda asked: asked.first)


def _spread(numbers: Sequence[float]) -> str:
    """Median; 95th percentile."""
    if not numbers:
        return NONE
    ordered = sorted(numbers)
    return f"{statistics.median(ordered):.0f}; {ordered[int(0.95 * (len(ordered) - 1) + 0.5)]:.0f}"


def _rightness(kind: str, measured: Measured) -> str:
    found = measured.found.get(kind)
    if not found:
        return NONE
    precision = statistics.mean(found.precision) if found.precision else 0
    return f"{precision:.3f} / {statistics.mean(found.recall):.3f}"


def _rank(measured: Measured) -> str:
    found = measured.found.get("headline")
    return f"{statistics.mean(found.reciprocal_rank):.3f}" if found else NONE


def _folder(measured: Measured) -> str:
    return "does not run" if isinstance(measured.folder, str) else _spread(measured.folder)


def _addition(measured: Measured, seconds_of: Callable[[Cost], float]) -> str:
    """What an addition costs: everything again where nothing less can be asked for."""
    cost = measured.addition or measured.build
    return NONE if cost.why else f"{seconds_of(cost):.1f}"
