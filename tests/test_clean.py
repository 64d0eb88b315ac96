"""Cleaning: what goes is what the extraction put in, what stays is what was printed."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile import clean

TIDY = [
    ("3 月 9 日", "3月9日"),
    ("全县 38 个乡镇", "全县38个乡镇"),
    ("同比增长 4.5% 以上", "同比增长4.5%以上"),
    ("本 报 记 者 叶小青", "本报记者 叶小青"),
    ("本 报 讯（记者 叶小青）", "本报讯（记者 叶小青）"),
    ("渡 口 迁 建 工 程 开 工", "渡口迁建工程开工"),
    ("记者 叶小青", "记者 叶小青"),
    ("春耕开始 农机先行", "春耕开始 农机先行"),
    ("（记者 叶小青） 三月以来", "（记者 叶小青）三月以来"),
    ("ＡＢ１２３４号", "AB1234号"),
    ("the ﬁshing ﬂeet", "the fishing fleet"),
    ("⽔⼭", "水山"),
    ("see\u202e evil\u200b\x00text", "see eviltext"),
    ("a\u3000\u3000b", "a b"),
]


@pytest.mark.parametrize(("printed", "expected"), TIDY)
def test_running_text_loses_only_what_the_extraction_put_in(printed: str, expected: str) -> None:
    assert clean.tidy(printed) == expected


HEADLINES = [
    ("水位回落 2000人返家", "水位回落 2000人返家"),
    ("投放 2000 份种子", "投放2000份种子"),
    ("一座桥 两代人", "一座桥 两代人"),
]


@pytest.mark.parametrize(("printed", "expected"), HEADLINES)
def test_a_headline_keeps_the_space_between_its_halves(printed: str, expected: str) -> None:
    assert clean.tidy_headline(printed) == expected


JOINS = [
    (["渡口的石阶有三", "十六级。"], "渡口的石阶有三十六级。"),
    (["（记者 叶小青 ", "通讯员 王禾）"], "（记者 叶小青 通讯员 王禾）"),
    (["她说：“好", "’，就走了。"], "她说：“好’，就走了。"),
    (["到3 月 9", "日为止"], "到3月9日为止"),
    (["认证体系(", "GAP)"], "认证体系(GAP)"),
    (["the old light-", "house keeper"], "the old lighthouse keeper"),
    (["the Anglo-", "Irish treaty"], "the Anglo-Irish treaty"),
    (["the ferry and", "the tide"], "the ferry and the tide"),
    (["a spring tide -", "leaving mud"], "a spring tide - leaving mud"),
]


@pytest.mark.parametrize(("lines", "expected"), JOINS)
def test_lines_of_a_paragraph_join(lines: list[str], expected: str) -> None:
    assert clean.join(lines) == expected


def test_a_compound_that_the_page_writes_with_its_hyphen_keeps_it_at_a_line_end() -> None:
    compounds = clean.words(["a low-lying field, and another low-lying one"])
    assert clean.join(["the low-", "lying field"], compounds) == "the low-lying field"
    assert clean.join(["the low-", "lying field"]) == "the lowlying field"


def test_a_number_in_words_keeps_its_hyphen() -> None:
    assert clean.join(["a list of Forty-", "seven boats"]) == "a list of Forty-seven boats"
    assert clean.join(["the ninety-", "first bell"]) == "the ninety-first bell"
    assert clean.join(["the seventy-", "ish man"]) == "the seventyish man"


WIDTHS = [("春水", 2.0), ("春2", 1.5), ("“春”", 3.0), ("spring", 3.0), ("", 0.0)]


@pytest.mark.parametrize(("text", "expected"), WIDTHS)
def test_a_chinese_character_is_one_square_and_a_digit_half_of_one(text: str, expected: float) -> None:
    assert clean.width(text) == expected


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    once = clean.tidy(text)
    assert clean.tidy(once) == once


def bare(text: str) -> str:
    """Printed characters only, in compatibility form."""
    kept = (
        c
        for c in unicodedata.normalize("NFKC", text)
        if not c.isspace() and unicodedata.category(c) not in {"Cc", "Cf"}
    )
    return "".join(kept)


@given(st.lists(st.text(alphabet="春水船 、。“”（）12ab-ﬁ\u3000\u200b", max_size=12), max_size=6))
def test_joining_loses_no_printed_character_but_hyphens(lines: list[str]) -> None:
    joined = clean.join(lines)
    assert bare(joined).replace("-", "") == bare("".join(lines)).replace("-", "")


def test_a_line_of_ten_million_characters_is_cleaned_in_seconds() -> None:
    text = "春水 12 ab，" * 1_200_000
    assert clean.tidy(text).startswith("春水12 ab，春水")


@pytest.mark.parametrize("end", ["", "-", "‐"])
def test_a_line_that_is_one_endless_word_is_joined_in_time_that_grows_with_it_only(end: str) -> None:
    word = "x" * 300_000  # a search from each of its letters would take many minutes
    start = time.process_time()
    assert clean.join([word + end, "more"]) == word + ("more" if end else " more")
    assert time.process_time() - start < 10
