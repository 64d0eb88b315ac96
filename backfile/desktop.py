"""The desktop the program may run on: whether there is one, and the address of a file for it."""

from __future__ import annotations

import os
import sys
import webbrowser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def address(file: Path) -> str:
    """The file:// address of a file."""
    return file.resolve().as_uri()


def is_there() -> bool:
    """Whether somebody sits at a desktop: not on a server, over SSH, or in continuous integration."""
    if os.environ.get("CI"):
        return False
    if sys.platform in {"darwin", "win32"}:
        return not os.environ.get("SSH_CONNECTION")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def show_address(address: str) -> None:
    """Open an address in the browser."""
    webbrowser.open(address)


def show(file: Path) -> None:
    """Open a file in the browser if there is a desktop."""
    if is_there():
        show_address(address(file))
