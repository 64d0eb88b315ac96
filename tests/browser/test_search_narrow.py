"""Narrowing a search: counts beside the results, chips above them, the histogram by pointer and by keyboard."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.browser import searching
from tests.browser.searching import BARS, CHIPS, RESULTS, ask, expect_found, facet
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import NewPage

SCRIPTS = ROOT / "theme" / "scripts"


@pytest.fixture(scope="module")
def archive(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return searching.archive_of(searching.press(), site, tmp_path_factory.mktemp("narrow") / "archive")


@pytest.fixture(autouse=True)
def opened(page: Page, archive: Path) -> None:
    page.goto(searching.address(archive))


def test_the_counts_are_of_the_whole_result_not_of_what_is_shown(page: Page) -> None:
    ask(page, "石桥")
    expect(page.locator("[data-facet=section] li")).to_have_count(3)
    assert facet(page, "section") == {"要闻": 60, "副刊": 60, "经济": 60}
    assert facet(page, "newspaper") == {"鹿鸣报": 120, "白沙晚报": 60}
    assert list(facet(page, "year")) == ["2022", "2021", "2020", "2019", "2018"]
    assert set(facet(page, "year").values()) == {36}


def test_a_click_narrows_and_the_chip_widens_again(page: Page) -> None:
    ask(page, "石桥")
    page.locator("[data-facet=section] a", has_text="副刊").click()
    expect_found(page, 60)
    expect(page.locator("#search-status")).to_be_focused()
    page.locator("[data-facet=year] a", has_text="2019").click()
    expect_found(page, 12)
    expect(page.locator(CHIPS)).to_have_count(2)
    assert 'section:"副刊"' in unquote(page.url) and "date:2019" in unquote(page.url)
    page.locator(CHIPS, has_text="副刊").click()
    expect_found(page, 36)
    expect(page.locator(CHIPS)).to_be_focused()
    page.go_back()
    expect_found(page, 12)
    page.go_back()
    expect_found(page, 60)


def test_a_facet_is_a_link_that_opens_in_a_page_of_its_own_too(page: Page) -> None:
    ask(page, "石桥")
    href = page.locator("[data-facet=newspaper] a", has_text="白沙晚报").get_attribute("href")
    page.goto(page.url.split("?")[0] + (href or ""))
    expect_found(page, 60)
    expect(page.locator(CHIPS)).to_have_count(1)
    expect(page.locator("[data-facet=newspaper]")).to_be_hidden()  # nothing there narrows any more


def test_persons_are_counted_only_when_their_list_is_opened(page: Page) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    ask(page, "石桥")
    expect(page.locator("[data-facet=section] li")).to_have_count(3)
    assert not [url for url in loaded if "/person/" in url]
    page.locator("[data-facet=person] summary").click()
    expect(page.locator("[data-facet=person] li")).to_have_count(10)
    assert [url for url in loaded if "/person/" in url]
    page.locator("[data-facet=person] button").click()
    expect(page.locator("[data-facet=person] li")).to_have_count(12)
    page.locator("[data-facet=person] a", has_text="Ada Quill").click()
    expect_found(page, 15)
    expect(page.locator("#q")).to_have_value('石桥 person:"Ada Quill"')


def test_on_a_small_screen_the_counts_are_folded_up_above_the_results(new_page: NewPage, archive: Path) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{searching.address(archive)}?q=石桥")
    searching.settled(page)
    expect(page.locator("#search-facets > summary")).to_be_visible()
    expect(page.locator("[data-facet=section] a").first).to_be_hidden()
    assert not [url for url in loaded if "/facets/" in url]
    page.locator("#search-facets > summary").click()
    page.locator("[data-facet=section] a", has_text="经济").click()
    expect_found(page, 60)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_histogram_and_its_table_have_the_same_numbers(page: Page) -> None:
    ask(page, "石桥")
    expect(page.locator(BARS)).to_have_count(5)
    bars = page.locator(BARS).evaluate_all("(bars) => bars.map((bar) => bar.getAttribute('aria-label'))")
    assert all(str(2018 + place) in bar and "36" in bar for place, bar in enumerate(bars))
    page.locator("#search-histogram summary").click()
    rows = page.locator("#search-histogram tbody tr").all_inner_texts()
    assert [row.split("\t")[0] for row in rows] == ["2018", "2019", "2020", "2021", "2022"]
    assert {row.split("\t")[1] for row in rows} == {"36"}


def test_a_click_on_a_bar_narrows_to_its_year_and_then_months_are_shown(page: Page) -> None:
    ask(page, "石桥")
    page.locator(f"{BARS} >> nth=2").click()
    expect_found(page, 36)
    expect(page.locator("#q")).to_have_value("石桥 date:2020")
    expect(page.locator(BARS)).to_have_count(12)
    page.locator(f"{BARS} >> nth=4").click()
    expect_found(page, 3)
    expect(page.locator("#q")).to_have_value("石桥 date:2020-05")
    expect(page.locator("#search-histogram")).to_be_hidden()


def test_dragging_over_bars_narrows_to_a_range(page: Page) -> None:
    ask(page, "石桥")
    box = page.locator("#search-histogram svg").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 20, steps=4)
    expect(page.locator("#search-histogram figcaption")).to_contain_text("108")
    page.mouse.up()
    expect_found(page, 108)
    expect(page.locator("#q")).to_have_value("石桥 date:2019..2021")


def test_the_histogram_is_one_stop_of_the_keyboard_and_arrows_select(page: Page) -> None:
    ask(page, "石桥")
    expect(page.locator("#search-histogram svg [tabindex='0']")).to_have_count(1)
    page.locator(f"{BARS} >> nth=0").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"{BARS} >> nth=2")).to_be_focused()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#search-said")).to_contain_text("108")
    page.keyboard.press("Escape")
    expect(page.locator("#search-histogram .chosen")).to_have_count(0)
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Enter")
    expect_found(page, 180)
    expect(page.locator("#q")).to_have_value("石桥 date:2018..2022")


def test_filters_alone_are_a_question_and_a_contradiction_gets_a_hint(page: Page) -> None:
    ask(page, "date:2020-03")
    expect(page.locator(RESULTS)).to_have_count(3)
    ask(page, "渡口 date:2019")
    expect(page.locator(RESULTS)).to_have_count(0)
    expect(page.locator(searching.NOTES)).to_contain_text("筛选")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("石桥 date:2020-13", "日期"),
        ("石桥 date:2022..2020", "颠倒"),
        ("石桥 a*", "星号"),
        ("石桥 abc~1", "波浪号"),
        ("石桥 -", "更换词语"),
        ("nobody:knows", "冒号"),
    ],
)
def test_every_mistake_is_answered_by_words(page: Page, query: str, words: str) -> None:
    ask(page, query)
    expect(page.locator("#search-status")).not_to_have_text("")
    expect(page.locator(searching.NOTES)).to_contain_text(words)


def test_the_help_names_the_whole_language(page: Page) -> None:
    words = page.locator("#search-help").inner_text()
    fields = ("title:", "author:", "section:", "newspaper:", "page:", "person:", "date:")
    for part in ('"', "OR", "-", *fields, "..", "*", "~1"):
        assert part in words, part


def test_every_hint_and_every_problem_has_its_words_on_the_page(page: Page) -> None:
    """The codes are those that the scripts of the search give."""
    core = [path for path in SCRIPTS.glob("*.js") if not path.name.startswith(("page", "arrival"))]
    scripts = [path.read_text("utf-8") for path in core]
    codes = {code for text in scripts for code in re.findall(r'hints\.add\("([a-z-]+)"\)', text)}
    parts = {part for text in scripts for part in re.findall(r'(?:part: |part\()"([a-z]+)"', text)}
    assert {"unclosed-quote", "bad-date", "too-many-forms"} <= codes and {"index", "fold", "terms", "texts"} <= parts
    has = "(names) => names.filter((name) => !backfile.page.has(name))"
    assert page.evaluate(has, sorted(codes)) == []
    assert page.evaluate(has, [f"problem-{part}" for part in sorted(parts)]) == []


def test_the_help_stays_open_for_a_reader_who_opened_it(page: Page) -> None:
    ask(page, "石桥")
    page.locator("#search-help summary").click()
    page.fill("#q", "石桥 柳湾")
    expect_found(page, 18)
    expect(page.locator("#search-help dl")).to_be_visible()


def test_counts_that_cannot_be_had_are_told(page: Page, archive: Path, tmp_path: Path, faults: list[str]) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(archive, copy)
    for path in (copy / "search").glob("base-*/facets/section/*/*.js"):
        path.unlink()
    page.goto(f"{searching.address(copy)}?q=石桥&sort=newest")
    expect(page.locator(searching.NOTES)).to_contain_text("篇数不完整")
    faults.clear()  # the browser reports the missing script itself
