"""Publishing with rsync: the target becomes what the site is, no reader meets a dead link, and nothing else is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backfile import lock
from backfile.build.run import build
from backfile.changes import Changes, FileChange
from backfile.check import site as checks
from backfile.errors import BackfileError
from backfile.files import work_folder
from backfile.publish import Publishing, changed, program, publish, strike
from tests.build_helpers import files, write_article
from tests.publish_helpers import PAGE, Listener, go, site, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["site"]  # fixtures

CONF = "from backfile.defaults import *\nNEWSPAPERS = {'east': {'name': '东报', 'lang': 'zh-cn'}}\n"


def published(site: Path) -> dict[str, bytes]:
    """What a publication of a site has to have in it."""
    return {name: data for name, data in files(site).items() if not name.startswith(".git/")}


def test_the_target_becomes_what_the_site_is_without_what_is_nobodys_to_read(site: Path, tmp_path: Path) -> None:
    _, listener = go(site, tmp_path / "www")
    assert files(tmp_path / "www") == published(site)
    assert listener.told() == ["new .backfile", "new .htaccess", "new a/b.html", "new a/b.jpg", "new index.html"]
    write(site, index_html="changed", c_html="new")
    (site / "a" / "b.jpg").unlink()
    _, listener = go(site, tmp_path / "www")
    assert listener.told() == ["changed index.html", "new c.html", "removed a/b.jpg"]
    assert files(tmp_path / "www") == published(site)
    assert go(site, tmp_path / "www")[1].told() == []


def test_hidden_files_at_the_top_of_the_target_are_the_hosts_own(site: Path, tmp_path: Path) -> None:
    write(tmp_path / "www", _own__acme="own")
    go(site, tmp_path / "www")
    go(site, tmp_path / "www")
    assert (tmp_path / "www" / ".own" / "acme").read_text(encoding="utf-8") == "own"


def test_a_rehearsal_tells_what_would_be_done_and_does_nothing(site: Path, tmp_path: Path) -> None:
    go(site, tmp_path / "www")
    before = files(tmp_path / "www")
    write(site, index_html="changed", c_html="new")
    (site / "a" / "b.jpg").unlink()
    _, listener = go(site, tmp_path / "www", dry_run=True)
    assert listener.told() == ["changed index.html", "new c.html", "removed a/b.jpg"]
    assert files(tmp_path / "www") == before


def test_after_every_step_all_links_of_the_target_lead_somewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, output, settings, www = (tmp_path / name for name in ("content", "output", "pelicanconf.py", "www"))
    settings.write_text(CONF, encoding="utf-8")
    for day in ("08", "09"):
        write_article(content, f"east/2026/03/{day}/one.md", "Title: 一篇\nAuthors: 白桦\n\n文\n")
        write_article(content, f"east/2026/03/{day}/two.md", "Title: 又一篇\nAuthors: 李梅\n\n文\n")
    write_article(content, "pages/about.md", "Title: 关于\nSlug: about\n\n文\n")
    build(content, output, settings)
    go(output, www)
    (content / "east/2026/03/09/two.md").unlink()
    (content / "east/2026/03/08/one.md").unlink()
    (content / "east/2026/03/08/two.md").unlink()
    write_article(content, "east/2026/04/01/three.md", "Title: 第三篇\nAuthors: 王五\n\n文\n")
    build(content, output, settings)
    read, steps = program.read, 0

    def watched(words: Sequence[str], tell: Callable[[str], None]) -> program.Ended:
        nonlocal steps
        ended = read(words, tell)
        assert checks.check(www).faults == []
        steps += 1
        return ended

    monkeypatch.setattr(program, "read", watched)
    _, listener = go(output, www)
    assert {change.kind for change in listener.changes} == {"new", "changed", "removed"}
    assert steps == 3, "looking, what is new, the rest"
    assert files(www) == files(output)


@pytest.mark.skipif(sys.platform == "win32", reason="the program that stands in for rsync is a shell script")
def test_stopped_amid_what_has_changed_all_that_was_there_still_is_and_what_is_new_too(
    site: Path, tmp_path: Path
) -> None:
    write(site, a_html="old", z_html="old", gone_html="old")
    go(site, tmp_path / "www")
    (site / "gone.html").unlink()
    write(site, a_html="now with a link to new", k_bin="0" * 40_000_000, new_html="new", z_html="now another")
    write(tmp_path / "www", k_bin="old")
    slow = tmp_path / "bin" / "rsync"
    slow.parent.mkdir()
    slow.write_text(f'#!/bin/sh\nexec {program.find("rsync", "")} --bwlimit=2000 "$@"\n', encoding="utf-8")
    slow.chmod(0o755)
    program_text = (
        "import sys\nfrom pathlib import Path\nfrom tests.publish_helpers import go\n"
        "go(Path(sys.argv[1]), Path(sys.argv[2]))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program_text, site, tmp_path / "www"],
        cwd=Path(__file__).resolve().parent.parent,
        env={**os.environ, "PATH": f"{slow.parent}{os.pathsep}{os.environ['PATH']}"},
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while not list((tmp_path / "www").rglob(".k.bin.*")):  # rsync is at work on it
        assert time.monotonic() < deadline
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGTERM)
    process.wait()
    while list((tmp_path / "www").rglob(".k.bin.*")):  # which it takes away when it is told to stop
        assert time.monotonic() < deadline
        time.sleep(0.01)
    there = {name: (tmp_path / "www" / name).read_text(encoding="utf-8") for name in
             ("a.html", "z.html", "gone.html", "k.bin", "new.html")}  # fmt: skip
    assert there == {"a.html": "old", "z.html": "old", "gone.html": "old", "k.bin": "old", "new.html": "new"}
    go(site, tmp_path / "www")
    assert files(tmp_path / "www") == published(site)


def test_a_build_meanwhile_does_not_show_in_what_is_published(site: Path, tmp_path: Path) -> None:
    class Builder(Listener):
        def copied(self, change: FileChange) -> None:
            write(site, index_html="of the next build")
            super().copied(change)

    publish(site, Publishing(to=f"{tmp_path / 'www'}/"), tmp_path, Builder())
    assert (tmp_path / "www" / "index.html").read_text(encoding="utf-8") == PAGE


def test_a_folder_with_something_else_in_it_is_left_alone(site: Path, tmp_path: Path) -> None:
    write(tmp_path / "www", letter_txt="dear")
    with pytest.raises(BackfileError, match=r"something that Backfile has not put there.*empty folder"):
        go(site, tmp_path / "www")
    assert files(tmp_path / "www") == {"letter.txt": b"dear"}


@pytest.mark.parametrize("place", ["", "..", "a", "../.backfile/output"])
def test_the_site_is_not_published_into_itself(site: Path, place: str) -> None:
    with pytest.raises(BackfileError, match="the site itself is here"):
        go(site, site / place)


def test_it_is_told_what_is_in_the_way(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(site: Path, **wishes: str) -> str:
        with pytest.raises(BackfileError) as error:
            publish(site, Publishing(**wishes), tmp_path, Listener())  # type: ignore[arg-type]
        return str(error.value)

    assert "nobody has said where to publish (set PUBLISH_TO = " in told(site)
    assert "there is no site here (build it first: inv build)" in told(tmp_path / "nowhere", to="www/")
    (site / "index.html").rename(site / "aside.html")
    assert "there is no site here" in told(site, to="www/")
    (site / "aside.html").rename(site / "index.html")
    unreachable = told(site, to="rsync://127.0.0.1:1/archive/")
    assert unreachable.startswith("rsync://127.0.0.1:1/archive/: it cannot be reached: rsync: ")
    assert unreachable.endswith("(check its name, the network and your key)")
    assert ": not everything could be copied: rsync: " in told(site, to=f"{tmp_path}/no/such/")
    held = lock.take(work_folder(site) / "publish")
    assert "this site is being published already" in told(site, to=f"{tmp_path}/www/")
    lock.give(work_folder(site) / "publish", held)
    held = lock.take(work_folder(site))
    assert "another build is writing this site" in told(site, to=f"{tmp_path}/www/")
    lock.give(work_folder(site), held)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "there is no program rsync on this machine (install it" in told(site, to=f"{tmp_path}/www/")


def test_a_site_that_lacks_files_of_its_build_is_not_published(tmp_path: Path) -> None:
    content, output, settings = tmp_path / "content", tmp_path / "output", tmp_path / "pelicanconf.py"
    settings.write_text(CONF, encoding="utf-8")
    write_article(content, "east/2026/03/09/one.md", "Title: 一篇\nSlug: one\n\n文\n")
    write_article(content, "east/2026/03/09/broken.md", "Title: 一篇\nDate: neulich\n\n文\n")
    build(content, output, settings)
    assert go(output, tmp_path / "www")[0].left_out == 1
    (output / "east/2026/03/09/one.html").unlink()
    with pytest.raises(BackfileError, match=r"the last build has written: east/2026/03/09/one\.html \(inv rebuild\)"):
        go(output, tmp_path / "www")
    assert (tmp_path / "www/east/2026/03/09/one.html").is_file()
    build(content, output, settings, anew=True)
    go(output, tmp_path / "www")
    assert files(tmp_path / "www") == files(output)


def test_what_has_arrived_is_struck_off_the_list_and_nothing_else(site: Path, tmp_path: Path) -> None:
    work_folder(site).mkdir(parents=True)
    Changes(site).add([FileChange("new", "index.html")])
    go(site, tmp_path / "www", dry_run=True)
    with pytest.raises(BackfileError):
        go(site, tmp_path / "no" / "such")
    assert changed(site) == (FileChange("new", "index.html"),)
    go(site, tmp_path / "www")
    assert changed(site) == ()
    Changes(site).add([FileChange("changed", "index.html")])
    assert changed(site) == (FileChange("changed", "index.html"),)
    Changes(site).add([FileChange("new", "a/b.html")])
    strike(site)
    assert changed(site) == (FileChange("new", "a/b.html"),)


@pytest.mark.skipif(sys.platform == "win32", reason="the maintainer's command is a shell script")
def test_a_command_of_the_maintainers_gets_its_words_as_they_are(site: Path, tmp_path: Path) -> None:
    script = tmp_path / "upload.sh"
    script.write_text('#!/bin/sh\nfor word; do echo "$word"; done > words\ncp -r "$1" www\nexit ${STATUS:-0}\n')
    script.chmod(0o755)
    hostile = "two words; $(touch hacked) `touch hacked` {other} -x"
    wishes = Publishing(command=(str(script), "{site}", f"to={hostile}"), compressed=("gz",))
    rehearsed = publish(site, wishes, tmp_path, Listener(), dry_run=True)
    assert not (tmp_path / "words").exists()
    done = publish(site, wishes, tmp_path, Listener())
    assert done.command == rehearsed.command
    assert (tmp_path / "words").read_text(encoding="utf-8").splitlines() == done.command[1:]
    assert done.command[2] == f"to={hostile}"
    assert not (tmp_path / "hacked").exists()
    assert {name: data for name, data in files(tmp_path / "www").items() if not name.endswith(".gz")} == published(site)
    assert (tmp_path / "www" / "index.html.gz").is_file()


def test_a_command_that_fails_or_is_not_there_is_told(site: Path, tmp_path: Path) -> None:
    for command, reason in [
        ((sys.executable, "-c", "raise SystemExit(3)"), "ended with status 3"),
        (("no-such-program",), r"there is no program no-such-program on this machine \(correct PUBLISH_COMMAND\)"),
    ]:
        with pytest.raises(BackfileError, match=reason):
            publish(site, Publishing(command=command), tmp_path, Listener())
