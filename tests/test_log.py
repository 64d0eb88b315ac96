"""The log of a site is short, in order and never in the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backfile import log
from backfile.log import Log

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_an_entry_has_its_time_and_further_lines_are_indented(tmp_path: Path) -> None:
    (tmp_path / ".backfile" / "output").mkdir(parents=True)
    mine = Log(tmp_path / "output")
    mine.add("one\ntwo\n")
    mine.add("three")
    lines = mine.path.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  one", lines[0])
    assert lines[1] == "    two"
    assert lines[2].endswith("  three")


def test_what_is_said_before_there_is_a_folder_waits_for_it(tmp_path: Path) -> None:
    mine = Log(tmp_path / "output")
    mine.add("first")
    assert list(tmp_path.iterdir()) == []
    mine.path.parent.mkdir(parents=True)
    mine.add("second")
    assert [line.split()[-1] for line in mine.path.read_text(encoding="utf-8").splitlines()] == ["first", "second"]


def test_a_log_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".backfile" / "output").mkdir(parents=True)
    monkeypatch.setattr(log, "LIMIT", 100)
    mine = Log(tmp_path / "output")
    for number in range(50):
        mine.add(f"entry {number}")
    files = sorted(mine.path.parent.iterdir())
    assert [path.name for path in files] == ["log.old.txt", "log.txt"]
    assert sum(path.stat().st_size for path in files) < 300
    assert "entry 49" in mine.path.read_text(encoding="utf-8")


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / ".backfile" / "output" / "log.txt").mkdir(parents=True)
    Log(tmp_path / "output").add("x")
