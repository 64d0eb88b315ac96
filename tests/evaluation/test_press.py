"""The converter on pages that nobody has looked at: freshly printed by the press, the same for the same seeds."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.segment import segment
from backfile.sources.text import parse
from tests.evaluation.press import printed_pages
from tests.evaluation.score import Score, bare, everything

FLOORS: dict[str, dict[str, float]] = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
SEEDS = range(40)
LANGUAGES = st.sampled_from(["zh", "en"])
ANY_SEED = st.integers(0, 2**32)
# A dash before a subtitle and a hyphen at a line's end are typography; they are not kept.
TYPOGRAPHY = "-—"


def letters(text: str) -> str:
    return bare(text).replace("-", "")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_figure_on_freshly_printed_pages_falls_below_its_floor(language: str) -> None:
    score = Score()
    for dump, truth in printed_pages(language, SEEDS):
        score.page(segment(parse(dump)), truth, dump)
    figures = score.figures()
    print(language, {figure: round(value, 4) for figure, value in figures.items()})
    floors = FLOORS[f"press-{language}"]
    assert not {figure: figures[figure] for figure, floor in floors.items() if figures[figure] < floor}


@settings(max_examples=60, deadline=None)
@given(LANGUAGES, ANY_SEED)
def test_every_character_of_a_printed_page_is_kept_and_none_is_invented(language: str, seed: int) -> None:
    ((dump, _),) = printed_pages(language, [seed])
    result = segment(parse(dump))
    # The title of an article without headline, of a picture or a box is a copy of its own first words.
    copied = Counter(
        char
        for article in result.articles
        if article.kind in {"photo", "weather", "table"}
        or any(review.code == "headline-missing" for review in article.review)
        for char in bare(article.title)
    )
    printed, kept = Counter(bare(dump)), Counter(bare(everything(result)))
    assert not [char for char in printed - kept if char not in TYPOGRAPHY]
    assert not kept - copied - printed


@settings(max_examples=60, deadline=None)
@given(LANGUAGES, ANY_SEED)
def test_the_truth_tells_the_lines_in_which_every_part_stands(language: str, seed: int) -> None:
    ((dump, truth),) = printed_pages(language, [seed])
    lines = dump.split("\n")
    for piece in truth["page"]["furniture"]:
        assert lines[piece["lines"][0] - 1] == piece["text"]
    for article in truth["articles"]:
        first, last = article["lines"]
        for item in article["body"]:
            top, foot = item["lines"]
            assert first <= top <= foot <= last
            assert letters("".join(lines[top - 1 : foot])) == letters(item["text"])
        headline = "".join(lines[number - 1] for number in article["headline_lines"])
        parts = [article["kicker"], article["title"], article["subtitle"]]
        assert letters(headline).replace("——", "") == letters("".join(filter(None, parts))).replace("——", "")
        for author in article["authors"]:
            assert letters(author["name"]).lower() in letters("".join(lines[first - 1 : last])).lower()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_seed_prints_the_same_page_and_another_seed_another(language: str) -> None:
    pages = list(printed_pages(language, [7, 7, 8]))
    assert pages[0] == pages[1]
    assert pages[0] != pages[2]
