"""The task `ingest` at the command line: which words are paths, what it says, how it ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.task_helpers import PAGE, ROOT, Done, articles, inv, pages

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["pages"]  # fixtures


def test_ingest_takes_several_paths_without_an_option_before_or_after_the_options(pages: Path, tmp_path: Path) -> None:
    content = tmp_path / "content"
    done = inv(
        "ingest", pages / "a.txt", "--content", content, pages / "b c.txt", "--date=2026-03-09", pages / "第三版.txt"
    )
    assert (done.status, done.err) == (0, "")
    assert [name.split("-p")[1][:2] for name in articles(content)] == ["01", "02", "03"]


def test_ingest_takes_one_path_a_folder_and_the_option_path(pages: Path, tmp_path: Path) -> None:
    assert inv("ingest", pages / "a.txt", "--content", tmp_path / "one").status == 0
    assert inv("ingest", pages, "--content", tmp_path / "folder").status == 0
    assert inv("ingest", "--path", pages / "a.txt", "--content", tmp_path / "option").status == 0
    assert [len(articles(tmp_path / name)) for name in ("one", "folder", "option")] == [1, 3, 1]


def test_ingest_takes_a_path_that_is_called_like_a_task(pages: Path, tmp_path: Path) -> None:
    pages.rename(tmp_path / "build")
    (tmp_path / "tasks.py").write_text(f"from backfile.tasks import repository\nns = repository({str(ROOT / 'x')!r})\n")
    assert inv("ingest", "build", "--content", "content", cwd=tmp_path).status == 0
    assert len(articles(tmp_path / "content")) == 3


def test_a_word_that_is_a_task_and_no_file_begins_the_next_task(pages: Path, tmp_path: Path) -> None:
    done = inv("ingest", pages, "--content", tmp_path / "content", "clean", "--output", tmp_path / "none")
    assert (done.status, "there is no site" in done.out) == (0, True)


def test_ingest_again_changes_nothing_and_says_so(pages: Path, tmp_path: Path) -> None:
    content = tmp_path / "content"
    inv("ingest", pages, "--content", content)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in content.rglob("*") if path.is_file()}
    done = inv("ingest", pages, "--content", content)
    assert (done.status, done.out) == (0, "3 files: 0 files written, 3 as they were\n")
    assert json.loads(inv("ingest", pages, "--content", content, "--json").out)["unchanged"] == 3
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in content.rglob("*") if path.is_file()}
    assert after == before


def test_a_dry_run_prints_a_difference_ends_as_the_run_would_and_writes_nothing(pages: Path, tmp_path: Path) -> None:
    content = tmp_path / "content"
    done = inv("ingest", pages, "--content", content, "--dry-run")
    assert (done.status, content.exists()) == (0, False)
    assert done.out.count("--- /dev/null\n+++ b/") == 4
    assert "+Title: 水库除险加固工程完工\n" in done.out
    assert "\x1b" not in done.out
    assert "\n3 files: 3 files would be written, 0 as they were\n" in done.out
    inv("ingest", pages, "--content", content)
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    (pages / "a.txt").write_text(
        (pages / "a.txt").read_text(encoding="utf-8").replace("八个月", "九个月"), encoding="utf-8"
    )
    (pages / "empty.txt").write_bytes(b"")
    done = inv("ingest", pages, "--content", content, "--replace", "--dry-run")
    assert (done.status, "九个月" in done.out, "empty.txt" in done.err) == (1, True, True)
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before


def test_a_deleted_article_is_counted_and_comes_back_with_restore(pages: Path, tmp_path: Path) -> None:
    content = tmp_path / "content"
    inv("ingest", pages, "--content", content)
    names = articles(content)
    next(content.rglob(names[0])).unlink()
    done = inv("ingest", pages, "--content", content)
    assert (done.status, done.out) == (0, "3 files: 0 files written, 2 as they were, 1 deleted by hand\n")
    assert inv("ingest", pages, "--content", content, "--restore").status == 0
    assert articles(content) == names


def test_a_conflict_is_told_and_settled(pages: Path, tmp_path: Path) -> None:
    content, page = tmp_path / "content", pages / "a.txt"
    inv("ingest", pages, "--content", content)
    path = next(content.rglob(articles(content)[0]))
    path.write_text(path.read_text(encoding="utf-8").replace("八个月", "八个多月"), encoding="utf-8")
    page.write_text(page.read_text(encoding="utf-8").replace("八个月", "八九个月"), encoding="utf-8")
    done = inv("ingest", pages, "--content", content, "--replace")
    assert (done.status, "八个多月" in path.read_text(encoding="utf-8")) == (1, True)
    assert "inv settle" in done.err
    done = inv("settle", path, "--content", content, "--new")
    assert (done.status, "the new text is taken" in done.out) == (0, True)
    assert "八九个月" in path.read_text(encoding="utf-8")
    done = inv("settle", path, "--content", content)
    assert (done.status, "no new text" in done.err) == (1, True)
    assert inv("settle").status == 1


def test_ingest_says_at_the_end_what_it_converted_and_what_to_review(pages: Path, tmp_path: Path) -> None:
    (pages / "d.txt").write_text(
        PAGE.replace("水库除险加固工程完工\n\n", "").replace("第3版", "第9版"), encoding="utf-8"
    )
    (pages / "list.doc").write_bytes(b"x")
    first, second, third = inv("ingest", pages, "--content", tmp_path / "content").out.splitlines()
    assert first == "4 files: 4 files written, 0 as they were, 1 file of other kinds left aside"
    assert re.fullmatch(r"converted: 4 × article; [\d.]+ s, \d+ a second", second)
    assert third == "to review: 1 × headline-missing"


def test_the_report_as_json_has_all_of_it_and_nothing_else_is_printed(pages: Path, tmp_path: Path) -> None:
    (pages / "empty.txt").write_bytes(b"")
    done = inv("ingest", pages, "--content", tmp_path / "content", "--json", "--workers", "1")
    assert (done.status, done.err) == (1, "")
    report = json.loads(done.out)
    assert report["kinds"] == {"article": 3}
    assert report["refused"] == [
        {
            "source": "pages/empty.txt",
            "line": None,
            "reason": "empty",
            "remedy": "put the text into it, or take the file away",
        }
    ]
    assert {"files", "articles", "review", "written", "unchanged", "left_aside", "notes", "seconds"} <= report.keys()
    assert (report["exit_status"], report["articles_per_second"] > 0) == (1, True)


def test_many_pages_are_converted_in_several_processes_from_the_command_line(pages: Path, tmp_path: Path) -> None:
    for number in range(10, 30):
        text = PAGE.replace("第3版", f"第{number}版").replace("石门", f"石门{number}")
        (pages / f"{number}.txt").write_text(text, encoding="utf-8")
    assert inv("ingest", pages, "--content", tmp_path / "several", "--workers", "2").status == 0
    assert inv("ingest", pages, "--content", tmp_path / "alone", "--workers", "1").status == 0
    assert len(articles(tmp_path / "several")) == 23
    several, alone = (
        {path.name: path.read_bytes() for path in (tmp_path / name).rglob("*") if path.is_file()}
        for name in ("several", "alone")
    )
    assert several == alone


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal")
def test_a_stopped_run_says_how_to_go_on(pages: Path, tmp_path: Path) -> None:
    program = (  # Ctrl-C comes while the first page is read
        "import os, signal, sys\nfrom backfile.sources import text\n"
        "text.read = lambda path, rules: os.kill(os.getpid(), signal.SIGINT)\n"
        "from invoke import main\nmain.program.run()\n"
    )
    command = [sys.executable, "-c", program, "ingest", str(pages), "--content", str(tmp_path / "content")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, "give the same command again" in done.stderr) == (130, True), done.stderr
    assert "Traceback" not in done.stderr


def test_one_bad_file_is_one_line_and_a_failure_and_the_others_are_taken(pages: Path, tmp_path: Path) -> None:
    (pages / "empty.txt").write_bytes(b"")
    done = inv("ingest", pages, "--content", tmp_path / "content")
    assert (done.status, len(articles(tmp_path / "content"))) == (1, 3)
    assert done.err.count("\n") == 2
    assert "empty.txt: " in done.err.splitlines()[0]
    assert done.err.splitlines()[1] == "1 refused: see the lines above."


def test_a_path_with_characters_that_the_terminal_does_not_know_is_told(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "invoke", "clean", "--output", str(tmp_path / "报")]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stdout.endswith(b"\\u62a5: there is no site\n")) == (0, True), done.stderr


def test_quiet_says_nothing_when_all_is_well(pages: Path, tmp_path: Path) -> None:
    content, output = tmp_path / "content", tmp_path / "output"
    assert inv("ingest", pages, "--content", content, "--quiet") == Done(0, "", "")
    assert inv("build", "--content", content, "--output", output, "--quiet") == Done(0, "", "")
