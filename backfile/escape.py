"""Plain text as Markdown that means nothing by accident, and back.

The rules are Python-Markdown's, as Pelican runs it (extensions `extra`, `codehilite`, `meta`) with our
`build/safe_markdown.py`, which every build has: what is escaped here is what that processor, or CommonMark, would take
for markup in a paragraph of one line. A backslash where the processor knows it, else a character reference.
"""

from __future__ import annotations

import html
import re
import unicodedata

INLINE = str.maketrans({"\\": "\\\\", "`": "\\`", "*": "\\*", "_": "\\_", "{": "\\{", "[": "\\[", "<": "\\<"})
REFERENCE = re.compile(r"&(?=#|[A-Za-z][A-Za-z0-9]*;)")
BLOCK_MARK = re.compile(r"[#>|]|[-+](?=[\s-]|$)")
NUMBERED = re.compile(r"(\d+)([.)])(?=\s|$)")
TILDES = re.compile(r"~(?=~~)")
DEFINITION = re.compile(r":(?=\s)")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

LINE_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
HIDDEN = re.compile(
    # the controls that remain, marks that turn the direction of writing, byte-order marks, halves of pairs and
    # places that are no characters
    r"[\x00-\x08\x0e-\x1b\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef]"
    r"|[\ufffe\uffff\U0001fffe\U0001ffff\U000e0000-\U000e007f]"
)


def one_line(text: str, limit: int | None = None) -> str:
    """Text as it may stand in a line of the archive: no line ends, no controls, no white space around it.

    Args:
        text: any text, also a hostile one.
        limit: cut what is longer than this many characters, and say so with `…`.
    """
    if limit is not None and len(text) > 4 * limit:
        text = text[: 4 * limit]
    text = HIDDEN.sub("", LINE_BREAKS.sub(" ", text)).strip()
    if limit is not None and len(text) > limit:
        text = text[: limit - 1].rstrip() + "…"
    return text


def escape_inline(text: str) -> str:
    """One line of plain text as Markdown that stands inside a line: a caption, a cell, a sub-head."""
    return REFERENCE.sub("&amp;", one_line(text)).translate(INLINE)


def escape(text: str) -> str:
    """One line of plain text as a Markdown paragraph of its own."""
    text = escape_inline(text)
    if BLOCK_MARK.match(text):
        return "\\" + text
    if TILDES.match(text):
        return "&#126;" + text[1:]
    if DEFINITION.match(text):
        return "&#58;" + text[1:]
    return NUMBERED.sub(r"\1\\\2", text, count=1) if NUMBERED.match(text) else text


def unescape(markdown: str) -> str:
    """The plain text of Markdown that has escapes but no markup."""
    return ESCAPED.sub(lambda match: match[1] or html.unescape(match[0]), markdown)


def is_blank(text: str) -> bool:
    """Whether nothing of a text would be seen: only white space, controls and zero-width marks."""
    return all(unicodedata.category(character)[0] in "CZ" for character in text)


def escape_heading(text: str) -> str:
    """One line of plain text as the words of a sub-head: `#` at its end would be taken for its closing."""
    return re.sub(r"#(?=#*$)", r"\\#", escape_inline(text))
