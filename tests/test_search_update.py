"""An index in two tiers answers as a fresh one does, whatever has been added, changed and removed, and costs little."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backfile.search import index, shards, tier, writer
from backfile.search.document import Document
from backfile.search.update import synchronise, update
from tests.search import tiers
from tests.search.corpus import documents

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLES = documents(40)
STOCK = [
    replace(article, persons=(article.authors[0], "林金彦")[: number % 3], newspaper=("鹿鸣报", "晚报")[number % 2])
    for number, article in enumerate(ARTICLES)
]


@pytest.fixture(autouse=True)
def small() -> Iterator[None]:
    """Merges, volumes and entries in files of their own already in a small archive."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "MERGE_ARTICLES", 4)
        patch.setattr(index, "MERGE_SHARE", 0.3)
        patch.setitem(tier.VOLUME_DOCUMENTS, "base", 5)
        patch.setitem(tier.VOLUME_DOCUMENTS, "recent", 2)
        patch.setattr(shards, "SHARD_BYTES", 2000)
        patch.setattr(shards, "LIST_BYTES", 300)
        yield


def in_order(articles: dict[str, Document]) -> list[Document]:
    return sorted(articles.values(), key=Document.place_in_time)


def edited(article: Document, way: int) -> Document:
    """Another text, another day, or another headline."""
    if way == 0:
        return replace(article, passages=(*article.passages, "补记：石桥，12只木船。"))
    if way == 1:
        return replace(article, date="2022-01-15")
    return replace(article, title=f"{article.title}（续）", section="", authors=())


def assert_like_fresh(site: Path, articles: dict[str, Document], fresh: Path) -> None:
    shutil.rmtree(fresh, ignore_errors=True)
    writer.write(in_order(articles), fresh)
    got, wanted = tiers.read(site), tiers.read(fresh)
    for ours, theirs in zip(got.comparable(), wanted.comparable(), strict=True):
        assert ours == theirs
    assert got.words >= wanted.words
    for term, articles_having in got.manifest["common"].items():
        _, *fields = wanted.terms[term]
        assert articles_having == len({row[0] for field in fields for row in field}), term


Step = tuple[list[int], list[tuple[int, int]], list[int]]
few = st.lists(st.integers(0, len(STOCK) - 1), max_size=3, unique=True)
steps = st.lists(
    st.tuples(few, st.lists(st.tuples(st.integers(0, len(STOCK) - 1), st.integers(0, 2)), max_size=2), few)
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.integers(8, 30), steps, st.booleans())
def test_after_any_changes_both_tiers_together_are_a_fresh_index(count: int, changes: list[Step], told: bool) -> None:
    """Whether an update is told what has changed, or finds it out from all articles."""
    with TemporaryDirectory() as folder:
        site, state, fresh = Path(folder, "site"), Path(folder, "state"), Path(folder, "fresh")
        articles = {article.id: article for article in STOCK[:count]}
        synchronise(in_order(articles), site, state)
        for added, changed, removed in changes:
            put = {STOCK[place].id: STOCK[place] for place in added}
            put |= {STOCK[place].id: edited(STOCK[place], way) for place, way in changed}
            gone = {STOCK[place].id for place in removed} - put.keys()
            articles = {id_: article for id_, article in (articles | put).items() if id_ not in gone}
            if told:
                update(site, state, put=put.values(), removed=gone)
            else:
                synchronise(in_order(articles), site, state)
            assert_like_fresh(site, articles, fresh)
