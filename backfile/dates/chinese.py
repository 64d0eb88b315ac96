"""What Chinese text says of days beside plain dates: 昨日, 去年12月, 上周五, 8日至10日, 上世纪80年代.

Each rule is a pattern and a reader. A reader that gives None has met something that looks like a date and is none, or
is not certain: 每月5日, 2000年前, 今天的中国. Its place is taken all the same, and no weaker rule reads a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from backfile.dates.context import Context
from backfile.dates.edtf import Interval, When, day_of, interval
from backfile.dates.mentions import DAY, MONTH, YEAR
from backfile.dates.numerals import CHINESE, numeral, year_number

Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Context], When | Interval | None]]

_TO = r"\s?(?:至|到|—{1,2}|–|－|-|~|～)\s?"
_PART_OF_DAY = r"(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚间|夜间|白天|午后|深夜|晚|起|：)"
_YEARS = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "明年": 1}
_MONTHS = {"本": 0, "这": 0, "這": 0, "当": 0, "上": -1, "下": 1}
_WEEKS = {"本": 0, "这": 0, "這": 0, "上": -1, "下": 1}
_DAYS = {"前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "後": 2}
_FRESH = 7
"""Days round the issue's within which 8日 alone is the eighth of one month and of no other."""
_DAY_FOLLOWS = re.compile(r"\s?[（(]\d")


def _nothing(_match: re.Match[str], _context: Context) -> None:
    return None


def _date(year: int, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 0, day or 0)
    except ValueError:
        return None


def _days_of_month(match: re.Match[str], context: Context) -> When | Interval | None:
    """2026年3月8日至12日, 3月8日-12日, 去年3月8日至12日: one month with two days."""
    month, first, last = (numeral(match[name]) or 0 for name in ("month", "day", "until"))
    if match["year"]:
        year = year_number(match["year"])
        start, end = (_date(year or 0, month, day) for day in (first, last))
        return interval(day_of(start), day_of(end)) if start and end else None
    begins = context.without_year(month, first, match.start(), match.end())
    ends = _date(begins.year, month, last) if begins else None
    return interval(context.day(begins), context.day(ends)) if begins and ends else None


def _years(match: re.Match[str], _context: Context) -> Interval | None:
    first, last = year_number(match["year"]), year_number(match["until"])
    return interval(When(first), When(last)) if first and last else None


def _decade(match: re.Match[str], context: Context) -> When | None:
    """20世纪80年代, 上世纪八十年代; the last century is the issue's."""
    century = numeral(match["century"]) if match["century"] else (context.issued.year - 1) // 100
    tens = match["tens"]
    return When(((century or 0) - 1) * 100 + (numeral(tens) or 0), decade=True) if century and century > 16 else None


def _of_this_year(match: re.Match[str], context: Context) -> When | Interval | None:
    """今年2月10日, 去年12月, 明年3月: the year is told by the issue's."""
    year = context.issued.year + _YEARS[match["relative"]]
    month = numeral(match["month"]) or 0
    if context.quoted(match.start()) or not 1 <= month <= 12:
        return None
    if match["until"]:
        return interval(context.month(year, month), context.month(year, min(numeral(match["until"]) or 0, 12)))
    if match["day"] is None:
        return context.month(year, month)
    day = _date(year, month, numeral(match["day"]))
    return context.day(day) if day else None


def _of_this_month(match: re.Match[str], context: Context) -> When | None:
    """本月8日, 上月底, 下个月."""
    if context.quoted(match.start()):
        return None
    month = context.month(context.issued.year, context.issued.month + _MONTHS[match["relative"]])
    if match["day"] is None:
        return month
    day = _date(month.year, month.month, numeral(match["day"]))
    return context.day(day) if day else None


def _of_this_week(match: re.Match[str], context: Context) -> When | None:
    """上周五, 本周三, 下星期一: a week begins on Monday."""
    if context.quoted(match.start()) or _shifted(context):
        return None
    number = "一二三四五六日".index(match["weekday"].replace("天", "日"))
    monday = context.issued - timedelta(context.issued.weekday())
    return context.day(monday + timedelta(7 * _WEEKS[match["relative"]] + number))


def _from_today(match: re.Match[str], context: Context) -> When | None:
    """昨日, 今晨, 明天下午. A dateline of another day is the day that 今天 is said on, and leaves 昨天 open.

    今天（8日） is the day in the bracket, which is read by itself.
    """
    if context.quoted(match.start()) or _DAY_FOLLOWS.match(context.text, match.end()):
        return None
    shift = _DAYS[match["relative"]]
    if _shifted(context) and shift:
        return None
    return context.day((context.dateline or context.issued) + timedelta(shift))


def _shifted(context: Context) -> bool:
    return context.dateline not in (None, context.issued)


def _day_alone(match: re.Match[str], context: Context) -> When | Interval | None:
    """8日, 8-10日: of the month just named in the sentence, or the eighth that is close to the issue."""
    if context.quoted(match.start()):
        return None
    last = _day_by_number(int(match["day"]), match.start(), context)
    if match["first"] is None or last is None:
        return last
    first = _date(last.year, last.month, int(match["first"]))
    return interval(day_of(first, uncertain=last.uncertain), last) if first else None


