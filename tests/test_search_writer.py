"""The shards on the disk: the same bytes for the same articles, nothing left behind, damage named and survived."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from opencc import OpenCC

from backfile.search import shards, tier, writer
from backfile.search.document import Document
from backfile.search.html_text import visible_text
from tests.search import node
from tests.search.corpus import documents

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = documents(60)


def files(site: Path) -> dict[str, bytes]:
    folder = site / "search"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def tier_folder(site: Path) -> Path:
    """The folder of the base."""
    return next((site / "search").glob("base-*"))


def shard_file(site: Path, token: str) -> Path:
    """The file of the shard in which a token stands."""
    found = (tier_folder(site) / "terms").rglob("*.js")
    return next(path for path in sorted(found) if f'"{token}":' in path.read_text("utf-8"))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of many shards that a test may damage."""
    monkeypatch.setattr(shards, "SHARD_BYTES", 300)
    writer.write(ARTICLES, tmp_path)
    return tmp_path


def test_the_same_articles_give_the_same_bytes_however_they_are_cut_into_runs(
    site: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path_factory.mktemp("other")
    monkeypatch.setitem(tier.VOLUME_DOCUMENTS, "base", 7)
    assert writer.write(ARTICLES, other) == len(ARTICLES)
    assert files(other) == files(site)


def test_a_new_index_takes_the_place_of_the_old_one(site: Path) -> None:
    before = files(site)
    writer.write(ARTICLES, site)
    assert files(site) == before
    (site / "search/.base/terms").mkdir(parents=True)  # as a killed run leaves it
    writer.write(ARTICLES[:5], site)
    assert len(files(site)) < len(before)
    assert sorted(path.name for path in (site / "search").iterdir()) == [
        tier_folder(site).name,
        "fold.js",
        "manifest.js",
    ]
    assert node.search(site, "author:陆小川 OR author:白望舒 OR author:顾南枝 OR author:quill")["total"] == 5


def test_articles_out_of_order_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=ARTICLES[0].id):
        writer.write([ARTICLES[-1], ARTICLES[0]], tmp_path)


def test_an_archive_without_articles_finds_nothing_and_does_not_fail(tmp_path: Path) -> None:
    assert writer.write([], tmp_path) == 0
    answer = node.search(tmp_path, "石桥")
    assert (answer["total"], answer["results"], answer["problems"]) == (0, [], [])


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    hostile = '</script><script>alert(1)</script>"\\ \u2028 __proto__ constructor \ud800 石桥'
    writer.write([Document(id="x", url="x.html", title=hostile, date="2022-01-01", passages=(hostile * 2,))], tmp_path)
    for query in ("石桥", "constructor", "alert", "__proto__", "title:石桥"):
        answer = node.search(tmp_path, query)
        assert answer["total"] == 1, query
        assert answer["results"][0]["title"] == hostile.replace("\ud800", "?")
    assert node.search(tmp_path, "valueof")["total"] == 0
    assert node.search(tmp_path, "hasownproperty")["total"] == 0


def damaged(path: Path, way: str) -> None:
    if way == "missing":
        path.unlink()
    elif way == "truncated":
        path.write_bytes(path.read_bytes()[:-20])
    else:
        path.write_bytes(b"")


@pytest.mark.parametrize("way", ["missing", "truncated", "empty"])
def test_a_damaged_shard_of_terms_is_named_and_the_rest_answers(site: Path, way: str) -> None:
    whole = node.search(site, "石桥 渡口", limit=99)
    assert whole["total"] > 0
    damaged(shard_file(site, "渡口"), way)
    answer = node.search(site, "石桥 渡口", limit=99)
    assert answer["problems"] == [{"part": "terms", "words": ["渡口"]}]
    assert {result["id"] for result in answer["results"]} == {result["id"] for result in whole["results"]}
    alone = node.search(site, "渡口")
    assert (alone["total"], alone["problems"]) == (0, [{"part": "terms", "words": ["渡口"]}])


