"""The text of a saved page comes whole, in its parts, without what stands around and between; no page takes long."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring
from markdown import Markdown

from backfile.errors import SourceError
from backfile.models import Article, Figure, Markup, Paragraph, Subhead
from backfile.sources import html
from backfile.sources.html.render import render

if TYPE_CHECKING:
    from pathlib import Path

PROSE = [
    "The old mill on the river has a new wheel, and the first flour of the year was ground on Saturday morning.",
    "About two hundred people came to watch, many of them from the villages further up the valley, by bus or on foot.",
    "The wheel was built by three carpenters from the town, who worked on it through the whole of the winter.",
    "The mill will be open on the first Sunday of every month, and school classes can come on any day they like.",
]
TEXT = "".join(f"<p>{text}</p>" for text in PROSE)
HAN = ["新阅览室星期六开放，第一天就来了两百多位读者。", "阅览室有八十个座位，每天开放到晚上九点。", "今年还要建分馆。"]


def read(folder: Path, body: str, title: str = "The mill turns again") -> Article:
    path = folder / "mill.html"
    path.write_text(
        f'<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>',
        encoding="utf-8",
    )
    return html.read(path)


def texts(article: Article) -> list[str]:
    return [item.text for item in article.body if not isinstance(item, Figure)]


def rendered(markup: str) -> list[object]:
    return [block.item for block in render([document_fromstring(f"<div>{markup}</div>")])]


@pytest.mark.parametrize("name", ["comments", "sidebar", "extra", "related", "newsletter", "social header"])
def test_an_article_stays_whatever_its_box_is_called(tmp_path: Path, name: str) -> None:
    assert texts(read(tmp_path, f'<div class="{name}">{TEXT}</div>')) == PROSE


@pytest.mark.parametrize("unseen", ["\u00ad", "&shy;", "&#173;", "&#xAD;", "\u200b", "\u202e", "&lrm;", "\ufffd\ufffd"])
def test_what_no_reader_sees_is_no_text(tmp_path: Path, unseen: str) -> None:
    article = read(tmp_path, TEXT.replace("mill", f"mi{unseen}ll"), title=f"The m{unseen}ill turns again")
    assert texts(article) == PROSE
    assert article.title == "The mill turns again"


@pytest.mark.parametrize("mark", ['style="display:none"', "hidden", 'aria-hidden="true"'])
def test_an_article_that_is_hidden_until_a_program_shows_it_is_read(tmp_path: Path, mark: str) -> None:
    assert texts(read(tmp_path, f"<nav>Home</nav><div {mark}>{TEXT}</div>")) == PROSE


@pytest.mark.parametrize(
    "beside",
    [
        '<div class="related"><p>A bridge over the river was closed on Monday, and it will stay so.</p></div>',
        "<aside><p>The mill in figures: four floors, two wheels, one cat, and very many sacks.</p></aside>",
        '<ul><li><a href="/a">A bridge was closed</a></li><li><a href="/b">A boat was found</a></li></ul>',
        '<p><a href="/a">Read also: A bridge over the river was closed</a></p>',
        '<div class="share"><a href="/x">Post</a> <a href="/y">Send</a></div>',
        "<p>Advertisement</p>",
        '<form><input name="mail"><p>Your address, please.</p></form>',
    ],
)
def test_what_stands_between_the_paragraphs_is_left_out(tmp_path: Path, beside: str) -> None:
    half = len(TEXT) // 2 + TEXT[len(TEXT) // 2 :].index("<p>")
    assert texts(read(tmp_path, f"<article>{TEXT[:half]}{beside}{TEXT[half:]}</article>")) == PROSE


def test_a_list_within_the_text_whose_links_stay_on_the_page_is_kept(tmp_path: Path) -> None:
    inner = (
        '<ul><li>The <a href="#w">wheel</a>, which is new</li><li>The <a href="#f">flour</a>, which is not</li></ul>'
    )
    article = read(tmp_path, f"<article>{TEXT}{inner}{TEXT}</article>")
    assert Markup("- The wheel, which is new\n- The flour, which is not") in article.body


def test_an_article_in_parts_is_put_together(tmp_path: Path) -> None:
    parts = "".join(
        f'<div class="row"><div class="part">{TEXT}</div></div><div class="ad">Buy!</div>' for _ in range(3)
    )
    assert texts(read(tmp_path, f"<main>{parts}</main>")) == PROSE * 3


def test_a_body_of_mere_line_breaks_is_divided_into_paragraphs(tmp_path: Path) -> None:
    assert texts(read(tmp_path, f"<div>{'<br><br>'.join(PROSE)}</div>")) == PROSE
    assert texts(read(tmp_path, f"<div>{'<br>'.join(HAN)}</div>", "新阅览室开放")) == HAN


def test_a_line_break_inside_a_sentence_is_a_space() -> None:
    assert rendered("<p>By the river<br>and by the mill</p>") == [Paragraph("By the river and by the mill")]


def test_subheads_have_levels_without_gaps(tmp_path: Path) -> None:
    body = f"<h1>The mill turns again</h1>{TEXT}<h3>Wheel</h3>{TEXT}<p><b>Wood</b></p>{TEXT}<h3>Flour</h3>{TEXT}"
    heads = [item for item in read(tmp_path, f"<article>{body}</article>").body if isinstance(item, Subhead)]
    assert heads == [Subhead("Wheel", 2), Subhead("Wood", 3), Subhead("Flour", 2)]


@pytest.mark.parametrize("line", ["24.39, 121.18", "It turns.", "x" * 90])
def test_a_bold_line_that_is_figures_a_sentence_or_long_is_no_subhead(line: str) -> None:
    assert rendered(f"<p><b>{line}</b></p>") == [Paragraph(line)]


def test_the_paragraphs_of_a_quotation_are_one_quotation_on_the_page() -> None:
    items = rendered("<blockquote><p>It turns.</p><p>It *turns*.</p></blockquote>")
    assert items == [Markup("> It turns."), Markup("> It \\*turns\\*.")]
    page = Markdown().convert("\n\n".join(item.text for item in items if isinstance(item, Markup)))
    assert page.count("<blockquote>") == 1


def test_links_keep_their_words_and_lose_their_address() -> None:
    assert rendered('<p>See <a href="https://x.example/">the plan</a>.</p>') == [Paragraph("See the plan.")]


def test_a_table_of_layout_gives_paragraphs_and_one_of_data_its_rows() -> None:
    assert rendered("<table><tr><td><p>One.</p></td><td><p>Two.</p></td></tr></table>") == [
        Paragraph("One."),
        Paragraph("Two."),
    ]
    assert rendered("<table><tr><th>Day</th><th>Sacks</th></tr><tr><td>Sunday</td><td>9</td></tr></table>") == [
        Markup("| Day | Sacks |\n| --- | --- |\n| Sunday | 9 |")
    ]


def test_a_picture_that_waits_for_its_reader_is_known_by_its_address(tmp_path: Path) -> None:
    picture = '<p><img src="data:image/gif;base64,R0" data-src="https://valley.example/wheel.jpg"></p>'
    assert read(tmp_path, f"<article>{TEXT}{picture}{TEXT}</article>").pictures == ("https://valley.example/wheel.jpg",)


HOSTILE = {
    "attributes": "<p " + " ".join(f"a{number}" for number in range(100_000)) + ">x</p>",
    "quoted attributes": "<p " + " ".join(f'a{number}=">"' for number in range(100_000)) + ">x</p>",
    "attributes of a script": "<script " + " ".join(f"a{number}=1" for number in range(100_000)) + "></script>",
    "open tags": "<a " * 1_000_000,
    "open comments": "<!--" * 500_000,
    "nested divisions": "<div>" * 100_000,
    "nested quotations": "<blockquote>" * 100_000,
    "nested lists": "<ul><li>" * 50_000,
    "nested tables": "<table><tr><td>" * 30_000,
    "paragraphs": "<p>a</p>" * 500_000,
    "almost too many paragraphs": "<p>a</p>" * 14_000,
    "items": "<ul>" + "<li>a</li>" * 14_000 + "</ul>",
    "cells": "<table>" + ("<tr>" + "<td>a</td>" * 29 + "</tr>") * 450 + "</table>",
    "headlines": "<h1>The mill turns again</h1>" * 14_000,
    "dates": '<span class="date">2020-01-0x</span>' * 14_000,
    "boxes": "<div class=related>" * 200 + "<div class=related><p>a</p></div>" * 6_500,
    "a program": "<script>" + 'var a = "datePublished":"x";' * 200_000 + "</script>",
    "structured data": '<script type="application/ld+json">' + "[" * 900_000 + "</script>",
    "spaces": "<p>a" + " " * 3_000_000 + "b</p>",
    "a spaced headline": '<meta property="og:title" content="a' + " " * 2_000_000 + 'b">',
    "authors": '<meta name="author" content="' + "Ann Lee, " * 200_000 + '">',
    "an address": f'<a href="{"nw." * 500_000}">上一版</a>第03版：要闻',
    "prose": TEXT * 12_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_page_takes_out_of_proportion(tmp_path: Path, name: str) -> None:
    start = time.process_time()
    try:
        article = read(tmp_path, f"{HOSTILE[name]}{TEXT}")
    except SourceError as refused:
        assert refused.remedy
    else:
        assert article.body
    assert time.process_time() - start < 10


PIECES = (
    "<p>", "</p>", "<b>", "</b>", "<ul><li>", "</li></ul>", "<table><tr><td>", "</td></tr></table>", "<br>", "<h2>",
    "</h2>", "<blockquote>", "</blockquote>", "<pre>", "</pre>", "a *b* | c", "1. 青石。", "# x", "<img src=a>",
    "&lt;i>",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_markup_gives_markdown_in_which_no_html_of_the_page_is_left(parts: list[str]) -> None:
    for item in rendered("".join(parts)):
        if isinstance(item, Markup):
            assert "<" not in item.text.replace("\\<", "")
            assert "\n\n" not in item.text


DECK = "A wheel of oak and a year of work bring the flour back to the valley"


def with_deck(folder: Path, markup: str, declared: str = DECK) -> Article:
    path = folder / "mill.html"
    head = f'<title>The mill turns again</title><meta name="description" content="{declared}">'
    path.write_text(f"<html lang='en'><head>{head}</head><body>{markup}</body></html>", encoding="utf-8")
    return html.read(path)


@pytest.mark.parametrize("tag", ["p", "h2", "div"])
def test_the_deck_that_a_page_prints_and_declares_is_the_summary(tmp_path: Path, tag: str) -> None:
    deck = f"<{tag} class='lead'>{DECK.replace('oak', '<b>oak</b>')}</{tag}>"
    article = with_deck(tmp_path, f"<header><h1>The mill turns again</h1>{deck}</header><article>{TEXT}</article>")
    assert (article.summary, texts(article)) == (DECK, PROSE)


@pytest.mark.parametrize(
    "markup",
    [
        f"<h1>The mill turns again</h1>{TEXT}",  # for search engines only
        f"<div><p>{DECK}</p></div><h1>The mill turns again</h1>{TEXT}",
        f"<h1>The mill turns again</h1>{TEXT}<ul class='related'><li>{DECK}</li></ul>",
    ],
)
def test_a_description_that_stands_not_below_the_headline_is_no_deck(tmp_path: Path, markup: str) -> None:
    assert with_deck(tmp_path, markup).summary == ""


def test_a_deck_that_begins_the_text_does_not_stand_twice(tmp_path: Path) -> None:
    article = with_deck(tmp_path, f"<h1>The mill turns again</h1><article>{TEXT}</article>", declared=PROSE[0])
    assert (article.summary, texts(article)) == ("", PROSE)
