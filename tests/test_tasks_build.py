"""What `inv build` says of itself: to a person, to a program that runs it, and to whoever looks later."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from backfile.build.tally import Progress
from backfile.tasks.building import Account
from tests.build_helpers import write_article
from tests.task_helpers import ROOT, inv

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "Title: 好的一篇\nNewspaper: yunxi\n\n文\n"
BROKEN = "Title: 题\nDate: neulich\n\n文\n"


@pytest.fixture
def folders(tmp_path: Path) -> list[str]:
    """The options for an archive of one article, outside the repository."""
    write_article(tmp_path / "content", "yunxi/2026/03/09/note.md", GOOD)
    return ["--content", str(tmp_path / "content"), "--output", str(tmp_path / "output")]


def log(folder: Path) -> list[str]:
    """The entries of the log without their time."""
    lines = (folder / ".backfile" / "output" / "log.txt").read_text(encoding="utf-8").splitlines()
    return [line[21:] for line in lines]


def events(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_json_is_one_object_a_line_from_started_to_finished(folders: list[str], tmp_path: Path) -> None:
    write_article(tmp_path / "content", "yunxi/2026/03/09/broken.md", BROKEN)
    done = inv("build", "--json", *folders)
    first, *between, last = events(done.out)
    assert (first["event"], first["output"]) == ("started", str(tmp_path / "output"))
    (problem,) = [event for event in between if event["event"] == "problem"]
    assert (problem["level"], problem["source"]) == ("error", "yunxi/2026/03/09/broken.md")
    assert "Date is 'neulich'" in problem["reason"]
    assert {event["event"] for event in between} <= {"progress", "problem"}
    assert (last["event"], last["exit_status"], last["left_out"], last["articles"]) == ("finished", 1, 1, 1)
    assert last["written"] > 10
    assert last["seconds"] > 0
    assert done.status == 1


def test_json_tells_a_build_that_fails_as_well(folders: list[str]) -> None:
    done = inv("rebuild", "--json", "--content", "/no/such", *folders[2:])
    started, problem, finished = events(done.out)
    assert started["event"] == "started"
    assert (problem["level"], problem["source"]) == ("critical", "/no/such")
    assert (finished["event"], finished["exit_status"], done.status) == ("finished", 1, 1)


def test_progress_is_told_to_programs_once_a_second_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = 0.0
    monkeypatch.setattr("backfile.tasks.building.time.monotonic", lambda: now)
    with Account(tmp_path / "output", quiet=False, as_json=True).of("Build", tmp_path) as tell:
        for number in range(40):
            now += 0.25
            tell(Progress("articles", number, 100))
    told = [event for event in events(capsys.readouterr().out) if event["event"] == "progress"]
    assert len(told) == 10
    assert told[0].keys() == {"event", "time", "seconds", "stage", "done", "total"}


def test_quiet_says_nothing_but_mistakes(folders: list[str], tmp_path: Path) -> None:
    done = inv("build", "--quiet", *folders)
    assert (done.status, done.out, done.err) == (0, "", "")
    write_article(tmp_path / "content", "yunxi/2026/03/09/broken.md", BROKEN)
    done = inv("build", "--quiet", *folders)
    assert (done.status, done.out) == (1, "")
    assert done.err.splitlines()[0].startswith("yunxi/2026/03/09/broken.md")


def test_the_log_tells_every_build_and_what_was_wrong_and_is_not_published(folders: list[str], tmp_path: Path) -> None:
    inv("build", *folders)
    write_article(tmp_path / "content", "yunxi/2026/03/09/broken.md", BROKEN)
    inv("build", "--quiet", *folders)
    inv("build", "--strict", *folders)
    first, good, second, problem, left_out, third, failed = log(tmp_path)
    assert first == second == third == f"Build of {tmp_path / 'content'}"
    assert good.startswith("Done: 1 article in 1 issue: ")
    assert problem.startswith("error: yunxi/2026/03/09/broken.md: ")
    assert left_out.startswith("Done: 1 article in 1 issue: 0 files written, 0 removed")
    assert "; 1 article left out; " in left_out
    assert failed.startswith("Failed: articles are broken: yunxi/2026/03/09/broken.md")
    assert not list((tmp_path / "output").rglob("log*.txt"))


def test_a_build_says_where_the_list_of_changed_files_is_when_there_are_any(folders: list[str], tmp_path: Path) -> None:
    told = f"changed since it was last published: {tmp_path / '.backfile' / 'output' / 'changes.txt'}"
    assert told in inv("build", *folders).out.splitlines()
    assert told not in inv("build", *folders).out.splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT of this kind")
def test_a_build_stopped_by_ctrl_c_says_so_and_leaves_no_traceback(folders: list[str], tmp_path: Path) -> None:
    for number in range(400):
        write_article(tmp_path / "content", f"yunxi/2026/03/09/note-{number}.md", GOOD)
    command = [sys.executable, "-m", "invoke", "build", "--json", *folders]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["event"] == "started"
    assert json.loads(process.stdout.readline())["event"] == "progress"
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert events(out)[-1]["exit_status"] == 130
    assert err == "Stopped. Give the same command again to go on.\n"
    assert log(tmp_path)[-1].startswith("Failed: stopped by Ctrl-C")
    assert not (tmp_path / "output").exists()
