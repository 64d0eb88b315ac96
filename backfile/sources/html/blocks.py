"""What the parts of a page become on the way to an article's body."""

from __future__ import annotations

from dataclasses import dataclass

from backfile.models import BodyItem, Figure


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as the page names it; whether it is at hand is the caller's question."""

    src: str
    caption: str


@dataclass(frozen=True, slots=True)
class Block:
    """A body item or picture, and the share of its letters that is in links, from 0 to 1."""

    item: BodyItem | Picture
    linked: float = 0.0

    @property
    def text(self) -> str:
        """Its words; those of a list or table as they are written down."""
        return "" if isinstance(self.item, Picture | Figure) else self.item.text
