"""A page of a Chinese daily, set from stories: habits drawn once for the page, forms drawn for each article."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tests.evaluation.press.chinese_bylines import Byline, House, caption_credit, house_byline
from tests.evaluation.press.column import Columns, print_body
from tests.evaluation.press.lines import Setting, set_chinese, squares
from tests.evaluation.press.names import CITIES, PAPERS, SECTIONS, WEEKDAYS, chinese_name, several
from tests.evaluation.press.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from tests.evaluation.press.stories import Story

_WIDTHS = (13, 13, 14, 14, 15, 15, 15, 15, 16, 16, 16, 16, 16, 16, 16, 16, 17, 17, 17, 17, 17, 18, 18, 20, 20, 22, 24, 24, 28, 30)
_CAPTION_WIDTHS = (24, 24, 28, 28, 28, 30, 30, 34, 36)
_JUMPS = ("（下转2版）", "（下转A03版）", "（下转第四版）", "（下转第3版）")


class ChinesePress:
    """One page: `rng` decides everything, so that a seed gives the same page for ever."""

    def __init__(self, rng: Random, *, paper: str | None = None, reporter: str = "记者") -> None:
        self.rng = rng
        self.paper = paper or rng.choice(PAPERS)
        self.day = date(2017, 1, 1) + timedelta(days=rng.randrange(3600))
        self.house = House(self.day.month, self.day.day, reporter=reporter, town=rng.choice(CITIES))
        # S: blank lines between paragraphs, first lines two short. T: no blank lines. I: two ideographic spaces.
        self.style = rng.choice("SSSSSSSSSSTTII" if reporter == "记者" else "SSSSSSTTI")
        self.after = rng.choice((0.15, 0.7, 0.75, 0.85, 0.9, 0.95, 1.0))
        self.setting = Setting(
            hanging=rng.random() < 0.88,
            rough=0.1 if rng.random() < 0.05 else 0.0,
            loose_numbers=rng.choice((0.1, 0.2, 0.25, 0.3, 0.45)),
            spaced_out=0.02 if self.style == "T" and rng.random() < 0.7 else 0.0,
        )
        self.sheet = Sheet()
        self.closed = True
        """Whether the end of the frame before shows by itself: a headline or a credit stands there."""
        self.may_miss = rng.random() < 0.65

    def page(self, stories: Sequence[Story], captions: Sequence[Story]) -> tuple[str, dict[str, Any]]:
        """The dump and its truth."""
        rng, sheet = self.rng, self.sheet
        top, foot, number = self.furniture()
        at_top = rng.random() < 0.7
        if top and at_top:
            sheet.print_furniture(*top)
            sheet.blank()
        frames: list[tuple[str, Story]] = [("article", story) for story in stories]
        for story in captions:
            frames.insert(rng.randrange(len(frames) + 1), ("photo", story))
        missing = rng.randrange(len(frames)) if self.may_miss else -1
        for i, (kind, story) in enumerate(frames):
            if kind == "photo":
                self.photo(story)
            else:
                self.article(story, missing=i == missing, first=i == 0, last=i == len(frames) - 1)
            sheet.blank()
        if top and not at_top:
            sheet.print_furniture(*top)
        if foot:
            sheet.print_furniture(foot)
        named = number is not None
        truth = {
            "language": "zh",
            "simulated": True,
            "style_code": self.style,
            "page": {
                "newspaper": self.paper if named else None,
                "date": self.day.isoformat() if named else None,
                "page_number": number,
                "furniture": sheet.furniture,
            },
            "articles": sheet.articles,
        }
        return sheet.text(), truth

    def furniture(self) -> tuple[list[str], str, str | None]:
        """Lines that stand together, the line at the foot, and the number of the page (None: no furniture)."""
        rng, day = self.rng, self.day
        if rng.random() < 0.2:
            return [], "", None
        number = rng.choice(("1", "2", "3", "6", "02", "A02", "A03", "A05", "B01", "001", "第二版", "第3版"))
        section = rng.choice(SECTIONS)
        weekday = f"星期{WEEKDAYS[day.weekday()]}"
        printed = f"{day.year}年{day.month}月{day.day}日"
        a, b, c, d = several(chinese_name, 4, rng)
        plain = number if number.startswith("第") else f"{number}版"
        top = rng.choice((
            [number, section, f"{printed} {weekday}"],
            [number, section, f"{printed} {weekday}"],
            [f"■{printed} ■{weekday} ■编辑/{a} ■版式/{b} ■校对/{c}", f"{section}·{number}"],
            [self.paper, f"{plain}·{section}", f"{day.year}.{day.month:02}.{day.day:02}"],
            [self.paper, f"{plain}·{section}", f"{day.year}.{day.month:02}.{day.day:02}"],
            [f"{printed} {weekday}", f"责任编辑 {a} 美术编辑 {b}", f"{section} {number}"],
            [f"{printed} {weekday}", f"值班主任：{a} 主编：{b} 美编：{c} 检校：{d}", f"{self.paper} {section}"],
        ))
        a, b, c = several(chinese_name, 3, rng)
        foot = rng.choice((
            f"本版责编：{a}   {b}",
            f"新闻热线：0{rng.randrange(600, 700)}-{rng.randrange(8000000, 8999999)}  电子邮箱：news{rng.randrange(10, 99)}@163.com",
            f"责任编辑：{a}  版式设计：{b}  校对：{c}",
            "", "",
        ))
        return top, foot, number

    def columns(self, story: Story, *, height: int = 0) -> Columns:
        rng = self.rng
        width = rng.choice(_WIDTHS)
        lines = story.length / width
        height = height or rng.choice((14, 16, 17, 18, 18, 19, 20, 22, 24, 28, 34))
        widens = int(lines * rng.uniform(0.5, 0.8)) if 30 < lines and rng.random() < 0.12 and width < 20 else None
        return Columns(
            width,
            height,
            gaps=self.style == "S",
            mark="　　" if self.style == "I" else "",
            indent=2.0,
            widens_at=widens,
            wider=rng.choice((width + 4, width + 10, 28.0)) if widens else 0.0,
        )

    def setter(self, indent: float) -> Callable[[str, Callable[[int], float]], list[str]]:
        return lambda text, width: set_chinese(text, width, indent, self.setting, self.rng)

    def article(self, story: Story, *, missing: bool, first: bool, last: bool) -> None:
        rng, sheet = self.rng, self.sheet
        columns = self.columns(story)
        after = rng.random() < self.after
        byline = self.byline(story, marked=missing or (after and not self.closed))
        # A byline printed straight below the last line of the frame before; only if it says by itself that it is one.
        glued = not first and bool(byline.before) and after and not missing and rng.random() < 0.06
        if glued:
            while sheet.lines and not sheet.lines[-1]:
                sheet.lines.pop()
        start = sheet.next_line
        headline: list[int] = []
        if not after and not missing:
            headline = sheet.print(*self.headline(story))
            sheet.blank()
        lead = " " if rng.random() < 0.15 else ""
        byline_lines = sheet.print(*[lead * (not k) + line for k, line in enumerate(byline.before)])
        if byline_lines:
            sheet.blank()
        items = body_items(story, byline, " " if byline.lead.endswith("电") or (byline.lead and rng.random() < 0.1) else "")
        print_body(sheet, items, columns, self.setter(columns.indent))
        if byline.end:
            if rng.random() < 0.85:
                sheet.blank()
            byline_lines = sheet.print(*[lead + line for line in byline.end])
        jump = rng.choice(_JUMPS) if rng.random() < 0.1 else None
        if jump:
            sheet.print(jump)
        if after and not missing:
            sheet.blank()
            headline = sheet.print(*self.headline(story))
        self.closed = bool(byline.end or byline.tail or jump or headline and after)
        sheet.print_article(
            {
                "kind": "article",
                "title": None if missing else story.title,
                "original_title": story.title,
                "kicker": None if missing else story.kicker or None,
                "subtitle": None if missing else story.subtitle or None,
                "headline_position": "MISSING in the dump" if missing else f"{'after' if after else 'before'} body",
                "headline_lines": headline,
                "authors": list(byline.authors),
                "byline_raw": byline.raw or None,
                "byline_position": byline.position,
                "byline_lines": byline_lines,
                "byline_glued_to_previous": glued,
                "agency": byline.agency,
                "body": items,
                "captions": [],
                "jump": jump,
                "source_id": story.key,
                "columns_width": columns.printed_width,
            },
            start,
        )

    def byline(self, story: Story, *, marked: bool) -> Byline:
        """The story's own byline or one of the house.

        An article that nothing parts from the one before (`marked`) opens with its byline; a lead needs a paragraph to
        run into.
        """
        if story.byline is not None:
            return own_byline(story)
        while True:
            found = house_byline(self.house, self.rng)
            opens = bool(found.lead or found.before)
            if not (marked and not opens) and not (found.lead and story.body[0][0] != "p"):
                return found

    def headline(self, story: Story) -> list[str]:
        return [
            *([story.kicker] if story.kicker else []),
            *self.divided(story.title),
            *([f"——{story.subtitle}"] if story.subtitle else []),
        ]

    def divided(self, title: str) -> list[str]:
        """A headline on one line or on two or three."""
        rng = self.rng
        if " " in title and rng.random() < 0.65:
            return title.split(" ")
        if squares(title) > 18 and rng.random() < 0.4:
            marks = [m.end() for m in re.finditer("[：，；]", title) if 6 <= m.end() <= len(title) - 5]
            if marks:
                cut = min(marks, key=lambda at: abs(at - len(title) / 2))
                return [title[:cut], title[cut:]]
            if rng.random() < 0.15 and " " not in title:
                cut = len(title) // 2 + 1
                if not re.match(r"[\dA-Za-z”’）》，、]", title[cut:]) and not re.search(r"[\dA-Za-z“‘（《]$", title[:cut]):
                    return [title[:cut], title[cut:]]
        return [title]

    def photo(self, story: Story) -> None:
        rng, sheet = self.rng, self.sheet
        credit, authors = caption_credit(self.house, rng)
        paragraphs = story.paragraphs[: 2 if rng.random() < 0.35 else 1]
        columns = Columns(rng.choice(_CAPTION_WIDTHS), 10_000, gaps=self.style == "S")
        start = sheet.next_line
        items = [{"kind": "p", "text": text} for text in paragraphs]
        items[-1]["text"] += f" {credit}"
        print_body(sheet, items, columns, self.setter(0.0))
        self.closed = True
        sheet.print_article(
            {
                "kind": "photo",
                "title": None,
                "kicker": None,
                "subtitle": None,
                "headline_position": "none (photo with caption)",
                "authors": list(authors),
                "byline_raw": credit,
                "byline_position": "end of caption",
                "body": [],
                "captions": [{
                    "lines": [items[0]["lines"][0], items[-1]["lines"][1]],
                    "paragraphs": paragraphs,
                    "credit": authors[0]["name"] if authors else None,
                    "credit_raw": credit,
                }],
                "source_id": story.key,
                "columns_width": columns.printed_width,
            },
            start,
        )


def own_byline(story: Story) -> Byline:
    """The byline that a story brings with it."""
    told = story.byline or {}
    return Byline(**told)


def body_items(story: Story, byline: Byline, space: str) -> list[dict[str, Any]]:
    """The printed paragraphs and sub-heads, with what a byline adds to them."""
    items: list[dict[str, Any]] = [{"kind": kind, "text": text} for kind, text in story.body]
    if byline.lead:
        first = next(item for item in items if item["kind"] == "p")
        first |= {"text": byline.lead + space + first["text"], "lead": byline.lead, "text_without_byline": first["text"]}
    if byline.tail and byline.own_line:
        items.append({"kind": "p", "text": byline.tail, "tail": byline.tail})
    elif byline.tail:
        last = [item for item in items if item["kind"] == "p"][-1]
        bare = last.get("text_without_byline", last["text"])
        last |= {"text": last["text"] + byline.tail, "tail": byline.tail, "text_without_byline": bare}
    return items
