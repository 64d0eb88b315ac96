"""Dates and language tags in words."""

from __future__ import annotations

from datetime import date

import pytest

from backfile.build.words import date_words, html_lang, month_words, year_words

DAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("lang", "day", "month", "year"),
    [
        ("zh-hans", "2026年3月9日 星期一", "2026年3月", "2026年"),
        ("zh-cn", "2026年3月9日 星期一", "2026年3月", "2026年"),
        ("zh-hant", "2026年3月9日 星期一", "2026年3月", "2026年"),
        ("en", "Monday, 9 March 2026", "March 2026", "2026"),
        ("en-GB", "Monday, 9 March 2026", "March 2026", "2026"),
        ("fr", "lundi 9 mars 2026", "mars 2026", "2026"),
        ("<x>", "2026-03-09", "2026-03", "2026"),
        ("", "2026-03-09", "2026-03", "2026"),
    ],
)
def test_dates_are_in_the_words_of_the_language_asked_for(lang: str, day: str, month: str, year: str) -> None:
    assert (date_words(DAY, lang), month_words(DAY, lang), year_words(2026, lang)) == (day, month, year)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("zh-hans", "zh-Hans"), ("zh-tw", "zh-Hant"), ("zh_HK", "zh-Hant"), ("en", "en"), ("EN-gb", "en-GB"), ("x", "")],
)
def test_language_tags_for_html(tag: str, expected: str) -> None:
    assert html_lang(tag) == expected
