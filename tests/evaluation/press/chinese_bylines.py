"""The forms in which Chinese papers print who wrote an article, each with the truth about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.evaluation.press.names import ABROAD, CITIES, chinese_name, several

if TYPE_CHECKING:
    from random import Random


@dataclass(frozen=True, slots=True)
class Byline:
    """Where a byline stands: a `lead` runs into the first paragraph, `before` and `end` are lines of their own, a
    `tail` ends the last paragraph or (`own_line`) is a paragraph of its own."""

    raw: str
    lead: str = ""
    before: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    tail: str = ""
    own_line: bool = False
    authors: tuple[dict[str, Any], ...] = ()
    agency: str | None = None

    @property
    def position(self) -> str:
        if self.lead:
            return "lead"
        if self.before:
            return "before"
        if self.end:
            return "end"
        return ("end line" if self.own_line else "tail") if self.tail else "none"


def author(name: str, role: str | None, org: str | None = None, **more: Any) -> dict[str, Any]:
    return {"name": name, "role": role, "org": org, **more}


@dataclass
class House:
    """What a page's bylines have in common: its day, its town, and how the paper calls its reporters."""

    month: int
    day: int
    reporter: str = "记者"
    own: str = "本报"
    town: str = "云溪"
    used: set[str] = field(default_factory=set)

    def names(self, count: int, rng: Random) -> list[str]:
        found = several(chinese_name, count, rng)
        return self.names(count, rng) if self.used & set(found) else found


def house_byline(house: House, rng: Random) -> Byline:  # noqa: PLR0911
    """One of the forms, as often as papers use them."""
    a, b, c = house.names(3, rng)
    day = f"{house.month}月{house.day}日"
    gap = " " if rng.random() < 0.45 else ""
    space = " " if rng.random() < 0.8 else ""
    reporter, own = house.reporter, house.own
    org = own if reporter == "记者" else reporter.replace("全媒体记者", "")
    role = "记者" if reporter == "记者" else "全媒体记者"
    mine, second = author(a, role, org), author(b, role, org)
    prefix = own if reporter == "记者" else ""
    form = rng.random() * 100

    def lead(raw: str, *authors: dict[str, Any], agency: str | None = None) -> Byline:
        return Byline(raw, lead=raw, authors=authors, agency=agency)

    def before(*lines: str, authors: tuple[dict[str, Any], ...]) -> Byline:
        return Byline(" / ".join(lines), before=lines, authors=authors)

    if form < 19:
        return lead(f"本报讯{gap}（{reporter}{space}{a}）", mine)
    if form < 25:
        return lead(f"本报讯（{a}）", author(a, None))
    if form < 30:
        return lead(f"据新华社{rng.choice(CITIES)}{day}电", agency="新华社")
    if form < 36:
        return lead(f"本报{day}讯（{reporter}{space}{a} 实习生{space}{b}）", mine, author(b, "实习生"))
    if form < 39:
        return lead(f"新华社{rng.choice(CITIES)}{day}电（记者{a}、{b}）", author(a, "记者", "新华社"), author(b, "记者", "新华社"))
    if form < 43:
        return lead(f"本报讯{gap}（{reporter}{space}{a} 通讯员{space}{b} {c}）", mine, author(b, "通讯员"), author(c, "通讯员"))
    if form < 46:
        return lead(f"本报{house.town}{day}讯（{reporter}{space}{a}）", mine)
    if form < 47.5:
        return lead(f"本报讯 通讯员{a}报道：", author(a, "通讯员"))
    if form < 49:
        return lead(f"本报{rng.choice(ABROAD)}{day}电 （{reporter}{a}）", mine)
    if form < 57:
        return before(f"■ {prefix}{reporter} {a}", authors=(mine,))
    if form < 62:
        spaced = " ".join("本报记者") if reporter == "记者" else reporter
        return before(f"■ {spaced} {a}", f"{prefix}通讯员 {b}", authors=(mine, author(b, "通讯员", prefix or None)))
    if form < 65:
        return before(f"{prefix}{reporter} {a}", authors=(mine,))
    if form < 68:
        return before(f"本报首席记者 {a}", f"本报见习记者 {b}", authors=(author(a, "首席记者", "本报"), author(b, "见习记者", "本报")))
    if form < 71:
        return before(f"□ {prefix}{reporter} {a} 通讯员 {b}", authors=(mine, author(b, "通讯员")))
    if form < 73:
        return before(f"□{prefix}{reporter} {a} {b}", authors=(mine, second))
    if form < 75:
        return before(f"{prefix}{reporter} {a} 文/图", authors=(mine,))
    if form < 76:
        return before(f"文/{prefix}{reporter} {a} 图/{b}", authors=(mine, author(b, None)))
    if form < 77:
        return before(f"本报驻{rng.choice(ABROAD)}记者 {a}", authors=(author(a, "记者", "本报"),))
    if form < 80:
        return before(f"{'■' if rng.random() < 0.7 else '□'} {a}", authors=(author(a, None),))
    if form < 87:
        return Byline(f"■ {a}", end=(f"■ {a}",), authors=(author(a, None),))
    if form < 92:
        return Byline(f"■ {prefix}{reporter} {a}", end=(f"■ {prefix}{reporter} {a}",), authors=(mine,))
    if form < 94:
        raw = f"（{reporter} {a}）"
        return Byline(raw, tail=raw, authors=(author(a, role, None if reporter == "记者" else org),))
    if form < 96:
        raw = f"（新华社{rng.choice(CITIES)}{day}电 记者{a} {b}）"
        return Byline(raw, tail=raw, own_line=True, authors=(author(a, "记者", "新华社"), author(b, "记者", "新华社")))
    if form < 97.5:
        raw = f"（新华社{rng.choice(CITIES)}{day}电）"
        return Byline(raw, tail=raw, own_line=rng.random() < 0.7, agency="新华社")
    return Byline("")


def caption_credit(house: House, rng: Random) -> tuple[str, tuple[dict[str, Any], ...]]:
    """The credit of a photo and whom it names."""
    a = house.names(1, rng)[0]
    form = rng.random() * 100
    if form < 30:
        return f"■ {a}", (author(a, None, photo=False),)
    if form < 52:
        return f"新华社发（{a} 摄）", (author(a, None, "新华社", photo=True),)
    if form < 66:
        return f"（{a} 摄）", (author(a, None, photo=True),)
    if form < 80:
        return f"{a} 摄", (author(a, None, photo=True),)
    if form < 94:
        return f"{house.own if house.reporter == '记者' else ''}{house.reporter} {a} 摄", (author(a, "记者", house.own, photo=True),)
    return "（资料图片）", ()
