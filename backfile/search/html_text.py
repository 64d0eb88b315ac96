"""The text that a reader sees of an article's body."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = re.compile(
    "address|article|aside|blockquote|br|caption|dd|div|dl|dt|figcaption|figure|h[1-6]|hr|li|ol|p|pre|section|table|"
    "tbody|td|tfoot|th|thead|tr|ul"
)
_UNSEEN = frozenset(["head", "script", "style", "template", "title"])
_SPACES = re.compile(r"[ \t\r\f\v]+")
_BREAKS = re.compile(r" ?\n[ \n]*")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (the base class)
        self._unseen += tag in _UNSEEN
        if _BLOCKS.fullmatch(tag):
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        if _BLOCKS.fullmatch(tag):
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data.replace("\n", " "))


def visible_text(html: str) -> str:
    """The running text of an article's HTML, captions and sub-heads included, a line for each block.

    >>> visible_text("<h2>Snow</h2><p>It <em>fell</em> at &lt;dawn&gt;.</p>")
    'Snow\\nIt fell at <dawn>.'
    """
    parser = _Text()
    parser.feed(html)
    parser.close()
    return _BREAKS.sub("\n", _SPACES.sub(" ", "".join(parser.pieces))).strip()
