"""The addresses and the anchors in one file of a site: a walk over a page's elements, or over a style sheet.

Which attributes hold addresses: https://html.spec.whatwg.org/multipage/indices.html#attributes-3
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS_ATTRIBUTES = ("href", "src", "poster", "data", "action", "formaction", "background", "longdesc")
XLINK = "{http://www.w3.org/1999/xlink}href"
# A browser asks nobody for these: it only tells them to whoever reads the page.
SPOKEN_RELATIONS = frozenset({"canonical", "license", "author", "alternate", "help", "next", "prev", "search"})

CSS_COMMENT = re.compile(r"/\*.*?(\*/|\Z)", re.DOTALL)
CSS_ADDRESS = re.compile(
    r"""url\(\s*(?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)'|(?P<bare>[^"'()\s]*))\s*\)"""
    r"""|@import\s+(?:"(?P<import_double>[^"\n]*)"|'(?P<import_single>[^'\n]*)')""",
    re.IGNORECASE,
)
REFRESH = re.compile(r"^\s*[\d.]+\s*[;,]\s*url\s*=\s*['\"]?(?P<address>[^'\"]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """An address as written, its 1-based line, and whether the browser loads it without being asked."""

    url: str
    line: int
    loaded: bool


@dataclass(slots=True)
class Found:
    """What one file holds: its addresses in order, and its ids with their lines, repeated ones too."""

    addresses: list[Address] = field(default_factory=list)
    ids: list[tuple[str, int]] = field(default_factory=list)


def in_page(html: bytes) -> Found:
    """Walk over a page of HTML. Whatever the bytes are, this returns; what a browser would repair is repaired."""
    found = Found()
    root = etree.fromstring(html, etree.HTMLParser(encoding="utf-8", huge_tree=True)) if html.strip() else None
    if root is None:
        return found
    for element in root.iter(etree.Element):
        line = cast("int", element.sourceline or 0)
        identifier = element.get("id") or (element.get("name") if element.tag == "a" else None)
        if identifier:
            found.ids.append((str(identifier), line))
        found.addresses += [Address(url, line, _is_loaded(element, url)) for url in _addresses(element)]
    return found


def in_style_sheet(css: str, first_line: int = 1) -> Iterator[Address]:
    """The addresses in a style sheet: `url(…)` and `@import`, comments left out."""
    plain = CSS_COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), css)
    for match in CSS_ADDRESS.finditer(plain):
        url = next((part for part in match.groups() if part is not None), "")
        yield Address(url, first_line + plain.count("\n", 0, match.start()), loaded=True)


def _addresses(element: etree._Element) -> Iterator[str]:
    for name in ADDRESS_ATTRIBUTES:
        value = element.get(name)
        # "data" is an address on <object> only; data-* attributes have other names.
        if value is not None and (name != "data" or element.tag == "object"):
            yield value.strip()
    for name in ("xlink:href", XLINK):
        if (value := element.get(name)) is not None:
            yield value.strip()
    for name in ("srcset", "imagesrcset"):
        for candidate in re.split(r",\s+", element.get(name) or ""):
            if candidate.strip():
                yield candidate.split()[0]
    if element.tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
        refresh = REFRESH.match(element.get("content") or "")
        if refresh:
            yield refresh["address"].strip()
    for css in (element.get("style"), element.text if element.tag == "style" else None):
        yield from (address.url for address in in_style_sheet(css or ""))


def _is_loaded(element: etree._Element, url: str) -> bool:
    """Whether a browser asks for the address by itself, rather than when a reader follows it."""
    if element.tag in {"a", "area"} and url == (element.get("href") or "").strip():
        return False
    if element.tag == "link":
        return not set((element.get("rel") or "").lower().split()) <= SPOKEN_RELATIONS
    return True
