"""Builds: broken articles among good ones, what stops a build, what a build leaves when it is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from backfile.build.run import build, clean
from backfile.errors import BuildError
from tests.build_helpers import files, write_article

if TYPE_CHECKING:
    from pathlib import Path

    from backfile.build.tally import Progress

CONF = """from backfile.defaults import *
SITENAME = "库"
NEWSPAPERS = {"east": {"name": "东报", "lang": "zh-cn"}}
"""
GOOD = "Title: 好的一篇\nDate: 2026-03-09\nPage: 1\nId: east-20260309-p01-01\nSlug: east-20260309-p01-01\n\n正文。\n"


class Archive:
    """An archive in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.content, self.output, self.settings = folder / "content", folder / "output", folder / "pelicanconf.py"
        self.settings.write_text(CONF, encoding="utf-8")
        self.add("east/2026/03/09/east-20260309-p01-01.md", GOOD)

    def add(self, name: str, text: str) -> None:
        write_article(self.content, name, text)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


BROKEN = {
    "no-date.md": ("Title: 无日期\n\n文\n", "there is no Date (write `Date: YYYY-MM-DD`)"),
    "no-title.md": ("Date: 2026-03-09\n\n文\n", "there is no Title"),
    "bad-date.md": ("Title: 题\nDate: 2026-13-40\n\n文\n", "Date is '2026-13-40'"),
    "half-date.md": ("Title: 题\nDate: 2026\n\n文\n", "Date is '2026'"),
    "bad-kind.md": ("Title: 题\nDate: 2026-03-09\nKind: poem\n\n文\n", "Kind is 'poem'"),
    "bad-status.md": ("Title: 题\nDate: 2026-03-09\nStatus: open\n\n文\n", "Status is 'open'"),
    "bad-key.md": ("Title: 题\nDate: 2026-03-09\nNewspaper: ../..\n\n文\n", "cannot be the key of a newspaper"),
    "slug-up.md": ("Title: 题\nDate: 2026-03-09\nSlug: ../../x\n\n文\n", "cannot name a page of the site"),
    "slug-page.md": ("Title: 题\nDate: 2026-03-09\nSlug: p01\n\n文\n", "cannot name a page of the site"),
    "far-picture.md": (
        "Title: 题\nDate: 2026-03-09\n\n![图]({static}../../../outside.png)\n",
        "outside the content folder",
    ),
    "empty.md": ("", "there is no"),
    "bad-lang.md": ("Title: 题\nDate: 2026-03-09\nLang: ../en\n\n文\n", "Lang is '../en'"),
    "save-out.md": ("Title: 题\nDate: 2026-03-09\nSave_as: ../x.html\n\n文\n", "Save_as is '../x.html'"),
    "save-folder.md": ("Title: 题\nDate: 2026-03-09\nSave_as: east\n\n文\n", "Save_as is 'east'"),
    "no-template.md": ("Title: 题\nDate: 2026-03-09\nTemplate: ../x\n\n文\n", "no template '../x'"),
    "raw-body.md": ("Title: 题\nDate: 2026-03-09\n_content: <script>alert(1)</script>\n\n文\n", "the key '_content'"),
    "method.md": ("Title: 题\nDate: 2026-03-09\nGet_content: x\n\n文\n", "the key 'get_content'"),
    "list.md": ("Title: 题\nDate: 2026-03-09\nTranslations: x\n\n文\n", "the key 'translations'"),
    "pages/raw.md": ("Title: 题\n_content: <script>alert(1)</script>\n\n文\n", "the key '_content'"),
    "pages/index.md": ("Title: 题\n\n文\n", "Slug is 'index'"),
    "pages/no-template.md": ("Title: 题\nTemplate: ../x\n\n文\n", "no template '../x'"),
    "pages/twin.md": ("Title: 题\nSlug: one\n\n文\n", "pages/one.md has the same Slug"),
    "pages/no-title.md": ("Slug: x\n\n文\n", "there is no Title"),
    "east/2026/03/09/twin.md": (GOOD, "has the same Id or Slug"),
}


def test_broken_articles_are_listed_with_their_reason_and_hide_no_other(archive: Archive) -> None:
    for name, (text, _) in BROKEN.items():
        archive.add(name, text)
    archive.add("pages/one.md", "Title: 题\n\n文\n")
    (archive.content / "binary.md").write_bytes(b"\xff\xfe\x00\x01")
    archive.add("pages/说明.md", "Title: 说明\n\n写好的一页。\n")
    archive.add("no-address.md", "Title: 题\nDate: 2026-03-09\nStatus: draft\n\n[文]({filename}http://[x)\n")
    archive.add("saved.html", "<html><title>存</title><script>alert(1)</script></html>")
    (archive.content.parent / "outside.png").write_bytes(b"secret")
    report = build(archive.content, archive.output, archive.settings)
    told = {problem.source: str(problem) for problem in report.broken}
    assert told.keys() == BROKEN.keys() | {"binary.md"}
    for name, (_, reason) in BROKEN.items():
        assert reason in told[name]
    assert "not UTF-8" in told["binary.md"]
    assert not report.ok
    assert report.articles == 1
    made = files(archive.output)
    assert "好的一篇" in made["east/2026/03/09/east-20260309-p01-01.html"].decode()
    assert not any(b"secret" in data or b"alert(1)" in data for data in made.values())
    assert all(name.isascii() for name in made)
    assert [name for name in made if name.startswith("shuo-ming-")], "a page has an address in ASCII"
    assert files(archive.output.parent).keys() - {f"output/{name}" for name in made} == {
        "pelicanconf.py",
        "outside.png",
        "content/binary.md",
        "content/saved.html",
        "content/no-address.md",
        "content/pages/one.md",
        "content/pages/说明.md",
        "content/east/2026/03/09/east-20260309-p01-01.md",
        *(f"content/{name}" for name in BROKEN),
    }, "nothing is written outside the output folder"


