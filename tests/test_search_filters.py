"""Filters, facets and the histogram are exact: they are what Python counts in the articles themselves."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from backfile.search.fold import fold
from tests.search import node
from tests.search.archives import ARTICLES
from tests.search.truth import Condition, all_of, assert_exact, has, ids, none_of, one_of, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from backfile.search.document import Document


def plain(name: str) -> str:
    """A name as filters compare it."""
    return "".join(fold(name).split())


def named(*names: str) -> Condition:
    wanted = {plain(name) for name in names}
    return lambda article: not wanted.isdisjoint(map(plain, (*article.authors, *article.persons)))


def between(first: str, last: str) -> Condition:
    """Articles of the days from `first` to `last`."""
    return lambda article: first <= article.date <= last


def no(condition: Condition) -> Condition:
    return lambda article: not condition(article)


FILTERS: dict[str, Condition] = {
    "date:2022": between("2022-01-01", "2022-12-31"),
    "date:2021": between("2021-01-01", "2021-12-31"),
    "date:2022-02": between("2022-02-01", "2022-02-28"),
    "date:2022-2": between("2022-02-01", "2022-02-28"),
    "date:２０２２-02": between("2022-02-01", "2022-02-28"),
    "date:2022-02-05": between("2022-02-05", "2022-02-05"),
    "date:2022-01-28": between("2022-01-28", "2022-01-28"),
    "date:2022-02..": between("2022-02-01", "9999"),
    "date:..2022-01": between("0000", "2022-01-31"),
    "date:..2022-02-10": between("0000", "2022-02-10"),
    "date:2022-01-20..2022-02-03": between("2022-01-20", "2022-02-03"),
    "date:2022-02-03..2022-01": between("2022-01-01", "2022-02-03"),
    "date:2021..2022-01": between("2021-01-01", "2022-01-31"),
    "date:2022..9999": between("2022-01-01", "9999"),
    "newspaper:鹿鸣": lambda article: "鹿鸣" in article.newspaper,
    "newspaper:鹿鳴晚報": lambda article: article.newspaper == "鹿鸣晚报",
    'newspaper:"the lantern post"': lambda article: article.newspaper == "The Lantern Post",
    "newspaper:鹿鸣报 OR newspaper:lantern": lambda article: article.newspaper != "鹿鸣晚报",
    "page:1": lambda article: article.page == "1",
    "page:a03": lambda article: article.page == "A03",
    "person:林金彦": named("林金彦"),
    "person:林金彥": named("林金彦"),
    'person:"ada quill"': named("Ada Quill"),
    "person:陆小川": named("陆小川"),
    "-page:1 date:2022": lambda article: article.page != "1",
    "-date:2022-02 page:1": lambda article: article.page == "1" and not article.date.startswith("2022-02"),
    "-person:顾南枝 newspaper:鹿鸣": all_of(no(named("顾南枝")), lambda article: "鹿鸣" in article.newspaper),
    "page:2 OR person:吕绿 date:2022-02": all_of(
        lambda article: article.page == "2" or named("吕绿")(article), between("2022-02-01", "2022-02-28")
    ),
}


def test_filters_alone_give_all_articles_that_satisfy_them(invented: Path) -> None:
    assert_exact(invented, ARTICLES, list(FILTERS.items()))


def test_filters_narrow_what_words_find(invented: Path) -> None:
    words = iter(pieces(ARTICLES, 400, 11))
    asked: list[tuple[str, Condition]] = []
    for query, condition in FILTERS.items():
        if " OR " in query:
            continue
        one, two, three = next(words), next(words), next(words)
        asked.append((f"{one} {query}", all_of(one_of(one), condition)))
        asked.append((f'{query} "石桥" -{three}', all_of(one_of("石桥"), condition, none_of(three))))
        asked.append((f"{query} {one} OR {two}", all_of(one_of(one, two), condition)))
    asked.append(("石桥 OR date:2022-01-05", lambda article: has(article, "石桥") or article.date == "2022-01-05"))
    assert_exact(invented, ARTICLES, [(query, truth) for query, truth in asked if '""' not in query])


def test_a_query_of_filters_alone_begins_with_the_newest(invented: Path) -> None:
    answer = node.search(invented, "newspaper:鹿鸣报", limit=999)
    assert answer["sort"] == "newest"
    assert ids(answer) == [article.id for article in reversed(ARTICLES) if article.newspaper == "鹿鸣报"]
    assert ids(node.search(invented, "newspaper:鹿鸣报", limit=999, sort="oldest")) == ids(answer)[::-1]


def counted(names: Iterable[str]) -> list[list[Any]]:
    """Names and how often they come, by falling number, then name."""
    counts = Counter(name for name in names if name)
    return [[name, count] for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def persons(article: Document) -> set[str]:
    return {*article.authors, *article.persons}


def test_facets_and_histogram_count_the_whole_result(invented: Path) -> None:
    """Whether the result is known from the index alone, from texts, or from filters; whatever window is shown."""
    conditions: dict[str, Condition] = {
        "石桥": one_of("石桥"),
        "修好了石桥": one_of("修好了石桥"),
        "石桥 -title:石桥": lambda article: has(article, "石桥") and "石桥" not in article.title,
        "date:2022": between("2022-01-01", "2022-12-31"),
        "page:1 -石桥": lambda article: article.page == "1" and not has(article, "石桥"),
        "鲸鱼": lambda _: False,
    }
    options = {"limit": 3, "offset": 2, "facets": ["newspaper", "section", "person"]}
    answers = node.ask(invented, [{"search": query, "options": options} for query in conditions])
    for (query, condition), answer in zip(conditions.items(), answers, strict=True):
        found = [article for article in ARTICLES if condition(article)]
        facets = answer["facets"]
        assert facets["newspaper"] == counted(article.newspaper for article in found), query
        assert facets["section"] == counted(article.section for article in found), query
        assert facets["person"] == counted(name for article in found for name in persons(article))[:20], query
        assert answer["histogram"] == [
            list(item) for item in sorted(Counter(article.date[:7] for article in found).items())
        ], query
        assert answer["total"] == len(found)


def test_facets_that_are_not_asked_for_cost_nothing(invented: Path) -> None:
    answer, loaded = node.ask(invented, [{"search": "石桥"}, {"loaded": 0}])
    assert answer["facets"] == {}
    assert not [file for file in loaded if re.search("facets|names", file)]
    assert not [file for file in node.ask(invented, [{"search": "date:2022-02"}, {"loaded": 0}])[1] if "days" in file]
