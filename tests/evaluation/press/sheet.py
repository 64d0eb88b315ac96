"""A page as it is printed: lines, and beside them the truth about each article.

Truth has the form that `tests/evaluation/score.py` reads, with the numbers of the lines of every part beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Sheet:
    """The lines of a dump so far, and the articles that stand in them."""

    lines: list[str] = field(default_factory=list)
    articles: list[dict[str, Any]] = field(default_factory=list)
    furniture: list[dict[str, Any]] = field(default_factory=list)

    @property
    def next_line(self) -> int:
        """The number of the line that is printed next, from 1."""
        return len(self.lines) + 1

    def blank(self) -> None:
        """An empty line, unless the page has one already or is still empty."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def print(self, *lines: str) -> list[int]:
        """Prints lines; gives their numbers."""
        first = self.next_line
        self.lines += lines
        return list(range(first, self.next_line))

    def print_furniture(self, *lines: str) -> None:
        for number, line in zip(self.print(*lines), lines, strict=True):
            self.furniture.append({"text": line.strip(), "lines": [number, number]})

    def print_article(self, truth: dict[str, Any], first: int) -> None:
        """Enters an article whose lines, from `first`, are printed."""
        truth["id"] = f"a{len(self.articles) + 1}"
        truth["lines"] = [first, len(self.lines)]
        self.articles.append(truth)

    def text(self) -> str:
        """The dump."""
        return "\n".join(self.lines) + "\n"
