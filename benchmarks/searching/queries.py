"""Queries drawn from the articles, and which articles answer them: Python's `in` on folded text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

from opencc import OpenCC

from backfile.search.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.corpus.article import Article

KINDS = ("substring", "phrase", "both words", "traditional", "headline")
COSTLY = ("substring", "phrase", "both words", "headline")
"""Kinds whose bytes are measured."""
CHECKED = KINDS[:-1]
"""Kinds of which Python's `in` knows the truth."""
TRADITIONAL = OpenCC("s2t")
RUN = re.compile(r"[\u4e00-\u9fff](?:[\u4e00-\u9fff0-9]*[\u4e00-\u9fff])?")
"""Text without punctuation that neither begins nor ends in a digit: no word boundary is needed to know the truth."""


@dataclass
class Query:
    """A query as it is typed, what an article must have, the address of the article it is from, and those it has."""

    kind: str
    text: str
    pieces: tuple[str, ...]
    origin: str
    truth: set[str] = field(default_factory=set)


def draw(articles: Sequence[Article], number: int) -> list[Query]:
    """Queries of each kind from articles drawn at random, with their truth.

    Args:
        articles: all of them.
        number: how many queries of each kind; fewer only where no more articles have one.
    """
    chance = Random(2)  # noqa: S311 (queries, not secrets)
    queries = [query for kind in KINDS for query in islice(_queries(kind, articles, chance), number)]
    _find_truth(queries, articles)
    return queries


def _queries(kind: str, articles: Sequence[Article], chance: Random) -> Iterator[Query]:
    """A query from each article that has one of this kind, in an order drawn at random."""
    for place in chance.sample(range(len(articles)), len(articles)):
        if query := _query(kind, articles[place], chance):
            yield query


def _query(kind: str, article: Article, chance: Random) -> Query | None:
    """A query from an article, None when it has no text for one."""
    runs = [run for run in RUN.findall(article.text) if len(run) > 1]
    if kind == "headline":
        return Query(kind, article.title, (), article.url)
    if not runs:
        return None
    if kind == "phrase":
        piece = _piece(chance, max(chance.sample(runs, min(3, len(runs))), key=len), chance.randint(5, 12))
        return Query(kind, f'"{piece}"', (fold(piece),), article.url)
    if kind == "both words":
        pieces = tuple(_piece(chance, chance.choice(runs), chance.choice((2, 2, 3))) for _ in range(2))
        return Query(kind, " ".join(pieces), tuple(map(fold, pieces)), article.url)
    piece = _piece(chance, chance.choice(runs), chance.choice((2, 3, 4, 6)))
    written = TRADITIONAL.convert(piece) if kind == "traditional" else piece
    if kind == "traditional" and written == piece:
        return None
    return Query(kind, written, (fold(piece),), article.url)


def _piece(chance: Random, run: str, length: int) -> str:
    """A part of a run without a digit at either end."""
    start = chance.randrange(max(1, len(run) - length + 1))
    found = RUN.search(run[start : start + length])
    return found[0] if found and len(found[0]) > 1 else run


def _find_truth(queries: list[Query], articles: Iterable[Article]) -> None:
    asked = [query for query in queries if query.pieces]
    for article in articles:
        text = f"{fold(article.title)}\n{fold(article.text)}"
        for query in asked:
            if all(piece in text for piece in query.pieces):
                query.truth.add(article.url)
