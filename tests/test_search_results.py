"""Results come in an order, in windows that part the result, early, and no search that was ended goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.search import node
from tests.search.archives import ARTICLES
from tests.search.truth import ids

if TYPE_CHECKING:
    from pathlib import Path

QUERIES = ["石桥", "修好了石桥", "在白沙渡", "石桥 -渡口", "石桥 OR 渡口", "date:2022-02", "水位比去年 -木船", "elect*"]


def test_results_come_in_the_order_that_was_asked_for(invented: Path) -> None:
    everything = node.search(invented, "石桥", limit=999, sort="oldest")["results"]
    dates = [result["date"] for result in everything]
    assert dates == sorted(dates)
    assert len(dates) > 30
    newest = node.search(invented, "石桥", limit=999, sort="newest")["results"]
    assert [result["id"] for result in newest] == [result["id"] for result in reversed(everything)]
    best = node.search(invented, "石桥 渡口", limit=999)["results"]
    scores = [result["score"] for result in best]
    assert scores == sorted(scores, reverse=True)
    by_date = node.search(invented, "石桥 渡口", limit=999, sort="oldest")["results"]
    assert {result["id"]: result["score"] for result in by_date} == {result["id"]: result["score"] for result in best}


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_windows_part_the_result(invented: Path, sort: str) -> None:
    """Each asked for on a page of its own: nothing is shown twice, nothing is left out."""
    for query in QUERIES:
        whole = node.search(invented, query, limit=999, sort=sort)
        windows = [
            node.search(invented, query, limit=size, offset=offset, sort=sort)
            for offset, size in ((0, 1), (1, 6), (7, 40), (47, 999))
        ]
        assert [found for window in windows for found in ids(window)] == ids(whole), query
        assert {window["total"] for window in windows} == {whole["total"]}


def test_a_search_tells_first_results_before_it_has_counted_all(invented: Path) -> None:
    """What it tells is what will stand there in the end; the histogram is of what was counted."""
    (told,) = node.ask(invented, [{"progress": "修好了石桥", "options": {"limit": 5, "facets": ["newspaper"]}}])
    *partial, final = told
    assert final["exact"] is True
    assert partial
    totals = [answer["total"] for answer in told]
    assert totals == sorted(totals)
    for answer in partial:
        assert answer["exact"] is False
        assert ids(answer) == ids(final)[: len(answer["results"])]
        assert sum(count for _, count in answer["histogram"]) == answer["total"]
        assert sum(count for _, count in answer["facets"]["newspaper"]) == answer["total"]
    assert len(partial[0]["results"]) == 5


def test_a_search_that_is_ended_rejects_and_reads_nothing_more(invented: Path) -> None:
    ended, before, after = node.ask(
        invented, [{"progress": "修好了石桥", "options": {"limit": 1}, "abort": 1}, {"loaded": 0}, {"loaded": 50}]
    )
    assert [answer.get("error") for answer in ended] == [None, "AbortError"]
    assert before == after
    assert len([file for file in after if "texts" in file]) < len(ARTICLES) / 8
    (at_once,) = node.ask(invented, [{"progress": "石桥", "abort": 0}])
    assert at_once == [{"error": "AbortError"}]


def test_a_query_reads_few_files(invented: Path) -> None:
    """A long phrase is found by a few of its terms, and one more window of the same result reads only its texts."""
    article = ARTICLES[100]
    phrase = article.passages[1][:24].replace("\n", "")
    first, loaded = node.ask(invented, [{"search": f'"{phrase}"'}, {"loaded": 0}])
    assert article.id in ids(first)
    terms = {file for file in loaded if "/terms/" in file and "base" in file}
    assert len(terms) <= 6 < len(phrase)
    _, before, again, after = node.ask(
        invented,
        [
            {"search": "修好了石桥", "options": {"limit": 3}},
            {"loaded": 0},
            {"search": "修好了石桥", "options": {"limit": 3, "offset": 3}},
            {"loaded": 0},
        ],
    )
    assert len(again["results"]) == 3
    assert before == after


@pytest.mark.parametrize("options", [{"limit": -1}, {"offset": 1.5}, {"sort": "best"}, {"facets": ["colour"]}])
def test_options_that_cannot_be_meant_are_refused(invented: Path, options: dict[str, object]) -> None:
    assert node.ask(invented, [{"progress": "石桥", "options": options}]) == [[{"error": "RangeError"}]]


def test_words_that_no_article_has_are_named(invented: Path) -> None:
    for query, missing in {
        "石桥 鲸鱼 council": ["鲸鱼"],
        "石桥 渡口 木船 鲸鱼": ["鲸鱼"],
        "person:某人": ["person:某人"],
    }.items():
        answer = node.search(invented, query)
        assert (answer["total"], answer["missing"]) == (0, missing)
