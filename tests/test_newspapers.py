"""Each rule file that we ship does on a page of its own what it says, for each stretch of time that it tells of."""

from __future__ import annotations

import json
import pickle
import re
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from backfile import settings
from backfile.errors import SettingsError
from backfile.ingest import ingest, reading
from backfile.models import Article, Page
from backfile.newspapers import NO_BOOK, NO_RULES, Rulebook, rulebook
from backfile.newspapers.reader import parse
from backfile.segment import segment
from backfile.sources import Source, source_of

ROOT = Path(__file__).resolve().parent.parent
PAGES = Path(__file__).resolve().parent / "newspapers"
FIXTURES = sorted(path for path in PAGES.iterdir() if path.suffix in {".txt", ".html"})
ARCHIVE = settings.load(ROOT / "pelicanconf.py")
SHIPPED = sorted(ARCHIVE.rules_folder.glob("*.toml"))

TWO_VERSIONS = """
[[rules]]
to = 2026-03-09
ends = ["◆"]
[rules.pages]
3 = "旧名"

[[rules]]
from = 2026-03-10
furniture = ['扫码看\\S+']
[rules.pages]
3 = "新名"
"""
PAGE = """第3版

柳树种到河对岸

本报讯（记者 林小满）青石县的志愿者昨天来
到河边，种下三百棵柳树苗，每棵都挂了名字。◆
扫码看植树
"""


def told(path: Path, book: Rulebook) -> dict[str, Any]:
    """What a page gives by these rules, as its fixture says it."""
    source = source_of(path)
    assert isinstance(source, Source)
    read = reading.read(source, path, book, None)
    if isinstance(read, Article):
        return {"articles": [article(read)]}
    segmented = segment(read, book.for_day(read.date))
    return {
        "section": segmented.section,
        "furniture": [piece.text for piece in segmented.furniture],
        "articles": [article(one) for one in segmented.articles],
    }


def article(found: Article) -> dict[str, Any]:
    parts = {name: getattr(found, name) for name in ("title", "kicker", "subtitle", "section", "byline")}
    return {
        **{name: value for name, value in parts.items() if value},
        "credits": [[part for part in asdict(credit).values() if part] for credit in found.credits],
        **({"published": found.published.isoformat()} if found.published else {}),
        "body": [f"{type(item).__name__}: {item.text}" for item in found.body if hasattr(item, "text")],
        **({"review": [review.code for review in found.review]} if found.review else {}),
    }


