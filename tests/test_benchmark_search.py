"""The benchmark of the search: its queries, and its table, where what failed or was not there is no figure."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from benchmarks.corpus import news
from benchmarks.searching import queries, table
from benchmarks.searching.asking import Asked, Found
from benchmarks.searching.engines import Measured
from benchmarks.searching.queries import KINDS, Query
from benchmarks.support.processes import Cost

ARTICLES = list(islice(news.articles(days=2), 40))
BUILT = Cost(seconds=20, processor=40, memory=10**8)


def row(told: list[str], label: str) -> list[str]:
    """The cells of a row of the table, over all searches."""
    (line,) = [line for line in told if line[: table.LABEL].rstrip() == label]
    return line[table.LABEL :].split()


def test_an_addition_that_failed_is_no_figure_and_is_told() -> None:
    failed = Measured("ours", BUILT, addition=Cost(seconds=0.1, processor=0.2, memory=0, why="failed: disk full"))
    added = Measured("other", BUILT, addition=Cost(seconds=1, processor=2, memory=0))
    told = table.lines([failed, added])
    assert row(told, "adding 100 articles, s of processors") == ["–", "2.0"]
    assert row(told, "adding 100 articles, s of the clock") == ["–", "1.0"]
    assert row(told, "build, s of the clock") == ["20.0", "20.0", "1.00"]
    assert [line for line in told if "added" in line] == ["ours: nothing can be added: failed: disk full"]


def test_what_cannot_be_added_to_is_built_anew_for_an_addition() -> None:
    assert row(table.lines([Measured("other", BUILT)]), "adding 100 articles, s of the clock") == ["20.0"]


def test_an_index_that_cannot_be_built_has_no_figures_and_is_told() -> None:
    told = table.lines([Measured("other", replace(BUILT, why="ended at 12.0 GB"))])
    figures = [row(told, label) for label, _ in table.BUILDING]
    assert figures == [["–"]] * len(table.BUILDING)
    assert "other cannot be built: ended at 12.0 GB" in told


def test_a_kind_of_query_that_was_not_asked_has_no_figure() -> None:
    query = Query("substring", "石桥", ("石桥",), "")
    measured = Measured("ours", BUILT, cold=[Asked(query, 3000, 3000, 1000, 5, 5)])
    measured.found = {"substring": Found([1], [1])}
    told = table.lines([measured])
    assert row(told, "substring, precision / recall") == ["1.000", "/", "1.000"]
    assert row(told, "substring, cold, kB to the first ten") == ["3;", "3"]
    assert row(told, "phrase, precision / recall") == row(told, "headline, MRR@10") == ["–"]
    assert row(told, "phrase, cold, kB to the first ten") == ["–"]


def test_as_many_queries_of_each_kind_are_drawn_as_are_asked_for() -> None:
    """Though not every article has one of every kind."""
    bare = [replace(article, text="……") for article in ARTICLES[:30]]
    drawn = queries.draw([*bare, *ARTICLES[30:]], 5)
    assert [query.kind for query in drawn] == [kind for kind in KINDS for _ in range(5)]
    assert all(query.origin in query.truth for query in drawn if query.kind != "headline")


def test_where_no_more_articles_have_a_query_of_a_kind_there_are_fewer() -> None:
    drawn = queries.draw([replace(ARTICLES[0], text="……"), ARTICLES[1]], 5)
    assert [query.kind for query in drawn].count("headline") == 2
    assert [query.kind for query in drawn].count("phrase") == 1
