"""Where a correction and a new conversion disagree, the file stays, and it is told until somebody settles it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backfile.errors import ContentError
from backfile.ingest import settle
from backfile.ingest.kept import Kept
from tests.ingest_helpers import (
    DAY,
    FIRST,
    SECOND,
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


def test_a_conflict_leaves_the_file_is_told_with_both_sides_and_waits_for_review(page: Path, content: Path) -> None:
    first, second = articles(content)
    mine = edit(first, ("三百棵", "三百余棵"))
    edit(page, ("三百棵", "三千棵"), ("五分钟", "六分钟"))
    report = run(content, page, overwrite=True)
    assert report.exit_status == 1
    (line,) = reasons(report).splitlines()
    assert all(word in line for word in (f"{FIRST}.md", "paragraph 1 was", "corrected", "now", "inv settle"))
    assert read(first) == mine
    assert "六分钟" in read(second)
    kept = Kept(content / DAY)
    waiting = kept.conflict(FIRST)
    assert waiting is not None
    assert "三千棵" in waiting
    assert "三百棵" in (kept.article(FIRST) or "")
    assert kept.conflict(SECOND) is None
    again = run(content, page)
    assert again.exit_status == 0
    assert "inv review" in again.notes[0]
    assert read(first) == mine


def conflicting(page: Path, content: Path) -> Path:
    first = content / DAY / f"{FIRST}.md"
    edit(first, ("三百棵", "三百余棵"))
    edit(page, ("三百棵", "三千棵"), ("两所小学", "三所小学"))
    assert run(content, page, overwrite=True).exit_status == 1
    return first


def test_a_conflict_ends_when_the_file_is_edited_so_that_it_merges(page: Path, content: Path) -> None:
    first = conflicting(page, content)
    edit(first, ("三百余棵", "三千棵"), ("老人说", "老人们说"))
    report = run(content, page)
    assert (report.exit_status, report.notes) == (0, [])
    assert all(word in read(first) for word in ("三千棵", "老人们说", "三所小学"))
    assert Kept(content / DAY).conflict(FIRST) is None


def test_a_conflict_ends_when_the_file_is_deleted(page: Path, content: Path) -> None:
    first = conflicting(page, content)
    first.unlink()
    assert (run(content, page).notes, run(content, page, overwrite=True).exit_status) == ([], 0)
    assert Kept(content / DAY).conflict(FIRST) is None
    assert not first.exists()


@pytest.mark.parametrize("name", ["id", "path"])
@pytest.mark.parametrize("take_new", [False, True])
def test_a_conflict_is_settled_for_one_side(page: Path, content: Path, name: str, take_new: bool) -> None:
    first = conflicting(page, content)
    mine = read(first)
    waiting = Kept(content / DAY).conflict(FIRST)
    assert settle(content, [FIRST if name == "id" else str(first)], take_new=take_new) == [f"{DAY}/{FIRST}.md"]
    assert read(first) == (waiting if take_new else mine)
    assert run(content, page, overwrite=True).exit_status == 0
    assert read(first) == (waiting if take_new else mine)
    edit(page, ("自己写的", "亲手写的"))
    assert run(content, page, overwrite=True).exit_status == 0
    assert all(word in read(first) for word in ("三千棵" if take_new else "三百余棵", "亲手写的"))
    assert ("两所小学" in read(first)) != take_new
    with pytest.raises(ContentError, match="no new text"):
        settle(content, [FIRST], take_new=take_new)


@pytest.mark.parametrize("name", ["none.md", "qingshi-20260309-p09-01", "\0", "../../etc/passwd"])
def test_what_is_no_article_with_a_conflict_cannot_be_settled(page: Path, content: Path, name: str) -> None:
    before = tree(content)
    with pytest.raises(ContentError):
        settle(content, [name], take_new=True)
    assert page.exists()
    assert tree(content) == before


def test_a_conflict_with_an_exports_record_is_told_once_and_waits(inbox: Path, content: Path) -> None:
    file = put(inbox / "all.jsonl", export())
    run(content, file)
    first, _ = sorted(articles(content), key=lambda path: "老桥" in read(path))
    mine = edit(first, ("三百棵", "三百余棵"))
    put(file, export(("三百棵", "三千棵")))
    assert "inv settle" in reasons(run(content, file, overwrite=True))
    again = run(content, file)
    assert (again.exit_status, "inv review" in "".join(again.notes), read(first)) == (0, True, mine)
    settle(content, [first.stem], take_new=False)
    assert (run(content, file, overwrite=True).exit_status, read(first)) == (0, mine)
