"""What the tests need from outside Python is installed where it is missing, and said to be when it cannot be had."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from backfile.errors import BackfileError
from tests import needs
from tests.browser import chromium, firefox

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs that stand in for installers are shell scripts")


def stand_in(folder: Path, name: str, status: int = 0) -> Path:
    """A program that writes down how it was called and ends with a status."""
    program = folder / name
    program.write_text(
        f'#!/bin/sh\necho "{name} $*" >> "{folder}/calls"\necho no luck\nexit {status}\n', encoding="utf-8"
    )
    program.chmod(0o755)
    return program


def calls(folder: Path) -> list[str]:
    path = folder / "calls"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@pytest.fixture
def no_chromium(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without Chromium, whose search path has only what a test puts into the folder."""
    monkeypatch.setattr(chromium, "find", lambda: None)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    monkeypatch.setattr(shutil, "which", lambda name: str(tmp_path / name) if (tmp_path / name).exists() else None)
    return tmp_path


def test_root_on_debian_gets_debians_package(no_chromium: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(no_chromium, "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    said: list[str] = []
    needs.install_chromium(said.append)
    assert calls(no_chromium)[0].startswith("apt-get update")
    assert calls(no_chromium)[1].startswith("apt-get install") and "chromium" in calls(no_chromium)[1].split()
    assert said == ["Installing Chromium for the browser tests with apt-get …"]


def test_anybody_else_gets_playwrights_own(no_chromium: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(no_chromium, "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(sys, "executable", str(stand_in(no_chromium, "python")))
    needs.install_chromium(lambda _: None)
    assert calls(no_chromium) == ["python -m playwright install chromium"]


def test_what_cannot_be_installed_is_told_with_what_to_do(no_chromium: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(stand_in(no_chromium, "python", status=7)))
    with pytest.raises(BackfileError, match=r"no luck \(install Chromium by hand"):
        needs.install_chromium(lambda _: None)


def test_a_chromium_that_is_there_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(tmp_path, "chromium")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium.find() == tmp_path / "chromium"


@pytest.fixture
def no_firefox(no_chromium: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same machine without Firefox."""
    monkeypatch.setattr(firefox, "find", lambda: None)
    return no_chromium


def test_root_on_debian_gets_debians_firefox(no_firefox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(no_firefox, "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    said: list[str] = []
    needs.install_firefox(said.append)
    assert "firefox-esr" in calls(no_firefox)[1].split()
    assert said == ["Installing Firefox for the browser tests with apt-get …"]


def test_anybody_else_is_told_that_firefox_is_missing(no_firefox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(no_firefox, "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(BackfileError, match=r"need Firefox.*install firefox-esr"):
        needs.install_firefox(lambda _: None)
    assert calls(no_firefox) == []


def test_the_npm_packages_are_installed_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"devDependencies": {"one": "1", "two": "2"}}', encoding="utf-8")
    (tmp_path / "package-lock.json").write_text("{}", encoding="utf-8")
    (tmp_path / "node_modules").mkdir()
    monkeypatch.setattr(sys, "executable", str(stand_in(tmp_path, "python")))
    said: list[str] = []
    needs.install_node_packages(tmp_path, said.append)
    needs.install_node_packages(tmp_path, said.append)
    assert len(calls(tmp_path)) == 1
    assert said == [f"Installing one, two into {tmp_path.name}/node_modules …"]
    (tmp_path / "package-lock.json").write_text("{ }", encoding="utf-8")
    needs.install_node_packages(tmp_path, said.append)
    assert len(calls(tmp_path)) == 2
