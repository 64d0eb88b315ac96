"""The list of changed files says what has to be copied since the last time, and nothing is lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile import changes
from backfile.build.run import build
from backfile.changes import Changes, FileChange
from tests.build_helpers import write_article

if TYPE_CHECKING:
    from pathlib import Path

CONF = "from backfile.defaults import *\nNEWSPAPERS = {'east': {'name': '东报', 'lang': 'zh-cn'}}\n"
NOTE = "Title: 一篇\nSlug: {}\n\n文\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with two files in it, and the place for its list."""
    folder = tmp_path / "output"
    folder.mkdir()
    (tmp_path / ".backfile" / "output").mkdir(parents=True)
    for name in ("a.html", "b.html"):
        (folder / name).write_text("x", encoding="utf-8")
    return folder


def test_new_files_come_before_those_that_may_lead_to_them_and_deletions_at_last(site: Path) -> None:
    listed = Changes(site)
    listed.add([FileChange("removed", "0.html"), FileChange("changed", "a.html"), FileChange("new", "b.html")])
    assert listed.take() == (
        FileChange("new", "b.html"),
        FileChange("changed", "a.html"),
        FileChange("removed", "0.html"),
    )


@pytest.mark.parametrize(
    ("kinds", "there", "outcome"),
    [
        (["new", "changed"], True, "new"),
        (["changed", "removed", "new"], True, "changed"),
        (["changed", "removed"], False, "removed"),
        (["new", "removed"], False, None),
        (["new"], False, None),  # the build that wrote this down was killed before it changed the site
    ],
)
def test_of_several_builds_stays_what_they_come_to(
    site: Path, kinds: list[changes.Kind], there: bool, outcome: changes.Kind | None
) -> None:
    listed = Changes(site)
    name = "a.html" if there else "gone.html"
    for kind in kinds:
        listed.add([FileChange(kind, name)])
    assert listed.take() == ((FileChange(outcome, name),) if outcome else ())


def test_what_a_build_adds_while_others_are_copied_stays_on_the_list(site: Path) -> None:
    listed = Changes(site)
    listed.add([FileChange("new", "a.html")])
    assert listed.take() == (FileChange("new", "a.html"),)
    listed.add([FileChange("new", "b.html")])
    listed.strike()
    assert listed.take() == (FileChange("new", "b.html"),)
    assert Changes(site).take() == (FileChange("new", "b.html"),), "until it has arrived it is told again"
    listed.strike()
    assert listed.take() == ()


def test_a_list_that_nobody_would_go_by_becomes_the_whole_site(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "LIMIT", 60)
    listed = Changes(site)
    listed.add(FileChange("new", f"{number}.html") for number in range(9))
    listed.add([FileChange("changed", "a.html")])
    assert listed.path.read_text(encoding="utf-8") == "everything\n"
    assert listed.take() is None
    listed.add([FileChange("changed", "a.html")])
    assert listed.take() is None
    listed.strike()
    listed.add([FileChange("changed", "a.html")])
    assert listed.take() == (FileChange("changed", "a.html"),)


@given(name=st.text(st.characters(exclude_characters="/\0"), min_size=1))
def test_a_name_is_one_line_and_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("names")
    (folder / ".backfile" / "output").mkdir(parents=True)
    listed = Changes(folder / "output")
    listed.add([FileChange("removed", name)])
    assert listed.path.read_bytes().count(b"\n") == 1
    assert listed.take() == (FileChange("removed", name),)


def test_builds_write_down_what_they_change(tmp_path: Path) -> None:
    content, output, settings = tmp_path / "content", tmp_path / "output", tmp_path / "pelicanconf.py"
    settings.write_text(CONF, encoding="utf-8")
    write_article(content, "east/2026/03/09/one.md", NOTE.format("one"))
    write_article(content, "east/2026/03/09/two.md", NOTE.format("two"))
    listed = Changes(output)
    first = build(content, output, settings)
    found = listed.take()
    assert found is not None
    assert {change.kind for change in found} == {"new"}
    assert len(found) == first.change.written
    listed.strike()
    write_article(content, "east/2026/03/09/three.md", NOTE.format("three"))
    (content / "east/2026/03/09/two.md").unlink()
    build(content, output, settings)
    kinds = {change.name: change.kind for change in listed.take() or ()}
    assert kinds["east/2026/03/09/three.html"] == "new"
    assert kinds["east/2026/03/09/index.html"] == "changed"
    assert kinds["east/2026/03/09/two.html"] == "removed"
    assert not [path for path in output.rglob("*") if path.name.startswith("changes")]
