"""A page as it is printed: lines, and beside them the truth about each article.

Truth has the form that `tests/evaluation/score.py` reads, with the numbers of the lines (from 1) of every part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.evaluation.press.furniture import PageFurniture
    from tests.evaluation.press.stories import Story


class Sheet:
    """The lines of a dump so far, and the articles that stand in them."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.articles: list[dict[str, Any]] = []
        self.furniture: list[dict[str, Any]] = []

    @property
    def next_line(self) -> int:
        """The number of the line that is printed next, from 1."""
        return len(self.lines) + 1

    def blank(self) -> None:
        """An empty line, unless the page has one already or is still empty."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def close_up(self) -> None:
        """Takes back an empty line."""
        if self.lines and not self.lines[-1]:
            self.lines.pop()

    def print(self, *lines: str) -> list[int]:
        """Prints lines; gives their numbers."""
        first = self.next_line
        self.lines += lines
        return list(range(first, self.next_line))

    def print_furniture(self, *lines: str) -> None:
        for number, line in zip(self.print(*lines), lines, strict=True):
            self.furniture.append({"text": line, "lines": [number, number]})

    def print_article(self, story: Story, first: int, *, headline_position: str, **parts: Any) -> None:
        """Enters an article whose lines, from `first`, are printed; `parts` is the truth about its layout."""
        titled = headline_position.endswith("body")
        self.articles.append(
            {
                "id": f"a{len(self.articles) + 1}",
                "kind": "article" if story.kind == "verse" else story.kind,
                "title": story.title if titled else None,
                "original_title": story.title or None,
                "kicker": story.kicker or None if titled else None,
                "subtitle": story.subtitle or None if titled else None,
                "headline_position": headline_position,
                "headline_lines": [],
                "authors": [],
                "byline_raw": None,
                "byline_position": "none",
                "byline_lines": [],
                "body": [],
                "captions": [],
                "jump": None,
                "lines": [first, len(self.lines)],
                "source_id": story.key,
                **parts,
            }
        )

    def text(self) -> str:
        """The dump."""
        return "\n".join(self.lines) + "\n"

    def truth(self, language: str, style: str, furniture: PageFurniture) -> dict[str, Any]:
        """The truth about the page."""
        return {
            "language": language,
            "simulated": True,
            "style_code": style,
            "page": {
                "newspaper": furniture.newspaper,
                "date": furniture.day.isoformat() if furniture.day else None,
                "page_number": furniture.number,
                "furniture": self.furniture,
            },
            "articles": self.articles,
        }
