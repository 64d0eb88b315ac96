"""The converter does not get worse: figures on pages with truth, and the floors they may not fall below.

`examples/` has our own pages, with their truth in `truth/`. Pages that may not be published are evaluated as well when
BACKFILE_SAMPLES names a folder of them (`NAME.txt` beside `NAME.json`); their sets are the folders they lie in.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path

import pytest

from backfile.segment import segment
from backfile.sources.encoding import read_text
from backfile.sources.text import read
from tests.evaluation.score import Score

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent.parent / "examples"
FLOORS: dict[str, dict[str, float]] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))


def sets() -> dict[str, list[tuple[Path, Path]]]:
    """Names of sets with their pages: truth and dump."""
    found: dict[str, list[tuple[Path, Path]]] = defaultdict(list)
    for truth in sorted((HERE / "truth").glob("*.json")):
        (dump,) = EXAMPLES.glob(f"*/*/{truth.stem}.txt")
        found[dump.parent.parent.name].append((truth, dump))
    samples = os.environ.get("BACKFILE_SAMPLES")
    for truth in sorted(Path(samples).rglob("*.json")) if samples else ():
        if truth.with_suffix(".txt").exists():
            found[truth.parent.name].append((truth, truth.with_suffix(".txt")))
    return found


SETS = sets()


@pytest.mark.parametrize("name", SETS)
def test_no_figure_falls_below_its_floor(name: str) -> None:
    score = Score()
    for truth, dump in SETS[name]:
        score.page(segment(read(dump)), json.loads(truth.read_text(encoding="utf-8")), read_text(dump, str(dump)))
    figures = score.figures()
    print(name, {figure: round(value, 4) for figure, value in figures.items()})
    short = {
        figure: (figures.get(figure), floor) for figure, floor in FLOORS[name].items() if figures.get(figure, 0) < floor
    }
    assert not short


@pytest.mark.parametrize("name", ["yunxi", "harbour"])
def test_every_page_of_the_examples_gives_its_own_date_and_number(name: str) -> None:
    for truth, dump in SETS[name]:
        told = json.loads(truth.read_text(encoding="utf-8"))["page"]
        page = read(dump)
        assert page.date is not None
        assert (page.date.isoformat(), page.number) == (told["date"], told["page_number"]), dump.name
