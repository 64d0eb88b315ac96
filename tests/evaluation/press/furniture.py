"""What stands on a page beside its articles: the paper's name, the day, the number, the editors' line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.evaluation.press.names import SECTIONS, WEEKDAYS, chinese_name, several

if TYPE_CHECKING:
    from datetime import date
    from random import Random

_NUMBERS = ("1", "2", "3", "6", "02", "A02", "A03", "A05", "B01", "001", "第二版", "第3版")
_ENGLISH_NUMBERS = ("1", "3", "12", "A4", "B1", "C2")


@dataclass(frozen=True, slots=True)
class PageFurniture:
    """Lines that stand together above or below the articles, the line at the foot, and what they say."""

    lines: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    newspaper: str | None = None
    day: date | None = None
    number: str | None = None


def chinese_furniture(paper: str, day: date, rng: Random) -> PageFurniture:
    """The furniture of a Chinese page; one page in five has none."""
    if rng.random() < 0.2:
        return PageFurniture()
    number, section = rng.choice(_NUMBERS), rng.choice(SECTIONS)
    weekday = f"星期{WEEKDAYS[day.weekday()]}"
    printed = f"{day.year}年{day.month}月{day.day}日"
    a, b, c, d = several(chinese_name, 4, rng)
    folio = number if number.startswith("第") else f"{number}版"
    dotted = f"{day.year}.{day.month:02}.{day.day:02}"
    lines = rng.choice(
        (
            (number, section, f"{printed} {weekday}"),
            (number, section, f"{printed} {weekday}"),
            (f"■{printed} ■{weekday} ■编辑/{a} ■版式/{b} ■校对/{c}", f"{section}·{number}"),
            (paper, f"{folio}·{section}", dotted),
            (paper, f"{folio}·{section}", dotted),
            (f"{printed} {weekday}", f"责任编辑 {a} 美术编辑 {b}", f"{section} {number}"),
            (f"{printed} {weekday}", f"值班主任：{a} 主编：{b} 美编：{c} 检校：{d}", f"{paper} {section}"),
        )
    )
    a, b, c = several(chinese_name, 3, rng)
    foot = rng.choice(
        (
            (f"本版责编：{a}   {b}",),
            (f"新闻热线：555{rng.randrange(1000, 9999)}  电子邮箱：news{rng.randrange(10, 99)}@example.com",),
            (f"责任编辑：{a}  版式设计：{b}  校对：{c}",),
            (),
            (),
        )
    )
    return PageFurniture(lines, foot, paper, day, number)


def english_furniture(paper: str, day: date, rng: Random) -> PageFurniture:
    """The furniture of an English page; one in three has none."""
    number = rng.choice(_ENGLISH_NUMBERS)
    printed = f"{day:%A}, {day:%B} {day.day}, {day.year}"
    form = rng.random()
    if form < 0.45:
        return PageFurniture((paper, printed, f"Page {number}"), (), paper, day, number)
    if form < 0.65:
        return PageFurniture((f"{printed} • {paper} • {number}",), (), paper, day, number)
    return PageFurniture()
