"""Chinese text cut into words of rjieba's dictionary, with their places.

Only words that the dictionary has are taken; what rjieba's model of unknown words would guess cuts names in two as
often as it finds them (霍有 田朝 out of 霍有田朝). Traditional characters are read as simplified ones, each in its
place, because the dictionary knows only these.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from backfile.entities.lexicon import lengths, words
from backfile.search.fold import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place and its part of speech as rjieba tags it (n, v, nr, ns, nt …)."""

    start: int
    end: int
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Span:
    """A name with its place in a text."""

    start: int
    end: int
    name: str


class Text:
    """A text with its words. `printed` and `plain` (simplified) are equally long."""

    def __init__(self, printed: str) -> None:
        self.printed = printed
        self.plain = simplified(printed)

    def is_word(self, start: int, end: int) -> bool:
        """Whether the dictionary has what stands between two places as one word."""
        return len(_cut(self.plain[start:end])) == 1

    def listed(self, name: str) -> Iterator[Span]:
        """The entries of a list that begin and end with words, the longest at each place."""
        entries, sizes = words(name), lengths(name)
        free = 0
        for word in self.words:
            if word.start < free:
                continue
            for size in sizes.get(self.plain[word.start : word.start + 2], ()):
                end = word.start + size
                if end in self.ending and self.plain[word.start : end] in entries:
                    yield Span(word.start, end, self.plain[word.start : end])
                    free = end
                    break

    @cached_property
    def words(self) -> list[Word]:
        """The words in order; together they are the whole text."""
        found = []
        place = 0
        for word, tag in _cut(self.plain):
            found.append(Word(place, place + len(word), word, tag))
            place += len(word)
        return found

    @cached_property
    def starting(self) -> dict[int, int]:
        """Index of the word that starts at a place."""
        return {word.start: index for index, word in enumerate(self.words)}

    @cached_property
    def ending(self) -> dict[int, int]:
        """Index of the word that ends at a place."""
        return {word.end: index for index, word in enumerate(self.words)}

    def before(self, place: int) -> Word | None:
        """The word that ends at a place."""
        index = self.ending.get(place)
        return None if index is None else self.words[index]

    def after(self, place: int) -> Word | None:
        """The word that starts at a place."""
        index = self.starting.get(place)
        return None if index is None else self.words[index]


def _cut(text: str) -> list[tuple[str, str]]:
    import rjieba  # loads its dictionary: 0.2 s, once a process, and only where there is Chinese

    return rjieba.tag(text, hmm=False)
