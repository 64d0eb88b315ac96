"""The search page in a browser: from a folder with the network off, and on a web server at a sub-path."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

from backfile.search.document import Document
from tests.browser import searching
from tests.browser.searching import RESULTS, STATUS, address, ask
from tests.search.corpus import documents

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import NewPage

HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script> {{ 7*7 }}"


def words_of(page: Page, site: Path) -> str:
    """Four characters of some article's headline."""
    path = sorted(site.glob("yunxi/*/*/*/yunxi-*-p01-*.html"))[0]
    page.goto(path.as_uri())
    return str(re.findall(r"[\u4e00-\u9fff]{4}", page.locator("h1").inner_text())[0])


@pytest.fixture
def archive(site: Path, tmp_path: Path) -> Path:
    """The sample's search page over an index of our own, which a test may damage."""
    hostile = Document(id="hostile", url="x.html", title=HOSTILE, date="2023-01-01", passages=(f"{HOSTILE} 石桥",) * 2)
    return searching.archive_of([*documents(120), hostile], site, tmp_path / "archive")


def test_a_search_by_keyboard_finds_an_article_and_leads_to_it(page: Page, site: Path) -> None:
    words = words_of(page, site)
    page.goto(address(site))
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    first = page.locator(RESULTS).first
    expect(first.locator(".headline")).to_contain_text(words)
    expect(first.locator("mark").first).to_have_text(words)
    expect(first.locator("time")).to_have_attribute("datetime", re.compile(r"^\d{4}-\d\d-\d\d$"))
    first.locator("a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(words)


def test_the_form_of_any_page_leads_to_results_over_http_at_a_sub_path(http_page: Page, http_site: str) -> None:
    http_page.goto(http_site)
    http_page.fill("#site-q", "云溪")
    http_page.press("#site-q", "Enter")
    expect(http_page.locator(RESULTS).first).to_be_visible()
    href = http_page.locator(RESULTS).first.locator("a").get_attribute("href")
    assert href and not href.startswith(("/", "http"))
    http_page.locator(RESULTS).first.locator("a").click()
    expect(http_page.locator("article")).to_be_visible()
    assert http_page.url == http_site + href


def test_the_state_stands_in_the_address_and_the_back_button_returns_to_it(page: Page, archive: Path) -> None:
    page.goto(f"{address(archive)}?q=%E7%9F%B3%E6%A1%A5&sort=oldest")
    expect(page.locator(RESULTS)).to_have_count(10)
    assert page.input_value("#q") == "石桥"
    assert page.input_value("#sort") == "oldest"
    oldest = page.locator(RESULTS).first.get_attribute("data-id")
    page.select_option("#sort", "newest")
    expect(page.locator(RESULTS).first).not_to_have_attribute("data-id", oldest or "")
    ask(page, "渡口")
    assert "%E6%B8%A1%E5%8F%A3" in page.url and "sort=newest" in page.url
    page.go_back()
    expect(page.locator("#q")).to_have_value("石桥")
    page.go_back()
    expect(page.locator(RESULTS).first).to_have_attribute("data-id", oldest or "")
    page.reload()
    expect(page.locator(RESULTS).first).to_have_attribute("data-id", oldest or "")


def test_the_order_can_be_chosen(page: Page, archive: Path) -> None:
    page.goto(f"{address(archive)}?q=石桥")
    expect(page.locator(RESULTS)).to_have_count(10)
    page.select_option("#sort", "newest")
    expect(page.locator(f"{RESULTS} time").first).to_have_attribute("datetime", "2023-01-01")
    assert "sort=newest" in page.url


def test_an_address_that_cannot_be_meant_is_an_empty_search_page(page: Page, archive: Path) -> None:
    page.goto(f"{address(archive)}?q=%20&sort=sideways&offset=-5")
    expect(page.locator("#sort")).to_have_value("relevance")
    expect(page.locator(RESULTS)).to_have_count(0)
    expect(page.locator(STATUS)).to_have_text("")


def test_hostile_text_is_shown_as_text(page: Page, archive: Path) -> None:
    page.goto(address(archive))
    ask(page, "onerror alert")
    expect(page.locator(".headline")).to_have_text(HOSTILE)
    expect(page.locator(f"{RESULTS} img, {RESULTS} script")).to_have_count(0)
    ask(page, "<img src=x onerror=alert(3)>")
    assert page.locator("#search-notes li").count() > 0


def test_traditional_words_find_simplified_text_and_mark_it(page: Page, archive: Path) -> None:
    page.goto(address(archive))
    ask(page, "３臺水泵")
    assert set(page.locator("mark").all_inner_texts()) == {"3台水泵"}
    ask(page, "闸门检查完毕")
    assert set(page.locator(".headline mark").all_inner_texts()) == {"閘門檢查完畢"}


def test_a_mistake_and_an_empty_result_say_what_to_do(page: Page, archive: Path) -> None:
    page.goto(address(archive))
    for query, words in (("-石桥", "排除|排除词"), ("石桥 鲸鱼", "鲸鱼"), ("，", "标点")):
        ask(page, query)
        expect(page.locator("#search-notes")).to_contain_text(re.compile(words))
        expect(page.locator(RESULTS)).to_have_count(0)


def test_a_damaged_part_is_named_and_the_rest_answers(page: Page, archive: Path, faults: list[str]) -> None:
    path = next((archive / "search").glob("base-*/texts/00/02.js"))
    path.write_text('backfile.shard("base/texts/00/02",[["lum', encoding="utf-8")
    page.goto(address(archive))
    ask(page, "在白沙渡")
    expect(page.locator("#search-notes")).to_contain_text("2022年1月3日")
    assert page.locator(RESULTS).count() > 0
    expect(page.locator("[data-facet=section] li").first).to_be_visible()
    faults.clear()  # the browser reports the damaged script itself


def test_without_its_index_the_page_says_so(page: Page, archive: Path, faults: list[str]) -> None:
    shutil.rmtree(archive / "search")
    page.goto(address(archive))
    page.fill("#q", "石桥")
    page.press("#q", "Enter")
    expect(page.locator("#search-notes")).to_contain_text("search/manifest.js")
    faults.clear()  # the browser reports the missing script itself


def test_without_javascript_the_page_leads_to_other_ways(new_page: NewPage, site: Path) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(address(site))
    notice = page.locator("main .notice")
    expect(notice).to_contain_text("JavaScript")
    notice.locator("a").first.click()
    assert page.url.endswith("/calendar.html")


def test_the_documented_function_finds_every_article_by_its_headline(page: Page, site: Path) -> None:
    """`id` as the article's page has it, `url` relative to the page that asks; drafts and pages are not found."""
    page.goto(address(site))
    for path in sorted(site.glob("*/2???/??/??/*-*.html"))[::4]:
        page.goto(path.as_uri())
        title, identity = page.locator("h1").inner_text(), path.stem
        page.goto(address(site))
        quoted = title.replace('"', " ")
        answer: dict[str, Any] = page.evaluate("query => backfile.search(query, { limit: 50 })", quoted)
        found = {result["id"]: result["url"] for result in answer["results"]}
        assert (site / found[identity]).resolve() == path.resolve(), title
        assert answer["total"] == len(answer["results"])


def test_the_page_asks_only_for_what_the_query_needs(page: Page, archive: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address(archive))
    assert not [url for url in asked if "/terms/" in url or "/texts/" in url]
    ask(page, "石桥")
    assert len([url for url in asked if "/terms/" in url or "/lists/" in url]) == 1
    shown = len({url for url in asked if "/texts/" in url})
    assert 0 < shown < len(list((archive / "search").glob("base-*/texts/*/*.js")))


def test_facets_and_more_results_cost_no_second_search_in_any_order(page: Page, archive: Path) -> None:
    """The program is watched where a search begins."""
    page.add_init_script("""addEventListener("DOMContentLoaded", () => {
        const { propose } = backfile;
        window.searches = 0;
        backfile.propose = (context) => { window.searches += 1; return propose(context); };
    })""")
    for sort in ("relevance", "newest"):
        page.goto(f"{address(archive)}?q=的桥&sort={sort}")
        page.fill("#q", "石桥")
        page.press("#q", "Enter")
        expect(page.locator("[data-facet=section] li").first).to_be_visible()
        page.locator("#search-next").scroll_into_view_if_needed()
        expect(page.locator(RESULTS).nth(12)).to_be_attached()
        assert page.evaluate("window.searches") <= 2, sort


def test_more_results_that_are_lost_are_told(page: Page, archive: Path, faults: list[str]) -> None:
    for path in sorted((archive / "search").glob("base-*/texts/00/*.js"))[5:]:
        path.unlink()
    page.goto(f"{address(archive)}?q=桥&sort=oldest")  # one character: the index knows, no text is read to be sure
    expect(page.locator(RESULTS)).to_have_count(10)
    page.locator("#search-next").scroll_into_view_if_needed()
    expect(page.locator("#search-notes li").first).to_be_visible()
    faults.clear()  # the browser reports the missing scripts itself


def test_a_search_that_fails_leaves_nothing_of_the_one_before(page: Page, archive: Path, faults: list[str]) -> None:
    page.goto(f"{address(archive)}?q=石桥")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.evaluate("() => { backfile.propose = () => Promise.reject(new Error('on purpose')); }")
    page.fill("#q", "渡口")
    page.press("#q", "Enter")
    expect(page.locator(RESULTS)).to_have_count(0)
    expect(page.locator("#search-results")).to_have_attribute("aria-busy", "false")
    expect(page.locator(STATUS)).not_to_be_empty()
    faults.clear()  # the error is told in the console too
