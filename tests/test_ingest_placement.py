"""Which issue and page an input belongs to."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import UndatedError
from backfile.ingest import placement
from backfile.models import Article, Block, Line, Page, Paragraph

DAY = date(2022, 3, 24)
OTHER = date(2020, 1, 1)
LATER = date(2024, 6, 30)


@pytest.mark.parametrize(
    ("path", "day", "page"),
    [
        ("2022-03-24/03.txt", DAY, "3"),
        ("2022-03-24/A03.txt", DAY, "A03"),
        ("citydaily-20220324-p03.txt", DAY, "3"),
        ("citydaily_2022.03.24_pA3.txt", DAY, "A3"),
        ("2022-03-24-002.txt", DAY, "2"),
        ("2022年3月24日第3版.txt", DAY, "3"),
        ("2022/03/24/03.txt", DAY, "3"),
        ("2022/03-24/p03.txt", DAY, "3"),
        ("2022/03/24 (scanned 2023-01-05)/03.txt", DAY, "3"),
        ("2022-03-24/scans/03.txt", None, "3"),
        ("2022/13/24/03.txt", None, "3"),
        ("20220324/page-3.txt", DAY, "3"),
        ("citydaily-20220324.txt", DAY, None),
        ("scan-p12.txt", None, "12"),
        ("notes.txt", None, None),
        ("20221399-p03.txt", None, "3"),
        ("12345678901-p03.txt", None, "3"),
        ("0012-03-24/03.txt", None, "3"),
    ],
)
def test_a_path_gives_its_date_and_page(path: str, day: date | None, page: str | None) -> None:
    named = placement.read_path(Path(path))
    assert (named.date, named.page) == (day, page)


@pytest.mark.parametrize("path", ["007.txt", "pages/007.txt"])
def test_a_bare_number_is_no_date_and_only_perhaps_a_page(path: str) -> None:
    assert placement.read_path(Path(path)) == placement.Named(None, "7", page_is_certain=False)


def page_of(text: str, day: date | None = None, number: str | None = None) -> Page:
    return Page((Block((Line(1, text),)),), day, number)


def test_the_name_goes_before_the_print_and_the_print_before_the_option() -> None:
    named, unnamed = Path("2022-03-24/03.txt"), Path("x/a.txt")
    assert placement.of_page(page_of("", OTHER, "4"), named, "s", None, None).date == DAY
    assert placement.of_page(page_of("", OTHER, "4"), named, "s", None, None).page == "3"
    assert placement.of_page(page_of("", DAY, "4"), unnamed, "s", OTHER, "5").date == DAY
    assert placement.of_page(page_of("", DAY, "4"), unnamed, "s", OTHER, "5").page == "4"
    assert placement.of_page(page_of(""), unnamed, "s", DAY, "5").page == "5"


def test_a_number_that_may_only_count_files_comes_last() -> None:
    path = Path("x/007.txt")
    assert placement.of_page(page_of("", DAY, "4"), path, "s", None, None).page == "4"
    assert placement.of_page(page_of("", DAY), path, "s", None, "5").page == "5"
    assert placement.of_page(page_of("", DAY), path, "s", None, None).page == "7"


def test_a_print_that_contradicts_the_name_wants_a_look() -> None:
    place = placement.of_page(page_of("", OTHER), Path("2022-03-24/03.txt"), "s", None, None)
    assert [review.code for review in place.review] == ["date-doubtful"]


def test_a_date_is_inferred_only_when_nothing_gives_it() -> None:
    text = "本报讯 3月24日，新桥通车。工程从2021年11月开始。"
    place = placement.of_page(page_of(text), Path("x/a.txt"), "s", None, None)
    assert (place.date, place.certainty) == (DAY, "inferred")
    assert [review.code for review in place.review] == ["date-inferred"]
    assert placement.of_page(page_of(text), Path("x/a.txt"), "s", OTHER, None).certainty == "certain"


def test_without_any_date_the_refusal_says_how_to_give_one() -> None:
    with pytest.raises(UndatedError) as refused:
        placement.of_page(page_of("新桥通车。"), Path("x/a.txt"), "x/a.txt", None, None)
    assert refused.value.remedy == placement.HOW_TO_DATE


def test_a_web_article_goes_by_its_own_date_before_the_name_of_the_file() -> None:
    article = Article("t", (Paragraph("x"),), published=datetime(2022, 3, 24, 23, 30))
    path = Path("2020-01-01/a.html")
    assert placement.of_article(article, path, "s", None, None, None).date == DAY
    assert placement.of_article(Article("t", ()), path, "s", DAY, None, None).date == OTHER


def test_a_page_that_a_digital_newspaper_prints_yields_to_the_option() -> None:
    article = Article("t", (Paragraph("x"),), published=datetime(2022, 3, 24), page="3")
    assert placement.of_article(article, Path("x/a.html"), "s", None, None, None).page == "3"
    assert placement.of_article(article, Path("x/a.html"), "s", None, "A05", None).page == "A05"


def test_a_day_that_a_web_page_hints_at_is_inferred_and_yields_to_the_option() -> None:
    article = Article("t", (Paragraph("x"),), suggested=(DAY, "the address of the page"))
    place = placement.of_article(article, Path("x/a.html"), "s", None, None, LATER)
    assert (place.date, place.certainty, place.review[0].words) == (DAY, "inferred", "the address of the page")
    assert placement.of_article(article, Path("x/a.html"), "s", OTHER, None, LATER).certainty == "certain"


def test_a_web_article_without_any_hint_has_a_day_that_it_tells_or_at_last_that_of_its_file() -> None:
    def day(text: str, latest: date | None) -> tuple[date, str]:
        place = placement.of_article(Article("t", (Paragraph(text),)), Path("x/a.html"), "s", None, None, latest)
        return place.date, place.review[0].words

    assert day("2022年3月24日，新桥通车。", LATER) == (DAY, "latest day mentioned")
    assert day("2022年3月24日，新桥通车。", DAY) == (DAY, "latest day mentioned")
    assert day("2022年3月24日，新桥通车。", OTHER) == (OTHER, placement.FILE_CHANGED)
    assert day("1203年3月24日，老桥通车。", LATER) == (LATER, placement.FILE_CHANGED)
    assert day("新桥通车。", LATER) == (LATER, placement.FILE_CHANGED)
    with pytest.raises(UndatedError):
        day("新桥通车。", None)


@given(st.text(alphabet=st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1), st.text())
def test_any_name_is_read(name: str, folder: str) -> None:
    named = placement.read_path(Path(folder.replace("/", "").replace("\0", "") or "x") / name)
    assert named.date is None or placement.FIRST_YEAR <= named.date.year <= placement.LAST_YEAR
