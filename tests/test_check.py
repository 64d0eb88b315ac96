"""`inv check` finds each kind of fault, says where, and finds none where there is none."""

from __future__ import annotations

from html import escape
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.check import addresses, listed
from backfile.check import articles as articles_check
from backfile.check import site as site_check
from backfile.errors import BackfileError

ARTICLE = """\
Title: 山路通车
Date: 2026-03-09
Newspaper: demo
Page: 1
Lang: zh-cn
Id: {}
Source: 01.txt#L1-L9
{}
正文。
"""


def make_site(folder: Path, **files: str) -> Path:
    """A site with a home page and the files given (`__` in a name is a slash, `_` before its suffix a dot)."""
    for name, text in {"index_html": "<title>x</title>", **files}.items():
        stem, _, suffix = name.replace("__", "/").rpartition("_")
        path = folder / f"{stem}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def faults(site: Path) -> list[str]:
    return [str(fault) for fault in site_check.check(site).faults]


def test_a_sound_site_has_no_fault(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        index_html='<h1 id="lead">x</h1><a href="#lead">x</a><a href="a/b.html?q=1#here">x</a><a href="#top">x</a>',
        a__b_html='<p id="here"><a href="../index.html">x</a><a href="">x</a><a href="mailto:a@b.example">x</a>'
        '<a href="%E7%BA%B8.html#%E7%89%88">x</a><img src="data:image/png;base64,AA==">'
        '<link rel="stylesheet" href="s.css">',
        a__s_css="/* url(https://other.example/) */ body { background: url('x.png') }",
        a__x_png="x",
        a__纸_html='<p id="版">x',
    )
    report = site_check.check(site)
    assert (report.faults, report.pages, report.outside) == ([], 3, 0)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ('<a href="gone.html">x</a>', "index.html:1: the link gone.html leads to nothing"),
        ('<a href="Index.html">x</a>', "index.html:1: the link Index.html leads to nothing"),
        (
            '\n\n<a href="a/b.html#no">x</a>',
            "index.html:3: the link a/b.html#no leads to a place #no that a/b.html does not have",
        ),
        ('<a href="#no">x</a>', "index.html:1: the link #no leads to a place #no that index.html does not have"),
        (
            '<a href="a">x</a>',
            "index.html:1: the link a leads to a folder, which does not open from a disk: add index.html",
        ),
        (
            '<a href="./">x</a>',
            "index.html:1: the link ./ leads to a folder, which does not open from a disk: add index.html",
        ),
        (
            '<a href="/a/b.html">x</a>',
            "index.html:1: the link /a/b.html starts at the host's root: it breaks in a folder and under a path",
        ),
        ('<a href="../x.html">x</a>', "index.html:1: the link ../x.html leads out of the site"),
        (
            '<a href="javascript:alert(1)">x</a>',
            "index.html:1: javascript:alert(1) is no address that a page of an archive should have",
        ),
        ('<a href="http://[x">x</a>', "index.html:1: http://[x is no address"),
        ('<p id="a"></p>\n<p id="a"></p>', 'index.html:2: the id "a" stands already in line 1'),
        ('<p id="a"></p><p id="a"></p>', 'index.html:1: the id "a" stands already in line 1'),
    ],
)
def test_a_fault_in_a_page_is_told_with_its_line(tmp_path: Path, html: str, reason: str) -> None:
    assert faults(make_site(tmp_path, index_html=html, a__index_html="", a__b_html="")) == [reason]


@pytest.mark.parametrize(
    "html",
    [
        '<script src="{}"></script>',
        '<img src="{}" alt="">',
        '<img srcset="index.html 1x, {} 2x" alt="">',
        '<link rel="stylesheet" href="{}">',
        '<link rel="preconnect" href="{}">',
        '<iframe src="{}"></iframe>',
        '<video poster="{}"></video>',
        '<object data="{}"></object>',
        '<form action="{}"></form>',
        '<button formaction="{}">x</button>',
        '<svg><image xlink:href="{}"></image></svg>',
        '<meta http-equiv="refresh" content="0; url={}">',
        '<p style="background: url({})">x</p>',
        "<style>@import '{}';</style>",
    ],
)
@pytest.mark.parametrize("url", ["https://other.example/x", "//other.example/x", "HTTP://other.example/x"])
def test_whatever_a_browser_fetches_from_another_host_is_a_fault(tmp_path: Path, html: str, url: str) -> None:
    assert faults(make_site(tmp_path, index_html=html.format(url))) == [
        f"index.html:1: {url} is fetched from another host"
    ]


def test_a_style_sheet_is_checked_too(tmp_path: Path) -> None:
    site = make_site(
        tmp_path, a_css='p { }\n/* \n */ a { src: url( "https://other.example/f.woff" ) }\nb { c: url(gone.png) }'
    )
    assert faults(site) == [
        "a.css:3: https://other.example/f.woff is fetched from another host",
        "a.css:4: the link gone.png leads to nothing",
    ]


def test_a_link_to_another_host_that_a_reader_may_follow_is_counted_and_no_fault(tmp_path: Path) -> None:
    html = '<a href="https://other.example/">source</a><link rel="canonical" href="https://other.example/">'
    report = site_check.check(make_site(tmp_path, index_html=html))
    assert (report.faults, report.outside) == ([], 2)