def key_and_day(path: Path) -> tuple[str, date]:
    key, day = path.stem.split("-")[:2]
    return key, date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}")


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_a_page_of_a_newspaper_with_rules_gives_what_is_printed_on_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert told(path, rulebook(ARCHIVE, key_and_day(path)[0])) == expected


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_without_the_rules_it_would_not(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert told(path, NO_BOOK) != expected


@pytest.mark.parametrize("file", SHIPPED, ids=lambda path: path.name)
def test_every_stretch_of_time_in_a_shipped_file_has_a_page_that_shows_it(file: Path) -> None:
    book = rulebook(ARCHIVE, file.stem)
    covered = {id(book.for_day(day)) for key, day in map(key_and_day, FIXTURES) if key == file.stem}
    assert covered == {id(rules) for rules in book.versions}


def test_the_rules_of_one_newspaper_are_shipped_for_each_sample_newspaper() -> None:
    assert [file.stem for file in SHIPPED] == sorted(newspaper.key for newspaper in ARCHIVE.newspapers)


@pytest.mark.parametrize(
    ("day", "section", "ending", "furniture"),
    [
        (date(2026, 3, 9), "旧名", "挂了名字。", ["第3版", "◆"]),
        (date(2026, 3, 10), "新名", "挂了名字。◆", ["第3版", "扫码看植树"]),
    ],
)
def test_an_issue_is_read_by_the_rules_of_its_own_day(
    tmp_path: Path, day: date, section: str, ending: str, furniture: list[str]
) -> None:
    (tmp_path / "newspapers").mkdir()
    (tmp_path / "newspapers" / "qingshi.toml").write_text(TWO_VERSIONS, encoding="utf-8")
    conf = tmp_path / "pelicanconf.py"
    conf.write_text('NEWSPAPERS = {"qingshi": {"name": "青石日报"}}', encoding="utf-8")
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    report = ingest([tmp_path / "page.txt"], tmp_path / "content", settings.load(conf), day=day)
    assert not report.refusals
    folder = next((tmp_path / "content").rglob("issue.md")).parent
    assert folder.parts[-3:] == (f"{day:%Y}", f"{day:%m}", f"{day:%d}")
    lines = (folder / "issue.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)$", lines, re.MULTILINE) == [f"3 {section}"]
    assert re.findall(r"^- (.*)$", lines, re.MULTILINE) == furniture
    article_file = next(folder.glob("qingshi-*-p03-01.md")).read_text(encoding="utf-8")
    assert f"Section: {section}" in article_file
    assert article_file.rstrip("\n").endswith(ending)


def test_a_page_that_prints_its_day_is_read_by_the_rules_of_that_day_without_being_told(tmp_path: Path) -> None:
    book = Rulebook(parse(TWO_VERSIONS, "qingshi.toml"))
    page = tmp_path / "page.txt"
    source = source_of(page)
    assert isinstance(source, Source)
    for day, text in (("2026年3月9日 星期一", "旧名"), ("2026年3月10日 星期二", "新名")):
        page.write_text(f"{day}\n{PAGE}", encoding="utf-8")
        read = reading.read(source, page, book, None)
        assert isinstance(read, Page)
        assert segment(read, book.for_day(read.date)).section == text


def test_a_page_of_the_web_is_read_by_the_rules_of_the_day_it_carries(tmp_path: Path) -> None:
    versions = """
[[rules]]
to = 2026-03-31
[rules.web]
title = ".old"
[[rules]]
from = 2026-04-01
[rules.web]
title = ".new"
"""
    book = Rulebook(parse(versions, "qingshi.toml"))
    page = tmp_path / "2026-05-05.html"  # the day on which somebody saved it
    source = source_of(page)
    assert isinstance(source, Source)
    words = "青石县的志愿者昨天来到河边，种下三百棵柳树苗，每棵都挂了名字。" * 3
    page.write_text(
        f'<meta name="pubdate" content="2026-03-09"><h1>站名</h1><p class="old">旧的标题在这里</p>'
        f'<p class="new">新的标题在这里</p><article><p>{words}</p></article>',
        encoding="utf-8",
    )
    read = reading.read(source, page, book, None)
    assert isinstance(read, Article)
    assert read.title == "旧的标题在这里"


def test_days_without_rules_have_none_and_an_unknown_day_the_newest() -> None:
    text = "[[rules]]\nfrom = 2026-01-01\nto = 2026-01-31\n[[rules]]\nfrom = 2026-03-01\nends = ['■']\n"
    book = Rulebook(parse(text, "x"))
    old, new = book.versions
    assert book.for_day(date(2025, 12, 31)) is NO_RULES
    assert book.for_day(date(2026, 1, 1)) is old
    assert book.for_day(date(2026, 1, 31)) is old
    assert book.for_day(date(2026, 2, 1)) is NO_RULES
    assert book.for_day(date(2026, 3, 1)) is new
    assert book.for_day(None) is new
    assert NO_BOOK.for_day(None) is NO_BOOK.for_day(date(2026, 1, 1)) is NO_RULES


def test_a_rulebook_can_be_handed_to_another_process() -> None:
    book = rulebook(ARCHIVE, "yunxi")
    assert pickle.loads(pickle.dumps(book)) == book


def test_a_newspaper_without_a_file_has_no_rules(tmp_path: Path) -> None:
    assert rulebook(replace(ARCHIVE, rules_folder=tmp_path / "none"), "yunxi") == NO_BOOK


def test_a_file_for_a_newspaper_that_there_is_not_is_told_and_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "Yunxi.toml").write_text("[[rules]]\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"Yunxi\.toml: .*'Yunxi'.*harbour, yunxi"):
        rulebook(replace(ARCHIVE, rules_folder=tmp_path), "yunxi")


def test_a_file_that_is_not_utf_8_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "yunxi.toml").write_bytes("[[rules]]\nends = ['■云']\n".encode("gb18030"))
    with pytest.raises(SettingsError, match=r"yunxi\.toml: is not UTF-8"):
        rulebook(replace(ARCHIVE, rules_folder=tmp_path), "yunxi")


def test_a_folder_in_the_place_of_a_rule_file_is_told_and_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "yunxi.toml").mkdir()
    with pytest.raises(SettingsError, match=r"yunxi\.toml: cannot be read"):
        rulebook(replace(ARCHIVE, rules_folder=tmp_path), "yunxi")


def test_a_broken_rule_file_stops_the_taking_in_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "yunxi.toml").write_text("[[rules]]\nfurnitures = ['x']\n", encoding="utf-8")
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    with pytest.raises(SettingsError, match="furniture"):
        ingest([tmp_path / "page.txt"], tmp_path / "content", replace(ARCHIVE, rules_folder=tmp_path))
    assert not (tmp_path / "content").exists()
