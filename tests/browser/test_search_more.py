"""The list of results: ten at a time, by scrolling or by a link; the way to an article and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser import searching
from tests.browser.searching import RESULTS, ask

if TYPE_CHECKING:
    from pathlib import Path

NUMBERS = "(items) => items.map((item) => Number(item.dataset.id.split('-')[2]))"


@pytest.fixture(scope="module")
def archive(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = searching.archive_of(searching.press(), site, tmp_path_factory.mktemp("more") / "archive")
    for document in searching.press():
        path = folder / document.url
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<!DOCTYPE html><title>{document.title}</title><h1>{document.title}</h1>", encoding="utf-8")
    return folder


def test_ten_more_come_each_time_one_nears_the_end_and_then_a_link_is_left(page: Page, archive: Path) -> None:
    page.goto(f"{searching.address(archive)}?q=石桥&sort=oldest")
    expect(page.locator(RESULTS)).to_have_count(10)
    for count in (20, 30, 40, 50):
        page.locator("#search-next").scroll_into_view_if_needed()
        expect(page.locator(RESULTS)).to_have_count(count)
    page.locator("#search-next").scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    expect(page.locator(RESULTS)).to_have_count(50)
    assert page.locator(RESULTS).evaluate_all(NUMBERS) == list(range(50))
    assert page.locator(".site-foot").is_visible()


def test_by_the_link_the_focus_goes_to_the_first_new_result(page: Page, archive: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 300})
    page.goto(f"{searching.address(archive)}?q=柳湾&sort=oldest")
    expect(page.locator(RESULTS)).to_have_count(10)
    page.evaluate("document.getElementById('search-next').focus({ preventScroll: true })")
    page.keyboard.press("Enter")
    expect(page.locator(f"{RESULTS} >> nth=10").locator("a")).to_be_focused()
    expect(page.locator(RESULTS)).to_have_count(18)
    expect(page.locator("#search-next")).to_be_hidden()


def test_the_link_is_a_real_one_that_opens_the_later_results_in_a_page_of_their_own(page: Page, archive: Path) -> None:
    page.goto(f"{searching.address(archive)}?q=石桥&sort=oldest")
    expect(page.locator(RESULTS)).to_have_count(10)
    href = page.locator("#search-next").get_attribute("href")
    assert href and "offset=10" in href
    page.goto(searching.address(archive) + href)
    expect(page.locator(RESULTS)).to_have_count(10)
    assert page.locator(RESULTS).evaluate_all(NUMBERS) == list(range(10, 20))
    expect(page.locator("#search-results")).to_have_attribute("start", "11")
    page.click("#search-previous")
    expect(page.locator(RESULTS).first).to_have_attribute("data-id", re.compile("-000$"))


def test_the_way_back_from_an_article_leads_to_the_same_place_in_the_list(page: Page, archive: Path) -> None:
    page.goto(searching.address(archive))
    ask(page, "石桥")
    for count in (20, 30):
        page.locator("#search-next").scroll_into_view_if_needed()
        expect(page.locator(RESULTS)).to_have_count(count)
    link = page.locator(f"{RESULTS} >> nth=24").locator("a")
    link.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    link.click()
    expect(page.locator("h1")).to_contain_text("石桥纪事")
    page.go_back()
    searching.settled(page)
    assert page.locator(RESULTS).count() >= 30
    assert abs(page.evaluate("scrollY") - before) < 50


def test_a_result_leads_to_its_article_with_the_query_in_the_fragment(page: Page, archive: Path) -> None:
    page.goto(searching.address(archive))
    page.locator("#q").press_sequentially("渡口 #1&2")
    page.fill("#q", "渡口 -柳湾")
    page.wait_for_timeout(300)
    searching.settled(page)
    page.locator(RESULTS).first.locator("a").click()
    expect(page.locator("h1")).to_contain_text("石桥纪事")
    assert page.evaluate("new URLSearchParams(location.hash.slice(1)).get('q')") == "渡口 -柳湾"
    page.go_back()  # what was typed and led to an article is a step
    expect(page.locator("#q")).to_have_value("渡口 -柳湾")
