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
    from collections.abc import Callable
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
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without browsers, whose search path has only what a test puts into the folder."""
    monkeypatch.setattr(chromium, "find", lambda: None)
    monkeypatch.setattr(firefox, "find", lambda: None)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    monkeypatch.setattr(shutil, "which", lambda name: str(tmp_path / name) if (tmp_path / name).exists() else None)
    return tmp_path


@pytest.mark.parametrize(
    ("install", "name", "package"),
    [
        (needs.install_chromium, "Chromium for the browser tests", "chromium"),
        (needs.install_firefox, "Firefox for the browser tests", "firefox-esr"),
        (needs.install_rsync, "rsync for the tests of publishing", "rsync"),
    ],
)
def test_root_on_debian_gets_debians_package(
    bare: Path, monkeypatch: pytest.MonkeyPatch, install: Callable[[needs.Say], None], name: str, package: str
) -> None:
    stand_in(bare, "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    said: list[str] = []
    install(said.append)
    update, installed = calls(bare)
    assert update.startswith("apt-get update")
    assert installed.startswith("apt-get install") and package in installed.split()
    assert said == [f"Installing {name} with apt-get …"]


def test_anybody_else_gets_playwrights_own(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(bare, "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(sys, "executable", str(stand_in(bare, "python")))
    needs.install_chromium(lambda _: None)
    assert calls(bare) == ["python -m playwright install chromium"]


def test_what_cannot_be_installed_is_told_with_what_to_do(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(stand_in(bare, "python", status=7)))
    with pytest.raises(BackfileError, match=r"no luck \(install Chromium by hand"):
        needs.install_chromium(lambda _: None)


def test_a_chromium_that_is_there_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(tmp_path, "chromium")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium.find() == tmp_path / "chromium"


@pytest.mark.parametrize(
    ("install", "told"),
    [
        (needs.install_firefox, r"need Firefox.*install firefox-esr"),
        (needs.install_rsync, r"need rsync.*install rsync"),
    ],
)
def test_anybody_else_is_told_what_is_missing(
    bare: Path, monkeypatch: pytest.MonkeyPatch, install: Callable[[needs.Say], None], told: str
) -> None:
    stand_in(bare, "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(BackfileError, match=told):
        install(lambda _: None)
    assert calls(bare) == []


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
