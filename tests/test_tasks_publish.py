"""`inv publish` at the command line: what it shows, what it keeps, how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.build_helpers import files, write_article
from tests.task_helpers import inv

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    """The options for a built site of one article and for its settings."""
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(
        "from backfile.defaults import *\nNEWSPAPERS = {'east': {'name': '东报'}}\nPUBLISH_TO = 'www'\n",
        encoding="utf-8",
    )
    write_article(tmp_path / "content", "east/2026/03/09/one.md", "Title: 一篇\nSlug: one\n\n文\n")
    given = ["--output", str(tmp_path / "output"), "--settings", str(settings)]
    assert inv("build", "--quiet", "--content", tmp_path / "content", *given).status == 0
    return given


def test_what_it_has_done_is_told_and_kept_in_the_log(options: list[str], tmp_path: Path) -> None:
    rehearsed = inv("publish", "--dry-run", *options)
    count = len(files(tmp_path / "output"))
    assert rehearsed.out.splitlines()[-1] == f"{count} new and 0 changed files would be copied, 0 would be removed"
    assert "new east/2026/03/09/one.html" in rehearsed.out.splitlines()
    assert not (tmp_path / "www").exists()
    done = inv("publish", *options)
    assert (done.status, done.err) == (0, "")
    assert done.out == f"{count} new and 0 changed files copied, 0 removed\n"
    assert files(tmp_path / "www") == files(tmp_path / "output")
    assert inv("publish", "--quiet", *options).out == ""
    failed = inv("publish", "--to", "rsync://127.0.0.1:1/x", *options)
    assert (failed.status, failed.err.startswith("rsync://127.0.0.1:1/x/: it cannot be reached: ")) == (1, True)
    log = (tmp_path / ".backfile" / "output" / "log.txt").read_text(encoding="utf-8").splitlines()
    told = [line[21:] for line in log if "Build" not in line][1:]
    assert told[0] == f"Publication: {tmp_path / 'www'}/"
    assert told[1].startswith(f"Done: {count} new and 0 changed files copied, 0 removed; ")
    assert told[-1].startswith("Failed: rsync://127.0.0.1:1/x/: it cannot be reached")


def test_who_copies_by_hand_has_a_list_until_it_is_struck_out(options: list[str], tmp_path: Path) -> None:
    assert "new index.html" in inv("publish", "--list", *options).out.splitlines()
    assert inv("publish", "--copied", *options).status == 0
    assert inv("publish", "--list", *options).out == ""
    write_article(tmp_path / "content", "east/2026/03/09/one.md", "Title: 改过的一篇\nSlug: one\n\n文\n")
    inv("build", "--content", tmp_path / "content", *options)
    listed = inv("publish", "--list", *options).out.splitlines()
    assert "changed east/2026/03/09/one.html" in listed
    assert not (tmp_path / "www").exists()


def test_options_go_before_the_settings(options: list[str], tmp_path: Path) -> None:
    done = inv("publish", "--to", tmp_path / "elsewhere", "--compress", "gz,br", *options)
    assert (done.status, done.err) == (0, "")
    assert (tmp_path / "elsewhere" / "index.html.br").is_file()
    assert not (tmp_path / "www").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--to=-e x"], "the target -e x would be an option of rsync (write a folder, or user@host:folder)\n"),
        (["--compress", "zip"], "there is no compression 'zip' (choose of gz, br)\n"),
        (["--output", "/no/such"], "/no/such: there is no site here (build it first: inv build)\n"),
        (["--list", "--output", "/no/such"], "/no/such: there is no site here (build it first: inv build)\n"),
    ],
)
def test_a_mistake_is_one_line_that_says_what_to_do(options: list[str], words: list[str], message: str) -> None:
    done = inv("publish", *options[2:], *words)
    assert (done.status, done.out, done.err) == (1, "", message)


def test_articles_that_the_build_left_out_are_told(options: list[str], tmp_path: Path) -> None:
    write_article(tmp_path / "content", "east/2026/03/09/broken.md", "Title: 题\nDate: neulich\n\n文\n")
    assert inv("build", "--content", tmp_path / "content", *options).status == 1
    done = inv("publish", *options)
    assert (done.status, done.err) == (0, "1 article left out of this site: inv build says why\n")
