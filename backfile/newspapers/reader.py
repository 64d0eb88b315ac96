"""Reads a file of rules: TOML with one `[[rules]]` table for each stretch of time.

What cannot be meant is a `SettingsError` that names the file, the line and what to write instead. tomllib tells no
lines of what it has read, so they are looked up in the text afterwards.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NoReturn

from backfile import clean
from backfile.errors import SettingsError
from backfile.identify import page_label
from backfile.newspapers.keys import GROUPS, RULE_KEYS, WEB_KEYS
from backfile.newspapers.rules import Rules, WebRules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_HOST = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+|localhost")
_HEADER = re.compile(r"\s*\[\s*\[\s*rules\s*\]\s*\]")
_INNER = re.compile(r"\s*\[\s*rules\s*\.\s*[\"']?(?P<name>[\w-]+)[\"']?\s*\]")
_QUOTE = "[\"']?"
_PLACE = re.compile(r"\(at line (?P<line>\d+), column \d+\)")


def parse(text: str, source: str) -> tuple[Rules, ...]:
    """The rules in the text of a file, in the order of time.

    Args:
        text: the file's text.
        source: what the file is called in errors.

    Raises:
        SettingsError: it is no TOML, has a key that there is not or a value that cannot be meant, or two of its rules
            hold on one day.
    """
    try:
        told = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _PLACE.search(str(error))
        raise SettingsError(
            f"is no TOML: {_PLACE.sub('', str(error)).strip()}",
            source=source,
            line=int(place["line"]) if place else None,
            remedy="correct it; a regular expression stands in '…'",
        ) from error
    tables = told.pop("rules", None)
    if told or not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
        raise SettingsError(
            f"has {next(iter(told))!r} outside its rules" if told else "has no [[rules]]",
            source=source,
            remedy="write every key below a line [[rules]]",
        )
    parts = [_Table(source, text, number, table) for number, table in enumerate(tables)]
    rules = [(part, _rules(part)) for part in parts]
    rules.sort(key=lambda pair: pair[1].start or date.min)
    for (_, one), (part, other) in pairwise(rules):
        if one.end is None or other.start is None or other.start <= one.end:
            part.fail("from", "holds on days for which other rules hold as well", "let `to` end the day before `from`")
    return tuple(one for _, one in rules)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file: that of the rules of this number, or one inside it with a name."""

    source: str
    text: str
    number: int
    values: Mapping[str, Any]
    name: str = ""

    def fail(self, key: str, reason: str, remedy: str) -> NoReturn:
        named = f"{self.name}.{key}" if self.name else key
        raise SettingsError(f"`{named}` {reason}", source=self.source, line=self._line(key), remedy=remedy)

    def check(self, keys: Iterable[str]) -> None:
        for key in self.values:
            if key not in keys:
                near = difflib.get_close_matches(key, keys, 1)
                remedy = f"write `{near[0]}`" if near else f"use one of {', '.join(keys)}"
                self.fail(key, "is no word for a rule", remedy)

    def inner(self, name: str) -> _Table:
        values = self.values.get(name, {})
        if not isinstance(values, dict):
            self.fail(name, f"is {values!r}", f"write it as a table [rules.{name}]")
        return _Table(self.source, self.text, self.number, values, name)

    def string(self, key: str) -> str:
        value = self.values.get(key, "")
        if not isinstance(value, str):
            self.fail(key, f"is {value!r}", "write it as text in quotes")
        return value.strip()

    def strings(self, key: str) -> list[str]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            self.fail(key, f"is {value!r}", "write it as a list of texts in quotes, none of them empty")
        return [one.strip() for one in value]

    def _line(self, key: str) -> int | None:
        """The line of a key in the file; if it is not written plainly, that of its table's head."""
        own = re.compile(_written(key))
        dotted = re.compile(rf"{_written(self.name)}\.{_written(key)}")
        table = re.compile(_written(self.name or key))
        number, inner, head, line_of_table = -1, "", None, None
        for place, line in enumerate(self.text.split("\n"), 1):
            if _HEADER.match(line):
                number, inner = number + 1, ""
            elif match := _INNER.match(line):
                inner = match["name"]
            if number != self.number:
                continue
            head = head or place
            if own.match(line) if inner == self.name else not inner and dotted.match(line):
                return place
            if line_of_table is None and (inner == (self.name or key) or (not inner and table.match(line))):
                line_of_table = place
        return line_of_table or head


