"""An article of a new conversion is known again by its region or its text, and no other gets its id."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile import markdown
from backfile.identify import ARTICLE_ID
from backfile.ingest.likeness import likeness, pairs
from backfile.ingest.naming import Former, match, name
from backfile.models import Article, Entry, Paragraph

PREFIX = "qingshi-20260309-p03"
TREES = "3月8日上午，青石县的志愿者来到河边，种下三百棵柳树苗。镇里的老人说，这条河边已经有很多年没有种过树了。"
BRIDGE = "青石老桥的维修工程上周完工，桥面换上了新的石板，两边的栏杆也重新刷了漆。附近的居民又可以走着去买菜了。"
SCHOOL = "县里的夜校本周开课，教书法和电工，第一晚来了七十个人。教室借的是小学的礼堂，课桌是学生们搬来的。"


def entry(text: str, region: str = "", key: str = PREFIX) -> Entry:
    article = Article(text[:8], (Paragraph(text),))
    return Entry(article, key, "qingshi", date(2026, 3, 9), source_hash=region)


def former(text: str, region: str = "", *, untouched: bool = True) -> Former:
    return Former(markdown.write(entry(text, region)), frozenset({region} - {""}), untouched)


def ids(entries: list[Entry], known: dict[str, Former]) -> list[str]:
    return [one.id.removeprefix(f"{PREFIX}-") for one in name(entries, known, known)]


def test_the_same_region_and_an_alike_text_keep_their_ids_whatever_their_order() -> None:
    known = {f"{PREFIX}-01": former(TREES, "aa"), f"{PREFIX}-02": former(BRIDGE, "bb")}
    changed = BRIDGE.replace("上周", "本周")
    assert ids([entry(SCHOOL, "cc"), entry(changed, "dd"), entry(SCHOOL * 2, "aa")], known) == ["03", "02", "01"]


def test_an_article_that_was_glued_to_another_is_known_again_when_they_are_apart() -> None:
    known = {f"{PREFIX}-01": former(TREES + BRIDGE, "aa")}
    assert sorted(ids([entry(TREES, "bb"), entry(BRIDGE, "cc")], known)) == ["01", "02"]


@pytest.mark.parametrize(("untouched", "expected"), [(True, "01"), (False, "02")])
def test_only_an_untouched_article_gives_its_id_to_another_text(untouched: bool, expected: str) -> None:
    known = {f"{PREFIX}-01": former(TREES, "aa", untouched=untouched)}
    assert ids([entry(SCHOOL, "bb")], known) == [expected]


def test_an_id_stays_also_when_the_page_gets_another_number() -> None:
    known = {"qingshi-20260309-p00-01": former(TREES, "aa")}
    assert [one.id for one in name([entry(TREES, "aa")], known, known)] == ["qingshi-20260309-p00-01"]


def test_an_id_that_stands_in_the_issue_is_given_to_nobody() -> None:
    assert [one.id for one in name([entry(TREES)], {}, [f"{PREFIX}-07", "old-well"])] == [f"{PREFIX}-08"]


def test_a_web_article_keeps_the_id_of_its_address() -> None:
    key = "qingshi-20260309-w0badcafe"
    known = {f"{PREFIX}-01": former(TREES, "aa")}
    assert [one.id for one in name([entry(TREES, "aa", key)], known, known)] == [key]


TEXTS = st.sampled_from([TREES, BRIDGE, SCHOOL, TREES + BRIDGE, TREES[:20], ""])
REGIONS = st.sampled_from(["", "aa", "bb", "cc"])


@given(
    st.lists(st.tuples(TEXTS, REGIONS), max_size=5),
    st.lists(st.tuples(TEXTS, REGIONS, st.booleans()), max_size=5),
)
def test_no_two_articles_get_one_id(new: list[tuple[str, str]], old: list[tuple[str, str, bool]]) -> None:
    known = {f"{PREFIX}-{n:02d}": former(text, region, untouched=free) for n, (text, region, free) in enumerate(old, 1)}
    entries = [entry(text, region) for text, region in new]
    named = name(entries, known, known)
    assert [replace(one, id=PREFIX) for one in named] == entries
    assert len({one.id for one in named}) == len(named)
    assert all(ARTICLE_ID.fullmatch(one.id) for one in named)
    found = [key for key in match(entries, known) if key]
    assert len(set(found)) == len(found)


@given(st.text(), st.text())
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    alike = likeness(pairs(one), pairs(other))
    assert 0 <= alike <= 1
    assert alike == likeness(pairs(other), pairs(one))
    assert likeness(pairs(one), pairs(one)) == 1


def test_unrelated_texts_are_unlike_in_chinese_and_english() -> None:
    english = (
        "The small ferry between the two banks of the river runs again after a winter of repairs, says the captain."
    )
    other = "The mayor opened the new library on the square, and the children of the school sang for the guests."
    assert likeness(pairs(TREES), pairs(BRIDGE)) < 0.1
    assert likeness(pairs(english), pairs(other)) < 0.15
    assert likeness(pairs(TREES), pairs(TREES[:30])) > 0.6
