"""The Markdown contract: nothing is markup by accident, and what is written is read again."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from backfile import escape, markdown
from backfile.errors import ContentError
from backfile.models import Article, Credit, Entry, Figure, Markup, Paragraph, Review, Subhead

# As a build runs it for a maintainer who has Pelican's own extensions: ours is always there.
PELICAN = {
    "extensions": [
        "markdown.extensions.codehilite",
        "markdown.extensions.extra",
        "markdown.extensions.meta",
        "backfile.build.safe_markdown",
    ],
    "extension_configs": {"markdown.extensions.codehilite": {"css_class": "highlight"}},
    "output_format": "html",
}
DAY = date(2026, 3, 9)

MARKS = [
    "&", "#", "lt;", "amp;", "&amp;", "&#60;", "<!--", "-->", "<script>", "</p>", "<![CDATA[", "<?php", "~~~",
    "```", "***", "---", "===", "* ", "+ ", "- ", "1. ", "1) ", "２. ", ": ", ":::", "> ", "# ", "    ",
    "[^1]", "[^1]: ", "[a]", "](x)", "![", "(http://x)", "*[HTML]: x", "{: .x}", "{#id}", "{filename}",
    "|static|", "{{ x }}", "{% x %}", "[TOC]", "|", "| a | b |", "\\", "\\<", "Status: hidden",
    "http://a.b/c_d_e", "<http://a.b/>", "a@b.c", "_", "__", "`", "!", "词", "。", "　", "\u202e", "\0", "\n",
    "\x85", "\u2028", "  ", "x",
]  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(MARKS), min_size=1, max_size=6).map("".join))
VISIBLE = TEXTS.filter(lambda text: not escape.is_blank(escape.one_line(text)))


def render(source: str) -> tuple[str, dict[str, list[str]]]:
    """What Pelican makes of a file: HTML and metadata."""
    processor = Markdown(**PELICAN)  # type: ignore[arg-type]  # the stubs do not know a dictionary of arguments
    return processor.convert(source), processor.Meta  # type: ignore[attr-defined]  # set by the extension `meta`


def entry_of(*body: Paragraph | Subhead | Figure | Markup, **fields: object) -> Entry:
    article = Article(title="春耕开始了", body=body)
    entry = Entry(article, "qingshi-20260309-p03-01", "qingshi", DAY, page="3", source="3/03.txt#L1-L9")
    known = {name: value for name, value in fields.items() if hasattr(article, name)}
    rest = {name: value for name, value in fields.items() if name not in known}
    return replace(entry, article=replace(article, **known), **rest)  # type: ignore[arg-type]  # names are the fields'


@given(st.lists(VISIBLE, min_size=1, max_size=3))
@example(["Status: hidden"])
@example(["~~~", "~~~"])
@example(["a", ": b"])
@example(["x | y", "--- | ---"])
@example(["1. one", "2) two", "- three"])
@example(["[^1]", "[^1]: note"])
@example(["*[HTML]: x", "HTML"])
def test_a_paragraph_renders_to_exactly_its_text(texts: list[str]) -> None:
    output, meta = render(markdown.write(entry_of(*map(Paragraph, texts))))
    found = re.findall(r"<p>(.*?)</p>", output, re.DOTALL)
    assert [html.unescape(text) for text in found] == [escape.one_line(text) for text in texts]
    assert len(re.findall("<", output)) == 2 * len(texts)
    assert "status" not in meta


@given(VISIBLE)
@example("Foo {: onclick=x}")
@example("C#")
def test_a_subhead_renders_to_one_heading_with_exactly_its_text(text: str) -> None:
    output, _ = render(markdown.write(entry_of(Subhead(text))))
    found = re.fullmatch(r"<h2>(.*)</h2>", output, re.DOTALL)
    assert found
    assert html.unescape(found[1]) == escape.one_line(text)


@given(VISIBLE)
def test_a_caption_stays_inside_its_picture(text: str) -> None:
    output, _ = render(markdown.write(entry_of(Figure(text, "qingshi-20260309-p03-01/01.jpg"))))
    picture = r'<img alt="([^"]*)" src="qingshi-20260309-p03-01/01.jpg">'
    found = re.fullmatch(rf"<figure>{picture}(?:<figcaption>(.*)</figcaption>)?</figure>", output)
    assert found
    assert html.unescape(found[1]) == escape.one_line(text)
    assert html.unescape(found[2] or "") == escape.one_line(text)


@given(TEXTS, TEXTS, TEXTS, st.lists(TEXTS, max_size=3))
def test_metadata_of_any_text_makes_no_key_of_its_own(title: str, byline: str, section: str, names: list[str]) -> None:
    entry = entry_of(title=title, byline=byline, section=section, tags=tuple(names), credits=tuple(map(Credit, names)))
    text = markdown.write(entry)
    known = {line.split(":")[0] for line in text.split("\n\n")[0].split("\n")}
    assert known <= {
        "Title", "Date", "Newspaper", "Page", "Section", "Authors", "Credits", "Byline", "Kind", "Tags", "Id", "Slug",
        "Source",
    }  # fmt: skip
    assert text.count("\n\n") == 1
    assert not escape.HIDDEN.search(text)


CREDITS = st.builds(
    Credit, VISIBLE, st.one_of(st.none(), st.sampled_from(["记者", "通讯员"]), TEXTS), st.one_of(st.none(), TEXTS)
)
BODIES = st.lists(
    st.one_of(st.builds(Paragraph, TEXTS), st.builds(Subhead, TEXTS), st.builds(Figure, TEXTS, st.just("a/01.jpg"))),
    max_size=4,
)


@given(BODIES, st.lists(CREDITS, max_size=3), TEXTS, TEXTS)
def test_what_was_written_is_written_again_byte_for_byte(
    body: list[Paragraph | Subhead | Figure], credited: list[Credit], summary: str, words: str
) -> None:
    entry = entry_of(*body, credits=tuple(credited), summary=summary, review=(Review("date-inferred", words),))
    text = markdown.write(entry)
    assert markdown.write(markdown.read(text, "a.md")) == text


def test_an_article_with_everything_comes_back_as_it_was() -> None:
    zone = timezone(timedelta(hours=8))
    entry = entry_of(
        Paragraph("第一段。"),
        Subhead("小标题"),
        Markup("- 一\n- 二"),
        Figure("图为[现场]", "qingshi-20260309-p03-01/01.jpg"),
        kicker="聚焦春耕",
        subtitle="——来自青石县的报道",
        credits=(
            Credit("林小满", "记者", "青石日报"),
            Credit("Ann Lee", "photographer"),
            Credit("许达"),
            Credit("周", None, "社"),
        ),
        byline="本报讯（记者 林小满）",
        dateline="青石3月8日电",
        summary="导语有 *星号* 和 <b>。",
        kind="photo",
        section="要闻",
        persons=("林小满", "King, Jr."),
        places=("青石县",),
        tags=("a, b",),
        lang="zh-cn",
        published=datetime(2026, 3, 9, 8, 30, tzinfo=zone),
        url="https://news.example/a",
        pictures=("https://news.example/1.jpg",),
        review=(Review("byline-doubtful", "glued"), Review("headline-missing")),
        date_certainty="inferred",
        source_hash="0123456789abcdef",
        extra=(("Status", "draft"), ("Category", "本地")),
    )
    assert markdown.read(markdown.write(entry), "a.md") == entry


def test_credits_are_written_in_printed_words_with_the_organisation_after_a_comma() -> None:
    text = markdown.write(
        entry_of(credits=(Credit("林小满", "记者", "青石日报"), Credit("许达", "摄影"), Credit("周一")))
    )
    assert "Authors: 林小满; 许达; 周一\n" in text
    assert "Credits: 林小满 (记者, 青石日报); 许达 (摄影); 周一\n" in text


def test_a_single_name_with_a_comma_stays_one_name_for_pelican() -> None:
    assert "Authors: Martin Reed, Jr.;\n" in markdown.write(entry_of(credits=(Credit("Martin Reed, Jr."),)))


def test_a_file_edited_by_hand_is_read_with_other_line_ends_keys_and_markup() -> None:
    text = (
        "\ufefftitle: 新的标题\r\nDate: 2026-03-09 10:00\r\nid: qingshi-20260309-p03-01\r\nAuthors: 林小满\r\n"
        "Status: draft\r\nTemplate: wide\r\n\r\n一段话，有 **重点**。\r\n\r\n## 小标题\r\n\r\n普通。\r\n"
    )
    entry = markdown.read(text, "a.md")
    assert entry.article.title == "新的标题"
    assert entry.newspaper == "qingshi"
    assert entry.article.credits == (Credit("林小满"),)
    assert entry.article.body == (Markup("一段话，有 **重点**。"), Subhead("小标题"), Paragraph("普通。"))
    assert entry.extra == (("Status", "draft"), ("Template", "wide"))
    again = markdown.write(entry)
    assert "Status: draft\nTemplate: wide\n" in again
    assert "一段话，有 **重点**。" in again


def test_a_slug_of_ones_own_is_kept() -> None:
    entry = replace(entry_of(), extra=(("slug", "spring"),))
    text = markdown.write(entry)
    assert text.count("lug:") == 1
    assert markdown.write(markdown.read(text, "a.md")) == text


GOOD = "Title: t\nDate: 2026-03-09\nId: qingshi-20260309-p03-01\n"


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("Date: 2026-03-09\nId: qingshi-20260309-p03-01\n\nx\n", 1, "Title"),
        (GOOD.replace("2026-03-09", "9 March"), 2, "Date"),
        (GOOD.replace("Date: 2026-03-09\n", ""), 1, "Date"),
        (GOOD.replace("qingshi-20260309-p03-01", "../../x"), 3, "Id"),
        (GOOD.replace("Id: qingshi-20260309-p03-01\n", ""), 1, "Id"),
        (GOOD + "Newspaper: other\n", 4, "Newspaper"),
        (GOOD + "Kind: novel\n", 4, "Kind"),
        (GOOD + "Date_Certainty: maybe\n", 4, "Date_Certainty"),
        (GOOD + "Published: soon\n", 4, "Published"),
        (GOOD + "Title: again\n", 4, "twice"),
        (GOOD + "no blank line before the text\n", 4, "neither"),
    ],
)
def test_a_broken_file_is_told_with_file_line_and_remedy(text: str, line: int, word: str) -> None:
    with pytest.raises(ContentError, match=word) as refused:
        markdown.read(text, "a.md")
    assert (refused.value.source, refused.value.line) == ("a.md", line)
    assert refused.value.remedy


def test_a_value_without_end_is_cut_and_says_so() -> None:
    entry = markdown.read(markdown.write(entry_of(title="长" * 10**6)), "a.md")
    assert len(entry.article.title) == markdown.VALUE_LIMIT
    assert entry.article.title.endswith("…")


@given(st.text())
def test_reading_any_text_gives_an_entry_or_a_told_error(text: str) -> None:
    try:
        entry = markdown.read(GOOD + text, "a.md")
    except ContentError as refused:
        assert refused.line
    else:
        again = markdown.write(entry)
        assert markdown.write(markdown.read(again, "a.md")) == again
