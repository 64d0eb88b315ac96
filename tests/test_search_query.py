"""The query language: what a query means, hints at mistakes, and how filters are added and taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.search import node
from tests.search.archives import one_tier, varied

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive: a query is parsed with its table of characters."""
    folder = tmp_path_factory.mktemp("archive")
    one_tier(varied(60), folder)
    return folder


@pytest.mark.parametrize(
    ("query", "hints", "meant"),
    [
        ('"石桥', ["unclosed-quote"], "石桥"),
        ("OR 石桥", ["dangling-or"], "石桥"),
        ("石桥 OR", ["dangling-or"], "石桥"),
        ("石桥 OR -渡口", ["dangling-or"], "石桥 -渡口"),
        ("石桥 OR OR 渡口", ["dangling-or"], "石桥 OR 渡口"),
        ("place:石桥", ["unknown-field"], '"place:石桥"'),
        ("-石桥", ["only-excluded"], ""),
        ("-date:2022", ["only-excluded"], ""),
        ("，。", ["only-punctuation"], ""),
        ("date:2022-13 石桥", ["bad-date"], "石桥"),
        ("date:2022-02-30", ["bad-date"], ""),
        ("date:.. 石桥", ["bad-date"], "石桥"),
        ("date:昨天 石桥", ["bad-date"], "石桥"),
        ("date:2022-05..2021 石桥", ["dates-reversed"], "date:2021..2022-05 石桥"),
        ("date:2022-03..2022 石桥", [], "date:2022-03..2022-12 石桥"),
        ("date:2022..2022-03 石桥", [], "date:2022-01..2022-03 石桥"),
        ("title: 石桥", ["bad-field-value"], "石桥"),
        ('section:"，" 石桥', [], 'section:"，" 石桥'),
        ('newspaper:"" 石桥', ["bad-field-value"], "石桥"),
        ("co* 石桥", [], "coun* 石桥"),
        ("c* 石桥", ["short-wildcard"], "c 石桥"),
        ("ccc~1", ["short-fuzzy"], "ccc"),
        ("石桥~1", ["short-fuzzy"], "石桥"),
        ("石桥*", [], "石桥"),
        ("石桥", [], "石桥"),
        ("", [], ""),
    ],
)
def test_a_mistake_in_a_query_gives_a_hint_and_what_is_meant_is_searched(
    site: Path, query: str, hints: list[str], meant: str
) -> None:
    answer, searched = node.ask(site, [{"search": one, "options": {"limit": 99}} for one in (query, meant)])
    assert answer["hints"] == hints
    assert [result["id"] for result in answer["results"]] == [result["id"] for result in searched["results"]]


@pytest.mark.parametrize("query", ["newspaper:没有这份报 石桥", "page:99", 'section:"没有" 石桥', "person:无此人 石桥"])
def test_a_filter_that_no_article_satisfies_is_named(site: Path, query: str) -> None:
    answer = node.search(site, query)
    assert (answer["total"], answer["hints"], answer["missing"]) == (0, [], [query.partition(" ")[0]])


def asked(site: Path, call: str, *calls: list[Any]) -> list[Any]:
    return node.ask(site, [{"query": call, "with": values} for values in calls])


def test_filters_are_what_narrows_a_query(site: Path) -> None:
    (filters,) = asked(site, "filters", ['石桥 -page:2 title:渡口 date:2022-03 Section："Town news" newspaper: date'])
    assert filters == [
        {"field": "page", "value": "2", "text": "-page:2", "negated": True},
        {"field": "date", "value": "2022-03", "text": "date:2022-03", "negated": False},
        {"field": "section", "value": "Town news", "text": 'Section："Town news"', "negated": False},
    ]


@pytest.mark.parametrize(
    ("query", "field", "value", "narrowed"),
    [
        ("石桥", "section", "副刊", '石桥 section:"副刊"'),
        ("石桥", "newspaper", "The Lantern Post", '石桥 newspaper:"The Lantern Post"'),
        ('石桥 section:"副刊"', "section", "副刊", '石桥 section:"副刊"'),
        ("石桥", "newspaper", "晚报", '石桥 newspaper:"晚报"'),
        ("date:2021 石桥", "date", "2022-03", "石桥 date:2022-03"),
        ("date:2021 OR date:2022 石桥", "date", "2023", "石桥 date:2023"),
        ("-date:2021-05 石桥", "date", "2021", "-date:2021-05 石桥 date:2021"),
        ('"石桥', "page", "1", '"石桥" page:1'),
        ("“石桥", "person", "Ada Quill", '“石桥 person:"Ada Quill"'),
        ("石桥 OR", "page", "1", "石桥 page:1"),
        ("", "person", "林金彦", "person:林金彦"),
        ("石桥", "page", " ", "石桥"),
    ],
)
def test_a_query_is_narrowed_by_one_more_filter(site: Path, query: str, field: str, value: str, narrowed: str) -> None:
    assert asked(site, "narrow", [query, field, value]) == [narrowed]


TYPED = st.text(
    st.sampled_from('石桥渡口3月日2年ab*~1 　\n"“”＂-－:：.,，OR()\\') | st.characters(blacklist_categories=["Cs"]),
    max_size=30,
)
WORDS = st.lists(
    st.sampled_from(
        ["石桥", "OR", "-渡口", '"a b"', '"', "date:2022", "-date:2021", "title:", "page:1", "ab*", "3", "月"]
    ),
    max_size=7,
).map(" ".join)


def test_no_query_breaks_and_what_is_narrowed_can_be_widened_again(site: Path) -> None:
    """A filter that is added is found again as it was meant, taken out it leaves what the query meant before."""
    drawn: list[tuple[str, str, str]] = []

    @settings(max_examples=400)
    @given(TYPED | WORDS, st.sampled_from(["newspaper", "page", "person", "section", "date"]), TYPED)
    def draw(query: str, field: str, value: str) -> None:
        drawn.append((query, field, value))

    draw()
    answers = node.ask(site, [{"round_trip": query, "field": field, "value": value} for query, field, value in drawn])
    for one, answer in zip(drawn, answers, strict=True):
        assert isinstance(answer["hints"], list), one
        if one[2].strip() == "":
            continue
        assert answer["found"], (one, answer)
        assert answer["after"] == answer["before"], (one, answer)
        if one[1] != "date" and not {"unclosed-quote", "dangling-or"} & set(answer["hints"]):
            assert answer["before"] == answer["original"], (one, answer)
