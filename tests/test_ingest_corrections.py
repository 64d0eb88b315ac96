"""What a person has done in `content/` stays, whatever is taken in again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from backfile.ingest import Rehearsal, convert
from backfile.ingest.kept import Kept
from backfile.models import Page, Segmented
from backfile.segment import segment
from tests.ingest_helpers import (
    DAY,
    FIRST,
    PAGE,
    PNG,
    SCHOOL,
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
    from collections.abc import Callable
    from pathlib import Path

    from backfile.models import Article
    from backfile.newspapers import Rules

__all__ = ["content", "inbox", "page"]  # fixtures


def test_a_changed_source_is_merged_with_a_correction_and_again_with_the_next(page: Path, content: Path) -> None:
    first = content / DAY / f"{FIRST}.md"
    edit(first, ("青石河边种下新柳", "青石河畔种下新柳"))
    edit(page, ("三百棵", "四百棵"))
    assert run(content, page, overwrite=True).exit_status == 0
    assert all(word in read(first) for word in ("青石河畔", "四百棵"))

    edit(first, ("Kind: article", "Kind: article\nEditor: 周安"), ("林小满", "林晓满"))
    edit(page, ("两所小学", "三所小学"))
    assert run(content, page, overwrite=True).exit_status == 0
    assert all(word in read(first) for word in ("青石河畔", "四百棵", "Editor: 周安", "林晓满", "三所小学"))
    before = tree(content)
    assert not run(content, page, overwrite=True).written
    assert tree(content) == before


def converting(monkeypatch: pytest.MonkeyPatch, body: Callable[[Article], Article]) -> None:
    """Let a newer version of the program convert in another way."""

    def newer(page: Page, rules: Rules) -> Segmented:
        found = segment(page, rules)
        return Segmented(tuple(map(body, found.articles)), found.furniture, found.section)

    monkeypatch.setattr(convert, "segment", newer)


def test_a_newer_version_writes_anew_only_on_demand_and_merges(
    page: Path, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = articles(content)
    edit(first, ("新柳", "垂柳"))
    before = tree(content)
    converting(monkeypatch, lambda article: replace(article, places=("青石县",)))
    assert (run(content, page).exit_status, tree(content)) == (0, before)
    assert run(content, page, overwrite=True).exit_status == 0
    assert "Places: 青石县\n" in read(second)
    assert "Places: 青石县\n" in read(first)
    assert "垂柳" in read(first)


@pytest.mark.parametrize(
    "place", [f"{DAY}/柳树.md", "qingshi/2026/03/10/柳树.md", f"qingshi/2026/03/10/{FIRST}.md", "qingshi/spring.md"]
)
def test_a_file_that_was_renamed_or_moved_is_found_and_merged_there(page: Path, content: Path, place: str) -> None:
    first, second = articles(content)
    edit(first, ("新柳", "垂柳"), ("Date: 2026-03-09", "Date: 2026-03-10"))
    moved = content / place
    moved.parent.mkdir(parents=True, exist_ok=True)
    first.rename(moved)
    for number in ("四百棵", "五百棵"):
        put(page, PAGE.replace("三百棵", number))
        report = run(content, page, overwrite=True)
        assert (report.exit_status, report.deleted) == (0, 0), reasons(report)
        assert sorted(articles(content)) == sorted([moved, second])
        assert all(word in read(moved) for word in ("垂柳", number, "Date: 2026-03-10"))
    assert run(content, page).unchanged == 2


def test_two_files_that_changed_names_stay_what_they_are(page: Path, content: Path) -> None:
    first, second = articles(content)
    texts = read(first), read(second)
    put(first, texts[1])
    put(second, texts[0])
    edit(page, ("三百棵", "四百棵"))
    assert run(content, page, overwrite=True).exit_status == 0
    assert read(first) == texts[1]
    assert "四百棵" in read(second)
    assert f"Id: {FIRST}" in read(second)


def test_the_memory_leads_to_no_file_outside_the_newspaper(page: Path, content: Path, tmp_path: Path) -> None:
    first, second = articles(content)
    outside = put(tmp_path / "outside.md", read(first))
    first.unlink()
    memory = content / DAY / ".ingested.json"
    for place in ("qingshi/../../outside.md", str(outside), "../outside.md", "weekly/x.md"):
        text = read(memory).replace('"hash"', f'"moved": {{"{FIRST}": "{place}"}}, "hash"', 1)
        put(memory, text)
        edit(page, ("棵柳", "棵棵柳"))
        run(content, page, overwrite=True)
        assert "三百棵" in read(outside)
        assert articles(content) == [second]


def test_a_memory_with_an_id_that_is_a_path_is_damaged(page: Path, content: Path, tmp_path: Path) -> None:
    outside = put(tmp_path / "outside.md", "x")
    memory = content / DAY / ".ingested.json"
    put(memory, read(memory).replace(FIRST, "../../../../../outside"))
    assert "damaged" in reasons(run(content, page, overwrite=True))
    assert read(outside) == "x"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_mark_of_an_editor_stay_when_the_source_changes(page: Path, content: Path, end: str) -> None:
    first, _ = articles(content)
    put(first, ("\ufeff" + read(first).replace("新柳", "垂柳").replace("\n", end)).encode())
    edit(page, ("三百棵", "四百棵"))
    assert run(content, page, overwrite=True).exit_status == 0
    text = read(first)
    assert text.startswith("\ufeff")
    assert text.count(end) == text.count("\r") > 10
    assert "垂柳" in text
    assert "四百棵" in text


@pytest.mark.parametrize(
    ("damage", "word"),
    [
        (lambda text: text.replace("Date: 2026-03-09", "Date: neulich").encode(), "Date is 'neulich'"),
        (lambda text: text.replace("\n\n", "\n", 1).encode(), "neither `Key: value` nor blank"),
        (lambda text: text.encode("utf-16"), "not UTF-8"),
        (lambda _: b"", "there is no Title"),
    ],
)
def test_a_file_that_is_no_article_any_more_stays_and_is_told(
    page: Path, content: Path, damage: Callable[[str], bytes], word: str
) -> None:
    first, second = articles(content)
    put(first, damage(read(first)))
    before = first.read_bytes()
    assert run(content, page, overwrite=True).exit_status == 0  # there is nothing new to bring in
    edit(page, ("三百棵", "四百棵"), ("五分钟", "六分钟"))
    report = run(content, page, overwrite=True)
    assert word in reasons(report)
    assert first.read_bytes() == before
    assert "六分钟" in read(second)
    assert "四百棵" in (Kept(content / DAY).conflict(FIRST) or "")


def test_an_article_of_the_persons_own_is_nobodys_but_theirs(page: Path, content: Path) -> None:
    own = put(content / DAY / "old-well.md", "Title: 老井\nDate: 2026-03-09\n\n井水还是甜的。\n")
    numbered = put(content / DAY / "note.md", f"Title: 附记\nId: {FIRST[:-1]}3\nDate: 2026-03-09\n\n附记。\n")
    put(page, PAGE + SCHOOL)
    assert run(content, page, overwrite=True).exit_status == 0
    assert read(own).endswith("井水还是甜的。\n")
    assert read(numbered).endswith("附记。\n")
    assert [path.stem for path in articles(content)] == ["note", "old-well", FIRST, SECOND, f"{FIRST[:-1]}4"]


def test_a_page_that_moves_to_another_date_takes_corrections_and_deletions_along(tmp_path: Path, content: Path) -> None:
    text = "\n".join(PAGE.splitlines()[4:]).replace("3月8日上午", "2026年3月8日上午")
    page = put(tmp_path / "a.txt", text)
    assert run(content, page).exit_status == 0
    first, second = articles(content)
    assert first.parent == content / "qingshi/2026/03/08"
    edit(first, ("新柳", "垂柳"))
    second.unlink()
    assert run(content, page, day=date(2026, 3, 9), overwrite=True).exit_status == 0
    (path,) = articles(content)
    assert path.parent == content / DAY
    assert "垂柳" in read(path)
    assert f"Id: {path.stem}\n" in read(path)
    assert "Date: 2026-03-09\n" in read(path)
    before = tree(content)
    assert run(content, page, day=date(2026, 3, 9), overwrite=True).exit_status == 0
    assert tree(content) == before


def test_a_line_that_was_taken_out_of_the_issues_own_file_does_not_come_back(page: Path, content: Path) -> None:
    issue = content / DAY / "issue.md"
    edit(issue, ("- 责任编辑 周安\n", "- 责任编辑 周岸\n"))
    edit(page, ("三百棵", "四百棵"))
    run(content, page, overwrite=True)
    assert "周安" not in read(issue)
    edit(page, ("责任编辑 周安", "责任编辑 周安 苏禾"))
    run(content, page, overwrite=True)
    assert "- 责任编辑 周安 苏禾\n" in read(issue)
    issue.unlink()
    run(content, page, overwrite=True)
    assert not issue.exists()
    run(content, page, restore=True)
    assert "周安" in read(issue)


def test_a_picture_that_a_person_changed_or_took_away_stays_so(inbox: Path, content: Path) -> None:
    put(inbox / "ferry_files/boat.png", PNG)
    web = put(inbox / "ferry.html", WEB)
    run(content, web)
    (article,) = articles(content)
    picture = article.parent / article.stem / "01.png"
    put(picture, PNG + b"cropped")
    put(web, WEB.replace("forty", "fifty"))
    assert run(content, web, overwrite=True).exit_status == 0
    assert picture.read_bytes() == PNG + b"cropped"
    put(inbox / "ferry_files/boat.png", PNG + b"brighter")
    put(web, WEB.replace("forty", "sixty"))
    assert "not the picture that was written here" in reasons(run(content, web, overwrite=True))
    assert picture.read_bytes() == PNG + b"cropped"
    picture.unlink()
    run(content, web, overwrite=True)
    assert not picture.exists()
    run(content, web, overwrite=True, restore=True)
    assert picture.read_bytes() == PNG + b"brighter"


def test_a_known_deletion_costs_no_search_again(page: Path, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = articles(content)
    first.unlink()
    run(content, page)
    memory = read(content / DAY / ".ingested.json")
    assert '"deleted"' in memory

    def forbidden(*_: object) -> None:
        raise AssertionError("the whole tree was searched")

    monkeypatch.setattr("backfile.ingest.whereabouts.os.walk", forbidden)
    assert run(content, page, overwrite=True).deleted == 1
    assert read(content / DAY / ".ingested.json") == memory


def test_corrections_of_an_exports_articles_survive_it_too(inbox: Path, content: Path) -> None:
    file = put(inbox / "all.jsonl", export())
    assert run(content, file).exit_status == 0
    first, second = sorted(articles(content), key=lambda path: "老桥" in read(path))
    edit(first, ("河边种柳", "河畔种柳"))
    second.unlink()
    assert (run(content, file).unchanged, run(content, file).deleted) == (1, 1)
    put(file, export(("三百棵", "四百棵"), ("新的石板", "新石板")))
    before = tree(content)
    store = Rehearsal(content)
    assert run(content, file, overwrite=True, store=store).exit_status == 0
    assert tree(content) == before
    assert [change.path for change in store.changes()] == [first.relative_to(content).as_posix()]
    assert run(content, file, overwrite=True).exit_status == 0
    assert articles(content) == [first]
    assert all(word in read(first) for word in ("河畔种柳", "四百棵"))
    assert run(content, file, restore=True).exit_status == 0
    assert "新石板" in read(second)
