"""The site for everyone: axe finds nothing on any kind of page, and the keyboard reaches everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import access, kinds

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    NewPage = Callable[..., Page]


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_axe_finds_no_violation(page: Page, site: Path, axe: str, kind: str) -> None:
    page.goto((site / kinds.address(site, kind)).as_uri())
    access.assert_no_violation(page, axe)


def test_the_skip_link_shows_itself_and_leads_past_the_navigation(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)  # it glides in
    focused = page.evaluate(access.FOCUSED)
    assert focused["href"] == "#main" and focused["seen"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_the_keyboard_walks_every_page_and_is_seen(page: Page, site: Path, kind: str) -> None:
    """Tab passes the skip link, the brand, the six doors in their order, the search form where the page has the
    site's, and then the page's own links; each is on the screen and outlined when it has the focus."""
    page.goto((site / kinds.address(site, kind)).as_uri())
    first = page.locator("a, button, input, select, textarea, [tabindex]").first
    first.focus()  # the search page sets the focus itself; the walk begins at the top there too
    steps = [page.evaluate(access.FOCUSED)]
    for _ in range(23):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
        steps.append(page.evaluate(access.FOCUSED))
    assert all(step["seen"] and step["outline"] >= 2 for step in steps[1:]), steps
    doors = page.locator(".doors a").evaluate_all("(links) => links.map((link) => link.getAttribute('href'))")
    assert len(doors) == 6
    brand = page.locator(".brand").get_attribute("href")
    assert [step["href"] for step in steps[:8]] == ["#main", brand, *doors]
    if page.locator(".site-search").count():
        assert [step["name"] for step in steps[8:9]] == ["q"]
    assert any(step["tag"] in ("A", "INPUT") for step in steps[8:])


def test_the_search_form_of_any_page_asks_the_search_page_by_keyboard(page: Page, site: Path) -> None:
    page.goto((site / kinds.address(site, "article")).as_uri())
    page.locator("#site-q").focus()
    page.keyboard.type("春")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=%E6%98%A5")


def test_nothing_moves_for_a_reader_who_wants_no_motion(new_page: NewPage, site: Path) -> None:
    page = new_page(reduced_motion="reduce")
    for kind in kinds.KINDS:
        page.goto((site / kinds.address(site, kind)).as_uri())
        moving = page.evaluate(
            """() => [...document.querySelectorAll("*")].filter((element) => {
                const style = getComputedStyle(element);
                return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
            }).length"""
        )
        assert moving == 0, kind


def test_targets_of_the_navigation_are_large_enough_for_a_thumb(new_page: NewPage, site: Path) -> None:
    """At 320 pixels the doors, the search form, and the days of a calendar are at least 44 pixels high."""
    page = new_page(viewport={"width": 320, "height": 640})
    for kind in kinds.KINDS:
        page.goto((site / kinds.address(site, kind)).as_uri())
        small = page.locator(".doors a, .site-search button, .page-strip a, td.day a").evaluate_all(
            """(targets) => targets.map((target) => [target.textContent, target.getBoundingClientRect()])
                .filter(([, box]) => box.height < 43.9 || box.width < 36).map(([words]) => words)"""
        )
        assert not small, f"{kind}: {small}"
