"""A rehearsal shows what a run would change, and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.ingest import Rehearsal, preview
from tests.ingest_helpers import (
    DAY,
    PAGE,
    PNG,
    SECOND,
    WEB,
    articles,
    content,
    edit,
    export,
    inbox,
    page,
    put,
    read,
    reasons,
    run,
    tree,
)

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["content", "inbox", "page"]  # fixtures


def test_a_rehearsal_shows_every_change_as_a_patch_and_writes_nothing(page: Path, content: Path, inbox: Path) -> None:
    edit(articles(content)[0], ("新柳", "垂柳"))
    put(page, PAGE.split("老桥修好了")[0].replace("三百棵", "四百棵") + "\n责任编辑 苏禾\n")
    other = put(inbox / "04.txt", PAGE.replace("第3版", "第4版").replace("青石河", "白石河"))
    put(inbox / "ferry_files/boat.png", PNG)
    web = put(inbox / "ferry.html", WEB)
    before, times = tree(content), {path: path.stat().st_mtime_ns for path in content.rglob("*")}
    store = Rehearsal(content)
    report = run(content, page, other, web, overwrite=True, store=store)
    assert tree(content) == before
    assert {path: path.stat().st_mtime_ns for path in content.rglob("*")} == times
    lines = list(preview.lines(store.changes()))
    assert [line for line in lines if line.startswith("+") and "四百棵" in line]
    assert f"--- a/{DAY}/{SECOND}.md" in lines
    assert "+++ /dev/null" in lines
    assert f"+++ b/{DAY}/issue.md" in lines
    assert [
        line for line in lines if line.startswith("Binary files /dev/null and b/") and line.endswith("01.png differ")
    ]
    assert not [line for line in lines if ".ingested" in line]

    shown = {change.path: change.after for change in store.changes()}
    done = run(content, page, other, web, overwrite=True)
    assert (report.written, report.unchanged, reasons(report)) == (done.written, done.unchanged, reasons(done))
    assert shown == {
        path: tree(content).get(path)
        for path in tree(content).keys() | before.keys()
        if tree(content).get(path) != before.get(path) and "/.ingested" not in path
    }


def test_a_rehearsal_makes_no_folder_and_takes_no_lock(inbox: Path, content: Path) -> None:
    store = Rehearsal(content)
    assert run(content, put(inbox / "03.txt", PAGE), store=store).exit_status == 0
    assert not content.exists()
    assert len(store.changes()) == 3


def test_a_difference_is_told_also_of_a_file_without_a_last_line_end(page: Path, content: Path) -> None:
    first, _ = articles(content)
    put(first, read(first).replace("新柳", "垂柳").rstrip("\n"))
    edit(page, ("三百棵", "四百棵"))
    store = Rehearsal(content)
    run(content, page, overwrite=True, store=store)
    assert "\\ No newline at end of file" in list(preview.lines(store.changes()))


def test_the_rehearsal_of_an_export_needs_no_archive(inbox: Path, content: Path) -> None:
    store = Rehearsal(content)
    assert run(content, put(inbox / "all.jsonl", export()), store=store).exit_status == 0
    assert (len(store.changes()), content.exists()) == (2, False)
