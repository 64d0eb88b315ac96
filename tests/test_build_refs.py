"""What lists show of an article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.build.refs import EXCERPT_LENGTH, excerpt, plain_text
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


@given(st.text())
def test_an_excerpt_is_short_and_begins_the_text(text: str) -> None:
    short = excerpt(text)
    flat = " ".join(text.split()) if short == text else short
    assert len(short) <= EXCERPT_LENGTH
    assert flat.rstrip("…")[:5].strip() in " ".join(text.split()) or short == ""
