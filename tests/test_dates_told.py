"""The days that a text speaks of."""

from __future__ import annotations

import re
import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile import dates

MONDAY = date(2026, 3, 9)
FRIDAY = date(2026, 3, 13)
EDTF = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?[?~%]?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?[?~%]?)?|\d{3}X[?~%]?")

CHINESE = [
    # Whole and partial dates, in every kind of numerals.
    ("2024年5月1日，大桥开工。", ("2024-05-01",)),
    ("二〇二二年三月二十四日通车。", ("2022-03-24",)),
    ("民国三十五年九月，学校迁来。", ("1946-09",)),
    ("渡口始建于1953年。", ("1953",)),
    ("上世纪80年代，这里还没有桥。", ("198X",)),
    ("19世纪七十年代，第一家报馆开张。", ("187X",)),
    # The lunar calendar.
    ("桥栏刻着光绪九年六月初三。", ("1883-07-06",)),
    ("同治十一年三月廿三日，报纸创刊。", ("1872-04-30",)),
    ("大清同治壬申三月二十三日", ("1872-04-30",)),
    ("农历二月初六，圩场重开。", ("2026-03-24",)),
    ("甲辰年正月十五的灯会", ()),  # sixty years apart
    ("丙午年正月廿一立碑", ("2026-03-09",)),
    ("2025年闰六月初五是个怪日子", ("2025",)),
    ("宣统四年并不存在", ()),
    # Relative days.
    ("昨日，望月桥开始维修。", ("2026-03-08",)),
    ("前天下午下了雨。", ("2026-03-07",)),
    ("明天白天多云。", ("2026-03-10",)),
    ("今天（2月8日）开工，昨晚（6日）收工。", ("2026-02-08", "2026-03-06")),  # the bracket tells the day
    ("春节前6日、头3日和后5日都有船。", ()),
    ("本月8日开工，上月底停工。", ("2026-03-08", "2026-02")),
    ("下月2日复航。", ("2026-04-02",)),
    ("今年2月10日签约，去年12月立项。", ("2026-02-10", "2025-12")),
    ("上周五开会，本周三再开。", ("2026-03-06", "2026-03-11")),
    ("日前，有关部门表示", ()),
    ("每月5日公布，逢周三开门。", ()),
    ("今天的中国，昨天的故事", ()),
    ("当日下午，同日晚上", ()),
    ("目前天气转晴，提前天黑", ()),
    # Days without their year.
    ("3月7日，青蓑镇开耕。", ("2026-03-07",)),
    ("3月14日起开放。", ("2026-03-14",)),
    ("工程将于12月20日竣工。", ("2026-12-20",)),
    ("截至2月28日，全县有1806人。", ("2026-02-28",)),
    ("10月1日，他走了。", ()),  # last year's or this one's
    ("1998年动工，8月5日遇上洪水。", ("1998",)),  # of 1998, or not
    ("1998年动工，3月7日收工。", ("1998", "2026-03-07")),
    ("3月课程已排到28日。", ("2026-03", "2026-03-28")),
    ("10日夜间到11日早晨有霜。", ("2026-03-10", "2026-03-11")),
    ("为期10日的展览，3日游", ()),
    # Intervals, and what is only about.
    ("3月10日至12日停电。", ("2026-03-10/2026-03-12",)),
    ("2026年3月10-12日停电。", ("2026-03-10/2026-03-12",)),
    ("从1964年到1998年，他都在路上。", ("1964/1998",)),
    ("今年1至2月用电增长。", ("2026-01/2026-02",)),
    ("3月10日前后有冷空气。", ("2026-03-10~",)),
    # Quantities, words of other people, what no calendar has.
    ("已有2000年历史，约1200年。", ()),
    ("账上写着：“三月十四日，雨，昨天晴。”", ()),
    ("2月30日，13月1日", ()),
    ("2024年5月1日勘察，8月5日至12日停工。", ("2024-05-01",)),
    ("2026年2月30日", ("2026-02",)),
]


@pytest.mark.parametrize(("text", "expected"), CHINESE)
def test_chinese_text_tells_its_days(text: str, expected: tuple[str, ...]) -> None:
    assert dates.told(text, MONDAY) == expected


