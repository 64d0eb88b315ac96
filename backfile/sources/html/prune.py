"""What in a page can be no part of its article: programs, forms, what is hidden, what a page names as something else.

Names are those that publishing systems give their elements (`class`, `id`, `role`). A name is evidence, not proof: some
sites call the whole article `comment-body` or `sidebar-content`. So nothing goes that holds most of the page's running
text, or a headline.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backfile.sources.html.measure import measure_all

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from backfile.sources.html.measure import Measure

NEVER = frozenset((
    "script", "style", "svg", "template", "noscript", "iframe", "object", "embed", "applet", "canvas", "map", "dialog",
    "button", "input", "select", "textarea", "link", "meta", "nav", "audio", "video",
))  # fmt: skip
"""Elements without text of an article."""
CONTAINERS = frozenset((
    "div", "section", "aside", "ul", "ol", "dl", "form", "header", "footer", "p", "span", "table", "figure", "details",
    "menu", "main", "article", "center", "blockquote", "li", "tr", "td",
))  # fmt: skip
"""Elements that may go by their name. Headings are not among them: their `header` is their kind, not their place."""

BESIDE = re.compile(
    r"-ad-|^ads?[\s_-]|[\s_-]ads?(?:$|[\s_-])|adsense|advert|ai2html|banner|bread-?crumb|combx|comment|community"
    r"|comentario|cover-wrap|disqus|extra|foot(?:er|bar)|gdpr|cookie|consent|header|legends|menu|related|recommend"
    r"|relacionad|remark|replies|rss|shoutbox|side-?bar|skyscraper|social|sponsor|supplement|agegate|pagination|pager"
    r"|popup|modal|newsletter|subscri|most-?(?:read|viewed|popular)|promo|teaser|donat|carousel|slideshow|gallery"
    r"|galeria|video-?js|vjs|tool-?bar|taboola|outbrain",
    re.IGNORECASE,
)
"""Names of what stands beside an article."""
PERHAPS = re.compile(r"article|body|column|content|main|story|text|shadow", re.IGNORECASE)
"""Names by which an element may be the article although it has one of the others as well."""
ROLES = frozenset(("menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog", "search"))
HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
ENOUGH = 1000
"""Characters of running text outside an element that may be an article without it."""


def prune(tree: HtmlElement) -> None:
    """Take away, in place, what is not of the article."""
    for element in list(tree.iter(*NEVER)):
        if element is not tree and element.getparent() is not None:
            element.drop_tree()
    measures = measure_all(tree)
    whole = _running(measures[tree])
    for element in [element for element in tree.iter(*CONTAINERS) if _is_suspect(element)]:
        if element is tree or element.getparent() is None or next(element.iter("h1"), None) is not None:
            continue
        inside = _running(measures[element])
        if 2 * inside <= whole or (10 * inside <= 9 * whole and whole - inside >= ENOUGH):
            element.drop_tree()


def _running(measure: Measure) -> float:
    """Characters that are not in links."""
    return measure.text - measure.linked


def _is_suspect(element: HtmlElement) -> bool:
    if element.tag in ("aside", "footer", "form") or element.get("role") in ROLES:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if HIDDEN.search(element.get("style", "")):
        return True
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(name) > 1 and bool(BESIDE.search(name)) and not PERHAPS.search(name)
