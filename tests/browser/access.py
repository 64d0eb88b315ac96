"""What must be so on every page, for everyone: nothing that axe finds; where the keyboard is can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

LOOKS: tuple[dict[str, Any], ...] = ({"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"})
"""In the light, in the dark, and in the few colours of a reader who has forced his own."""
FOCUSED = """() => {
    const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
    return {tag: at.tagName, id: at.id, href: at.getAttribute("href"), name: at.getAttribute("name"),
            outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
            seen: box.width > 0 && box.bottom > 0 && box.right > 0 && box.left < innerWidth && box.top < innerHeight};
}"""
"""A script for what has the focus: which element it is, and how it can be seen."""


def assert_no_violation(page: Page, axe: str) -> None:
    """Fail when axe, whose rules are the script `axe`, finds something on a page in any of its `LOOKS`."""
    page.evaluate(axe)
    for looks in LOOKS:
        page.emulate_media(**looks)
        # Without `preload`: axe would fetch the styles again by XMLHttpRequest, which the policy forbids.
        violations = page.evaluate("() => axe.run(document, {preload: false}).then((result) => result.violations)")
        told = [f"{looks} {v['id']}: {v['help']}: {v['nodes'][0]['html'][:160]}" for v in violations]
        assert not told, "\n".join(told)
