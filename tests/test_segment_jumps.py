"""Stories that jump to another page are one article again, and no other two articles are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from backfile.models import Article, BodyItem, Credit, Entry, Paragraph, Review, Subhead
from backfile.segment import segment
from backfile.segment.jumps import join
from backfile.sources.text import parse

FIRST = Article(
    title="青石老桥修好了",
    body=(
        Paragraph("青石老桥的维修工程上周完工。"),
        Paragraph("附近的居民又可以走着去菜市场"),
    ),
    credits=(Credit("许达", "记者"),),
    continues_on="3",
)
REST = Article(
    title="青石老桥修好了",
    body=(Paragraph("买菜了，路上只要五分钟。"), Paragraph("老桥的石板是从上游运来的。")),
    continued_from="1",
)


def entry(article: Article, page: str, number: int) -> Entry:
    identity = f"qingshi-20260309-p{int(page or 0):02d}-{number:02d}"
    return Entry(
        article, identity, "qingshi", date(2026, 3, 9), page, source=f"{page}.txt#L{number}-L9", source_hash="a"
    )


def texts(body: tuple[BodyItem, ...]) -> list[str]:
    return [item.text for item in body if isinstance(item, Paragraph | Subhead)]


def test_the_rest_joins_its_first_part_and_the_divided_sentence_is_whole() -> None:
    (whole,) = join([entry(FIRST, "1", 1), entry(REST, "3", 1)])
    assert texts(whole.article.body) == [
        "青石老桥的维修工程上周完工。",
        "附近的居民又可以走着去菜市场买菜了，路上只要五分钟。",
        "老桥的石板是从上游运来的。",
    ]
    assert whole.source == "1.txt#L1-L9; 3.txt#L1-L9"
    assert [credit.name for credit in whole.article.credits] == ["许达"]


def test_the_order_of_the_input_does_not_matter() -> None:
    (whole,) = join([entry(REST, "3", 1), entry(FIRST, "1", 1)])
    assert whole.page == "1"
    assert len(whole.article.body) == 3


def test_a_jump_without_its_other_end_stays_as_it_is() -> None:
    alone = [entry(FIRST, "1", 1), entry(replace(REST, continued_from=""), "3", 1)]
    assert join(alone) == alone
    other_page = [entry(FIRST, "1", 1), entry(REST, "4", 1)]
    assert join(other_page) == other_page
    from_elsewhere = [entry(FIRST, "1", 1), entry(replace(REST, continued_from="2"), "3", 1)]
    assert join(from_elsewhere) == from_elsewhere


def test_of_several_that_are_taken_up_each_finds_its_own() -> None:
    ferry = Article("渡船夏天加班", (Paragraph("柳渡的渡船从五月起每半小时一班，"),), continues_on="3", review=())
    ferry_rest = Article(
        "渡船夏天加…",
        (Paragraph("渡船公司说，柳渡两岸的人都盼着。"),),
        continued_from="1",
        review=(Review("headline-missing"),),
    )
    found = join([entry(FIRST, "1", 1), entry(ferry, "1", 2), entry(ferry_rest, "3", 1), entry(REST, "3", 2)])
    assert [one.article.title for one in found] == ["青石老桥修好了", "渡船夏天加班"]
    assert texts(found[1].article.body) == ["柳渡的渡船从五月起每半小时一班，渡船公司说，柳渡两岸的人都盼着。"]
    assert found[1].article.review == ()


def test_a_headline_of_its_own_becomes_a_sub_head() -> None:
    (whole,) = join([entry(FIRST, "1", 1), entry(replace(REST, title="老桥的石板"), "3", 1)])
    assert texts(whole.article.body)[2] == "老桥的石板"
    assert isinstance(whole.article.body[2], Subhead)


def test_english_parts_join_with_a_space() -> None:
    first = Article("Ferry returns", (Paragraph("The captain said that the boat"),), continues_on="A4")
    rest = Article("Ferry returns", (Paragraph("would leave every half hour."),), continued_from="A1")
    (whole,) = join([entry(first, "", 1), replace(entry(rest, "", 1), page="A4")])
    assert texts(whole.article.body) == ["The captain said that the boat would leave every half hour."]


OUTWARD = """老桥修好了

　　本报讯（记者 许达）青石老桥的维修工程上周完工，桥面换上
了新的石板，两边的栏杆也重新刷了漆。
（下转第三版）
"""
INWARD = """（上接A01版）

　　附近的居民又可以走着去菜市场买菜了，路上只要五分钟。桥
上的灯也亮了，夜里过桥不再害怕。
"""


def test_jump_lines_of_a_page_name_the_pages_they_lead_to() -> None:
    (article,) = segment(parse(OUTWARD)).articles
    assert (article.continues_on, article.continued_from) == ("3", "")
    (article,) = segment(parse(INWARD)).articles
    assert (article.continues_on, article.continued_from) == ("", "A01")
