"""An archive to build, the same one every time: editions of 100 articles of about 1,000 Chinese characters.

A newspaper of one edition a day, of twelve pages, each page a section of its own. Texts, headlines and reporters are
the invented news of `benchmarks.corpus.news`. The first articles are the same whatever the count.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from backfile import identify
from backfile.models import Article, Credit, Entry, Paragraph
from benchmarks.corpus import news
from benchmarks.corpus.news import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.corpus.article import Article as News

KEY, NAME = "bench", "试印日报"
FIRST_DAY = date(1990, 1, 1)
EDITION = 100
CHARACTERS = 1000


@dataclass(frozen=True, slots=True)
class Edition:
    """What one day brings: its articles in printed order."""

    day: date
    entries: tuple[Entry, ...]


def editions(count: int) -> Iterator[Edition]:
    """The first `count` editions."""
    texts = news.articles(characters=CHARACTERS)
    for number in range(count):
        day = FIRST_DAY + timedelta(days=number)
        yield Edition(day, tuple(_entry(day, place, text) for place, text in enumerate(islice(texts, EDITION))))


def edited(entry: Entry, number: int) -> Entry:
    """The article as a maintainer's `number`-th correction leaves it: with a line more at its end."""
    line = Paragraph(f"更正之{number}：上文所记日期有误，谨此订正。")
    return replace(entry, article=replace(entry.article, body=(*entry.article.body, line)))


def _entry(day: date, place: int, text: News) -> Entry:
    page = place * len(SECTIONS) // EDITION
    first_of_page = -(-page * EDITION // len(SECTIONS))
    byline = f"本报讯（记者{'、'.join(text.authors)}）"
    article = Article(
        title=text.title,
        body=tuple(map(Paragraph, text.text.removeprefix(byline).split("\n"))),
        credits=tuple(Credit(name, "记者") for name in text.authors),
        byline=byline,
        section=SECTIONS[page],
        lang="zh-cn",
    )
    printed = str(page + 1)
    source = f"{day.isoformat()}/p{page + 1:02d}.txt#L{1 + 40 * (place - first_of_page)}"
    return Entry(
        article,
        id=identify.article_id(KEY, day, printed, place - first_of_page + 1),
        newspaper=KEY,
        date=day,
        page=printed,
        source=source,
        source_hash=identify.content_hash(source.encode()),
    )
