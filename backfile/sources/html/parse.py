"""The tree of a saved page, and how large a page may be.

The parsers' time grows with the square of some things: attributes of one tag, elements inside each other. Nobody writes
such pages but to do harm, so they are refused before they are parsed, or before anything looks into them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree, html

from backfile.errors import SourceError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MARKUP_LIMIT = 8_000_000
"""Characters of a page without its embedded pictures. The largest saved article seen has 3 million; parsing time
grows with it."""
ELEMENT_LIMIT = 15_000
"""Elements and comments of a page; the richest saved article seen has 3,500."""
TEXT_LIMIT = 2_000_000
"""Characters of a page outside its scripts; a novel has half of it."""
TOKEN = re.compile(
    r"<!--[^-]*+(?:-(?!->)[^-]*+)*+|<(?:script|style)\b[^<]*+(?:<(?!/(?:script|style))[^<]*+)*+"
    r"|<[a-z][^\s/>]*+(?:[\s/]++|=|[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+)*+",
    re.IGNORECASE,
)
"""Comments, programs and tags of a page, read once from its beginning to its end."""
LONG_TAG = 20_000
"""Characters of a tag from which its attributes are counted."""
ATTRIBUTE = re.compile(r"[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+")
ATTRIBUTE_LIMIT = 5_000
"""Attributes of one tag; real ones have some dozen."""


def parse(text: str, source: str) -> HtmlElement:
    """The tree of a page.

    Raises:
        SourceError: it is no HTML, or larger than any article: the parsers' time would grow with its square.
    """
    if len(text) > MARKUP_LIMIT:
        raise _too_large(f"the page has {len(text):,} characters", source)
    for token in TOKEN.finditer(text):
        if token.end() - token.start() > LONG_TAG and (number := _attributes(token[0])) > ATTRIBUTE_LIMIT:
            raise _too_large(f"a tag of the page has {number:,} attributes", source)
    # lxml refuses text that declares an encoding of its own
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        tree = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceError("this is no HTML", source=source, remedy="save the page as HTML") from error
    elements = letters = 0
    for element in tree.iter():
        elements += 1
        letters += len(element.tail or "") + (len(element.text or "") if element.tag not in ("script", "style") else 0)
    if elements > ELEMENT_LIMIT:
        raise _too_large(f"the page has {elements:,} elements", source)
    if letters > TEXT_LIMIT:
        raise _too_large(f"the page has {letters:,} characters of text", source)
    return tree


def _attributes(token: str) -> int:
    """How many attributes the tag has with which a token of the page begins."""
    if token.startswith("<!"):
        return 0
    if re.match("<(?:script|style)", token, re.IGNORECASE):
        token = token.partition(">")[0]
    return sum(1 for _ in ATTRIBUTE.finditer(token))


def _too_large(reason: str, source: str) -> SourceError:
    return SourceError(reason, source=source, remedy="save the article alone, without scripts and comments")
