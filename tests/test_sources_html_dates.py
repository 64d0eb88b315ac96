"""The day of a saved web page: where pages print it, what only hints at it, what program saved it when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.sources.html.meta import read_moment
from tests.html_helpers import HAN, SENTENCES, page_of, paragraphs, read

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("mark", "day"),
    [
        ('<time datetime="2026-07-10T08:00:00+01:00">yesterday</time>', "2026-07-10"),
        ('<span class="date">July 10, 2026</span>', "2026-07-10"),
        ("<span>2026年7月10日 08:00</span>", "2026-07-10"),
        ('<div itemprop="datePublished" content="2026-07-10">today</div>', "2026-07-10"),
    ],
)
def test_the_date_is_found_where_pages_print_it(tmp_path: Path, mark: str, day: str) -> None:
    article = read(tmp_path, page_of(mark + paragraphs(SENTENCES)))
    assert article.published is not None
    assert article.published.date().isoformat() == day


def test_a_page_without_any_date_has_none(tmp_path: Path) -> None:
    article = read(tmp_path, page_of(paragraphs(SENTENCES)))
    assert (article.published, article.suggested) == (None, None)


@pytest.mark.parametrize(
    ("mark", "day"),
    [
        ("<p>10/07/2026 | Valley</p>", date(2026, 7, 10)),
        ("<p>07/25/2026 | Valley</p>", date(2026, 7, 25)),
        ('<p><img src="https://valley.example/2026/07/10/x.jpg"></p>', date(2026, 7, 10)),
        ('<meta property="article:modified_time" content="2026-07-11T10:00:00Z">', date(2026, 7, 11)),
        ('<meta http-equiv="Last-Modified" content="Sat, 11 Jul 2026 10:00:00 GMT">', date(2026, 7, 11)),
        ('<meta http-equiv="refresh" content="2026-07-11">', None),
        ("<p>31.02.2026</p>", None),
        ('<p class="published">10/07/26 8:00</p>', date(2026, 7, 10)),
        ('<p class="published">31.12.99</p>', date(1999, 12, 31)),
        ('<p class="published">10/07/26</p><p>09/07/2026</p>', date(2026, 7, 9)),
        ("<p>The score was 10/07/26.</p>", None),
    ],
)
def test_a_date_that_is_only_hinted_at_is_a_suggestion(tmp_path: Path, mark: str, day: date | None) -> None:
    article = read(tmp_path, page_of(mark + paragraphs(SENTENCES)))
    assert article.published is None
    assert (article.suggested and article.suggested[0]) == day


@pytest.mark.parametrize(("lang", "day"), [("en-US", date(2026, 7, 10)), ("en-GB", date(2026, 10, 7))])
def test_the_month_stands_first_in_american_figures(tmp_path: Path, lang: str, day: date) -> None:
    article = read(tmp_path, page_of("<p>07/10/2026 | Valley</p>" + paragraphs(SENTENCES), lang=lang))
    assert article.suggested is not None
    assert article.suggested[0] == day


@pytest.mark.parametrize(
    "note",
    [
        "Page saved with SingleFile \n url: https://valley.example/ \n saved date: Sat Jul 11 2026 09:00:00 GMT+0200",
        "Mirrored from valley.example/a.html by HTTrack Website Copier/3.x [XR&CO'2014], Sat, 11 Jul 2026 08:00:00 GMT",
        "\n     FILE ARCHIVED ON 08:00:00 Jul 11, 2026 AND RETRIEVED FROM THE\n     INTERNET ARCHIVE ON 09:00:00 2026 ",
    ],
)
def test_the_day_that_a_program_notes_when_it_saves_a_page_is_a_suggestion(tmp_path: Path, note: str) -> None:
    saved = (date(2026, 7, 11), "the day on which the page was saved")
    page = page_of(paragraphs(SENTENCES))
    assert read(tmp_path, f"<!-- {note} -->{page}").suggested == saved
    assert read(tmp_path, f"{page}<!-- {note} -->").suggested == saved
    assert read(tmp_path, page_of(paragraphs([*SENTENCES, note]))).suggested is None


def test_the_day_in_an_address_of_the_wayback_machine_is_a_suggestion(tmp_path: Path) -> None:
    note = "<!-- saved from url=(0062)https://web.archive.org/web/20260711080000/https://valley.example/ -->"
    page = page_of(paragraphs(SENTENCES))
    assert read(tmp_path, note + page).suggested == (date(2026, 7, 11), "the day on which the page was saved")
    changed = page.replace("<title", '<meta property="article:modified_time" content="2026-07-10"><title')
    assert read(tmp_path, note + changed).suggested == (date(2026, 7, 10), "the day of its last change")


def test_a_date_behind_its_label_goes_before_one_in_the_text(tmp_path: Path) -> None:
    texts = [HAN[0].replace("星期六", "2019年2月27日"), *HAN[1:]]
    page = page_of(f"<div>{paragraphs(texts)}</div><font>发布日期：2019-03-06</font>", headline="新阅览室开放")
    published = read(tmp_path, page).published
    assert published is not None
    assert published.date() == date(2019, 3, 6)


@given(st.text())
def test_any_text_is_a_moment_or_none(text: str) -> None:
    for candidate in (text, f"2026-07-10{text}", f"{text}20260710"):
        moment = read_moment(candidate)
        assert moment is None or 1900 <= moment.year <= 2099
