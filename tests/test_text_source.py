"""The reader of page dumps."""

from __future__ import annotations

import codecs
from datetime import date
from typing import TYPE_CHECKING

import pytest

from backfile.errors import SourceError
from backfile.sources.text import parse, read

if TYPE_CHECKING:
    from pathlib import Path

DUMP = "云溪日报\n2026年3月9日 星期一\nA03\n\n柳渡新船下水\n\n船长十二米，\n能坐三十六人。\n"


def test_blocks_stand_between_blank_lines_and_lines_have_their_numbers() -> None:
    page = parse(DUMP)
    assert [[line.number for line in block.lines] for block in page.blocks] == [[1, 2, 3], [5], [7, 8]]
    assert page.blocks[1].lines[0].text == "柳渡新船下水"


def test_the_outer_spaces_of_a_line_are_kept_for_they_tell_of_frames() -> None:
    assert parse("a\n ■ 叶小青 \n").blocks[0].lines[1].text == " ■ 叶小青 "


def test_date_and_number_come_from_the_furniture() -> None:
    page = parse(DUMP)
    assert (page.date, page.number) == (date(2026, 3, 9), "A03")


def test_a_date_in_the_text_is_not_the_date_of_the_page() -> None:
    assert parse("柳渡新船下水\n\n新船在2026年3月9日下水，船长十二米，能坐三十六人。\n").date is None


@pytest.mark.parametrize(
    "data",
    [
        DUMP.encode(),
        codecs.BOM_UTF8 + DUMP.encode(),
        codecs.BOM_UTF16_LE + DUMP.encode("utf-16-le"),
        DUMP.replace("\n", "\r\n").encode("gb18030"),
    ],
)
def test_all_encodings_give_the_same_page(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "03.txt").write_bytes(data)
    assert read(tmp_path / "03.txt") == parse(DUMP)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "03.txt").write_bytes(b"%PDF-1.7\n")
    with pytest.raises(SourceError):
        read(tmp_path / "03.txt")
