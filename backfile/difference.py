"""Showing a unified difference: coloured on a terminal, as it is elsewhere, so that it can be saved and applied."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What could make a terminal do something; a tab is harmless."""
COLOURS = (("---", "1"), ("+++", "1"), ("@@", "36"), ("-", "31"), ("+", "32"))
"""Beginnings of lines and the codes of ECMA-48 for bold, cyan, red and green."""


def show(lines: Iterable[str], out: TextIO) -> None:
    """Write the lines of a difference.

    On a terminal they are coloured, unless `NO_COLOR` is set (no-color.org), and controls in them are made visible.
    """
    terminal = out.isatty()
    coloured = terminal and not os.environ.get("NO_COLOR")
    for line in lines:
        text = CONTROLS.sub("\ufffd", line) if terminal else line
        code = next((code for beginning, code in COLOURS if line.startswith(beginning)), "") if coloured else ""
        out.write(f"\x1b[{code}m{text}\x1b[0m\n" if code else f"{text}\n")
    out.flush()
