"""Persons, places and organisations that a text names."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile import entities
from backfile.entities import lexicon
from backfile.entities.words import Text

PERSONS = [
    # A calling before the name, a title or a word of speech behind it.
    ("种粮大户霍有田朝机耕道挥了挥草帽。", ("霍有田",)),
    ("镇农机合作社理事长欧阳铁牛领记者看库房。", ("欧阳铁牛",)),
    ("梁佩兰女士的信到了。", ("梁佩兰",)),
    ("芮桂香说，豆腐还是热的。芮桂香又笑了。", ("芮桂香",)),
    ("名叫卞小满的孩子来了。", ("卞小满",)),
    # Where it ends is told by what follows, and by what it is followed with elsewhere.
    ("水质检测员费朗到秦婆婆家取水。", ("费朗",)),
    ("修复师霍棠想了三个方案，霍棠说先锯门。", ("霍棠",)),
    ("主任祁中和说，班表重排了四稿。", ("祁中和",)),
    ("技术员翁既白带着四个人。", ("翁既白",)),
    # Lists.
    ("县长王晓明、李红和张伟出席。", ("王晓明", "李红", "张伟")),
    # Traditional characters stay as they are printed.
    ("校長梁佩蘭說，學校搬了。", ("梁佩蘭",)),
    # Foreign names, by their points or behind a calling.
    ("总统弗拉基米尔·洛佩斯在首都讲话，洛佩斯强调", ("弗拉基米尔·洛佩斯",)),
    ("外长拉夫罗夫当天表示", ("拉夫罗夫",)),
    ("教授莫林·米勒博士的话", ("莫林·米勒",)),
    ("总统卡塔里就此发表讲话", ("卡塔里",)),
    ("市长费东斌向记者表示", ("费东斌",)),
    # What only looks like a name.
    ("高兴地说，马上去黄河，周日再来。", ()),
    ("秦婆婆说水甜，王先生也说，老蒋笑了。", ()),
    ("馆员向大家说起渡口，又向观众说，曾对他说，王先生也说。", ()),
    ("教授钟掘说，桥要修。教授钟掘说，路也要修。", ("钟掘",)),
    ("兰张高铁开通。兰张高铁很快。兰张高铁，兰张高铁。", ()),
    ("高水平开放，高水平建设，高水平发展，高水平运行。", ()),
    ("书记从严治党，局长于近日表示，外长和国防部长会谈", ()),
    ("记者走进乡村，代表们和委员们，主任会同有关部门", ()),
    ("党委书记陈榕渠：陈榕渠今年五十岁。", ("陈榕渠",)),
]


@pytest.mark.parametrize(("text", "expected"), PERSONS)
def test_persons_of_chinese_text_are_found_on_evidence(text: str, expected: tuple[str, ...]) -> None:
    assert entities.find(text).persons == expected


PLACES = [
    ("守在青蓑镇下篷村的田埂上。", ("青蓑镇",)),
    ("昨天，竹篙岭乡茶亭坳村试采。", ("竹篙岭乡", "茶亭坳村")),
    ("他到过北京、开罗和湄公河。", ("北京", "开罗", "湄公河")),
    ("湖北省武汉市，湖北的米。", ("湖北省", "武汉市")),
    ("上海路的北京时间", ()),
    ("各乡镇示范村的小区、园区、城镇和地区", ()),
    ("该县全市本省的村民和县长", ()),
    ("由村里的人送到县城", ()),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_places_of_chinese_text_are_found_by_name_and_kind(text: str, expected: tuple[str, ...]) -> None:
    assert entities.find(text).places == expected


ORGANISATIONS = [
    ("县农业农村局和云溪县第一人民医院", ("县农业农村局", "云溪县第一人民医院")),
    ("县工业园区恒纫公司的总装线上", ("恒纫公司",)),
    ("望箬乡中心小学只有八十六名学生", ("望箬乡中心小学",)),
    ("联合国秘书长和国务院总理", ("联合国", "国务院")),
    ("一家公司和这所大学，跨国公司，有关部门，县政府", ()),
    ("北京大中小学、广东中东部、国家发展大局、加拿大反对党", ()),
]


@pytest.mark.parametrize(("text", "expected"), ORGANISATIONS)
def test_organisations_of_chinese_text_begin_with_a_place_a_level_or_a_name(
    text: str, expected: tuple[str, ...]
) -> None:
    assert entities.find(text).organisations == expected


ENGLISH = [
    ("“It rang,” said Wendell Oakes. Mr. Oakes wept.", ("Wendell Oakes",), (), ()),
    ("Engineer Lorna Whit and Councillor June Archer spoke.", ("Lorna Whit", "June Archer"), (), ()),
    ("Marine biologist Pelle Sandoval reads them.", ("Pelle Sandoval",), (), ()),
    ("Osric Thane, 71, won. Brindle Harrow said so.", ("Osric Thane",), (), ()),
    (
        "Ann Lee of Stonebridge Mills Inc met Tom Reed’s sister.",
        ("Ann Lee", "Tom Reed"),
        (),
        ("Stonebridge Mills Inc",),
    ),
    (
        "GULL POINT, March 11 — The ferry left Tern Island for Heron Bay.",
        (),
        ("Gull Point", "Tern Island", "Heron Bay"),
        (),
    ),
    ("When Paris and Northern France froze, Jack London wrote.", ("Jack London",), ("Paris", "France"), ()),
    (
        "The Ministry of Fisheries and the University of Alder met.",
        (),
        (),
        ("Ministry of Fisheries", "University of Alder"),
    ),
    ("The Gull Point Light Committee and NATO agreed.", (), (), ("Gull Point Light Committee", "NATO")),
    ("On Monday the Mill Street Bridge closed. Most Farmers Want Rain.", (), (), ()),
]


@pytest.mark.parametrize(("text", "persons", "places", "organisations"), ENGLISH)
def test_english_text_names_by_its_capitals(
    text: str, persons: tuple[str, ...], places: tuple[str, ...], organisations: tuple[str, ...]
) -> None:
    assert entities.find(text) == entities.Names(persons, places, organisations)


def test_who_has_written_is_none_of_those_written_about() -> None:
    text = "记者戚闻笛拍下了照片，艄公池守常说好。"
    assert entities.find(text, known=["戚闻笛"]).persons == ("池守常",)


def test_no_more_than_twenty_names_of_a_kind_are_kept() -> None:
    text = "".join(f"村民王{given}说。" for given in "芳芬芝英梅兰菊竹松柏海江河山川峰岩石金银铜铁")
    assert len(entities.find(text).persons) == entities.MOST


@pytest.mark.parametrize("name", sorted(path.stem for path in lexicon._DATA.glob("*.txt")))
def test_every_list_tells_where_it_comes_from_and_holds_what_it_should(name: str) -> None:
    head = (lexicon._DATA / f"{name}.txt").read_text(encoding="utf-8")
    assert head.startswith("# ")
    assert "for this project" in head
    entries = lexicon.words(name)
    assert entries
    if name.endswith("-zh"):
        assert all(Text(entry).plain == entry for entry in entries), "rjieba's words are simplified"


def test_the_lists_stay_small() -> None:
    assert sum(path.stat().st_size for path in lexicon._DATA.glob("*.txt")) < 60_000


CHARACTERS = st.one_of(
    st.sampled_from(list("记者书记王李张马于向和、，。说县镇村公司局·普京尔斯“” \n")),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
)


@given(st.text(CHARACTERS, max_size=80))
def test_every_name_in_chinese_text_is_printed_in_it(text: str) -> None:
    found = entities.find(text)
    for name in (*found.persons, *found.places, *found.organisations):
        assert name
        assert name in text


ENGLISH_WORDS = (
    *("The", "Ann", "Lee", "of", "and", "for", "Bay", "Inc.", "Mr.", "U.S.", "said", "’s", "Dr.", "X", "A", "&"),
    *("Street", "—", ",", "University", "Paris", "NATO", "June", "engineer"),
)


@given(st.lists(st.sampled_from(ENGLISH_WORDS), max_size=40))
def test_every_name_in_english_text_is_printed_in_it(words: list[str]) -> None:
    text = " ".join(words)
    found = entities.find(text)
    assert all(name in text for name in (*found.persons, *found.places, *found.organisations))


@given(st.text(max_size=60))
def test_any_text_at_all_has_names_or_none(text: str) -> None:
    entities.find(text)


HOSTILE = [
    "记者李明、",
    "李",
    "·",
    "普京·",
    "青蓑镇公司",
    "县农业局",
    "村",
    "尔斯",
    "A",
    "Aa ",
    "Bank of ",
    "A's ",
    "GULL POINT, ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hundred_thousand_hostile_characters_take_time_in_proportion(piece: str) -> None:
    before = time.process_time()
    entities.find(piece * (100_000 // len(piece)))
    assert time.process_time() - before < 12
