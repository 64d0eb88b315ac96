"""With files of one of two tiers lost, the search says what it could not ask and answers from the rest."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.search import archives, node
from tests.search.archives import ARTICLES
from tests.search.truth import ids

if TYPE_CHECKING:
    from pathlib import Path


def tier(site: Path, kind: str) -> Path:
    return next((site / "search").glob(f"{kind}-*"))


LATE = {article.id for place, article in enumerate(ARTICLES) if archives.is_late(place)}
"""Articles that stand in the recent tier."""


def test_when_the_terms_of_one_tier_are_lost_the_other_answers(fragile: Path, two_tiers: Path) -> None:
    everything = set(ids(node.search(two_tiers, "石桥", limit=999)))
    assert everything & LATE
    shutil.rmtree(tier(fragile, "recent") / "terms")
    answer = node.search(fragile, "石桥", limit=999)
    assert set(ids(answer)) == everything - LATE
    (problem,) = answer["problems"]
    assert (problem["part"], problem["words"], problem["articles"]) == ("terms", ["石桥"], len(LATE))
    assert problem["from"] <= problem["to"]


def test_what_another_word_finds_in_all_tiers_is_checked_on_the_texts(fragile: Path, two_tiers: Path) -> None:
    """No article is lost when only one of several words cannot be looked up."""
    from zlib import crc32

    query = "石桥 木船"
    everything = ids(node.search(two_tiers, query, limit=999))
    shards = len(list((tier(fragile, "base") / "terms").rglob("*.js")))
    number = crc32("木船".encode()) * shards >> 32
    assert number != crc32("石桥".encode()) * shards >> 32
    (tier(fragile, "base") / f"terms/{number >> 8:02x}/{number & 255:02x}.js").write_text("damaged(")
    answer = node.search(fragile, query, limit=999)
    assert sorted(ids(answer)) == sorted(everything) != []


@pytest.mark.parametrize(
    ("lost", "query", "words"),
    [
        ("days.js", "石桥 date:2022-02-05..2022-02-20", ["date:2022-02-05..2022-02-20"]),
        ("names/newspaper.js", "石桥 newspaper:lantern", ["newspaper:lantern"]),
        ("words", "elect* voters", ["elect*"]),
    ],
)
def test_without_the_files_of_a_filter_or_a_star_the_articles_themselves_decide(
    fragile: Path, two_tiers: Path, lost: str, query: str, words: list[str]
) -> None:
    everything = ids(node.search(two_tiers, query, limit=999))
    path = tier(fragile, "base") / lost
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    answer = node.search(fragile, query, limit=999)
    assert sorted(ids(answer)) == sorted(everything) != []
    assert answer["problems"][0]["words"] == words


def test_facets_that_cannot_be_counted_are_named(fragile: Path) -> None:
    shutil.rmtree(tier(fragile, "base") / "facets/section")
    answer = node.search(fragile, "date:2022", limit=0, facets=["section", "newspaper"])
    assert answer["problems"] == [{"part": "facets", "fields": ["section"]}]
    assert sum(count for _, count in answer["facets"]["newspaper"]) == answer["total"] == len(ARTICLES)


def test_texts_that_are_lost_are_named_by_the_dates_around_them(fragile: Path) -> None:
    (tier(fragile, "recent") / "texts/00/01.js").unlink()
    answer = node.search(fragile, "在白沙渡", limit=999)
    (problem,) = answer["problems"]
    late = [article for article in ARTICLES if article.id in LATE]
    assert problem == {"part": "texts", "articles": 4, "from": late[3].date, "to": late[8].date}
    assert not set(ids(answer)) & {article.id for article in late[4:8]}
    assert answer["total"] > 0


def test_what_could_not_be_had_is_asked_for_again(fragile: Path) -> None:
    """A file that did not arrive may arrive the next time: the second search tries anew."""
    shutil.rmtree(tier(fragile, "recent") / "terms")
    first, before, second, after = node.ask(
        fragile, [{"search": "石桥"}, {"loaded": 0}, {"search": "石桥"}, {"loaded": 0}]
    )
    assert first["total"] == second["total"] > 0
    assert len([file for file in after if "recent" in file]) > len([file for file in before if "recent" in file])
