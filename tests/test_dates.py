"""Dates in print."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile import dates

PAGE_DATES = [
    ("2026年3月9日 星期一", date(2026, 3, 9)),
    ("2026 年 3 月 9 日", date(2026, 3, 9)),
    ("二〇二六年三月九日", date(2026, 3, 9)),
    ("二○二六年十二月三十一日 星期四", date(2026, 12, 31)),
    ("民國二十五年三月八日", date(1936, 3, 8)),
    ("2026.03.09", date(2026, 3, 9)),
    ("2026-03-09 星期一", date(2026, 3, 9)),
    ("Friday, March 13, 2026", date(2026, 3, 13)),
    ("13 March 2026", date(2026, 3, 13)),
    ("Mar. 13, 2026", date(2026, 3, 13)),
    ("2026年2月30日", None),
    ("第12期", None),
    ("3月9日", None),
    ("民國25年3月9日", date(1936, 3, 9)),
    ("中華民國二十五年三月九日 夏曆丙子年二月十六日 星期一", date(1936, 3, 9)),
    ("大清同治壬申三月二十三日", date(1872, 4, 30)),
    ("光緒九年六月初三日", date(1883, 7, 6)),
    ("1936年 丙子年二月十七", date(1936, 3, 10)),
    ("丙子年二月十七", None),  # which of the years of that name?
    ("1935年 丙子年二月十七", None),
    ("农历丙午年正月廿一", None),
    ("农历二月十六日", None),
    ("112月8日 12026年3月9日", None),
]


@pytest.mark.parametrize(("line", "expected"), PAGE_DATES)
def test_the_date_of_a_page_stands_in_its_furniture(line: str, expected: date | None) -> None:
    assert dates.page_date(["云溪日报", line]) == expected


PAGE_NUMBERS = [
    (["A03", "本省新闻"], "A03"),
    (["003"], "3"),
    (["第二版"], "2"),
    (["第十二版 副刊"], "12"),
    (["B01版·县域新闻", "2026.03.09"], "B01"),
    (["要闻 A02"], "A02"),
    (["县域新闻·A03"], "A03"),
    (["2026年3月9日 星期一", "4"], "4"),
    (["Friday, March 13, 2026 • The Alder Harbour Weekly • A4"], "A4"),
    (["Founded 1894 Vol. 133, No. 11", "Page 1"], "1"),
    (["2026年3月9日 星期一"], None),
    (["云溪日报"], None),
]


@pytest.mark.parametrize(("lines", "expected"), PAGE_NUMBERS)
def test_the_page_number_is_kept_as_printed_but_for_leading_zeros(lines: list[str], expected: str | None) -> None:
    assert dates.page_number(lines) == expected


INFERRED = [
    # A day without a year lies in the smallest year that leaves no past day in the future.
    ("2021年11月渡口停航。3月23日，新船下水。", date(2022, 3, 23)),
    # The dateline is nearer to the day of print than any other day.
    ("本报柳渡3月8日电 2026年1月动工，3月1日开航，将于12月20日竣工。", date(2026, 3, 8)),
    # Round a year's end the latest day is the one in January.
    ("2025年12月30日封河。12月31日结冰，1月2日开冰。", date(2026, 1, 2)),
    # The weekday printed beside a day chooses among the years.
    ("2021年12月立项，3月9日（星期一）揭牌。", date(2026, 3, 9)),
    # What lies ahead says nothing of the day of print.
    ("到2035年建成。2026年3月9日，开工。", date(2026, 3, 9)),
    # A lunar day is no day of the calendar that news counts in.
    ("2026年3月1日动工，农历四月十六日完工，3月9日开航。", date(2026, 3, 9)),
    ("GULL POINT, March 11 — The bell, silent since June 1965, was cast in 1926.", date(1966, 3, 11)),
]


@pytest.mark.parametrize(("text", "expected"), INFERRED)
def test_the_day_of_an_undated_page_is_inferred_from_its_text(text: str, expected: date) -> None:
    inferred = dates.infer(text)
    assert inferred is not None
    assert inferred[0] == expected
    assert inferred[1]


def test_a_day_after_the_one_by_which_a_text_was_out_is_not_when_it_came_out() -> None:
    text = "2026年3月9日，开工。2031年6月1日是节日。"
    assert dates.infer(text) == (date(2031, 6, 1), "latest day mentioned")
    assert dates.infer(text, until=date(2026, 3, 9)) == (date(2026, 3, 9), "latest day mentioned")
    assert dates.infer("2025年11月停航。3月23日，新船下水。", until=date(2026, 3, 22)) is None


@pytest.mark.parametrize("text", ["", "3月9日开航。", "春水初涨。", "2月30日"])
def test_without_a_day_and_a_year_nothing_is_inferred(text: str) -> None:
    assert dates.infer(text) is None


NUMERALS = [
    ("12", 12),
    ("十", 10),
    ("十二", 12),
    ("二十", 20),
    ("三十一", 31),
    ("二〇二六", 2026),
    ("元", 1),
    ("x", None),
]


@pytest.mark.parametrize(("text", "expected"), NUMERALS)
def test_numerals(text: str, expected: int | None) -> None:
    assert dates.numeral(text) == expected


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_printed_form_of_a_day_is_read_back(day: date) -> None:
    assert dates.page_date([f"{day.year}年{day.month}月{day.day}日"]) == day
    assert dates.page_date([f"{day:%B} {day.day}, {day.year}"]) == day
    assert dates.page_date([f"{day:%Y.%m.%d}"]) == day


@given(st.text(alphabet="0123456789年月日〇一二十三.-/ 民国星期", max_size=40))
def test_no_text_makes_the_reader_of_dates_fail(text: str) -> None:
    dates.infer(text)
    dates.page_number([text])
    for found in dates.mentions(text):
        assert 0 <= found.start < found.end <= len(text)
