"""A page of a Chinese daily, set from stories: habits drawn once for the page, forms drawn for each article."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tests.evaluation.press.chinese_bylines import Byline, House, caption_credit, house_byline
from tests.evaluation.press.column import Body, Columns
from tests.evaluation.press.furniture import chinese_furniture
from tests.evaluation.press.lines import Setting, set_chinese, squares
from tests.evaluation.press.names import CITIES, PAPERS
from tests.evaluation.press.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from tests.evaluation.press.stories import Story

# Squares and how often a column has them.
_WIDTHS = (13, 13, 14, 14, 15, 15, 15, 15, *[16] * 8, *[17] * 5, 18, 18, 20, 20, 22, 24, 24, 28, 30)
_CAPTION_WIDTHS = (24, 24, 28, 28, 28, 30, 30, 34, 36)
_HEIGHTS = (14, 16, 17, 18, 18, 19, 20, 22, 24, 28, 34)
_JUMPS = ("（下转2版）", "（下转A03版）", "（下转第四版）", "（下转第3版）")
_NO_END = 10_000  # the height of a column that does not end
_PART = re.compile(r"[：，；]")
_NO_CUT_BEFORE = re.compile(r"[\dA-Za-z”’）》，、]")
_NO_CUT_AFTER = re.compile(r"[\dA-Za-z“‘（《]$")


class ChinesePress:
    """Prints one page. `rng` decides everything, so that a seed gives the same page for ever.

    The styles are those of dumps: `S` blank lines between paragraphs and first lines two squares short, `T` no blank
    lines but at the end of a column, `I` first lines that begin with two ideographic spaces, `N` blank lines and no
    indents.
    """

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.paper = rng.choice(PAPERS)
        self.day = date(2017, 1, 1) + timedelta(days=rng.randrange(3600))
        reporter = f"{self.paper}全媒体记者" if rng.random() < 0.25 else "记者"
        self.house = House(self.day, rng.choice(CITIES), reporter)
        self.style = rng.choice("SSSSSSSSSSTTIIN")
        self.after = rng.choice((0.15, 0.7, 0.75, 0.85, 0.9, 0.95, 1.0))
        self.may_miss = rng.random() < 0.65
        self.setting = Setting(
            hanging=rng.random() < 0.88,
            rough=0.1 if rng.random() < 0.05 else 0.0,
            loose_numbers=rng.choice((0.1, 0.2, 0.25, 0.3, 0.45)),
            spaced_out=0.02 if self.style == "T" and rng.random() < 0.7 else 0.0,
        )
        self.sheet = Sheet()
        self.closed = True
        """Whether the end of the frame before shows by itself: a headline or a credit stands there."""

    def page(self, stories: Sequence[Story]) -> tuple[str, dict[str, Any]]:
        """The dump and its truth."""
        rng, sheet = self.rng, self.sheet
        furniture = chinese_furniture(self.paper, self.day, rng)
        at_top = rng.random() < 0.7
        if at_top:
            sheet.print_furniture(*furniture.lines)
            sheet.blank()
        missing = rng.randrange(len(stories)) if self.may_miss else -1
        for i, story in enumerate(stories):
            if story.kind == "photo":
                self.photo(story)
            elif story.boxed:
                self.box(story)
            else:
                self.article(story, missing=i == missing, first=i == 0)
            sheet.blank()
        sheet.print_furniture(*(() if at_top else furniture.lines), *furniture.foot)
        return sheet.text(), sheet.truth("zh", self.style, furniture)

    def article(self, story: Story, *, missing: bool, first: bool) -> None:
        """Prints an article; `missing` without its headline."""
        rng, sheet = self.rng, self.sheet
        after = rng.random() < self.after
        columns = self.columns(story)
        byline = self.byline(story, marked=missing or (after and not self.closed))
        # A byline straight below the last line of the frame before.
        glued = not first and byline.place == "before" and after and not missing and rng.random() < 0.06
        if glued:
            sheet.close_up()
        start = sheet.next_line
        headline: list[int] = []
        if not after and not missing:
            headline = sheet.print(*self.headline(story))
            sheet.blank()
        margin = " " if rng.random() < 0.15 else ""
        byline_lines: list[int] = []
        if byline.place == "before":
            byline_lines = sheet.print(margin + byline.lines[0], *byline.lines[1:])
            sheet.blank()
        items = self.items(story, byline)
        Body(sheet, columns, self.setter(columns)).print(items)
        if byline.place == "end":
            if rng.random() < 0.85:
                sheet.blank()
            byline_lines = sheet.print(*[margin + line for line in byline.lines])
        jump = rng.choice(_JUMPS) if rng.random() < 0.1 else None
        if jump:
            sheet.print(jump)
        if after and not missing:
            sheet.blank()
            headline = sheet.print(*self.headline(story))
        self.closed = bool(jump or (headline and after) or byline.place in {"end", "tail", "end line"})
        sheet.print_article(
            story,
            start,
            headline_position="MISSING in the dump" if missing else f"{'after' if after else 'before'} body",
            headline_lines=headline,
            authors=list(byline.authors),
            byline_raw=byline.raw or None,
            byline_position=byline.place,
            byline_lines=byline_lines,
            byline_glued_to_previous=glued,
            body=items,
            jump=jump,
            columns_width=columns.printed_width,
        )

    def columns(self, story: Story) -> Columns:
        """The columns of an article; below a picture a long one may run on in a wider measure."""
        rng = self.rng
        if story.kind == "verse":
            return Columns(_NO_END, _NO_END, gaps=False)
        width = rng.choice(_WIDTHS)
        lines = story.length / width
        widens = int(lines * rng.uniform(0.5, 0.8)) if lines > 30 and width < 20 and rng.random() < 0.12 else None
        return Columns(
            width,
            rng.choice(_HEIGHTS),
            gaps=self.style in "SN",
            mark="　　" if self.style == "I" else "",
            widens_at=widens,
            wider=rng.choice((width + 4.0, width + 10.0, 28.0)) if widens else 0.0,
        )

    def setter(self, columns: Columns, *, indents: bool = True) -> Callable[[str, Callable[[int], float]], list[str]]:
        """What sets a paragraph of these columns in lines."""
        indent = 2.0 if indents and self.style != "N" and columns.width < _NO_END else 0.0
        return lambda text, width: set_chinese(text, width, indent, self.setting, self.rng)

    def byline(self, story: Story, *, marked: bool) -> Byline:
        """A byline of the house.

        An article that nothing parts from the one before (`marked`) opens with its byline; a lead needs a paragraph to
        run into, and a poem has its poet above it.
        """
        while True:
            found = house_byline(self.house, self.rng)
            if found.place == "lead":
                if story.kind == "article" and story.body[0][0] == "p":
                    return found
            elif found.place == "before" or (story.kind == "article" and not marked):
                return found

    def items(self, story: Story, byline: Byline) -> list[dict[str, Any]]:
        """The printed paragraphs and sub-heads, with what a byline adds to them."""
        items: list[dict[str, Any]] = [{"kind": kind, "text": text} for kind, text in story.body]
        if byline.place == "lead":
            space = " " if byline.raw.endswith("电") or self.rng.random() < 0.1 else ""
            text = items[0]["text"]
            items[0] |= {"text": byline.raw + space + text, "lead": byline.raw, "text_without_byline": text}
        elif byline.place == "tail":
            text = items[-1]["text"]
            items[-1] |= {"text": text + byline.raw, "tail": byline.raw, "text_without_byline": text}
        elif byline.place == "end line":
            items.append({"kind": "p", "text": byline.raw, "tail": byline.raw, "text_without_byline": ""})
        return items

    def headline(self, story: Story) -> list[str]:
        """The lines of a headline: kicker, headline, subtitle."""
        kicker = [story.kicker] if story.kicker else []
        subtitle = [f"——{story.subtitle}"] if story.subtitle else []
        return [*kicker, *self.divided(story.title), *subtitle]

    def divided(self, title: str) -> list[str]:
        """A headline on one line or on several."""
        rng = self.rng
        parts = title.split(" ")
        if min(map(len, parts)) > 1 and rng.random() < 0.65:
            return parts  # 春 水 is two characters with a space, not two parts
        if squares(title) <= 18 or rng.random() >= 0.4:
            return [title]
        marks = [mark.end() for mark in _PART.finditer(title) if 6 <= mark.end() <= len(title) - 5]
        if marks:
            cut = min(marks, key=lambda at: abs(at - len(title) / 2))
            return [title[:cut], title[cut:]]
        cut = len(title) // 2 + 1
        whole = " " in title or _NO_CUT_BEFORE.match(title, cut) or _NO_CUT_AFTER.search(title[:cut])
        return [title] if whole or rng.random() >= 0.15 else [title[:cut], title[cut:]]

    def box(self, story: Story) -> None:
        """Prints a notice, a table, the weather: its headline, and lines without indents."""
        sheet = self.sheet
        start = sheet.next_line
        headline = sheet.print(story.title)
        sheet.blank()
        columns = Columns(self.rng.choice(_CAPTION_WIDTHS), _NO_END, gaps=False)
        items = [{"kind": kind, "text": text} for kind, text in story.body]
        Body(sheet, columns, self.setter(columns, indents=False)).print(items)
        self.closed = False
        sheet.print_article(
            story,
            start,
            headline_position="before body",
            headline_lines=headline,
            body=items,
            columns_width=columns.printed_width,
        )

    def photo(self, story: Story) -> None:
        """Prints the caption of a picture, with its credit."""
        sheet = self.sheet
        credit, authors = caption_credit(self.house, self.rng)
        columns = Columns(self.rng.choice(_CAPTION_WIDTHS), _NO_END, gaps=self.style in "SN")
        start = sheet.next_line
        items = [{"kind": "p", "text": text} for text in story.paragraphs]
        items[-1]["text"] += f" {credit}"
        Body(sheet, columns, self.setter(columns, indents=False)).print(items)
        self.closed = True
        sheet.print_article(
            story,
            start,
            headline_position="none (photo with caption)",
            authors=list(authors),
            byline_raw=credit,
            byline_position="end of caption",
            captions=[
                {
                    "lines": [start, len(sheet.lines)],
                    "paragraphs": story.paragraphs,
                    "credit": authors[0]["name"] if authors else None,
                    "credit_raw": credit,
                }
            ],
            columns_width=columns.printed_width,
        )
