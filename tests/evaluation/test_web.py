"""Saved pages give their articles: our own whole and exactly, others no worse than the floors.

`examples/web` has our own pages, with their truth in `truth-web.json`. Pages that may not be published are evaluated as
well when BACKFILE_SAMPLES names a folder of them: each set is a folder below `html/` with `truth.json` beside the pages.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from backfile.models import Article, Figure
from backfile.sources import html
from tests.evaluation.score_web import WebScore, bare, parts

HERE = Path(__file__).resolve().parent
PAGES = HERE.parent.parent / "examples" / "web"
TRUTH: dict[str, dict[str, Any]] = json.loads((HERE / "truth-web.json").read_text(encoding="utf-8"))
FLOORS: dict[str, dict[str, float]] = json.loads((HERE / "floors-web.json").read_text(encoding="utf-8"))
SAMPLES = os.environ.get("BACKFILE_SAMPLES")
SETS = sorted(path.parent for path in Path(SAMPLES).glob("html/*/truth.json")) if SAMPLES else []


@pytest.mark.parametrize("name", TRUTH)
def test_a_saved_page_gives_its_article_whole_and_nothing_else(name: str) -> None:
    truth = TRUTH[name]
    article = html.read(PAGES / truth["file"])
    wanted = [line for part in truth["sections"] for line in (*part["headline"], *part["paragraphs"])]
    assert [bare(text) for _, text in parts(article)] == list(map(bare, wanted))
    assert article.title == truth["title"]
    assert [credit.name for credit in article.credits] == truth["authors"]
    assert article.published is not None
    assert article.published.date().isoformat() == truth["date"]
    assert article.lang.startswith(truth["lang"][:2])


def figures_of(pages: dict[str, dict[str, Any]], folder: Path) -> dict[str, float]:
    score = WebScore()
    for truth in pages.values():
        score.page(html.read(folder / truth["file"]), truth)
    return {figure: round(value, 4) for figure, value in score.figures().items()}


def short_of(floors: dict[str, float], figures: dict[str, float]) -> dict[str, tuple[float | None, float]]:
    return {name: (figures.get(name), floor) for name, floor in floors.items() if figures.get(name, 0.0) < floor}


def test_no_figure_of_our_own_pages_falls_below_its_floor() -> None:
    assert not short_of(FLOORS["examples"], figures_of(TRUTH, PAGES))


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_no_figure_of_a_sample_set_falls_below_its_floor(folder: Path) -> None:
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    figures = figures_of(truth, folder)
    print(folder.name, figures)
    assert not short_of(FLOORS[folder.name], figures)


def test_kicker_subtitle_and_captions_are_those_of_the_page() -> None:
    article = html.read(PAGES / "yunxi-landian.html")
    assert (article.kicker, article.subtitle) == ("走乡村·蓝埠", "蓝埠染坊的春天从喂缸开始")
    captions = [item.caption for item in article.body if isinstance(item, Figure)]
    assert captions == ["3月11日，蓝埠镇的晒布场挂满新染的布，染匠在架下理布。插画：言小棠"]


def test_a_page_that_gives_too_much_and_too_little_is_scored_so() -> None:
    wanted = {"text": "one two three four five six", "title": "A Mill", "authors": ["Ann Lee"], "date": "2026-07-10"}
    score = WebScore()
    score.page(Article(title="a  mill", body=()), wanted)
    assert score.figures() == {"title": 1.0, "authors": 0.0, "date": 0.0} | {"body_f1": 0.0}
