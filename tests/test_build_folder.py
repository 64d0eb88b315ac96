"""The output folder: whose it is, one build at a time, changes that are whole."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from backfile import lock
from backfile.build import folder
from backfile.errors import BuildError
from tests.build_helpers import files

if TYPE_CHECKING:
    from pathlib import Path


def make_site(path: Path, **texts: str) -> Path:
    """A folder as a build leaves it."""
    path.mkdir(parents=True)
    (path / folder.MARKER).write_text(folder.MARKER_TEXT, encoding="utf-8")
    for name, text in texts.items():
        (path / f"{name}.html").write_text(text, encoding="utf-8")
    return path


def put(output: Path, *, anew: bool = False, **texts: str) -> folder.Change:
    """Build a site of these pages into `output`."""
    with folder.working_folder(output) as work:
        make_site(work.path / "staging", **texts)
        return folder.replace(output, work, anew=anew)


def test_a_first_build_makes_the_folder_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    change = put(tmp_path / "deep" / "output", index="一")
    assert change == folder.Change(written=2, removed=0, unchanged=0)
    assert sorted(files(tmp_path)) == ["deep/output/.backfile", "deep/output/index.html"]
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["output"]


def test_a_site_in_which_nothing_changes_is_left_as_it_is(tmp_path: Path) -> None:
    put(tmp_path / "output", index="一")
    before = (tmp_path / "output").stat().st_ino
    assert put(tmp_path / "output", index="一") == folder.Change(written=0, removed=0, unchanged=2)
    assert (tmp_path / "output").stat().st_ino == before


def test_files_that_stay_the_same_keep_their_time_and_files_that_are_gone_go(tmp_path: Path) -> None:
    output = tmp_path / "output"
    put(output, index="一", old="旧", same="同")
    os.utime(output / "same.html", ns=(10**18, 10**18))
    os.utime(output / "index.html", ns=(10**18, 10**18))
    assert put(output, index="二", same="同") == folder.Change(written=1, removed=1, unchanged=2)
    assert (output / "same.html").stat().st_mtime_ns == 10**18
    assert (output / "index.html").stat().st_mtime_ns != 10**18
    assert not (output / "old.html").exists()


def test_a_rebuild_replaces_every_file(tmp_path: Path) -> None:
    output = tmp_path / "output"
    put(output, index="一")
    os.utime(output / "index.html", ns=(10**18, 10**18))
    put(output, anew=True, index="一")
    assert (output / "index.html").stat().st_mtime_ns != 10**18


def test_hidden_files_of_the_maintainer_outlive_builds_and_cleaning(tmp_path: Path) -> None:
    output = tmp_path / "output"
    put(output, index="一")
    (output / ".git").mkdir()
    (output / ".git" / "HEAD").write_text("ref", encoding="utf-8")
    (output / ".htaccess").write_text("x", encoding="utf-8")
    put(output, index="二")
    assert (output / ".git" / "HEAD").is_file()
    assert (output / ".htaccess").is_file()
    assert folder.clean(output)
    assert sorted(files(output)) == [".git/HEAD", ".htaccess"]


def test_a_failed_build_leaves_the_last_site_and_nothing_beside_it(tmp_path: Path) -> None:
    output = tmp_path / "output"
    put(output, index="一")
    before = files(tmp_path)
    with pytest.raises(ZeroDivisionError), folder.working_folder(output) as work:
        make_site(work.path / "staging", index="二")
        raise ZeroDivisionError
    assert files(tmp_path) == before


@pytest.mark.parametrize("where", ["before", "exchanged", "moved", "nothing"])
def test_a_build_killed_at_any_line_of_the_change_is_mended_by_the_next(tmp_path: Path, where: str) -> None:
    output, work = tmp_path / "output", tmp_path / ".backfile" / "output"
    make_site(output, index="一")
    (output / ".htaccess").write_text("x", encoding="utf-8")
    make_site(work / "staging", index="二")
    if where == "exchanged":
        output.rename(tmp_path / "between")
        (work / "staging").rename(output)
        (tmp_path / "between").rename(work / "staging")
    elif where == "moved":
        output.rename(work / "old")
        (work / "staging").rename(output)
    elif where == "nothing":
        output.rename(work / "old")
    with folder.working_folder(output):
        assert (output / "index.html").read_text(encoding="utf-8") == (
            "二" if where in ("exchanged", "moved") else "一"
        )
        assert (output / ".htaccess").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output"]


def test_the_change_is_one_step_where_the_system_has_one(tmp_path: Path) -> None:
    one, other = make_site(tmp_path / "one", a="1"), make_site(tmp_path / "other", b="2")
    exchanged = folder._exchange(one, other)
    assert exchanged == (sys.platform == "linux")
    assert (one / "b.html").exists() == exchanged


def test_two_builds_at_once_are_refused_and_a_killed_one_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "WAIT_SECONDS", 0.3)
    output = tmp_path / "output"
    script = (
        "import sys, time; from pathlib import Path; from backfile.build import folder\n"
        "with folder.working_folder(Path(sys.argv[1])): print('at work', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", script, str(output)], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "at work\n"
    with pytest.raises(BuildError, match="another build"), folder.working_folder(output):
        pass
    other.kill()
    other.wait()
    other.stdout.close()
    assert put(output, index="一").written == 2
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_a_build_waits_a_moment_for_the_one_before(tmp_path: Path) -> None:
    output = tmp_path / "output"
    script = (
        "import sys, time; from pathlib import Path; from backfile.build import folder\n"
        "with folder.working_folder(Path(sys.argv[1])): print('at work', flush=True); time.sleep(0.5)"
    )
    other = subprocess.Popen([sys.executable, "-c", script, str(output)], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    other.stdout.readline()
    begun = time.monotonic()
    put(output, index="一")
    assert time.monotonic() - begun > 0.2
    assert other.wait() == 0
    other.stdout.close()


def test_a_folder_with_files_of_others_is_never_replaced_nor_cleaned(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "1.jpg").write_bytes(b"x")
    with pytest.raises(BuildError, match="not made by Backfile"):
        folder.check(tmp_path / "photos", apart_from={})
    with pytest.raises(BuildError, match="not made by Backfile"):
        folder.clean(tmp_path / "photos")
    assert (tmp_path / "photos" / "1.jpg").is_file()


@pytest.mark.parametrize("output", ["content", "content/output", "."])
def test_the_site_and_the_content_must_not_lie_in_each_other(tmp_path: Path, output: str) -> None:
    (tmp_path / "content").mkdir()
    with pytest.raises(BuildError, match="mixed up"):
        folder.check((tmp_path / output).resolve(), apart_from={"the content": tmp_path / "content"})


def test_an_output_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("x", encoding="utf-8")
    with pytest.raises(BuildError, match="no folder"):
        folder.check(tmp_path / "output", apart_from={})


def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(BuildError, match="nothing can be written"), folder.working_folder(tmp_path / "file" / "output"):
        pass


def test_cleaning_removes_the_site_and_says_when_there_was_none(tmp_path: Path) -> None:
    output = tmp_path / "output"
    assert not folder.clean(output)
    put(output, index="一")
    assert folder.clean(output)
    assert list(tmp_path.iterdir()) == []
