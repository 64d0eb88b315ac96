"""The HTML of an export's articles as body items: paragraphs, sub-heads, lists, quotations, tables, captions.

It is the article alone, as an editor wrote it, so nothing has to be found in it; but it may be hostile. Nothing of the
markup passes through: lists and the like are Markdown of our own making, and every piece of text is escaped. Links
keep their words. Pictures are not fetched: their captions stay as paragraphs and their addresses are handed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree, html

from backfile.errors import SourceError
from backfile.escape import escape, escape_inline, is_blank
from backfile.models import Markup, Paragraph, Subhead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backfile.models import BodyItem

SILENT = frozenset((
    "script", "style", "iframe", "form", "noscript", "object", "embed", "svg", "math", "button", "select", "textarea",
    "template", "audio", "video", "canvas", "head", "title"
))  # fmt: skip
"""Elements whose text is no part of the article."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset((
    "p", "div", "section", "article", "header", "footer", "main", "aside", "figure", "figcaption", "pre", "address",
    "center", "hr", "dl", "dt", "dd", "details", "summary", "ul", "ol", "li", "blockquote", "table", "caption",
    "thead", "tbody", "tfoot", "tr", "td", "th"
))  # fmt: skip
BOLD = frozenset(("b", "strong"))
OPENS = re.compile(r"\s*<(?:!--\s*wp:|(?:p|div|h[1-6]|ul|ol|table|figure|blockquote|section|article)\b)", re.IGNORECASE)
PARAGRAPHED = re.compile(r"</p\s*>|<!--\s*wp:", re.IGNORECASE)
BLANK_LINES = re.compile(r"\n[ \t]*\n")
SENTENCE_END = tuple('。．.!！?？：:；;，,…”"')
LONGEST_ITEM = 400
"""Characters of an item of a list; a longer one is a paragraph that was laid out as a list."""
LONGEST_SUBHEAD = 80
PICTURES_LIMIT = 200
BREAK = "\n"
"""Divides paragraphs in the text of a block; white space of the source is blanks by then."""


def is_markup(text: str) -> bool:
    """Whether a text is HTML: it opens with an element that makes a block."""
    return OPENS.match(text) is not None


def plain(text: str) -> str:
    """The words of a piece of HTML in one line, such as of a title that may have `&amp;` or `<em>` in it.

    Raises:
        SourceError: its elements are nested deeper than the parser goes.
    """
    if "<" not in text and "&" not in text:
        return " ".join(text.split())
    root = _tree(text)
    return "" if root is None else " ".join("".join(map(str, root.itertext())).split())


def body(text: str) -> tuple[list[BodyItem], tuple[str, ...]]:
    """The body items of a piece of HTML, and the addresses of its pictures on the web.

    In a text without paragraphs of its own, as older editors save it, line ends divide paragraphs.

    Raises:
        SourceError: its elements are nested deeper than the parser goes.
    """
    text = re.sub(r"\r\n?", "\n", text)
    root = _tree(text)
    if root is None:
        return [], ()
    writer = _Writer(by_lines=not PARAGRAPHED.search(text))
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            writer.start(element)
        else:
            writer.end(element)
    writer.close()
    return _levelled(writer.items), tuple(dict.fromkeys(writer.pictures))[:PICTURES_LIMIT]


