"""The body of an article in columns: paragraphs, sub-heads and the blank lines where a column ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.evaluation.press.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Columns:
    """What an article's columns are like: `width` of a line, `height` in lines.

    `gaps` says whether a blank line stands after a paragraph, `mark` what its first line begins with, `wider` is the
    measure from line `widens_at` of the body, if it changes.
    """

    width: float
    height: int
    gaps: bool = True
    mark: str = ""
    widens_at: int | None = None
    wider: float = 0.0

    def measure(self, line: int) -> float:
        """The width of a line of the body, counted from 0."""
        return self.wider if self.widens_at is not None and line >= self.widens_at else self.width

    @property
    def printed_width(self) -> float | list[float]:
        return self.width if self.widens_at is None else [self.width, self.wider]


class Body:
    """Prints the items of an article's body one after another, and tells each the numbers of its lines."""

    def __init__(
        self, sheet: Sheet, columns: Columns, setter: Callable[[str, Callable[[int], float]], list[str]]
    ) -> None:
        self.sheet = sheet
        self.columns = columns
        self.setter = setter
        self.printed = 0

    def print(self, items: list[dict[str, Any]]) -> None:
        """Prints all items."""
        for i, item in enumerate(items):
            self.print_item(item, last=i == len(items) - 1)

    def print_item(self, item: dict[str, Any], *, last: bool) -> None:
        """Prints one; the last one has no blank line below it."""
        if item["kind"] == "subhead":
            self.sheet.blank()
            numbers = self.sheet.print(item["text"])
            self.sheet.blank()
            self.printed += 1
        else:
            numbers = self._paragraph(item["text"])
            at_foot = self.printed % self.columns.height == 0
            if not last and (self.columns.gaps or at_foot):
                self.sheet.blank()
        item["lines"] = [numbers[0], numbers[-1]]

    def _paragraph(self, text: str) -> list[int]:
        start = self.printed
        numbers: list[int] = []
        for k, line in enumerate(self.setter(text, lambda n: self.columns.measure(start + n))):
            if k and self.printed % self.columns.height == 0:
                self.sheet.blank()
            numbers += self.sheet.print((self.columns.mark if k == 0 else "") + line)
            self.printed += 1
        return numbers
