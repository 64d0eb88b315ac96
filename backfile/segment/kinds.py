"""What sort of item stands on a page: an article, or a notice, an obituary, weather, a table, an advertisement.

Titles tell most (启事, Corrections, 今明天气); boxes without one are told by their form. An article *about* the weather
or with a telephone number in it stays an article: boxes are short, and nobody speaks in them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backfile.models import Kind
    from backfile.segment.pieces import Piece

# Titles that notices have and nothing else.
_NOTICE = re.compile(
    r"(?:[\u4e00-\u9fff]{0,10}(?:启事|聲明|声明|公告|通知|通告|更正|勘误|讣告|訃告|寻物|寻人|失物招领|天气|天气预报|预告|招租|征稿|来信照登|致歉"
    r"|停水|停电|停气|拍卖))"
    r"|(?:Corrections?|Clarifications?|Lost(?: and found)?|Found"
    r"|Notices?(?: of .{3,40})?|Weather|Tides(?: .{3,40})?|Obituar(?:y|ies)"
    r"|Births|Deaths|Coming events|For sale|Wanted)",
    re.IGNORECASE,
)
# The name of a box that tells what stands on other pages.
_CONTENTS = re.compile(
    r"[今本]?[日期]?(?:要闻|版面)?导读|[今本][日期](?:看点|要目|提要)"
    r"|Inside(?: today| this week)?|In (?:today|this week)[’']s paper",
    re.IGNORECASE,
)
_WEATHER_SIGNS = tuple(
    re.compile(signs, re.IGNORECASE)
    for signs in (
        r"℃|°C|°F|摄氏度|\d\s?度",
        r"多云|[晴阴阵雷][转间到雨，。 ]|[小中大暴]雨|[小中大暴]雪|\b(?:sunny|cloudy|overcast|showers|drizzle|snow)\b",
        r"偏?[东西南北]{1,2}风|微风|风力|\d\s?级|\bwinds?\b|\bmph\b|\bknots\b",
        r"气温|最高|最低|湿度|降水|能见度|空气质量|紫外线|指数|\b(?:highs?|lows?|humidity)\b",
        r"今天|明天|后天|今晚|明晚|白天|夜间|\b(?:today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    )
)
_LEAST_SIGNS = 3
_LONGEST_WEATHER = 220
_SPOKEN = re.compile(r"记者|通讯员|获悉|表示|介绍|告诉|“|\bsaid\b|\btold\b", re.IGNORECASE)
_CONTACT = re.compile(
    r"(?:电话|热线|地址|联系人|联系方式|微信|手机)\s?[：:]|\b(?:Call|Tel|Phone|Apply)\b[.: ]|\b\d{3}-\d{2,4}\b"
)
_OFFER = re.compile(
    r"优惠|特价|促销|热销|热卖|招商|诚聘|招聘|招生|出租|转让|出售|欢迎(?:选购|光临|惠顾|来电|垂询|报名)|抢购|钜惠|满\d+[元减送]|开盘|火热"
    r"|\b(?:for sale|for rent|to let|wanted|offers?|discount|bargains?|prices? from|free delivery|now open)\b",
    re.IGNORECASE,
)
_LONGEST_OFFER = 400
_CELLS = re.compile(r"\s{2,}|\t|\u3000+|\s?[|｜]\s?")
_FIGURE = re.compile(r"\d")
_LEAST_ROWS = 3


def of_item(title: str, texts: Sequence[str]) -> Kind:
    """The kind of an item by its title and the paragraphs of its body."""
    if _NOTICE.fullmatch(title):
        return _by_title(title)
    whole = "\n".join(texts)
    if len(whole) <= _LONGEST_WEATHER and _is_weather(whole):
        return "weather"
    offered = len(whole) <= _LONGEST_OFFER and _CONTACT.search(whole) and _OFFER.search(f"{title}\n{whole}")
    return "advertisement" if offered and not _SPOKEN.search(whole) else "article"


def _by_title(title: str) -> Kind:
    if re.search(r"天气|weather|tides", title, re.IGNORECASE):
        return "weather"
    if re.search(r"讣告|訃告|obituar|deaths", title, re.IGNORECASE):
        return "obituary"
    return "article" if re.search(r"来信|预告|coming", title, re.IGNORECASE) else "notice"


def is_notice(piece: Piece) -> bool:
    """Whether a piece of text is the title of a notice, a correction, the weather."""
    return piece.kind == "text" and len(piece.lines) == 1 and bool(_NOTICE.fullmatch(piece.lines[0].text))


def names_contents(piece: Piece) -> bool:
    """Whether a piece of text is the name of a box that tells what stands on other pages: 导读, Inside."""
    return piece.kind == "text" and len(piece.lines) == 1 and bool(_CONTENTS.fullmatch(piece.lines[0].text))


def box(piece: Piece) -> Kind | None:
    """The kind of a box that a piece of text is by its form alone: weather or a table; None for running text."""
    if piece.kind != "text" or piece.opens:
        return None
    if len(piece.text) <= _LONGEST_WEATHER and _is_weather(piece.text):
        return "weather"
    return "table" if _is_table(piece) else None


def _is_weather(text: str) -> bool:
    return sum(bool(sign.search(text)) for sign in _WEATHER_SIGNS) >= _LEAST_SIGNS and not _SPOKEN.search(text)


def _is_table(piece: Piece) -> bool:
    """Three lines or more whose cells stand in columns: as many in nearly every row, with figures in most of them."""
    rows = [[cell for cell in _CELLS.split(line.raw.strip()) if cell] for line in piece.lines]
    if len(rows) < _LEAST_ROWS:
        return False
    widths = sorted(len(row) for row in rows)
    usual = widths[len(widths) // 2]
    alike = sum(len(row) == usual for row in rows)
    figures = sum(any(_FIGURE.search(cell) for cell in row[1:]) for row in rows)
    return usual > 1 and alike * 5 >= len(rows) * 4 and figures * 2 > len(rows)
