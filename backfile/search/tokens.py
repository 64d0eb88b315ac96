"""Tokens: what an article is looked up by.

An article is indexed under every character of a Chinese, Japanese or Korean run and every two neighbours in it
(overlapping bigrams: no dictionary, so index and query cannot disagree about where words end), every word of other
letters and digits (English ones by their stem), every number together with the character before it (`月23`) and with
the one behind it (`23日`), and dates as one token (`3月23日`, `2022年3月`).

Nearly all are characters and pairs of them. These are numbers from the beginning, of a whole volume at once, for to
make and look up a string for each takes far longer.

`tests/search/cases.json` holds cases for this module and for its other half, `theme/scripts/tokens.js`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from backfile.search.fold import CJK, fold
from backfile.search.stemmer import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from backfile.search.postings import Numbers

LONGEST_WORD = 64
"""Words are indexed by so many characters: nobody types more, and a hostile text may be one word of megabytes."""
KINDS = 3
"""Characters, pairs of neighbours, and others: the order of the tokens of a text."""
CODE_BITS = 37
"""Of the number of a token."""

_CHARACTER_BITS = np.uint64(18)
_CHARACTER = (np.uint64(1) << _CHARACTER_BITS) - np.uint64(1)
_OTHERS = 1 << 36
_PASSAGE, _DOCUMENT = "\x00", "\x01"
"""Between passages and between documents; no token has them."""

_WORDS = re.compile(f"[^\\W_{CJK}]+")
# No letter or digit before it: looked for behind the first digit, which is found fast.
_FIRST_DIGIT = f"[0-9](?<![^\\W_{CJK}].)"
_PREVIOUS_AND_NUMBER = re.compile(f"[0-9](?<=([{CJK}]).)[0-9]*(?![^\\W_{CJK}])")
_NUMBER_AND_NEXT = re.compile(f"{_FIRST_DIGIT}[0-9]*[{CJK}]")
# The month of a full date belongs to both of its tokens: 2022年3月 and 3月23日.
_YEAR_MONTH = re.compile(f"{_FIRST_DIGIT}[0-9]{{3}}年[0-9]{{1,2}}月")
_MONTH_DAY = re.compile(f"{_FIRST_DIGIT}[0-9]?月[0-9]{{1,2}}日")


class Row(NamedTuple):
    """The tokens of one kind of some documents, and how many of them each document has."""

    codes: Numbers
    lengths: Numbers


class Tokenizer:
    """Takes texts apart, and knows the number of every token.

    That of a character is its code point, that of two neighbours the two code points one above the other. Other tokens
    are numbered above those as they come.
    """

    def __init__(self) -> None:
        self._others: defaultdict[str, int] = defaultdict(count(_OTHERS).__next__)

    def rows(self, texts: Sequence[Iterable[str]], words: Sequence[set[str]]) -> tuple[Row, ...]:
        """The tokens of each of `KINDS`.

        Args:
            texts: the passages of one field of each document; no token spans two passages.
            words: take the words of each document as they are written (folded, not stemmed), cut like their tokens.
        """
        folded = fold(_DOCUMENT.join(_PASSAGE.join(passages).replace(_DOCUMENT, _PASSAGE) for passages in texts))
        characters = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)
        ends = np.append(np.flatnonzero(characters == ord(_DOCUMENT)), len(characters))
        is_cjk = _is_cjk()[characters]
        single = np.flatnonzero(is_cjk)
        first = np.flatnonzero(is_cjk[:-1] & is_cjk[1:])
        pairs = characters[first] << _CHARACTER_BITS | characters[first + 1]
        others = list(map(_others, folded.split(_DOCUMENT), words))
        lengths = np.fromiter(map(len, others), np.int64, len(others))
        return (
            Row(characters[single], np.diff(np.searchsorted(single, ends), prepend=0)),
            Row(pairs, np.diff(np.searchsorted(first, ends), prepend=0)),
            Row(self.numbered(token for tokens in others for token in tokens), lengths),
        )

    def numbered(self, tokens: Iterable[str]) -> Numbers:
        """The numbers of tokens of the last kind."""
        return np.fromiter(map(self._others.__getitem__, tokens), np.uint64)

    def names(self, codes: Numbers) -> list[str]:
        """The tokens of some numbers."""
        names = np.empty(len(codes), object)
        is_other = codes >= np.uint64(_OTHERS)
        names[is_other] = np.array([*self._others, None], object)[codes[is_other] - np.uint64(_OTHERS)]
        is_pair = ~is_other & (codes >> _CHARACTER_BITS > 0)
        names[is_pair] = _texts(np.stack([codes[is_pair] >> _CHARACTER_BITS, codes[is_pair] & _CHARACTER], axis=1))
        is_single = ~is_other & ~is_pair
        names[is_single] = _texts(codes[is_single, np.newaxis])
        tokens: list[str] = names.tolist()
        return tokens


def _texts(characters: np.ndarray[tuple[int, int], np.dtype[np.uint64]]) -> list[str]:
    """The text of each row of code points."""
    length = characters.shape[1]
    text = characters.astype("<u4").tobytes().decode("utf-32-le")
    return [text[start : start + length] for start in range(0, len(text), length)]


def document_tokens(passages: Iterable[str], words: set[str] | None = None) -> list[str]:
    """All tokens of `passages` with their repetitions, and their words (see `Tokenizer.rows`).

    >>> document_tokens(["3 月 23 日开馆"])
    ['月', '日', '开', '馆', '日开', '开馆', '3', '23', '月23', '3月', '23日', '3月23日']
    """
    tokenizer = Tokenizer()
    rows = tokenizer.rows([passages], [set() if words is None else words])
    return tokenizer.names(np.concatenate([codes for codes, _ in rows]))


def word_token(word: str) -> str:
    """The token of a folded word: the stem of an English one, else its first characters."""
    if len(word) > LONGEST_WORD:
        return word[:LONGEST_WORD]
    return stem(word) if word.isascii() and word.isalpha() else word


def _others(folded: str, words: set[str]) -> list[str]:
    found = _WORDS.findall(folded)
    words.update(word[:LONGEST_WORD] for word in found)
    tokens = list(map(word_token, found))
    tokens.extend(match[1] + match[0] for match in _PREVIOUS_AND_NUMBER.finditer(folded))
    for pattern in (_NUMBER_AND_NEXT, _YEAR_MONTH, _MONTH_DAY):
        tokens.extend(pattern.findall(folded))
    return tokens


@cache
def _is_cjk() -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Of every code point, whether it is one of `CJK`."""
    table = np.zeros(0x110000, bool)
    table[[ord(character) for character in re.findall(f"[{CJK}]", "".join(map(chr, range(1 << 18))))]] = True
    return table
