"""What is kept of an issue is found again, is the same bytes each time, and its loss or damage loses nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.ingest import kept
from backfile.ingest.kept import Kept

if TYPE_CHECKING:
    from pathlib import Path

ID = "qingshi-20260309-p03-01"


def test_articles_and_sources_are_found_again(tmp_path: Path) -> None:
    Kept(tmp_path).keep({ID: "Title: 新柳\n\n正文\n"}, ("3/03.txt", "新柳\n\n正文\n"))
    again = Kept(tmp_path)
    assert again.article(ID) == "Title: 新柳\n\n正文\n"
    assert again.source("3/03.txt") == "新柳\n\n正文\n"
    assert again.article("other") is None


def test_an_article_can_be_taken_out(tmp_path: Path) -> None:
    Kept(tmp_path).keep({ID: "a", "other": "b"})
    Kept(tmp_path).keep({ID: None})
    assert (Kept(tmp_path).article(ID), Kept(tmp_path).article("other")) == (None, "b")


def test_the_order_of_keeping_does_not_show_in_the_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    Kept(one).keep({"a": "1", "b": "2"})
    Kept(two).keep({"b": "2"})
    Kept(two).keep({"a": "1"})
    assert (one / kept.FILE_NAME).read_bytes() == (two / kept.FILE_NAME).read_bytes()


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"no archive at all"])
def test_a_damaged_file_counts_as_missing(tmp_path: Path, damage: bytes) -> None:
    Kept(tmp_path).keep({ID: "text"})
    whole = (tmp_path / kept.FILE_NAME).read_bytes()
    (tmp_path / kept.FILE_NAME).write_bytes(damage or whole[:-30])
    assert Kept(tmp_path).article(ID) is None
    Kept(tmp_path).keep({ID: "anew"})
    assert Kept(tmp_path).article(ID) == "anew"


@given(st.integers(0, 255), st.data())
def test_a_byte_that_a_disk_has_changed_is_survived(
    tmp_path_factory: pytest.TempPathFactory, value: int, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    Kept(folder).keep({ID: "Title: 新柳\n\n" + "正文与照片，柳树种到河对岸。" * 9, "other": "text"})
    damaged = bytearray((folder / kept.FILE_NAME).read_bytes())
    damaged[data.draw(st.integers(0, len(damaged) - 1))] = value
    (folder / kept.FILE_NAME).write_bytes(damaged)
    Kept(folder).keep({ID: "anew"})
    assert Kept(folder).article(ID) == "anew"


@given(st.binary(max_size=200))
def test_any_bytes_in_its_place_are_survived(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("kept")
    (folder / kept.FILE_NAME).write_bytes(data)
    Kept(folder).keep({ID: "text"})
    assert Kept(folder).article(ID) == "text"
