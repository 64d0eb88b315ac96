"""WordPress's own export (WXR): published posts; pages, drafts, attachments and the like are left aside.

The file is cut at its `<item>` elements, and each is parsed for itself with the names that the head declares. So one
broken post costs no other, and no more than one post is held at a time. The parser expands no entity of the file's own
and opens no address.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from lxml import etree

from backfile.errors import SourceError
from backfile.sources.exports import keys, markup
from backfile.sources.exports.items import NEXT, items
from backfile.sources.exports.lines import opened
from backfile.sources.exports.record import Aside, checked
from backfile.sources.exports.shortcodes import without_shortcodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from backfile.sources.exports.lines import Tell
    from backfile.sources.exports.record import Item

MARK = b"wordpress.org/export/"
"""What stands in the head of every such file, in the name of its namespace."""
MARK_WITHIN = 16_384

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
DEFAULT_CATEGORIES = frozenset(("uncategorized", "uncategorised", "未分类", "未分類"))
"""What WordPress writes when the author has chosen no category."""
SWALLOWED = 10
"""Posts that one broken post may swallow; it is one if its CDATA is not closed."""
AUTHOR = re.compile(rb"<wp:author>(?:[^<]++|<(?!/?wp:author>))*+</wp:author>")
NO_DATE = "0000-00-00 00:00:00"
NO_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that XML cannot have, and that editors leave in posts all the same."""


def is_wordpress(path: Path) -> bool:
    """Whether a file says of itself that it is an export of WordPress."""
    try:
        with path.open("rb") as file:
            return MARK in file.read(MARK_WITHIN)
    except OSError:
        return True  # so that it is told what is the matter with it


def records(path: Path, tell: Tell) -> Iterator[Item]:
    """The posts of a file.

    Raises:
        SourceError: the file as a whole cannot be read, or is no export of WordPress.
    """
    with opened(path) as file:
        head: _Head | None = None
        for number, data in items(file, tell):
            if head is None:
                head = _Head(data, str(path))
            elif data is None:
                yield SourceError("the post is too long, or has no end", line=number, remedy="correct or remove it")
            else:
                yield from _posts(data, number, head)


def _posts(data: bytes, number: int, head: _Head) -> Iterator[Item]:
    """The post in some bytes; behind one that is broken, those that its broken markup has swallowed."""
    for _ in range(SWALLOWED):
        element = head.parse(data)
        if element is not None:
            yield _post(element, number, head.authors)
            return
        yield SourceError("the post is no XML", line=number, remedy="correct or remove it")
        swallowed = NEXT.search(data, 1)
        if not swallowed:
            return
        number += data.count(b"\n", 0, swallowed.end())
        data = data[swallowed.end() :]


class _Head:
    """What stands before the first post: the names that elements have, and who writes.

    Raises:
        SourceError: it is not that of an export of WordPress.
    """

    def __init__(self, data: bytes | None, source: str) -> None:
        if data is None or MARK not in data:
            raise SourceError(
                "no export of WordPress", source=source, remedy="export the posts in WordPress under Tools, Export"
            )
        if b"<!DOCTYPE" in data.upper():
            raise SourceError("it declares a type of document, as no export does", source=source, remedy="remove that")
        declared = re.match(rb"\s*(?:\xef\xbb\xbf)?\s*(<\?xml[^>]{0,200}\?>)", data)
        self.declaration = declared[1] if declared else b""
        root = re.search(rb"<rss\b([^<>]{0,4000}+)>", data)
        self.names = root[1] if root else b""
        self.authors = dict(self._authors(data))

    def _authors(self, data: bytes) -> Iterator[tuple[str, str]]:
        for found in AUTHOR.finditer(data):
            element = self.parse(found[0])
            if element is not None and (login := _text(element, "author_login")):
                yield login, _text(element, "author_display_name") or login

    def parse(self, data: bytes) -> etree._Element | None:
        """The one element in some bytes of the file, None when they are no XML."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        text = self.declaration + b"<rss" + self.names + b">" + NO_CONTROLS.sub(b"", data) + b"</rss>"
        try:
            root = etree.fromstring(text, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError):
            return None
        return root[0] if len(root) == 1 else None


def _post(element: etree._Element, number: int, authors: Mapping[str, str]) -> Item:
    kind, status = _text(element, "post_type"), _text(element, "status")
    if kind != "post":
        return Aside(kind or "item without a type")
    if status != "publish":
        return Aside(status or "post without a status")
    if _text(element, "post_password"):
        return Aside("post with a password")
    try:
        return checked(keys.record(number, _values(element, authors)))
    except SourceError as error:
        error.line = number
        return error


def _values(element: etree._Element, authors: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    creator = element.findtext(CREATOR) or ""
    categories = [found for found in element.iterfind("category") if found.get("domain") == "category"]
    sections = [name for name in map(_words, categories) if name.lower() not in DEFAULT_CATEGORIES]
    tags = [_words(found) for found in element.iterfind("category") if found.get("domain") == "post_tag"]
    yield "id", _text(element, "post_id")
    yield "title", markup.plain(element.findtext("title") or "")
    yield "date", _date(element)
    yield "section", next(iter(sections), "")
    yield "author", authors.get(creator, creator)
    yield "markup", without_shortcodes(element.findtext(CONTENT) or "")
    yield "summary", markup.plain(without_shortcodes(_excerpt(element)))
    yield "tags", "\n".join([*sections[1:], *tags])
    yield "url", element.findtext("link") or ""


def _words(element: etree._Element) -> str:
    return markup.plain(element.text or "")


def _date(element: etree._Element) -> str:
    """The moment as the blog's own clock showed it; how far that is from Greenwich gives the zone."""
    local, greenwich = _text(element, "post_date"), _text(element, "post_date_gmt")
    if local in ("", NO_DATE):
        return element.findtext("pubDate") or ""
    try:
        here, there = datetime.fromisoformat(local), datetime.fromisoformat(greenwich)
        zone = timezone(here - there)
    except ValueError:  # no such date, or more than a day between them
        return local
    # All zones in use lie at quarters of an hour.
    return here.replace(tzinfo=zone).isoformat() if (here - there) % timedelta(minutes=15) == timedelta(0) else local


def _excerpt(element: etree._Element) -> str:
    return next((child.text or "" for child in element if _ends(child, "excerpt/}encoded")), "")


def _text(element: etree._Element, name: str) -> str:
    """The text of an element of WordPress's own namespace, whose name has the version of the format in it."""
    return next(((child.text or "").strip() for child in element if _ends(child, f"}}{name}")), "")


def _ends(child: etree._Element, end: str) -> bool:
    return isinstance(child.tag, str) and MARK.decode() in child.tag and child.tag.endswith(end)
