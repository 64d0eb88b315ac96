"""From Pelican's metadata to an entry, and the notes of an issue."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from backfile import identify
from backfile.build.entries import entry_of, slug_of
from backfile.build.notes import read_notes
from backfile.errors import ContentError
from backfile.markdown import issue
from backfile.models import Credit, PageNotes
from tests.build_helpers import DAY, SETTINGS, write_article

if TYPE_CHECKING:
    from pathlib import Path

    from backfile.models import Entry


class Named:
    """Stands for Pelican's Author and Tag: an object that says its name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return self.name


def entry(**metadata: Any) -> Entry:
    values = {"title": "题", "date": datetime(2026, 3, 9, 8, 30), **metadata}
    return entry_of(values, "east/2026/03/09/a-note.md", SETTINGS)


def test_a_title_and_a_date_are_enough() -> None:
    made = entry()
    assert (made.newspaper, made.date, made.page, made.article.lang) == ("east", DAY, "", "zh-cn")
    assert identify.ARTICLE_ID.fullmatch(made.id)
    assert made.id == entry().id, "it stays the same from build to build"
    assert made.id != entry_of({"title": "题", "date": DAY}, "east/2026/03/09/other.md", SETTINGS).id


def test_the_newspaper_gives_its_language_to_what_does_not_say_its_own() -> None:
    assert entry(newspaper="west").article.lang == "en"
    assert entry(newspaper="west", lang="zh-TW").article.lang == "zh-tw"


def test_an_id_says_the_newspaper_of_an_article_that_does_not() -> None:
    assert entry(id="west-20260309-p01-01").newspaper == "west"


@pytest.mark.parametrize("key", ["author", "authors"])
def test_authors_without_credits_are_credited(key: str) -> None:
    value: Any = [Named("林晓"), Named("Quill, Ada")] if key == "authors" else Named("林晓")
    names = tuple(credit.name for credit in entry(**{key: value}).article.credits)
    assert names == (("林晓", "Quill, Ada") if key == "authors" else ("林晓",))


def test_credits_keep_role_and_organisation() -> None:
    made = entry(credits="林晓 (记者, 县融媒体中心); 陈明", authors=[Named("林晓")])
    assert made.article.credits == (Credit("林晓", "记者", "县融媒体中心"), Credit("陈明"))


def test_a_value_of_several_lines_is_one_value() -> None:
    assert entry(kicker=["一", "二"]).article.kicker == "一 二"


@pytest.mark.parametrize(
    ("metadata", "reason"),
    [
        ({"date": None}, "no Date"),
        ({"title": ""}, "no Title"),
        ({"newspaper": "../x"}, "cannot be the key"),
        ({"newspaper": "section"}, "taken by the site"),
        ({"id": "../../x"}, "Id is"),
        ({"id": "west-20260309-p01-01", "newspaper": "east"}, "the Id says otherwise"),
        ({"kind": "poem"}, "Kind is"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_file(metadata: dict[str, Any], reason: str) -> None:
    with pytest.raises(ContentError, match=rf"a-note\.md: .*{reason}"):
        entry(**metadata)


def test_a_draft_needs_no_date() -> None:
    assert entry_of({"title": "题"}, "x.md", SETTINGS, undated=date.max).date == date.max


@pytest.mark.parametrize("slug", ["../x", "a/b", "index", "p01", "PA03", "名", ".hidden", "a b", "x" * 200, "con:"])
def test_a_slug_that_cannot_name_a_page_beside_others_is_refused(slug: str) -> None:
    with pytest.raises(ContentError, match="cannot name a page"):
        slug_of(entry(), slug, "x.md")


def test_the_slug_is_the_one_given_else_the_id() -> None:
    assert slug_of(entry(), "my-note", "x.md") == "my-note"
    assert slug_of(entry(id="east-20260309-p01-01"), "", "x.md") == "east-20260309-p01-01"


def test_notes_are_what_ingest_has_written_of_the_pages(tmp_path: Path) -> None:
    text = issue.new_issue("east", DAY)
    text = issue.add_page(text, "A03", "副刊 *周末*", ["责编 [某]", "# 今日四版"])
    text = issue.add_page(text, "1", "", ["1_1"])
    text = issue.add_page(text, "", "无版次", ["散页"])
    write_article(tmp_path, "east/2026/03/09/issue.md", text)
    assert read_notes(tmp_path, {("east", DAY), ("west", DAY)}) == {
        ("east", DAY): (
            PageNotes("1", "", ("1_1",)),
            PageNotes("A03", "副刊 *周末*", ("责编 [某]", "# 今日四版")),
        )
    }


def test_notes_that_are_no_text_are_told_and_hide_no_others(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_article(tmp_path, "east/2026/03/09/issue.md", "").write_bytes(b"\xff\xfe")
    write_article(tmp_path, "west/2026/03/09/issue.md", "## 1 Town\n")
    assert read_notes(tmp_path, {("east", DAY), ("west", DAY)}) == {("west", DAY): (PageNotes("1", "Town"),)}
    assert "east/2026/03/09/issue.md" in caplog.text
    assert "not UTF-8" in caplog.text