def test_no_link_pipe_or_source_comes_into_the_site(archive: Archive) -> None:
    outside = archive.content.parent / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("Title: 题\nDate: 2026-03-09\n\nsecret\n", encoding="utf-8")
    (outside / "secret.jpg").write_bytes(b"secret")
    day = archive.content / "east/2026/03/09"
    (day / "link.md").symlink_to(outside / "secret.md")
    (day / "link.jpg").symlink_to(outside / "secret.jpg")
    (day / "gone.jpg").symlink_to(outside / "gone.jpg")
    (day / "folder").symlink_to(outside, target_is_directory=True)
    (day / "round").symlink_to(archive.content, target_is_directory=True)
    (day / "and-round").symlink_to(archive.content, target_is_directory=True)
    os.mkfifo(day / "pipe.md")
    os.mkfifo(day / "pipe.jpg")
    for name in ("Saved.HTML", "saved.xhtml", "saved.Mht", "note.MD"):
        archive.add(name, "<title>存</title><script>secret</script>")
    archive.add("skipped.md", "Title: 题\nDate: 2026-03-09\nStatus: skip\n\nsecret\n")
    report = build(archive.content, archive.output, archive.settings)
    refused = "link.md", "link.jpg", "gone.jpg", "folder", "round", "and-round", "pipe.md", "pipe.jpg"
    assert {problem.source for problem in report.broken} == {f"east/2026/03/09/{name}" for name in refused}
    assert report.articles == 1
    made = files(archive.output)
    assert not any(b"secret" in data for data in made.values())
    assert [name for name in made if name.startswith("east/") and not name.endswith(".html")] == []


def test_with_fatal_errors_a_broken_article_leaves_the_site_as_it_was(archive: Archive) -> None:
    build(archive.content, archive.output, archive.settings)
    before = files(archive.output)
    archive.add("no-date.md", "Title: 题\n\n文\n")
    with pytest.raises(BuildError, match=r"no-date\.md"):
        build(archive.content, archive.output, archive.settings, fatal="errors")
    assert files(archive.output) == before


def test_with_fatal_warnings_a_warning_stops_the_build(archive: Archive) -> None:
    archive.add("east/2026/03/09/link.md", "Title: 题\n\n[无]({filename}nowhere.md)\n")
    assert build(archive.content, archive.output, archive.settings).ok
    with pytest.raises(BuildError, match=r"nowhere\.md"):
        build(archive.content, archive.output, archive.settings, fatal="warnings")


def test_a_second_build_changes_nothing_and_an_edit_changes_what_it_must(archive: Archive) -> None:
    first = build(archive.content, archive.output, archive.settings)
    assert first.change.written == len(files(archive.output))
    times = {path: path.stat().st_mtime_ns for path in archive.output.rglob("*")}
    again = build(archive.content, archive.output, archive.settings)
    assert (again.change.written, again.change.removed) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in archive.output.rglob("*")} == times
    archive.add("east/2026/03/09/east-20260309-p01-01.md", GOOD.replace("正文", "改过的正文"))
    edited = build(archive.content, archive.output, archive.settings)
    assert 0 < edited.change.written < first.change.written / 2
    assert (archive.output / "theme/css/site.css").stat().st_mtime_ns == times[archive.output / "theme/css/site.css"]


