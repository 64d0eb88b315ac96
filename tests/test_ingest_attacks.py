"""Taking in where somebody wishes harm: links that lead out, surrogates, files that no parser expects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backfile import lock, sources
from backfile.errors import ContentError
from tests.test_ingest import PAGE, PNG, WEB, articles, content, inbox, put, reasons, run

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["content", "inbox"]  # fixtures


def test_half_a_surrogate_pair_in_an_address_stops_nothing(inbox: Path, content: Path) -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "url": "https://weekly.example/\\ud800a"}</script>'
    )
    put(inbox / "a.html", WEB.replace('<link rel="canonical" href="https://weekly.example/ferry">', head))
    put(inbox / "b.txt", PAGE)
    report = run(content, inbox, newspaper="weekly")
    assert report.exit_status == 0, reasons(report)
    assert len(articles(content)) == 3
    assert all(path.read_text(encoding="utf-8") for path in articles(content))


def test_a_file_on_which_a_parser_fails_in_its_own_way_hides_no_other(
    inbox: Path, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path) -> None:
        raise RecursionError("too\ndeep")

    page, web = sources.SOURCES
    monkeypatch.setattr(sources, "SOURCES", (page, sources.Source(web.words, web.suffixes, fail)))  # type: ignore[arg-type]  # it never returns
    put(inbox / "a.html", WEB)
    put(inbox / "b-p03.txt", PAGE)
    report = run(content, inbox)
    assert reasons(report) == (
        "2026-03-09/a.html: the program failed: RecursionError: too deep (report it with the file)"
    )
    assert len(articles(content)) == 2


def test_an_issue_file_that_is_not_utf8_is_told_and_stays(inbox: Path, content: Path) -> None:
    issue = put(content / "qingshi/2026/03/09/issue.md", b"Newspaper: \xff\xfe\n")
    report = run(content, put(inbox / "03.txt", PAGE))
    assert "issue.md: is not UTF-8" in reasons(report)
    assert issue.read_bytes() == b"Newspaper: \xff\xfe\n"


def test_no_link_in_the_archive_leads_a_written_byte_out_of_it(inbox: Path, content: Path, tmp_path: Path) -> None:
    outside = put(tmp_path / "outside/kept.txt", "kept").parent
    put(inbox / "ferry_files/boat.png", PNG)
    put(inbox / "a.html", WEB)
    run(tmp_path / "first", inbox / "a.html")
    (article,) = articles(tmp_path / "first")
    day = content / article.parent.relative_to(tmp_path / "first")
    day.mkdir(parents=True)
    (day / article.stem).symlink_to(outside, target_is_directory=True)
    report = run(content, inbox / "a.html")
    assert "symbolic link" in reasons(report)
    assert [path.name for path in outside.iterdir()] == ["kept.txt"]
    (day / article.stem).unlink()
    (day / f".{article.name}.tmp").symlink_to(outside / "kept.txt")
    report = run(content, inbox / "a.html")
    assert report.exit_status == 0, reasons(report)
    assert (outside / "kept.txt").read_text() == "kept"
    assert (day / article.name).is_file()
    assert not (day / article.name).is_symlink()


def test_a_name_that_no_file_can_have_is_told(inbox: Path, content: Path) -> None:
    report = run(content, inbox / ("x" * 5000 + ".txt"), put(inbox / "03.txt", PAGE))
    assert "cannot be reached: File name too long" in reasons(report)
    assert len(articles(content)) == 2


def test_only_one_run_at_a_time_writes_into_an_archive(inbox: Path, content: Path) -> None:
    page = put(inbox / "03.txt", PAGE)
    work = content / ".backfile/ingest"
    held = lock.take(work)
    with pytest.raises(ContentError, match="another run is taking pages into this archive"):
        run(content, page)
    lock.give(work, held)
    assert run(content, page).exit_status == 0
    assert [path.name for path in content.iterdir()] == ["qingshi"]


def test_a_run_in_which_nothing_is_taken_leaves_no_folder(inbox: Path, content: Path) -> None:
    assert run(content, put(inbox / "empty.txt", "")).exit_status == 1
    assert not content.exists()
