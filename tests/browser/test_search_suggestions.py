"""Suggestions below the field: names of the archive and the reader's recent searches, by keyboard and pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser import searching
from tests.browser.searching import OPTIONS, RESULTS, ask, expect_found

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import NewPage

POPUP = "#search-suggestions"
KEPT = "JSON.parse(Object.entries(localStorage).find(([key]) => key.startsWith('backfile recent'))?.[1] ?? '[]')"


@pytest.fixture(scope="module")
def archive(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return searching.archive_of(searching.press(), site, tmp_path_factory.mktemp("suggest") / "archive")


@pytest.fixture(autouse=True)
def opened(page: Page, archive: Path) -> None:
    page.goto(searching.address(archive))


@pytest.mark.parametrize("typed", ["林", "ljy", "linjin", "石桥 林金"])
def test_a_name_is_offered_by_characters_and_by_pinyin(page: Page, typed: str) -> None:
    page.locator("#q").press_sequentially(typed)
    expect(page.locator(OPTIONS).first).to_contain_text("林金彦")
    expect(page.locator(OPTIONS).first).to_contain_text("15")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect_found(page, 15)
    assert page.input_value("#q") == ("石桥 " if " " in typed else "") + "person:林金彦"
    expect(page.locator(POPUP)).to_be_hidden()


def test_it_is_a_combobox_as_assistive_technology_knows_them(page: Page) -> None:
    field = page.get_by_role("combobox", name="要查找的词语")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_attribute("aria-controls", "search-suggested")
    field.press_sequentially("副")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("option").first).to_contain_text("副刊")
    page.keyboard.press("ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("副")


def test_without_choosing_enter_asks_for_what_is_written(page: Page) -> None:
    page.locator("#q").press_sequentially("副")
    expect(page.locator(OPTIONS).first).to_be_visible()
    page.keyboard.press("Enter")
    searching.settled(page)
    expect(page.locator(POPUP)).to_be_hidden()
    expect(page.locator("#q")).to_have_value("副")
    page.wait_for_timeout(300)
    expect(page.locator(POPUP)).to_be_hidden()


def test_a_suggestion_can_be_clicked_and_a_click_elsewhere_closes_them(page: Page) -> None:
    page.locator("#q").press_sequentially("经")
    expect(page.locator(OPTIONS).first).to_be_visible()
    page.locator("h1").click()
    expect(page.locator(POPUP)).to_be_hidden()
    page.locator("#q").click()
    page.locator(OPTIONS, has_text="经济").click()
    expect_found(page, 60)


def test_only_searches_that_were_meant_are_remembered(page: Page) -> None:
    page.fill("#q", "渡口停了")
    page.wait_for_timeout(400)
    searching.settled(page)
    assert page.evaluate(KEPT) == []
    ask(page, "渡口")
    page.fill("#q", "柳湾的船")
    expect_found(page, 18)
    link = page.locator(RESULTS).first.locator("a")
    link.evaluate("(link) => link.addEventListener('click', (event) => event.preventDefault())")
    link.click()
    assert page.evaluate(KEPT) == ["柳湾的船", "渡口"]


def test_recent_searches_come_in_an_empty_field_stay_over_a_reload_and_can_be_cleared(page: Page) -> None:
    for query in ("渡口", "柳湾", "渡口"):
        ask(page, query)
    page.goto(page.url.split("?")[0])
    expect(page.locator(POPUP)).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(page.locator(OPTIONS)).to_have_count(2)
    expect(page.locator(OPTIONS).first).to_contain_text("渡口")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect_found(page, 18)
    page.fill("#q", "")
    page.locator("#q").click()
    page.keyboard.press("Tab")
    expect(page.locator(f"{POPUP} button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(POPUP)).to_be_hidden()
    expect(page.locator("#q")).to_be_focused()
    assert page.evaluate("localStorage.length") == 0


def test_at_most_twenty_are_kept(page: Page) -> None:
    page.evaluate("for (let n = 0; n < 25; n += 1) backfile.page.recent.remember(`query ${n}`)")
    kept = page.evaluate(KEPT)
    assert len(kept) == 20 and kept[0] == "query 24"


def test_where_storage_is_denied_or_damaged_the_page_works_all_the_same(new_page: NewPage, archive: Path) -> None:
    page = new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page.goto(searching.address(archive))
    ask(page, "渡口")
    expect_found(page, 36)
    page.fill("#q", "")
    page.locator("#q").click()
    expect(page.locator(OPTIONS)).to_have_text(["渡口 最近搜索"])
    page = new_page()
    page.add_init_script(
        "localStorage.setItem(`backfile recent ${location.pathname.replace(/[^/]*$/, '')}`, '{\"no\": 1}')"
    )
    page.goto(searching.address(archive))
    page.locator("#q").click()
    expect(page.locator(POPUP)).to_be_hidden()
