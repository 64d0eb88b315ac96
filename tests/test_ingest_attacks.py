"""Taking in where somebody wishes harm: links that lead out, surrogates, files that no parser expects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from markdown import Markdown

from backfile import lock, markdown, sources
from backfile.errors import ContentError, SettingsError, SourceError
from backfile.ingest import Store
from tests.ingest_helpers import PAGE, PNG, WEB, articles, content, inbox, put, reasons, run, tree

if TYPE_CHECKING:
    from pathlib import Path

    from backfile.newspapers import Rules

__all__ = ["content", "inbox"]  # fixtures


HOSTILE = """2026年3月9日
第3版

../../../etc/passwd {{ title }}

　　Status: hidden

　　<script>alert(1)</script> {filename}/secret.md |static|x [TOC] {% include "x" %} 记者在现场看到了这些字。

　　[点这里](javascript:alert(1)) \u202e反的字\u202c ![图](http://elsewhere.example/x.png) 这是普通的一句话，没有别的。

　　--- 这一行的前面有三个短横，后面是一句完整的话，用来凑成一个段落。
"""


def test_hostile_text_is_harmless_text(inbox: Path, content: Path) -> None:
    report = run(content, put(inbox / "03.txt", HOSTILE))
    assert report.exit_status == 0, reasons(report)
    assert all(path.is_relative_to(content / "qingshi/2026/03/09") for path in articles(content))
    for path in articles(content):
        text = path.read_text(encoding="utf-8")
        output = Markdown(extensions=["extra", "codehilite", "meta", "backfile.build.safe_markdown"]).convert(text)
        assert set(re.findall(r"<(\w+)", output)) <= {"p", "h2"}
        assert not re.search(r"<[^>]*\{", output)
        assert "\u202e" not in text
        entry = markdown.read(text, "a.md")
        assert entry.extra == ()
        assert entry.id in path.name
    whole = "".join(path.read_text(encoding="utf-8") for path in articles(content))
    assert "alert(1)" in whole  # as the words of the text


HOSTILE_WEB = WEB.replace(
    "Tickets cost",
    """<a href="javascript:alert(1)">Tickets</a> <img src="javascript:x"> <img src="../../secret.png" alt="s">
    <img src="/etc/passwd" alt="p"> <img src="ferry_files/notes.png" alt="n">
    <img src="http://elsewhere.example/x.png" alt="e">
    {{ x }} {filename}/x.md cost""",
)


def test_hostile_markup_gives_text_and_takes_no_file_from_outside(inbox: Path, content: Path) -> None:
    put(inbox / "ferry.html", HOSTILE_WEB)
    put(inbox / "ferry_files/notes.png", b"no picture at all")
    put(inbox.parent.parent / "secret.png", PNG)
    report = run(content, inbox / "ferry.html")
    assert report.exit_status == 0, reasons(report)
    (path,) = articles(content)
    text = path.read_text(encoding="utf-8")
    assert "javascript" not in text
    assert "secret" not in text
    assert "passwd" not in text
    assert "![" not in text
    assert "Pictures: http://elsewhere.example/x.png\n" in text
    assert not [name for name in tree(content) if name.endswith(".png")]


@pytest.mark.parametrize("key", ["../x", "a/b", "..", "section"])
def test_a_newspaper_cannot_lead_out_of_the_content(inbox: Path, content: Path, key: str) -> None:
    with pytest.raises(SettingsError):
        run(content, put(inbox / "03.txt", PAGE), newspaper=key)
    assert not content.exists()


def test_a_linked_folder_in_the_archive_is_refused(inbox: Path, content: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    content.mkdir()
    (content / "qingshi").symlink_to(tmp_path / "outside")
    report = run(content, put(inbox / "03.txt", PAGE))
    assert "symbolic link" in reasons(report)
    assert not list((tmp_path / "outside").iterdir())


def test_a_page_number_that_is_none_is_refused(inbox: Path, content: Path) -> None:
    with pytest.raises(SourceError, match="no page number"):
        run(content, put(inbox / "03.txt", PAGE), page="../3")


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
    def fail(_path: Path, _rules: Rules) -> None:
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


def test_no_link_in_the_archive_leads_a_deletion_out_of_it(inbox: Path, content: Path, tmp_path: Path) -> None:
    put(inbox / "ferry_files/boat.png", PNG)
    page = put(inbox / "a.html", WEB)
    run(content, page)
    (article,) = articles(content)
    pictures = article.parent / article.stem
    outside = pictures.rename(tmp_path / "outside")
    pictures.symlink_to(outside, target_is_directory=True)
    with pytest.raises(ContentError, match="symbolic link"):
        Store(content).delete(pictures / "01.png")
    assert [path.name for path in outside.iterdir()] == ["01.png"]


def test_a_link_is_told_by_its_own_name_however_its_folder_is_named(inbox: Path, content: Path, tmp_path: Path) -> None:
    (inbox / "link.txt").symlink_to(put(tmp_path / "elsewhere/secret.txt", PAGE))
    put(inbox / "03.txt", PAGE)
    (refusal,) = run(content, inbox / ".." / inbox.name).refusals
    assert (refusal.source, refusal.reason) == (f"{inbox.name}/link.txt", "a symbolic link is not followed")


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
