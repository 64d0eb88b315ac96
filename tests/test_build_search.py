"""The search of a site that is built again and again: what changed is found, by an index of two tiers."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from backfile.build import run
from backfile.errors import BuildError
from backfile.search import index
from tests.build_helpers import files
from tests.search import node, tiers

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """from backfile.defaults import *

SITENAME = "鹿鸣报库"
NEWSPAPERS = {"luming": {"name": "鹿鸣报", "lang": "zh-cn"}}
DEFAULT_NEWSPAPER = "luming"
"""
FIRST = date(2022, 1, 1)
MANY = index.MERGE_ARTICLES + 20
"""Articles; up to 500 have but one tier."""


def put(content: Path, number: int, text: str) -> Path:
    """Write the article of a number; twenty make an issue."""
    day = FIRST + timedelta(days=number // 20)
    key = f"luming-{day:%Y%m%d}-p01-{number % 20 + 1:02d}"
    path = content / f"luming/{day:%Y/%m/%d}/{key}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"Title: 第{number}号简讯\nDate: {day}\nNewspaper: luming\nPage: 1\nLang: zh-cn\nId: {key}\n\n{text}\n", "utf-8"
    )
    return path


@dataclass
class Archive:
    """An archive with its site in a folder of its own."""

    folder: Path

    def put(self, number: int, text: str) -> Path:
        return put(self.folder / "content", number, text)

    def build(self, output: str = "output", *, fatal: run.Fatal | None = None, anew: bool = False) -> Path:
        site = self.folder / output
        run.build(self.folder / "content", site, self.folder / "pelicanconf.py", fatal=fatal, anew=anew)
        return site

    def check(self) -> None:
        """The site is the one of a clean build, and its index says the same, in however many tiers."""
        for path in (self.folder / "fresh", self.folder / ".backfile/fresh"):
            shutil.rmtree(path, ignore_errors=True)
        found, wanted = self.folder / "output", self.build("fresh")
        assert pages(found) == pages(wanted)
        assert tiers.read(found).comparable() == tiers.read(wanted).comparable()

    def kinds(self) -> list[str]:
        """The tiers of the site's index."""
        return [path.name.partition("-")[0] for path in sorted(self.folder.glob("output/search/*-*/"))]


def pages(site: Path) -> dict[str, bytes]:
    """The files of a site that are not of its index."""
    return {name: data for name, data in files(site).items() if not name.startswith("search/")}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """One archive for all tests: each goes on from what those before it have left."""
    archive = Archive(tmp_path_factory.mktemp("archive"))
    (archive.folder / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
    for number in range(MANY):
        archive.put(number, f"渡口的船工登记了{number}只木船。")
    archive.build(anew=True)
    return archive


def test_an_addition_a_correction_and_a_deletion_are_found_after_each_build(archive: Archive) -> None:
    site = archive.build(anew=True)

    def totals() -> list[int]:
        """How many articles have each word."""
        return [answer["total"] for answer in node.ask(site, [{"search": word} for word in ("木船", "石桥", "油菜")])]

    assert (archive.kinds(), totals()) == (["base"], [MANY, 0, 0])
    archive.put(MANY, "石桥修好了。")
    archive.build()
    assert (archive.kinds(), totals()) == (["base", "recent"], [MANY, 1, 0])
    archive.put(7, "油菜种下了。")
    archive.put(9, "").unlink()
    archive.build()
    assert (archive.kinds(), totals()) == (["base", "recent"], [MANY - 2, 1, 1])
    archive.check()


def test_an_article_that_moves_to_another_issue_keeps_its_place_in_the_index(archive: Archive) -> None:
    path = archive.put(30, "搬走的一篇。")
    archive.build()
    text = path.read_text("utf-8").replace("Date: 2022-01-02", "Date: 2022-01-03")
    path.unlink()
    moved = archive.folder / "content/luming/2022/01/03" / path.name
    moved.write_text(text, encoding="utf-8")
    archive.build()
    archive.check()
    moved.unlink()
    archive.put(30, "搬回来了。")
    archive.build()
    archive.check()


def test_a_build_that_leaves_the_site_as_it_was_leaves_its_index_so_and_the_next_one_has_all(archive: Archive) -> None:
    site = archive.build()
    before = files(site)
    archive.put(40, "改过的一篇。")
    broken = archive.put(41, "坏的一篇。")
    text = broken.read_text("utf-8")
    broken.write_text(text.replace("Date: 2022", "Date: 二〇二二"), encoding="utf-8")
    with pytest.raises(BuildError, match="broken"):
        archive.build(fatal="errors")
    assert files(site) == before
    broken.write_text(text, encoding="utf-8")
    archive.build()
    archive.check()


@pytest.mark.parametrize("lost", ["index", "index/state", "index/search/manifest.js", "database"])
def test_what_builds_know_of_the_index_may_be_deleted(archive: Archive, lost: str) -> None:
    archive.put(50, f"又改了，因为丢了{lost}。")
    archive.build()
    path = archive.folder / ".backfile/output" / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    archive.put(51, f"这一篇也改了，因为丢了{lost}。")
    archive.build()
    archive.check()


def test_a_rebuild_writes_the_index_of_the_articles_alone(archive: Archive) -> None:
    archive.put(60, "重写之前改的。")
    archive.build()
    archive.check()
    assert files(archive.build(anew=True)) == files(archive.build("fresh"))


def test_without_the_plugin_the_index_goes_and_with_it_again_it_comes_back(archive: Archive) -> None:
    settings = archive.folder / "pelicanconf.py"
    settings.write_text(SETTINGS + 'PLUGINS = ["backfile_archive"]\n', encoding="utf-8")
    assert not (archive.build() / "search").exists()
    settings.write_text(SETTINGS, encoding="utf-8")
    archive.build()
    archive.check()


KILL = """
from pathlib import Path
from backfile.build.run import build
build(Path("content"), Path("output"), Path("pelicanconf.py"))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_at_any_moment_a_build_leaves_an_index_that_is_whole_and_the_next_one_makes_up_for_it(
    archive: Archive,
) -> None:
    dice = random.Random(5)
    for turn in range(4):
        before = files(archive.build())
        archive.put(dice.randrange(100, 200), f"第{turn}次改。")
        archive.put(MANY + 20 + turn, f"第{turn}篇新的。")
        killed = subprocess.Popen([sys.executable, "-c", KILL], cwd=archive.folder)
        time.sleep(dice.uniform(0.5, 3))
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()
        if files(archive.folder / "output") != before:
            archive.check()
    archive.build()
    archive.check()
