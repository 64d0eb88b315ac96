"""What in a page can be no part of its article: programs, forms, what is hidden, what a page names as something else.

Names are those that publishing systems give their elements (`class`, `id`, `role`). A name is evidence, not proof: some
sites call the whole article `comment-body` or `sidebar-content`. So nothing goes that holds half of the page's running
text, or a headline.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backfile.sources.html.measure import running_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NEVER = frozenset((
    "script", "style", "svg", "template", "noscript", "iframe", "object", "embed", "applet", "canvas", "map", "dialog",
    "form-control", "button", "input", "select", "textarea", "option", "link", "meta", "nav", "math", "audio", "video",
))  # fmt: skip
"""Elements without text of an article. (`form` is not among them: some systems wrap the whole page in one.)"""
CONTAINERS = frozenset((
    "div", "section", "aside", "ul", "ol", "dl", "form", "header", "footer", "p", "span", "table", "figure", "details",
    "menu", "main", "article", "center", "blockquote", "li", "tr", "td",
))  # fmt: skip

BESIDE = re.compile(
    r"-ad-|^ads?[\s_-]|[\s_-]ads?(?:$|[\s_-])|adsense|advert|ai2html|banner|bread-?crumb|combx|comment|community|comentario|cover-wrap"
    r"|disqus|extra|foot(?:er|bar)|gdpr|cookie|consent|header|legends|menu|related|recommend|relacionad|remark|replies|rss|shoutbox"
    r"|side-?bar|skyscraper|social|sponsor|supplement|agegate|pagination|pager|popup|modal|newsletter|subscri|most-?(?:read|viewed|popular)"
    r"|promo|teaser|donat|carousel|slideshow|gallery|galeria|video-?js|vjs|tool-?bar|taboola|outbrain",
    re.IGNORECASE,
)
"""Names of what stands beside an article."""
PERHAPS = re.compile(r"article|body|column|content|main|story|text|shadow", re.IGNORECASE)
"""Names by which an element may be the article although it has one of the others as well."""
ROLES = frozenset(("menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog", "search"))
ENOUGH = 1000
"""Characters of running text that may be an article on their own."""
HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def prune(tree: HtmlElement) -> None:
    """Take away, in place, what is not of the article."""
    for element in list(tree.iter(*NEVER)):
        if element.getparent() is not None:
            element.drop_tree()
    suspects = [element for element in tree.iter(*CONTAINERS) if _is_suspect(element)]
    if not suspects:
        return
    whole = running_text(tree)
    for element in suspects:
        if element.getparent() is None or next(element.iter("h1"), None) is not None:
            continue
        inside = running_text(element)
        if 2 * inside <= whole or (10 * inside <= 9 * whole and whole - inside >= ENOUGH):
            element.drop_tree()


def _is_suspect(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true" or HIDDEN.search(element.get("style", "")):
        return True
    if element.tag in ("aside", "footer") or element.get("role") in ROLES:
        return True
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(name) > 1 and bool(BESIDE.search(name)) and not PERHAPS.search(name)
