"""Dates of the Chinese lunar calendar: 农历二月初六, 甲辰年正月十五, 同治十一年三月廿三.

The years of an emperor count from the new year after his accession. The table has the emperors of the Qing that local
histories and newspapers name; 顺治 is left out, because the calendar was reformed in his time. Months and days are
converted by lunar-python, which is imported when the first lunar date is met, because it is big.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from backfile.dates.numerals import CHINESE, numeral, year_number

REIGNS = {
    "康熙": (1662, 61),
    "雍正": (1723, 13),
    "乾隆": (1736, 60),
    "嘉庆": (1796, 25),
    "道光": (1821, 30),
    "咸丰": (1851, 11),
    "同治": (1862, 13),
    "光绪": (1875, 34),
    "宣统": (1909, 3),
}
"""Emperors' years with the Gregorian year that their first one mostly lies in, and how many there are."""

_TRADITIONAL = str.maketrans("慶豐緒統閏臘", "庆丰绪统闰腊")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_CYCLE = rf"[{_STEMS}][{_BRANCHES}]"
_MARK = r"(?:农历|農曆|夏历|夏曆|阴历|陰曆|旧历|舊曆|古历)"
_REIGN = r"康熙|雍正|乾隆|嘉[庆慶]|道光|咸[丰豐]|同治|光[绪緒]|宣[统統]"
_MONTH = r"(?P<leap>[闰閏]?)(?P<month>正|冬|腊|臘|十一|十二|[一二三四五六七八九十])月"
_DAY = (
    r"(?:初(?P<first>[一二三四五六七八九十])|(?P<day>廿[一二三四五六七八九]?|二?十[一二三四五六七八九]|[二三]?十))日?"
)
# 三月初 is the beginning of March, 三月初一批 the first lot in it: what counts things is no day.
_PLAIN_DAY = r"(?:初(?P<first>[一二三四五六七八九十])|(?P<day>廿[一二三四五六七八九]?))(?![批次个場场轮])日?"

PATTERNS = (
    re.compile(
        rf"(?P<reign>{_REIGN})(?:(?P<count>元|[{CHINESE}]{{1,3}})年|(?P<cycle>{_CYCLE})年?)"
        rf"(?:\s?{_MARK}?{_MONTH}(?:{_DAY})?)?"
    ),
    re.compile(
        rf"(?:(?P<year>\d{{4}}|[{CHINESE}]{{4}}|民[国國][{CHINESE}元]{{1,3}})\s?年)"
        rf"\s?[（(]?{_MARK}(?:(?P<cycle>{_CYCLE})[{_BRANCHES}鼠牛虎兔龙蛇马羊猴鸡狗猪]?年)?{_MONTH}{_DAY}"
    ),
    re.compile(rf"{_MARK}?(?P<cycle>{_CYCLE})[鼠牛虎兔龙龍蛇马馬羊猴鸡雞狗猪豬]?年(?:{_MONTH}(?:{_DAY})?)?"),
    re.compile(rf"{_MARK}\s?{_MONTH}(?:{_DAY})?"),
    re.compile(r"(?P<leap>)(?P<month>正|腊|臘)月" + _DAY),
    re.compile(_MONTH + _PLAIN_DAY),
)
"""The printed forms of lunar dates, the fullest first. 二月十九 alone may be either calendar's, and is none of them."""


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A lunar date as printed. `cycle` is the year's place in the cycle of sixty, from 0 (甲子)."""

    year: int | None = None
    cycle: int | None = None
    month: int | None = None
    day: int | None = None
    leap: bool = False

    def is_year(self, year: int) -> bool:
        """Whether its place in the cycle is the one of the lunar year that begins in `year`."""
        return self.cycle == _place(year)

    def in_year(self, year: int) -> date | None:
        """The Gregorian day of this month and day in a lunar year, which begins in January or February of `year`."""
        if not self.month or not self.day or (self.cycle is not None and not self.is_year(year)):
            return None
        return _gregorian(year, -self.month if self.leap else self.month, self.day)

    def gregorian(self) -> date | None:
        """The Gregorian day of a date whose year is printed, None if the calendar has no such day."""
        return self.in_year(self.year) if self.year else None

    def nearest(self, to: date) -> date | None:
        """The Gregorian day closest to `to` of a date that prints no year."""
        days = [day for year in (to.year - 1, to.year, to.year + 1) if (day := self.in_year(year))]
        return min(days, key=lambda day: (abs(day - to), day), default=None)


def read(match: re.Match[str]) -> LunarDay | None:
    """What a match of one of `PATTERNS` says; None for a year that there never was."""
    parts = {name: (value or "").translate(_TRADITIONAL) for name, value in match.groupdict().items()}
    cycle = parts.get("cycle")
    if cycle and cycle not in _CYCLES:  # 甲丑 mixes what never meets
        return None
    place = _CYCLES.index(cycle) if cycle else None
    year = year_number(parts["year"]) if parts.get("year") else None
    if reign := parts.get("reign"):
        year = _reign_year(reign, parts["count"], place)
        if year is None:
            return None
    name = parts.get("month") or ""
    month = {"正": 1, "冬": 11, "腊": 12}.get(name) or (numeral(name) if name else None)
    day = numeral(parts.get("first") or parts.get("day") or "") or None
    return LunarDay(year, place, month, day, bool(parts.get("leap")))


_CYCLES = [_STEMS[i % 10] + _BRANCHES[i % 12] for i in range(60)]


def _place(year: int) -> int:
    return (year - 4) % 60


def _reign_year(reign: str, count: str, place: int | None) -> int | None:
    first, years = REIGNS[reign]
    if place is not None:
        found = [year for year in range(first, first + years) if _place(year) == place]
        return found[0] if found else None
    number = 1 if count == "元" else numeral(count) or 0
    return first + number - 1 if 1 <= number <= years else None


@lru_cache(maxsize=4096)
def _gregorian(year: int, month: int, day: int) -> date | None:
    from lunar_python import Lunar, LunarMonth

    in_calendar = LunarMonth.fromYm(year, month)
    if in_calendar is None or not 1 <= day <= in_calendar.getDayCount():
        return None
    solar = Lunar.fromYmd(year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())
