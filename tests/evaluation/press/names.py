"""Invented people, places and papers. Surnames and given names are drawn apart, so that nobody is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

CITIES = ("青石", "云溪", "临江", "南浦", "东河", "白鹭洲", "北坪", "松岭", "桐湾", "石门渡")
ABROAD = ("平壤", "东京", "华盛顿", "巴黎", "内罗毕", "开罗")
PAPERS = ("青石日报", "云溪日报", "临江晚报", "南浦晚报", "东河日报", "云山时报", "北坪商报")
SECTIONS = ("要闻", "综合", "民生", "财经", "文教卫", "县域新闻", "时政", "国内", "国际", "社会", "本地新闻", "文化")
WEEKDAYS = "一二三四五六日"
_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟"
    "姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武赖莫孔汤常温康施文牛樊葛"
    "邢安齐易乔伍庞"
)
_GIVEN = (
    "知远青河明澍雨桐小满立夏云帆佳禾春生国梁海棠一鸣若溪晓峰建平丽华思源秋实文昕家栋书言景行亦舒成章南星望舒长庚"
    "听澜守拙九思怀瑾如许"
)

TOWNS = ("GULL POINT", "ALDER HARBOUR", "STONEBRIDGE", "MILL FERRY", "TERN ISLAND", "NEW YORK", "LONDON", "BRUSSELS")
TITLES = (
    "The Lakeside Gazette",
    "The Harbor Tribune",
    "The Northfield Courier",
    "The Riverton Herald",
    "The Stonebridge Weekly",
)
_FIRST_NAMES = """
    Anna Carol David Edwin Helen James Karen Laura Martin Nora Owen Paul Ruth Samuel Thomas Wendell Ada Lorna Peter
    Mary Clara Hugh Ivy Gordon
"""
_LAST_NAMES = """
    Adams Bailey Collins Davis Ellery Fenn Garrick Hollis Ingram Jessop Kell Lowther Mercer Nash O’Brien Pelly Quill
    Rowe Stroud Tallis Upton Vane Whit Yarrow McKay
"""
_FIRST, _LAST = _FIRST_NAMES.split(), _LAST_NAMES.split()
_INITIALS = "ABCDEGHJKLMNPRSTW"


def chinese_name(rng: Random) -> str:
    """A name of two or three characters."""
    return rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, 1 if rng.random() < 0.3 else 2))


def english_name(rng: Random) -> str:
    """A name, with a middle initial now and then."""
    initial = f" {rng.choice(_INITIALS)}." if rng.random() < 0.25 else ""
    return f"{rng.choice(_FIRST)}{initial} {rng.choice(_LAST)}"


def several(make: Callable[[Random], str], count: int, rng: Random) -> list[str]:
    """That many names, no two alike."""
    names: list[str] = []
    while len(names) < count:
        name = make(rng)
        if name not in names:
            names.append(name)
    return names
