"""The body of an article in columns: paragraphs, sub-heads and the blank lines where a column ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.evaluation.press.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Columns:
    """What an article's columns are like; `wider` is the measure below line `widens_at`, if it changes.

    `gaps` says whether a blank line stands after a paragraph, `mark` what its first line begins with, and `indent` how
    many squares its first line lacks.
    """

    width: float
    height: int
    gaps: bool = True
    mark: str = ""
    indent: float = 0.0
    widens_at: int | None = None
    wider: float = 0.0

    def measure(self, line: int) -> float:
        """The width of a line of the body, counted from 0."""
        return self.wider if self.widens_at is not None and line >= self.widens_at else self.width

    @property
    def printed_width(self) -> float | list[float]:
        return self.width if self.widens_at is None else [self.width, self.wider]


Setter = "Callable[[str, Callable[[int], float]], list[str]]"


def print_body(
    sheet: Sheet,
    items: list[dict[str, Any]],
    columns: Columns,
    setter: Callable[[str, Callable[[int], float]], list[str]],
    after: Callable[[int], None] | None = None,
) -> None:
    """Prints the items of a body and tells each the numbers of its first and last line.

    `after(i)` may print something of its own below item i, such as a picture's caption.
    """
    printed = 0
    for i, item in enumerate(items):
        start = printed
        if item["kind"] == "subhead":
            sheet.blank()
            numbers = sheet.print(item["text"])
            sheet.blank()
            printed += 1
        else:
            numbers = []
            for k, line in enumerate(setter(item["text"], lambda n, start=start: columns.measure(start + n))):
                if printed and printed % columns.height == 0 and k:
                    sheet.blank()
                numbers += sheet.print((columns.mark if k == 0 else "") + line)
                printed += 1
            if (columns.gaps or (printed % columns.height == 0)) and i + 1 < len(items):
                sheet.blank()
        item["lines"] = [numbers[0], numbers[-1]]
        if after is not None:
            after(i)