def _day_by_number(number: int, place: int, context: Context) -> When | None:
    if context.near and context.same_sentence(context.near[0], place):
        named = context.near[1]
        day = _date(named.year, named.month, number)
        return day_of(day, uncertain=named.uncertain) if day else None
    close = [context.issued + timedelta(shift) for shift in range(-_FRESH, _FRESH + 1)]
    found = next((day for day in close if day.day == number), None)
    return context.day(found) if found else None


def _months(match: re.Match[str], context: Context) -> Interval | None:
    """1至2月, 1—11月份."""
    first, last = int(match["month"]), int(match["until"])
    end = context.month_without_year(last, *match.span())
    return interval(context.month(end.year, first), end) if end and 1 <= first < last else None


def _month_alone(match: re.Match[str], context: Context) -> When | None:
    """3月下旬, 二月份."""
    return context.month_without_year(numeral(match["month"]) or 0, *match.span())


WRITTEN = re.compile(r"[\u3400-\u9fff]")
"""Whether a text has Chinese at all."""
STRONG: tuple[Rule, ...] = (
    # What comes again and again, and what only counts years.
    (
        re.compile(
            rf"[每逢][年月周個个星期逢]{{0,3}}\s?(?:{MONTH})?\s?\d{{1,2}}[日号號](?:\s?[、和至到]\s?\d{{1,2}}[日号號])*"
        ),
        _nothing,
    ),
    (
        re.compile(
            r"\d{4}\s?[多余餘]?年(?:历史|歷史|[前来來间間]|以上|以前|之久|左右的)|[约約近逾]\s?\d{4}\s?[多余餘]?年"
        ),
        _nothing,
    ),
    (re.compile(rf"(?:{YEAR}\s?)?{MONTH}\s?(?P<day>\d{{1,2}}){_TO}(?P<until>\d{{1,2}})[日号號]"), _days_of_month),
    (re.compile(rf"(?<!\d)(?P<year>\d{{4}})年?{_TO}(?P<until>\d{{4}})年(?!\s?[{CHINESE}\d]{{1,2}}月)"), _years),
    (
        re.compile(
            r"(?:(?P<century>\d{2}|二?十[一二三四五六七八九]?)|上个?)世[纪紀](?P<tens>[1-9]0|[二三四五六七八九]十)年代"
        ),
        _decade,
    ),
    (
        re.compile(
            rf"(?P<relative>今年|本年|去年|前年|明年)的?\s?(?P<month>\d{{1,2}}|[{CHINESE}]{{1,3}})"
            rf"(?:{_TO}(?P<until>\d{{1,2}})\s?月|\s?月(?:份|\s?{DAY})?)"
        ),
        _of_this_year,
    ),
    (
        re.compile(
            rf"(?<![\d一二两三四五六七八九十几])(?P<relative>[本上下这這])(?:个|個)?月"
            rf"(?:份|(?P<day>\d{{1,2}}|[{CHINESE}]{{1,3}})[日号號])?"
        ),
        _of_this_month,
    ),
    (
        re.compile(r"(?P<relative>[本上下这這])(?:个|個)?(?:周|週|星期|礼拜|禮拜)(?P<weekday>[一二三四五六日天])"),
        _of_this_week,
    ),
    (re.compile(r"今明(?:两|兩)?[天日]"), _nothing),
    (re.compile(r"(?P<relative>昨)(?:[日天](?!的|今)|[晚夜晨早])"), _from_today),
    (
        re.compile(r"(?<![以之年月日天目当當眼面生提空午])(?P<relative>前)(?:天(?![气氣空然线候]|下(?!午))|晚)"),
        _from_today,
    ),
    (re.compile(rf"(?P<relative>今)(?:[晨晚早夜]|[天日]\s?(?:{_PART_OF_DAY}|(?=[（(]\d)))"), _from_today),
    (
        re.compile(
            rf"(?<![的好向])(?P<relative>[明后後])(?:[晨晚早](?!期|年|期)|[天日]\s?(?:{_PART_OF_DAY}|(?=[将將])))"
        ),
        _from_today,
    ),
)
"""The rules that go before plain dates, in the order in which they take their places."""

WEAK: tuple[Rule, ...] = (
    (re.compile(rf"(?<!\d)(?P<month>\d{{1,2}})(?:月份?)?{_TO}(?P<until>\d{{1,2}})月(?!\s?\d)"), _months),
    (
        re.compile(
            rf"(?<![前首头頭后後期第近续續共历歷每逢这這那几幾数數初\d.月年])(?:(?P<first>\d{{1,2}}){_TO})?(?P<day>\d{{1,2}})日"
            r"(?![内內后後游遊间間来來多均以之票龄齡报報常程期子本语語元照光志记記用益渐漸臻趋趨])"
        ),
        _day_alone,
    ),
    (
        re.compile(
            r"(?<![个個\d年第.])(?:(?P<month>\d{1,2})月(?!\s?\d|[日号號龄齡嫂饼餅球季刊报報薪供租票均度产產])"
            r"(?:份|[上中下]旬|[初中底末])?)"
        ),
        _month_alone,
    ),
    (re.compile(rf"(?<![个個年第{CHINESE}])(?P<month>[{CHINESE}]{{1,2}})月(?:份|[上中下]旬|[底末])"), _month_alone),
)
"""The rules that take what plain dates leave."""
