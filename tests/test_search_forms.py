"""wild* and fuzzy~1 stand for the forms of words that the archive has, whatever their stems; suggestions find names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.search import archives, node
from tests.search.archives import ARTICLES
from tests.search.truth import Condition, assert_exact

if TYPE_CHECKING:
    from pathlib import Path

    from backfile.search.document import Document


def matching(pattern: str) -> Condition:
    """Articles with a word that matches."""
    compiled = re.compile(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])", re.IGNORECASE)
    return lambda article: any(compiled.search(text) for text in (article.title, *article.passages))


def test_a_star_finds_all_words_that_begin_so_and_a_tilde_those_that_are_nearly_so(invented: Path) -> None:
    asked = {
        "elect*": "elect[a-z0-9]*",
        "electe*": "electe[a-z0-9]*",
        "EL*": "el[a-z0-9]*",
        "zebra*": "zebra[a-z0-9]*",
        "council~1": "council",
        "coucil~1": "council",
        "cuoncil~1": "council",
        "councilx~1": "council",
        "cuoncilx~1": "(?!)",
        "cuoncilx~2": "council",
        "gullz~": "gulls?",
        "ferri~1": "ferry",
    }
    assert_exact(invented, ARTICLES, [(query, matching(pattern)) for query, pattern in asked.items()])
    both: list[tuple[str, Condition]] = [
        ("elect* 石桥", lambda article: matching("elect[a-z]*")(article) and has_bridge(article)),
        ("石桥 -elect*", lambda article: not matching("elect[a-z]*")(article) and has_bridge(article)),
        ("title:ferr*", lambda article: "Ferry" in article.title),
        ("author:qui*", lambda article: "Ada Quill" in article.authors),
        ("gar* OR vot*", lambda article: matching("gar[a-z]*|vot[a-z]*")(article)),
    ]
    assert_exact(invented, ARTICLES, both)


def has_bridge(article: Document) -> bool:
    """Whether the headline or the text has the bridge."""
    return any("石桥" in text for text in (article.title, *article.passages))


def test_forms_are_marked_where_they_stand(invented: Path) -> None:
    for query, pattern in {"elect*": r"(?i)\belect\w*", "coucil~1": r"(?i)\bcouncil\b"}.items():
        results = node.search(invented, query, limit=99)["results"]
        assert results
        for result in results:
            for part in ("title", "excerpt"):
                found = [list(match.span()) for match in re.finditer(pattern, result[part])]
                assert result["marks"][part] == found, (query, result[part])


def test_when_a_star_stands_for_too_many_words_it_says_so_and_finds_the_most_frequent(tmp_path: Path) -> None:
    words = [f"qu{chr(97 + place // 26)}{chr(97 + place % 26)}x" for place in range(60)]
    articles = [
        replace(ARTICLES[place], passages=(" ".join(words[: place + 1]),), title="题") for place in range(len(words))
    ]
    archives.one_tier(articles, tmp_path)
    answer, narrowed = node.ask(tmp_path, [{"search": "qu*"}, {"search": "qub*"}])
    assert (answer["hints"], answer["total"]) == (["too-many-forms"], 60)
    assert narrowed["hints"] == ["too-many-forms"]
    assert node.search(tmp_path, "quc*")["hints"] == []
    both = node.search(tmp_path, "qu* qucax")
    assert both["total"] == 60 - words.index("qucax"), "what another word finds is checked on the texts"


@pytest.mark.parametrize(
    ("typed", "name", "query"),
    [
        ("林", "林金彦", "person:林金彦"),
        ("林金", "林金彦", "person:林金彦"),
        ("ljy", "林金彦", "person:林金彦"),
        ("linjinyan", "林金彦", "person:林金彦"),
        ("linj", "林金彦", "person:林金彦"),
        ("LV", "吕绿", "person:吕绿"),
        ("ada q", "Ada Quill", 'person:"Ada Quill"'),
        ("A", "Ada Quill", 'person:"Ada Quill"'),
        ("fk", "副刊", 'section:"副刊"'),
        ("鹿鳴", "鹿鸣镇", '"鹿鸣镇"'),
        ("town", "Town news", 'section:"Town news"'),
    ],
)
def test_names_are_suggested_by_characters_or_pinyin(invented: Path, typed: str, name: str, query: str) -> None:
    (found,) = node.ask(invented, [{"suggest": typed}])
    assert {"name": name, "query": query} in [{key: row[key] for key in ("name", "query")} for row in found]
    assert [row["articles"] for row in found] == sorted((row["articles"] for row in found), reverse=True)
    (answer,) = node.ask(invented, [{"search": query}])
    assert answer["total"] > 0


def test_suggestions_are_few_and_none_for_what_begins_no_name(invented: Path) -> None:
    few, none, empty = node.ask(
        invented, [{"suggest": "许", "options": {"limit": 3}}, {"suggest": "鲸"}, {"suggest": "  "}]
    )
    assert (len(few), none, empty) == (3, [], [])
