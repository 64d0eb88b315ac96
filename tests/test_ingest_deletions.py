"""What a person has deleted stays deleted until it is asked for."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.ingest_helpers import (
    DAY,
    PAGE,
    SCHOOL,
    SECOND,
    WEB,
    articles,
    content,
    edit,
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


def test_a_deleted_article_stays_deleted_whatever_is_taken_in_again(page: Path, content: Path) -> None:
    first, second = articles(content)
    first.unlink()
    assert (run(content, page).deleted, articles(content)) == (1, [second])
    assert (run(content, page, overwrite=True).deleted, articles(content)) == (1, [second])
    edit(page, ("三百棵", "四百棵"), ("五分钟", "六分钟"))
    report = run(content, page, overwrite=True)
    assert (report.exit_status, report.deleted, articles(content)) == (0, 1, [second])
    assert "六分钟" in read(second)
    second.unlink()
    assert (run(content, page).deleted, run(content, page, overwrite=True).deleted, articles(content)) == (2, 2, [])


def test_the_articles_of_a_folder_with_another_name_are_not_taken_in_a_second_time(page: Path, content: Path) -> None:
    edit(articles(content)[1], ("五分钟", "六分钟"))
    aside = (content / DAY).rename(content / f"{DAY}-aside")
    before = tree(content)
    assert (run(content, page).unchanged, tree(content)) == (2, before)
    assert run(content, page, overwrite=True).exit_status == 0
    assert not articles(aside)
    assert "六分钟" in read(articles(content)[1])


def test_a_deleted_article_stays_deleted_also_when_the_ledger_is_lost(page: Path, content: Path) -> None:
    first, second = articles(content)
    first.unlink()
    (content / DAY / ".ingested.json").unlink()
    assert (run(content, page).deleted, articles(content)) == (1, [second])


def test_a_deleted_article_comes_back_when_asked_for(page: Path, content: Path) -> None:
    whole = tree(content)
    first, second = articles(content)
    edit(second, ("五分钟", "六分钟"))
    corrected = read(second)
    first.unlink()
    run(content, page)
    assert run(content, page, restore=True).exit_status == 0
    assert tree(content) == {**whole, f"{DAY}/{SECOND}.md": corrected.encode()}
    first.unlink()
    edit(page, ("三百棵", "四百棵"))
    assert "--replace" in reasons(run(content, page, restore=True))
    assert run(content, page, restore=True, overwrite=True).exit_status == 0
    assert "四百棵" in read(first)
    assert read(second) == corrected


def test_a_deleted_article_that_is_put_back_by_hand_is_merged_again(page: Path, content: Path) -> None:
    first, _ = articles(content)
    text = edit(first, ("新柳", "垂柳"))
    first.unlink()
    run(content, page)
    edit(page, ("三百棵", "四百棵"))
    run(content, page, overwrite=True)
    put(first, text)
    assert run(content, page, overwrite=True).deleted == 0
    assert all(word in read(first) for word in ("垂柳", "四百棵"))


def test_a_new_article_does_not_take_the_place_of_a_deleted_one(page: Path, content: Path) -> None:
    articles(content)[0].unlink()
    opening, bridge = PAGE.split("青石河边种下新柳")[0], PAGE.split("老桥修好了")[1]
    put(page, f"{opening}{SCHOOL}\n老桥修好了{bridge}")
    assert run(content, page, overwrite=True).exit_status == 0
    assert [path.stem for path in articles(content)] == [SECOND, "qingshi-20260309-p03-03"]
    assert "夜校" in read(articles(content)[1])


def test_deleting_the_issues_whole_folder_is_how_to_start_over(page: Path, content: Path) -> None:
    whole = tree(content)
    articles(content)[0].unlink()
    run(content, page)
    shutil.rmtree(content / DAY)
    run(content, page)
    assert tree(content) == whole


def test_the_same_input_under_another_name_does_not_bring_a_deleted_article_back(page: Path, content: Path) -> None:
    for path in articles(content):
        path.unlink()
    page.rename(page.with_name("p3.txt"))
    report = run(content, page.with_name("p3.txt"))
    assert "--restore" in reasons(report)
    assert articles(content) == []
    assert run(content, page.with_name("p3.txt"), restore=True).exit_status == 0
    assert len(articles(content)) == 2


def test_a_web_article_saved_again_does_not_bring_the_deleted_one_back(inbox: Path, content: Path) -> None:
    run(content, put(inbox / "ferry.html", WEB))
    (path,) = articles(content)
    path.unlink()
    again = put(inbox / "ferry2.html", WEB.replace("forty", "fifty"))
    assert "ferry.html" in reasons(run(content, again))
    assert articles(content) == []
    assert run(content, again, restore=True).exit_status == 0
    assert articles(content) == [path]


def test_a_web_article_that_a_person_wrote_under_another_name_is_not_written_again(inbox: Path, content: Path) -> None:
    run(content, put(inbox / "ferry.html", WEB))
    (path,) = articles(content)
    own = put(path.with_name("our-ferry.md"), edit(path, ("Source: ", "Origin: ")))
    for file in (path, path.with_name(".ingested.json"), path.with_name(".ingested.zip")):
        file.unlink()
    assert "the same article stands" in reasons(run(content, inbox))
    assert articles(content) == [own]
