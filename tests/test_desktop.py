"""A site is opened where somebody sits at a desktop, and nowhere else."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path

import pytest

from backfile import desktop


@pytest.mark.parametrize(
    ("platform", "environment", "there"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"DISPLAY": ":0", "CI": "true"}, False),
        ("darwin", {}, True),
        ("darwin", {"SSH_CONNECTION": "10.0.0.2 5 10.0.0.1 22"}, False),
        ("win32", {}, True),
        ("win32", {"CI": "1"}, False),
    ],
)
def test_a_desktop_is_known_by_platform_and_environment(
    monkeypatch: pytest.MonkeyPatch, platform: str, environment: dict[str, str], there: bool
) -> None:
    for name in ("CI", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    desktop.show(Path("/archive/报 库/index.html"))
    assert opened == (["file:///archive/%E6%8A%A5%20%E5%BA%93/index.html"] if there else [])
