"""The page of `inv review`, opened from its file: no network, for every eye, by keyboard, on a phone, on paper."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import access
from tests.test_html import complaints

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    NewPage = Callable[..., Page]

ROOT = Path(__file__).resolve().parents[2]
CODES = (
    "headline-missing",
    "extent-doubtful: 0.55, else it goes on with “</script><i>” (line 9)",
    "byline-doubtful: 0.6",
)
HOSTILE = "</script><img src=x onerror=document.title=1>"


@pytest.fixture(scope="module")
def desk(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page for the sample archive, where a dozen articles are in doubt and one has a hostile headline."""
    content = tmp_path_factory.mktemp("desk") / "content"
    for path in sorted((sample / "content").glob("*/2*/*/*/*")):
        if path.is_file():
            copy = content / path.relative_to(sample / "content")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    for number, path in enumerate(sorted(content.rglob("*-p0*.md"))[:12]):
        head, body = re.sub(r"\nReview: .*", "", path.read_text(encoding="utf-8")).split("\n\n", 1)
        if number == 1:
            head = re.sub(r"^Title: ", f"Title: {HOSTILE} ", head)
        path.write_text(f"{head}\nReview: {CODES[number % 3]}\n\n{body}", encoding="utf-8")
    command = [sys.executable, "-m", "invoke", "review", "--quiet", "--content", str(content)]
    subprocess.run(command, cwd=ROOT, check=True)
    return content / ".backfile" / "review.html"


def test_the_page_is_valid_html(desk: Path) -> None:
    assert complaints(desk.parent) == []


def test_hostile_words_of_an_article_do_nothing_and_the_policy_is_kept(page: Page, desk: Path) -> None:
    page.goto(desk.as_uri())
    assert page.title() != "1"
    assert page.locator("img, i").count() == 0
    assert page.get_by_role("heading", name=HOSTILE).count() == 1
    assert page.evaluate("document.scripts.length") == 1


def test_axe_finds_no_violation_on_it(page: Page, desk: Path, axe: str) -> None:
    page.goto(desk.as_uri())
    access.assert_no_violation(page, axe)


def test_j_and_k_go_through_the_articles_that_are_shown(page: Page, desk: Path) -> None:
    page.goto(desk.as_uri())
    at = "document.activeElement.id"
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate(at) == "a2"
    page.keyboard.press("k")
    page.keyboard.press("k")
    assert page.evaluate(at) == "a1"
    assert page.locator(".list [aria-current]").get_attribute("href") == "#a1"
    chip = page.locator(".chips button[data-code=byline-doubtful]")
    chip.click()
    assert chip.get_attribute("aria-pressed") == "true"
    shown = page.locator(".item:visible").evaluate_all("(items) => items.map((item) => [item.id, item.dataset.codes])")
    assert {codes for _, codes in shown} == {"byline-doubtful"}
    assert page.locator(".list a:visible").count() == len(shown)
    page.keyboard.press("j")
    assert page.evaluate(at) == shown[0][0]


def test_a_button_copies_what_shall_stand_in_the_file(page: Page, desk: Path) -> None:
    page.goto(desk.as_uri())
    button = page.locator(".paste .copy").first
    wanted = button.get_attribute("data-text")
    button.click()
    page.locator("#said", has_text=str(wanted).strip()).wait_for(state="attached")
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), {id: 'paste'}))")
    page.locator("#paste").focus()
    page.keyboard.press("Control+V")
    assert page.locator("#paste").input_value() == wanted


def test_the_file_of_an_article_opens_from_its_link(page: Page, desk: Path) -> None:
    page.goto(desk.as_uri())
    for href in page.locator(".file a").evaluate_all("(links) => links.map((link) => link.getAttribute('href'))"):
        assert (desk.parent / href).is_file()


def test_nothing_is_cut_off_on_a_phone_and_all_can_be_read_without_scripts(new_page: NewPage, desk: Path) -> None:
    page = new_page(viewport={"width": 320, "height": 700}, java_script_enabled=False)
    page.goto(desk.as_uri())
    assert page.locator(".item").count() == page.locator(".item:visible").count() > 10
    assert page.locator("button:visible").count() == 0
    page = new_page(viewport={"width": 320, "height": 700})
    page.goto(desk.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_on_paper_there_are_the_articles_and_no_buttons(page: Page, desk: Path) -> None:
    page.goto(desk.as_uri())
    page.emulate_media(media="print")
    assert page.locator(".list:visible, button:visible").count() == 0
    assert page.locator(".item:visible").count() > 10
