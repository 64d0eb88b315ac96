"""The output folder: whose it is, one build at a time, changes that are whole."""

from __future__ import annotations

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
    with folder.working_folder(output):
        pass


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
    with folder.working_folder(output):
        pass
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


def test_cleaning_removes_the_site_and_what_builds_know_of_it_and_says_when_there_was_none(tmp_path: Path) -> None:
    output = tmp_path / "output"
    assert not folder.clean(output)
    make_site(output, index="一")
    (tmp_path / ".backfile" / "output" / "twin").mkdir(parents=True)
    (tmp_path / ".backfile" / "output" / "database").write_text("x", encoding="utf-8")
    assert folder.clean(output)
    assert list(tmp_path.iterdir()) == []


def test_hidden_files_of_the_maintainer_outlive_cleaning(tmp_path: Path) -> None:
    output = make_site(tmp_path / "output", index="一")
    (output / ".git").mkdir()
    (output / ".git" / "HEAD").write_text("ref", encoding="utf-8")
    (output / ".htaccess").write_text("x", encoding="utf-8")
    assert folder.clean(output)
    assert sorted(files(output)) == [".git/HEAD", ".htaccess"]
