"""However a run ends, no file is half-written, nothing is lost, and the next run finishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ingest_helpers import (
    FIRST,
    GAMES,
    PAGE,
    PNG,
    SCHOOL,
    SHOW,
    WEB,
    WELL,
    Killed,
    articles,
    content,
    edit,
    inbox,
    killed_after,
    put,
    read,
    reasons,
    run,
    stopping,
    tree,
)

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["content", "inbox"]  # fixtures


def test_a_killed_run_leaves_whole_files_and_the_next_run_completes_it(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(inbox / "03.txt", PAGE)
    put(inbox / "ferry.html", WEB)
    put(inbox / "ferry_files/boat.png", PNG)
    whole = tmp_path / "whole"
    run(whole, inbox)
    for survivors in range(len(tree(whole))):
        torn = tmp_path / f"torn{survivors}"
        with killed_after(survivors, monkeypatch):
            run(torn, inbox)
        assert tree(torn).items() <= tree(whole).items() | {
            item for item in tree(torn).items() if item[0].endswith(("issue.md", ".ingested.json"))
        }
        assert not list(torn.rglob("*.tmp"))
        run(torn, inbox)
        assert tree(torn) == tree(whole)


def test_a_temporary_file_of_a_killed_run_is_taken_by_the_next(inbox: Path, content: Path) -> None:
    page = put(inbox / "03.txt", PAGE)
    put(content / "qingshi/2026/03/09/.qingshi-20260309-p03-01.md.tmp", "Title: hal")
    run(content, page)
    assert not list(content.rglob("*.tmp"))


def test_a_full_disk_is_told_and_leaves_nothing_half_written(
    inbox: Path, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device", str(descriptor))

    monkeypatch.setattr("backfile.files.os.fsync", full)
    report = run(content, put(inbox / "03.txt", PAGE))
    assert "No space left on device" in reasons(report)
    assert tree(content) == {}


@pytest.mark.parametrize("error", [Killed(), OSError(28, "No space left on device")])
def test_a_run_that_is_stopped_anywhere_loses_nothing_and_the_next_one_finishes(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def prepared(content: Path) -> None:
        put(inbox / "03.txt", PAGE + SCHOOL + SHOW + WELL)
        put(inbox / "ferry.html", WEB)
        put(inbox / "ferry_files/boat.png", PNG)
        run(content, inbox)
        first, second, _, _, well, ferry = (path for path in sorted(articles(content), key=lambda path: path.name))
        edit(first, ("青石河边", "青石河畔"), ("两所小学", "三所小学"))
        edit(second, ("五分钟", "五六分钟"))
        edit(ferry, ("forty people", "forty-one people"))
        well.unlink()
        put(inbox / "03.txt", PAGE.replace("三百棵", "四百棵").replace("五分钟", "七分钟") + GAMES + WELL)
        put(inbox / "ferry.html", WEB.replace("half hour", "twenty minutes"))
        put(inbox / "ferry_files/boat.png", PNG + b"new")

    whole = tmp_path / "whole"
    prepared(whole)
    run(whole, inbox, overwrite=True)
    assert "四百棵" in read(next(whole.rglob(f"{FIRST}.md")))
    survivors = 0
    while True:
        torn = tmp_path / f"torn{survivors}"
        prepared(torn)
        with monkeypatch.context() as patched:
            stopping(patched, survivors, error)
            try:
                run(torn, inbox, overwrite=True)
            except Killed:
                assert survivors < 100
        stopped = tree(torn) != tree(whole)
        assert not list(torn.rglob("*.tmp"))
        texts = "".join(map(read, articles(torn)))
        assert all(word in texts for word in ("青石河畔", "三所小学", "五六分钟", "forty-one people"))
        run(torn, inbox, overwrite=True)
        assert tree(torn) == tree(whole)
        if not stopped:
            break
        survivors += 1
    assert survivors > 9
