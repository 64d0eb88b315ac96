"""Compressed forms: beside the published files only, the same from run to run, made again only of what has changed."""

from __future__ import annotations

import gzip
import os
from typing import TYPE_CHECKING

import brotli
import pytest

from backfile.errors import BackfileError
from backfile.publish import check_forms, compress
from tests.build_helpers import files
from tests.publish_helpers import PAGE, go, site, write

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["site"]  # fixtures

BOTH = ("gz", "br")


def test_texts_are_published_in_both_forms_too_and_the_site_itself_stays_as_it_is(site: Path, tmp_path: Path) -> None:
    before = files(site)
    write(site, small_html="small")
    go(site, tmp_path / "www", compressed=BOTH)
    made = {name: data for name, data in files(tmp_path / "www").items() if name.endswith(BOTH)}
    assert sorted(made) == ["a/b.html.br", "a/b.html.gz", "index.html.br", "index.html.gz"]
    for name, data in made.items():
        text = gzip.decompress(data) if name.endswith("gz") else brotli.decompress(data)
        assert text == PAGE.encode()
        assert len(data) < len(text) / 2
    assert files(site) == before | {"small.html": b"small"}


def test_the_bytes_are_the_same_whenever_they_are_made(site: Path, tmp_path: Path) -> None:
    go(site, tmp_path / "www", compressed=BOTH)
    os.utime(site / "index.html", (1, 1))
    elsewhere = tmp_path / "elsewhere" / "site"
    write(elsewhere, _backfile="mark", index_html=PAGE)
    go(elsewhere, tmp_path / "other", compressed=BOTH)
    for form in BOTH:
        name = f"index.html.{form}"
        assert (tmp_path / "www" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_only_what_has_changed_is_compressed_again(site: Path, tmp_path: Path) -> None:
    assert go(site, tmp_path / "www", compressed=BOTH)[0].compressed == 4
    assert go(site, tmp_path / "www", compressed=BOTH)[0].compressed == 0
    write(site, index_html=PAGE, c_html=PAGE + "3")  # the one is written anew with the same bytes
    result, listener = go(site, tmp_path / "www", compressed=BOTH)
    assert result.compressed == 2
    assert listener.done == [(1, 2), (2, 2)]
    write(site, index_html=PAGE + "1")
    assert go(site, tmp_path / "www", compressed=BOTH)[0].compressed == 2
    assert gzip.decompress((tmp_path / "www" / "index.html.gz").read_bytes()).decode() == PAGE + "1"


def test_what_is_not_wanted_any_more_or_has_lost_its_text_goes(site: Path, tmp_path: Path) -> None:
    go(site, tmp_path / "www", compressed=BOTH)
    (site / "a" / "b.html").unlink()
    go(site, tmp_path / "www", compressed=("br",))
    made = [name for name in files(tmp_path / "www") if name.endswith(BOTH)]
    assert made == ["index.html.br"]
    write(site, index_html="small")
    go(site, tmp_path / "www", compressed=BOTH)
    assert [name for name in files(tmp_path / "www") if name.endswith(BOTH)] == []


def test_what_the_site_itself_has_compressed_stays_as_it_is(site: Path, tmp_path: Path) -> None:
    write(site, table_csv=PAGE, table_csv_gz="own")
    times = [(site / "table.csv.gz").stat().st_mtime_ns]
    go(site, tmp_path / "www", compressed=("gz",))
    write(site, table_csv=PAGE)
    go(site, tmp_path / "www", compressed=("gz",))
    assert (tmp_path / "www" / "table.csv.gz").read_text(encoding="utf-8") == "own"
    assert [(site / "table.csv.gz").stat().st_mtime_ns] == times


def test_an_empty_file_that_a_power_failure_left_is_made_again(site: Path, tmp_path: Path) -> None:
    go(site, tmp_path / "www", compressed=("gz",))
    made = next(tmp_path.rglob("publish/site/index.html.gz"))
    about = made.stat()
    made.write_bytes(b"")
    os.utime(made, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert go(site, tmp_path / "www", compressed=("gz",))[0].compressed == 1


def test_where_files_cannot_be_linked_the_same_comes_out(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert go(site, tmp_path / "www", compressed=("gz",))[0].compressed == 2
    assert go(site, tmp_path / "www", compressed=("gz",))[0].compressed == 0


def test_forms_are_in_one_order_and_what_is_none_or_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_forms(["br", "gz", "br"]) == ("gz", "br")
    with pytest.raises(BackfileError, match=r"there is no compression 'zip' \(choose of gz, br\)"):
        check_forms(["gz", "zip"])
    monkeypatch.setattr(compress, "find_spec", lambda _: None)
    with pytest.raises(BackfileError, match=r"Brotli is not installed \(pip install 'backfile\[brotli\]'"):
        check_forms(["br"])
    assert check_forms(["gz"]) == ("gz",)
