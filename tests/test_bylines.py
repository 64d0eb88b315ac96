"""Bylines: who is credited, in which printed role."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile import bylines

Names = list[tuple[str, str | None]]

OWN_LINES: list[tuple[str, Names]] = [
    ("■ 叶小青", [("叶小青", None)]),
    ("■ 本报记者 叶小青", [("叶小青", "记者")]),
    ("□本报记者 叶小青 王禾", [("叶小青", "记者"), ("王禾", "记者")]),
    ("本报记者 叶小青 通讯员 王禾、李静", [("叶小青", "记者"), ("王禾", "通讯员"), ("李静", "通讯员")]),
    ("本报记者叶小青 通讯员王禾", [("叶小青", "记者"), ("王禾", "通讯员")]),
    ("云溪日报全媒体记者 叶小青", [("叶小青", "全媒体记者")]),
    ("本报首席记者 叶小青", [("叶小青", "首席记者")]),
    ("本报驻望川记者 叶小青", [("叶小青", "记者")]),
    ("本报记者 叶小青 文/图", [("叶小青", "记者")]),
    ("本报记者 叶小青 摄影报道", [("叶小青", "记者、摄影")]),
    ("文/叶小青 图/王禾", [("叶小青", "撰文"), ("王禾", "摄影")]),
    ("文/云溪日报记者 叶小青 图/云溪海事局", [("叶小青", "记者")]),
    ("（撰文/叶小青）", [("叶小青", "撰文")]),
    ("■ 李 静", [("李静", None)]),
    ("■ 叶小青（寄自柳渡）", [("叶小青", None)]),
    ("□ 阿卜杜拉·买买提", [("阿卜杜拉·买买提", None)]),
    ("■ 新华社记者", []),
    ("柳渡镇中心小学三年级 叶小青", [("叶小青", None)]),
    ("By Ann Lee", [("Ann Lee", None)]),
    ("By ANN O’NEIL and JOHN DE LA MARE", [("Ann O’Neil", None), ("John de la Mare", None)]),
    ("By Ann Lee\nGazette Staff Writer", [("Ann Lee", "Staff Writer")]),
    ("By Ann Lee\nSpecial to The Courier", [("Ann Lee", "Special correspondent")]),
    ("ANN MCDONALD\nScience correspondent", [("Ann McDonald", "Science correspondent")]),
    ("— Ann Lee", [("Ann Lee", None)]),
    ("— Ann Lee, Mill Street", [("Ann Lee", None)]),
    ("REUTERS", []),
    ("The Associated Press", []),
    ("□ 记者 叶小青 文/摄", [("叶小青", "记者、摄影")]),
    ("摄影报道/叶小青", [("叶小青", "撰文、摄影")]),
    ("叶小青/文 王禾/图", [("叶小青", "撰文"), ("王禾", "摄影")]),
    ("晚报记者 叶小青 报道", [("叶小青", "记者")]),
    ("【记者叶小青】", [("叶小青", "记者")]),
    ("記者葉小青／望川報導", [("葉小青", "記者")]),
    ("综合新华社、央视新闻报道", []),
    ("（综合新华社报道）", []),
    ("来源：新华网", []),
    ("By Ann Lee, Staff Writer", [("Ann Lee", "Staff Writer")]),
    ("By Ann Lee | Staff Writer", [("Ann Lee", "Staff Writer")]),
    ("By Ann Lee, Bo King and Cy Young", [("Ann Lee", None), ("Bo King", None), ("Cy Young", None)]),
    ("By Ann Lee for The Courier", [("Ann Lee", None)]),
    ("By Ann Lee\nOf the Courier staff", [("Ann Lee", "staff")]),
    ("Story and photos by Ann Lee", [("Ann Lee", None)]),
    ("By our own correspondent", []),
    ("From wire reports", []),
    ("— Reuters", []),
]


@pytest.mark.parametrize(("line", "expected"), OWN_LINES)
def test_a_byline_on_a_line_of_its_own(line: str, expected: Names) -> None:
    found = bylines.own_line(line)
    assert found is not None
    assert [(credit.name, credit.role) for credit in found.credits] == expected


NO_BYLINES = [
    "",
    "记者走基层",
    "本报记者走进乡村",
    "作者系县文化馆馆员",
    "春耕开始 农机先行",
    "■ 春耕开始，农机先行。",
    "责任编辑：叶小青",
    "本报记者 叶小青 昨天到了柳渡，看见新船。",
    "Snow Patrol",
    "Correspondents",
    "据县里的消息",
    "by the sea wall",
    "By the time the ferry came",
    "LOW TIDE AT THE HARBOUR",
    "Ann Lee",
]


@pytest.mark.parametrize("line", NO_BYLINES)
def test_what_only_resembles_a_byline_is_none(line: str) -> None:
    assert bylines.own_line(line) is None


LEADS: list[tuple[str, str, Names]] = [
    ("晚报讯（记者 叶小青）昨天开航。", "晚报讯（记者 叶小青）", [("叶小青", "记者")]),
    ("【本报讯】（记者 叶小青）昨天开航。", "【本报讯】（记者 叶小青）", [("叶小青", "记者")]),
    ("（中央社記者葉小青望川9日電）新船今天開航。", "（中央社記者葉小青望川9日電）", [("葉小青", "記者")]),
    ("本报讯（记者 叶小青）昨天开航。", "本报讯（记者 叶小青）", [("叶小青", "记者")]),
    (
        "本报讯 （记者叶小青 通讯员王禾）昨天开航。",
        "本报讯 （记者叶小青 通讯员王禾）",
        [("叶小青", "记者"), ("王禾", "通讯员")],
    ),
    ("本报讯（叶小青）昨天开航。", "本报讯（叶小青）", [("叶小青", None)]),
    ("本报讯 昨天开航。", "本报讯 ", []),
    ("本报讯（见右图）昨天开航。", "本报讯", []),
    ("本报讯 通讯员王禾报道：昨天开航。", "本报讯 通讯员王禾报道：", [("王禾", "通讯员")]),
    ("本报柳渡3月8日讯（记者 叶小青）昨天开航。", "本报柳渡3月8日讯（记者 叶小青）", [("叶小青", "记者")]),
    (
        "新华社北京3月8日电（记者叶小青、王禾）昨天开航。",
        "新华社北京3月8日电（记者叶小青、王禾）",
        [("叶小青", "记者"), ("王禾", "记者")],
    ),
    ("据新华社武汉3月8日电 昨天开航。", "据新华社武汉3月8日电 ", []),
    ("东望社澜州3月8日电 昨天开航。", "东望社澜州3月8日电 ", []),
]


@pytest.mark.parametrize(("text", "lead", "expected"), LEADS)
def test_the_lead_of_a_news_item(text: str, lead: str, expected: Names) -> None:
    found = bylines.lead(text)
    assert found is not None
    assert text[: found.end] == lead
    assert [(credit.name, credit.role) for credit in found.credits] == expected


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("新华社北京3月8日电（记者叶小青）昨天开航。", "新华社"),
        ("据新华社北京3月8日电（记者叶小青）昨天开航。", "新华社"),
        ("昨天开航。（新华社北京3月8日电 记者叶小青）", "新华社"),
        ("本报柳渡3月8日讯（记者叶小青）昨天开航。", None),
    ],
)
def test_whom_an_agencys_dateline_names_is_the_agencys(text: str, organisation: str | None) -> None:
    found = bylines.lead(text) or bylines.tail(text)
    assert found and [(credit.name, credit.organisation) for credit in found.credits] == [("叶小青", organisation)]


@pytest.mark.parametrize(
    "text", ["昨天开航。", "本报昨天说，渡口开航。", "新华社记者昨天到了柳渡。", "BOSTON — The ferry ran."]
)
def test_text_without_a_lead_has_none(text: str) -> None:
    assert bylines.lead(text) is None


OPENINGS = [
    ("本报讯（记者 叶小青", True),
    ("新华社北京3月", True),
    ("GULL POINT, March 11 — The bell rang", True),
    ("WASHINGTON (AP) — The bell rang", True),
    ("To the Editor: The bell rang", True),
    ("Dear Sir, — The bell rang", True),
    ("Sir Henry Oakes rang the bell", False),
    ("本报的读者都知道", False),
    ("The bell rang — twice", False),
]


@pytest.mark.parametrize(("text", "expected"), OPENINGS)
def test_a_first_line_tells_a_news_item(text: str, expected: bool) -> None:
    assert bylines.opens_article(text) is expected


TAILS: list[tuple[str, str | None, Names]] = [
    ("开航了。（记者 叶小青）", "（记者 叶小青）", [("叶小青", "记者")]),
    ("开航了。（叶小青）", "（叶小青）", [("叶小青", None)]),
    ("开航了。（本报柳渡3月8日讯）", "（本报柳渡3月8日讯）", []),
    (
        "（新华社北京3月8日电 记者叶小青 王禾）",
        "（新华社北京3月8日电 记者叶小青 王禾）",
        [("叶小青", "记者"), ("王禾", "记者")],
    ),
    ("开航了。（图/叶小青 文/王禾）", "（图/叶小青 文/王禾）", [("叶小青", "摄影"), ("王禾", "撰文")]),
    ("开航了。（完）", None, []),
    ("见图。（左图）", None, []),
    ("全省（区、市）", None, []),
]


@pytest.mark.parametrize(("text", "tail", "expected"), TAILS)
def test_the_bracket_that_ends_an_article(text: str, tail: str | None, expected: Names) -> None:
    found = bylines.tail(text)
    assert (None if found is None else text[found.start : found.end]) == tail
    assert [(credit.name, credit.role) for credit in (found.credits if found else ())] == expected


CAPTIONS: list[tuple[str, str, Names]] = [
    ("新船下水。 叶小青 摄", " 叶小青 摄", [("叶小青", "摄影")]),
    ("新船下水。（叶小青 摄）", "（叶小青 摄）", [("叶小青", "摄影")]),
    ("新船下水。 新华社发（叶小青 摄）", " 新华社发（叶小青 摄）", [("叶小青", "摄影")]),
    ("新船下水。 本报记者 叶小青 摄", " 本报记者 叶小青 摄", [("叶小青", "记者、摄影")]),
    ("新船下水。 ■ 叶小青", " ■ 叶小青", [("叶小青", None)]),
    ("新船下水。（资料图片）", "（资料图片）", []),
    ("新船下水。（县海事局供图）", "（县海事局供图）", []),
    ("The new boat. Photo by Ann Lee", " Photo by Ann Lee", [("Ann Lee", "photographer")]),
    ("The new boat. ANN LEE / THE GAZETTE", " ANN LEE / THE GAZETTE", [("Ann Lee", "photographer")]),
    ("The new boat. AP PHOTO", " AP PHOTO", []),
]


@pytest.mark.parametrize(("text", "credit", "expected"), CAPTIONS)
def test_the_credit_of_a_caption(text: str, credit: str, expected: Names) -> None:
    found = bylines.caption_credit(text)
    assert found is not None
    assert text[found.start : found.end] == credit
    assert [(person.name, person.role) for person in found.credits] == expected


def test_an_agency_in_front_of_a_photographers_bracket_is_his() -> None:
    found = bylines.caption_credit("新船下水。 新华社发（叶小青 摄）")
    assert found is not None
    assert found.credits[0].organisation == "新华社"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("作者：叶青 责任编辑：许达", [("叶青", "作者"), ("许达", "责任编辑")]),
        ("文/叶青 责编/许达", [("叶青", "撰文"), ("许达", "责编")]),
        ("作者：叶青 责编：许达 审核：芮平", [("叶青", "作者"), ("许达", "责编"), ("芮平", "审核")]),
        ("作者：葉青 編審：許達", [("葉青", "作者"), ("許達", "編審")]),
    ],
)
def test_the_desks_offices_are_roles_and_no_names(line: str, expected: Names) -> None:
    found = bylines.own_line(line)
    assert found is not None
    assert [(credit.name, credit.role) for credit in found.credits] == expected


@pytest.mark.parametrize("text", ["新船下水。", "他在拍摄", "The boat took a photo by the sea wall at noon yesterday."])
def test_a_caption_without_credit_has_none(text: str) -> None:
    assert bylines.caption_credit(text) is None


@given(st.text(alphabet="本报讯记者通讯员叶小青王禾（）/、 ■摄3月8日电ByAnn—.\n", max_size=60))
def test_no_text_makes_a_reader_of_bylines_fail_and_places_lie_in_the_text(text: str) -> None:
    for reader in (bylines.own_line, bylines.lead, bylines.tail, bylines.caption_credit):
        found = reader(text)
        assert found is None or 0 <= found.start <= found.end <= len(text)
    bylines.opens_article(text)
