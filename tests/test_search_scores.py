"""The order of results is lunr's: order and scores are those of one lunr index of everything, to the last bit."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import lunr.builder
import pytest
from lunr.query import QueryPresence

from backfile.search.document import FIELDS, Document
from backfile.search.tokens import document_tokens
from tests.search import archives, node
from tests.search.archives import ARTICLES
from tests.search.corpus import documents
from tests.search.truth import pieces

SAMPLES = os.environ.get("BACKFILE_SAMPLES")


def queries(articles: list[Document]) -> list[str]:
    """Queries of every kind: one word to three, phrases, alternatives, exclusions, fields."""
    words = pieces(articles, 400, 6)
    found = [" ".join(words[start : start + size]) for start in range(0, 396, 4) for size in (1, 2, 3)]
    found += [f"{one} OR {two}" for one, two in zip(words[::8], words[1::8], strict=True)]
    found += [f"{one} -{two}" for one, two in zip(words[2::8], words[3::8], strict=True)]
    found += [
        "ferry council",
        "the council garden",
        "title:石桥 路灯",
        "石桥 -title:石桥",
        "gull nest 1987",
        "author:ada",
    ]
    return found


def assert_lunrs(site: Path, articles: list[Document], *, least: int) -> list[Any]:
    """With all its terms looked up, each query has the order and the scores that lunr.js gives."""
    asked = queries(articles)
    answers = node.ask(site, [{"scores": query} for query in asked])
    for query, answer in zip(asked, answers, strict=True):
        assert answer["ours"] == answer["lunrs"], query
    assert sum(bool(answer["ours"]) for answer in answers) > least
    return answers


def test_order_and_scores_are_those_of_one_lunr_index_of_everything(invented: Path) -> None:
    assert_lunrs(invented, ARTICLES, least=200)


def test_a_long_list_that_is_ranked_in_steps_has_the_same_order(tmp_path: Path) -> None:
    """With many equal scores, whose order is that in which lunr meets the articles."""
    articles = sorted(
        (
            replace(article, id=f"{article.id}-{copy:02d}", passages=(article.passages[1][: 6 + copy],))
            for article in ARTICLES
            for copy in range(10)
        ),
        key=Document.place_in_time,
    )
    archives.one_tier(articles, tmp_path)
    asked = ["石桥 OR 3月", "日", "月", "船工 OR 渡口 OR title:石桥", "修", "title:的 OR 镇"]
    answers = node.ask(tmp_path, [{"scores": query} for query in asked])
    for query, answer in zip(asked, answers, strict=True):
        assert answer["ours"] == answer["lunrs"], query
    assert max(len(answer["ours"]) for answer in answers) > 1200, "more than one step"


def test_scores_are_those_of_lunr_in_python_too(invented: Path) -> None:
    """But for the rounding: Python rounds halves to even numbers, JavaScript up."""
    library: Any = lunr.builder  # its annotations are of some functions only
    builder = library.Builder()
    builder.pipeline.reset()
    builder.ref("id")
    for name, boost in {"text": 1, "title": 4, "author": 1, "section": 1}.items():
        builder.field(name, boost=boost)
    for number, article in enumerate(ARTICLES):
        fields = zip(FIELDS, article.fields(), strict=True)
        builder.add({"id": number, **{name: document_tokens(passages) for name, passages in fields}})
    index = builder.build()
    asked = queries(ARTICLES)[:150]
    for query, answer in zip(asked, node.ask(invented, [{"scores": query} for query in asked]), strict=True):
        if not answer["ours"]:
            continue
        lunr_query = index.create_query()
        for term in answer["terms"]:
            presence = {1: QueryPresence.OPTIONAL, 2: QueryPresence.REQUIRED, 3: QueryPresence.PROHIBITED}
            lunr_query.term(
                term["token"], fields=term["fields"], presence=presence[term["presence"]], use_pipeline=False
            )
        theirs = {match["ref"]: match["score"] for match in index.query(lunr_query)}
        ours = dict(answer["ours"])
        assert theirs.keys() == ours.keys(), query
        assert all(abs(theirs[ref] - score) < 0.01 for ref, score in ours.items()), query


def real(folder: Path) -> list[Document]:
    """The first real articles in a folder of samples."""
    with (folder / "zh-news-dev.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(next(file)) for _ in range(300)]
    return [
        Document(
            id=row["id"],
            url=f"{row['id']}.html",
            title=row["title"],
            date=row["date"][:10],
            section=row["section"] or "",
            authors=(row["author"],) if row["author"] else (),
            passages=(row["text"],),
        )
        for row in sorted(rows, key=lambda row: (row["date"][:10], row["id"]))
    ]


# Of real articles where BACKFILE_SAMPLES names a folder of them, of invented ones always.
@pytest.mark.parametrize("folder", [None, *([Path(SAMPLES)] if SAMPLES else [])])
def test_order_and_scores_are_lunrs_on_an_archive_of_hundreds(folder: Path | None, tmp_path: Path) -> None:
    articles = real(folder) if folder else documents(300)
    archives.one_tier(articles, tmp_path)
    assert_lunrs(tmp_path, articles, least=100)


def test_a_headline_as_query_gives_its_article_first(invented: Path) -> None:
    """Though a plan looks up few of its terms."""
    titled = {article.title: article for article in ARTICLES}
    for title, answer in zip(titled, node.ask(invented, [{"search": title} for title in titled]), strict=True):
        assert answer["results"][0]["title"] == title
