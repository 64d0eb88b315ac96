"""The shorter ways of a build: the same as Pelican and Python-Markdown, or not taken at all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from pelican.contents import Article
from pelican.settings import read_settings
from pelican.urlwrappers import Author

from backfile import defaults, markdown
from backfile.build.quick import plain
from backfile.build.quick.article import QuickArticle
from backfile.build.quick.reader import QuickReader
from backfile.build.reader import ArchiveReader
from backfile.models import Article as Printed
from backfile.models import Credit, Entry, Paragraph, Subhead
from tests.build_helpers import GOLDEN, ROOT

if TYPE_CHECKING:
    from pathlib import Path

CHARACTERS = st.one_of(
    st.sampled_from(list("一二，。“”《》（）ab12 ;:.,!?'\"()%$@^~/=+-")),  # what prints
    st.sampled_from(list("#*_`[]<>&{}|\\\n\t\r\x02\x03\x0b\x85\u2028\u3000\ufeff\xa0")),  # what means something
    st.characters(codec="utf-8"),
)
LINES = st.text(CHARACTERS, max_size=40)
TEXTS = st.lists(LINES, max_size=6).map("\n\n".join)


def of_markdown(text: str) -> tuple[str, dict[str, list[str]]]:
    """The HTML and the metadata as Python-Markdown, newly made, gives them."""
    fresh: Any = Markdown(**defaults.MARKDOWN)
    return fresh.convert(text), fresh.Meta


@given(TEXTS)
@example("一\n二")
@example("一\n===")
@example("1. 一")
@example("1986. A year.")
@example("## 小标题")
@example("##  小标题  二")
@example("> 一")
@example("AT&amp;T")
@example("- 一")
@example("")
@example("一  \n二")
@example(" 一\n\n　　二")
@example(":   一")
@example("a: b")
@example("http://example.org/ 一")
@example("一 \\* 二")
def test_a_body_that_is_plain_gives_what_markdown_gives(body: str) -> None:
    html = plain.html(body)
    if html is not None:
        assert html == of_markdown(f"Title: 题\n\n{body}")[0]


@given(st.lists(st.tuples(st.sampled_from(["Title", "DATE", "a-b", "x_1", "---"]), LINES), max_size=4), TEXTS)
def test_metadata_that_are_plain_are_what_markdown_reads(lines: list[tuple[str, str]], body: str) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in lines) + f"\n{body}"
    found = plain.metadata(text)
    if found is not None and plain.html(found[1]) is not None:
        html, meta = of_markdown(text)
        assert {key: [value] for key, value in found[0].items()} == meta
        assert plain.html(found[1]) == html


@pytest.mark.parametrize("body", ["第一段。\n\n第二段，“引语”。", "## 小标题\n\nA plain line, 1986."])
def test_what_newspapers_print_is_plain(body: str) -> None:
    assert plain.html(body) is not None


def read(reader: type[ArchiveReader], paths: list[Path], **settings: Any) -> list[Any]:
    """What a reader makes of some files, one after the other."""
    make: Any = reader
    made = make(read_settings(str(GOLDEN / "pelicanconf.py"), override=settings))
    return [comparable(*made.read(str(path))) for path in paths]


def comparable(html: str, metadata: dict[str, Any]) -> tuple[str, dict[str, str]]:
    return html, {key: repr(value) for key, value in metadata.items()}


EXAMPLES = [
    "Title: 一\n\n**粗** [文]({filename}b.md)\n\n[x]: http://x.example\n",
    "Title: 二\nTitle: 三\nSummary: 一\n    二\n\n[x]\n",
    "---\nTitle: 四\n---\n正文\n",
    "Title: 五\nTags: a, b\n\n正文\n",
    "没有元数据\n",
    "",
    "\ufeffTitle: 六\r\n\r\n正文\r\n",
    "Title: 七\nDate: 2026-03-09\nAuthors: 甲; 乙\n\n一\n\n![图](a.png)\n\n|a|b|\n|-|-|\n|1|2|\n",
]


def test_the_quick_reader_reads_every_file_as_our_reader_does(tmp_path: Path) -> None:
    paths = sorted((GOLDEN / "content").rglob("*.md"))
    for number, text in enumerate(EXAMPLES):
        path = tmp_path / f"{number}.md"
        path.write_text(text, encoding="utf-8", newline="")
        paths.append(path)
    paths = [path for path in paths if path.name != "issue.md"]
    assert read(QuickReader, paths, PATH="/") == read(ArchiveReader, paths, PATH="/")


@given(body=st.lists(st.one_of(LINES.map(Paragraph), LINES.map(Subhead)), max_size=5), title=LINES)
def test_the_quick_reader_reads_generated_articles_as_our_reader_does(
    tmp_path_factory: pytest.TempPathFactory, body: list[Any], title: str
) -> None:
    article = Printed(title=title.strip() or "题", body=tuple(body), credits=(Credit("甲", "记者"),), lang="zh-cn")
    entry = Entry(article, "east-20260309-p01-01", "east", date(2026, 3, 9), page="1")
    path = tmp_path_factory.mktemp("generated") / "article.md"
    path.write_text(markdown.write(entry), encoding="utf-8", newline="\n")
    again = path.with_name("again.md")
    again.write_text(markdown.write(entry), encoding="utf-8", newline="\n")
    assert read(QuickReader, [path, again], PATH="/") == read(ArchiveReader, [path, again], PATH="/")


@pytest.mark.parametrize(
    "settings",
    [
        {"FORMATTED_FIELDS": ["summary"]},
        {"MARKDOWN": defaults.MARKDOWN | {"extensions": [*defaults.MARKDOWN["extensions"], "markdown.extensions.toc"]}},
    ],
)
def test_with_another_way_of_reading_markdown_the_ordinary_road_is_taken(
    tmp_path: Path, settings: dict[str, Any]
) -> None:
    path = tmp_path / "a.md"
    path.write_text("Title: 题\nSummary: *一*\n\n## 一\n\n[TOC]\n", encoding="utf-8")
    assert read(QuickReader, [path], PATH="/", **settings) == read(ArchiveReader, [path], PATH="/", **settings)


ADDRESSES = [
    "{newspaper}/{date:%Y}/{date:%m}/{date:%d}/{slug}.html",
    "{date:%B %j}/{date.year}-{author}-{category}-{lang}.html",
    "{path}.html",
    "{title}/{slug}",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("status", ["published", "draft"])
@pytest.mark.parametrize("own", [True, False])
def test_an_address_is_the_one_that_pelican_makes(address: str, status: str, own: bool) -> None:
    override = {f"{kind}_{key}": address for kind in ("ARTICLE", "DRAFT", "ARTICLE_LANG") for key in ("URL", "SAVE_AS")}
    settings = read_settings(str(GOLDEN / "pelicanconf.py"), override=override | {"PATH": str(ROOT)})
    made = []
    classes: tuple[Any, ...] = (Article, QuickArticle)
    for make in classes:
        metadata: dict[str, Any] = {"title": "题", "newspaper": "east", "slug": "s", "status": status, "lang": "en"}
        if own:
            author: Any = Author
            metadata |= {"author": author("甲", settings)}
        reader: Any = ArchiveReader
        metadata["date"] = reader(settings).process_metadata("date", "2026-03-09")
        made.append(make("<p>{x}</p>", metadata, settings, str(ROOT / "a/b.md"), {}))
    stock, quick = made
    assert (quick.url, quick.save_as) == (stock.url, stock.save_as)
    quick.slug = stock.slug = "other"
    quick.metadata["newspaper"] = stock.metadata["newspaper"] = "west"
    assert (quick.url, quick.save_as) == (stock.url, stock.save_as)
    assert quick.get_relative_source_path() == stock.get_relative_source_path() == "a/b.md"


@pytest.mark.parametrize(
    "html",
    [
        "<p>文</p>",
        '<p><a href="{filename}c.md">文</a></p>',
        '<img src="{static}c.png">',
        '<a href="{attach}c.png">{</a>',
    ],
)
def test_links_are_found_as_pelican_finds_them(html: str) -> None:
    settings = read_settings(str(GOLDEN / "pelicanconf.py"), override={"PATH": str(ROOT)})
    made = []
    classes: tuple[Any, ...] = (Article, QuickArticle)
    for make in classes:
        target = make("", {"title": "c", "save_as": "c.html", "url": "c.html"}, settings, str(ROOT / "a/c.md"), {})
        context = {"generated_content": {"a/c.md": target}, "static_content": {}}
        article = make(html, {"title": "题"}, settings, str(ROOT / "a/b.md"), context)
        made.append((article.get_static_links(), article.get_content("..")))
    assert made[0] == made[1]