def test_what_leaves_the_content_leaves_the_site(archive: Archive) -> None:
    archive.add("east/2026/03/10/note.md", "Title: 另一天\n\n文\n")
    build(archive.content, archive.output, archive.settings)
    assert (archive.output / "east/2026/03/10/index.html").is_file()
    (archive.content / "east/2026/03/10/note.md").unlink()
    report = build(archive.content, archive.output, archive.settings)
    assert report.change.removed >= 2
    assert not (archive.output / "east/2026/03/10").exists()


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ('PLUGINS = [*PLUGINS, "no_such_plugin"]', "no_such_plugin"),
        ('PLUGIN_PATHS = [*PLUGIN_PATHS, "."]\nPLUGINS = [*PLUGINS, "breaks_at_once"]', "out of order"),
        ("PLUGINS = []", "backfile_archive"),
        ("UI_LANGUAGE = 'klingon'", "UI_LANGUAGE"),
        ("NEWSPAPERS = {'../x': {'name': '甲'}}", "cannot be the key"),
        ("THEME = 'nowhere'", "nowhere"),
        ("THEME = 'bare'", "a template cannot be used"),
        ("raise RuntimeError('坏了')", "坏了"),
        ("x = ", r"pelicanconf\.py:4: .*SyntaxError"),
    ],
)
def test_what_concerns_more_than_one_article_stops_the_build_and_is_told(
    archive: Archive, more: str, reason: str
) -> None:
    folder = archive.settings.parent
    plugin = "def register():\n    raise ValueError('out of order')\n"
    (folder / "breaks_at_once.py").write_text(plugin, encoding="utf-8")
    (folder / "bare" / "templates").mkdir(parents=True)
    (folder / "bare" / "templates" / "article.html").write_text("{{ ref.title", encoding="utf-8")
    archive.settings.write_text(CONF + more + "\n", encoding="utf-8")
    with pytest.raises(BuildError, match=reason):
        build(archive.content, archive.output, archive.settings)
    assert not archive.output.exists()


def test_a_missing_folder_or_settings_file_is_told(archive: Archive) -> None:
    with pytest.raises(BuildError, match="no such folder"):
        build(archive.content / "nowhere", archive.output, archive.settings)
    with pytest.raises(BuildError, match="no such settings file"):
        build(archive.content, archive.output, archive.settings.with_name("nowhere.py"))


def test_the_output_folder_may_not_hold_the_settings_or_the_content(archive: Archive) -> None:
    for output in (archive.settings.parent, archive.content, archive.content / "output"):
        with pytest.raises(BuildError, match="mixed up"):
            build(archive.content, output, archive.settings)


def test_progress_counts_the_articles_of_those_to_be_done_then_the_other_pages(archive: Archive) -> None:
    for day in ("09", "10"):
        archive.add(f"east/2026/03/{day}/note.md", "Title: 另一篇\n\n文\n")
    archive.add("east/2026/04/01/note.md", "Title: 又一篇\n\n文\n")
    told: list[Progress] = []
    build(archive.content, archive.output, archive.settings, report=told.append)
    articles = [progress for progress in told if progress.stage == "articles"]
    assert {progress.total for progress in articles} == {4}
    assert [progress.done for progress in articles] == sorted(progress.done for progress in articles)
    assert articles[-1].done == 4
    assert told[len(articles) :] == [progress for progress in told if progress.stage == "lists"] != []
    archive.add("east/2026/04/01/note.md", "Title: 改过\n\n文\n")
    told.clear()
    build(archive.content, archive.output, archive.settings, report=told.append)
    assert {progress.total for progress in told if progress.stage == "articles"} == {1}


KILLED = """
import sys, time
from pathlib import Path
from backfile.build.run import build
def stop(progress):
    print("at work", flush=True)
    time.sleep(60)
build(Path("content"), Path("output"), Path("pelicanconf.py"), report=stop)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_build_leaves_the_last_site_and_the_next_one_finishes_the_work(archive: Archive) -> None:
    build(archive.content, archive.output, archive.settings)
    before = files(archive.output)
    archive.add("east/2026/03/10/note.md", "Title: 后来的一篇\n\n文\n")
    killed = subprocess.Popen(
        [sys.executable, "-c", KILLED], cwd=archive.settings.parent, stdout=subprocess.PIPE, text=True
    )
    assert killed.stdout is not None
    assert killed.stdout.readline() == "at work\n"
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    killed.stdout.close()
    assert files(archive.output) == before
    build(archive.content, archive.output, archive.settings)
    fresh = archive.output.with_name("fresh")
    build(archive.content, fresh, archive.settings)
    assert files(archive.output) == files(fresh)


def test_the_child_of_a_killed_build_does_not_go_on(tmp_path: Path) -> None:
    """The child reads what it makes Pelican of and then waits for jobs until the end of its input, which is the end of
    its parent."""
    child = subprocess.Popen(
        [sys.executable, "-m", "backfile.build.child"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path
    )
    assert child.stdin is not None
    assert child.stdout is not None
    (tmp_path / "pelicanconf.py").write_text(CONF, encoding="utf-8")
    child.stdin.write(b'{"settings": "pelicanconf.py", "overrides": {"PATH": ".", "OUTPUT_PATH": "out"}}\n')
    child.stdin.flush()
    assert child.stdout.readline() == b'{"ready": true}\n'
    assert child.poll() is None
    child.stdin.close()
    assert child.wait(timeout=20) == 0
    child.stdout.close()


def test_cleaning_takes_the_site_away_and_nothing_else(archive: Archive) -> None:
    build(archive.content, archive.output, archive.settings)
    assert clean(archive.output)
    assert sorted(path.name for path in archive.settings.parent.iterdir() if path.name != "__pycache__") == [
        "content",
        "pelicanconf.py",
    ]
