"""What lists show of an article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.build.refs import EXCERPT_LENGTH, OPENING_LENGTH, excerpt, plain_text
from tests.build_helpers import listed


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>一。</p>\n<p>二 &amp; &lt;三&gt;。</p>", "一。 二 & <三>。"),
        ("<h2>小题</h2><p>文</p><figure><img alt='图'><figcaption>图说</figcaption></figure>", "文"),
        ("<table><tr><td>甲</td><td>乙</td></tr></table>", "甲 乙"),
        ("<p>a<em>b</em>c<br>d</p>", "abc d"),
        ("", ""),
    ],
)
def test_running_text_is_the_body_without_markup_figures_and_subheads(html: str, text: str) -> None:
    assert plain_text(html) == text


def test_length_counts_characters_without_white_space() -> None:
    assert listed()[1].length == 1


def test_an_english_excerpt_ends_between_words_and_a_chinese_one_anywhere() -> None:
    assert excerpt("lamplighters " * 40) == ("lamplighters " * 9).strip() + "…"
    assert excerpt("灯" * 200) == "灯" * 119 + "…"


def test_the_opening_of_a_lead_is_longer_than_an_excerpt() -> None:
    assert excerpt("灯" * 300, OPENING_LENGTH) == "灯" * 219 + "…"


def test_chinese_paragraphs_run_on_without_a_hole_and_words_keep_their_space() -> None:
    assert excerpt("渡口还在。 石阶也在。 3月开放") == "渡口还在。石阶也在。 3月开放"
    assert excerpt("今明天气 多云") == "今明天气 多云"
    assert excerpt("He said so. Then he left.") == "He said so. Then he left."


@given(st.text())
def test_an_excerpt_is_short_and_begins_the_text(text: str) -> None:
    short = excerpt(text)
    assert len(short) <= EXCERPT_LENGTH
    assert "".join(text.split()).startswith("".join(short.rstrip("…").split()))
