"""What the readers of bylines hand over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from backfile.models import Credit


@dataclass(frozen=True, slots=True)
class Found:
    """A byline found in a text.

    `start` and `end` are its place in the text that was read; `credits` may be empty (an agency, a dateline).
    `strong` tells what can be nothing else (叶青 摄) from what only looks like it (■ 叶青). `place` is where in an
    article such a byline stands, when it stands in one place only: By Ann Lee before, — Ann Lee after the body.
    """

    start: int
    end: int
    credits: tuple[Credit, ...] = ()
    strong: bool = True
    place: Literal["before", "after"] | None = None
