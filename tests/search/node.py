"""Asks the page's own search scripts, run by node."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.node import program

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).resolve().parent


def ask(site: Path, questions: Iterable[dict[str, Any]], page: str = "search.html") -> list[Any]:
    """The answers of `harness.js` to `questions`, asked by the page `page` of the site."""
    done = subprocess.run(
        [program(), str(HERE / "harness.js"), str(site), page],
        input="\n".join(map(json.dumps, questions)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def search(site: Path, query: str, page: str = "search.html", **options: Any) -> Any:
    """The answer of `backfile.search(query, options)`."""
    return ask(site, [{"search": query, "options": options}], page)[0]
