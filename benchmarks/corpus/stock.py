"""What invented news is made of: characters, words, phrases, numbers, Latin words and names, by rank."""

from __future__ import annotations

import math
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_CHARACTER_LAW = {"shift": 21.0, "slope": 0.816, "fall": 942.0}
_FREQUENT = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学"
    "法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外"
    "天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条"
)
_WORDS = 80_000
_WORD_LAW = {"shift": 3.2, "slope": 1.0}
_WORD_LENGTHS = {2: 0.745, 3: 0.145, 4: 0.11}
_SINGLES = 3  # of the most frequent words, one in so many is one character …
_LAST_SINGLE = 300  # … up to this rank
_PHRASES = 40_000
_PHRASE_LAW = {"shift": 60.0, "slope": 1.0}
_PHRASE_LENGTHS = {2: 4, 3: 3, 4: 2, 5: 1, 6: 1, 8: 1, 12: 0.5}
_NUMBERS = 8_000
_UNITS = ("万", "个", "多", "亿", "例", "号", "人", "名", "家", "时", "")
_LATIN = 500


class Law:
    """Ranks 0…size - 1 by the law of Zipf and Mandelbrot, with an exponential fall where one is given."""

    def __init__(self, size: int, shift: float, slope: float, fall: float = math.inf) -> None:
        self._ranks = range(size)
        self.sums = list(accumulate((rank + shift) ** -slope * math.exp(-rank / fall) for rank in range(1, size + 1)))

    def draw(self, chance: Random, number: int) -> list[int]:
        """Ranks by their frequency."""
        return chance.choices(self._ranks, cum_weights=self.sums, k=number)


class Stock:
    """The stock, made from chance alone."""

    def __init__(self, chance: Random) -> None:
        self._characters = _characters(chance)
        self._by_character = Law(len(self._characters), **_CHARACTER_LAW).sums
        self._words = [self._word(chance, rank) for rank in range(_WORDS)]
        self._by_word = Law(_WORDS, **_WORD_LAW).sums
        lengths = chance.choices(list(_PHRASE_LENGTHS), list(_PHRASE_LENGTHS.values()), k=_PHRASES)
        self._phrases = ["".join(self.common(chance, length)) for length in lengths]
        self._by_phrase = Law(_PHRASES, **_PHRASE_LAW).sums
        self._numbers = [_number(chance) for _ in range(_NUMBERS)]
        self._latin = [_latin(chance) for _ in range(_LATIN)]
        self._by_latin = Law(_LATIN, 2, 1.0).sums

    def common(self, chance: Random, number: int) -> list[str]:
        """Words by their frequency."""
        return chance.choices(self._words, cum_weights=self._by_word, k=number)

    def phrases(self, chance: Random, number: int) -> list[str]:
        """Phrases by their frequency."""
        return chance.choices(self._phrases, cum_weights=self._by_phrase, k=number)

    def unique(self, chance: Random, number: int) -> list[str]:
        """Words of two characters that are in no stock."""
        characters = chance.choices(self._characters, cum_weights=self._by_character, k=2 * number)
        return [one + two for one, two in zip(characters[::2], characters[1::2], strict=True)]

    def numbers(self, chance: Random, number: int) -> list[str]:
        """Dates, years, counts and percentages."""
        return chance.choices(self._numbers, k=number)

    def latin(self, chance: Random, number: int) -> list[str]:
        """Words of Latin letters by their frequency."""
        return chance.choices(self._latin, cum_weights=self._by_latin, k=number)

    def person(self, rank: int) -> str:
        """A name of three characters, now and then of two: one of 100 surnames, given names of 1,500 characters."""
        mixed = _mixed(rank)
        given = self._characters[mixed // 100 % 1500] + self._characters[mixed // 150_000 % 1500]
        return self._characters[mixed % 100 * 3] + given[: 1 if mixed % 7 == 0 else 2]

    def place(self, rank: int) -> str:
        """A name of two characters, or of three with a kind of place."""
        mixed = _mixed(rank + 10**6)
        kind = ("", "省", "市", "县", "镇")[mixed % 5]
        return self._characters[mixed // 5 % 800] + self._characters[mixed // 4000 % 800] + kind

    def _word(self, chance: Random, rank: int) -> str:
        if rank < _LAST_SINGLE and rank % _SINGLES == 0:
            return self._characters[rank // _SINGLES]
        (length,) = chance.choices(list(_WORD_LENGTHS), list(_WORD_LENGTHS.values()))
        return "".join(chance.choices(self._characters, cum_weights=self._by_character, k=length))


def _characters(chance: Random) -> list[str]:
    """Frequent characters, the others of level 1 of GB 2312, and the rarer ones of its level 2, both shuffled."""
    every = [bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
    common = [character for character in every[:3755] if character not in _FREQUENT]
    rare = [character for character in every[3755:] if character]
    chance.shuffle(common)
    chance.shuffle(rare)
    return [*_FREQUENT, *common, *rare]


def _number(chance: Random) -> str:
    kind = chance.random()
    if kind < 0.18:
        return f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
    if kind < 0.30:
        return f"{chance.randint(1, 28)}日"
    if kind < 0.42:
        return f"{chance.randint(1978, 2026)}年"
    count = int(math.exp(chance.gauss(3.5, 1.8)))
    if kind < 0.54:
        return f"{count % 100}.{chance.randint(1, 99)}{chance.choice(('%', '%', '亿', '万'))}"
    return f"{count + 1}{chance.choice(_UNITS)}"


def _latin(chance: Random) -> str:
    if chance.random() < 0.5:
        return "".join(chance.choices("ABCDEFGHIKLMNOPRSTUVWX", k=chance.randint(2, 4)))
    syllables = (chance.choice("bcdfghklmnprstvw") + chance.choice("aeiou") for _ in range(chance.randint(2, 4)))
    return "".join(syllables).capitalize() + chance.choice(("", "n", "r", "s"))


def _mixed(rank: int) -> int:
    """Bits of a rank well mixed, by Knuth's multiplicative method."""
    return (rank + 1) * 0x9E3779B97F4A7C15 % 2**64 >> 20
