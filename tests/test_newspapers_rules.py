"""What each rule does to a page, and that it does nothing elsewhere."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.models import Credit, Paragraph, Segmented, Subhead
from backfile.newspapers import NO_RULES, Rules
from backfile.newspapers.reader import parse as read_rules
from backfile.newspapers.rules import credits_in
from backfile.segment import segment
from backfile.sources.text import parse

HEAD = "青石日报\n2026年3月9日 星期一\n第3版\n\n"
ONE = """三百棵柳树种到河对岸

青石县的志愿者昨天来到河边，种下三百棵柳
树苗。镇里的老人说，这条河边已经有很多年
没有种过树了，去年的水一退，大家都在问什
么时候动手。
"""
TWO = """石桥明天封闭一天

石桥明天封闭一天，换下两块断了的石板。行
人可以从下游的浮桥过河，推车的要多走三里
路，工人说天黑以前一定把桥还给大家。
"""


def rules(text: str) -> Rules:
    (found,) = read_rules(f"[[rules]]\n{text}", "qingshi.toml")
    return found


def page(text: str, by: Rules = NO_RULES) -> Segmented:
    return segment(parse(text, by), by)


def titles(found: Segmented) -> list[str]:
    return [article.title for article in found.articles]


def furniture(found: Segmented) -> list[str]:
    return [piece.text for piece in found.furniture]


def test_a_line_of_furniture_is_taken_out_of_an_article_wherever_it_stands() -> None:
    text = HEAD + ONE.replace("没有种过树了", "青石 · 每天看见\n没有种过树了")
    by = rules(r"furniture = ['青石 · \S+']")
    assert "青石 · 每天看见" in furniture(page(text, by))
    (article,) = page(text, by).articles
    assert [item.text for item in article.body if isinstance(item, Paragraph)] == [
        item.text for item in page(HEAD + ONE).articles[0].body if isinstance(item, Paragraph)
    ]


def test_a_part_of_a_line_that_is_like_furniture_stays() -> None:
    by = rules("furniture = ['青石县']")
    assert page(HEAD + ONE, by) == page(HEAD + ONE)


def test_a_page_head_that_only_the_rules_know_tells_its_day_and_number() -> None:
    text = "看青石，读青石！\n二〇二六年三月九日 B02\n\n" + ONE
    assert parse(text).date is None
    read = parse(text, rules("furniture = ['看青石，读青石！']"))
    assert (str(read.date), read.number) == ("2026-03-09", "B02")


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("第3版 3·15在身边", "消费"),
        ("3 · 1 5 在 身 边\n第3版", ""),
        ("消费\n第3版", "消费"),
        ("03 消费 青石日报", "消费"),
        ("消费导刊 第3版", "消费导刊"),
    ],
)
def test_a_page_goes_by_the_name_that_the_rules_give_it(head: str, name: str) -> None:
    by = rules('[rules.sections]\n"消费" = ["3·15在身边"]')
    found = page(f"2026年3月9日\n{head}\n\n{ONE}", by)
    assert found.section == name or not name
    assert titles(found) == ["三百棵柳树种到河对岸"]
    assert {article.section for article in found.articles} == {found.section}
    assert all(line in " ".join(furniture(found)) for line in ("第3版",) if line in head)


def test_a_page_that_prints_no_name_has_that_of_its_number_and_a_printed_one_goes_before_it() -> None:
    by = rules('[rules.pages]\n3 = "民生"\n4 = "文化"')
    assert page(HEAD + ONE, by).section == "民生"
    assert page(HEAD.replace("第3版", "第3版 读者") + ONE, by).section == "读者"
    assert page(HEAD.replace("第3版", "第5版") + ONE, by).section == ""


@pytest.mark.parametrize("place", ["柳荫下\n", "柳荫下\n\n"])
def test_the_name_of_a_column_is_the_kicker_of_the_article_below(place: str) -> None:
    by = rules("columns = ['柳荫下']")
    first, second = page(f"{HEAD}{ONE}\n{place}{TWO}", by).articles
    assert (first.title, first.kicker) == ("三百棵柳树种到河对岸", "")
    assert (second.title, second.kicker) == ("石桥明天封闭一天", "柳荫下")


def test_a_habit_of_headlines_decides_where_the_page_itself_tells_nothing() -> None:
    text = (
        "本报讯（记者 林小满）河边的人说，今年的雨\n比往年来得早些，船都系好了，只等天晴。\n\n"
        "一夜之间\n\n"
        "本报讯（记者 周安）书店明天起关门三天，老\n板要去乡下收旧书，回来以后再摆出来。\n"
    )
    for habit, headed in (("before", 1), ("after", 0)):
        found = page(HEAD + text, rules(f'headlines = "{habit}"'))
        assert titles(found).index("一夜之间") == headed
        assert len(found.articles) == 2


def test_a_byline_in_a_form_of_its_own_is_read_with_role_and_organisation() -> None:
    by = rules(r"bylines = ['\S{2,4}手记◎(?P<names>[^（]+)（(?P<organisation>\S+?)(?P<role>驻村员)）']")
    text = HEAD + ONE.replace("\n\n", "\n\n河边手记◎林小满 周 安（青石农科站驻村员）\n\n", 1)
    (article,) = page(text, by).articles
    assert article.credits == (
        Credit("林小满", "驻村员", "青石农科站"),
        Credit("周安", "驻村员", "青石农科站"),
    )
    assert article.byline == "河边手记◎林小满 周 安（青石农科站驻村员）"
    assert article.title == "三百棵柳树种到河对岸"


def test_a_byline_over_two_lines_is_one() -> None:
    by = rules(r"bylines = ['WORDS (?P<names>[\w ]+)\nfrom (?P<organisation>[\w ]+)']")
    text = "Bridge shut for a day\n\nWORDS Ann Lee and Tom Reed\nfrom Mill Street\n\n" + (
        "The stone bridge will be shut tomorrow\nwhile two of its slabs are taken out and\nreplaced by new ones.\n"
    )
    (article,) = page(text, by).articles
    assert article.credits == (Credit("Ann Lee", None, "Mill Street"), Credit("Tom Reed", None, "Mill Street"))


def test_a_lead_of_its_own_opens_an_article_and_is_its_byline() -> None:
    by = rules("leads = ['青石融媒讯（(?P<names>[^（）]+)）', 'QSN快讯']")
    body = "青石融媒讯（林小满 通讯员\n周安）石桥明天封闭一天，换下两块断了的石板。"
    text = f"{HEAD}{ONE}{body}\n\nQSN快讯 浮桥今晚亮灯，一直亮到桥修好的那一天。\n"
    first, second, third = page(text, by).articles
    assert first.credits == ()
    assert second.credits == (Credit("林小满"), Credit("周安", "通讯员"))
    assert second.byline == "青石融媒讯（林小满 通讯员周安）"
    assert second.body[0] == Paragraph("石桥明天封闭一天，换下两块断了的石板。")
    assert third.dateline == "QSN快讯"
    assert len(page(text).articles) < 3


@pytest.mark.parametrize("mark", ["■", "\n■", "###", "（完）"])
def test_an_end_mark_parts_articles_that_nothing_else_does_and_is_furniture(mark: str) -> None:
    bodies = [part.split("\n\n", 1)[1].rstrip() for part in (ONE, TWO)]
    text = HEAD + "\n".join(f"{body}{mark}" for body in bodies)
    by = rules(f"ends = ['{mark.strip()}']")
    found = page(text, by)
    assert len(found.articles) == 2
    assert furniture(found)[-2:] == [mark.strip()] * 2
    assert all(mark.strip() not in item.text for one in found.articles for item in one.body if hasattr(item, "text"))
    assert [article.lines for article in found.articles] == [
        (5, 8 + mark.count("\n")),
        (9 + mark.count("\n"), 11 + 2 * mark.count("\n")),
    ]


TEXT = st.text(alphabet=st.sampled_from("柳树种到河。，：■ \n记者林小满青石融媒讯（）第3版Ab1"), max_size=300)
BUSY = rules(
    "furniture = ['第.版', '青石.*']\ncolumns = ['柳.']\nheadlines = 'after'\nbylines = ['记者(?P<names>..+)']\n"
    "leads = ['青石融媒讯(?:（(?P<names>[^（）]+)）)?']\nends = ['■', '柳']\n[rules.sections]\n'河' = ['树种']\n"
    "[rules.pages]\n3 = '种'"
)


@given(TEXT)
@settings(max_examples=200)
def test_nothing_printed_is_lost_whatever_the_rules_say(text: str) -> None:
    found = page(text, BUSY)
    kept = Counter("".join(furniture(found)))
    for article in found.articles:
        invented = any(review.code == "headline-missing" for review in article.review)
        parts = ["" if invented else article.title, article.kicker, article.subtitle, article.byline, article.dateline]
        parts += [item.text for item in article.body if isinstance(item, Paragraph | Subhead)]
        kept.update("".join(parts))
    assert not Counter("".join(text.split())) - kept
    assert not set(kept) - set(text) - set(" …")


@given(st.text(max_size=60))
def test_any_row_of_names_gives_names_and_no_more_than_a_byline_has(text: str) -> None:
    found = credits_in(text)
    assert len(found) <= 12
    assert all(credit.name.strip() for credit in found)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("林小满、周 安", ["林小满", "周安"]),
        ("Ann Lee, Tom Reed and Bo Fry", ["Ann Lee", "Tom Reed", "Bo Fry"]),
        ("", []),
        (" / ", []),
    ],
)
def test_a_row_of_names_is_taken_apart(text: str, names: list[str]) -> None:
    assert [credit.name for credit in credits_in(text)] == names


def test_a_careless_expression_does_not_hang_on_a_long_line() -> None:
    by = rules(r"furniture = ['(?:\S{1,9} ?)+!']" + "\n" + r"leads = ['(?:\S{1,9}讯)']")
    start = time.process_time()
    page("柳树 " * 40_000, by)
    assert time.process_time() - start < 20
