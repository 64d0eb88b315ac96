"""Merging one paragraph or one value of running text.

Sentence by sentence; a sentence that both sides have changed is merged only when each has changed one stretch of it and
the two stretches do not touch. Whoever rewrites a sentence means the whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from merge3 import Merge3

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTENCE = re.compile(r"[^。！？!?.…]*[。！？!?.…]+[”’』」）)\"']*\s*|[^。！？!?.…]+")
TOKEN = re.compile(r"\\.|&#?[0-9A-Za-z]{1,32};|[0-9A-Za-z\u00c0-\u024f]+|\s+|.", re.DOTALL)
"""An escaped character, a character reference, a Latin word or number, white space, or one other character."""

APART = 3
"""Tokens between two stretches from which they do not touch. Nearer by, both may be about one expression, a number with
its measure word or a name with its title, and the result be neither side's: of 八个月, with 八个多月 and 八九个月."""

SENTENCE_LIMIT = 1000
"""Sentences of one text; aligning more would take seconds for a text made to be slow. A printed paragraph has ten."""


def merge_text(ancestor: str, mine: str, new: str) -> str | None:
    """The text with the changes of both sides, None when they stand against each other."""
    if mine == new or new == ancestor:
        return mine
    if mine == ancestor:
        return new
    merged = _merge(ancestor, mine, new)
    return mine if merged is None and _has(ancestor, mine, new) else merged


def _merge(ancestor: str, mine: str, new: str) -> str | None:
    parts: list[str] = []
    for kind, *groups in _regions(ancestor, mine, new):
        if kind != "conflict":
            parts.append(groups[0])
        elif (merged := _merge_stretches(*groups)) is not None:
            parts.append(merged)
        else:
            return None
    return "".join(parts)


def _has(ancestor: str, mine: str, new: str) -> bool:
    """Whether the person's text has every change of the new one already: a run was stopped after it had merged them."""
    return all(
        kind != "same" and (kind != "conflict" or _merge_stretches(*groups) is not None)
        for kind, *groups in _regions(new, mine, ancestor)
    )


def _regions(base: str, one: str, other: str) -> Iterator[tuple[str, ...]]:
    """What merge3 makes of the sentences: `conflict` with three texts, or `unchanged`, `a`, `b`, `same` with one."""
    ancestor, mine, new = (SENTENCE.findall(text) for text in (base, one, other))
    if max(len(ancestor), len(mine), len(new)) > SENTENCE_LIMIT:
        yield "conflict", base, one, other
        return
    for kind, *groups in Merge3[str](ancestor, mine, new).merge_groups():
        yield kind, *("".join(group) for group in groups)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What one side has changed: the tokens `start` to `end` of the ancestor became `tokens`."""

    start: int
    end: int
    tokens: list[str]


def _merge_stretches(base: str, one: str, other: str) -> str | None:
    tokens = TOKEN.findall(base)
    first, second = sorted((_stretch(tokens, one), _stretch(tokens, other)), key=lambda part: (part.start, part.end))
    if second.start - first.end < APART:
        return None
    middle = tokens[first.end : second.start]
    return "".join(tokens[: first.start] + first.tokens + middle + second.tokens + tokens[second.end :])


def _stretch(base: list[str], text: str) -> _Stretch:
    tokens = TOKEN.findall(text)
    shorter = min(len(base), len(tokens))
    start = next((n for n in range(shorter) if base[n] != tokens[n]), shorter)
    rest = shorter - start
    same = next((n for n in range(rest) if base[-1 - n] != tokens[-1 - n]), rest)
    return _Stretch(start, len(base) - same, tokens[start : len(tokens) - same])