def _written(key: str) -> str:
    """A pattern for a key as TOML may have it, up to the mark behind it."""
    return rf"\s*{_QUOTE}{re.escape(key)}{_QUOTE}\s*(?=[=.])"


def _rules(table: _Table) -> Rules:
    table.check(RULE_KEYS)
    start, end = _day(table, "from"), _day(table, "to")
    if start and end and end < start:
        table.fail("to", f"is {end}, before {start}", "let the first day stand in `from`")
    headlines = table.string("headlines")
    if headlines not in ("", "before", "after"):
        table.fail("headlines", f"is {headlines!r}", 'write "before" or "after"')
    return Rules(
        start=start,
        end=end,
        furniture=_patterns(table, "furniture"),
        sections=_sections(table.inner("sections")),
        pages=_pages(table.inner("pages")),
        columns=_patterns(table, "columns"),
        headlines="before" if headlines == "before" else "after" if headlines == "after" else None,
        bylines=_patterns(table, "bylines", GROUPS),
        leads=_patterns(table, "leads", GROUPS),
        ends=tuple(clean.tidy(mark) for mark in table.strings("ends")),
        web=_web(table.inner("web")),
    )


def _day(table: _Table, key: str) -> date | None:
    value = table.values.get(key)
    if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
        table.fail(key, f"is {value!r}", f"write a day without quotes: {key} = 2026-03-09")
    return value


def _patterns(table: _Table, key: str, groups: Sequence[str] = ()) -> tuple[re.Pattern[str], ...]:
    found = []
    for text in table.strings(key):
        try:
            pattern = re.compile(text)
        except (re.error, OverflowError, RecursionError) as error:
            table.fail(key, f"has {text!r}, which is no regular expression: {error}", "correct it")
        if pattern.match(""):  # .* would take the whole page
            table.fail(key, f"has {text!r}, which is found where nothing is printed", "name something that is printed")
        if unknown := [name for name in pattern.groupindex if name not in groups]:
            remedy = f"use {', '.join(groups)}" if groups else "leave out the name of the group"
            table.fail(key, f"has {text!r} with the group {unknown[0]!r}", remedy)
        found.append(pattern)
    return tuple(found)


def _sections(table: _Table) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in table.values:
        for printed in (name, *table.strings(name)):
            if found.setdefault(_closed(printed), name) != name:
                table.fail(name, f"has {printed!r}, which another section has as well", "leave it to one of them")
    return found


def _closed(name: str) -> str:
    return clean.squeeze(clean.printed(name))


def _pages(table: _Table) -> dict[str, str]:
    found = {}
    for key in table.values:
        if (label := page_label(key)) is None:
            table.fail(key, "is no page number", "write it as printed, such as 3 or A03")
        found[label] = table.string(key)
    return found


def _web(table: _Table) -> WebRules:
    table.check(WEB_KEYS)
    hosts = tuple(host.lower() for host in table.strings("hosts"))
    for host in hosts:
        if not _HOST.fullmatch(host):
            table.fail("hosts", f"has {host!r}", "write a host without https:// and path, such as paper.example")
    selectors = {key: _selector(table, key) for key in WEB_KEYS if key != "hosts"}
    return WebRules(hosts=hosts, **selectors)


def _selector(table: _Table, key: str) -> str:
    selector = table.string(key)
    if selector:
        import soupsieve  # takes a tenth of a second to load: only for rules about web pages

        try:
            soupsieve.compile(selector)
        except (soupsieve.SelectorSyntaxError, NotImplementedError) as error:  # the second for p::before
            reason = str(error).split("\n", 1)[0]
            table.fail(key, f"is {selector!r}, which is no CSS selector: {reason}", "correct it")
    return selector
