"""The issue's own metadata grows page by page and loses nothing."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from backfile.markdown.issue import add_page, new_issue

EMPTY = new_issue("qingshi", date(2026, 3, 9))
PAGES = st.sampled_from(["1", "2", "10", "A01", "B1", ""])


def headings(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("## ")]


def test_pages_stand_in_print_order_whenever_they_come() -> None:
    text = EMPTY
    for page in ("10", "", "A02", "2", "A01"):
        text = add_page(text, page, "要闻", ["责任编辑 周安"])
    assert headings(text) == ["## 2 要闻", "## 10 要闻", "## A01 要闻", "## A02 要闻", "## ? 要闻"]


def test_a_page_without_furniture_leaves_no_trace() -> None:
    assert add_page(EMPTY, "3", "", [" ", "\u202e"]) == EMPTY


def test_what_a_person_has_written_stays() -> None:
    text = add_page(EMPTY, "3", "", ["责任编辑 周安"]) + "\n这一版有彩色插图。\n\n## 附注\n\n- 合订本缺一页\n"
    again = add_page(text, "3", "要闻", ["责任编辑 周安", "今日八版"])
    assert "## 3 要闻\n" in again
    assert "- 今日八版\n" in again
    for line in ("这一版有彩色插图。", "## 附注", "- 合订本缺一页", "- 责任编辑 周安"):
        assert again.count(line) == 1


@given(PAGES, st.text(), st.lists(st.text(), max_size=4))
def test_adding_a_page_again_changes_nothing(page: str, section: str, lines: list[str]) -> None:
    once = add_page(EMPTY, page, section, lines)
    assert add_page(once, page, section, lines) == once


@given(PAGES, st.text(), st.lists(st.text(), max_size=4))
def test_furniture_of_any_text_makes_no_heading_or_key(page: str, section: str, lines: list[str]) -> None:
    text = add_page(EMPTY, page, section, lines)
    assert text.startswith(EMPTY)
    assert len(headings(text)) <= 1
    assert all(line.startswith(("## ", "- ")) for line in text.removeprefix(EMPTY).splitlines() if line)
