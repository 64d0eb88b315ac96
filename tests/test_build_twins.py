"""The visible site and its twin: a change is whole or has not happened, whatever is killed when."""

from __future__ import annotations

import errno
import os
import random
import sys
from typing import TYPE_CHECKING

import pytest

from backfile.build import twins
from tests.build_helpers import files

if TYPE_CHECKING:
    from pathlib import Path


class Site:
    """A visible site, its twin and what a build would know of it."""

    def __init__(self, folder: Path) -> None:
        self.output, self.work, self.known = folder / "output", folder / ".backfile" / "output", 0
        self.work.mkdir(parents=True)
        self.twins = twins.Twins(self.output, self.work)
        self.texts: dict[str, str] = {}

    def change(self, **texts: str | None) -> None:
        changes = [(name.replace("_", "/"), self.staged(text) if text else None) for name, text in texts.items()]
        self.twins.change(changes, self.note)

    def staged(self, text: str) -> Path:
        path = self.work / "staging" / text
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def note(self, inode: int) -> None:
        self.known = inode

    def shown(self) -> dict[str, str]:
        return {name: data.decode() for name, data in files(self.output).items()}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path)
    made.change(a="1", b_c="2")
    return made


def test_the_site_has_what_every_change_so_far_has_given_it(site: Site) -> None:
    assert site.shown() == {"a": "1", "b/c": "2"}
    site.change(a="3", d="4")
    site.change(b_c=None)
    assert site.shown() == {"a": "3", "d": "4"}
    site.change(a="5")
    assert site.shown() == {"a": "5", "d": "4"}
    assert not (site.output / "b").exists(), "an empty folder goes, too"


def test_files_that_stay_the_same_are_the_same_files(site: Site) -> None:
    before = (site.output / "b/c").stat()
    site.change(a="3")
    site.change(a="4")
    assert (site.output / "b/c").stat().st_ino == before.st_ino
    assert (site.output / "b/c").stat().st_mtime_ns == before.st_mtime_ns


def test_a_file_takes_the_place_of_a_folder_and_a_folder_that_of_a_file(site: Site) -> None:
    site.change(b_c=None, b="5")
    site.change(b=None, b_c_d="6")
    site.change(a="7")
    site.change(a="8")
    assert site.shown() == {"a": "8", "b/c/d": "6"}


def test_hidden_files_at_the_top_are_the_maintainers_and_stay(site: Site) -> None:
    (site.output / ".htaccess").write_text("x", encoding="utf-8")
    (site.output / ".git").mkdir()
    (site.output / ".git" / "HEAD").write_text("ref", encoding="utf-8")
    for number in range(3):
        site.change(a=f"n{number}")
        assert site.shown() == {"a": f"n{number}", "b/c": "2", ".htaccess": "x", ".git/HEAD": "ref"}


class Killed(BaseException):
    """Stands for the end of a process at some moment."""


@pytest.mark.parametrize("at_once", [True, False])
def test_killed_at_any_step_a_change_has_happened_or_has_not_and_the_next_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    if not at_once:
        monkeypatch.setattr(twins, "exchange_at_once", lambda *_: False)
    for moment in range(400):
        place = tmp_path / f"{moment}"
        place.mkdir()
        site = Site(place)
        site.change(a="1", b_c="2")
        site.change(a="3")
        steps = 0

        def trace(frame: object, event: str, _: object, moment: int = moment) -> object:
            nonlocal steps
            steps += frame.f_code.co_filename == twins.__file__  # type: ignore[attr-defined]
            if steps > moment * 2 and event == "line":
                raise Killed
            return trace

        known = site.known
        sys.settrace(trace)  # type: ignore[arg-type]
        try:
            site.change(a="5", b_c=None, d="6")
            done = True
        except Killed:
            done = False
        finally:
            sys.settrace(None)
        assert site.twins.recover(site.known), "it is known which site it is"
        changed = done or site.known != known
        assert site.shown() == ({"a": "5", "d": "6"} if changed else {"a": "3", "b/c": "2"})
        site.change(a="7")
        site.change(e="8")
        rest = {"d": "6"} if changed else {"b/c": "2"}
        assert site.shown() == {"a": "7", "e": "8"} | rest
        if done:
            return
    raise AssertionError("the change takes more steps than were looked at")


def test_a_site_that_was_put_there_by_others_is_not_taken_for_ours(site: Site, tmp_path: Path) -> None:
    site.output.rename(tmp_path / "away")
    assert not site.twins.recover(site.known)
    (site.output).mkdir()
    assert not site.twins.recover(site.known)


def test_where_there_are_no_hard_links_files_are_copied(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    dice = random.Random(1)
    for number in range(5):
        site.change(a=f"n{number}", b_c=f"m{dice.random()}")
    assert site.shown()["a"] == "n4"
