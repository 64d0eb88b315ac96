"""The search page for everyone: axe finds nothing in any of its states, the keyboard walks through it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser import access, kinds, searching

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import NewPage


@pytest.fixture(scope="module")
def archive(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return searching.archive_of(searching.press(), site, tmp_path_factory.mktemp("access") / "archive")


def bring(page: Page, archive: Path, site: Path, state: str) -> None:
    """Bring the page into a state."""
    if state == "arrival":
        page.goto((site / kinds.address(site, "article")).as_uri())
        word = page.locator(".story-body").inner_text()[:2]
        page.goto("about:blank")
        page.goto(f"{(site / kinds.address(site, 'article')).as_uri()}#q={quote(word)}")
        expect(page.locator("#arrival")).to_be_visible()
        return
    page.goto(searching.address(archive))
    if state == "suggestions":
        searching.ask(page, "林金彦")
        page.fill("#q", "林")
        searching.expect_found(page, 15)
        expect(page.locator(searching.OPTIONS)).to_have_count(2)  # the recent search and the name
        page.keyboard.press("ArrowDown")
    elif state == "results":
        searching.ask(page, "石桥 date:2018..2021")
        expect(page.locator("[data-facet=section] li")).to_have_count(3)
        page.locator("[data-facet=person] summary").click()
        expect(page.locator("[data-facet=person] li").first).to_be_visible()
        page.locator("#search-histogram summary").click()
        page.locator("#search-help summary").click()
    elif state == "nothing":
        searching.ask(page, "鲸鱼座 section:要闻")
    else:
        searching.ask(page, '石桥 OR date:2020-13 a* "half')


@pytest.mark.parametrize("state", ["results", "suggestions", "nothing", "hints", "arrival"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_violation(new_page: NewPage, archive: Path, site: Path, axe: str, state: str, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    if width < 992:
        opened = "() => (document.getElementById('search-facets') ?? {}).open = true"
        page.add_init_script(f"addEventListener('load', {opened})")
    bring(page, archive, site, state)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    access.assert_no_violation(page, axe)


def test_the_keyboard_walks_from_the_field_to_the_results_and_every_stop_is_seen(page: Page, archive: Path) -> None:
    page.goto(searching.address(archive))
    page.keyboard.type("石桥")
    page.keyboard.press("Enter")
    searching.settled(page)
    expect(page.locator("[data-facet=section] li")).to_have_count(3)
    stops = []
    for _ in range(40):
        page.keyboard.press("Tab")
        page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
        stops.append(
            page.evaluate(f"() => ({{...({access.FOCUSED})(), inside: document.activeElement.closest('[id]')?.id}})")
        )
        if stops[-1]["inside"] == "search-results":
            break
    inside = [stop["inside"] for stop in stops]
    wanted = ["form", "sort", "help", "skip", "facets", "histogram", "results"]
    assert [name.removeprefix("search-") for name in dict.fromkeys(inside)] == wanted
    seen = [stop for stop in stops if stop["inside"] != "search-histogram" or stop["tag"] != "g"]
    assert all(stop["seen"] and stop["outline"] >= 2 for stop in seen), seen


def test_a_link_leads_past_the_counts_to_the_results(page: Page, archive: Path) -> None:
    page.goto(f"{searching.address(archive)}?q=石桥")
    expect(page.locator("[data-facet=section] li")).to_have_count(3)
    page.locator("#search-help summary").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.querySelector('#search-results a')")
    assert "q=" in page.url
