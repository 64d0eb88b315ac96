"""WordPress's export: published posts become articles, whatever else the file holds and however it is broken."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from backfile.errors import SourceError
from backfile.ingest.exports import BROKEN
from backfile.models import Credit, Figure, Markup, Paragraph, Subhead
from backfile.sources import Export, source_of
from backfile.sources.exports import Aside, Record, article, day_of, markup
from backfile.sources.exports import items as cutting
from backfile.sources.exports.shortcodes import without_shortcodes
from backfile.sources.exports.wordpress import is_wordpress
from tests.test_sources_exports import items

if TYPE_CHECKING:
    from pathlib import Path

    from backfile.models import BodyItem
    from backfile.sources.exports import Item

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file. It has <item> elements. -->
<rss version="2.0"
\txmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
\txmlns:content="http://purl.org/rss/1.0/modules/content/"
\txmlns:dc="http://purl.org/dc/elements/1.1/"
\txmlns:wp="http://wordpress.org/export/1.2/">
<channel>
\t<title>青石日报</title>
\t<wp:author><wp:author_login><![CDATA[yeqing]]></wp:author_login>
\t<wp:author_display_name><![CDATA[叶青]]></wp:author_display_name></wp:author>
"""
END = "</channel>\n</rss>\n"


def post(number: int = 1, content: str = "第一段。\n\n第二段。", **changes: str) -> str:
    values = {
        "title": "新桥通车 &amp; 开航",
        "creator": "yeqing",
        "date": "2026-03-09 08:30:00",
        "gmt": "2026-03-09 00:30:00",
        "type": "post",
        "status": "publish",
        "password": "",
        "more": "",
    } | changes
    return f"""\t<item>
\t\t<title><![CDATA[{values["title"]}]]></title>
\t\t<link>https://weekly.example/{number}</link>
\t\t<dc:creator><![CDATA[{values["creator"]}]]></dc:creator>
\t\t<content:encoded><![CDATA[{content}]]></content:encoded>
\t\t<excerpt:encoded><![CDATA[导语 <b>在此</b>。]]></excerpt:encoded>
\t\t<wp:post_id>{number}</wp:post_id>
\t\t<wp:post_date><![CDATA[{values["date"]}]]></wp:post_date>
\t\t<wp:post_date_gmt><![CDATA[{values["gmt"]}]]></wp:post_date_gmt>
\t\t<wp:status><![CDATA[{values["status"]}]]></wp:status>
\t\t<wp:post_type><![CDATA[{values["type"]}]]></wp:post_type>
\t\t<wp:post_password><![CDATA[{values["password"]}]]></wp:post_password>
\t\t<category domain="category" nicename="uncategorized"><![CDATA[未分类]]></category>
\t\t<category domain="category" nicename="news"><![CDATA[要闻]]></category>
\t\t<category domain="category" nicename="traffic"><![CDATA[交通]]></category>
\t\t<category domain="post_tag" nicename="bridge"><![CDATA[桥; 路]]></category>
{values["more"]}\t</item>
"""


def names(found: list[Item]) -> list[str]:
    return [item.name for item in found if isinstance(item, Record)]


def wrong(found: list[Item]) -> list[int | None]:
    return [item.line for item in found if isinstance(item, SourceError)]


def body(text: str) -> list[BodyItem]:
    return markup.body(text)[0]


def words(found: list[BodyItem]) -> str:
    return "\n\n".join(item.text for item in found if not isinstance(item, Figure))


def test_a_published_post_brings_all_that_wordpress_says_of_it(tmp_path: Path) -> None:
    (item,) = items(tmp_path / "blog.xml", HEAD + post(12) + END)
    assert isinstance(item, Record)
    found = article(item)
    assert (item.name, item.line, found.title, found.url) == (
        "12", 12, "新桥通车 & 开航", "https://weekly.example/12"
    )  # fmt: skip
    assert found.body == (Paragraph("第一段。"), Paragraph("第二段。"))
    assert found.credits == (Credit("叶青"),)
    assert (found.section, found.tags, found.summary) == ("要闻", ("交通", "桥; 路"), "导语 在此。")
    assert found.published is not None
    assert found.published.isoformat() == "2026-03-09T08:30:00+08:00"


