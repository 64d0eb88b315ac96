"""The rules of a newspaper for one stretch of time, and what the converter asks them.

A line is given as it is read everywhere: on one line, with single spaces, letter-spaced type closed up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from backfile.bylines import Found
from backfile.bylines.chinese import people
from backfile.models import Credit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

Habit = Literal["before", "after"]

_BETWEEN = re.compile(r"\s*[、，,;；/／&]\s*|\s+(?:and|und|et)\s+", re.IGNORECASE)
_LETTER = r"A-Za-z\u3400-\u4dbf\u4e00-\u9fff"
_MOST_NAMES = 12
# A furniture line, a column's name and a byline are short; on a long line a careless expression may take for ever.
_LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class WebRules:
    """Where a newspaper's site keeps the parts of an article: CSS selectors, empty where there is no rule.

    `hosts` are the hosts of the site; without any the rules hold for every page of the newspaper.
    """

    hosts: tuple[str, ...] = ()
    title: str = ""
    kicker: str = ""
    subtitle: str = ""
    author: str = ""
    date: str = ""
    section: str = ""
    body: str = ""
    remove: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force from `start` to `end`, both days included; None is open.

    `sections` has the printed names of pages with the name each goes by, `pages` the names of pages by their number
    (for a paper that prints none), `ends` the marks that end an article. What each rule does stands in `keys`.
    """

    start: date | None = None
    end: date | None = None
    furniture: tuple[re.Pattern[str], ...] = ()
    sections: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[re.Pattern[str], ...] = ()
    headlines: Habit | None = None
    bylines: tuple[re.Pattern[str], ...] = ()
    leads: tuple[re.Pattern[str], ...] = ()
    ends: tuple[str, ...] = ()
    web: WebRules = field(default_factory=WebRules)

    def is_furniture(self, line: str) -> bool:
        """Whether a line belongs to no article, wherever it stands."""
        return _matches(self.furniture, line)

    def is_column(self, line: str) -> bool:
        """Whether a line is the name of a column, which stands above an article and is no headline."""
        return _matches(self.columns, line)

    def section_in(self, line: str) -> str:
        """The name of the page that stands in a line of furniture, alone or beside other things; empty if none."""
        for printed in sorted(self.sections, key=lambda name: (-len(name), name)):
            # Beside letters it is a part of another word; 第1版要闻 and 要闻1版 name the page all the same.
            if re.search(rf"(?:(?<![{_LETTER}])|(?<=版)){re.escape(printed)}(?![{_LETTER}])", line):
                return self.sections[printed]
        return ""

    def section(self, name: str) -> str:
        """The name that a page goes by; a name of which the rules say nothing is its own."""
        return self.sections.get(name, name)

    def byline(self, text: str) -> Found | None:
        """The credits of a byline in a form of the newspaper's own; a line feed parts its two lines."""
        return _found(self.bylines, text, whole=True)

    def lead(self, text: str) -> Found | None:
        """The words that open an article in a form of the newspaper's own, such as 云溪融媒讯（叶青）."""
        return _found(self.leads, text, whole=False)


NO_RULES = Rules()
"""Of a newspaper about which nothing is known: the general truth about newspapers holds."""


def _matches(patterns: tuple[re.Pattern[str], ...], line: str) -> bool:
    return len(line) <= _LONGEST_LINE and any(pattern.fullmatch(line) for pattern in patterns)


def _found(patterns: tuple[re.Pattern[str], ...], text: str, *, whole: bool) -> Found | None:
    if whole and len(text) > _LONGEST_LINE:
        return None
    text = text[:_LONGEST_LINE]
    for pattern in patterns:
        if match := pattern.fullmatch(text) if whole else pattern.match(text):
            parts = {name: (value or "").strip() or None for name, value in match.groupdict().items()}
            credited = tuple(
                Credit(one.name, one.role or parts.get("role"), one.organisation or parts.get("organisation"))
                for one in credits_in(parts.get("names") or "")
            )
            return Found(match.start(), match.end(), credited)
    return None


def credits_in(text: str) -> tuple[Credit, ...]:
    """The credits in a row of names that is known to be one: 叶青 通讯员 李 静; Ann Lee and Tom Reed."""
    found = people(text)
    if not found:
        found = tuple(Credit(name) for name in map(str.strip, _BETWEEN.split(text)) if name)
    return found[:_MOST_NAMES]
