"""A whole result is counted by what its articles are; what a count offers, narrows to just so many."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from backfile.search import writer
from tests.search import node
from tests.search.archives import ARTICLES

if TYPE_CHECKING:
    from pathlib import Path


def counted(query: str, *fields: str) -> dict[str, Any]:
    return {"search": query, "options": {"limit": 0, "facets": list(fields)}}


def test_what_a_facet_counts_is_what_it_narrows_to(two_tiers: Path) -> None:
    """Also where one name is a part of another: 副刊 and 副刊二."""
    (answer,) = node.ask(two_tiers, [counted("石桥", "newspaper", "section", "person")])
    offered = [(field, name, count) for field, rows in answer["facets"].items() for name, count in rows]
    assert {"副刊", "副刊二"} <= {name for _, name, _ in offered}
    queries = node.ask(two_tiers, [{"query": "narrow", "with": ["石桥", field, name]} for field, name, _ in offered])
    for (_, name, count), narrowed in zip(
        offered, node.ask(two_tiers, [{"search": query} for query in queries]), strict=True
    ):
        if name in {"林金彦", "林金彥"}:  # one person to the filter, two names to the count
            assert narrowed["total"] >= count
        else:
            assert narrowed["total"] == count, name


def test_what_one_answer_lacks_is_told_of_that_one_only(fragile: Path) -> None:
    for path in (fragile / "search").glob("*/names/person"):
        shutil.rmtree(path)
    many = "的 OR 在"  # more than are read one by one
    lacking, other = node.ask(fragile, [counted(many, "person"), {"search": many}])
    assert lacking["problems"] == [{"part": "facets", "fields": ["person"]}]
    assert (other["problems"], other["total"]) == ([], lacking["total"])


def test_articles_whose_texts_are_at_hand_are_counted_without_names(fragile: Path) -> None:
    for path in (fragile / "search").glob("*/names/section.js"):
        path.unlink()
    article = ARTICLES[1]
    query = f'"{article.passages[-1][:12]}"'
    found, answer = node.ask(fragile, [{"search": query}, counted(query, "section")])
    assert 0 < found["total"] <= 10
    assert sum(count for _, count in answer["facets"]["section"]) <= found["total"]
    assert answer["problems"] == []


def test_without_an_index_the_facets_are_no_problem_of_their_own(fragile: Path) -> None:
    (fragile / "search/manifest.js").unlink()
    (answer,) = node.ask(fragile, [counted("石桥", "section")])
    assert answer["problems"] == [{"part": "index"}]


@pytest.mark.parametrize("typed", ["副", "副刊", "【副", "艾达奎", "艾达·奎"])
def test_names_are_suggested_whatever_marks_stand_in_them(tmp_path: Path, typed: str) -> None:
    writer.write([replace(ARTICLES[0], section="【副刊】", persons=("艾达·奎尔",), places=())], tmp_path)
    (found,) = node.ask(tmp_path, [{"suggest": typed}])
    assert [row["name"] for row in found] == ["【副刊】" if "副" in typed else "艾达·奎尔"]


def test_without_the_table_of_characters_names_are_suggested_as_they_are_typed(fragile: Path) -> None:
    (fragile / "search/fold.js").unlink()
    simplified, traditional = node.ask(fragile, [{"suggest": "顾"}, {"suggest": "鳳"}])
    assert [row["name"] for row in simplified] == ["顾南枝"]
    assert traditional == []