@pytest.mark.parametrize(
    ("local", "greenwich", "expected"),
    [
        ("2026-03-09 08:30:00", "0000-00-00 00:00:00", "2026-03-09T08:30:00"),
        ("2026-03-09 08:30:00", "2026-03-01 00:00:00", "2026-03-09T08:30:00"),
        ("2026-03-09 08:30:00", "2026-03-09 08:29:13", "2026-03-09T08:30:00"),
        ("2026-03-08 20:30:00", "2026-03-09 00:30:00", "2026-03-08T20:30:00-04:00"),
    ],
)
def test_the_zone_is_what_lies_between_the_two_clocks(
    tmp_path: Path, local: str, greenwich: str, expected: str
) -> None:
    (item,) = items(tmp_path / "blog.xml", HEAD + post(date=local, gmt=greenwich) + END)
    assert isinstance(item, Record)
    day, moment = day_of(item)
    assert moment is not None
    assert (day, moment.isoformat()) == (date.fromisoformat(local[:10]), expected)


def test_what_is_no_published_post_is_left_aside_by_its_kind(tmp_path: Path) -> None:
    text = HEAD + post(1, type="page") + post(2, status="draft") + post(3, type="attachment", status="inherit")
    found = items(tmp_path / "blog.xml", text + post(4, password="x") + post(5) + END)
    assert [item.words for item in found if isinstance(item, Aside)] == [
        "page", "draft", "attachment", "post with a password"
    ]  # fmt: skip
    assert names(found) == ["5"]


@pytest.mark.parametrize(
    "broken",
    [
        post(1).replace("</wp:status>", "</wp:state>"),
        post(1).replace("第二段。]]>", "第二段。"),
        post(1).replace("</item>", ""),
        post(1).replace("<title>", "<title>&undeclared;"),
        "<item>\n" * 3,
    ],
)
def test_a_broken_post_is_told_with_its_line_and_the_others_are_read(tmp_path: Path, broken: str) -> None:
    found = items(tmp_path / "blog.xml", HEAD + post(7) + broken + post(8) + post(9) + END)
    assert names(found) == ["7", "8", "9"]
    assert wrong(found)[0] == 12 + post(7).count("\n")


def test_a_post_that_never_ends_hides_none_behind_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "ITEM_LIMIT", 20_000)
    monkeypatch.setattr(cutting, "PIECE", 4096)
    text = HEAD + post(1) + post(2).replace("]]></content", "></content" + "x" * 50_000, 1) + post(3) + END
    text += "\n<item><![CDATA["
    found = items(tmp_path / "blog.xml", text)
    assert names(found) == ["1", "3"]
    assert len(wrong(found)) == 2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEAD + "<wp:author>" * 500_000 + post() + END, id="authors"),
        pytest.param(HEAD.replace("<rss", "<rss " * 1_500_000) + post() + END, id="roots"),
        pytest.param(HEAD + "\n<item><![CDATA[ <!-- " * 400_000, id="texts"),
    ],
)
def test_what_opens_again_and_again_and_never_ends_is_read_once(tmp_path: Path, text: str) -> None:
    """Each of the places looked through to the end of the file, these would take an hour."""
    path = tmp_path / "blog.xml"
    path.write_text(text, encoding="utf-8")
    kind = source_of(path)
    assert isinstance(kind, Export)
    assert list(islice(kind.records(path, lambda _read: None), BROKEN))


def test_controls_that_xml_cannot_have_are_dropped(tmp_path: Path) -> None:
    (item,) = items(tmp_path / "blog.xml", HEAD + post(content="第一\x0b段。") + END)
    assert isinstance(item, Record)
    assert article(item).body == (Paragraph("第一段。"),)