def test_a_link_that_breaks_on_every_page_is_told_three_times_and_then_counted(tmp_path: Path) -> None:
    pages = {f"a__{number}_html": '<a href="../gone.html#x">x</a>' for number in range(9)}
    lines = list(listed(site_check.check(make_site(tmp_path, index_html='<a href="no.html">x</a>', **pages)).faults))
    assert lines[:2] == [
        "a/0.html:1: the link ../gone.html#x leads to nothing",
        "a/1.html:1: the link ../gone.html#x leads to nothing",
    ]
    assert lines[3:] == [
        "index.html:1: the link no.html leads to nothing",
        "gone.html#x: 6 more links to this in other places",
    ]


def test_a_folder_without_a_site_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BackfileError, match=r"there is no site here.*inv build"):
        site_check.check(tmp_path)


names = st.text(alphabet="abcé纸", min_size=1, max_size=6)
paths = st.lists(names, min_size=1, max_size=3).map(lambda parts: "/".join(parts) + ".html")


@given(paths, paths, st.booleans())
def test_a_relative_link_between_any_two_pages_is_followed(source: str, target: str, there: bool) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        up = "../" * (len(PurePosixPath(source).parts) - 1)
        site = make_site(Path(folder))
        for name, html in {target: "y", source: f'<a href="{escape(up + target)}">x</a>'}.items():
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_text(html, encoding="utf-8")
        if not there and source != target:
            (site / target).unlink()
        found = faults(site)
    assert found == ([] if there or source == target else [f"{source}:1: the link {up}{target} leads to nothing"])


@given(st.lists(st.tuples(st.sampled_from(["href", "src"]), st.text(max_size=20)), max_size=6))
def test_every_address_of_a_page_is_found_in_order(written: list[tuple[str, str]]) -> None:
    usable = [(name, "".join(c for c in url if c.isprintable() and not c.isspace())) for name, url in written]
    html = "\n".join(
        f'<a href="{escape(url)}">x</a>' if name == "href" else f'<img src="{escape(url)}">' for name, url in usable
    )
    found = addresses.in_page(html.encode()).addresses
    assert [(address.url, address.line) for address in found] == [
        (url, line) for line, (_, url) in enumerate(usable, start=1)
    ]


@given(st.binary(max_size=400) | st.text(alphabet="<>/=\"'ahrefsc #:&;!-\n", max_size=200).map(str.encode))
def test_no_page_however_broken_stops_the_check(data: bytes) -> None:
    found = addresses.in_page(data)
    assert all(address.line >= 0 for address in found.addresses)


@given(st.text(alphabet="url(@import'\")/*\n ;x", max_size=100))
def test_no_style_sheet_however_broken_stops_the_check(css: str) -> None:
    assert all(1 <= address.line <= css.count("\n") + 1 for address in addresses.in_style_sheet(css))


def put_article(content: Path, name: str, identifier: str, extra: str = "") -> Path:
    path = content / "demo" / "2026" / "03" / "09" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ARTICLE.format(identifier, extra), encoding="utf-8")
    return path


def test_articles_that_wait_for_review_are_counted_and_are_no_faults(tmp_path: Path) -> None:
    put_article(tmp_path, "demo-20260309-p01-01", "demo-20260309-p01-01", "Review: headline-missing\n")
    put_article(tmp_path, "demo-20260309-p01-02", "demo-20260309-p01-02")
    report = articles_check.check(tmp_path)
    assert (report.articles, report.faults, report.waiting) == (2, [], 1)


def test_two_articles_with_one_id_are_a_fault(tmp_path: Path) -> None:
    put_article(tmp_path, "a", "demo-20260309-p01-01")
    put_article(tmp_path, "b", "demo-20260309-p01-01")
    assert [str(fault) for fault in articles_check.check(tmp_path).faults] == [
        "demo/2026/03/09/b.md: its id demo-20260309-p01-01 is also that of demo/2026/03/09/a.md"
    ]


def test_an_article_that_cannot_be_read_is_told_with_its_line_and_the_others_are_checked(tmp_path: Path) -> None:
    broken = put_article(tmp_path, "a", "demo-20260309-p01-01")
    broken.write_text(broken.read_text(encoding="utf-8").replace("2026-03-09", "gestern"), encoding="utf-8")
    put_article(tmp_path, "b", "demo-20260309-p01-02").with_name("c.md").write_bytes(b"\xff\xfe\x00")
    report = articles_check.check(tmp_path)
    assert report.articles == 1
    assert [(fault.source[-4:], fault.line) for fault in report.faults] == [("a.md", 2), ("c.md", 0)]


def test_an_issues_own_file_and_written_pages_are_no_articles(tmp_path: Path) -> None:
    put_article(tmp_path, "a", "demo-20260309-p01-01").with_name("issue.md").write_text(
        "Newspaper: demo\n", encoding="utf-8"
    )
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "about.md").write_text("Title: About\n\nx\n", encoding="utf-8")
    assert (articles_check.check(tmp_path).articles, articles_check.check(tmp_path).faults) == (1, [])
