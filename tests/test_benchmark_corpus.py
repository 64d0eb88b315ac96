"""The invented news of the benchmarks is the same every time, in order, and of the size it says."""

from __future__ import annotations

import hashlib
import statistics
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import pytest

from benchmarks.corpus import article, news

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.corpus.article import Article


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return list(islice(news.articles(days=7), 400))


def test_articles_rise_by_date_and_id_so_that_they_can_be_indexed(articles: list[Article]) -> None:
    assert all((one.date, one.id) < (then.date, then.id) for one, then in pairwise(articles))
    assert {one.newspaper for one in articles} == set(news.NEWSPAPERS.values())


def test_the_same_articles_come_again(articles: list[Article], tmp_path: Path) -> None:
    """Figures measured at different times are of the same articles; a new digest makes older figures void."""
    article.write(articles, tmp_path / "articles")
    digest = hashlib.sha256((tmp_path / "articles").read_bytes()).hexdigest()
    assert digest == "9796cf7bf589395f16102a5e7ebbb9efeb2bcf1e27beecbd8b4d6b2a16690f69"
    assert list(article.File(tmp_path / "articles")) == articles


def test_names_stand_in_the_text_and_lengths_are_as_asked(articles: list[Article]) -> None:
    for one in articles:
        assert all(name in one.text for name in (*one.authors, *one.persons, *one.places))
    assert 400 < statistics.mean(len(one.text) for one in articles) < 600


def test_articles_are_spread_over_decades() -> None:
    for count in (10_000, 100_000, 1_000_000):
        assert 50 < count / len(news.NEWSPAPERS) / 40 * news.days_for(count) / 365.25 < 100
