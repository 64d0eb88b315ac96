"""The search in Firefox from a folder, with the network off and files kept apart from each other as readers have it."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.browser import firefox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser.firefox import Firefox

RESULTS = "document.querySelectorAll('#search-results li')"
FOUND = f"{RESULTS}.length"
NOTES = "document.querySelector('#search-notes').textContent.trim()"


@pytest.fixture(scope="module")
def running() -> Iterator[Firefox]:
    with firefox.launch() as running:
        yield running


@pytest.fixture
def breaker(running: Firefox) -> Firefox:
    """Firefox with a new page that may report errors: something is broken on purpose."""
    running(page=True)
    return running


@pytest.fixture
def reader(breaker: Firefox) -> Iterator[Firefox]:
    """Firefox with a new page that must not write an error, throw, or ask for anything but files."""
    yield breaker
    assert breaker(faults=True) == []


def ask(reader: Firefox, query: str, until: str) -> None:
    """Type a query, and wait until an expression of the page is true."""
    reader(evaluate="document.querySelector('#q').select()")
    reader(type=query)
    reader(press="Enter")
    reader(wait=until)


def an_article(site: Path) -> tuple[Path, str]:
    """Some article's page and four characters of its headline."""
    for path in sorted(site.glob("yunxi/*/*/*/yunxi-*-p01-*.html")):
        found = re.search(r"<h1[^>]*>[^<]*?([\u4e00-\u9fff]{4})", path.read_text("utf-8"))
        if found:
            return path, found[1]
    raise AssertionError("no article has four Chinese characters in its headline")


def test_files_are_kept_apart_as_in_a_readers_firefox(breaker: Firefox, site: Path) -> None:
    breaker(open=(site / "search.html").as_uri())
    assert breaker(evaluate="fetch('search/manifest.js').then(() => 'read', () => 'refused')") == "refused"


def test_a_search_finds_an_article_marks_it_and_leads_to_it(reader: Firefox, site: Path) -> None:
    path, words = an_article(site)
    reader(open=(site / "search.html").as_uri())
    assert reader(evaluate="document.activeElement.id") == "q"
    ask(reader, words, FOUND)
    link = f"[...{RESULTS}].find((item) => item.dataset.id === {json.dumps(path.stem)})"
    assert words in reader(evaluate=f"{link}.querySelector('.headline').textContent")
    assert reader(evaluate=f"[...{link}.querySelectorAll('mark')].map((mark) => mark.textContent)").count(words)
    reader(evaluate=f"{link}.querySelector('a').focus()")
    reader(press="Enter")
    reader(wait="document.querySelector('article h1')?.textContent")
    assert reader(evaluate="location.pathname").endswith(f"/{path.name}")


def test_the_address_holds_the_query(reader: Firefox, site: Path) -> None:
    _, words = an_article(site)
    reader(open=f"{(site / 'search.html').as_uri()}?q={words}")
    reader(wait=FOUND)
    ask(reader, "查无此事", f"!{FOUND} && {NOTES}")
    reader(evaluate="history.back()")
    reader(wait=f"{FOUND} && document.querySelector('#q').value === {json.dumps(words)}")


def test_a_damaged_part_is_named_and_the_rest_answers(breaker: Firefox, site: Path, tmp_path: Path) -> None:
    for name in ("theme", "search"):
        shutil.copytree(site / name, tmp_path / name)
    shutil.copy(site / "search.html", tmp_path / "search.html")
    damaged, *others = sorted((tmp_path / "search").rglob("texts/00/*.js"))
    assert others
    damaged.write_text('backfile.shard("base/texts/00/00",[["lum', encoding="utf-8")
    breaker(open=f"{(tmp_path / 'search.html').as_uri()}?q=的&sort=oldest")
    breaker(wait=f"{FOUND} && {NOTES}")
