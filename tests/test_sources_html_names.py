"""What sites give for authors becomes names and roles, without jobs, dates, desks and the site itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.sources import html
from backfile.sources.html.names import byline, credits_of, is_organisation, opening

if TYPE_CHECKING:
    from pathlib import Path

SENTENCES = (
    "<p>The old mill on the river has a new wheel, and the first flour of the year was ground on Saturday morning.</p>"
    "<p>About two hundred people came to watch, many of them from the villages further up the valley, by bus.</p>"
)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("By Ann Lee, Tom Reed and Kim Ito, The Valley Post", ["Ann Lee", "Tom Reed", "Kim Ito", "The Valley Post"]),
        ("Ann Lee, editor, Valley desk", ["Ann Lee"]),
        ("Posted by Ann Lee on 2026-07-09, all posts", ["Ann Lee"]),
        ("Ann Lee July 9, 2026 at 8 am", ["Ann Lee"]),
        ("name, email@valley.example", []),
        ("Von Jana Weiß und Karl Ötter", ["Jana Weiß", "Karl Ötter"]),
        ("Par Léa Noël (avec Paul Roi et Anne Sol)", ["Léa Noël (avec Paul Roi et Anne Sol)"]),
        ("作者：叶青 责任编辑：许达", ["叶青"]),
        ("责任编辑：许达", []),
        ("来源：青石网", []),
        ("发布于 2026-07-09", []),
        ("", []),
    ],
)
def test_a_value_gives_its_names(value: str, names: list[str]) -> None:
    assert [credit.name for credit in credits_of(value)] == names


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("青石新闻记者 叶青 许达", [("叶青", "记者", "青石新闻"), ("许达", "记者", "青石新闻")]),
        ("采写：青石见习记者 叶青", [("叶青", "见习记者", "青石")]),
        ("叶青/青石日报", [("叶青", None, "青石日报")]),
        ("本报记者 叶青 通讯员 许达", [("叶青", "记者", "本报"), ("许达", "通讯员", None)]),
        (
            "记者：叶青、许达 通讯员：林小满",
            [("叶青", "记者", None), ("许达", "记者", None), ("林小满", "通讯员", None)],
        ),
        ("第一天就来了两百多位读者。", []),
        ("Ann Lee", []),
    ],
)
def test_a_chinese_byline_gives_names_roles_and_desks(
    line: str, wanted: list[tuple[str, str | None, str | None]]
) -> None:
    assert [(credit.name, credit.role, credit.organisation) for credit in byline(line)] == wanted


@pytest.mark.parametrize(
    "text", ["青石网3月24日讯（记者叶青 整合） 新阅览室开放。", "本报讯（记者 叶青）新阅览室开放。"]
)
def test_the_lead_of_a_text_gives_its_reporter(text: str) -> None:
    assert [(credit.name, credit.role) for credit in opening(text)] == [("叶青", "记者")]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("AFP", True), ("新华社", True), ("青石网", True), ("Newsroom", True), ("Ann Press", False), ("叶青", False)],
)
def test_agencies_and_desks_are_organisations(name: str, *, is_one: bool) -> None:
    assert is_organisation(name) is is_one


def names_on(folder: Path, head: str, body: str = "") -> list[tuple[str, str | None]]:
    path = folder / "mill.html"
    title = "The mill turns again"
    text = (
        f"<html><head><title>{title}_青石新闻</title>{head}</head><body><h1>{title}</h1>{body}{SENTENCES}</body></html>"
    )
    path.write_text(text, encoding="utf-8")
    return [(credit.name, credit.role) for credit in html.read(path).credits]


def node(**keys: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **keys})}</script>'


def test_an_organisation_declared_as_author_is_none(tmp_path: Path) -> None:
    head = node(author={"@type": "NewsMediaOrganization", "name": "The Valley Post"})
    assert names_on(tmp_path, head, '<p class="byline">By Ann Lee</p>') == [("Ann Lee", None)]


def test_the_site_is_no_author(tmp_path: Path) -> None:
    assert (
        names_on(tmp_path, '<meta property="og:site_name" content="Valley"><meta name="author" content="Valley">') == []
    )
    assert names_on(tmp_path, '<meta name="author" content="青石">') == []


def test_an_author_named_by_reference_is_found_in_the_graph(tmp_path: Path) -> None:
    graph = [{"@type": "Person", "@id": "#lee", "name": "Ann Lee"}, {"@type": "NewsArticle", "author": {"@id": "#lee"}}]
    head = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'
    assert names_on(tmp_path, head) == [("Ann Lee", None)]


def test_contributors_that_only_a_meta_tag_names_are_authors_of_a_piece_by_several(tmp_path: Path) -> None:
    several = node(author=["Ann Lee", "Tom Reed"])
    byline = '<p class="byline">By Ann Lee and Tom Reed</p>'
    house = '<meta name="copyright" content="Copyright 2026 Alder House"><meta name="author" content="Alder House">'
    for tag in ('<meta name="author" content="Kim Ito">', '<meta name="author" content="Tom Reed, Kim Ito">'):
        wanted = [("Ann Lee", None), ("Tom Reed", None), ("Kim Ito", None)]
        assert names_on(tmp_path, several + house + tag, byline) == wanted
    for tag in (house, '<meta name="author" content="annlee">', '<meta name="author" content="Thomas Reed">'):
        assert names_on(tmp_path, several + tag, byline) == [("Ann Lee", None), ("Tom Reed", None)]
    assert names_on(tmp_path, node(author="Ann Lee") + '<meta name="author" content="Kim Ito">') == [("Ann Lee", None)]


def test_json_ld_that_is_wrapped_as_character_data_is_read(tmp_path: Path) -> None:
    head = node(author="Ann Lee").replace("{", "\n<![CDATA[\n{", 1).replace("</script>", "\n]]>\n</script>")
    assert names_on(tmp_path, head) == [("Ann Lee", None)]


def test_a_declared_author_takes_the_role_that_is_printed(tmp_path: Path) -> None:
    head, line = '<meta name="author" content="许达">', "<p>责任编辑：许达</p>"
    assert names_on(tmp_path, head, line) == [("许达", "责任编辑")]


def test_a_byline_of_plain_text_below_the_headline_is_found(tmp_path: Path) -> None:
    assert names_on(tmp_path, "", "<div>Valley</div><div>By Ann Lee | 9 July 2026</div>") == [("Ann Lee", None)]


def test_bylines_of_comments_and_teasers_are_not_the_articles(tmp_path: Path) -> None:
    comment = '<span class="comment author">Old Tom</span><div class="related byline">By Kim Ito</div>'
    assert names_on(tmp_path, "", comment) == []


@given(st.text(max_size=300))
def test_any_value_gives_names_of_bounded_length(value: str) -> None:
    for credit in (*credits_of(value), *byline(value), *opening(value)):
        assert 1 <= len(credit.name) <= 60
