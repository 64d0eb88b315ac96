"""The page of the review: hostile text is inert, every language is whole, what does not fit is counted."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import BackfileError
from backfile.models import Review
from backfile.review.elements import element
from backfile.review.words import Words, texts
from backfile.settings import UI_LANGUAGES
from tests.review_helpers import PAGE, ROOT, keep_page, page_of, put

if TYPE_CHECKING:
    from pathlib import Path


class Tags(HTMLParser):
    """The elements of a page with their attributes, and whether all that was opened is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


HOSTILE = (
    "</script><script>alert(1)</script>", "]]><img src=x onerror=alert(1)>", "</textarea></title></style><b>",
    '" onmouseover="alert(1)', "<!--", "${x} {{x}} {x}", "\u202e\x00\ud800",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert_wherever_it_stands(tmp_path: Path, text: str) -> None:
    put(
        tmp_path,
        1,
        Review("headline-doubtful", f"0.5, else “{text}” (line 6)"),
        title=text,
        body=f"[x](javascript:a) {text}",
    )
    keep_page(tmp_path, PAGE.replace("本报讯", text.encode("utf-8", "replace").decode()))
    page = page_of(tmp_path)
    tags = Tags(page)
    assert tags.open == []
    assert [tag for tag, _ in tags.found].count("script") == 1
    assert not {"img", "iframe", "object", "form", "b"} & {tag for tag, _ in tags.found}
    for _, attributes in tags.found:
        assert not [name for name in attributes if name.startswith("on") or name == "src"]
        assert (attributes.get("href") or "#").startswith(("#", "../qingshi/"))
    assert "\u202e" not in page


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_escaped_in_elements_and_attributes(inside: str, value: str) -> None:
    tags = Tags(element("p", inside, title=value))
    assert [tag for tag, _ in tags.found] == ["p"]
    assert tags.open == []


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_the_page_speaks_the_language_of_the_interface(tmp_path: Path, language: str) -> None:
    put(tmp_path, 1, Review("extent-doubtful", "0.55, else it goes on with “老磨坊” (line 8)"))
    page = page_of(tmp_path, language)
    assert texts()["extent-doubtful.label"][language] in page
    told = {"en": "else it goes on with “老磨坊” (line 8)", "zh-hans": "或后面还接 “老磨坊”（第 8 行）"}
    assert language not in told or f'<p class="told">{told[language]}</p>' in page


@pytest.mark.parametrize("key", sorted(texts()))
def test_every_text_is_there_in_every_language_with_the_same_values(key: str) -> None:
    languages = texts()[key]
    assert set(languages) == set(UI_LANGUAGES)
    assert len({frozenset(re.findall(r"\{\w+\}", text)) for text in languages.values()}) == 1


def test_every_text_is_used() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "backfile" / "review").glob("*.py"))
    dynamic = {f"item.{word}" for word in ("taken", "passed", "outside", "old", "new")}
    for key in texts():
        if not key.endswith((".label", ".look")) and not key.startswith("told.") and key not in dynamic:
            assert re.search(rf"[\"']{re.escape(key)}[\"']", source), key


def test_what_the_converter_says_of_other_readings_is_translated() -> None:
    said = Words("zh-hans").told("0.71, else it goes on with “else (line 1)” (line 117)")
    assert said == "或后面还接 “else (line 1)”（第 117 行）"


def test_the_page_is_the_same_for_the_same_archive_and_says_when_nothing_waits(tmp_path: Path) -> None:
    put(tmp_path, 1, Review("headline-missing"))
    assert page_of(tmp_path) == page_of(tmp_path)
    put(tmp_path, 1)
    assert "Nothing waits for review." in page_of(tmp_path)


def test_more_articles_than_fit_are_left_out_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backfile.review.desk.SHEETS_LIMIT", 2)
    for number in range(1, 6):
        put(tmp_path, number, Review("headline-missing"))
    page = page_of(tmp_path)
    assert page.count('class="item"') == 2
    assert "3 more are left out here" in page


def test_the_work_folder_may_be_no_link_out_of_the_archive(tmp_path: Path) -> None:
    content = tmp_path / "content"
    put(content, 1, Review("headline-missing"))
    (tmp_path / "elsewhere").mkdir()
    (content / ".backfile").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BackfileError):
        page_of(content)
    assert list((tmp_path / "elsewhere").iterdir()) == []