ENGLISH = [
    ("The bell was cast in 1889 and lowered in June 1965.", ("1889", "1965-06")),
    ("It was due on June 3, 1978.", ("1978-06-03",)),
    ("They met in the 1980s.", ("198X",)),
    ("The council voted on Tuesday to keep it open.", ("2026-03-10",)),
    ("Last Friday the ice went out.", ("2026-03-06",)),
    ("It arrives on Monday.", ()),  # the coming one, or any
    ("She swims every Tuesday and sings on Sundays.", ()),
    ("The boat left yesterday.", ("2026-03-12",)),
    ("The last cages went out last November.", ("2025-11",)),
    ("They will be on sale in September of next year.", ("2027-09",)),
    ("She died at home on March 6.", ("2026-03-06",)),
    ("The library will stop charging fines on April 1.", ("2026-04-01",)),
    ("Tides at Alder Harbour, March 13 to 15", ("2026-03-13/2026-03-15",)),
    ("He kept the light from 1951 to 1965.", ("1951/1965",)),
    ("Ann Lee (1901-1988) was first.", ("1901/1988",)),
    ("The house was built about 1890.", ("1890~",)),
    ("A herd of 1800 animals crossed in 1500 boats.", ()),
    ("“I saw it yesterday, on March 3,” she said.", ()),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_text_tells_its_days(text: str, expected: tuple[str, ...]) -> None:
    assert dates.told(text, FRIDAY) == expected


def test_round_the_turn_of_the_year_the_closest_year_is_meant() -> None:
    assert dates.told("12月30日封河。", date(2026, 1, 2)) == ("2025-12-30",)
    assert dates.told("1月5日开会。", date(2025, 12, 30)) == ("2026-01-05",)
    assert dates.told("12月份用电增长。", date(2026, 1, 2)) == ("2025-12",)


def test_a_dateline_of_another_day_says_when_today_is_and_leaves_yesterday_open() -> None:
    text = "本报竹篙岭3月8日讯 今天上午试采，昨天下雨。"
    assert dates.told(text, date(2026, 3, 10)) == ("2026-03-08",)
    assert dates.told("今天上午试采，昨天下雨。", date(2026, 3, 10)) == ("2026-03-10", "2026-03-09")
    assert dates.told("GULL POINT, March 11 — It rang on Wednesday.", FRIDAY) == ("2026-03-11",)


def test_what_hangs_on_an_inferred_day_of_issue_is_uncertain() -> None:
    text = "昨日开工，去年12月立项，2024年5月1日勘察。\n3月10日至12日停电，3月20日前后完工。"
    assert dates.told(text, MONDAY, certain=False) == (
        "2026-03-08?",
        "2025-12?",
        "2024-05-01",
        "2026-03-10?/2026-03-12?",
        "2026-03-20%",
    )


def test_every_day_is_told_once_in_the_order_of_its_first_mention_and_not_endlessly_many() -> None:
    assert dates.told("3月8日开工。1953年的桥。昨日，3月8日。", MONDAY) == ("2026-03-08", "1953")
    assert len(dates.told("".join(f"{year}年。" for year in range(1800, 2000)), MONDAY)) == 40


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2080, 1, 1)))
def test_every_printed_day_is_told_as_that_day(day: date) -> None:
    assert dates.told(f"{day.year}年{day.month}月{day.day}日，晴。", MONDAY) == (day.isoformat(),)
    assert dates.told(f"It rained on {day:%B} {day.day}, {day.year}.", MONDAY) == (day.isoformat(),)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2080, 1, 1)), st.integers(-7, 0))
def test_a_day_of_the_last_week_needs_no_year(issued: date, shift: int) -> None:
    day = issued + timedelta(shift)
    assert dates.told(f"{day.month}月{day.day}日，晴。", issued) == (day.isoformat(),)


@given(
    st.text(alphabet="0123456789年月日号〇一二十廿初正腊闰农历光绪甲子至到—-昨今明上本周去每“”，。\n ", max_size=60),
    st.dates(min_value=date(1850, 1, 1), max_value=date(2100, 1, 1)),
    st.booleans(),
)
def test_whatever_a_text_says_what_is_told_is_edtf(text: str, issued: date, certain: bool) -> None:
    found = dates.told(text, issued, certain=certain)
    assert len(set(found)) == len(found) <= 40
    assert all(EDTF.fullmatch(one) for one in found)


ENGLISH_WORDS = (
    *("on", "last", "next", "Tuesday", "March", "3", "1998", "in", "the", "1980s", "to", "-", "yesterday"),
    *(",", ".", "May", "2026", "will", "of", "year", "13-15", "“", "”"),
)


@given(st.lists(st.sampled_from(ENGLISH_WORDS)))
def test_whatever_english_says_what_is_told_is_edtf(words: list[str]) -> None:
    assert all(EDTF.fullmatch(one) for one in dates.told(" ".join(words), FRIDAY))


HOSTILE = [
    "年月日",
    "1",
    "3月8日",
    "“",
    "甲子",
    "正月初一",
    "on Tuesday ",
    "A B, ",
    "每3日、",
    "光绪",
    "\n",
    "3月8日至",
    " ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hundred_thousand_hostile_characters_take_time_in_proportion(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    before = time.process_time()
    dates.told(text, MONDAY)
    dates.page_date([text])
    assert time.process_time() - before < 20
