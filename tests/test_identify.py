"""Names of things stay what they are, keep apart what differs, and never lead anywhere else."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile import identify
from backfile.errors import SettingsError
from backfile.models import Article, Entry

DAY = date(2026, 3, 9)
ADDRESS = re.compile(r"(?:[a-z0-9][a-z0-9-]*/)+[a-z0-9][a-z0-9-]*\.html")


@pytest.mark.parametrize(
    ("page", "code"),
    [("3", "p03"), ("12", "p12"), ("A3", "pa03"), ("A03", "pa03"), ("B1", "pb01"), ("", "p00"), ("?", "p00")],
)
def test_a_page_has_one_code_however_it_is_printed(page: str, code: str) -> None:
    assert identify.page_code(page) == code


@pytest.mark.parametrize(
    ("printed", "label"),
    [("03", "3"), ("３", "3"), ("A03", "A03"), (" 7 ", "7"), ("../x", None), ("", None), ("1234", None)],
)
def test_a_page_number_is_kept_as_printed_without_leading_zeros(printed: str, label: str | None) -> None:
    assert identify.page_label(printed) == label


def test_an_id_has_newspaper_date_page_and_number() -> None:
    assert identify.article_id("countydaily", DAY, "A3", 7) == "countydaily-20260309-pa03-07"
    assert identify.ARTICLE_ID.fullmatch("countydaily-20260309-pa03-07")
    assert not identify.ARTICLE_ID.fullmatch("../countydaily-20260309-pa03-07")


def test_a_web_article_is_named_by_its_address_alone() -> None:
    one = identify.web_id("weekly", DAY, b"https://news.example/a")
    assert re.fullmatch(r"weekly-20260309-w[0-9a-f]{8}", one)
    assert one != identify.web_id("weekly", DAY, b"https://news.example/b")


def test_homophones_have_different_slugs_with_the_same_reading() -> None:
    one, other = identify.slug("林晓"), identify.slug("林小")
    assert one != other
    assert one.rsplit("-", 1)[0] == other.rsplit("-", 1)[0] == "lin-xiao"


@given(st.text())
def test_any_name_gives_an_address_that_is_ascii_and_stays_in_its_folder(name: str) -> None:
    assert ADDRESS.fullmatch(identify.section_path(name))
    assert ADDRESS.fullmatch(identify.person_path(name, 2026))
    assert len(identify.slug(name)) <= identify.SLUG_WORDS_LENGTH + 1 + identify.SLUG_HASH_LENGTH


@given(st.text(), st.text())
def test_different_names_have_different_slugs(one: str, other: str) -> None:
    assert (identify.slug(one) == identify.slug(other)) == (one == other)


def test_addresses_are_those_of_the_documented_scheme() -> None:
    entry = Entry(Article("t", ()), "weekly-20260309-p01-01", "weekly", DAY)
    assert identify.article_path(entry) == "weekly/2026/03/09/weekly-20260309-p01-01.html"
    assert identify.issue_path("weekly", DAY) == "weekly/2026/03/09/index.html"
    assert identify.page_path("weekly", DAY, "A3") == "weekly/2026/03/09/pa03.html"
    assert identify.year_path("weekly", 2026) == "weekly/2026/index.html"
    assert identify.section_path("要闻", (2026, 3)).endswith("/2026-03.html")


@pytest.mark.parametrize("key", ["", "Daily", "日报", "../x", "a/b", "-a", "a" * 33, "a b", "section", "con", "lpt1"])
def test_a_key_that_is_unsafe_or_taken_is_refused_with_a_remedy(key: str) -> None:
    with pytest.raises(SettingsError) as refused:
        identify.check_newspaper(key)
    assert refused.value.remedy


def test_the_hash_of_a_source_is_the_head_of_its_sha256() -> None:
    assert identify.content_hash(b"") == "e3b0c44298fc1c14"
