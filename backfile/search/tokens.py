"""Tokens: what an article is looked up by.

An article is indexed under every character of a Chinese, Japanese or Korean run and every two neighbours in it
(overlapping bigrams: no dictionary, so index and query cannot disagree about where words end), every word of other
letters and digits (English ones by their stem), every number together with the character behind it (`23日`), and
dates as one token (`3月23日`, `2022年3月`).

`tests/search/cases.json` holds cases for this module and for its other half, `theme/scripts/tokens.js`.
"""

from __future__ import annotations

import re
from operator import add
from typing import TYPE_CHECKING

from backfile.search.fold import CJK, fold
from backfile.search.stemmer import stem

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_WORD = 64
"""Words are indexed by so many characters: nobody types more, and a hostile text may be one word of megabytes."""

_RUNS = re.compile(f"([{CJK}]+)|([^\\W_{CJK}]+)")
# No letter or digit before it: looked for behind the first digit, which is found fast.
_FIRST_DIGIT = f"[0-9](?<![^\\W_{CJK}].)"
_NUMBER_AND_NEXT = re.compile(f"{_FIRST_DIGIT}[0-9]*[{CJK}]")
# The month of a full date belongs to both of its tokens: 2022年3月 and 3月23日.
_YEAR_MONTH = re.compile(f"{_FIRST_DIGIT}[0-9]{{3}}年[0-9]{{1,2}}月")
_MONTH_DAY = re.compile(f"{_FIRST_DIGIT}[0-9]?月[0-9]{{1,2}}日")


def word_token(word: str) -> str:
    """The token of a folded word: the stem of an English one, else its first characters."""
    if len(word) > LONGEST_WORD:
        return word[:LONGEST_WORD]
    return stem(word) if word.isascii() and word.isalpha() else word


def document_tokens(passages: Iterable[str], words: set[str] | None = None) -> list[str]:
    """All tokens of `passages` with their repetitions; none spans two passages.

    Args:
        passages: the texts.
        words: takes the words as they are written (folded, not stemmed), cut like their tokens.

    >>> document_tokens(["3 月 23 日开馆"])
    ['3', '月', '23', '日', '开', '馆', '日开', '开馆', '3月', '23日', '3月23日']
    """
    tokens: list[str] = []
    for passage in passages:
        folded = fold(passage)
        for run, word in _RUNS.findall(folded):
            if run:
                tokens.extend(run)
                tokens.extend(map(add, run, run[1:]))
            else:
                tokens.append(word_token(word))
                if words is not None:
                    words.add(word[:LONGEST_WORD])
        tokens.extend(_NUMBER_AND_NEXT.findall(folded))
        tokens.extend(_YEAR_MONTH.findall(folded))
        tokens.extend(_MONTH_DAY.findall(folded))
    return tokens
