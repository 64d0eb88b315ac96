"""Taking exports in: each record is judged for itself, nothing is taken twice, each issue is worked on once."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from backfile import markdown
from backfile.ingest import Step, exports, ledger
from tests.ingest_helpers import PAGE, articles, content, inbox, killed_after, put, reasons, run, tree
from tests.test_sources_wordpress import END, HEAD, post

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from backfile.ingest.store import Store

__all__ = ["content", "inbox"]  # fixtures


def row(number: int, day: str = "2026-03-09", **changes: object) -> dict[str, object]:
    text = f"这是第{number}条消息的第一段。\n这是第二段。"
    return {"id": f"n{number}", "title": f"消息{number}", "date": day, "section": "要闻", "text": text} | changes


def lines(*rows: dict[str, object]) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows)


def titles(content: Path) -> list[str]:
    return sorted(
        markdown.read(path.read_text(encoding="utf-8"), path.name).article.title for path in articles(content)
    )


def test_records_go_to_the_issues_of_their_days(inbox: Path, content: Path) -> None:
    export = put(inbox / "all.jsonl", lines(row(1), row(2, "2026-03-10", page="A3", rating=5), row(3)))
    report = run(content, export)
    assert (report.exit_status, report.kinds["article"]) == (0, 3), reasons(report)
    assert {path.parent.name for path in articles(content)} == {"09", "10"}
    (path,) = [path for path in articles(content) if path.parent.name == "10"]
    entry = markdown.read(path.read_text(encoding="utf-8"), "a.md")
    assert (entry.source, entry.page, entry.article.section) == ("2026-03-09/all.jsonl#n2", "A3", "要闻")
    assert entry.extra == (("Rating", "5"),)
    assert entry.article.lang == "zh-cn"


def test_the_order_of_the_records_does_not_matter_to_the_articles(
    inbox: Path, content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "PIECE", 3)
    rows = [row(number, f"2026-03-{9 + number % 3:02d}") for number in range(20)]
    run(content, put(inbox / "all.jsonl", lines(*rows)))
    run(tmp_path / "other", put(inbox / "all.jsonl", lines(*reversed(rows))))
    texts = {name: data for name, data in tree(content).items() if name.endswith(".md")}
    assert len(texts) == 20
    assert {name: data for name, data in tree(tmp_path / "other").items() if name.endswith(".md")} == texts


def test_each_issue_is_worked_on_once_however_the_records_are_ordered(
    inbox: Path, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []
    write = ledger.write

    def watched(store: Store, folder: Path, records: Mapping[str, ledger.Record]) -> None:
        written.append(folder)
        write(store, folder, records)

    monkeypatch.setattr(ledger, "write", watched)
    run(
        content,
        put(inbox / "all.jsonl", lines(*(row(number, f"2026-03-{1 + number % 7:02d}") for number in range(70)))),
    )
    assert len(written) == len(set(written)) == 7


def test_the_same_export_again_changes_no_byte_and_converts_nothing(inbox: Path, content: Path) -> None:
    export = put(inbox / "all.jsonl", lines(*(row(number) for number in range(5))))
    run(content, export)
    before = tree(content)
    report = run(content, export)
    assert (report.written, report.unchanged, report.articles, report.exit_status) == (0, 5, 0, 0)
    assert tree(content) == before


def test_a_larger_export_adds_what_is_new_and_a_smaller_takes_nothing_away(inbox: Path, content: Path) -> None:
    export = put(inbox / "all.jsonl", lines(row(1), row(2)))
    run(content, export)
    put(export, lines(row(2), row(3)))
    report = run(content, export)
    assert (report.written, report.unchanged, report.exit_status) == (1, 1, 0)
    assert titles(content) == ["消息1", "消息2", "消息3"]
    before = tree(content)
    assert run(content, export).written == 0
    assert tree(content) == before
    assert run(content, export, overwrite=True).exit_status == 0
    assert tree(content) == before


def test_a_changed_record_is_told_until_it_is_replaced_and_the_others_are_taken(inbox: Path, content: Path) -> None:
    export = put(inbox / "all.jsonl", lines(row(1), row(2)))
    run(content, export)
    put(export, lines(row(1, text="换过的正文。"), row(2), row(3)))
    told = (
        "2026-03-09/all.jsonl:1: the record has changed since it was taken in"
        " (run again with --replace: what was corrected by hand stays)"
    )
    for counts in ((1, 1), (0, 2)):
        report = run(content, export)
        assert (report.written, report.unchanged) == counts
        assert reasons(report) == told
    report = run(content, export, overwrite=True)
    assert (report.written, report.exit_status) == (1, 0)
    assert any("换过的正文。" in path.read_text(encoding="utf-8") for path in articles(content))
    assert run(content, export).exit_status == 0


def test_a_correction_by_hand_and_a_deletion_stay(inbox: Path, content: Path) -> None:
    export = put(inbox / "all.jsonl", lines(row(1), row(2), row(3)))
    run(content, export)
    first, second, third = articles(content)
    corrected = first.read_text(encoding="utf-8").replace("第一段", "第一节")
    first.write_text(corrected, encoding="utf-8")
    second.unlink()
    put(export, lines(row(1), row(2), row(3), row(4)))
    assert run(content, export).exit_status == 0
    assert first.read_text(encoding="utf-8") == corrected
    assert not second.exists()
    assert third.exists()
    assert len(articles(content)) == 3


@pytest.mark.parametrize(("name", "text"), [("a.csv", "id,title,date,text\n"), ("a.xml", HEAD + END)])
def test_an_export_without_a_record_is_told(inbox: Path, content: Path, name: str, text: str) -> None:
    assert "no record" in reasons(run(content, put(inbox / name, text)))


def test_what_is_wrong_with_a_record_is_told_with_its_line_and_the_others_are_taken(inbox: Path, content: Path) -> None:
    rows = [row(1), row(2, date="gestern"), row(3, date=""), row(1, text="又一条。"), row(4, "0100-01-01"), row(5)]
    report = run(content, put(inbox / "all.jsonl", lines(*rows) + "{\n"))
    told = reasons(report).splitlines()
    assert [line.split(": ")[0] for line in told] == [f"2026-03-09/all.jsonl:{number}" for number in (2, 3, 4, 5, 7)]
    for line, word in zip(
        told, ["'gestern'", "nothing tells its date", "n1 stands in the file", "0100", "no JSON"], strict=True
    ):
        assert word in line
        assert line.endswith(")")
    assert titles(content) == ["消息1", "消息5"]


def test_records_without_a_date_take_the_option_and_not_the_name_of_the_file(inbox: Path, content: Path) -> None:
    export = put(inbox / "2026-01-01.jsonl", lines(row(1, date=""), row(2, "2026-03-10")))
    assert run(content, export, day=date(2026, 3, 9)).exit_status == 0
    assert sorted(path.parent.name for path in articles(content)) == ["09", "10"]


def test_records_without_an_id_are_known_by_what_they_say(inbox: Path, content: Path) -> None:
    export = put(inbox / "all.jsonl", lines(row(1, id=""), row(2, id="", url="https://weekly.example/2")))
    run(content, export)
    put(export, lines(row(3), row(1, id=""), row(2, id="", url="https://weekly.example/2", title="消息二")))
    report = run(content, export)
    assert (report.written, report.unchanged) == (1, 1)
    assert "all.jsonl:3: the record has changed" in reasons(report)


def test_the_same_export_under_another_name_is_one_refusal(inbox: Path, content: Path) -> None:
    run(content, put(inbox / "a.jsonl", lines(*(row(number) for number in range(9)))))
    report = run(content, put(inbox / "b.jsonl", lines(*(row(number) for number in range(9)))))
    assert reasons(report) == (
        "2026-03-09/b.jsonl: 9 records are the same as those of 2026-03-09/a.jsonl, which stand in the archive"
        " (take one of the two away)"
    )


def test_a_file_that_is_broken_all_through_is_not_read_to_its_end(inbox: Path, content: Path) -> None:
    report = run(content, put(inbox / "all.jsonl", "{\n" * 5000))
    assert len(report.refusals) == exports.BROKEN + 1
    assert "what follows is not read" in reasons(report)
    assert not content.exists()


def test_very_many_records_without_a_date_do_not_keep_the_others_out(inbox: Path, content: Path) -> None:
    rows = [row(number, "") for number in range(exports.BROKEN + 50)]
    report = run(content, put(inbox / "all.jsonl", lines(*rows, row(9999))))
    assert len(report.refusals) == len(rows)
    assert titles(content) == ["消息9999"]


def test_a_post_of_wordpress_is_taken_and_what_is_none_is_counted(inbox: Path, content: Path) -> None:
    put(
        inbox / "blog.xml",
        HEAD + post(1) + post(2, status="draft") + post(3, status="draft") + post(4, type="page") + END,
    )
    put(inbox / "alto.xml", "<?xml version='1.0'?><alto/>")
    report = run(content, inbox)
    assert (report.exit_status, report.left_aside) == (0, 1), reasons(report)
    assert report.notes == ["2026-03-09/blog.xml: left aside: 2 × draft, 1 × page"]
    (path,) = articles(content)
    text = path.read_text(encoding="utf-8")
    assert "Published: 2026-03-09T08:30:00+08:00\n" in text
    assert "Source: 2026-03-09/blog.xml#1\n" in text


def test_pages_and_exports_come_in_one_batch_and_progress_counts_bytes(inbox: Path, content: Path) -> None:
    put(inbox / "03.txt", PAGE)
    export = put(inbox / "all.jsonl", lines(*(row(number) for number in range(120))))
    put(inbox / "zz-p04.txt", PAGE.replace("第3版", "第4版").replace("新柳", "桃树"))
    told: list[Step] = []
    report = run(content, inbox, progress=told.append)
    assert (report.files, report.articles, report.exit_status) == (3, 124, 0), reasons(report)
    assert [step.done for step in told] == sorted(step.done for step in told)
    assert told[-1].done == told[-1].total == sum(path.stat().st_size for path in inbox.iterdir())
    assert {step.unit for step in told} == {"byte"}
    assert sum(step.name.endswith(export.name) for step in told) >= 4


def test_an_issue_whose_memory_is_damaged_is_told_once_and_the_others_are_taken(inbox: Path, content: Path) -> None:
    put(content / "qingshi/2026/03/09/.ingested.json", "{")
    report = run(content, put(inbox / "all.jsonl", lines(row(1), row(2), row(3, "2026-03-10"))))
    assert len(report.refusals) == 1
    assert "damaged" in reasons(report)
    assert titles(content) == ["消息3"]


def test_a_killed_run_over_an_export_is_completed_by_the_next(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "PIECE", 2)
    export = put(inbox / "all.jsonl", lines(*(row(number, f"2026-03-{9 + number % 2:02d}") for number in range(6))))
    whole = tmp_path / "whole"
    run(whole, export)
    for survivors in range(len(tree(whole))):
        torn = tmp_path / f"torn{survivors}"
        with killed_after(survivors, monkeypatch):
            run(torn, export)
        assert run(torn, export).exit_status == 0
        assert tree(torn) == tree(whole)


def test_a_folder_for_records_that_leads_out_of_the_archive_is_refused(
    inbox: Path, content: Path, tmp_path: Path
) -> None:
    (tmp_path / "outside").mkdir()
    content.mkdir()
    (content / "qingshi").symlink_to(tmp_path / "outside")
    report = run(content, put(inbox / "all.jsonl", lines(row(1, id="../../x"), row(2))))
    assert len(report.refusals) == 1
    assert "symbolic link" in reasons(report)
    assert not list((tmp_path / "outside").iterdir())