def _tree(text: str) -> etree._Element | None:
    # The size of a record is limited already, and what is done with the tree needs no recursion.
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(f"<div>{text}</div>", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise SourceError("its HTML has elements in elements without end", remedy="correct it, or take it out")
    return tree


class _Writer:
    """Collects the blocks of an article while its elements begin and end.

    Args:
        by_lines: whether a line end of the source divides paragraphs.
    """

    def __init__(self, *, by_lines: bool) -> None:
        self.items: list[BodyItem] = []
        self.pictures: list[str] = []
        self._words: list[str] = []
        self._bold = 0  # characters of the block that stand in bold type
        self._by_lines = int(by_lines)
        self._in_bold = self._silent = self._in_quote = self._in_table = self._in_cell = 0
        self._lists: list[str] = []
        self._points: list[str] = []
        self._numbered = False
        self._quoted: list[str] = []
        self._rows: list[list[str]] = []
        self._cell: list[str] = []

    def start(self, element: etree._Element) -> None:
        """An element begins."""
        tag = str(element.tag)
        if tag in SILENT or self._silent:
            self._silent += 1
            return
        if tag == "br":
            self._words.append(BREAK)
        elif tag == "img":
            self._picture(element)
        elif tag in BOLD:
            self._in_bold += 1
        elif tag in BLOCKS or tag in HEADINGS:
            self._flush()
            self._open(tag)
        self.text(element.text)

    def end(self, element: etree._Element) -> None:
        """An element ends."""
        tag = str(element.tag)
        if self._silent:
            self._silent -= 1
        elif tag in BOLD:
            self._in_bold -= 1
        elif tag in BLOCKS or tag in HEADINGS:
            self._flush(HEADINGS.get(tag, 0))
            self._shut(tag)
        self.text(element.tail)

    def text(self, text: str | None) -> None:
        """Text inside or behind an element. Blank lines divide paragraphs, as the editors that leave them mean it."""
        if not text or self._silent:
            return
        parts = text.split("\n") if self._by_lines else BLANK_LINES.split(text)
        self._words.append(BREAK.join(re.sub(r"[\s\u200b]+", " ", part) for part in parts))
        if self._in_bold:
            self._bold += len(self._words[-1].strip())

    def close(self) -> None:
        """The article ends, whatever is still open."""
        self._flush()
        for _ in range(len(self._lists)):
            self._shut("ol")
        self._in_quote, self._in_table = min(self._in_quote, 1), min(self._in_table, 1)
        if self._in_quote:
            self._shut("blockquote")
        if self._in_table:
            self._shut("table")

    def _open(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._numbered = self._numbered if self._lists else tag == "ol"
            self._lists.append(tag)
        elif tag == "blockquote":
            self._in_quote += 1
        elif tag == "pre":
            self._by_lines += 1
        elif tag == "table":
            self._in_table += 1
        elif tag == "tr" and not self._in_cell:
            self._rows.append([])
        elif tag in ("td", "th") and self._in_table:
            self._rows = self._rows or [[]]
            self._in_cell += 1

    def _shut(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._lists.pop()
            self._end_list()
        elif tag == "blockquote":
            self._in_quote -= 1
            self._end_quote()
        elif tag == "pre":
            self._by_lines -= 1
        elif tag == "table":
            self._in_table -= 1
            self._end_table()
        elif tag in ("td", "th") and self._in_cell:
            self._in_cell -= 1
            if not self._in_cell:  # a table inside a cell is words of that cell
                self._rows[-1].append(" ".join(self._cell))
                self._cell = []

    def _flush(self, heading: int = 0) -> None:
        """What has come since the last block is a block of its own."""
        parts = [" ".join(part.split()) for part in "".join(self._words).split(BREAK)]
        parts = [part for part in parts if not is_blank(part)]
        bold = len(parts) == 1 and self._bold >= len(parts[0])
        self._words, self._bold = [], 0
        if self._in_cell:
            self._cell += parts
        elif self._lists:
            self._points += parts
        elif self._in_quote:
            self._quoted += parts
        elif parts and (heading or (bold and _is_subhead(parts[0]))):
            self.items.append(Subhead(" ".join(parts), level=heading or 2))
        else:
            self.items += map(Paragraph, parts)

    def _picture(self, element: etree._Element) -> None:
        src = element.get("src") or ""
        if re.match(r"https?://\S{1,2000}$", src, re.IGNORECASE):
            self.pictures.append(src)

    def _end_list(self) -> None:
        """The outermost list has ended: those inside it are items of it."""
        if self._lists or not self._points:
            return
        points, self._points = self._points, []
        if self._in_quote:
            self._quoted += points
        elif max(map(len, points)) > LONGEST_ITEM:
            self.items += map(Paragraph, points)
        else:
            marks = (f"{number}." if self._numbered else "-" for number in range(1, len(points) + 1))
            self.items.append(
                Markup("\n".join(f"{mark} {escape(text)}" for mark, text in zip(marks, points, strict=True)))
            )

    def _end_quote(self) -> None:
        if not self._in_quote and self._quoted:
            self.items.append(Markup("\n>\n".join(f"> {escape(text)}" for text in self._quoted)))
            self._quoted = []

    def _end_table(self) -> None:
        """The outermost table has ended; one of a single row or column was only laid out as one."""
        rows = [row for row in self._rows if any(row)]
        if self._in_table or not rows:
            return
        self._rows = []
        width = max(map(len, rows))
        if width == 1 or len(rows) == 1:
            self.items += (Paragraph(cell) for row in rows for cell in row if cell)
            return
        lines = ["| " + " | ".join(_cells(row, width)) + " |" for row in rows]
        self.items.append(Markup("\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])))


def _cells(row: Sequence[str], width: int) -> list[str]:
    return [escape_inline(cell).replace("|", "\\|") for cell in row] + [""] * (width - len(row))


def _is_subhead(text: str) -> bool:
    return 1 < len(text) <= LONGEST_SUBHEAD and not text.endswith(SENTENCE_END)


def _levelled(items: list[BodyItem]) -> list[BodyItem]:
    """The items with the highest sub-head at level 2, whichever the editor began with."""
    top = min((item.level for item in items if isinstance(item, Subhead)), default=2)
    return [
        Subhead(item.text, level=min(6, item.level - top + 2)) if isinstance(item, Subhead) else item for item in items
    ]
