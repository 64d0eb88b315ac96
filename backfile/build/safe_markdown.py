"""A Markdown extension for foreign text: HTML in it is text, links lead only where links may lead, figures are figures.

Named in `MARKDOWN["extensions"]` as `backfile.build.safe_markdown`. Articles that `ingest` writes are escaped already;
this is the second lock, and the only one for articles written or changed by hand.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

if TYPE_CHECKING:
    from markdown import Markdown

# White space and controls before or inside a scheme do not keep a browser from running it.
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")
_MARKER = re.compile(r"(\{[a-z]*\})+")  # Pelican puts the scheme behind its marker in front of the address it finds
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SCHEMES = {"a": ("http:", "https:", "mailto:"), "img": ()}
_ADDRESS = {"a": "href", "img": "src"}


class SafeAttributes(Treeprocessor):
    """Takes the address from links and pictures that would run something or fetch from another host.

    A link keeps http, https, mailto and relative addresses (with Pelican's `{filename}` and the like); a picture
    only relative ones, because a page of the archive asks no other host for anything. The style by which Markdown
    aligns the cells of a table goes too: the pages' Content-Security-Policy allows none.
    """

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for element in root.iter():
            element.attrib.pop("style", None)
            attribute = _ADDRESS.get(element.tag)
            if attribute and not _is_allowed(element.get(attribute, ""), _SCHEMES[element.tag]):
                if element.tag == "img":
                    _become_text(element, element.get("alt", ""))
                else:
                    del element.attrib[attribute]


class Figures(Treeprocessor):
    """Makes a `<figure>` with its caption of a paragraph that holds one picture and nothing else."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for paragraph in root.iter("p"):
            if len(paragraph) != 1 or paragraph[0].tag != "img":
                continue
            image = paragraph[0]
            if (paragraph.text or "").strip() or (image.tail or "").strip():
                continue
            paragraph.tag, paragraph.text, image.tail = "figure", None, None
            caption = image.get("title") or image.get("alt", "")
            image.attrib.pop("title", None)
            if caption:
                SubElement(paragraph, "figcaption").text = caption


def _is_allowed(address: str, schemes: tuple[str, ...]) -> bool:
    # Character references are written as they are: `java&#115;cript:` is the browser's `javascript:`.
    bare = _MARKER.sub("", _INVISIBLE.sub("", unescape(address.replace(AMP_SUBSTITUTE, "&"))))
    try:
        urlsplit(bare)
    except ValueError:  # such as `http://[`: Pelican would stop the whole build over it
        return False
    scheme = _SCHEME.match(bare)
    if scheme:
        return scheme[0].lower() in schemes
    # Without a scheme but with a host it would lead elsewhere on http and nowhere on file://.
    return not bare.startswith(("//", "\\\\", "/\\", "\\/"))


def _become_text(element: Element, text: str) -> None:
    element.tag, element.text = "span", text
    element.attrib.clear()


class SafeMarkdown(Extension):
    """Turns raw HTML off and the two processors below on."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Called by Python-Markdown with the instance to change."""
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "<"]  # as in CommonMark: `\<b>` is the text <b>
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # After `unescape` (0), so that they see what will be written.
        md.treeprocessors.register(SafeAttributes(md), "backfile_attributes", -1)
        md.treeprocessors.register(Figures(md), "backfile_figures", -2)


def makeExtension(**configuration: object) -> SafeMarkdown:  # noqa: N802 (the name is Python-Markdown's)
    """Python-Markdown's way in by a module's name."""
    return SafeMarkdown(**configuration)
