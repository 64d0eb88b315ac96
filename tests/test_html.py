"""The pages of the sample site are valid HTML, and its links hold."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from backfile.check import site as site_check
from tests import node

TESTS = Path(__file__).resolve().parent
VALIDATOR = TESTS / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
# A headline is as long as it was printed: the rule on long titles is off, all other recommended rules are on.
RULES = TESTS / "htmlvalidate.json"


def complaints(path: Path) -> list[str]:
    """What the validator says against the pages in a folder, one line each."""
    command = [node.program(), str(VALIDATOR), "--config", str(RULES), "--formatter", "json", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.stdout.startswith("["), done.stdout + done.stderr
    return [
        f"{Path(file['filePath']).relative_to(path)}:{message['line']}: {message['ruleId']}: {message['message']}"
        for file in json.loads(done.stdout)
        for message in file["messages"]
    ]


def test_every_page_of_the_sample_site_is_valid_html(site: Path) -> None:
    assert len(list(site.rglob("*.html"))) > 100
    assert complaints(site) == []


def test_the_validator_sees_a_page_that_is_not_valid(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        '<!doctype html><html lang="en"><head><title>x</title></head>'
        '<body><p id="a">one<p id="a" style="color: red">two</p><b></i></body></html>\n',
        encoding="utf-8",
    )
    assert {line.split(": ")[1] for line in complaints(tmp_path)} >= {"no-dup-id", "no-inline-style", "close-order"}


def test_no_link_of_the_sample_site_is_broken_and_no_address_leads_to_another_host(site: Path) -> None:
    report = site_check.check(site)
    assert report.faults == []
    assert report.pages == len(list(site.rglob("*.html")))


@pytest.mark.parametrize("name", ["index.html", "search.html", "about.html", "calendar.html", "404.html"])
def test_the_site_has_its_own_pages_where_the_documentation_says(site: Path, name: str) -> None:
    assert (site / name).is_file()


def test_an_archive_without_a_page_about_it_has_no_link_to_one(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    inv = [sys.executable, "-m", "invoke", "build", "--quiet", "--content", str(tmp_path / "content")]
    subprocess.run([*inv, "--output", str(tmp_path / "output")], cwd=TESTS.parent, check=True)
    assert site_check.check(tmp_path / "output").faults == []
    assert 'href="about.html"' in (sample / "output" / "index.html").read_text(encoding="utf-8")
