"""The pictures in the HTML of an article: their size stands beside them, so that no text jumps when they come.

Pure functions on Markdown's own HTML, in which `<` and `>` are tags and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TAG = re.compile(r"<a\b[^>]*>|</a>|<img\b[^>]*>")
_ATTRIBUTE = re.compile(r"""\s(?P<name>[\w-]+)(?:\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^\s"'>]+))?""")
_END = re.compile(r"\s*/?>$")


@dataclass(frozen=True, slots=True)
class Shown:
    """What an article shows of a picture.

    Args:
        width, height: in pixels; 0 when they cannot be told.
        copy: address of the smaller copy that stands in its place, empty without one.
        name: what a link to the picture at its full size is called where it has no words.
    """

    width: int
    height: int
    copy: str = ""
    name: str = ""


def dress(html: str, find: Callable[[str], Shown | None]) -> str:
    """HTML whose pictures have their size and do not keep the text waiting.

    The first one is what a reader sees first and is fetched at once, the others when they come near the window. A copy
    is a link to the picture itself, unless a link goes elsewhere already. There is no choice of widths (`srcset`): the
    copy is as wide as the column on a fine screen, and another for phones would save less than it adds to the site.

    Args:
        html: of an article or a written page.
        find: what is to be shown for the address of a picture; None if its file is not in the archive.
    """
    return "".join(_dressed(html, find))


def _dressed(html: str, find: Callable[[str], Shown | None]) -> Iterator[str]:
    end, linked, is_first = 0, False, True
    for match in _TAG.finditer(html):
        yield html[end : match.start()]
        tag, end = match[0], match.end()
        if tag.startswith("<img"):
            yield _picture(tag, find, is_first=is_first, linked=linked)
            is_first = False
        else:
            linked = tag != "</a>"
            yield tag
    yield html[end:]


def _picture(tag: str, find: Callable[[str], Shown | None], *, is_first: bool, linked: bool) -> str:
    attributes = {match["name"].lower(): match for match in _ATTRIBUTE.finditer(tag)}
    source = attributes.get("src")
    address = (source["value"] or "").strip("\"'") if source else ""
    shown = find(unescape(address)) if address else None
    added = {"decoding": "async"} if is_first else {"loading": "lazy", "decoding": "async"}
    # A size that the text itself gives goes before, and half of another would distort the picture.
    if shown and shown.width and not attributes.keys() & {"width", "height"}:
        added = {"width": f"{shown.width}", "height": f"{shown.height}"} | added
    words = "".join(f' {name}="{value}"' for name, value in added.items() if name not in attributes)
    if source is None or shown is None or not shown.copy:
        return _END.sub(lambda end: words + end[0], tag)
    start, stop = source.span("value")
    image = f'{tag[:start]}"{escape(shown.copy)}"' + _END.sub(lambda end: words + end[0], tag[stop:])
    if linked:
        return image
    alt = (attributes["alt"]["value"] or "").strip("\"' ") if "alt" in attributes else ""
    label = "" if alt else f' aria-label="{escape(shown.name)}"'
    return f'<a href="{address}"{label}>{image}</a>'
