"""The benchmark of taking in: what it makes of what its runs say. No time is tested, only that it is told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from backfile.errors import BackfileError
from benchmarks import ingest

if TYPE_CHECKING:
    from pathlib import Path


def test_warnings_are_not_taken_for_what_a_run_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    noisy = tmp_path / "python"
    noisy.write_text(f'#!/bin/sh\necho early >&2\n"{sys.executable}" "$@"\necho late >&2\n', encoding="utf-8")
    noisy.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(noisy))
    ingest.copy_pages([path for _, pages in ingest.sets() for path in pages][:1], 9, tmp_path / "pages")
    assert len(list((tmp_path / "pages").iterdir())) == 2, "eight pages an issue"
    measured = ingest.measure(tmp_path / "content", [tmp_path / "pages"], 1)
    assert measured.articles > measured.refused == 0
    assert measured.memory > 10**7


def test_a_run_that_failed_is_told_with_why(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("no folder", encoding="utf-8")
    with pytest.raises(BackfileError, match=r"(?s)^taking in .*2022-03-24 failed: .*Not a directory"):
        ingest.measure(tmp_path / "content", [tmp_path / "2022-03-24"], 1)
