"""Text that is plainly plain: the metadata and the HTML of an article in which Markdown has nothing to do.

What is not recognised is None, and Python-Markdown reads it. So a doubt costs time and never a byte.
"""

from __future__ import annotations

import re

# A line in the middle of which no inline pattern of Python-Markdown begins: no escape, code, emphasis, link, HTML,
# reference to a character, table; no control, which it drops or puts in; no sign that begins or closes a block, nor a
# number that could head a list.
_INLINE = r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\\`*_\[\]<>&{}|#\s]"
_RUN = rf"{_INLINE}(?:(?:{_INLINE}| )*{_INLINE})?"
_PARAGRAPH = re.compile(rf"(?![-+=:~!^]|[0-9]+[.)]){_RUN}")
_SUBHEAD = re.compile(rf"(?P<marks>##{{1,5}}) +(?P<words>{_RUN})")
_META = re.compile(r"(?P<key>[A-Za-z0-9_-]+):(?: +(?P<value>[^\x00-\x1f\x7f-\x9f\u2028\u2029]*))?")


def metadata(text: str) -> tuple[dict[str, str], str] | None:
    """The keys (in lower case) with their values at the head of a text, and the body behind the blank line.

    None when a line is not exactly `Key: value`, a key stands twice or the head does not end.
    """
    head, blank, body = text.partition("\n\n")
    if not blank or head.startswith(("---", "...")):
        return None
    found: dict[str, str] = {}
    for line in head.split("\n"):
        match = _META.fullmatch(line)
        if not match:
            return None
        key = match["key"].lower()
        if key in found or key.startswith("---"):
            return None
        found[key] = (match["value"] or "").strip()
    return found, body


def html(body: str) -> str | None:
    """The HTML of a body of paragraphs of one line and sub-heads, None when it is anything else."""
    blocks = []
    for block in body.strip("\n").split("\n\n"):
        if _PARAGRAPH.fullmatch(block):
            blocks.append(f"<p>{block}</p>")
        elif head := _SUBHEAD.fullmatch(block):
            level = len(head["marks"])
            blocks.append(f"<h{level}>{head['words']}</h{level}>")
        else:
            return None
    return "\n".join(blocks)
