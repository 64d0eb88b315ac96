"""Stories that the press may set: an article's words without anything that a layout decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Story:
    """Headline parts, paragraphs and sub-heads (`body` holds pairs of kind, `p` or `subhead`, and text).

    `dateline` is an English story's place and day, `byline` is set when the story brings its own.
    """

    key: str
    title: str
    body: tuple[tuple[str, str], ...]
    kicker: str = ""
    subtitle: str = ""
    dateline: str = ""
    byline: dict[str, Any] | None = None

    @property
    def paragraphs(self) -> list[str]:
        return [text for kind, text in self.body if kind == "p"]

    @property
    def length(self) -> int:
        """Characters of the body."""
        return sum(len(text) for _, text in self.body)
