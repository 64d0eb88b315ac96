"""A page that `inv serve` shows loads itself anew after a change, under the pages' own Content-Security-Policy."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from backfile.serve import serve
from tests.browser.conftest import watch

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'"


def test_a_page_shows_the_newest_site_by_itself(browser: Browser, faults: list[str], tmp_path: Path) -> None:
    text, output, stop = tmp_path / "text", tmp_path / "output", threading.Event()
    text.mkdir()
    (text / "page.txt").write_text("one", encoding="utf-8")
    output.mkdir()

    def build() -> None:
        words = (text / "page.txt").read_text(encoding="utf-8")
        head = f'<!doctype html><meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>x</title>'
        (output / "index.html").write_text(
            f"{head}<link rel=icon href=data:,><body><h1>{words}</h1></body>", encoding="utf-8"
        )

    address: list[str] = []
    ready = threading.Event()

    def told(where: str) -> None:
        address.append(where)
        ready.set()

    options = {"port": 0, "say": lambda _: None, "ready": told, "stop": stop}
    thread = threading.Thread(target=serve, args=(output, [text], build), kwargs=options)
    thread.start()
    try:
        assert ready.wait(20)
        context = browser.new_context()
        watch(context, faults, address[0])
        page = context.new_page()
        page.goto(address[0])
        page.wait_for_function("document.documentElement.dataset.newest === '1'")
        (text / "page.txt").write_text("two", encoding="utf-8")
        page.wait_for_selector("h1:text-is('two')", timeout=20_000)
        context.close()
    finally:
        stop.set()
        thread.join(20)
