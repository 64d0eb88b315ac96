"""Taking in: the good is converted, the bad is told, nothing of a person's work is lost."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from backfile import markdown
from backfile.errors import SourceError
from backfile.ingest import Step
from tests.ingest_helpers import PAGE, PNG, WEB, articles, content, inbox, put, reasons, run, tree

__all__ = ["content", "inbox"]  # fixtures


def test_a_page_gives_its_articles_and_its_furniture(inbox: Path, content: Path) -> None:
    report = run(content, put(inbox / "03.txt", PAGE))
    assert report.exit_status == 0, reasons(report)
    day = content / "qingshi/2026/03/09"
    assert [path.name for path in articles(content)] == ["qingshi-20260309-p03-01.md", "qingshi-20260309-p03-02.md"]
    entry = markdown.read((day / "qingshi-20260309-p03-01.md").read_text(encoding="utf-8"), "a.md")
    assert (entry.article.title, entry.page, entry.date_certainty) == ("青石河边种下新柳", "3", "certain")
    assert entry.source.startswith("2026-03-09/03.txt#L")
    issue = (day / "issue.md").read_text(encoding="utf-8")
    assert issue.startswith("Newspaper: qingshi\nDate: 2026-03-09\n\n## 3 要闻\n")
    assert "- 责任编辑 周安\n" in issue


def test_running_again_changes_no_byte(inbox: Path, content: Path) -> None:
    put(inbox / "03.txt", PAGE)
    put(inbox / "ferry.html", WEB)
    put(inbox / "ferry_files/boat.png", PNG)
    run(content, inbox)
    before = tree(content)
    times = {path: path.stat().st_mtime_ns for path in content.rglob("*")}
    report = run(content, inbox)
    assert (report.written, report.unchanged, report.exit_status) == (0, 3, 0)
    assert tree(content) == before
    assert {path: path.stat().st_mtime_ns for path in content.rglob("*")} == times


def test_the_result_does_not_depend_on_how_the_files_are_named_on_the_way(
    inbox: Path, content: Path, tmp_path: Path
) -> None:
    page = put(inbox / "03.txt", PAGE)
    run(content, inbox.parent)
    other = tmp_path / "other"
    run(other, Path(os.path.relpath(page)))
    assert tree(other) == tree(content)
    assert b"inbox" not in b"".join(tree(content).values())


def test_a_web_article_brings_its_date_author_address_and_picture(inbox: Path, content: Path) -> None:
    put(inbox / "ferry.html", WEB)
    put(inbox / "ferry_files/boat.png", PNG)
    report = run(content, inbox, newspaper="weekly")
    assert report.exit_status == 0, reasons(report)
    (path,) = articles(content)
    assert path.parent == content / "weekly/2026/07/10"
    entry = markdown.read(path.read_text(encoding="utf-8"), "a.md")
    assert entry.id.startswith("weekly-20260710-w")
    assert entry.article.url == "https://weekly.example/ferry"
    assert [credit.name for credit in entry.article.credits] == ["Ann Lee"]
    assert entry.article.published is not None
    assert entry.article.published.isoformat() == "2026-07-10T08:30:00+01:00"
    assert (path.parent / entry.id / "01.png").read_bytes() == PNG
    assert f"![The ferry at the east bank]({entry.id}/01.png)" in path.read_text(encoding="utf-8")


def bad_files(inbox: Path) -> dict[str, str]:
    """Files of every bad kind, name -> a word of its refusal."""
    put(inbox / "binary.txt", bytes(range(256)))
    put(inbox / "document.txt", b"%PDF-1.7\n%...")
    put(inbox / "empty.txt", b"")
    put(inbox / "western.txt", "The mayor “said” it’s fine – really.\n".encode("cp1252"))
    put(inbox / "endless.txt", "长" * 200_000)
    put(inbox / "copy.txt", PAGE)
    put(inbox / "frame.html", "<html><body><p>menu</p></body></html>")
    (inbox / "link.txt").symlink_to(inbox / "03.txt")
    return {
        "binary.txt": "binary", "document.txt": "PDF", "empty.txt": "empty", "western.txt": "neither UTF-8",
        "endless.txt": "200,000 characters", "copy.txt": "the same as",
        "frame.html": "no article", "link.txt": "symbolic link",
    }  # fmt: skip


def test_every_bad_file_is_told_in_one_line_and_the_others_are_converted(inbox: Path, content: Path) -> None:
    put(inbox / "03.txt", PAGE)
    wrong = bad_files(inbox)
    report = run(content, inbox / "03.txt", inbox)
    assert report.exit_status == 1
    assert len(articles(content)) == 2
    lines = reasons(report).splitlines()
    assert len(lines) == len(wrong)
    for name, word in wrong.items():
        (line,) = (line for line in lines if f"2026-03-09/{name}" in line.split(": ")[0])
        assert word in line
        assert line.endswith(")")  # the remedy


def test_a_file_that_may_not_be_read_is_told(inbox: Path, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = put(inbox / "03.txt", PAGE)

    def forbidden(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", forbidden)  # file modes do not keep root from reading
    assert "cannot be read: Permission denied" in reasons(run(content, page))


def test_what_is_not_there_or_of_no_known_kind_is_told(inbox: Path, content: Path) -> None:
    report = run(content, inbox / "none.txt", put(inbox / "page.docx", b"PK\x03\x04"), inbox)
    assert [type(refusal) for refusal in report.refusals] == [SourceError] * 3
    assert report.left_aside == 1
    assert not content.exists()


def test_a_pipe_is_refused_and_not_waited_for(inbox: Path, content: Path) -> None:
    os.mkfifo(inbox / "03.txt")
    assert "not a plain file" in reasons(run(content, inbox / "03.txt"))


def test_a_newspaper_that_the_settings_do_not_have_is_taken_with_a_note(inbox: Path, content: Path) -> None:
    report = run(content, put(inbox / "03.txt", PAGE), newspaper="evening")
    assert report.exit_status == 0
    assert "evening" in report.notes[0]


def test_what_nothing_dates_is_refused_with_a_word_on_how_to_date_it(tmp_path: Path, content: Path) -> None:
    text = "老桥修好了\n\n　　青石老桥的维修工程完工，桥面换上了新的石板，两边的栏杆也重新刷了漆。\n"
    page = put(tmp_path / "007.txt", text)
    report = run(content, page)
    assert "--date YYYY-MM-DD" in reasons(report)
    assert run(content, page, day=date(2026, 3, 9)).exit_status == 0
    entry = markdown.read(articles(content)[0].read_text(encoding="utf-8"), "a.md")
    assert (entry.date, entry.page, entry.date_certainty) == (date(2026, 3, 9), "7", "certain")


def test_a_date_from_the_text_is_marked_as_inferred_and_wants_a_look(tmp_path: Path, content: Path) -> None:
    text = "老桥修好了\n\n　　本报讯（记者 许达）3月8日，青石老桥的维修工程完工。工程从2025年11月开始，历时四个月。\n"
    run(content, put(tmp_path / "a.txt", text))
    entry = markdown.read(articles(content)[0].read_text(encoding="utf-8"), "a.md")
    assert (entry.date, entry.date_certainty) == (date(2026, 3, 8), "inferred")
    assert "date-inferred" in [review.code for review in entry.article.review]


def test_a_page_that_names_no_year_has_that_of_the_pages_beside_it(tmp_path: Path, content: Path) -> None:
    put(tmp_path / "scans/a.txt", PAGE.split("\n", 3)[3])  # 3月8日, and no year anywhere
    put(tmp_path / "scans/b.txt", PAGE.replace("2026年3月9日 星期一", "2026年3月10日 星期二").replace("柳", "桃"))
    report = run(content, tmp_path / "scans")
    assert report.exit_status == 0, reasons(report)
    (folder,) = content.glob("qingshi/2026/03/08")
    entry = markdown.read(next(folder.glob("*.md")).read_text(encoding="utf-8"), "a.md")
    assert entry.date_certainty == "inferred"
    assert "the pages beside it (2026-03-10)" in entry.article.review[-1].words


def test_a_page_without_year_alone_in_its_folder_is_refused(tmp_path: Path, content: Path) -> None:
    put(tmp_path / "scans/a.txt", PAGE.split("\n", 3)[3])
    put(tmp_path / "others/b.txt", PAGE.replace("柳", "桃"))
    report = run(content, tmp_path)
    assert "nothing tells its date" in reasons(report)
    assert (report.refusals[0].source, len(articles(content))) == ("scans/a.txt", 2)


def test_the_own_date_of_a_file_goes_before_the_option_and_says_so(inbox: Path, content: Path) -> None:
    report = run(content, put(inbox / "03.txt", PAGE), day=date(2020, 1, 1))
    assert articles(content)[0].parent == content / "qingshi/2026/03/09"
    assert "not 2020-01-01" in report.notes[0]


def test_a_correction_by_hand_stays_when_the_page_is_taken_again(inbox: Path, content: Path) -> None:
    page = put(inbox / "03.txt", PAGE)
    run(content, page)
    path = articles(content)[0]
    corrected = path.read_text(encoding="utf-8").replace("青石河边种下新柳", "青石河畔种下新柳")
    path.write_text(corrected, encoding="utf-8")
    for options in ({}, {"overwrite": True}):
        assert run(content, page, **options).exit_status == 0
        assert path.read_text(encoding="utf-8") == corrected


def test_a_changed_page_is_taken_only_on_demand(inbox: Path, content: Path) -> None:
    page = put(inbox / "03.txt", PAGE)
    run(content, page)
    first, second = articles(content)
    put(page, PAGE.replace("三百棵", "四百棵").replace("五分钟", "六分钟"))

    before = tree(content)
    assert "--replace" in reasons(run(content, page))
    assert tree(content) == before

    assert run(content, page, overwrite=True).exit_status == 0
    assert "四百棵" in first.read_text(encoding="utf-8")
    assert "六分钟" in second.read_text(encoding="utf-8")
    assert articles(content) == [first, second]


def test_what_a_changed_page_no_longer_has_goes_unless_a_person_corrected_it(inbox: Path, content: Path) -> None:
    page = put(inbox / "03.txt", PAGE)
    run(content, page)
    first, second = articles(content)
    untouched = second.read_text(encoding="utf-8")
    corrected = untouched.replace("老桥修好了", "青石老桥修好了")
    second.write_text(corrected, encoding="utf-8")
    put(page, PAGE.split("老桥修好了")[0])
    assert "no longer gives it" in reasons(run(content, page, overwrite=True))
    assert second.read_text(encoding="utf-8") == corrected

    put(page, PAGE)
    run(content, page, overwrite=True)
    second.write_text(untouched, encoding="utf-8")
    run(content, page, overwrite=True)
    put(page, PAGE.split("老桥修好了")[0])
    assert run(content, page, overwrite=True).exit_status == 0
    assert articles(content) == [first]


def test_an_article_that_a_person_took_away_does_not_come_back(inbox: Path, content: Path) -> None:
    page = put(inbox / "03.txt", PAGE)
    run(content, page)
    first, second = articles(content)
    first.unlink()
    run(content, page)
    assert articles(content) == [second]


def test_a_page_moves_to_its_right_date_on_demand(tmp_path: Path, content: Path) -> None:
    text = "老桥修好了\n\n　　本报讯（记者 许达）3月8日，青石老桥的维修工程完工。工程从2025年11月开始，历时四个月。\n"
    page = put(tmp_path / "a.txt", text)
    run(content, page)
    assert "--replace" in reasons(run(content, page, day=date(2026, 3, 9)))
    assert run(content, page, day=date(2026, 3, 9), overwrite=True).exit_status == 0
    (path,) = articles(content)
    assert path.parent == content / "qingshi/2026/03/09"


def test_a_second_dump_of_a_page_continues_the_numbers(inbox: Path, content: Path) -> None:
    run(content, put(inbox / "03.txt", PAGE))
    run(content, put(inbox / "p03-part2.txt", PAGE.split("老桥")[0].replace("新柳", "桃树")), page="3")
    assert [path.stem[-2:] for path in articles(content)] == ["01", "02", "03"]
    issue = (content / "qingshi/2026/03/09/issue.md").read_text(encoding="utf-8")
    assert issue.count("责任编辑") == 1


def test_pages_that_come_later_join_the_issue_in_print_order(inbox: Path, content: Path) -> None:
    for number in ("10", "2", "3"):
        put(inbox / f"{number}.txt", PAGE.replace("第3版", f"第{number}版").replace("青石河", f"第{number}条河"))
        run(content, inbox / f"{number}.txt")
    issue = (content / "qingshi/2026/03/09/issue.md").read_text(encoding="utf-8")
    assert [line for line in issue.splitlines() if line.startswith("##")] == ["## 2 要闻", "## 3 要闻", "## 10 要闻"]


def test_without_its_memory_the_archive_keeps_every_article(inbox: Path, content: Path) -> None:
    page = put(inbox / "03.txt", PAGE)
    run(content, page)
    first = articles(content)[0]
    first.write_text(first.read_text(encoding="utf-8").replace("新柳", "垂柳"), encoding="utf-8")
    before = tree(content)
    (content / "qingshi/2026/03/09/.ingested.json").unlink()
    run(content, page, overwrite=True)
    assert tree(content) == before


@pytest.mark.parametrize("damage", ["{", "[" * 100_000])
def test_a_damaged_memory_is_told(inbox: Path, content: Path, damage: str) -> None:
    page = put(inbox / "03.txt", PAGE)
    run(content, page)
    put(content / "qingshi/2026/03/09/.ingested.json", damage)
    assert "damaged" in reasons(run(content, page))


def test_the_memory_names_sources_and_articles(inbox: Path, content: Path) -> None:
    run(content, put(inbox / "03.txt", PAGE))
    memory = json.loads((content / "qingshi/2026/03/09/.ingested.json").read_text(encoding="utf-8"))
    assert list(memory) == ["2026-03-09/03.txt"]
    assert list(memory["2026-03-09/03.txt"]["articles"]) == ["qingshi-20260309-p03-01", "qingshi-20260309-p03-02"]


def test_progress_is_told_for_every_file(inbox: Path, content: Path) -> None:
    put(inbox / "03.txt", PAGE)
    put(inbox / "empty.txt", b"")
    told: list[Step] = []
    run(content, inbox, progress=told.append)
    assert told == [Step(1, 2, "file", "2026-03-09/03.txt"), Step(2, 2, "file", "2026-03-09/empty.txt")]


def test_frames_that_a_browser_saved_beside_a_page_are_no_articles(inbox: Path, content: Path) -> None:
    put(inbox / "ferry.html", WEB)
    put(inbox / "ferry_files/advert.html", WEB)
    assert run(content, inbox).files == 1
