"""A page of an English-language paper, set from stories: habits drawn once for the page, forms for each article."""

from __future__ import annotations

import textwrap
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tests.evaluation.press.column import Body, Columns
from tests.evaluation.press.furniture import english_furniture
from tests.evaluation.press.lines import Setting, set_english
from tests.evaluation.press.names import TITLES, TOWNS, english_name, several
from tests.evaluation.press.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from tests.evaluation.press.stories import Story

# Letters and how often a column has them.
_WIDTHS = (28, 28, 28, 30, 30, 30, 30, 32, 32, 34, 34, 36, 36, 36, 38, 38, 42, 42, 45, 45)
_HEADLINE_WIDTHS = (24, 30, 36, 45, 60, 80)
_CAPTION_WIDTH = 49
_HEIGHTS = (16, 18, 20, 22, 24, 28, 32)
_NO_END = 10_000  # the height of a column that does not end
_JUMPS = ("Please turn to B3", "Continued on Page A6", "See BANK, Page 4", "Continued on A4", "Turn to Page 7")
_DESKS = ("Business reporter", "Science correspondent", "Political correspondent", "Sports writer", "City reporter")
_AGENCIES = ("REUTERS", "The Associated Press", "ASSOCIATED PRESS", "Reuters")
_CREDITS = ("{NAME} / {PAPER}", "{NAME} / {PAPER}", "AP PHOTO", "Photo by {name}")
# How often each form is printed (in a hundred articles), where it stands, its lines, and the role of who is named.
_FORMS: tuple[tuple[float, str, tuple[str, ...], str | None, int], ...] = (
    (28, "none", (), None, 0),
    (18, "before", ("By {A}",), None, 1),
    (10, "before", ("By {A} and {B}",), None, 2),
    (9, "before", ("By {a}", "Special to The {short}"), "Special correspondent", 1),
    (9, "before", ("By {a}", "{short} Staff Writer"), "Staff Writer", 1),
    (2, "before", ("By {a}",), None, 1),
    (7, "before", ("{A}", "{desk}"), None, 1),
    (12, "end", ("— {a}",), None, 1),
    (5, "before", ("{agency}",), None, 0),
)


