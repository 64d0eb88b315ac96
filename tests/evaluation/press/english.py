"""A page of an English-language paper, set from stories."""

from __future__ import annotations

import textwrap
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tests.evaluation.press.column import Columns, print_body
from tests.evaluation.press.lines import Setting, set_english
from tests.evaluation.press.names import MONTHS, TITLES, TOWNS, english_name, several
from tests.evaluation.press.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from tests.evaluation.press.stories import Story

_WIDTHS = (28, 28, 28, 30, 30, 30, 30, 32, 32, 34, 34, 36, 36, 36, 38, 38, 42, 42, 45, 45)
_JUMPS = ("Please turn to B3", "Continued on Page A6", "See BANK, Page 4", "Continued on A4", "Turn to Page 7")
_DESKS = ("Business reporter", "Science correspondent", "Political correspondent", "Sports writer", "City reporter")
_AGENCIES = ("REUTERS", "The Associated Press", "ASSOCIATED PRESS", "Reuters")


class EnglishPress:
    """One page: `rng` decides everything."""

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
        rng, sheet, day = self.rng, self.sheet, self.day
        printed = f"{day:%A}, {MONTHS[day.month - 1]} {day.day}, {day.year}"
        number = rng.choice(("1", "3", "12", "A4", "B1", "C2"))
        form = rng.random()
        if form < 0.45:
            sheet.print_furniture(self.paper, printed, f"Page {number}")
        elif form < 0.65:
            sheet.print_furniture(f"{printed} • {self.paper} • {number}")
        sheet.blank()
        missing = rng.randrange(len(stories)) if self.may_miss else -1
        for i, story in enumerate(stories):
            self.article(story, missing=i == missing)
            sheet.blank()
        named = bool(sheet.furniture)
        truth = {
            "language": "en",
            "simulated": True,
            "style_code": self.style,
            "ligatures": self.setting.ligatures,
            "page": {
                "newspaper": self.paper if named else None,
                "date": day.isoformat() if named else None,
                "page_number": number if named else None,
                "furniture": sheet.furniture,
            },
            "articles": sheet.articles,
        }
        return sheet.text(), truth

    def byline(self) -> tuple[list[str], list[str], list[dict[str, Any]], str | None]:
        """Lines before the body, lines after it, authors, and the agency."""
        rng = self.rng
        a, b = several(english_name, 2, rng)
        short = self.paper.split()[-1]
        form = rng.random() * 100
        if form < 28:
            return [], [], [], None
        if form < 46:
            return [f"By {a.upper()}"], [], [{"name": a, "role": None}], None
        if form < 56:
            return [f"By {a.upper()} and {b.upper()}"], [], [{"name": name, "role": None} for name in (a, b)], None
        if form < 65:
            return [f"By {a}", f"Special to The {short}"], [], [{"name": a, "role": "Special correspondent"}], None
        if form < 74:
            return [f"By {a}", f"{short} Staff Writer"], [], [{"name": a, "role": "Staff Writer"}], None
        if form < 76:
            return [f"By {a}"], [], [{"name": a, "role": None}], None
        if form < 83:
            return [a.upper(), rng.choice(_DESKS)], [], [{"name": a, "role": None}], None
        if form < 95:
            return [], [f"— {a}"], [{"name": a, "role": None}], None
        agency = rng.choice(_AGENCIES)
        return [agency], [], [], agency

    def dateline(self, story: Story) -> str:
        rng = self.rng
        if story.dateline:
            return story.dateline
        town = rng.choice(TOWNS)
        form = rng.random()
        return f"{town} (AP)" if form < 0.07 else town if form < 0.2 else ""

    def article(self, story: Story, *, missing: bool) -> None:
        rng, sheet = self.rng, self.sheet
        after = rng.random() < self.after
        before, end, authors, agency = self.byline()
        while not before and (missing or (after and not self.closed and rng.random() < 0.5)):
            before, end, authors, agency = self.byline()
        columns = Columns(rng.choice(_WIDTHS), rng.choice((16, 18, 20, 22, 24, 28, 32)), gaps=self.style == "S")
        start = sheet.next_line
        headline: list[int] = []
        if not after and not missing:
            headline = sheet.print(*self.headline(story))
            sheet.blank()
        byline_lines = sheet.print(*before)
        if before:
            sheet.blank()
        items: list[dict[str, Any]] = [{"kind": kind, "text": text} for kind, text in story.body]
        dateline = self.dateline(story)
        if dateline:
            first = next(item for item in items if item["kind"] == "p")
            first |= {"text": f"{dateline} — {first['text']}", "dateline": dateline}
        captions: list[dict[str, Any]] = []
        below = rng.randrange(len(items) - 1) if len(items) > 2 and rng.random() < 0.2 else -1

        def picture(i: int) -> None:
            if i == below:
                captions.append(self.caption(story))

        print_body(sheet, items, columns, lambda text, width: set_english(text, width, self.setting, rng), picture)
        if end:
            byline_lines = sheet.print(*end)
        jump = rng.choice(_JUMPS) if rng.random() < 0.13 else None
        if jump:
            sheet.print(jump)
        if after and not missing:
            sheet.blank()
            headline = sheet.print(*self.headline(story))
        self.closed = bool(end or jump or (headline and after))
        sheet.print_article(
            {
                "kind": "article",
                "title": None if missing else story.title,
                "original_title": story.title,
                "kicker": None if missing else story.kicker or None,
                "subtitle": None if missing else story.subtitle or None,
                "headline_position": "MISSING in the dump" if missing else f"{'after' if after else 'before'} body",
                "headline_lines": headline,
                "authors": authors,
                "byline_raw": " / ".join([*before, *end]) or None,
                "byline_position": "before" if before else "end" if end else "none",
                "byline_lines": byline_lines,
                "agency": agency,
                "body": items,
                "captions": captions,
                "jump": jump,
                "source_id": story.key,
                "columns_width": columns.printed_width,
            },
            start,
        )

    def headline(self, story: Story) -> list[str]:
        width = self.rng.choice((24, 30, 36, 45, 60, 80))
        parts = [part for part in (story.kicker, story.title, story.subtitle) if part]
        return [line for part in parts for line in textwrap.wrap(part, width, break_long_words=False, break_on_hyphens=False)]

    def caption(self, story: Story) -> dict[str, Any]:
        """Prints a picture's caption between two paragraphs."""
        rng, sheet = self.rng, self.sheet
        name = english_name(rng)
        credit = rng.choice((f"{name.upper()} / {self.paper.upper()}", "AP PHOTO", f"Photo by {name}", f"{name.upper()} / {self.paper.upper()}"))
        text = story.paragraphs[-1]
        text = text.split(". ")[0].rstrip(".") + "."
        sheet.blank()
        lines = set_english(text, lambda _: 49, self.setting, rng)
        if len(lines[-1]) + 1 + len(credit) <= 49:
            lines[-1] += f" {credit}"
        else:
            lines.append(credit)
        numbers = sheet.print(*lines)
        sheet.blank()
        return {"text": text, "credit": credit, "lines": [numbers[0], numbers[-1]]}
