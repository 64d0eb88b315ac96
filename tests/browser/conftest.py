"""Browser fixtures: every page is watched, and the network is off.

A test fails when a page it opened wrote an error to the console (a broken Content-Security-Policy is one), threw,
or asked any host but the one it came from. A test that breaks something on purpose empties `faults` itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from tests.browser import chromium

AXE = Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"
LOCAL = ("file:", "data:", "blob:", "about:")

NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The rules of axe-core, as a script."""
    return AXE.read_text("utf-8")


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What went wrong in the pages of this test; must be empty at its end."""
    found: list[str] = []
    yield found
    assert not found, "\n".join(["the page misbehaved:", *found])


def watch(context: BrowserContext, faults: list[str], origin: str | None) -> None:
    """Write down console errors, exceptions and requests beyond `origin`, and stop such requests."""

    def allowed(url: str) -> bool:
        return url.startswith(LOCAL) if origin is None else url.startswith((origin, *LOCAL[1:]))

    def stop(route: Route) -> None:
        if allowed(route.request.url):
            route.continue_()
        else:
            route.abort()

    def on_page(page: Page) -> None:
        page.on(
            "console", lambda message: faults.append(f"console: {message.text}") if message.type == "error" else None
        )
        page.on("pageerror", lambda error: faults.append(f"exception: {error}"))
        page.on("crash", lambda _: faults.append("the page crashed"))

    context.on("page", on_page)
    context.on("request", lambda request: None if allowed(request.url) else faults.append(f"request: {request.url}"))
    context.route(re.compile("^(?!file:)"), stop)


@pytest.fixture
def new_page(browser: Browser, faults: list[str]) -> Iterator[NewPage]:
    """Make a page for file:// addresses in a context of its own, offline.

    Takes Playwright's options for a context: `viewport`, `color_scheme`, `java_script_enabled`, `reduced_motion`…
    """
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> Page:
        context = browser.new_context(offline=True, **options)
        contexts.append(context)
        watch(context, faults, None)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def context(page: Page) -> BrowserContext:
    """The context of `page`."""
    return page.context


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A desktop page for file:// addresses, with the network off."""
    return new_page(viewport={"width": 1280, "height": 900})


@pytest.fixture
def http_page(browser: Browser, http_site: str, faults: list[str]) -> Iterator[Page]:
    """A desktop page that reaches the server of `http_site` and nothing else."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    parts = urlsplit(http_site)
    watch(context, faults, f"{parts.scheme}://{parts.netloc}/")
    yield context.new_page()
    context.close()
