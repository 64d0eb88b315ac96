"""A rule file is read as it is meant, and what cannot be meant is told with its file, its line and a way out."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import SettingsError
from backfile.newspapers.keys import RULE_KEYS, WEB_KEYS
from backfile.newspapers.reader import parse
from backfile.newspapers.rules import Rules, WebRules

WHOLE = r"""
[[rules]]
from = 2025-01-01
to = 2025-12-31
furniture = ['扫码\S+']
columns = ["人间草木"]
headlines = "after"
bylines = ['(?P<role>撰稿) (?P<names>\S+)']
leads = ['云溪讯（(?P<names>\S+?)）']
ends = ["■", "（ 完）"]

[rules.sections]
"要闻" = ["今日 要闻", "头版"]

[rules.pages]
A01 = "要闻"
"03" = "民生"

[rules.web]
hosts = ["Paper.example"]
title = "h1.head"
body = "#text"
"""


def only(text: str) -> Rules:
    (rules,) = parse(text, "paper.toml")
    return rules


def refusal(text: str) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        parse(text, "newspapers/paper.toml")
    assert caught.value.source == "newspapers/paper.toml"
    assert caught.value.remedy
    return caught.value


def test_every_key_is_read_as_it_is_meant() -> None:
    rules = only(WHOLE)
    assert (rules.start, rules.end, rules.headlines) == (date(2025, 1, 1), date(2025, 12, 31), "after")
    assert [pattern.pattern for pattern in (*rules.furniture, *rules.columns)] == [r"扫码\S+", "人间草木"]
    assert rules.sections == {"要闻": "要闻", "今日 要闻": "要闻", "头版": "要闻"}
    assert rules.pages == {"A01": "要闻", "3": "民生"}
    assert rules.ends == ("■", "（完）")
    assert rules.web == WebRules(hosts=("paper.example",), title="h1.head", body="#text")


def test_what_is_not_said_is_no_rule() -> None:
    assert only("[[rules]]\n") == Rules()


def test_rules_stand_in_the_order_of_time_whatever_the_order_in_the_file() -> None:
    text = "[[rules]]\nfrom = 2026-02-01\n[[rules]]\nto = 2026-01-31\n"
    assert [rules.start for rules in parse(text, "x")] == [None, date(2026, 2, 1)]


def test_every_key_that_is_read_is_in_the_list_of_keys_and_every_listed_one_is_read() -> None:
    (table,) = tomllib.loads(WHOLE)["rules"]
    assert set(table) == set(RULE_KEYS)
    assert sorted(WEB_KEYS) == sorted(field.name for field in fields(WebRules))
    for key in WEB_KEYS:
        written, meant = ("['paper.example']", ("paper.example",)) if key == "hosts" else ("'p.x'", "p.x")
        assert getattr(only(f"[[rules]]\n[rules.web]\n{key} = {written}").web, key) == meant


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[[rules]\n", 1, "no TOML"),
        ("[[rules]]\n\nends = ['a\n']", 3, "no TOML"),
        ("", None, "no [[rules]]"),
        ("[rules]\nends = ['x']\n", None, "no [[rules]]"),
        ("rules = 3\n", None, "no [[rules]]"),
        ("rules = [1]\n", None, "no [[rules]]"),
        ("ends = ['x']\n[[rules]]\n", None, "'ends' outside its rules"),
        ("[[rules]]\n\nfurnitures = ['x']\n", 3, "`furnitures` is no word for a rule"),
        ("[[rules]]\nends = 'x'\n", 2, "`ends` is 'x'"),
        ("[[rules]]\nends = ['x', ' ']\n", 2, "`ends` is"),
        ("[[rules]]\nfrom = '2026-03-09'\n", 2, "`from` is"),
        ("[[rules]]\nfrom = 2026-03-09T10:00:00\n", 2, "`from` is"),
        ("[[rules]]\nfrom = 2026-03-09\nto = 2026-03-08\n", 3, "before 2026-03-09"),
        ("[[rules]]\nheadlines = 'above'\n", 2, "`headlines` is 'above'"),
        ("[[rules]]\nfurniture = [\n 'a',\n '(b',\n]\n", 2, "'(b', which is no regular expression"),
        ("[[rules]]\nfurniture = ['a{99999999999}']\n", 2, "no regular expression"),
        ("[[rules]]\nfurniture = ['.*']\n", 2, "found where nothing is printed"),
        ("[[rules]]\ncolumns = ['(?P<names>x)']\n", 2, "the group 'names'"),
        ("[[rules]]\nbylines = ['(?P<name>x)']\n", 2, "the group 'name'"),
        ("[[rules]]\n[rules.sections]\na = ['c']\nb = ['c']\n", 4, "`sections.b` has 'c'"),
        ("[[rules]]\n[rules.sections]\na = 'c'\n", 3, "`sections.a` is 'c'"),
        ("[[rules]]\nsections = ['a']\n", 2, "`sections` is ['a']"),
        ("[[rules]]\n[rules.pages]\nfirst = 'x'\n", 3, "`pages.first` is no page number"),
        ("[[rules]]\n[rules.web]\n\ntitle = 'h1['\n", 4, "`web.title` is 'h1[', which is no CSS selector"),
        ("[[rules]]\n[rules.web]\ntitle = ['h1']\n", 3, "`web.title` is ['h1']"),
        ("[[rules]]\n[rules.web]\nheadline = 'h1'\n", 3, "`web.headline` is no word"),
        ("[[rules]]\n[rules.web]\nhosts = ['https://paper.example/']\n", 3, "`web.hosts` has"),
        ("[[rules]]\nweb.hosts = ['a b']\n", 2, "`web.hosts` has"),
        ("[[rules]]\nto = 2026-01-31\n[[rules]]\nends = ['x']\n[[rules]]\nendings = ['x']\n", 6, "`endings`"),
        ("[[rules]]\nweb = {hosts = ['a b']}\n", 2, "`web.hosts` has"),
        ("[[rules]]\nends = ['a']\n[[rules]]\n", 3, "other rules hold as well"),
        ("[[rules]]\nto = 2026-03-09\n[[rules]]\nfrom = 2026-03-09\n", 4, "other rules hold as well"),
        ("[[rules]]\nfrom = 2026-03-09\n[[rules]]\nfrom = 2026-01-01\nto = 2026-04-01\n", 2, "other rules"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_with_its_line(text: str, line: int | None, words: str) -> None:
    error = refusal(text)
    assert words in error.reason
    assert error.line == line


def test_a_word_that_is_nearly_right_is_put_right() -> None:
    assert refusal("[[rules]]\nfurnitures = ['x']\n").remedy == "write `furniture`"


@given(st.text(max_size=200))
def test_any_text_is_rules_or_one_refusal(text: str) -> None:
    try:
        parse(text, "x")
    except SettingsError as error:
        assert str(error)


VALUES = st.recursive(
    st.one_of(st.integers(), st.booleans(), st.text(alphabet="ab(*云 ", max_size=6), st.dates().map(str)),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from([*RULE_KEYS, "other"]), VALUES, max_size=4))
def test_any_value_under_any_key_is_a_rule_or_one_refusal(values: dict[str, object]) -> None:
    lines = [f"{key} = {_toml(value)}" for key, value in values.items()]
    try:
        assert len(parse("\n".join(["[[rules]]", *lines]), "x")) == 1
    except SettingsError as error:
        assert error.line is not None
        assert 1 <= error.line <= len(lines) + 1


def _toml(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return str(value).lower() if isinstance(value, bool) else f"'{value}'" if isinstance(value, str) else str(value)
