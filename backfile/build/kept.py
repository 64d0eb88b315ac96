"""Parts of a page that are the same on others: rendered once, kept as they are, and put into each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from backfile.build.links import Links

_MOST = 1024
"""Parts that are kept: some kilobytes each, and those of an issue are asked for one after the other."""


class Kept:
    """What templates call `kept`.

    `{% call kept("crumbs", issue.path) %}…{% endcall %}` is what stands between, rendered once for the pages of a
    folder, whose links are the same. The first value names the part; the others are all that it depends on besides
    what is the same in every page of the run.
    """

    def __init__(self, links: Links) -> None:
        self._links = links
        self._parts: dict[tuple[object, ...], Any] = {}

    def __call__(self, *key: object, caller: Callable[[], Any]) -> Any:
        """The part of the page that is being written."""
        key = (self._links.folder, *key)
        part = self._parts.get(key)
        if part is None:
            if len(self._parts) >= _MOST:
                self._parts.clear()
            part = self._parts[key] = caller()
        return part
