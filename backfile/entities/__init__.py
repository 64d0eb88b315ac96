"""Persons, places and organisations that a text names.

Chinese text is cut by rjieba and searched with gazetteers and callings, English text by its capitals; a text is of the
language that most of its letters are of. What is found is printed in the text. Precision goes before recall, because a
site makes pages of names: a name without evidence is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backfile.entities import chinese, english, english_persons

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from backfile.entities.words import Span

MOST = 20
"""Names kept of each kind: an article of more is a list."""
_MOST_TEXT = 100_000
"""Characters that are searched. No article is longer; a file that is goes on without names."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_KINDS = ("特别行政区", "自治区", "自治州", "自治县", "省", "市", "县", "区", "州", "镇", "乡", "村")


@dataclass(frozen=True, slots=True)
class Names:
    """Names as printed, each once, in the order of their first mention."""

    persons: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


def find(text: str, *, known: Iterable[str] = ()) -> Names:
    """The names in a text.

    Args:
        text: running text, a paragraph a line.
        known: names of persons that need no mention, such as those of the byline.

    >>> find("县教育局主任古怀舟说，柳渡镇的食堂已经改好。")
    Names(persons=('古怀舟',), places=('柳渡镇',), organisations=('县教育局',))
    """
    text = text[:_MOST_TEXT]
    credited = set(known)
    if len(_CHINESE.findall(text)) * 2 > len(_LATIN.findall(text)):
        persons, places, organisations = chinese.find(text)
    else:
        places, organisations = english.find(text)
        persons = english_persons.find(text, _taken(text, [*places, *organisations]))
    return Names(
        tuple(name for name in _without_parts(_printed(text, persons)) if name not in credited)[:MOST],
        tuple(_without_short_places(_printed(text, places)))[:MOST],
        tuple(_without_parts(_printed(text, organisations)))[:MOST],
    )


def _taken(text: str, spans: Sequence[Span]) -> bytearray:
    marks = bytearray(len(text))
    for span in spans:
        marks[span.start : span.end] = b"\1" * (span.end - span.start)
    return marks


def _printed(text: str, spans: Sequence[Span]) -> list[str]:
    """The names by first mention, as printed; what a dateline prints in capitals as it was found."""
    found: dict[str, None] = {}
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        printed = text[span.start : span.end]
        found[span.name if printed.isupper() else printed] = None
    return list(found)


def _without_parts(names: list[str]) -> list[str]:
    """The names without those that another one begins or ends with: 安倍 beside 安倍晋三."""
    return [
        name
        for name in names
        if not any(other != name and (other.startswith(name) or other.endswith(name)) for other in names[: MOST * 4])
    ]


def _without_short_places(names: list[str]) -> list[str]:
    """The names without 湖北 beside 湖北省."""
    full = {name.removesuffix(kind) for name in names for kind in _KINDS if name.endswith(kind)}
    return [name for name in names if name not in full]
