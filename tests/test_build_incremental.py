"""Builds that do only what has changed: whatever happened before, the site is the one that a clean build writes."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from backfile.build.run import BuildReport, build
from backfile.errors import BuildError
from tests.build_helpers import files, picture, write_article

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CONF = """from backfile.defaults import *
SITENAME = "库"
NEWSPAPERS = {"east": {"name": "东报", "lang": "zh-cn"}, "west": {"name": "The West", "lang": "en"}}
THEME_TEMPLATES_OVERRIDES = ["templates"]
PICTURE_WIDTH = 40
"""
DAYS = ("2025/12/30", "2025/12/31", "2026/01/01", "2026/01/02", "2026/02/01")


class Archive:
    """An archive in a folder of its own."""

    def __init__(self, folder: Path, more: str = 'PLUGINS = ["backfile_archive"]\n') -> None:
        self.more = more
        self.folder, self.content, self.output = folder, folder / "content", folder / "output"
        self.settings = folder / "pelicanconf.py"
        self.settings.write_text(CONF + more, encoding="utf-8")
        (folder / "templates").mkdir()
        self.content.mkdir()

    def add(self, name: str, text: str) -> Path:
        return write_article(self.content, name, text)

    def build(self) -> BuildReport:
        return build(self.content, self.output, self.settings)

    def clean_build(self) -> tuple[BuildReport, dict[str, bytes]]:
        """What a clean build says and writes."""
        fresh = self.folder / "fresh"
        for path in (fresh, self.folder / ".backfile" / "fresh"):
            shutil.rmtree(path, ignore_errors=True)
        report = build(self.content, fresh, self.settings)
        return report, files(fresh)

    def check(self, report: BuildReport) -> None:
        """The site is the one of a clean build, and what is told of it, too."""
        fresh, wanted = self.clean_build()
        assert_same(files(self.output), wanted)
        assert [str(problem) for problem in report.broken] == [str(problem) for problem in fresh.broken]
        assert sorted(map(str, report.warnings)) == sorted(map(str, fresh.warnings))
        assert (report.articles, report.issues, report.pages, report.persons) == (
            fresh.articles,
            fresh.issues,
            fresh.pages,
            fresh.persons,
        )


def assert_same(found: dict[str, bytes], wanted: dict[str, bytes]) -> None:
    assert sorted(found) == sorted(wanted)
    assert [name for name in wanted if found[name] != wanted[name]] == []


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


class Chance:
    """Changes an archive at random: every kind of thing that a maintainer does to one."""

    def __init__(self, archive: Archive, seed: int) -> None:
        self.archive, self.dice, self.number = archive, random.Random(seed), 0
        self.acts: list[Callable[[], None]] = [
            *[self.add] * 5,
            *[self.edit] * 3,
            *[self.remove] * 2,
            *[self.rename] * 2,
            self.add_loose,
            *[self.add_picture] * 2,
            self.add_notes,
            self.add_page,
            self.break_one,
            self.change_settings,
            self.change_theme,
            self.remove_folder,
        ]

    def act(self) -> None:
        self.dice.choice(self.acts)()

    def _texts(self) -> list[Path]:
        return sorted(path for path in self.archive.content.rglob("*.md") if path.name != "issue.md")

    def _article(self, folder: str) -> str:
        dice = self.dice
        lines = [f"Title: 题 {dice.randrange(99)}"]
        if dice.random() < 0.8 or not folder:
            lines.append("Date: " + (folder[-10:] if folder and dice.random() < 0.85 else dice.choice(DAYS)))
        if dice.random() < 0.2:
            lines.append(f"Id: {dice.choice(['east', 'west'])}-20260101-p01-0{dice.randrange(1, 4)}")
        if dice.random() < 0.2:
            lines.append(f"Slug: tale-{dice.randrange(3)}")
        if dice.random() < 0.2:
            lines.append(f"Lang: {dice.choice(['en', 'zh-cn'])}")
        if dice.random() < 0.2:
            lines.append(f"Status: {dice.choice(['draft', 'hidden', 'skip', 'open'])}")
        if dice.random() < 0.1:
            lines.append(f"Save_as: {dice.choice(['about.html', 'east/x.html'])}")
        if dice.random() < 0.6:
            lines.append(f"Section: {dice.choice(['要闻', '文化'])}")
        if dice.random() < 0.6:
            lines.append(f"Authors: {dice.choice(['林晓', '陈明', 'Ada Quill'])}")
        lines.append(f"Page: {dice.randrange(1, 4)}")
        body = f"正文 {dice.randrange(999)}。"
        if dice.random() < 0.4:
            targets = [path.relative_to(self.archive.content).as_posix() for path in self._texts()] + ["no.md"]
            body += f"\n\n[文]({{filename}}/{dice.choice(targets)})"
        if dice.random() < 0.4:
            body += self._figure()
        return "\n".join(lines) + f"\n\n{body}\n"

    def _figure(self) -> str:
        pictures = [path.relative_to(self.archive.content).as_posix() for path in self._pictures()] + ["no.png"]
        return f"\n\n![图]({{static}}/{self.dice.choice(pictures)})"

    def _pictures(self) -> list[Path]:
        return sorted(self.archive.content.rglob("*.png"))

    def _folder(self) -> str:
        return f"{self.dice.choice(['east', 'east', 'west', 'north'])}/{self.dice.choice(DAYS)}"

    def add(self) -> None:
        self.number += 1
        folder = self._folder()
        self.archive.add(f"{folder}/a{self.number}.md", self._article(folder))

    def add_loose(self) -> None:
        self.number += 1
        self.archive.add(f"{self.dice.choice(['', 'web/'])}l{self.number}.md", self._article(""))

    def edit(self) -> None:
        if texts := self._texts():
            path = self.dice.choice(texts)
            folder = path.parent.relative_to(self.archive.content).as_posix()
            path.write_text(self._article(folder if folder[-2:].isdigit() else ""), encoding="utf-8")

    def remove(self) -> None:
        if texts := self._texts() + self._pictures():
            self.dice.choice(texts).unlink()

    def rename(self) -> None:
        if texts := self._texts():
            path = self.dice.choice(texts)
            self.number += 1
            to = self.archive.content / self._folder() / f"r{self.number}.md"
            to.parent.mkdir(parents=True, exist_ok=True)
            path.rename(to)

    def add_picture(self) -> None:
        self.number += 1
        folder = self.dice.choice([self._folder(), "images", "pages"])
        path = self.archive.content / folder / f"p{self.dice.randrange(3)}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        size = self.dice.choice([(8, 6), (30, 40), (90, 40)])
        path.write_bytes(self.dice.choice([picture(size, self.number), b"png %d" % self.number]))

    def add_notes(self) -> None:
        folder = self._folder()
        self.archive.add(f"{folder}/issue.md", f"## {self.dice.randrange(1, 5)} 栏{self.dice.randrange(9)}\n\n- 印\n")

    def add_page(self) -> None:
        texts = [path.relative_to(self.archive.content).as_posix() for path in self._texts()] or ["no.md"]
        body = f"[文]({{filename}}/{self.dice.choice(texts)}) {self.dice.randrange(99)}{self._figure()}"
        self.archive.add(f"pages/{self.dice.choice(['about', 'help'])}.md", f"Title: 页\n\n{body}\n")

    def break_one(self) -> None:
        self.number += 1
        self.archive.add(f"{self._folder()}/b{self.number}.md", self.dice.choice(["Date: 2026-13-01\n\nx", "\xff", ""]))

    def change_settings(self) -> None:
        text = f'{CONF}{self.archive.more}SITENAME = "库 {self.dice.randrange(9)}"\n'
        self.archive.settings.write_text(text, encoding="utf-8")

    def change_theme(self) -> None:
        own = self.archive.folder / "templates" / "404.html"
        own.write_text(f"<p>{{{{ SITENAME }}}} {self.dice.randrange(9)}</p>", encoding="utf-8")

    def remove_folder(self) -> None:
        shutil.rmtree(self.archive.content / self._folder(), ignore_errors=True)


def changed_at_random(archive: Archive, seed: int, builds: int) -> None:
    chance = Chance(archive, seed)
    for _ in range(10):
        chance.add()
    for _ in range(builds):
        for _ in range(chance.dice.randrange(1, 5)):
            chance.act()
        try:
            report = archive.build()
        except BuildError as error:
            with pytest.raises(BuildError) as again:
                archive.clean_build()
            assert str(again.value) == str(error)
            continue
        archive.check(report)


@pytest.mark.parametrize("seed", range(3))
def test_after_any_changes_the_site_is_the_one_of_a_clean_build(archive: Archive, seed: int) -> None:
    changed_at_random(archive, seed, builds=6)


def test_after_any_changes_the_search_is_the_one_of_a_clean_build(tmp_path: Path) -> None:
    """Byte for byte as long as there are few articles; tests/test_build_search.py has more."""
    changed_at_random(Archive(tmp_path, more=""), seed=3, builds=6)


def test_a_build_does_what_has_changed_and_says_why(archive: Archive) -> None:
    for number, day in enumerate(DAYS):
        archive.add(f"east/{day}/a{number}.md", f"Title: 题 {number}\nSection: 要闻\nAuthors: 林晓\n\n文\n")
    first = archive.build()
    assert [reason.split(":")[0] for reason in first.reasons if reason.startswith("east")] == [
        f"east/{d}" for d in DAYS
    ]
    assert archive.build().reasons == ()
    archive.add("east/2026/01/02/a9.md", "Title: 又一篇\n\n文\n")
    again = archive.build()
    assert again.reasons[0] == "east/2026/01/02: east/2026/01/02/a9.md is new"
    assert [reason for reason in again.reasons if reason.startswith("east")] == [again.reasons[0]]
    assert again.change.written < first.change.written / 4
    archive.settings.write_text(archive.settings.read_text() + "# a note\n", encoding="utf-8")
    assert archive.build().reasons[0] == "east/2025/12/30: changed: the settings"


def test_a_change_that_is_taken_back_leaves_nothing_to_be_done(archive: Archive) -> None:
    article = archive.add("east/2026/01/01/a.md", "Title: 题\n\n文\n")
    archive.build()
    before = archive.settings.read_text()
    archive.settings.write_text(before + "x = \n", encoding="utf-8")
    with pytest.raises(BuildError, match="SyntaxError"):
        archive.build()
    archive.settings.write_text(before, encoding="utf-8")
    os.utime(article)
    assert archive.build().reasons == (), "another time with the same bytes is no change"


def test_an_edit_that_keeps_size_and_time_is_seen(archive: Archive) -> None:
    article = archive.add("east/2026/01/01/a.md", "Title: 题\n\n一\n")
    archive.build()
    seen = article.stat()
    article.write_text("Title: 题\n\n二\n", encoding="utf-8")
    os.utime(article, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    archive.check(archive.build())


@pytest.mark.parametrize("damage", [b"", b"no database at all"])
def test_without_what_earlier_builds_have_written_down_all_is_built_and_the_same_files_keep_their_time(
    archive: Archive, damage: bytes
) -> None:
    archive.add("east/2026/01/01/a.md", "Title: 题\n\n文\n")
    archive.build()
    (archive.folder / ".backfile/output/database").write_bytes(damage)
    (archive.output / "stray.html").write_text("x", encoding="utf-8")
    report = archive.build()
    assert (report.change.written, report.change.removed) == (0, 1)
    archive.check(report)


KILL = """
import sys
from pathlib import Path
from backfile.build.run import build
build(Path("content"), Path("output"), Path("pelicanconf.py"))
"""


KILLING = """
import os, signal
from pathlib import Path
from pelican import signals