def test_an_item_in_the_text_of_a_post_is_text(tmp_path: Path) -> None:
    found = items(tmp_path / "blog.xml", HEAD + post(1, "写法：<pre>\n<item>\n</item></pre>") + post(2) + END)
    assert (names(found), wrong(found)) == (["1", "2"], [])


def test_entities_and_addresses_of_a_hostile_file_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    declared = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>\n<rss'
    with pytest.raises(SourceError, match="type of document"):
        items(tmp_path / "blog.xml", HEAD.replace("<rss", declared, 1) + post() + END)
    inside = post(1).replace("\t<item>", '\t<item><!DOCTYPE a [<!ENTITY x "y">]>')
    found = items(tmp_path / "blog.xml", HEAD + inside + post(2) + END)
    assert names(found) == ["2"]


@pytest.mark.parametrize("text", ["<rss><channel><item/></channel></rss>", "", "plain", '<?xml version="1.0"?><alto/>'])
def test_other_xml_is_refused_when_named_and_known_as_other_in_a_folder(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match="no export of WordPress"):
        items(tmp_path / "blog.xml", text)
    assert not is_wordpress(tmp_path / "blog.xml")
    items(tmp_path / "blog.xml", HEAD + END)
    assert is_wordpress(tmp_path / "blog.xml")


@given(st.lists(st.integers(1, 200), max_size=6), st.integers(16, 500))
def test_the_pieces_in_which_a_file_is_read_do_not_matter(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int], piece: int
) -> None:
    path = tmp_path_factory.mktemp("blog") / "blog.xml"
    text = HEAD + "".join(post(number, "字" * length) for number, length in enumerate(lengths)) + END
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(cutting, "PIECE", piece)
        found = items(path, text)
    assert names(found) == [str(number) for number in range(len(lengths))]
    lines = [text[: text.index(f"<wp:post_id>{number}<")].count("\n") - 5 for number in range(len(lengths))]
    assert [item.line for item in found if isinstance(item, Record)] == lines


RUINS = st.lists(
    st.sampled_from(["<item>", "</item>", "<![CDATA[", "]]>", "<!--", "-->", "\n", "x", "&", "<"]), max_size=20
)


@given(RUINS.map("".join))
def test_any_ruin_of_a_file_ends_and_raises_nothing_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, ruin: str
) -> None:
    found = items(tmp_path_factory.mktemp("blog") / "blog.xml", HEAD + post(1) + ruin + END)
    assert names(found)[:1] in ([], ["1"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>第一段。</p><p>第二\n段。</p>", [Paragraph("第一段。"), Paragraph("第二 段。")]),
        ("第一段。\n第二段。<br />第三段。", [Paragraph("第一段。"), Paragraph("第二段。"), Paragraph("第三段。")]),
        ("<!-- wp:heading --><h3>小标题</h3><h4>更小</h4>", [Subhead("小标题", 2), Subhead("更小", 3)]),
        ("<p><strong>小标题</strong></p><p><b>一句话。</b></p>", [Subhead("小标题"), Paragraph("一句话。")]),
        ("<ul><li>甲<ul><li>乙</li></ul></li><li>* 丙</li></ul>", [Markup("- 甲\n- 乙\n- \\* 丙")]),
        ("<ol><li>甲</li><li>乙</li></ol>", [Markup("1. 甲\n2. 乙")]),
        ("<blockquote><p>甲</p><p>乙</p></blockquote>尾", [Markup("> 甲\n>\n> 乙"), Paragraph("尾")]),
        (
            "<table><tr><th>甲</th><th>a|b</th></tr><tr><td></td><td><p>丁</p>戊</td></tr></table>",
            [Markup("| 甲 | a\\|b |\n| --- | --- |\n|  | 丁 戊 |")],
        ),
        ("<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>", [Paragraph("甲"), Paragraph("乙")]),
        ('<figure><img src="/a.jpg"><figcaption>新桥夜景</figcaption></figure>', [Paragraph("新桥夜景")]),
        ("<p>前<script>alert(1)</script>后</p><iframe src='x'>内</iframe>", [Paragraph("前后")]),
        ('<p>见<a href="javascript:x">此处</a>。</p>', [Paragraph("见此处。")]),
        ("<pre>一行\n二行</pre><p>三 行</p>", [Paragraph("一行"), Paragraph("二行"), Paragraph("三 行")]),
        ("<blockquote><ul><li>甲", [Markup("> 甲")]),
        ("", []),
    ],
)
def test_html_becomes_body_items(text: str, expected: list[BodyItem]) -> None:
    assert body(text) == expected


