"""The forms in which Chinese papers print who wrote an article or took a picture, each with the truth about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.evaluation.press.names import ABROAD, CITIES, chinese_name, several

if TYPE_CHECKING:
    from datetime import date
    from random import Random


@dataclass(frozen=True, slots=True)
class House:
    """How a paper speaks of itself: the day, the town, and the words for its reporters.

    `reporter` is 记者 or with the paper's name 云溪日报全媒体记者.
    """

    day: date
    town: str
    reporter: str = "记者"

    @property
    def role(self) -> str:
        return "记者" if self.reporter == "记者" else "全媒体记者"

    @property
    def organisation(self) -> str:
        return self.reporter.removesuffix(self.role) or "本报"

    @property
    def own(self) -> str:
        """What stands before a reporter on a line of its own."""
        return "本报" if self.reporter == "记者" else ""


@dataclass(frozen=True, slots=True)
class Byline:
    """A byline as printed: `place` is where it stands, `authors` who is named in it.

    `lead` runs into the first paragraph, `before` and `end` are lines of their own, `tail` ends the last paragraph,
    `end line` is a paragraph of its own below it.
    """

    lines: tuple[str, ...] = ()
    place: str = "none"
    authors: tuple[dict[str, Any], ...] = ()

    @property
    def raw(self) -> str:
        return " / ".join(self.lines)


# Whom a form names: the letter of the name, the role and the organisation in print. None: as the house has it.
_Named = tuple[str, str | None, str | None]
_A: _Named = ("a", None, None)
_B: _Named = ("b", None, None)
_STRINGERS: tuple[_Named, ...] = (("b", "通讯员", ""), ("c", "通讯员", ""))
# How often each form is printed (in a hundred articles), estimated from dailies of the last ten years.
_FORMS: tuple[tuple[float, str, tuple[str, ...], tuple[_Named, ...]], ...] = (
    (19, "lead", ("本报讯{gap}（{reporter}{space}{a}）",), (_A,)),
    (6, "lead", ("本报讯（{a}）",), (("a", "", ""),)),
    (5, "lead", ("据新华社{city}{day}电",), ()),
    (6, "lead", ("本报{day}讯（{reporter}{space}{a} 实习生{space}{b}）",), (_A, ("b", "实习生", ""))),
    (3, "lead", ("新华社{city}{day}电（记者{a}、{b}）",), (("a", "记者", "新华社"), ("b", "记者", "新华社"))),
    (4, "lead", ("本报讯{gap}（{reporter}{space}{a} 通讯员{space}{b} {c}）",), (_A, *_STRINGERS)),
    (3, "lead", ("本报{town}{day}讯（{reporter}{space}{a}）",), (_A,)),
    (1.5, "lead", ("本报讯 通讯员{a}报道：",), (("a", "通讯员", ""),)),
    (1.5, "lead", ("本报{abroad}{day}电 （{reporter}{a}）",), (_A,)),
    (8, "before", ("■ {own}{reporter} {a}",), (_A,)),
    (5, "before", ("■ {spaced} {a}", "{own}通讯员 {b}"), (_A, ("b", "通讯员", None))),
    (3, "before", ("{own}{reporter} {a}",), (_A,)),
    (3, "before", ("本报首席记者 {a}", "本报见习记者 {b}"), (("a", "首席记者", "本报"), ("b", "见习记者", "本报"))),
    (3, "before", ("□ {own}{reporter} {a} 通讯员 {b}",), (_A, ("b", "通讯员", ""))),
    (2, "before", ("□{own}{reporter} {a} {b}",), (_A, _B)),
    (2, "before", ("{own}{reporter} {a} 文/图",), (_A,)),
    (1, "before", ("文/{own}{reporter} {a} 图/{b}",), (_A, ("b", "", ""))),
    (1, "before", ("本报驻{abroad}记者 {a}",), (("a", "记者", "本报"),)),
    (2, "before", ("■ {a}",), (("a", "", ""),)),
    (1, "before", ("□ {a}",), (("a", "", ""),)),
    (7, "end", ("■ {a}",), (("a", "", ""),)),
    (5, "end", ("■ {own}{reporter} {a}",), (_A,)),
    (2, "tail", ("（{reporter} {a}）",), (_A,)),
    (2, "end line", ("（新华社{city}{day}电 记者{a} {b}）",), (("a", "记者", "新华社"), ("b", "记者", "新华社"))),
    (1, "end line", ("（新华社{city}{day}电）",), ()),
    (0.5, "tail", ("（新华社{city}{day}电）",), ()),
    (2.5, "none", (), ()),
)
_CREDITS: tuple[tuple[float, str], ...] = (
    (30, "■ {a}"),
    (22, "新华社发（{a} 摄）"),
    (14, "（{a} 摄）"),
    (14, "{a} 摄"),
    (14, "{own}{reporter} {a} 摄"),
    (6, "（资料图片）"),
)


def house_byline(house: House, rng: Random) -> Byline:
    """One of the forms, as often as papers print it."""
    ((_, place, templates, named),) = rng.choices(_FORMS, [form[0] for form in _FORMS])
    words = _words(house, rng)
    authors = tuple(
        {
            "name": words[letter],
            "role": (house.role if role is None else role) or None,
            "org": (house.organisation if org is None else org) or None,
        }
        for letter, role, org in named
    )
    return Byline(tuple(template.format_map(words) for template in templates), place, authors)


def caption_credit(house: House, rng: Random) -> tuple[str, tuple[dict[str, Any], ...]]:
    """The credit of a picture and whom it names."""
    ((_, template),) = rng.choices(_CREDITS, [weight for weight, _ in _CREDITS])
    words = _words(house, rng)
    named = ({"name": words["a"], "role": "摄影" if "摄" in template else None, "org": None},)
    return template.format_map(words), named if "{a}" in template else ()


def _words(house: House, rng: Random) -> dict[str, str]:
    """What stands in the places of a form."""
    a, b, c = several(chinese_name, 3, rng)
    return {
        "a": a,
        "b": b,
        "c": c,
        "day": f"{house.day.month}月{house.day.day}日",
        "town": house.town,
        "city": rng.choice(CITIES),
        "abroad": rng.choice(ABROAD),
        "reporter": house.reporter,
        "own": house.own,
        "spaced": " ".join("本报记者") if house.own else house.reporter,
        "gap": " " if rng.random() < 0.45 else "",
        "space": " " if rng.random() < 0.8 else "",
    }
