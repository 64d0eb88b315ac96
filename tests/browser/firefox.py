"""Firefox of the tests, with its policy for files as strict as a reader's: the one place that knows how it is driven.

Playwright drives only a Firefox of its own making, so Debian's is driven by Puppeteer (see `firefox.js`).
"""

from __future__ import annotations

import json
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests import node

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ("firefox-esr", "firefox")
DRIVER = Path(__file__).with_name("firefox.js")


def find() -> Path | None:
    """The Firefox to test with, None when there is none on this machine."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return Path(found) if found else None


class Firefox:
    """A running Firefox with one page."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._answer()

    def __call__(self, **step: Any) -> Any:
        """Take a step that `firefox.js` knows, such as `firefox(open=address)`; return its value."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(step) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "Firefox or its driver has ended; it says why above"
        answer = json.loads(line)
        assert "error" not in answer, answer["error"]
        return answer["value"]


@contextmanager
def launch() -> Iterator[Firefox]:
    """Start Firefox without a window, with the network off; end it with the context."""
    program = find()
    assert program, "there is no Firefox: `inv test` installs it (Debian: sudo apt-get install firefox-esr)"
    process = subprocess.Popen(
        [node.program(), DRIVER, program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        yield Firefox(process)
    finally:
        assert process.stdin
        process.stdin.close()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
