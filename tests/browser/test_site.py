"""What the reader's site promises: it opens from a folder, on any screen, on paper, and without JavaScript.

The fixtures of `conftest.py` fail a test whose page writes an error to the console or asks for another host.
"""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from tests.browser import kinds

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    NewPage = Callable[..., Page]

THEME = Path(__file__).resolve().parents[2] / "theme"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
READING = tuple(kind for kind in kinds.KINDS if kind != "search")
SCREEN_ONLY = (".skip", ".site-bar", ".site-foot", ".steps", ".page-strip", ".place", ".letters", "form")


def open_kind(page: Page, site: Path, kind: str) -> None:
    page.goto((site / kinds.address(site, kind)).as_uri())


def test_opens_from_a_folder_with_its_own_style(page: Page, site: Path) -> None:
    """A page opened by double-click has its text and its style, and the console stays silent (see `faults`)."""
    for kind in kinds.KINDS:
        open_kind(page, site, kind)
        assert page.locator("h1").inner_text().strip(), kind
        assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute", kind


def test_needs_no_sideways_scrolling_at_320_pixels(new_page: NewPage, site: Path) -> None:
    """A phone's 320 pixels, which are also a desktop screen of 1280 pixels at 400 % zoom, hold every page."""
    page = new_page(viewport={"width": 320, "height": 640})
    for kind in kinds.KINDS:
        open_kind(page, site, kind)
        wider = page.evaluate(
            """() => [...document.querySelectorAll("body *")]
                .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
                .map((element) => element.outerHTML.slice(0, 120))"""
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, f"{kind}: {wider}"


def test_follows_the_colours_the_reader_has_chosen(page: Page, site: Path) -> None:
    """In the dark the paper is dark and the ink light, in the light the other way round."""
    luminance = """() => {
        const light = (colour) => {
            const [r, g, b] = colour.match(/[0-9.]+/g).map(Number);
            return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
        };
        return [light(getComputedStyle(document.documentElement).backgroundColor),
                light(getComputedStyle(document.querySelector("main")).color)];
    }"""
    for kind in kinds.KINDS:
        open_kind(page, site, kind)
        page.emulate_media(color_scheme="light")
        paper, ink = page.evaluate(luminance)
        assert paper > 0.85 and ink < 0.2, f"{kind} in the light"
        page.emulate_media(color_scheme="dark")
        paper, ink = page.evaluate(luminance)
        assert paper < 0.15 and ink > 0.8, f"{kind} in the dark"


def test_prints_without_navigation(page: Page, site: Path) -> None:
    """On paper stands the text in black on white; bars, steps and forms of the screen do not."""
    page.emulate_media(media="print", color_scheme="dark")
    for kind in kinds.KINDS:
        open_kind(page, site, kind)
        for found in page.locator(", ".join(SCREEN_ONLY)).all():
            assert not found.is_visible(), f"{kind} prints {found.evaluate('(element) => element.className')}"
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
        assert page.locator("h1").inner_text().strip(), kind


def test_prints_an_article_with_its_date_its_address_and_its_whole_headline(page: Page, site: Path) -> None:
    open_kind(page, site, "article")
    page.emulate_media(media="print")
    headline = page.locator("h1")
    assert headline.is_visible()
    assert headline.evaluate("(h) => getComputedStyle(h).overflow") == "visible"
    assert headline.evaluate("(h) => getComputedStyle(h).breakInside") == "avoid"
    assert page.locator(".story-line time").is_visible()
    assert page.locator(".record").is_visible()
    printed = page.locator(".record").inner_text()
    assert kinds.address(site, "article") in printed
    assert page.locator(".story-body").inner_text().strip()


def test_reads_the_same_without_javascript(new_page: NewPage, site: Path) -> None:
    with_it, without_it = new_page(), new_page(java_script_enabled=False)
    for kind in READING:
        for page in (with_it, without_it):
            open_kind(page, site, kind)
        text = without_it.locator("main").inner_text()
        assert text.strip(), kind
        assert text == with_it.locator("main").inner_text(), kind


def test_leads_from_the_front_page_to_everything_without_javascript(new_page: NewPage, site: Path) -> None:
    """A reader gets from home to an issue, a page, an article, a section and a person by links alone."""
    page = new_page(java_script_enabled=False)
    open_kind(page, site, "home")
    page.locator(".nameplate a").first.click()
    page.locator(".page-head a").first.click()
    page.locator(".teaser .headline a").first.click()
    assert page.locator(".story-body").inner_text().strip()
    page.locator(".doors a[href*='section']").click()
    page.locator(".names-list a").first.click()
    page.locator(".periods a").first.click()
    assert page.locator(".dated-list a").count() > 0
    page.locator(".doors a[href*='person']").click()
    page.locator(".index-list a").first.click()
    page.locator(".dated-list a").first.click()
    assert page.locator(".story-body").inner_text().strip()


def test_every_page_allows_no_inline_code_and_no_other_host(site: Path) -> None:
    """The policy stands before whatever it governs, and nothing in the page would need more than it allows."""
    for path in kinds.all_pages(site):
        soup = BeautifulSoup((site / path).read_text("utf-8"), "lxml")
        first = soup.find(["link", "script", "style", "img", "meta"], attrs={"charset": False})
        assert first is not None and first.get("http-equiv") == "Content-Security-Policy", path
        assert first["content"] == POLICY, path
        assert not soup.find("style"), path
        assert not soup.find(style=True), path
        assert all(script.get("src") and not script.string for script in soup.find_all("script")), path
        assert not [tag for tag in soup.find_all(True) for name in tag.attrs if name.startswith("on")], path
        for tag in soup.find_all(["link", "script", "img", "form"]):
            target = str(tag.get("href") or tag.get("src") or tag.get("action"))
            assert not re.match(r"[a-z]+:|//", target), f"{path}: {target}"


def test_the_policy_holds_on_a_double_clicked_page(page: Page, site: Path, tmp_path: Path, faults: list[str]) -> None:
    """Foreign code that somehow got into a page does not run from a folder either."""
    path = kinds.address(site, "article")
    copy = tmp_path / path
    copy.parent.mkdir(parents=True)
    shutil.copytree(site / "theme", tmp_path / "theme")
    text = (site / path).read_text("utf-8")
    copy.write_text(text.replace("</body>", "<script>document.title = 'it ran'</script></body>"), "utf-8")
    page.goto(copy.as_uri())
    assert page.title() != "it ran"
    assert any("Content Security Policy" in fault for fault in faults)
    faults.clear()


def test_every_page_says_what_it_is(site: Path) -> None:
    """Each page has a title and a description, one first heading, and no heading level is left out."""
    for path in kinds.all_pages(site):
        soup = BeautifulSoup((site / path).read_text("utf-8"), "lxml")
        assert soup.title is not None and soup.title.get_text().strip(), path
        assert soup.find("meta", attrs={"name": "description", "content": re.compile(r"\S")}), path
        assert soup.html is not None and soup.html.get("lang"), path
        levels = [int(heading.name[1]) for heading in soup.find_all(re.compile("^h[1-6]$"))]
        assert levels[:1] == [1] and levels.count(1) == 1, f"{path}: {levels}"
        assert all(after <= before + 1 for before, after in pairwise(levels)), f"{path}: {levels}"


def test_marks_the_language_of_text_that_is_not_the_interfaces(site: Path) -> None:
    text = (site / kinds.address(site, "English article")).read_text("utf-8")
    soup = BeautifulSoup(text, "lxml")
    story = soup.select_one("article.story")
    assert story is not None and story["lang"] == "en"
    assert soup.html is not None and soup.html["lang"] != "en"
    line = soup.select_one(".story-line")
    assert line is not None and line["lang"] == soup.html["lang"]


def test_says_plainly_that_a_headline_is_missing(page: Page, site: Path) -> None:
    open_kind(page, site, "article without headline")
    assert page.locator(".doubts li").first.is_visible()
    assert page.locator("h1.untitled").inner_text().endswith("…")


def test_tells_missing_days_to_the_eye_and_to_screen_readers(page: Page, site: Path) -> None:
    """Between the first and the latest issue a day without an issue is outlined and named; it is no link."""
    open_kind(page, site, "year")
    printed, missing = page.locator("td.day a"), page.locator("td.missing")
    assert printed.count() > 0
    for day in missing.all():
        assert day.locator(".unseen").inner_text().strip(": ")
        assert day.evaluate("(d) => getComputedStyle(d).outlineStyle") == "dashed"
        assert day.locator("a").count() == 0
    for day in printed.all():
        assert day.locator(".unseen").inner_text().strip(": ")


def test_stays_light(site: Path) -> None:
    """The styles of every page are at most 23.5 kB, those of the search page and of an article to which a search led
    10 kB more; an article's page is at most 20 kB beyond its own text."""
    sizes = {path.name: path.stat().st_size for path in (THEME / "static" / "css").glob("*.css")}
    assert sizes["site.css"] + sizes["print.css"] <= 23_500
    assert sum(sizes.values()) <= 33_500
    for path in kinds.all_pages(site):
        soup = BeautifulSoup((site / path).read_text("utf-8"), "lxml")
        body = soup.select_one("article.story .story-body")
        if body is not None:
            own = (site / path).stat().st_size - len(str(body).encode())
            assert own <= 20_000, f"{path}: {own} bytes"
