"""An article's page to which a search led: its matches are marked, a bar steps through them; otherwise nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser import kinds

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import NewPage

BAR = "#arrival"
MARKS = "mark.found"
HERE = "mark.found[aria-current]"


def path_of(site: Path) -> Path:
    return site / kinds.address(site, "article")


def frequent(page: Page) -> str:
    """Two characters that the article has several times."""
    text = page.locator(".story-body").inner_text()
    pairs = re.findall(r"(?=([\u4e00-\u9fff]{2}))", text)
    return str(max(sorted(set(pairs)), key=lambda pair: text.count(pair)))


def arrive(page: Page, site: Path, query: str) -> None:
    page.goto("about:blank")
    page.goto(f"{path_of(site).as_uri()}#q={quote(query)}")
    expect(page.locator(BAR)).to_be_visible()


@pytest.fixture
def word(page: Page, site: Path) -> str:
    page.goto(path_of(site).as_uri())
    return frequent(page)


def test_without_a_query_in_the_address_nothing_is_loaded_but_a_small_script(page: Page, site: Path) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(path_of(site).as_uri())
    page.wait_for_load_state()
    scripts = [url for url in loaded if url.endswith(".js")]
    assert [url.rpartition("/")[2] for url in scripts] == ["arrival.js"]
    assert (site / "theme/js/arrival.js").stat().st_size < 1500
    element = re.findall(r"<script.*?</script>", path_of(site).read_text("utf-8"))
    assert len(element) == 1 and len(element[0].encode()) < 500
    expect(page.locator(BAR)).to_have_count(0)


def test_every_match_is_marked_and_counted(page: Page, site: Path, word: str) -> None:
    before = page.locator(".story").inner_text()
    arrive(page, site, word)
    marked = page.locator(MARKS).all_inner_texts()
    assert set(marked) == {word}
    assert page.locator(".story").inner_text() == before
    count = before.count(word)
    assert count > 1 and len(marked) >= count - page.locator(".story-line").inner_text().count(word)
    expect(page.locator(f"{BAR} [role=status]")).to_contain_text(str(len(marked)))


def test_keys_and_buttons_step_through_the_matches_and_round(page: Page, site: Path, word: str) -> None:
    arrive(page, site, word)
    count = page.locator(MARKS).count()

    def here() -> int:
        expect(page.locator(HERE)).to_have_count(1)
        return int(
            page.locator(MARKS).evaluate_all("(marks) => marks.findIndex((m) => m.hasAttribute('aria-current'))")
        )

    assert here() == 0
    page.keyboard.press("n")
    assert here() == 1
    expect(page.locator(HERE)).to_be_focused()
    expect(page.locator(HERE)).to_be_in_viewport()
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert here() == count - 1
    page.locator(f"{BAR} button", has_text=re.compile("下一处")).click()
    assert here() == 0
    page.locator("#site-q").focus()
    page.keyboard.type("np")
    assert here() == 0 and page.input_value("#site-q") == "np"


def test_closing_leaves_the_article_as_it_was(page: Page, site: Path, word: str) -> None:
    before = page.locator(".story").inner_html()
    arrive(page, site, word)
    page.keyboard.press("Escape")
    expect(page.locator(BAR)).to_have_count(0)
    assert page.locator(".story").inner_html() == before
    assert "#" not in page.url
    page.keyboard.press("n")  # a key of its own no more
    expect(page.locator(MARKS)).to_have_count(0)


def test_a_phrase_that_runs_over_two_paragraphs_is_one_match_marked_in_both(page: Page, site: Path) -> None:
    page.goto(path_of(site).as_uri())
    first, second = page.locator(".story-body p").all_inner_texts()[:2]
    end, start = re.findall(r"\S", first)[-3:], re.findall(r"\S", second)[:3]
    phrase = "".join(end + start)
    arrive(page, site, phrase)
    expect(page.locator(f"{BAR} [role=status]")).to_have_text(re.compile(r"^\D*1\D+1\D*$"))
    assert page.locator(MARKS).all_inner_texts() == ["".join(end), "".join(start)]
    expect(page.locator(HERE)).to_have_count(2)


def test_another_query_in_the_address_loads_nothing_a_second_time(page: Page, site: Path, word: str) -> None:
    arrive(page, site, word)
    page.evaluate(
        """() => new Promise((heard) => {
            addEventListener("hashchange", heard, { once: true });
            location.hash = "q=云溪";
        })"""
    )
    expect(page.locator("script[src$='/arrival-marks.js']")).to_have_count(1)


def test_a_search_leads_from_its_result_to_the_marks_in_other_script(page: Page, site: Path) -> None:
    page.goto((site / "search.html").as_uri() + "?q=" + quote("雲溪縣"))
    page.locator("#search-results a").first.click()
    expect(page.locator(BAR)).to_be_visible()
    assert "云溪县" in page.locator(MARKS).all_inner_texts()
    page.locator(f"{BAR} a").click()
    expect(page.locator("#q")).to_have_value("雲溪縣")


def test_a_query_that_is_not_on_the_page_or_is_hostile_shows_no_bar_and_breaks_nothing(page: Page, site: Path) -> None:
    for query in ("鲸鱼座流星", '<img src=x onerror=alert(1)>"', "%", "date:2020", "-只有排除"):
        page.goto("about:blank")
        page.goto(f"{path_of(site).as_uri()}#q={quote(query)}")
        page.wait_for_timeout(250)
        expect(page.locator(BAR)).to_have_count(0)


def test_the_page_jumps_instead_of_gliding_for_a_reader_who_wants_no_motion(new_page: NewPage, site: Path) -> None:
    page = new_page(reduced_motion="reduce", viewport={"width": 1280, "height": 500})
    page.goto(path_of(site).as_uri())
    word = frequent(page)
    arrive(page, site, word)
    page.evaluate(
        """() => {
            window.behaviours = [];
            const real = Element.prototype.scrollIntoView;
            Element.prototype.scrollIntoView = function (how) { behaviours.push(how.behavior); real.call(this, how); };
        }"""
    )
    page.keyboard.press("n")
    assert page.evaluate("behaviours") == ["instant"]


def test_it_works_on_a_web_server_at_a_sub_path_too(http_page: Page, http_site: str) -> None:
    http_page.goto(f"{http_site}search.html?q={quote('云溪')}")
    http_page.locator("#search-results a").first.click()
    expect(http_page.locator(BAR)).to_be_visible()
    expect(http_page.locator(HERE).first).to_be_in_viewport()
