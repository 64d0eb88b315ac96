"""Markdown of foreign text: nothing in it runs, fetches or breaks out."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.settings import read_settings

from backfile.build.reader import ArchiveReader
from backfile.defaults import MARKDOWN

TAGS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "em",
        "strong",
        "a",
        "img",
        "hr",
        "br",
        "span",
        "figure",
        "figcaption",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)
ATTRIBUTES = {"href", "src", "alt", "title", "loading", "start"}


def html_of(text: str) -> str:
    """The body of an article as the site has it."""
    extensions = [name for name in MARKDOWN["extensions"] if not name.endswith(".meta")]
    return markdown.markdown(text, extensions=extensions, output_format=MARKDOWN["output_format"])


class Elements(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_comment(self, _data: str) -> None:
        self.found.append(("comment", {}))

    def handle_decl(self, _decl: str) -> None:
        self.found.append(("declaration", {}))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "| 一 | 二 |\n|:--|--:|\n| 三 | 四 |",
        "前 <img src=x onerror=alert(1)> 后",
        "<div>\n\n一\n\n</div>",
        "<!-- 注 -->",
        "<!DOCTYPE html>",
        "<svg/onload=alert(1)>",
        "[一](javascript:alert(1))",
        "[一](java&#115;cript:alert(1))",
        "[一](&#106;avascript&colon;alert(1))",
        "[一](java&Tab;script:alert(1))",
        "[一](<  javascript:alert(1)>)",
        "[一](vbscript:x) [二](data:text/html,x) [三](file:///etc/passwd)",
        "[一][1]\n\n[1]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "[一]({index}javascript:alert(1))",
        "[一]({filename}{tag}javascript:alert(1))",
        "[一](//elsewhere.example/) ![图](//elsewhere.example/a.png)",
        "![图](https://elsewhere.example/a.png)",
        "![图](data:image/svg+xml,x)",
        '![图](a.png "题" onerror=alert(1))',
        "![图]({static}https://elsewhere.example/a.png)",
    ],
)
def test_nothing_in_hostile_text_runs_or_fetches(text: str) -> None:
    assert_harmless(html_of(text))


@given(
    st.text(
        st.sampled_from(list("<>[]()!\"'&;#:/\\{}|*_`~=-+ \n\tjavscriptonedhfl:0年\x00\x02\x03\u200b")), max_size=60
    )
)
def test_no_text_at_all_runs_or_fetches(text: str) -> None:
    assert_harmless(html_of(text))


@given(st.sampled_from(["[x]({})", "![x]({})", "<{}>", "[x][1]\n\n[1]: {}", "[x](<{}>)"]), st.text(max_size=30))
def test_no_address_at_all_runs_or_fetches(form: str, address: str) -> None:
    assert_harmless(html_of(form.replace("{}", address + "javascript:alert(1)")))


def assert_harmless(html: str) -> None:
    for tag, attributes in Elements(html).found:
        assert tag in TAGS, html
        assert set(attributes) <= ATTRIBUTES, html
        for name in ("href", "src"):
            # What a browser takes for the scheme: it drops white space and controls.
            bare = re.sub(r"[\x00-\x20]", "", unescape(attributes.get(name, "")))
            bare = re.sub(r"^(\{[a-z]*\})+", "", bare)
            scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
            assert not scheme or (tag == "a" and scheme[1].lower() in ("http", "https", "mailto")), html
            assert not bare.startswith(("//", "\\\\", "/\\", "\\/")), html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("一段 & 另一段 < 三", "<p>一段 &amp; 另一段 &lt; 三</p>"),
        ("&lt;b>字&lt;/b>", "<p>&lt;b&gt;字&lt;/b&gt;</p>"),
        ("\\<b>字\\</b>", "<p>&lt;b&gt;字&lt;/b&gt;</p>"),
        ("[链接](https://a.example/)", '<p><a href="https://a.example/">链接</a></p>'),
        ("[前文]({filename}../x.md)", '<p><a href="{filename}../x.md">前文</a></p>'),
        ("## 小题", "<h2>小题</h2>"),
        (
            "![一只鹅。](e.png)",
            '<figure><img alt="一只鹅。" src="e.png"><figcaption>一只鹅。</figcaption></figure>',
        ),
        ("文中![鹅](e.png)图", '<p>文中<img alt="鹅" src="e.png">图</p>'),
    ],
)
def test_ordinary_text_links_and_figures_are_as_written(text: str, html: str) -> None:
    assert html_of(text) == html


def test_a_refused_picture_leaves_its_caption() -> None:
    assert html_of("![一只鹅](http://elsewhere.example/e.png)") == "<p><span>一只鹅</span></p>"


def test_the_reader_is_never_without_it() -> None:
    settings = read_settings(override={"MARKDOWN": {"extensions": ["markdown.extensions.extra"]}})
    ArchiveReader(settings)
    assert "backfile.build.safe_markdown" in settings["MARKDOWN"]["extensions"]


@pytest.mark.parametrize("marker", ["", "{filename}", "{static}"])
def test_an_address_that_cannot_be_taken_apart_is_none(marker: str) -> None:
    """Pelican stops the whole build over it."""
    assert html_of(f"[词]({marker}http://[x)") == "<p><a>词</a></p>"