def kill(path, context):
    if Path("killed").exists():
        os.kill(int(Path("killed").read_text()), signal.SIGKILL)

def register():
    signals.content_written.connect(kill)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_what_a_killed_build_has_written_is_not_taken_for_what_the_next_one_writes(tmp_path: Path) -> None:
    archive = Archive(
        tmp_path, more='PLUGINS = ["backfile_archive", "killing"]\nPLUGIN_PATHS = [*PLUGIN_PATHS, "own"]\n'
    )
    (tmp_path / "own").mkdir()
    (tmp_path / "own/killing.py").write_text(KILLING, encoding="utf-8")
    article = archive.add("east/2026/01/01/a.md", "Title: 题\nSlug: before\n\n文\n")
    command = "import os; from pathlib import Path; Path('killed').write_text(str(os.getpid()));" + KILL
    killed = subprocess.run([sys.executable, "-c", command], cwd=tmp_path, check=False)
    assert killed.returncode == -signal.SIGKILL
    (tmp_path / "killed").unlink()
    article.write_text("Title: 题\nSlug: after\n\n文\n", encoding="utf-8")
    archive.check(archive.build())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_any_moment_a_build_is_made_up_for_by_the_next(archive: Archive, seed: int) -> None:
    dice = random.Random(seed)
    chance = Chance(archive, seed)
    chance.acts = [chance.add, chance.edit, chance.remove, chance.rename, chance.change_settings]
    for _ in range(10):
        chance.add()
    archive.build()
    for _ in range(4):
        before = files(archive.output)
        chance.act()
        chance.act()
        killed = subprocess.Popen([sys.executable, "-c", KILL], cwd=archive.folder)
        time.sleep(dice.uniform(0.2, 3))
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()
        shown = files(archive.output)
        _, wanted = archive.clean_build()
        assert shown in (before, wanted), "the site is the last one or the next, and nothing between"
    archive.check(archive.build())
