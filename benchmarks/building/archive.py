"""An archive to build, the same one every time: editions of 100 articles of about 1,000 Chinese characters.

A newspaper of one edition a day, of twelve pages, each page a section of its own. Its staff are 400 reporters, of whom
one leaves and one comes every fifth day, so that lists by person grow with the years as a real archive's do. The first
articles are the same whatever the count.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from backfile import identify
from backfile.models import Article, Credit, Entry, Paragraph
from benchmarks.search import invented

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY, NAME = "bench", "试印日报"
FIRST_DAY = date(1990, 1, 1)
EDITION = 100
CHARACTERS = 1000
SECTIONS = ("要闻", "本埠", "时政", "经济", "农村", "科教", "文卫", "体育", "国内", "国际", "副刊", "读者来信")
STAFF, DAYS_A_REPORTER_STAYS_NEWEST = 400, 5
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高"
GIVEN = "文海明月春秋山云松柏江河玉兰安宁永志新建国华思远晓冬梅雪青田"


@dataclass(frozen=True, slots=True)
class Edition:
    """What one day brings: its articles in printed order."""

    day: date
    entries: tuple[Entry, ...]


def editions(count: int) -> Iterator[Edition]:
    """The first `count` editions."""
    chance = random.Random(3)  # noqa: S311 (articles, not secrets)
    texts = _texts()
    for number in range(count):
        day = FIRST_DAY + timedelta(days=number)
        yield Edition(day, tuple(_entry(day, place, number, next(texts), chance) for place in range(EDITION)))


def edited(entry: Entry, number: int) -> Entry:
    """The article as a maintainer's `number`-th correction leaves it: with a line more at its end."""
    line = Paragraph(f"更正之{number}：上文所记日期有误，谨此订正。")
    return replace(entry, article=replace(entry.article, body=(*entry.article.body, line)))


def reporter(number: int) -> str:
    """The name of the `number`-th reporter that the newspaper has ever had; no two have the same."""
    number, surname = divmod(number, len(SURNAMES))
    number, first = divmod(number, len(GIVEN))
    second, repeated = number % (len(GIVEN) + 1), number // (len(GIVEN) + 1)
    return SURNAMES[surname] + GIVEN[first] + (GIVEN[second - 1] if second else "") + "丁" * repeated


def _entry(day: date, place: int, number: int, text: tuple[str, tuple[str, ...]], chance: random.Random) -> Entry:
    title, paragraphs = text
    page = place * len(SECTIONS) // EDITION
    first_of_page = -(-page * EDITION // len(SECTIONS))
    newest = STAFF + number // DAYS_A_REPORTER_STAYS_NEWEST
    names = tuple(reporter(newest - 1 - chance.randrange(STAFF)) for _ in range(chance.choice((1, 1, 1, 2))))
    article = Article(
        title=title,
        body=tuple(map(Paragraph, paragraphs)),
        credits=tuple(Credit(name, "记者") for name in dict.fromkeys(names)),
        byline=f"本报讯（记者 {' '.join(dict.fromkeys(names))}）",
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


def _texts() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Headlines, and bodies of about 1,000 characters in paragraphs, without an end."""
    documents = invented(10**9)
    while True:
        pair = tuple(islice(documents, 2))  # one of the generator's has 600 characters
        paragraphs = [line for document in pair for line in document.passages[0].split("\n")]
        length, kept = 0, []
        for paragraph in paragraphs:
            if length >= CHARACTERS:
                break
            kept.append(paragraph[: CHARACTERS - length] + "。")
            length += len(paragraph)
        yield pair[0].title, tuple(kept)
