"""Bytes become the text they are, or a refusal that says what they are instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import SourceError
from backfile.sources import encoding
from backfile.sources.encoding import decode, encoding_of

if TYPE_CHECKING:
    from pathlib import Path

CHINESE = "本报讯（记者 林小满）3月9日，青石县“春耕服务队”下乡——走村入户。\n共计120人。\n"
TRADITIONAL = "青石縣圖書館舉辦展覽，觀眾甚多。\n"
ENGLISH = "The mayor said it is fine.\nYes.\n"


@pytest.mark.parametrize("text", [CHINESE, TRADITIONAL, ENGLISH])
@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_text_is_read_in_every_encoding_with_and_without_a_mark(text: str, name: str) -> None:
    assert decode(text.encode(name), "a.txt") == text


def test_utf16_big_endian_and_gb18030_with_their_marks_are_read() -> None:
    assert decode(b"\xfe\xff" + CHINESE.encode("utf-16-be"), "a.txt") == CHINESE
    assert decode(b"\x84\x31\x95\x33" + CHINESE.encode("gb18030"), "a.txt") == CHINESE


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_end_alike_whatever_machine_wrote_them(end: str) -> None:
    assert decode(CHINESE.replace("\n", end).encode(), "a.txt") == CHINESE


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n\n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"PK\x03\x04...", "ZIP"),
        (b"\xd0\xcf\x11\xe0...", "Word"),
        (b"a page\nwith a\x00 in it\n", "0x00"),
        (bytes(range(256)), "binary"),
    ],
)
def test_what_is_no_text_is_refused_and_called_by_its_name(data: bytes, word: str) -> None:
    with pytest.raises(SourceError, match=word) as refused:
        decode(data, "a.txt")
    assert refused.value.source == "a.txt"
    assert refused.value.remedy


def test_binary_data_in_a_text_is_told_with_its_line() -> None:
    with pytest.raises(SourceError) as refused:
        decode("第一行。\n第二行\x01。\n".encode(), "a.txt")
    assert refused.value.line == 2


@pytest.mark.parametrize(
    "data",
    [
        CHINESE.encode("gb18030") + b"\xff\xff\n",
        "The mayor “said” it’s fine – really.\n".encode("cp1252"),
        TRADITIONAL.encode("big5"),
        "Дождь идёт весь день".encode("cp1251"),
    ],
)
def test_an_encoding_that_is_none_of_the_three_is_refused_with_the_place(data: bytes) -> None:
    with pytest.raises(SourceError, match="neither UTF-8, UTF-16 nor GB18030 from byte") as refused:
        decode(data, "a.txt")
    assert refused.value.line is not None


def test_a_declared_character_set_is_believed_after_utf8() -> None:
    assert decode("Müller über Äcker".encode("latin-1"), "a.html", "iso-8859-1") == "Müller über Äcker"
    assert decode(CHINESE.encode(), "a.html", "iso-8859-1") == CHINESE


def test_a_file_is_read_only_when_it_is_a_plain_file_of_bearable_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SourceError, match="no such file"):
        encoding.read_text(tmp_path / "a.txt", "a.txt")
    with pytest.raises(SourceError, match="not a plain file"):
        encoding.read_text(tmp_path, "a")
    large = tmp_path / "large.txt"
    large.write_text("行" * 100, encoding="utf-8")
    monkeypatch.setattr(encoding, "SIZE_LIMIT", 99)
    with pytest.raises(SourceError, match="larger than"):
        encoding.read_text(large, "large.txt")


def test_a_line_longer_than_a_printed_page_is_refused_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("短。\n" + "长" * (encoding.LINE_LIMIT + 1), encoding="utf-8")
    with pytest.raises(SourceError) as refused:
        encoding.read_text(path, "long.txt")
    assert refused.value.line == 2


def test_ten_megabytes_are_no_printed_page(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text("一行普通的文字。\n" * 420_000, encoding="utf-8")
    with pytest.raises(SourceError, match="no printed page"):
        encoding.read_text(path, "large.txt")


@given(st.binary())
def test_any_bytes_give_text_without_controls_or_a_refusal(data: bytes) -> None:
    try:
        text = decode(data, "a.txt")
    except SourceError as refused:
        assert refused.remedy
    else:
        assert text.strip()
        assert not encoding.CONTROLS.search(text)


@given(st.text(alphabet=st.characters(codec="gb18030", exclude_categories=["C"]), min_size=1).filter(str.strip))
def test_any_text_in_utf8_comes_back(text: str) -> None:
    assert decode(("。" + text).encode(), "a.txt") == ("。" + text).replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("text", [CHINESE, TRADITIONAL, ENGLISH])
@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_the_encoding_of_a_large_file_is_known_by_a_sample_that_may_end_inside_a_character(
    text: str, name: str
) -> None:
    sample = (text * 20).encode(name)[:-1]
    assert text in sample.decode(encoding_of(sample, "a.csv"), "replace")


def test_one_damaged_record_does_not_make_a_large_file_one_of_another_encoding() -> None:
    sample = (CHINESE * 20).encode() + "老桥".encode("gb18030") + (CHINESE * 20).encode()
    assert encoding_of(sample, "a.csv") == "utf-8"


@given(st.binary(max_size=400))
def test_any_sample_has_an_encoding_that_python_knows_or_is_refused(data: bytes) -> None:
    try:
        data.decode(encoding_of(data, "a.csv"), "replace")
    except SourceError as error:
        assert error.remedy
