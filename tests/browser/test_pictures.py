"""Pages with pictures in a browser: nothing moves when a picture comes late, and nothing is wider than the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from backfile.build.run import build
from tests.browser.access import assert_no_violation
from tests.build_helpers import picture, write_article

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, Route

    from tests.browser.conftest import NewPage

CONF = """from backfile.defaults import *
NEWSPAPERS = {"east": {"name": "东报", "lang": "zh-cn"}}
PLUGINS = ["backfile_archive"]
PICTURE_WIDTH = 800
"""
FOLDER = "east/2026/01/01"
PAGE = f"{FOLDER}/east-20260101-p01-01.html"
PLACES = "() => [...document.querySelectorAll('p, figcaption, h1, h2, h3')].map((at) => at.getBoundingClientRect().top)"
IMAGES = "() => [...document.images].every((at) => at.complete && at.naturalWidth)"
WIDER = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a scan, a small picture, one without words and one in a line of text."""
    root = tmp_path_factory.mktemp("pictures")
    (root / "pelicanconf.py").write_text(CONF, encoding="utf-8")
    for name, size in (("scan.png", (1000, 1400)), ("small.png", (200, 150)), ("wide.png", (1200, 90))):
        write_article(root / "content", f"{FOLDER}/{name}", "").write_bytes(picture(size))
    figures = "\n\n".join(f"![一句图说。]({name})\n\n一段正文。" for name in ("small.png", "scan.png", "wide.png"))
    head = "Title: 题\nId: east-20260101-p01-01\nPage: 1\n\n"
    write_article(root / "content", f"{FOLDER}/a.md", f"{head}{figures}\n\n![](scan.png)\n\n文中![鹅](wide.png)图。\n")
    build(root / "content", root / "output", root / "pelicanconf.py")
    return root / "output"


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", ["index.html", f"{FOLDER}/p01.html", PAGE])
def test_nothing_moves_when_pictures_come_late_and_nothing_overflows(
    site: Path, new_page: NewPage, name: str, width: int
) -> None:
    page: Page = new_page(viewport={"width": width, "height": 20_000})  # so high that no picture waits for the reader
    held: list[Route] = []
    page.route(
        lambda address: address.endswith((".png", ".jpg")) and FOLDER in address, lambda route: held.append(route)
    )
    page.goto((site / name).as_uri(), wait_until="domcontentloaded")
    page.wait_for_function("document.fonts.ready.then(() => true)")
    before: Any = page.evaluate(PLACES)
    assert held, "no picture is there yet"
    assert not page.evaluate(IMAGES)
    for route in held:
        route.continue_()
    page.wait_for_function(IMAGES)
    assert page.evaluate(PLACES) == before
    assert page.evaluate(WIDER) <= 0


def test_a_scan_leads_to_itself_at_its_full_size(site: Path, page: Page, axe: str) -> None:
    page.goto((site / PAGE).as_uri())
    assert_no_violation(page, axe)
    page.locator("figure a").nth(0).click()
    assert page.evaluate("() => document.images[0].naturalWidth") == 1000
