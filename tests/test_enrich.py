"""What an article speaks of, beside what its source has said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from backfile.enrich import enrich
from backfile.models import Article, Credit, Figure, Markup, Paragraph, Review, Subhead

ISSUED = date(2026, 3, 9)
ARTICLE = Article(
    "渡船上岸",
    (
        Paragraph("昨日，柳渡镇的艄公池守常说，县文物保护中心来了人。"),
        Subhead("修复师霍棠说"),
        Figure("去年12月，学者言九如说，望箬乡有雪。", "a.jpg"),
        Markup("| 村民费朗说 | 1998年 |"),
    ),
    credits=(Credit("霍棠", "记者"),),
)


def test_days_and_names_are_found_in_everything_that_is_read() -> None:
    made = enrich(ARTICLE, ISSUED, certain=True)
    assert made.dates == ("2026-03-08", "2025-12")
    assert made.persons == ("池守常", "言九如")
    assert made.places == ("柳渡镇", "望箬乡")
    assert made.organisations == ("县文物保护中心",)
    assert replace(made, dates=(), persons=(), places=(), organisations=()) == ARTICLE


def test_what_the_source_gives_stays() -> None:
    given = replace(ARTICLE, dates=("1999",), persons=("甲",), places=("乙",), organisations=("丙",))
    assert enrich(given, ISSUED, certain=True) == given


def test_an_inferred_day_of_issue_makes_what_hangs_on_it_uncertain() -> None:
    assert enrich(ARTICLE, ISSUED, certain=False).dates == ("2026-03-08?", "2025-12?")


def test_a_headline_that_is_only_the_first_words_counts_once() -> None:
    lead = "单学勤走来"
    missing = Article(f"{lead}…", (Paragraph(f"{lead}，单学勤走去。"),), review=(Review("headline-missing"),))
    printed = replace(missing, review=())
    assert enrich(missing, ISSUED, certain=True).persons == ()
    assert enrich(printed, ISSUED, certain=True).persons == ("单学勤",)


def test_the_dateline_tells_when_today_was() -> None:
    article = Article("试采", (Paragraph("今天上午，茶园试采。"),), dateline="本报竹篙岭3月7日讯")
    assert enrich(article, ISSUED, certain=True).dates == ("2026-03-07",)


def test_a_dateline_inside_the_byline_tells_when_today_was_and_leaves_yesterday_open() -> None:
    text = "今天上午，茶园试采。昨天下过雨。"
    article = Article("试采", (Paragraph(text),), byline="本报竹篙岭3月7日讯（记者 霍棠）")
    assert enrich(article, ISSUED, certain=True).dates == ("2026-03-07",)


def test_an_article_without_words_speaks_of_nothing() -> None:
    empty = Article("", ())
    assert enrich(empty, ISSUED, certain=True) == empty
