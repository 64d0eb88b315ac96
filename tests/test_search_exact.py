"""The search finds exactly the articles that have what was asked for, ranked as lunr ranks the whole archive.

Asked is the page's own code, run by node (see tests/search/harness.js). The truth is Python's `in` on folded text.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from backfile.search import shards, tier, writer
from backfile.search.document import FIELDS, Document
from backfile.search.fold import fold
from backfile.search.tokens import document_tokens
from tests.search import node
from tests.search.corpus import documents

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = documents(240)
Condition = Callable[[Document], bool]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of several runs, many shards, and entries in files of their own."""
    folder = tmp_path_factory.mktemp("archive")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(tier.VOLUME_DOCUMENTS, "base", 50)
        patch.setattr(shards, "SHARD_BYTES", 3000)
        patch.setattr(shards, "LIST_BYTES", 1500)
        writer.write(ARTICLES, folder)
    tokens = [
        {name: document_tokens(passages) for name, passages in zip(FIELDS, article.fields(), strict=True)}
        for article in ARTICLES
    ]
    (folder / "tokens.json").write_text(json.dumps(tokens), encoding="utf-8")
    return folder


def has(article: Document, asked: str) -> bool:
    """Whether the folded headline or a folded passage has the folded words, not cut out of a longer word or number."""
    folded = fold(asked).strip()
    before = r"(?<![a-z0-9])" if re.match("[a-z0-9]", folded) else ""
    after = r"(?![a-z0-9])" if re.search("[a-z0-9]$", folded) else ""
    pattern = re.compile(before + re.escape(folded) + after)
    return any(pattern.search(fold(text)) for text in (article.title, *article.passages))


def one_of(*asked: str) -> Condition:
    return lambda article: any(has(article, piece) for piece in asked)


def none_of(asked: str) -> Condition:
    return lambda article: not has(article, asked)


def all_of(*conditions: Condition) -> Condition:
    return lambda article: all(condition(article) for condition in conditions)


def pieces(count: int, seed: int) -> list[str]:
    """Pieces of the archive's text drawn at random, without what the query language would read as its own."""
    chance = random.Random(seed)
    found: list[str] = []
    while len(found) < count:
        text = chance.choice(chance.choice(ARTICLES).passages)
        start = chance.randrange(len(text))
        piece = text[start : start + chance.choice([1, 1, 2, 2, 3, 4, 5, 7, 9, 12, 16, 24])]
        # English words are found in all their forms, which `in` does not know: they have tests of their own.
        if re.search(r'\s|[a-z]|^[-"“”]', piece, re.IGNORECASE) or not re.search(r"\w", piece):
            continue
        found.append(piece)
    return found


def assert_exact(site: Path, asked: list[tuple[str, Condition]]) -> None:
    """Each query finds the articles of which its condition holds, all of them and no other."""
    answers = node.ask(site, [{"search": query, "options": {"limit": len(ARTICLES)}} for query, _ in asked])
    for (query, condition), answer in zip(asked, answers, strict=True):
        truth = {article.id for article in ARTICLES if condition(article)}
        assert {result["id"] for result in answer["results"]} == truth, query
        assert answer["total"] == len(answer["results"]) == len(truth), query
        assert answer["exact"] is True


def test_any_piece_of_text_finds_exactly_the_articles_that_have_it(site: Path) -> None:
    assert_exact(site, [(piece, one_of(piece)) for piece in pieces(200, 1)])


def test_a_quoted_piece_finds_exactly_the_articles_that_have_it(site: Path) -> None:
    asked = [piece for piece in pieces(80, 2) if not set(piece) & set('"“”')]
    assert_exact(site, [(f'"{piece}"', one_of(piece)) for piece in asked])


def test_all_words_must_stand_in_the_article_and_none_of_the_excluded(site: Path) -> None:
    words = pieces(180, 3)
    asked = []
    for one, two, three in zip(words[::3], words[1::3], words[2::3], strict=True):
        asked.append((f"{one} {two}", all_of(one_of(one), one_of(two))))
        asked.append((f"{one} -{three}", all_of(one_of(one), none_of(three))))
    assert_exact(site, asked)


def test_or_asks_for_one_of_several(site: Path) -> None:
    words = pieces(90, 4)
    asked = []
    for one, two, three in zip(words[::3], words[1::3], words[2::3], strict=True):
        asked.append((f"{one} OR {two}", one_of(one, two)))
        asked.append((f"{three} {one} OR {two}", all_of(one_of(one, two), one_of(three))))
    assert_exact(site, asked)


@pytest.mark.parametrize("configuration", ["s2t", "s2tw", "s2hk"])
def test_traditional_words_find_simplified_texts(site: Path, configuration: str) -> None:
    from opencc import OpenCC

    convert = OpenCC(configuration).convert
    asked = [piece for piece in pieces(80, 5) if convert(piece) != piece]
    assert len(asked) > 20
    assert_exact(site, [(convert(piece), one_of(piece)) for piece in asked])


def test_numbers_and_dates_are_whole(site: Path) -> None:
    """`3日` is not in 13日 nor 23日; a date is the same with spaces, as one word or in full-width digits."""
    on_23rd = {article.id for article in ARTICLES if re.search("3 ?月 ?23 ?日", "".join(article.passages))}
    for query in ("3月23日", "3 月 23 日", "３月２３日", "3月 23日", '"3 月 23 日"'):
        answer = node.search(site, query, limit=999)
        assert {result["id"] for result in answer["results"]} == on_23rd, query
    assert node.search(site, "3日")["total"] == 0
    assert node.search(site, "13日")["total"] > 0


