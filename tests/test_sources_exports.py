"""Files of exports: every record in them is read, and what is wrong with one is no matter to the others."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import SourceError
from backfile.models import Article, Credit, Paragraph
from backfile.sources import Export, source_of
from backfile.sources.exports import Record, article, day_of

if TYPE_CHECKING:
    from pathlib import Path

    from backfile.sources.exports import Item

ROWS = [
    {
        "id": "7",
        "title": "柳渡新船下水",
        "date": "2026-03-09",
        "section": "要闻",
        "author": "叶青、周海",
        "text": "第一段。\n第二段。",
    },
    {
        "id": "8",
        "title": "Mill opens",
        "date": "2026-03-10",
        "section": "",
        "author": "Ann Lee and Bob Ray",
        "text": "It, too; works.",
    },
]


def items(path: Path, data: str | bytes) -> list[Item]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    kind = source_of(path)
    assert isinstance(kind, Export)
    return list(kind.records(path, lambda _read: None))


def good(found: list[Item]) -> list[Article]:
    return [article(item) for item in found if isinstance(item, Record)]


def wrong(found: list[Item]) -> list[tuple[int | None, str]]:
    return [(item.line, item.reason) for item in found if isinstance(item, SourceError)]


def table(rows: list[dict[str, str]], delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]), delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]  # a plain number
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def lines(rows: list[dict[str, str]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def test_a_record_of_json_lines_gives_its_article(tmp_path: Path) -> None:
    first, second = good(items(tmp_path / "a.jsonl", lines(ROWS)))
    assert (first.title, first.section, first.lang) == ("柳渡新船下水", "要闻", "zh")
    assert first.body == (Paragraph("第一段。"), Paragraph("第二段。"))
    assert first.credits == (Credit("叶青"), Credit("周海"))
    assert second.credits == (Credit("Ann Lee"), Credit("Bob Ray"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_every_way_in_which_spreadsheets_save_a_table_gives_the_same_articles(
    tmp_path: Path, delimiter: str, quoting: int
) -> None:
    expected = good(items(tmp_path / "a.jsonl", lines(ROWS)))
    text = table(ROWS, delimiter, quoting)
    assert good(items(tmp_path / "a.csv", text)) == expected
    assert good(items(tmp_path / "b.csv", f"sep={delimiter}\r\n{text}")) == expected


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (b"", "gb18030"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_all_encodings_give_the_same_articles(tmp_path: Path, suffix: str, mark: bytes, encoding: str) -> None:
    text = (lines(ROWS) if suffix == "jsonl" else table(ROWS)).replace("; works", " – works")
    plain = good(items(tmp_path / f"plain.{suffix}", text))
    assert len(plain) == 2
    assert good(items(tmp_path / f"a.{suffix}", mark + text.encode(encoding))) == plain


def test_the_encoding_is_known_by_a_character_far_behind(tmp_path: Path) -> None:
    rows = [{"id": str(number), "text": "plain words " * 20} for number in range(6000)] + [{"id": "x", "text": "新桥"}]
    found = good(items(tmp_path / "a.jsonl", lines(rows).encode("gb18030")))
    assert found[-1].body == (Paragraph("新桥"),)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ('{"id": "1", "text": ', "no JSON: Expecting value at character 22"),
        ("[1, 2]", "no JSON object"),
        ('"text"', "no JSON object"),
        ("[" * 100_000, "no JSON that a record can be"),
        ('{"text": ' + "9" * 5000 + "}", "no JSON that a record can be"),
        ('{"title": "无字", "text": " \\u3000 "}', "the record has no text"),
        ('{"text": "\udce9t\udce9"}', "bytes in it are no text"),
    ],
)
def test_a_broken_line_is_told_with_its_number_and_the_others_are_read(tmp_path: Path, line: str, word: str) -> None:
    data = f"{lines(ROWS)}{line}\n\n{lines(ROWS)}".encode(errors="surrogateescape")
    found = items(tmp_path / "a.jsonl", data)
    assert wrong(found) == [(3, word)]
    assert len(good(found)) == 4
    assert all(item.remedy for item in found if isinstance(item, SourceError))


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
def test_a_record_without_end_is_told_and_not_held(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backfile.sources.exports.lines.RECORD_LIMIT", 1000)
    text = (lines(ROWS[:1]) if suffix == "jsonl" else table(ROWS[:1])) + "x" * 5000 + "\n"
    text += lines(ROWS[1:]) if suffix == "jsonl" else table(ROWS[1:]).split("\r\n")[1] + "\r\n"
    found = items(tmp_path / f"a.{suffix}", text)
    assert [line for line, _ in wrong(found)] == [2 if suffix == "jsonl" else 4]
    assert len(good(found)) == 2


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("9,标题,2026-03-11,要闻\r\n", "4 fields in place of 6"),
        ('9,标题,2026-03-11,要闻,叶青,正文,"多,余"\r\n', "7 fields in place of 6"),
        ('9,"标题,2026-03-11,要闻,叶青,正文\r\n', "no row of the table"),
        ('9,标题,2026-03-11,要闻,叶青,"正文\r\n', "no row of the table"),
        ('9,标题,2026-03-11,"要闻\r\n第二行\r\n第三行",正文\r\n', "5 fields in place of 6; lines 5 to 7 are left out"),
    ],
)
def test_a_broken_row_is_told_once_and_the_others_are_read(tmp_path: Path, row: str, told: str) -> None:
    text = table(ROWS)
    head, first, second, _ = text.split("\r\n")
    found = items(tmp_path / "a.csv", f"{head}\r\n{first}\r\n{second}\r\n{row}{second.replace('8,', '10,')}\r\n")
    assert [line for line, _ in wrong(found)] == [5]  # the text of the first row has two lines
    assert told in wrong(found)[0][1]
    assert [item.name for item in found if isinstance(item, Record)] == ["7", "8", "10"]


def test_an_opening_mark_that_is_never_closed_does_not_swallow_the_rest(tmp_path: Path) -> None:
    rows = "".join(f"{number},标题,2026-03-09,正文\n" for number in range(2000))
    found = items(tmp_path / "a.csv", f'id,title,date,text\n0,标题,2026-03-09,"正文\n{rows}')
    assert [line for line, _ in wrong(found)] == [2]
    assert len(good(found)) == 2000


def test_many_broken_rows_are_read_in_time_that_grows_with_them_only(tmp_path: Path) -> None:
    found = items(tmp_path / "a.csv", "id,title,date,text\n" + '0,"标题\n' * 20_000)
    assert good(found) == []
    assert wrong(found)


def test_rows_each_of_which_opens_a_mark_without_end_are_read_in_time_that_grows_with_them_only(tmp_path: Path) -> None:
    """Read again line by line to the end of the file, these would take an hour."""
    found = items(tmp_path / "a.csv", "id,title,date,text\n" + 'a","\n' * 60_000)
    assert good(found) == []
    assert wrong(found)


def test_lines_that_are_read_again_without_end_are_told_as_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backfile.sources.exports.tables.RECORD_LIMIT", 100)
    monkeypatch.setattr("backfile.sources.exports.tables.MOST_AGAIN", 0)
    found = items(tmp_path / "a.csv", "id,title,date,text\n" + 'a","\n' * 50 + '""\n' + "1,标题,2026-03-09,正文\n" * 99)
    told = [text for _, text in wrong(found)]
    assert told
    assert all("left out" in text for text in told)
    left_out = sum(int(b) - int(a) + 1 for text in told for a, b in re.findall(r"lines (\d+) to (\d+)", text))
    assert len(good(found)) + left_out == 150


@pytest.mark.parametrize("text", ["name,price\nchair,9\n", '"open\n', "\n\n"])
def test_a_table_without_a_column_of_texts_is_refused_as_a_whole(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError):
        items(tmp_path / "a.csv", text)


def test_a_spreadsheet_itself_is_refused_by_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="ZIP archive"):
        items(tmp_path / "a.csv", b"PK\x03\x04" + bytes(100))


def test_chinese_names_of_columns_are_known(tmp_path: Path) -> None:
    text = "编号,标题,日期,栏目,作者,正文,来源\n1,新桥通车,2026年3月9日,要闻,叶青,正文。,本社\n"
    (item,) = items(tmp_path / "a.csv", text)
    assert isinstance(item, Record)
    assert (item.name, item.get("title"), day_of(item)[0]) == ("1", "新桥通车", date(2026, 3, 9))
    assert item.further == (("Lai_Yuan", "本社"),)


TEXTS = st.text(alphabet='ab,;"\n\r\t 新桥', min_size=1, max_size=12).filter(lambda text: text.strip())


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=8), st.sampled_from(",;\t"))
def test_what_a_table_was_written_from_is_read_from_it(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], delimiter: str
) -> None:
    text = table([{"title": title, "text": words} for title, words in rows], delimiter, csv.QUOTE_ALL)
    path = tmp_path_factory.mktemp("table") / "a.csv"
    found = items(path, text)
    assert [(item.get("title"), item.get("text")) for item in found if isinstance(item, Record)] == [
        (title.strip(), words.strip()) for title, words in rows
    ]
