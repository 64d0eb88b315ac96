"""A saved web page that tells no date has the day of its file, and keeps it whatever becomes of the file."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from backfile import markdown
from tests.ingest_helpers import WEB, articles, content, put, reasons, run, tree

if TYPE_CHECKING:
    from pathlib import Path

    from backfile.models import Entry

__all__ = ["content"]  # fixtures

UNDATED = WEB.replace('<meta property="article:published_time" content="2026-07-10T08:30:00+01:00">', "")
FOLDER = "qingshi/2026/05/02"


def change_on(path: Path, moment: datetime) -> Path:
    os.utime(path, (moment.timestamp(), moment.timestamp()))
    return path


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A page without any date, whose file was changed late on 2 May 2026 in UTC."""
    return change_on(put(tmp_path / "saved/ferry.html", UNDATED), datetime(2026, 5, 2, 23, 30, tzinfo=UTC))


def only(content: Path) -> Entry:
    (path,) = articles(content)
    return markdown.read(path.read_text(encoding="utf-8"), path.name)


def test_it_has_the_day_of_its_file_in_utc_and_asks_for_a_look(saved: Path, content: Path) -> None:
    report = run(content, saved)
    assert report.exit_status == 0, reasons(report)
    entry = only(content)
    assert (entry.date, entry.date_certainty) == (date(2026, 5, 2), "inferred")
    assert [(one.code, one.words) for one in entry.article.review] == [
        ("date-inferred", "the day on which its file was last changed")
    ]


@pytest.mark.parametrize("options", [{}, {"overwrite": True}, {"restore": True}])
def test_a_copy_with_another_time_changes_no_byte(saved: Path, content: Path, options: dict[str, bool]) -> None:
    run(content, saved)
    before = tree(content)
    change_on(saved, datetime(2026, 8, 9, tzinfo=UTC))
    report = run(content, saved, **options)
    assert (report.written, report.unchanged, report.exit_status) == (0, 1, 0), reasons(report)
    assert tree(content) == before


def test_a_page_that_has_changed_since_stays_in_its_issue(saved: Path, content: Path) -> None:
    run(content, saved)
    before = articles(content)
    change_on(put(saved, UNDATED.replace("forty", "fifty")), datetime(2026, 8, 9, tzinfo=UTC))
    assert "it has changed since it was taken in" in reasons(run(content, saved))
    assert run(content, saved, overwrite=True).exit_status == 0
    assert articles(content) == before
    assert "fifty" in before[0].read_text(encoding="utf-8")


def test_pages_of_one_name_from_several_folders_have_each_their_own_day(tmp_path: Path, content: Path) -> None:
    for number, word in enumerate(("forty", "fifty"), start=1):
        page = put(tmp_path / f"site{number}/saved/index.html", UNDATED.replace("forty", word))
        change_on(page, datetime(2026, 5, number, tzinfo=UTC))
    report = run(content, tmp_path / "site1", tmp_path / "site2")
    assert report.exit_status == 0, reasons(report)
    assert [path.parent.name for path in articles(content)] == ["01", "02"]


def test_a_given_day_and_a_day_in_the_name_win(saved: Path, content: Path) -> None:
    run(content, saved.rename(saved.with_name("2026-03-09.html")))
    assert only(content).date_certainty == "certain"
    other = change_on(put(saved, UNDATED.replace("/ferry", "/boat")), datetime(2026, 5, 2, tzinfo=UTC))
    run(content, other, day=date(2026, 3, 10))
    assert [path.parent.name for path in articles(content)] == ["09", "10"]


def test_a_day_that_is_given_later_moves_it_to_its_issue(saved: Path, content: Path) -> None:
    run(content, saved)
    assert run(content, saved, day=date(2026, 3, 9), overwrite=True).exit_status == 0
    assert (only(content).date, only(content).article.review) == (date(2026, 3, 9), ())


def test_what_the_text_announces_for_a_day_after_that_of_the_file_is_no_date(saved: Path, content: Path) -> None:
    text = UNDATED.replace("whatever the weather", "and on May 1, 2026 he said that June 3, 2040 is a holiday")
    change_on(put(saved, text), datetime(2026, 5, 2, tzinfo=UTC))
    run(content, saved)
    entry = only(content)
    assert (entry.date, entry.article.review[0].words) == (date(2026, 5, 1), "latest day mentioned")


@pytest.mark.parametrize("year", [1970, 1980])
def test_a_file_that_has_lost_its_time_tells_no_day(saved: Path, content: Path, year: int) -> None:
    change_on(saved, datetime(year, 1, 1, tzinfo=UTC))
    assert "nothing tells its date" in reasons(run(content, saved))


def test_the_day_stays_in_a_folder_to_whose_name_a_person_has_added(saved: Path, content: Path) -> None:
    run(content, saved)
    folder = articles(content)[0].parent
    folder.rename(folder.with_name("02 evening"))
    change_on(saved, datetime(2026, 8, 9, tzinfo=UTC))
    run(content, saved, overwrite=True)
    assert only(content).date == date(2026, 5, 2)
