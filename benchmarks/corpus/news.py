"""Invented Chinese news: as many articles as one asks for, streamed, the same bytes every time.

No article makes sense, but an index of many of them is as large as one of real news. Texts are drawn from a stock of
words (strings of characters), a stock of phrases (strings of words, for what newspapers say over and over), and each
article's own words (a text repeats its subject), with punctuation, numbers and Latin words between them.

The numbers were fitted to 5,000 articles of Chinese television and agency news of 2011–2026 (2.5 million characters),
none of whose text is here; `python -m benchmarks.corpus.fit ARTICLES.jsonl` prints both side by side. Read off the
articles: lengths of texts and headlines (lognormal, from mean and deviation of the logarithms), shares of the
punctuation, of numbers and of Latin words, persons and places an article (found by `backfile.entities` in 2,000 of
them; geometric numbers, ranks by Zipf's law). Searched for, by some 80 random steps, each kept when it made the sum of
the absolute logarithms of the ratios invented : real smaller: the laws of characters, words and phrases (frequency of
rank r: (r + shift) ** -slope, after Zipf and Mandelbrot; characters fall off exponentially on top of it), lengths of
words, and the shares of phrases, own and unique words. The ratios were those of distinct bigrams and strings of four,
of the articles that those of ranks 10 to 50,000 are in, and of the sizes with gzip and xz. Assumed, because these
articles tell nothing of it: three newspapers, issues of 20 to 60 articles on 4 to 12 pages, bylines.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import TYPE_CHECKING

from benchmarks.corpus.article import Article
from benchmarks.corpus.stock import Law, Stock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MEAN_CHARACTERS = 500
_LENGTH_DEVIATION = 0.70
_SHORTEST = 40
_LONGEST = 12  # times the mean
_TITLE_LOGARITHM, _TITLE_DEVIATION = 2.85, 0.58
_LONGEST_TITLE = 60

_SHARES = {"phrases": 0.158, "own": 0.373, "unique": 0.03, "numbers": 0.06, "latin": 0.0008}
"""Of the units of a text, beside the words of the stock."""
_OWN = {"common": 6, "unique": 3, "phrases": 2}
"""What of an article's own it says again and again: words, words found nowhere else, phrases."""
_CHARACTERS_A_UNIT = 4.4
_UNITS_A_MARK = 3
_MARKS = {
    ("", "，"): 388, ("", "。"): 118, ("", "。\n"): 80, ("", "、"): 122, ("“", "”"): 38, ("（", "）"): 5,
    ("《", "》"): 11, ("", "："): 17, ("", "；"): 6, ("——", ""): 3,
}  # fmt: skip
"""Before and after a unit, as often in 10,000 characters."""

_NO_PERSONS, _NO_PLACES = 0.48, 0.22
_AUTHORS = 300
NEWSPAPERS = {"binhai": "滨海日报", "changting": "长汀晚报", "dongling": "东岭新闻"}
SECTIONS = ("要闻", "时政", "经济", "社会", "民生", "国际", "科教", "文化", "体育", "副刊", "乡村", "广告")
FIRST_DAY = date(1950, 1, 1)


def articles(days: int = 1, characters: int = MEAN_CHARACTERS) -> Iterator[Article]:
    """Articles without end, by rising date and id.

    Args:
        days: from one date of issue to the next; all newspapers appear on each.
        characters: mean length of a text.
    """
    chance = Random(1954)  # noqa: S311 (articles, not secrets)
    writer = _Writer(chance, characters)
    for number in count():
        day = (FIRST_DAY + timedelta(days=number * days)).isoformat()
        for key, newspaper in NEWSPAPERS.items():
            articles_of_issue, pages = chance.randint(20, 60), chance.choice((4, 8, 8, 12))
            for place in range(articles_of_issue):
                page = 1 + place * pages // articles_of_issue
                identity = f"{key}-{day.replace('-', '')}-p{page:02d}-{place + 1:02d}"
                yield writer.article(identity, newspaper, day, page)


def days_for(count: int, years: int = 70) -> int:
    """Days from one date of issue to the next that spread a number of articles over decades."""
    return max(1, int(years * 365.25 * len(NEWSPAPERS) * 40 / count))


class _Writer:
    """Draws articles from one stock."""

    def __init__(self, chance: Random, characters: int) -> None:
        self._chance = chance
        self._stock = Stock(chance)
        self._mean = characters
        self._logarithm = math.log(characters) - _LENGTH_DEVIATION**2 / 2  # the mean of a lognormal law
        self._persons = Law(200_000, 2, 0.95)
        self._places = Law(5_000, 1, 1.0)
        self._authors = Law(_AUTHORS, 5, 1.0)

    def article(self, identity: str, newspaper: str, day: str, page: int) -> Article:
        chance, stock = self._chance, self._stock
        persons = _each_once(map(stock.person, self._persons.draw(chance, self._geometric(_NO_PERSONS))))
        places = _each_once(map(stock.place, self._places.draw(chance, self._geometric(_NO_PLACES))))
        authors = _each_once(map(stock.person, self._authors.draw(chance, chance.choice((1, 1, 2)))))
        length = math.exp(chance.gauss(self._logarithm, _LENGTH_DEVIATION))
        units = self._units(min(max(length, _SHORTEST), _LONGEST * self._mean), (*persons, *places))
        title = self._title(units)
        text = f"本报讯（记者{'、'.join(authors)}）{self._punctuated(units)}"
        section = SECTIONS[(page - 1) % len(SECTIONS)]
        return Article(identity, newspaper, day, page, section, title, authors, persons, places, text)

    def _geometric(self, none: float) -> int:
        """A geometric number that is 0 with a probability of `none`."""
        return int(math.log(1 - self._chance.random()) / math.log(1 - none))

    def _units(self, characters: float, names: tuple[str, ...]) -> list[str]:
        """Words, phrases, numbers and names in the order of the text."""
        chance, stock = self._chance, self._stock
        units = characters / _CHARACTERS_A_UNIT
        number = {kind: int(share * units + chance.random()) for kind, share in _SHARES.items()}
        parts = stock.common(chance, max(1, int(units * (1 - sum(_SHARES.values())))))
        parts += stock.phrases(chance, number["phrases"])
        own = [*stock.common(chance, _OWN["common"]), *stock.unique(chance, _OWN["unique"])]
        own += stock.phrases(chance, _OWN["phrases"])
        parts += chance.choices(own, k=number["own"])
        parts += stock.unique(chance, number["unique"])
        parts += stock.numbers(chance, number["numbers"])
        parts += stock.latin(chance, number["latin"])
        parts += names
        chance.shuffle(parts)
        return parts

    def _title(self, units: list[str]) -> str:
        """Pieces of the text, so that most bigrams of a headline stand in its text."""
        length = min(max(4, int(math.exp(self._chance.gauss(_TITLE_LOGARITHM, _TITLE_DEVIATION)))), _LONGEST_TITLE)
        start = self._chance.randrange(max(1, len(units) - length // 3))
        return "".join(units[start : start + length // 2])[:length]

    def _punctuated(self, units: list[str]) -> str:
        places = range(_UNITS_A_MARK - 1, len(units), _UNITS_A_MARK)
        marks = self._chance.choices(list(_MARKS), list(_MARKS.values()), k=len(places))
        for place, (before, after) in zip(places, marks, strict=True):
            units[place] = f"{before}{units[place]}{after}"
        return "".join(units).rstrip("，、：；。\n") + "。"


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
