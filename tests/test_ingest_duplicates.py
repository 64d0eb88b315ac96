"""One web article in two files side by side: nothing is lost, and readers meet it once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backfile import markdown
from backfile.build.run import build
from backfile.ingest import Rehearsal
from tests.build_helpers import files
from tests.ingest_helpers import PAGE, PNG, WEB, articles, content, edit, inbox, put, read, reasons, run, tree

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["content", "inbox"]  # fixtures

AGAIN = WEB.replace("forty", "fifty")
"""The same page, saved again with other words."""


def two(inbox: Path, second: str = WEB) -> tuple[Path, Path]:
    return put(inbox / "a.html", WEB), put(inbox / "b.html", second)


def by_source(content: Path) -> dict[str, Path]:
    found = {}
    for path in articles(content):
        found[markdown.read(read(path), path.name).source.split("/")[-1]] = path
    return found


@pytest.mark.parametrize("second", [WEB, AGAIN])
def test_the_second_is_hidden_names_the_first_and_asks_for_a_look(inbox: Path, content: Path, second: str) -> None:
    two(inbox, second)
    report = run(content, inbox)
    assert (report.exit_status, report.articles, report.flags["duplicate"]) == (0, 2, 1), reasons(report)
    found = by_source(content)
    assert "Status" not in read(found["a.html"])
    assert "duplicate" not in read(found["a.html"])
    assert "\nStatus: hidden\n" in read(found["b.html"])
    assert f"Review: duplicate: the same web page as {found['a.html'].stem}\n" in read(found["b.html"])


@pytest.mark.parametrize("options", [{}, {"overwrite": True}, {"restore": True}])
@pytest.mark.parametrize("second", [WEB, AGAIN])
def test_a_second_run_writes_nothing(inbox: Path, content: Path, second: str, options: dict[str, bool]) -> None:
    two(inbox, second)
    run(content, inbox)
    before = tree(content)
    report = run(content, inbox, **options)
    assert (report.written, report.unchanged, report.exit_status) == (0, 2, 0), reasons(report)
    assert tree(content) == before


def test_it_is_the_same_whether_the_files_come_together_or_one_after_the_other(
    inbox: Path, content: Path, tmp_path: Path
) -> None:
    first, second = two(inbox)
    run(content, inbox)
    run(tmp_path / "other", first)
    assert run(tmp_path / "other", second).exit_status == 0
    assert tree(tmp_path / "other") == tree(content)


def test_the_file_that_was_taken_first_stays_the_first_whatever_the_names(inbox: Path, content: Path) -> None:
    run(content, put(inbox / "m.html", WEB))
    (first,) = articles(content)
    put(inbox / "a.html", WEB)
    put(inbox / "z.html", WEB)
    assert run(content, inbox).exit_status == 0
    run(content, inbox, overwrite=True)
    assert by_source(content)["m.html"] == first
    assert {name for name, path in by_source(content).items() if "Status: hidden" in read(path)} == {"a.html", "z.html"}


def test_files_far_apart_are_side_by_side_when_a_run_has_both(tmp_path: Path, content: Path) -> None:
    first, second = put(tmp_path / "one/x/a.html", WEB), put(tmp_path / "two/y/b.html", WEB)
    assert run(content, first, second).exit_status == 0
    assert len(articles(content)) == 2


def test_the_same_file_in_the_folder_of_another_day_is_hidden_there(tmp_path: Path, content: Path) -> None:
    undated = WEB.replace("article:published_time", "none")
    put(tmp_path / "2026-03-09/a.html", undated)
    put(tmp_path / "2026-03-10/a.html", undated)
    assert run(content, tmp_path).exit_status == 0
    first, second = articles(content)
    assert f"duplicate: the same web page as {first.stem}" in read(second)
    before = tree(content)
    assert run(content, tmp_path, overwrite=True).written == 0
    assert tree(content) == before


def test_a_renamed_file_is_known_as_taken_already(inbox: Path, content: Path) -> None:
    page = put(inbox / "a.html", WEB)
    run(content, page)
    before = tree(content)
    page.rename(inbox / "b.html")
    assert "the same as 2026-03-09/a.html" in reasons(run(content, inbox))
    assert tree(content) == before


def test_a_printed_page_given_twice_is_refused(inbox: Path, content: Path) -> None:
    put(inbox / "03.txt", PAGE)
    put(inbox / "copy.txt", PAGE)
    assert "2026-03-09/copy.txt: the same as 2026-03-09/03.txt" in reasons(run(content, inbox))
    assert len(articles(content)) == 2


def test_a_deleted_article_does_not_come_back_by_its_second_file(inbox: Path, content: Path) -> None:
    first, second = two(inbox)
    run(content, first)
    articles(content)[0].unlink()
    assert "--restore" in reasons(run(content, first, second))
    assert articles(content) == []


def test_either_may_be_deleted_and_the_second_shown(inbox: Path, content: Path) -> None:
    two(inbox)
    run(content, inbox)
    found = by_source(content)
    found["a.html"].unlink()
    edit(found["b.html"], ("Status: hidden\n", ""))
    kept = tree(content)[found["b.html"].relative_to(content).as_posix()]
    for options in ({}, {"overwrite": True}):
        report = run(content, inbox, **options)
        assert (report.deleted, report.exit_status) == (1, 0), reasons(report)
        assert articles(content) == [found["b.html"]]
        assert found["b.html"].read_bytes() == kept
    found["b.html"].unlink()
    assert (run(content, inbox, overwrite=True).deleted, articles(content)) == (2, [])


def test_a_correction_of_the_second_is_merged_with_its_new_text(inbox: Path, content: Path) -> None:
    _, page = two(inbox, AGAIN)
    run(content, inbox)
    second = by_source(content)["b.html"]
    edit(second, ("Ferry returns", "Ferry is back"), ("Status: hidden\n", ""))
    put(page, AGAIN.replace("every half hour", "every hour"))
    assert run(content, inbox, overwrite=True).exit_status == 0
    assert by_source(content)["b.html"] == second
    assert "every hour" in read(second)
    assert "Ferry is back" in read(second)
    assert "Status" not in read(second)


def test_without_the_memory_both_stay_as_they_are(inbox: Path, content: Path) -> None:
    two(inbox)
    run(content, inbox)
    before = tree(content)
    next(content.rglob(".ingested.json")).unlink()
    assert run(content, inbox).exit_status == 0
    assert tree(content) == before


def test_a_rehearsal_shows_both(inbox: Path, content: Path) -> None:
    two(inbox)
    store = Rehearsal(content)
    report = run(content, inbox, store=store)
    assert (report.exit_status, len(store.changes())) == (0, 2)
    assert not content.exists()


def test_the_site_has_the_page_of_the_second_and_tells_of_it_nowhere(
    inbox: Path, content: Path, tmp_path: Path
) -> None:
    put(inbox / "ferry_files/boat.png", PNG)
    two(inbox)
    run(content, inbox)
    names = "SITENAME = '青石档案'\nNEWSPAPERS = {'qingshi': {'name': '青石日报', 'lang': 'zh-cn'}}\n"
    conf = put(tmp_path / "pelicanconf.py", f"from backfile.defaults import *\n{names}")
    output = tmp_path / "output"
    done = build(content, output, conf)
    assert (done.ok, done.warnings, done.articles) == (True, (), 1)
    key = by_source(content)["b.html"].stem
    naming = [name for name, data in files(output).items() if key.encode() in data and key not in name]
    assert naming == []
    assert len(list(output.rglob(f"{key}.html"))) == 1
