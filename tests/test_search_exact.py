"""Result sets are exact: what the page finds is what Python's `in` finds, by the very scripts that the page runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.search import node
from tests.search.archives import ARTICLES
from tests.search.truth import all_of, assert_exact, none_of, one_of, pieces

if TYPE_CHECKING:
    from pathlib import Path


def test_any_piece_of_text_finds_exactly_the_articles_that_have_it(invented: Path) -> None:
    assert_exact(invented, ARTICLES, [(piece, one_of(piece)) for piece in pieces(ARTICLES, 400, 1)])


def test_a_quoted_piece_finds_exactly_the_articles_that_have_it(invented: Path) -> None:
    asked = [piece for piece in pieces(ARTICLES, 200, 2) if not set(piece) & set('"“”')]
    assert_exact(invented, ARTICLES, [(f'"{piece}"', one_of(piece)) for piece in asked])


def test_all_words_must_stand_in_the_article_and_none_of_the_excluded(invented: Path) -> None:
    words = pieces(ARTICLES, 540, 3)
    asked = []
    for one, two, three in zip(words[::3], words[1::3], words[2::3], strict=True):
        asked.append((f"{one} {two}", all_of(one_of(one), one_of(two))))
        asked.append((f"{one} -{three}", all_of(one_of(one), none_of(three))))
    assert_exact(invented, ARTICLES, asked)


def test_or_asks_for_one_of_several(invented: Path) -> None:
    words = pieces(ARTICLES, 270, 4)
    asked = []
    for one, two, three in zip(words[::3], words[1::3], words[2::3], strict=True):
        asked.append((f"{one} OR {two}", one_of(one, two)))
        asked.append((f"{three} {one} OR {two}", all_of(one_of(one, two), one_of(three))))
    assert_exact(invented, ARTICLES, asked)


@pytest.mark.parametrize("configuration", ["s2t", "s2tw", "s2hk"])
def test_traditional_words_find_simplified_texts(invented: Path, configuration: str) -> None:
    from opencc import OpenCC

    convert = OpenCC(configuration).convert
    asked = [piece for piece in pieces(ARTICLES, 120, 5) if convert(piece) != piece]
    assert len(asked) > 30
    assert_exact(invented, ARTICLES, [(convert(piece), one_of(piece)) for piece in asked])


def test_numbers_and_dates_are_whole(invented: Path) -> None:
    """`3日` is not in 13日 nor 23日; a date is the same with spaces, as one word or in full-width digits."""
    on_23rd = {article.id for article in ARTICLES if re.search("3 ?月 ?23 ?日", "".join(article.passages))}
    for query in ("3月23日", "3 月 23 日", "３月２３日", "3月 23日", '"3 月 23 日"'):
        answer = node.search(invented, query, limit=999)
        assert {result["id"] for result in answer["results"]} == on_23rd, query
    assert node.search(invented, "3日")["total"] == 0
    assert node.search(invented, "13日")["total"] > 0


def test_english_words_are_found_in_all_forms_and_quoted_ones_as_written(invented: Path) -> None:
    def total(query: str) -> int:
        return int(node.search(invented, query)["total"])

    def holding(pattern: str) -> int:
        return sum(bool(re.search(pattern, " ".join(article.passages), re.IGNORECASE)) for article in ARTICLES)

    assert total("election") == holding(r"\belect(ed|ions)\b") > holding(r"\belections\b") > 0
    assert total('"elections"') == holding(r"\belections\b")
    assert total('"election"') == 0
    assert total('"ferry council elected"') == holding("ferry council elected")
    assert total("that the a") == holding("the jury agreed"), "a query of stop words alone still answers"
    assert total("KEPT") == holding(r"\bkept\b")


def test_fields_narrow_a_search(invented: Path) -> None:
    def ids(query: str) -> set[str]:
        return {result["id"] for result in node.search(invented, query, limit=999)["results"]}

    assert ids("title:石桥") == {article.id for article in ARTICLES if "石桥" in article.title}
    assert ids("author:陆小川") == {article.id for article in ARTICLES if "陆小川" in article.authors}
    assert ids('Author："ada quill"') == {article.id for article in ARTICLES if "Ada Quill" in article.authors}
    assert ids("section:副刊 -title:油菜") == {
        article.id for article in ARTICLES if "副刊" in article.section and "油菜" not in article.title
    }
    assert ids("副刊") == set(), "a section's name is not text of the article"


def test_addresses_are_relative_to_the_page_that_asks(invented: Path) -> None:
    article = next(article for article in ARTICLES if "油菜" in article.title)
    for page in ("search.html", "section/x/index.html", "luming/2022/01/02/3.html", article.url):
        answer = node.search(invented, "title:油菜", page, sort="oldest", limit=1)
        address = answer["results"][0]["url"]
        assert (invented / page).parent.joinpath(address).resolve() == (invented / article.url).resolve(), address


def test_marks_are_the_matches_and_nothing_else(invented: Path) -> None:
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
        results = node.search(invented, query, limit=999)["results"]
        assert results
        for result in results:
            for part in ("title", "excerpt"):
                text, marks = result[part], result["marks"][part]
                assert marks == [list(match.span()) for match in re.finditer(pattern, text)], (query, text)
            assert result["marks"]["title"] or result["marks"]["excerpt"], query
