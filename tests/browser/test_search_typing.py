"""Searching while one types: when it is asked, what is shown, what the address and the back button do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.browser import searching
from tests.browser.searching import CHIPS, RESULTS, STATUS, ask, expect_found

if TYPE_CHECKING:
    from pathlib import Path

WATCH = """() => {
    const real = backfile.search;
    window.asked = [];
    backfile.search = (query, options) => { window.asked.push(query); return real(query, options); };
}"""


@pytest.fixture(scope="module")
def archive(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return searching.archive_of(searching.press(), site, tmp_path_factory.mktemp("typing") / "archive")


@pytest.fixture(autouse=True)
def opened(page: Page, archive: Path) -> None:
    page.goto(searching.address(archive))


def test_results_come_while_one_types_and_the_address_follows_without_making_history(page: Page) -> None:
    steps = page.evaluate("history.length")
    page.locator("#q").press_sequentially("渡口")
    expect_found(page, 36)
    expect(page.locator(RESULTS)).to_have_count(10)
    assert unquote(page.url).endswith("?q=渡口")
    page.locator("#q").press_sequentially(" 柳湾", delay=50)
    expect_found(page, 3)
    assert unquote(page.url).endswith("?q=渡口+柳湾")
    assert page.evaluate("history.length") == steps


def test_fast_typing_asks_once_after_a_pause_and_enter_asks_at_once(page: Page) -> None:
    page.evaluate(WATCH)
    page.locator("#q").press_sequentially("渡口今年", delay=20)
    expect_found(page, 36)
    assert page.evaluate("asked.filter((query) => query !== '渡口今年')") == []
    page.locator("#q").press_sequentially("x")
    page.keyboard.press("Enter")
    assert page.evaluate("asked.includes('渡口今年x')")
    page.wait_for_timeout(400)
    assert page.evaluate("asked.filter((query) => query === '渡口今年x').length") == 1


def test_a_late_answer_never_overtakes_a_newer_one(page: Page) -> None:
    """Even one that does not heed the signal to stop."""
    page.evaluate(
        """() => {
            const real = backfile.search;
            window.late = 0;
            backfile.search = async (query, options) => {
                if (query !== "石桥") return real(query, options);
                await new Promise((resolve) => setTimeout(resolve, 700));
                const answer = await real(query, { ...options, signal: undefined, progress: undefined });
                window.aborted = options.signal.aborted;
                window.late += 1;
                options.progress({ ...answer, exact: false });
                return answer;
            };
        }"""
    )
    page.fill("#q", "石桥")
    page.wait_for_timeout(350)
    page.fill("#q", "渡口")
    expect_found(page, 36)
    page.wait_for_timeout(800)
    assert page.evaluate("late === 1 && aborted")
    assert searching.found(page) == 36
    assert unquote(page.url).endswith("渡口")


def test_nothing_is_asked_while_an_input_method_composes(page: Page) -> None:
    page.evaluate(WATCH)
    keyboard = page.context.new_cdp_session(page)
    page.locator("#q").focus()
    for letters in ("d", "du", "du k"):
        keyboard.send("Input.imeSetComposition", {"text": letters, "selectionStart": 1, "selectionEnd": 1})
        page.wait_for_timeout(400)
    assert page.evaluate("asked") == []
    keyboard.send("Input.insertText", {"text": "渡口"})
    expect_found(page, 36)
    assert set(page.evaluate("asked")) == {"渡口"}


def test_the_back_button_returns_to_what_was_meant_not_to_what_was_half_typed(page: Page) -> None:
    ask(page, "石桥")
    page.locator("#q").press_sequentially(" 柳")
    page.wait_for_timeout(400)
    page.locator("#q").press_sequentially("湾")
    expect_found(page, 18)
    page.keyboard.press("Enter")
    searching.settled(page)
    page.go_back()
    expect(page.locator("#q")).to_have_value("石桥")
    expect_found(page, 180)
    page.go_back()
    expect(page.locator("#q")).to_have_value("")
    expect(page.locator(STATUS)).to_have_text("")
    page.go_forward()
    page.go_forward()
    expect(page.locator("#q")).to_have_value("石桥 柳湾")
    expect_found(page, 18)


def test_emptying_the_field_leaves_the_help_and_nothing_else(page: Page) -> None:
    ask(page, "渡口 date:2020-03")
    expect(page.locator(CHIPS)).to_have_count(1)
    assert not page.locator("#search-help dl").is_visible()
    page.fill("#q", "")
    expect(page.locator("#search-help dl")).to_be_visible()
    expect(page.locator(f"{RESULTS}, {CHIPS}")).to_have_count(0)
    assert not page.locator("#search-histogram").is_visible()
    assert not page.locator("#search-facets").is_visible()
    assert page.url.endswith("search.html?") or page.url.endswith("search.html")


def test_a_screen_reader_is_told_the_count_once_things_are_quiet(page: Page) -> None:
    said = page.locator("#search-said")
    expect(said).to_have_attribute("role", "status")
    page.evaluate(
        """() => {
            window.heard = [];
            const said = document.getElementById("search-said");
            new MutationObserver(() => heard.push(said.textContent)).observe(said, { childList: true });
        }"""
    )
    for letter in "渡口今年":
        page.locator("#q").press_sequentially(letter)
        page.wait_for_timeout(300)
    expect(said).to_contain_text("36")
    assert len(page.evaluate("heard")) == 1


def test_a_count_that_is_still_being_verified_says_so_and_becomes_exact(page: Page) -> None:
    page.evaluate(
        """() => {
            const real = backfile.search;
            backfile.search = async (query, options) => {
                const answer = await real(query, { ...options, progress: undefined });
                options.progress?.({ ...answer, total: 12, exact: false });
                await new Promise((resolve) => { window.finish = resolve; });
                return answer;
            };
        }"""
    )
    page.fill("#q", "渡口")
    expect(page.locator(STATUS)).to_have_text(re.compile("12.*(仍|还)在"))
    expect(page.locator(RESULTS)).to_have_count(10)
    page.evaluate("document.querySelector('#search-results li').dataset.same = 'yes'")
    expect(page.locator("#search-said")).to_have_text("")
    page.evaluate("finish()")
    expect_found(page, 36)
    expect(page.locator(f"{RESULTS}[data-same]")).to_have_count(1)


def test_a_half_written_phrase_is_no_mistake_until_it_is_meant(page: Page) -> None:
    page.fill("#q", '"渡口今年')
    expect_found(page, 36)
    expect(page.locator(searching.NOTES)).to_have_text("")
    page.press("#q", "Enter")
    expect(page.locator(searching.NOTES)).to_contain_text("引号")
