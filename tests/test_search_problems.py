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


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented archive in two tiers."""
    return archives.built("two tiers", tmp_path_factory.mktemp)


@pytest.fixture
def site(whole: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    shutil.copytree(whole / "search", tmp_path / "search")
    return tmp_path


def tier(site: Path, kind: str) -> Path:
    return next((site / "search").glob(f"{kind}-*"))


LATE = {article.id for place, article in enumerate(ARTICLES) if place % 7 == 0 or place % 11 == 3}
"""Articles that stand in the recent tier."""


def test_when_the_terms_of_one_tier_are_lost_the_other_answers(site: Path, whole: Path) -> None:
    everything = set(ids(node.search(whole, "石桥", limit=999)))
    assert everything & LATE
    shutil.rmtree(tier(site, "recent") / "terms")
    answer = node.search(site, "石桥", limit=999)
    assert set(ids(answer)) == everything - LATE
    (problem,) = answer["problems"]
    assert (problem["part"], problem["words"], problem["articles"]) == ("terms", ["石桥"], len(LATE))
    assert problem["from"] <= problem["to"]


def test_what_another_word_finds_in_all_tiers_is_checked_on_the_texts(site: Path, whole: Path) -> None:
    """No article is lost when only one of several words cannot be looked up."""
    from zlib import crc32

    query = "石桥 木船"
    everything = ids(node.search(whole, query, limit=999))
    shards = len(list((tier(site, "base") / "terms").rglob("*.js")))
    number = crc32("木船".encode()) * shards >> 32
    assert number != crc32("石桥".encode()) * shards >> 32
    (tier(site, "base") / f"terms/{number >> 8:02x}/{number & 255:02x}.js").write_text("damaged(")
    answer = node.search(site, query, limit=999)
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
    site: Path, whole: Path, lost: str, query: str, words: list[str]
) -> None:
    everything = ids(node.search(whole, query, limit=999))
    path = tier(site, "base") / lost
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    answer = node.search(site, query, limit=999)
    assert sorted(ids(answer)) == sorted(everything) != []
    assert answer["problems"][0]["words"] == words


def test_facets_that_cannot_be_counted_are_named(site: Path) -> None:
    shutil.rmtree(tier(site, "base") / "facets/section")
    answer = node.search(site, "date:2022", limit=0, facets=["section", "newspaper"])
    assert answer["problems"] == [{"part": "facets", "fields": ["section"]}]
    assert sum(count for _, count in answer["facets"]["newspaper"]) == answer["total"] == len(ARTICLES)


def test_texts_that_are_lost_are_named_by_the_dates_around_them(site: Path) -> None:
    (tier(site, "recent") / "texts/00/01.js").unlink()
    answer = node.search(site, "在白沙渡", limit=999)
    (problem,) = answer["problems"]
    late = [article for article in ARTICLES if article.id in LATE]
    assert problem == {"part": "texts", "articles": 4, "from": late[3].date, "to": late[8].date}
    assert not set(ids(answer)) & {article.id for article in late[4:8]}
    assert answer["total"] > 0


def test_what_could_not_be_had_is_asked_for_again(site: Path) -> None:
    """A file that did not arrive may arrive the next time: the second search tries anew."""
    shutil.rmtree(tier(site, "recent") / "terms")
    first, before, second, after = node.ask(
        site, [{"search": "石桥"}, {"loaded": True}, {"search": "石桥"}, {"loaded": True}]
    )
    assert first["total"] == second["total"] > 0
    assert len([file for file in after if "recent" in file]) > len([file for file in before if "recent" in file])
