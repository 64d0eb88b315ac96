"""Where the browser of the tests is and how it is started: the one place that knows.

Debian's package is taken when it is there, else the Chromium that Playwright downloads for itself.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser")
# A browser left alone asks its maker for updates, field trials and models; a test must see the site's requests only.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
)


def system_chromium() -> Path | None:
    """The Chromium of the operating system's packages, None when there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return Path(found) if found else None


def playwright_chromium() -> Path | None:
    """The Chromium that Playwright has downloaded, None when it has not."""
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None


def find() -> Path | None:
    """The Chromium to test with, None when there is none on this machine."""
    return system_chromium() or playwright_chromium()


def launch(playwright: Playwright) -> Browser:
    """Start Chromium without a window. Chromium's sandbox refuses to run as root, so root goes without it."""
    arguments = list(QUIET)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return playwright.chromium.launch(executable_path=system_chromium(), args=arguments)
