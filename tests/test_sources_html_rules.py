"""What a newspaper's selectors find in a page of its site; where they find nothing, the general way does."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from backfile.models import Article, Credit, Paragraph
from backfile.newspapers import NO_RULES, Rules
from backfile.newspapers.reader import parse as read_rules
from backfile.sources import html

if TYPE_CHECKING:
    from pathlib import Path


def rules(text: str) -> Rules:
    (found,) = read_rules(f"[[rules]]\n{text}", "qingshi.toml")
    return found


STORY = "青石县的志愿者昨天来到河边，种下三百棵柳树苗，每棵都挂上了孩子们的名字。" * 2
OTHER = "石桥明天封闭一天，换下两块断了的石板，行人可以从下游的浮桥过河去赶集。" * 2
SITE = f"""<html><head><title>青石日报网</title><link rel="canonical" href="%s">
<meta name="pubdate" content="2026-03-01"><meta name="author" content="青石网编"></head><body><h1>青石日报网</h1>
<div class="top"><p class="line">河边故事</p><h2 class="head">柳树种到河对岸</h2><p class="deck">一共三百棵</p>
<span class="who">记者 林小满</span><span class="who">通讯员 周安</span><i class="day">2026年3月9日 08:30</i>
<b class="page">民声</b></div>
<div class="text"><p>{STORY}</p><p class="who">摄影 李静</p>
<div class="more"><p>广告：{OTHER}</p></div><p>{OTHER}</p></div>
</body></html>"""
SELECTORS = """[rules.sections]
"民生" = ["民声"]
[rules.web]
hosts = ["qingshi.example"]
title = ".head"
kicker = ".line"
subtitle = ".deck"
author = ".who"
date = ".day"
section = ".page"
body = ".text"
remove = ".more"
"""


def web(folder: Path, text: str, by: Rules) -> Article:
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    return html.read(path, by)


@pytest.mark.parametrize("url", ["https://www.qingshi.example/a.html", "https://qingshi.example/a", ""])
def test_every_selector_finds_its_part(tmp_path: Path, url: str) -> None:
    article = web(tmp_path, SITE % url, rules(SELECTORS))
    assert (article.title, article.kicker, article.subtitle) == ("柳树种到河对岸", "河边故事", "一共三百棵")
    assert article.credits == (Credit("林小满", "记者"), Credit("周安", "通讯员"), Credit("李静", "摄影"))
    assert article.byline == "记者 林小满 通讯员 周安 摄影 李静"
    assert article.published is not None
    assert article.published.isoformat() == "2026-03-09T08:30:00"
    assert article.section == "民生"
    assert article.body == (Paragraph(STORY), Paragraph(OTHER))
    assert article.review == ()


@pytest.mark.parametrize("url", ["https://other.example/a", "https://notqingshi.example/a"])
def test_a_page_of_another_site_is_read_in_the_general_way(tmp_path: Path, url: str) -> None:
    assert web(tmp_path, SITE % url, rules(SELECTORS)) == web(tmp_path, SITE % url, NO_RULES)


def test_the_address_that_a_browser_noted_tells_the_site_of_a_page_that_does_not(tmp_path: Path) -> None:
    saved = "<!-- saved from url=(0025)https://%s/a.htm -->\n" + SITE % ""
    assert web(tmp_path, saved % "paper.qingshi.example", rules(SELECTORS)).title == "柳树种到河对岸"
    foreign = saved % "epaper.example"
    assert web(tmp_path, foreign, rules(SELECTORS)) == web(tmp_path, foreign, NO_RULES)


def test_selectors_that_find_nothing_leave_their_part_to_the_general_way_and_say_so(tmp_path: Path) -> None:
    stale = SELECTORS.replace('".', '".old-')
    article = web(tmp_path, SITE % "", rules(stale))
    general = web(tmp_path, SITE % "", NO_RULES)
    told = [(review.code, review.words) for review in article.review]
    assert [code for code, _ in told] == ["rule-unmatched"] * 3
    assert [words.split(" ")[0] for _, words in told] == ["title", "body", "date"]
    assert (article.title, article.body, article.credits) == (general.title, general.body, general.credits)
    assert article.published == general.published


def test_an_empty_frame_is_not_the_text(tmp_path: Path) -> None:
    article = web(tmp_path, SITE % "", rules('[rules.web]\nbody = ".page"'))
    assert [review.code for review in article.review] == ["rule-unmatched"]
    assert Paragraph(STORY) in article.body


@pytest.mark.parametrize(
    "text",
    [
        "<p>柳" * 400_000,
        "<div>" * 100_000 + "x",
        f"<p {' '.join(f'a{i}=1' for i in range(100_000))}>x</p>",
        "<p class='text who head'>柳" * 30_000,
        f"<div class='text'>{'<i class=who>柳</i>' * 20_000}</div>",
    ],
    ids=["large", "nested", "attributes", "unclosed", "chosen"],
)
def test_a_hostile_page_is_done_in_seconds_with_rules_too(text: str) -> None:
    start = time.process_time()
    html.rules.apply(text, rules(SELECTORS))
    assert time.process_time() - start < 20


def test_a_deck_that_a_rule_calls_the_subtitle_is_no_summary(tmp_path: Path) -> None:
    deck = "一共三百棵，每棵都挂上了孩子们的名字"
    page = (SITE % "").replace("一共三百棵", deck).replace("<link", f'<meta name="description" content="{deck}"><link')
    page = page.replace("<h1>青石日报网</h1>", "").replace("青石日报网", "柳树种到河对岸")
    assert web(tmp_path, page, NO_RULES).summary == deck
    article = web(tmp_path, page, rules(SELECTORS))
    assert (article.subtitle, article.summary) == (deck, "")
