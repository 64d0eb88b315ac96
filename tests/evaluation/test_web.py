"""The saved pages of the examples give exactly what was written on them, and nothing that stands around it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from backfile.escape import unescape
from backfile.models import Article, Figure, Markup, Paragraph, Subhead
from backfile.sources import html
from tests.evaluation.score import bare

HERE = Path(__file__).resolve().parent
PAGES = HERE.parent.parent / "examples" / "web"
TRUTH: dict[str, dict[str, Any]] = json.loads((HERE / "truth-web.json").read_text(encoding="utf-8"))
RULE_OF_TABLE = re.compile(r"\|(?: --- \|)+")
MARK = re.compile(r"^(?:> ?|- |\d+\. )")


def lines(article: Article) -> list[str]:
    """Sub-heads, paragraphs, items of lists and rows of tables in order, without white space and marks."""
    found = []
    for item in article.body:
        if isinstance(item, Paragraph | Subhead):
            found.append(bare(item.text))
        elif isinstance(item, Markup):
            rows = (line for line in item.text.split("\n") if not RULE_OF_TABLE.fullmatch(line))
            found += [bare(unescape(MARK.sub("", row).replace(" | ", " ").strip("|"))) for row in rows]
    return [line for line in found if line]


@pytest.mark.parametrize("name", TRUTH)
def test_a_saved_page_gives_its_article_whole_and_nothing_else(name: str) -> None:
    truth = TRUTH[name]
    article = html.read(PAGES / truth["file"])
    wanted = [line for part in truth["sections"] for line in (*part["headline"], *part["paragraphs"])]
    assert lines(article) == list(map(bare, wanted))
    assert article.title == truth["title"]
    assert [credit.name for credit in article.credits] == truth["authors"]
    assert article.published is not None
    assert article.published.date().isoformat() == truth["date"]
    assert article.lang.startswith(truth["lang"][:2])


def test_kicker_subtitle_and_captions_are_those_of_the_page() -> None:
    article = html.read(PAGES / "yunxi-landian.html")
    assert (article.kicker, article.subtitle) == ("走乡村·蓝埠", "蓝埠染坊的春天从喂缸开始")
    captions = [item.caption for item in article.body if isinstance(item, Figure)]
    assert captions == ["3月11日，蓝埠镇的晒布场挂满新染的布，染匠在架下理布。插画：言小棠"]