class EnglishPress:
    """Prints one page. `rng` decides everything, so that a seed gives the same page for ever.

    The styles: `S` blank lines between paragraphs, `T` only at the end of a column.
    """

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.paper = rng.choice(TITLES)
        self.day = date(1987, 1, 1) + timedelta(days=rng.randrange(14000))
        self.style = rng.choice("SST")
        self.after = rng.choice((0.1, 0.5, 0.6, 0.7, 0.8))
        self.may_miss = rng.random() < 0.5
        self.setting = Setting(hyphens=rng.choice((0.2, 0.3, 0.4, 0.5)), ligatures=rng.random() < 0.3)
        self.sheet = Sheet()
        self.closed = True
        """Whether the end of the article before shows by itself: a headline or a name stands there."""

    def page(self, stories: Sequence[Story]) -> tuple[str, dict[str, Any]]:
        """The dump and its truth."""
        furniture = english_furniture(self.paper, self.day, self.rng)
        self.sheet.print_furniture(*furniture.lines)
        self.sheet.blank()
        missing = self.rng.randrange(len(stories)) if self.may_miss else -1
        for i, story in enumerate(stories):
            if story.kind == "photo":
                self.photo(story)
            else:
                self.article(story, missing=i == missing and not story.boxed)
            self.sheet.blank()
        return self.sheet.text(), self.sheet.truth("en", self.style, furniture)

    def article(self, story: Story, *, missing: bool) -> None:
        """Prints an article; `missing` without its headline. A box has its headline above it and no byline."""
        rng, sheet = self.rng, self.sheet
        after = rng.random() < self.after and not story.boxed
        place, lines, authors = ("none", [], []) if story.boxed else self.byline()
        # What nothing parts from the article before opens with its byline, at least half the time.
        while place != "before" and (missing or (after and not self.closed and rng.random() < 0.5)):
            place, lines, authors = self.byline()
        columns = Columns(rng.choice(_WIDTHS), rng.choice(_HEIGHTS), gaps=self.style == "S" and not story.boxed)
        start = sheet.next_line
        headline: list[int] = []
        if not after and not missing:
            headline = sheet.print(*self.headline(story))
            sheet.blank()
        byline_lines: list[int] = []
        if place == "before":
            byline_lines = sheet.print(*lines)
            sheet.blank()
        items: list[dict[str, Any]] = [{"kind": kind, "text": text} for kind, text in story.body]
        dateline = "" if story.boxed else self.dateline(story)
        if dateline:
            items[0] |= {"text": f"{dateline} — {items[0]['text']}", "dateline": dateline}
        captions: list[dict[str, Any]] = []
        pictured = rng.randrange(len(items) - 1) if len(items) > 2 and not story.boxed and rng.random() < 0.2 else -1
        body = Body(sheet, columns, lambda text, width: set_english(text, width, self.setting, rng))
        for i, item in enumerate(items):
            body.print_item(item, last=i == len(items) - 1)
            if i == pictured:
                captions.append(self.picture())
        if place == "end":
            byline_lines = sheet.print(*lines)
        jump = rng.choice(_JUMPS) if not story.boxed and rng.random() < 0.13 else None
        if jump:
            sheet.print(jump)
        if after and not missing:
            sheet.blank()
            headline = sheet.print(*self.headline(story))
        self.closed = bool(jump or (headline and after) or place == "end")
        sheet.print_article(
            story,
            start,
            headline_position="MISSING in the dump" if missing else f"{'after' if after else 'before'} body",
            headline_lines=headline,
            authors=authors,
            byline_raw=" / ".join(lines) or None,
            byline_position=place,
            byline_lines=byline_lines,
            body=items,
            captions=captions,
            jump=jump,
            columns_width=columns.printed_width,
        )

    def byline(self) -> tuple[str, list[str], list[dict[str, Any]]]:
        """Where a byline stands, its lines, and who is named in it."""
        rng = self.rng
        ((_, place, templates, role, count),) = rng.choices(_FORMS, [form[0] for form in _FORMS])
        a, b = several(english_name, 2, rng)
        words = {"a": a, "A": a.upper(), "B": b.upper(), "short": self.paper.split()[-1]}
        words |= {"desk": rng.choice(_DESKS), "agency": rng.choice(_AGENCIES)}
        authors = [{"name": name, "role": role} for name in (a, b)[:count]]
        return place, [template.format_map(words) for template in templates], authors

    def dateline(self, story: Story) -> str:
        """The story's own dateline, or now and then a town with or without an agency."""
        form = self.rng.random()
        town = self.rng.choice(TOWNS)
        return story.dateline or (f"{town} (AP)" if form < 0.07 else town if form < 0.2 else "")

    def headline(self, story: Story) -> list[str]:
        """The lines of a headline."""
        width = self.rng.choice(_HEADLINE_WIDTHS)
        return textwrap.wrap(story.title, width, break_long_words=False, break_on_hyphens=False)

    def picture(self) -> dict[str, Any]:
        """Prints the caption of a picture between two paragraphs."""
        rng = self.rng
        a, b = several(english_name, 2, rng)
        town = rng.choice(TOWNS).title()
        text = rng.choice(
            (
                f"{a}, left, and {b} at {town} on Tuesday.",
                f"{a} shows visitors the old pump house at {town}, where {b} has kept the log since spring.",
                f"The view from {town} after the rain stopped, with the hill road still under water.",
            )
        )
        return self.caption([text])

    def photo(self, story: Story) -> None:
        """Prints the caption of a picture that stands alone."""
        start = self.sheet.next_line
        caption = self.caption(story.paragraphs)
        self.closed = True
        authors = [{"name": caption["name"], "role": None}] if caption["name"] else []
        self.sheet.print_article(
            story,
            start,
            headline_position="none (photo with caption)",
            authors=authors,
            byline_raw=caption["credit"],
            byline_position="end of caption",
            captions=[caption],
            columns_width=_CAPTION_WIDTH,
        )

    def caption(self, paragraphs: list[str]) -> dict[str, Any]:
        """Prints a caption with its credit, on its last line if there is room; the truth about it."""
        rng, sheet = self.rng, self.sheet
        name = english_name(rng)
        template = rng.choice(_CREDITS)
        credit = template.format(name=name, NAME=name.upper(), PAPER=self.paper.upper())
        sheet.blank()
        lines = [
            line
            for text in paragraphs
            for line in set_english(text, lambda _: float(_CAPTION_WIDTH), self.setting, rng)
        ]
        if len(lines[-1]) + 1 + len(credit) <= _CAPTION_WIDTH:
            lines[-1] += f" {credit}"
        else:
            lines.append(credit)
        numbers = sheet.print(*lines)
        sheet.blank()
        return {
            "text": " ".join(paragraphs),
            "credit": credit,
            "name": name if "name" in template.lower() else None,
            "lines": [numbers[0], numbers[-1]],
        }