@pytest.mark.parametrize("way", ["missing", "truncated", "empty"])
def test_a_damaged_chunk_of_texts_is_named_by_its_time_and_the_rest_answers(site: Path, way: str) -> None:
    query = "在白沙渡"
    whole = {result["id"] for result in node.search(site, query, limit=99)["results"]}
    size = shards.CHUNK_DOCUMENTS
    first, past = 2 * size, 3 * size
    lost = {article.id for article in ARTICLES[first:past]}
    assert whole & lost
    damaged(tier_folder(site) / "texts/00/02.js", way)
    answer = node.search(site, query, limit=99)
    assert {result["id"] for result in answer["results"]} == whole - lost
    assert answer["total"] == len(whole - lost)
    problem = {"part": "texts", "articles": size, "from": ARTICLES[first - 1].date, "to": ARTICLES[past].date}
    assert answer["problems"] == [problem]


def test_without_its_manifest_or_with_another_format_the_index_says_that_it_is_unusable(site: Path) -> None:
    manifest = site / "search/manifest.js"
    manifest.write_text(manifest.read_text("utf-8").replace('"format":2', '"format":0'), encoding="utf-8")
    assert node.search(site, "石桥")["problems"] == [{"part": "index"}]
    manifest.unlink()
    assert node.search(site, "石桥")["problems"] == [{"part": "index"}]


def test_without_the_table_of_characters_everything_else_is_found(site: Path) -> None:
    (site / "search/fold.js").unlink()
    simplified, traditional = node.search(site, "石桥"), node.search(site, "石橋")
    assert simplified["total"] > traditional["total"] == 0
    assert simplified["problems"] == []
    assert traditional["problems"] == [{"part": "fold"}]


def test_simplified_text_is_searched_without_the_whole_table_and_traditional_text_with_it(tmp_path: Path) -> None:
    article = replace(ARTICLES[0], title="著名的石桥", passages=("費用", "乾净"))
    writer.write([article], tmp_path)
    asked: list[dict[str, Any]] = [{"search": "着名"}, {"search": "费用"}, {"search": "干净"}, {"loaded": 0}]
    *answers, loaded = node.ask(tmp_path, asked)
    assert [answer["total"] for answer in answers] == [1, 1, 1]
    assert "search/fold.js" not in loaded
    many = "".join(map(chr, range(0x4E00, 0x5E00)))
    much = replace(article, passages=(OpenCC("s2t").convert(many),))
    writer.write([much], tmp_path)
    answer, loaded = node.ask(tmp_path, [{"search": many[:2]}, {"loaded": 0}])
    assert answer["total"] == 1
    assert "search/fold.js" in loaded


def test_a_phrase_does_not_span_two_passages(tmp_path: Path) -> None:
    article = replace(ARTICLES[0], title="新桥", passages=("桥头的人", "都来了\n看热闹"))
    writer.write([article], tmp_path)
    totals = [node.search(tmp_path, query)["total"] for query in ("新桥桥头", "人都来", "来了看热闹")]
    assert totals == [0, 0, 1]


def test_names_of_shards_stay_short_and_few_in_a_folder(site: Path) -> None:
    for name in files(site):
        assert all(len(part) <= len("base-12345678") for part in name.removesuffix(".js").split("/")), name
    assert shards.numbered("terms", 70_000) == "terms/111/70"
    json.loads(shards.json_of({"a": ["石"]}))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>石桥<em>通</em>了。</p>\n<p>大家&amp;孩子</p>", "石桥通了。\n大家&孩子"),
        ("<h2>Snow</h2><p>It fell<br>at dawn</p>", "Snow\nIt fell\nat dawn"),
        ("<figure><img src='a.jpg' alt='unseen'><figcaption>桥头</figcaption></figure>", "桥头"),
        ("<script>alert(1)</script><style>p{}</style><p>&lt;script&gt;</p>", "<script>"),
        ("<table><tr><td>甲</td><td>乙</td></tr></table>", "甲\n乙"),
        ("", ""),
    ],
)
def test_the_text_of_an_article_is_what_its_reader_sees(html: str, text: str) -> None:
    assert visible_text(html) == text
