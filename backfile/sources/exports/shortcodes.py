"""WordPress's shortcodes: `[gallery ids="1,2"]`, `[caption …]…[/caption]`. Readers of an archive see none of them.

What stands in square brackets may also be the author's own: `[sic]`, `[1]`, `[注]`. A shortcode is what has attributes,
what is closed by a tag of its name, and the names that WordPress itself brings.
"""

from __future__ import annotations

import re

TAG = re.compile(
    r"\[(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9_-]{0,39})"
    r"(?P<attributes>(?:\s{1,9}[A-Za-z0-9_-]{1,40}=(?:\"[^\"\]]{0,2000}\"|'[^'\]]{0,2000}'|[^\s\"'\]]{1,2000})){0,40})"
    r"\s{0,9}/?\]"
)
OWN = frozenset(("gallery", "caption", "wp_caption", "audio", "video", "playlist", "embed"))
ADDRESSES = frozenset(("embed", "audio", "video", "playlist"))
"""Shortcodes around which only the address of something to be played stands."""
IMAGE_OF_CAPTION = re.compile(r"(?:<a\b[^>]{0,2000}>\s{0,9})?<img\b[^>]{0,4000}>(?:\s{0,9}</a>)?")


def without_shortcodes(text: str) -> str:
    """The text without its shortcodes. What a pair encloses stays, a caption as a paragraph of its own."""
    if "[" not in text:
        return text
    tags = list(TAG.finditer(text))
    closed = {tag["name"] for tag in tags if tag["close"]}
    kept: list[str] = []
    end = 0
    silent = ""
    for tag in tags:
        name = tag["name"].lower()
        if not (tag["close"] or tag["attributes"] or name in OWN or tag["name"] in closed):
            continue
        if silent:
            if tag["close"] and name == silent:
                silent, end = "", tag.end()
            continue
        kept.append(_piece(text[end : tag.start()], name if tag["close"] else ""))
        end = tag.end()
        if name in ADDRESSES and not tag["close"] and tag["name"] in closed:
            silent = name
    return "".join(kept) + ("" if silent else text[end:])


def _piece(text: str, closing: str) -> str:
    """A piece of text before a tag; before the end of a caption it is the picture and then the caption."""
    if closing not in ("caption", "wp_caption"):
        return text
    picture = IMAGE_OF_CAPTION.search(text)
    return f"{picture[0]}\n\n{text[picture.end() :]}\n\n" if picture else text
