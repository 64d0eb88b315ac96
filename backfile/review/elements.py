"""HTML made of elements: whatever is not an element already is escaped, so that nothing can be forgotten."""

from __future__ import annotations

import html

from backfile.escape import HIDDEN

VOID = frozenset({"meta", "br"})


class Html(str):
    """Text that is HTML already. Only `element`, `joined` and code that vouches for it make any."""

    __slots__ = ()


def text(value: str) -> Html:
    """Foreign text as HTML: escaped, and with a visible sign for controls and for marks that turn the line round."""
    return value if isinstance(value, Html) else Html(html.escape(HIDDEN.sub("\ufffd", value), quote=True))


def joined(*children: str | int | None) -> Html:
    """Children one after the other; None is nothing."""
    return Html(
        "".join(child if isinstance(child, Html) else text(str(child)) for child in children if child is not None)
    )


def element(tag: str, /, *children: str | int | None, **attributes: str | int | bool | None) -> Html:
    """An element with its children.

    Args:
        tag: its name.
        children: elements, and texts and numbers, which are escaped; None is nothing.
        attributes: by name, with `_` for `-` and one at the end where Python wants it (`class_`); True is an attribute
            without value, None and False are left out.
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{text(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if tag in VOID:
        return Html(f"<{tag}{written}>")
    return Html(f"<{tag}{written}>{joined(*children)}</{tag}>")