def test_addresses_of_pictures_are_handed_over_once() -> None:
    text = '<p>字<img src="https://weekly.example/a.jpg"><img src="https://weekly.example/a.jpg"><img src="data:x"></p>'
    assert markup.body(text)[1] == ("https://weekly.example/a.jpg",)


def test_depth_without_end_is_told_and_other_depth_is_survived() -> None:
    assert body("<div>" * 1000 + "字" + "</div>" * 1000) == [Paragraph("字")]
    for text in ("<div>" * 100_000 + "字", "<blockquote><ul><li><table><tr><td>" * 20_000 + "字"):
        with pytest.raises(SourceError, match="without end"):
            body(text)


TAGS = ("p", "ul", "li", "table", "tr", "td", "blockquote", "b", "h2", "pre", "script")
PARTS = [*(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS), "<br>", "\n\n", "字", "a | b"]


@given(st.lists(st.sampled_from(PARTS), max_size=30))
def test_any_markup_keeps_its_words_and_means_nothing_of_its_own(parts: list[str]) -> None:
    found = body("".join(["<p>首</p>", *parts]))
    assert found[0] == Paragraph("首")
    text = words(found)
    if "<script>" not in parts:
        assert text.count("字") == parts.count("字")


def test_hostile_words_in_lists_tables_and_quotations_are_words() -> None:
    evil = "&lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:y) **b** # h"
    table = f"<table><tr><td>{evil}</td><td>1</td></tr><tr><td>2</td></tr></table>"
    text = f"<ul><li>{evil}</li></ul><blockquote>{evil}</blockquote>{table}"
    written = words(body(text))
    output = Markdown(extensions=["extra", "backfile.build.safe_markdown"]).convert(written)
    assert "<script" not in output
    assert "href" not in output
    assert "<strong" not in output


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('前[gallery ids="1,2"]后', "前后"),
        ("前[gallery]后", "前后"),
        ("他说[sic]这样，见注[1]、[注]。", "他说[sic]这样，见注[1]、[注]。"),
        ("[quote]引文[/quote]", "引文"),
        ("[embed]https://x.example/v[/embed]字", "字"),
        ('[caption id="a" width="300"]<img src="https://x.example/a.jpg" alt="x"> 新桥夜景[/caption]字',
         '<img src="https://x.example/a.jpg" alt="x">\n\n 新桥夜景\n\n字'),
        ('[my-box color=red size="2" /]字', "字"),
        ("[" * 50_000, "[" * 50_000),
    ],
)  # fmt: skip
def test_shortcodes_go_and_the_authors_own_brackets_stay(text: str, expected: str) -> None:
    assert without_shortcodes(text) == expected


def test_a_caption_is_a_paragraph_of_its_own() -> None:
    text = '[caption id="a"]<a href="/a"><img src="https://x.example/a.jpg"></a> 新桥夜景[/caption]正文。'
    found, pictures = markup.body(without_shortcodes(text))
    assert found == [Paragraph("新桥夜景"), Paragraph("正文。")]
    assert pictures == ("https://x.example/a.jpg",)