def test_english_words_are_found_in_all_forms_and_quoted_ones_as_written(site: Path) -> None:
    def total(query: str) -> int:
        return int(node.search(site, query)["total"])

    def holding(pattern: str) -> int:
        return sum(bool(re.search(pattern, " ".join(article.passages), re.IGNORECASE)) for article in ARTICLES)

    assert total("election") == holding(r"\belect(ed|ions)\b") > holding(r"\belections\b") > 0
    assert total('"elections"') == holding(r"\belections\b")
    assert total('"election"') == 0
    assert total('"ferry council elected"') == holding("ferry council elected")
    assert total("that the a") == holding("the jury agreed"), "a query of stop words alone still answers"
    assert total("KEPT") == holding(r"\bkept\b")


def test_fields_narrow_a_search(site: Path) -> None:
    def ids(query: str) -> set[str]:
        return {result["id"] for result in node.search(site, query, limit=999)["results"]}

    assert ids("title:石桥") == {article.id for article in ARTICLES if "石桥" in article.title}
    assert ids("author:陆小川") == {article.id for article in ARTICLES if "陆小川" in article.authors}
    assert ids('Author："ada quill"') == {article.id for article in ARTICLES if "Ada Quill" in article.authors}
    assert ids("section:副刊 -title:油菜") == {
        article.id for article in ARTICLES if article.section == "副刊" and "油菜" not in article.title
    }
    assert ids("副刊") == set(), "a section's name is not text of the article"


def test_order_and_scores_are_those_of_one_lunr_index_of_everything(site: Path) -> None:
    words = pieces(400, 6)
    queries = [" ".join(words[start : start + size]) for start in range(0, 396, 4) for size in (1, 2, 3)]
    queries += [f"{one} OR {two}" for one, two in zip(words[::8], words[1::8], strict=True)]
    queries += ["ferry council", "the council garden", "title:石桥 路灯", "石桥 -title:石桥", "gull nest 1987"]
    answered = 0
    for query, answer in zip(queries, node.ask(site, [{"scores": query} for query in queries]), strict=True):
        assert answer["ours"] == answer["lunrs"], query
        answered += bool(answer["ours"])
    assert answered > 150


def test_results_come_in_the_order_and_the_window_that_was_asked_for(site: Path) -> None:
    everything = node.search(site, "石桥", limit=999, sort="oldest")["results"]
    dates = [result["date"] for result in everything]
    assert dates == sorted(dates)
    assert len(dates) > 30
    newest = node.search(site, "石桥", limit=999, sort="newest")["results"]
    assert [result["id"] for result in newest] == [result["id"] for result in reversed(everything)]
    window = node.search(site, "石桥", limit=7, offset=11, sort="oldest")
    assert [result["id"] for result in window["results"]] == [result["id"] for result in everything[11:18]]
    assert window["total"] == len(everything)
    scores = [result["score"] for result in node.search(site, "石桥 渡口", limit=999)["results"]]
    assert scores == sorted(scores, reverse=True)


def test_addresses_are_relative_to_the_page_that_asks(site: Path) -> None:
    article = next(article for article in ARTICLES if "油菜" in article.title)
    for page in ("search.html", "section/x/index.html", "luming/2022/01/02/3.html", article.url):
        answer = node.search(site, "title:油菜", page, sort="oldest", limit=1)
        address = answer["results"][0]["url"]
        assert (site / page).parent.joinpath(address).resolve() == (site / article.url).resolve(), address


def test_marks_are_the_matches_and_nothing_else(site: Path) -> None:
    """In the original text, also where it is traditional, full-width or spaced otherwise than the query."""
    asked = {
        "石桥": r"石桥",
        "3月23日": r"3 ?月 ?23 ?日",
        "50亩": r"５0亩|５０亩",
        "费用由镇上承担": r"費用由鎮上承擔",
        "election": r"(?i)\belect(?:ed|ions)\b",
        "“明年再来": r"“明年再来",
    }
    for query, pattern in asked.items():
        results = node.search(site, query, limit=999)["results"]
        assert results
        for result in results:
            for part in ("title", "excerpt"):
                text, marks = result[part], result["marks"][part]
                assert marks == [list(match.span()) for match in re.finditer(pattern, text)], (query, text)
            assert result["marks"]["title"] or result["marks"]["excerpt"], query


@pytest.mark.parametrize(
    ("query", "hints"),
    [
        ('"石桥', ["unclosed-quote"]),
        ("OR 石桥", ["dangling-or"]),
        ("石桥 OR", ["dangling-or"]),
        ("place:石桥", ["unknown-field"]),
        ("-石桥", ["only-excluded"]),
        ("，。", ["only-punctuation"]),
        ("石桥", []),
        ("", []),
    ],
)
def test_a_mistake_in_a_query_gives_a_hint(site: Path, query: str, hints: list[str]) -> None:
    assert node.search(site, query)["hints"] == hints


def test_words_that_no_article_has_are_named(site: Path) -> None:
    answer = node.search(site, "石桥 鲸鱼 council")
    assert (answer["total"], answer["missing"]) == (0, ["鲸鱼"])
