"""A saved web page gives its article: the printed headline, the names of the authors, the sentences."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from backfile.errors import SourceError
from backfile.models import BodyItem, Figure, Markup, Paragraph, Subhead
from backfile.sources.html.meta import read_meta, web_address
from backfile.sources.html.soup import telling_elements
from backfile.sources.html.title import choose_title
from backfile.sources.html.trim import trim
from tests.html_helpers import HAN, SENTENCES, page_of, paragraphs, read

if TYPE_CHECKING:
    from pathlib import Path


def test_the_sentences_come_in_order_without_what_stands_around(tmp_path: Path) -> None:
    related = "<h3>Related stories</h3><ul><li><a href='/a'>A bridge</a></li><li><a href='/b'>A boat</a></li></ul>"
    article = read(tmp_path, page_of(paragraphs(SENTENCES) + related))
    assert article.body == tuple(map(Paragraph, SENTENCES))
    assert article.title == "The mill turns again"
    assert article.lang == "en"


def test_chinese_pages_are_read_in_their_declared_encoding(tmp_path: Path) -> None:
    text = page_of(paragraphs(HAN), "<title>新阅览室开放_青石新闻网</title>", "zh-CN", "新阅览室开放")
    article = read(tmp_path, text.replace("utf-8", "gb2312").encode("gb18030"))
    assert article.title == "新阅览室开放"
    assert [item.text for item in article.body if isinstance(item, Paragraph)] == HAN
    assert article.lang == "zh-cn"


def test_json_ld_tells_date_section_address_and_authors(tmp_path: Path) -> None:
    node = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "The Valley Post"},
            {
                "@type": "NewsArticle",
                "headline": "The mill turns again",
                "datePublished": "2026-07-09T23:30:00Z",
                "articleSection": "Valley",
                "url": "https://valley.example/mill",
                "author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Tom Reed"}],
            },
        ],
    }
    head = "<title>The mill turns again | The Valley Post</title>"
    head += f'<script type="application/ld+json">{json.dumps(node)}</script>'
    article = read(tmp_path, page_of(paragraphs(SENTENCES), head))
    assert [credit.name for credit in article.credits] == ["Ann Lee", "Tom Reed"]
    assert article.published is not None
    assert article.published.isoformat() == "2026-07-09T23:30:00+00:00"  # the day as printed, no zone is converted
    assert (article.section, article.url) == ("Valley", "https://valley.example/mill")


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Lee and Tom Reed", ["Ann Lee", "Tom Reed"]),
        ("By Ann Lee, Valley correspondent", ["Ann Lee"]),
        ("Ann Lee, Tom Reed", ["Ann Lee", "Tom Reed"]),
        ("By Ann Lee • 9 July 2026", ["Ann Lee"]),
        ("记者：林小满、许达", ["林小满", "许达"]),
        ("admin", []),
        ("mail@valley.example", []),
    ],
)
def test_a_byline_gives_names_and_nothing_else(tmp_path: Path, byline: str, names: list[str]) -> None:
    article = read(tmp_path, page_of(f'<p class="byline">{byline}</p>' + paragraphs(SENTENCES)))
    assert [credit.name for credit in article.credits] == names


@pytest.mark.parametrize(
    ("window", "shared", "printed", "chosen"),
    [
        ("The mill turns again | The Valley Post", "", "The mill turns again", "The mill turns again"),
        ("新阅览室上周六开放_青石新闻网", "", "新阅览室上周六开放", "新阅览室上周六开放"),
        ("新阅览室上周六开放_青石新闻网", "", "", "新阅览室上周六开放"),
        ("The mill turns again", "The mill turns again", "The Valley Post", "The mill turns again"),
        ("The mill turns again - The Valley Post", "Mill", "Valley", "The mill turns again"),
        ("", "", "The mill turns again", "The mill turns again"),
        (
            "Mill | The Valley Post",
            "",
            '<i class="kicker">Valley</i> The mill turns again',
            "Valley The mill turns again",
        ),
        ("The mill turns again", "", '<i class="kicker">Valley</i> The mill turns again', "The mill turns again"),
        ("Valley Blog: The mill turns again", "The mill turns again", "Valley Blog", "The mill turns again"),
        (
            "Mill wheel news 2026 - The Valley Post",
            "The mill turns again",
            "The mill turns again",
            "The mill turns again",
        ),
        ("The mill turns “again”", 'The mill turns "again"', "The mill turns “again”", "The mill turns “again”"),
        ("", "", "", ""),
    ],
)
def test_the_headline_is_what_the_page_agrees_on(window: str, shared: str, printed: str, chosen: str) -> None:
    head = f'<title>{window}</title><meta property="og:site_name" content="The Valley Post">'
    head += f'<meta property="og:title" content="{shared}">' if shared else ""
    tree = document_fromstring(page_of("<p>x</p>", head, headline=printed))
    soup = telling_elements(tree)
    assert choose_title(soup, read_meta(soup), tree) == chosen


def test_a_kicker_inside_the_headline_is_taken_apart_from_it(tmp_path: Path) -> None:
    text = page_of(paragraphs(SENTENCES), headline='<span class="kicker">Valley life</span> The mill turns again')
    article = read(tmp_path, text)
    assert (article.kicker, article.title) == ("Valley life", "The mill turns again")


def test_a_headline_that_is_marked_without_being_h1_frees_it_of_the_column_beside_it() -> None:
    page = "<title>Columns of the week -- The mill turns again</title><h1>The Valley Post</h1>"
    tree = document_fromstring(page + '<div class="title">The mill turns again</div><p>x</p>')
    soup = telling_elements(tree)
    assert choose_title(soup, read_meta(soup), tree) == "The mill turns again"


@pytest.mark.parametrize(
    ("declared", "text", "lang"),
    [
        ("zh-Hans-CN", HAN, "zh-cn"),
        ("zh-cmn-Hant", HAN, "zh-tw"),
        ("en", HAN, "zh"),
        ("", SENTENCES, "en"),
        ("zh-CN", SENTENCES, "en"),
        ("en-GB", SENTENCES, "en-gb"),
        ("javascript", SENTENCES, "en"),
        ("", ["Der Wirt und die Gäste waren mit dem Abend nicht zufrieden, und sie gingen nach Hause."] * 3, "de"),
    ],
)
def test_the_language_is_that_of_the_writing(tmp_path: Path, declared: str, text: list[str], lang: str) -> None:
    assert read(tmp_path, page_of(paragraphs(text), lang=declared)).lang == lang


def test_the_address_that_a_browser_noted_is_kept_where_the_page_gives_none(tmp_path: Path) -> None:
    note = "<!-- saved from url=(0031)https://valley.example/mill.html -->"
    assert read(tmp_path, note + page_of(paragraphs(SENTENCES))).url == "https://valley.example/mill.html"


def test_lists_tables_quotes_and_subheads_become_safe_markdown(tmp_path: Path) -> None:
    body = paragraphs(SENTENCES[:2]) + (
        "<h2>What it costs</h2>"
        "<ul><li>Adults: *five* pounds for the whole day.</li><li>Children: nothing at all.</li></ul>"
        "<blockquote><p>It turns &lt;b&gt;again&lt;/b&gt;, said the miller.</p></blockquote>"
        "<table><tr><th>Day</th><th>Hours | notes</th></tr><tr><td>Sunday</td><td>ten to four</td></tr></table>"
    )
    article = read(tmp_path, page_of(body + paragraphs(SENTENCES[2:])))
    assert Subhead("What it costs") in article.body
    markup = "\n\n".join(item.text for item in article.body if isinstance(item, Markup))
    assert "- Adults: \\*five\\* pounds for the whole day.\n- Children: nothing at all." in markup
    assert "> It turns \\<b>again\\</b>, said the miller." in markup
    assert "| Day | Hours \\| notes |\n| --- | --- |\n| Sunday | ten to four |" in markup


def test_a_bold_line_of_its_own_is_a_subhead(tmp_path: Path) -> None:
    body = paragraphs(SENTENCES[:2]) + "<p><strong>A long winter</strong></p>" + paragraphs(SENTENCES[2:])
    assert Subhead("A long winter") in read(tmp_path, page_of(body)).body


@pytest.mark.parametrize(
    ("above", "kicker"),
    [
        ('<p class="kicker">A spring in the valley</p>', "A spring in the valley"),
        ('<div class="pre-title"><span>A spring in the valley</span></div>', "A spring in the valley"),
        ('<p class="kicker"><a href="/valley">Valley</a></p>', ""),
        (f'<p class="kicker">{SENTENCES[0]} {SENTENCES[1]}</p>', ""),
        ("<p>A spring in the valley</p>", ""),
    ],
)
def test_a_short_line_marked_as_kicker_above_the_headline_is_the_kicker(
    tmp_path: Path, above: str, kicker: str
) -> None:
    text = page_of(paragraphs(SENTENCES)).replace("<h1>", f"{above}<h1>")
    article = read(tmp_path, text)
    assert article.kicker == kicker
    assert not kicker or Paragraph(kicker) not in article.body


@pytest.mark.parametrize(
    ("other", "subtitle"),
    [
        ("Flour for the whole valley", "Flour for the whole valley"),
        ("The mill turns again: flour for all", ""),
        ("The mill", ""),
        ("x" * 200, ""),
        (["no", "text"], "no"),
        (7, ""),
    ],
)
def test_another_headline_in_json_ld_is_the_subtitle(tmp_path: Path, other: object, subtitle: str) -> None:
    node = {"@type": "NewsArticle", "headline": "The mill turns again", "alternativeHeadline": other}
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    assert read(tmp_path, page_of(paragraphs(SENTENCES), head)).subtitle == subtitle


@pytest.mark.parametrize(
    "line",
    [
        "【责任编辑：林小满】",
        "编辑：林小满",
        "青石新闻网版权所有，未经书面授权不得转载。",
        "© 2026 The Valley Post. All rights reserved.",
        "Get the Post by mail every Friday. Subscribe now.",
        "扫码关注青石新闻网",
    ],
)
def test_imprint_and_invitations_behind_an_article_are_not_of_it(tmp_path: Path, line: str) -> None:
    texts = HAN if "\u4e00" <= line[1] <= "\u9fff" else SENTENCES
    article = read(tmp_path, page_of(paragraphs([*texts, line])))
    assert article.body == tuple(map(Paragraph, texts))


def test_a_paragraph_about_subscribers_inside_an_article_stays(tmp_path: Path) -> None:
    inside = "Readers who subscribe to the paper were the first to hear of it."
    texts = [SENTENCES[0], inside, *SENTENCES[1:]]
    assert read(tmp_path, page_of(paragraphs(texts))).body == tuple(map(Paragraph, texts))


def test_the_caption_of_a_figure_is_the_one_printed_below_it(tmp_path: Path) -> None:
    (tmp_path / "wheel.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    figure = (
        '<figure><img src="wheel.png" alt="A wheel"><figcaption>The new wheel. <i>Ann Lee</i></figcaption></figure>'
    )
    article = read(tmp_path, page_of(paragraphs(SENTENCES[:2]) + figure + paragraphs(SENTENCES[2:])))
    assert Figure("The new wheel. Ann Lee", "wheel.png") in article.body


def test_a_picture_saved_beside_the_page_is_a_figure_and_a_remote_one_an_address(tmp_path: Path) -> None:
    (tmp_path / "mill_files").mkdir()
    (tmp_path / "mill_files" / "wheel one.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(20))
    pictures = '<p><img src="mill_files/wheel%20one.jpg" alt="The wheel"></p>'
    pictures += '<p><img src="https://valley.example/x.jpg" alt="X"></p>'
    article = read(tmp_path, page_of(paragraphs(SENTENCES[:2]) + pictures + paragraphs(SENTENCES[2:])))
    assert [item for item in article.body if isinstance(item, Figure)] == [
        Figure("The wheel", "mill_files/wheel one.jpg")
    ]
    assert article.pictures == ("https://valley.example/x.jpg",)


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "//x", "https:// x", 'https://x/"><b>', "/a"]
)
def test_an_address_that_could_do_harm_is_none(href: str) -> None:
    assert web_address(href) == ""


@pytest.mark.parametrize("text", ["<html><body></body></html>", "<html><body><p>menu</p></body></html>", "plain"])
def test_a_page_without_article_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError) as refused:
        read(tmp_path, text)
    assert refused.value.remedy


def test_embedded_pictures_do_not_count_as_text(tmp_path: Path) -> None:
    picture = f'<p><img src="data:image/png;base64,{"A" * 9_000_000}" alt="x"></p>'
    assert read(tmp_path, page_of(paragraphs(SENTENCES) + picture)).body == tuple(map(Paragraph, SENTENCES))


def test_a_page_of_ten_million_characters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="10,000,"):
        read(tmp_path, page_of(f"<p>{'x' * 10_000_000}</p>"))


def test_trimming_never_leaves_an_empty_article() -> None:
    body: list[BodyItem] = [Subhead("Related stories"), Paragraph("Share")]
    assert trim(body, ("Title",), ()) == body


@given(st.text(alphabet="<>/p=\"'ahref div h1title&;#xé词\n ", max_size=200))
def test_any_markup_gives_an_article_or_a_refusal(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    try:
        article = read(tmp_path_factory.getbasetemp(), page_of(text))
    except SourceError as refused:
        assert refused.remedy
    else:
        assert article.body
