"""The body of an article as its page in the site has it, but inert: nothing is fetched and no link leads off it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from backfile import defaults
from backfile.escape import HIDDEN
from backfile.review.elements import Html, element

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

_KEPT = frozenset({"colspan", "rowspan", "start", "value"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BRACKETS_LIMIT = 500
"""Python-Markdown takes the square of the brackets that nobody closes; no article has so many links."""
_AFTER_SITE = -3  # after the processors of `safe_markdown`, which see what will be written


class _Inert(Treeprocessor):
    """Takes away attributes, makes text of links and pictures, and puts sub-heads below the headings of the review."""

    def __init__(self, md: Markdown, picture: Callable[[str], str]) -> None:
        super().__init__(md)
        self._picture = picture

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for node in root.iter():
            picture = node.get("src", "")
            for name in set(node.attrib) - _KEPT:
                del node.attrib[name]
            if node.tag == "a":
                node.tag = "u"
            elif node.tag == "img":
                node.tag, node.text = "span", self._picture(picture)
                node.set("class", "picture")
            elif node.tag in _HEADINGS:
                node.tag = "h4"


class Body:
    """Renders bodies with the site's own rules.

    Args:
        picture: what to write in the place of a picture, given its path.
    """

    def __init__(self, picture: Callable[[str], str]) -> None:
        self._markdown = Markdown(
            extensions=defaults.MARKDOWN["extensions"], output_format=defaults.MARKDOWN["output_format"]
        )
        self._markdown.treeprocessors.register(_Inert(self._markdown, picture), "backfile_inert", _AFTER_SITE)

    def __call__(self, text: str) -> Html:
        """The HTML of a body; one that no reader of Markdown can cope with is shown as it is written."""
        if text.count("[") > _BRACKETS_LIMIT:
            return element("pre", text)
        try:
            # The empty line keeps a body that begins like metadata from being taken for it.
            return Html(self._markdown.reset().convert("\n" + HIDDEN.sub("\ufffd", text)))
        except RecursionError:
            return element("pre", text)
