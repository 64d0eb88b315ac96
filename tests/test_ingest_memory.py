"""The memory of an issue and the ids in its files can be read whatever stands there, or it is said what to do."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile import markdown
from backfile.errors import ContentError
from backfile.ingest import Rehearsal, Store, ledger, preview
from backfile.ingest.store import Change
from backfile.ingest.whereabouts import Whereabouts, id_in
from backfile.models import Article, Entry, Paragraph

if TYPE_CHECKING:
    from pathlib import Path

ID = "qingshi-20260309-p03-01"
KEYS = st.sampled_from(
    [ID, "qingshi-20260309-w0badcafe", "../x", "hash", "articles", "moved", "deleted", "open", "pictures"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(), inner, max_size=4),
)


@given(st.binary(max_size=100) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_memory_is_read_or_called_damaged(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("issue")
    (folder / ledger.FILE_NAME).write_bytes(data)
    try:
        records = ledger.read(Store(folder), folder)
    except ContentError as error:
        assert error.reason == "damaged"
    else:
        assert all("/" not in key for record in records.values() for key in record.articles)


@given(
    st.dictionaries(
        st.text(max_size=9),
        st.builds(
            ledger.Record,
            st.text(max_size=4),
            st.dictionaries(st.just(ID), st.text(max_size=4)),
            st.dictionaries(st.text(max_size=4), st.text(max_size=4)),
            st.dictionaries(st.just(ID), st.text(max_size=4)),
            st.sets(st.just(ID)),
            st.sets(st.just(ID)),
        ),
        max_size=3,
    )
)
def test_what_is_remembered_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, records: dict[str, ledger.Record]
) -> None:
    folder = tmp_path_factory.mktemp("issue")
    ledger.write(Store(folder), folder, records)
    assert ledger.read(Store(folder), folder) == records


@given(st.binary())
def test_any_bytes_have_an_id_or_none(data: bytes) -> None:
    assert not any(character.isspace() for character in id_in(data))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_id_of_a_written_article_is_found(end: str, mark: str) -> None:
    entry = Entry(Article("新柳", (Paragraph("Id: other-20260309-p03-02"),)), ID, "qingshi", date(2026, 3, 9))
    text = markdown.write(entry)
    assert id_in((mark + text.replace("\n", end)).encode()) == ID
    assert id_in(text.replace(f"Id: {ID}\n", "").encode()) == ""
    assert id_in(text.replace("Date:", "no key\nDate:").encode()) == ID  # though it is no article any more


def test_a_link_in_the_tree_is_not_followed_in_the_search(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_text(f"Title: x\nId: {ID}\n\n", encoding="utf-8")
    content = tmp_path / "content"
    (content / "qingshi").mkdir(parents=True)
    (content / "qingshi" / "there").symlink_to(outside, target_is_directory=True)
    (content / "qingshi" / "a.md").symlink_to(outside / "a.md")
    places = Whereabouts(Store(content), "qingshi")
    assert places.find(ID, content / "qingshi/2026/03/09") is None
    with pytest.raises(ContentError):
        Store(content).write(content / "qingshi/there/b.md", b"x")
    with pytest.raises(ContentError):
        Rehearsal(content).write(content / "qingshi/there/b.md", b"x")


def test_a_rehearsal_reads_what_it_would_have_written(tmp_path: Path) -> None:
    (tmp_path / "there.md").write_bytes(b"old")
    store = Rehearsal(tmp_path)
    store.write(tmp_path / "a" / "new.md", b"new")
    store.write(tmp_path / "there.md", b"changed")
    assert (store.read(tmp_path / "a/new.md"), store.articles(tmp_path / "a")) == (b"new", ["new"])
    store.delete(tmp_path / "there.md")
    assert (store.has(tmp_path / "there.md"), store.articles(tmp_path)) == (False, [])
    assert store.changes() == [Change("a/new.md", None, b"new"), Change("there.md", b"old", None)]
    assert [path.name for path in tmp_path.iterdir()] == ["there.md"]


TEXT = st.lists(st.sampled_from(["甲\n", "乙\n", "\n", "-\n", "+ x\r\n", "\u2028丙\n", "丁"]), max_size=8).map("".join)


@given(st.dictionaries(st.sampled_from(["a.md", "b.md"]), st.tuples(st.none() | TEXT, st.none() | TEXT), min_size=1))
def test_the_difference_is_a_patch(tmp_path_factory: pytest.TempPathFactory, files: dict[str, Any]) -> None:
    git = shutil.which("git")
    assert git, "git is needed to develop Backfile"
    folder = tmp_path_factory.mktemp("content")
    changes = []
    for name, sides in sorted(files.items()):
        before, after = (side.encode() if side else None for side in sides)  # a patch knows no empty file
        if before is not None:
            (folder / name).write_bytes(before)
        if before != after:
            changes.append(Change(name, before, after))
    patch = "".join(f"{line}\n" for line in preview.lines(changes))
    if patch:
        command = [git, "apply", "--unsafe-paths", "--whitespace=nowarn", "-p1", "-"]
        subprocess.run(command, cwd=folder, input=patch.encode(), check=True, capture_output=True)
    expected = {name: side.encode() for name, (_, side) in files.items() if side}
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == expected
