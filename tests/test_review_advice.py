"""What is said to settle a doubt does settle it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from backfile import markdown, review
from backfile.ingest import ingest, settle
from backfile.models import Review
from backfile.review import advice
from backfile.review.model import CONFLICT
from backfile.review.words import Words
from tests.ingest_helpers import WEB
from tests.review_helpers import PAGE, SETTINGS, found, keep_page, page_of, put, sheet_of

if TYPE_CHECKING:
    from pathlib import Path


def steps(content: Path, number: int = 0) -> list[str]:
    """Every edit, command and new file that is advised, as text."""
    sheet = sheet_of(content)
    said = []
    for step in (*advice.steps(sheet, number, Words("en")), advice.settling(sheet, number, Words("en"))):
        if step:
            said += [f"{edit.line}: {edit.old} -> {edit.new}" for edit in step.edits]
            said += [text for text in (step.text, step.note) if text]
    return said


def test_the_settling_edit_takes_its_code_out_of_review_and_leaves_the_others(tmp_path: Path) -> None:
    path = put(tmp_path, 1, Review("headline-doubtful", "0.71, else “a” (line 4)"), Review("byline-doubtful", "0.6"))
    lines = path.read_text(encoding="utf-8").split("\n")
    edit = steps(tmp_path)[-1]
    number = int(edit.split(":")[0])
    assert lines[number - 1].startswith("Review: headline-doubtful")
    assert edit.endswith("-> Review: byline-doubtful: 0.6")
    lines[number - 1] = edit.split(" -> ")[1]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert steps(tmp_path)[-1].endswith("-> None")
    del lines[number - 1]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert found(tmp_path) == []


def test_several_doubts_can_be_taken_out_at_once_and_one_alone_has_no_such_edit(tmp_path: Path) -> None:
    path = put(tmp_path, 1, Review("headline-doubtful", "0.71"), Review("byline-doubtful", "0.6"))
    then = advice.all_settling(sheet_of(tmp_path), Words("en"))
    assert then is not None
    (edit,) = then.edits
    lines = path.read_text(encoding="utf-8").split("\n")
    assert (edit.old, edit.new) == (lines.pop(edit.line - 1), None)
    assert then.when in page_of(tmp_path)
    path.write_text("\n".join(lines), encoding="utf-8")
    assert found(tmp_path) == []
    put(tmp_path, 1, Review("byline-doubtful", "0.6"))
    assert advice.all_settling(sheet_of(tmp_path), Words("en")) is None


def test_a_missing_headline_is_written_from_the_alternative_or_by_hand(tmp_path: Path) -> None:
    put(tmp_path, 1, Review("headline-missing", "else “老磨坊…” (line 8)"), title="青石河边…")
    keep_page(tmp_path)
    assert "1: Title: 青石河边… -> Title: 老磨坊重新开张" in steps(tmp_path)
    assert "1: Title: 青石河边… -> Title: " in steps(tmp_path)


def test_a_byline_of_another_article_is_taken_out_and_not_proposed(tmp_path: Path) -> None:
    told = "0.6, else “本报讯（记者 林小满）” (line 6) is of the article above it"
    put(tmp_path, 1, Review("byline-doubtful", told))
    said = [one for one in steps(tmp_path) if "Byline:" in one]
    assert [one.split(" -> ")[1] for one in said] == ["None", "Byline: "]


def test_a_byline_that_is_proposed_comes_with_its_names_and_roles(tmp_path: Path) -> None:
    put(tmp_path, 1, Review("byline-doubtful", "0.60, else “本报记者 周安 通讯员 许达”"))
    _, _, other, by_hand = advice.steps(sheet_of(tmp_path), 0, Words("en"))
    assert [edit.new for edit in other.edits] == [
        "Authors: 周安; 许达", "Credits: 周安 (记者, 本报); 许达 (通讯员)", "Byline: 本报记者 周安 通讯员 许达",
    ]  # fmt: skip
    assert [edit.new for edit in by_hand.edits] == ["Authors: ", "Credits: ", "Byline: "]


def test_a_doubtful_date_can_be_changed_to_the_other_one_with_the_place_of_the_file(tmp_path: Path) -> None:
    put(tmp_path, 1, Review("date-doubtful", "the page prints 2026-03-08, its name says 2026-03-09"))
    assert "2: Date: 2026-03-09 -> Date: 2026-03-08" in steps(tmp_path)
    assert any("qingshi/2026/03/08/qingshi-20260309-p03-01.md" in one for one in steps(tmp_path))


def test_a_part_that_is_missing_is_looked_for_in_the_neighbours(tmp_path: Path) -> None:
    put(tmp_path, 1, Review("extent-doubtful", "0.5"))
    put(tmp_path, 2, title="老磨坊", lines=(8, 10))
    assert any("cut them out there: qingshi-20260309-p03-02.md." in one for one in steps(tmp_path))
    assert any("put it into qingshi-20260309-p03-02.md." in one for one in steps(tmp_path))


def test_a_part_of_its_own_gets_an_id_that_nothing_has(tmp_path: Path) -> None:
    put(tmp_path, 1, Review("extent-doubtful", "0.5"))
    put(tmp_path, 7, title="老磨坊", lines=(8, 10))
    (head,) = [one for one in steps(tmp_path) if one.startswith("Title:\n")]
    assert "Id: qingshi-20260309-p03-08\n" in head
    new = tmp_path / "qingshi/2026/03/09/qingshi-20260309-p03-08.md"
    new.write_text(head.replace("Title:", "Title: 老磨坊续篇") + "\n正文。\n", encoding="utf-8")
    assert markdown.read(new.read_text(encoding="utf-8"), "x").article.title == "老磨坊续篇"


@pytest.fixture
def corrected(tmp_path: Path) -> tuple[Path, str]:
    """An archive in which a new conversion stands against a correction, and the id of the article."""
    content, page = tmp_path / "content", tmp_path / "in" / "2026-03-09" / "03.txt"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE, encoding="utf-8")
    assert ingest([page], content, SETTINGS).exit_status == 0
    path = next(path for path in content.rglob("*-p03-*.md") if "柳色" in path.read_text(encoding="utf-8"))
    path.write_text(path.read_text(encoding="utf-8").replace("三百棵", "三百五十棵"), encoding="utf-8")
    page.write_text(PAGE.replace("三百棵", "九千棵"), encoding="utf-8")
    assert ingest([page], content, SETTINGS, overwrite=True).exit_status == 1
    return content, path.stem


def test_a_conflict_is_the_worst_shows_both_texts_and_goes_when_it_is_settled(corrected: tuple[Path, str]) -> None:
    content, key = corrected
    assert review.survey(content, most=5).worst[0].id == key
    sheet = sheet_of(content)
    assert any("九千" in row.changed for row in sheet.conflict)
    assert any("五十" in row.changed for row in sheet.edited)
    assert f"inv settle {key}" in steps(content)
    assert f"inv settle {key} --new" in steps(content)
    settle(content, [key], take_new=False)
    assert not review.survey(content, most=5).codes[CONFLICT]


def test_a_conflict_is_found_where_the_file_has_been_moved_to(corrected: tuple[Path, str]) -> None:
    content, key = corrected
    (old,) = content.rglob(f"{key}.md")
    new = content / "qingshi" / "2026" / "03" / "10" / "moved.md"
    new.parent.mkdir(parents=True)
    old.rename(new)
    assert review.survey(content, most=5).worst[0].path == "qingshi/2026/03/10/moved.md"
    assert sheet_of(content).conflict


def test_a_date_given_as_advised_moves_the_article_to_its_issue_without_a_doubt(tmp_path: Path) -> None:
    content, page = tmp_path / "content", tmp_path / "undated.txt"
    page.write_text(
        "石桥两岸柳色新\n\n本报讯（记者 林小满）青石河边3月8日种下新柳三百棵。\n新华社北京2026年3月8日电\n",
        encoding="utf-8",
    )
    ingest([page], content, SETTINGS)
    assert review.survey(content, most=5).codes["date-inferred"]
    codes = [matter.code for matter in review.survey(content, most=1).worst[0].matters]
    said = steps(content, codes.index("date-inferred"))
    (command,) = [one for one in said if one.startswith("inv ingest")]
    assert re.fullmatch(r"inv ingest \S+/undated\.txt --newspaper qingshi --date YYYY-MM-DD --replace", command)
    ingest([page], content, SETTINGS, day=date(2026, 3, 20), overwrite=True)
    assert not review.survey(content, most=5).codes["date-inferred"]
    assert (content / "qingshi" / "2026" / "03" / "20").is_dir()


def test_a_second_file_of_a_web_page_is_shown_deleted_or_kept_as_advised(tmp_path: Path) -> None:
    inbox, content = tmp_path / "saved", tmp_path / "content"
    inbox.mkdir()
    for name in ("a.html", "b.html"):
        (inbox / name).write_text(WEB, encoding="utf-8")
    ingest([inbox], content, SETTINGS)
    (case,) = review.survey(content, most=5, code="duplicate").worst
    first = next(path.name for path in content.rglob("*-w*.md") if path.stem != case.id)
    said = steps(content)
    assert any(f"{case.id}.md" in one for one in said)
    assert any(first in one for one in said)
    lines = (content / case.path).read_text(encoding="utf-8").splitlines()
    for line, taken in (("Status: hidden", 2), (f"Review: duplicate: the same web page as {first[:-3]}", 1)):
        assert said.count(f"{lines.index(line) + 1}: {line} -> None") == taken
