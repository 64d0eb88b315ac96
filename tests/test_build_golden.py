"""The golden site: every byte of a small archive with everything in it, however and wherever it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.build_helpers import GOLDEN, files
from tests.golden.refresh import build_golden, made

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden archive, built here and now."""
    output = tmp_path_factory.mktemp("golden") / "output"
    report = build_golden(output)
    assert (report.broken, report.warnings) == ((), ())
    return output


def test_the_site_is_the_golden_site(built: Path) -> None:
    now, golden = made(built), made(GOLDEN / "site")
    assert sorted(now) == sorted(golden)
    changed = [name for name in golden if golden[name] != now[name]]
    assert not changed, "look at the difference, then run `inv golden`"


def test_plain_pelican_writes_the_same_site(built: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pelican", str(GOLDEN / "content"), "-s", str(GOLDEN / "pelicanconf.py")]
    command += ["-o", str(tmp_path / "output"), "--fatal=errors"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert files(tmp_path / "output") == files(built)


def test_the_site_is_the_same_in_another_folder_time_zone_locale_and_hash_seed(built: Path, tmp_path: Path) -> None:
    shutil.copytree(GOLDEN / "content", tmp_path / "别处 x" / "content")
    shutil.copy(GOLDEN / "pelicanconf.py", tmp_path / "别处 x" / "pelicanconf.py")
    script = (
        "from pathlib import Path; from backfile.build.run import build\n"
        "build(Path('content'), Path('out put'), Path('pelicanconf.py'))"
    )
    strange = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "4711"}
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path / "别处 x", env=os.environ | strange, check=True)
    assert files(tmp_path / "别处 x" / "out put") == files(built)


def test_drafts_and_hidden_articles_stand_in_no_list_and_not_in_the_search(built: Path) -> None:
    for words, own in (("这是一篇草稿", "p03-02"), ("草稿里的字", "p03-02"), ("这是一篇不列出的文章", "p03-03")):
        places = [name for name, data in made(built).items() if words.encode() in data]
        assert [name for name in places if own not in name] == []
        assert len(places) == 1, "its own page exists for those who have the address"
    assert "drafts/meixi-20251231-p03-02.html" in made(built)


def test_hostile_words_stand_in_every_page_as_text_only(built: Path) -> None:
    pages = {name: data.decode() for name, data in made(built).items() if name.endswith(".html")}
    seen = 0
    for name, html in pages.items():
        seen += "onerror" in html
        for live in ("<script>", "<img src=x", "<b>某", "<i onclick", "<u>?", 'href="javascript:'):
            assert live not in html, f"{live} in {name}"
    assert "{{ 7*7 }} {% raw %}" in pages["meixi/2025/12/31/meixi-20251231-p01-02.html"]
    assert seen >= 4, "the headline stands on its own page, its newspaper page, its issue and its lists"


def test_a_translation_has_an_address_of_its_own_and_stands_in_no_list(built: Path) -> None:
    places = [name for name, data in made(built).items() if b"First ferry of the year" in data and "html" in name]
    assert "meixi/2026/01/01/meixi-20260101-p02-01-en.html" in places
    assert not any(name.endswith(("index.html", "p02.html")) for name in places)


@pytest.mark.parametrize(
    "path", ["lantern/2026/01/02/lantern-20260102-p01-01.html", "meixi/2026/01/01/meixi-20260101-p02-02.html"]
)
def test_an_article_printed_in_another_language_than_the_site_has_its_plain_address(built: Path, path: str) -> None:
    assert path in made(built)


def test_an_article_written_by_hand_with_a_title_only_stands_in_the_issue_of_its_folder(built: Path) -> None:
    issue = made(built)["meixi/2026/01/03/index.html"].decode()
    assert "手写的一篇" in issue


def test_links_between_articles_and_pictures_beside_them_work(built: Path) -> None:
    article = made(built)["meixi/2025/12/31/meixi-20251231-p01-01.html"].decode()
    assert 'href="../../../../meixi/2026/01/01/meixi-20260101-p02-01.html"' in article
    assert 'src="liangcang.png"' in article
    assert (built / "meixi/2025/12/31/liangcang.png").is_file()
