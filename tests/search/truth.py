"""What a search must find, told by Python's `in` on folded text; and queries drawn at random from the articles."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from backfile.search.fold import fold
from tests.search import node

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from backfile.search.document import Document

Condition = Callable[["Document"], bool]

_LENGTHS = [1, 1, 2, 2, 3, 4, 5, 7, 9, 12, 16, 24]


@cache
def _folded(text: str) -> str:
    return fold(text)


def has(article: Document, asked: str) -> bool:
    """Whether the folded headline or a folded passage has the folded words, not cut out of a longer word or number."""
    folded = fold(asked).strip()
    before = r"(?<![a-z0-9])" if re.match("[a-z0-9]", folded) else ""
    after = r"(?![a-z0-9])" if re.search("[a-z0-9]$", folded) else ""
    texts = [_folded(text) for text in (article.title, *article.passages)]
    if not before and not after:
        return any(folded in text for text in texts)
    pattern = re.compile(before + re.escape(folded) + after)
    return any(pattern.search(text) for text in texts)


def one_of(*asked: str) -> Condition:
    """One of the pieces stands in the article."""
    return lambda article: any(has(article, piece) for piece in asked)


def none_of(asked: str) -> Condition:
    """The piece does not stand in the article."""
    return lambda article: not has(article, asked)


def all_of(*conditions: Condition) -> Condition:
    """All conditions hold."""
    return lambda article: all(condition(article) for condition in conditions)


def pieces(articles: Sequence[Document], count: int, seed: int) -> list[str]:
    """Pieces of the archive's text drawn at random, without what the query language would read as its own."""
    chance = random.Random(seed)
    found: list[str] = []
    while len(found) < count:
        text = chance.choice(chance.choice(articles).passages)
        start = chance.randrange(len(text))
        piece = text[start : start + chance.choice(_LENGTHS)]
        # English words are found in all their forms, which `in` does not know: they have tests of their own.
        if re.search(r'\s|[a-z]|^[-"“”]', piece, re.IGNORECASE) or not re.search(r"\w", piece):
            continue
        found.append(piece)
    return found


def assert_exact(site: Path, articles: Sequence[Document], asked: Sequence[tuple[str, Condition]]) -> None:
    """Each query finds the articles of which its condition holds, all of them and no other, and no total is wrong."""
    # A number before a mark of time is one word with it: `3 月` is 3月, which no condition here means.
    asked = [(query, condition) for query, condition in asked if not re.search(r"\d\s+[年月日号时点分秒]", query)]
    answers = node.ask(site, [{"search": query, "options": {"limit": len(articles)}} for query, _ in asked])
    for (query, condition), answer in zip(asked, answers, strict=True):
        truth = {article.id for article in articles if condition(article)}
        assert {result["id"] for result in answer["results"]} == truth, query
        assert answer["total"] == len(answer["results"]) == len(truth), query
        assert answer["exact"] is True


def ids(answer: Any) -> list[str]:
    """The ids of an answer's results, in their order."""
    return [result["id"] for result in answer["results"]]
