"""A difference is coloured on a terminal and nowhere else, and can do nothing to the terminal."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.difference import show

LINES = ["--- a/x.md", "+++ b/x.md", "@@ -1 +1 @@", "-老", "+新", " 同"]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(lines: list[str], out: io.StringIO) -> str:
    show(lines, out)
    return out.getvalue()


def test_a_file_gets_the_lines_as_they_are() -> None:
    assert shown([*LINES, "+\x1b[2J"], io.StringIO()) == "\n".join([*LINES, "+\x1b[2J"]) + "\n"


def test_a_terminal_gets_colours_unless_it_wants_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    text = shown(LINES, Terminal())
    assert text.splitlines() == [
        "\x1b[1m--- a/x.md\x1b[0m",
        "\x1b[1m+++ b/x.md\x1b[0m",
        "\x1b[36m@@ -1 +1 @@\x1b[0m",
        "\x1b[31m-老\x1b[0m",
        "\x1b[32m+新\x1b[0m",
        " 同",
    ]
    monkeypatch.setenv("NO_COLOR", "1")
    assert shown(LINES, Terminal()) == "\n".join(LINES) + "\n"


@given(st.text())
def test_no_text_does_anything_to_a_terminal(text: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("NO_COLOR", "1")
        out = shown(["+" + text.replace("\n", "")], Terminal())
    assert not any(
        character < " " or "\x7f" <= character <= "\x9f" for character in out.rstrip("\n") if character != "\t"
    )
