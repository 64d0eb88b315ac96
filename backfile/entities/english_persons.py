"""Names of persons in English text: two to four capitalised words that begin with a given name, or follow a title.

`said` proves nothing: in business news it follows companies more often than persons. A surname alone (Mr. Oakes) is a
later mention of somebody and no name to make a page of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backfile.entities.english import runs
from backfile.entities.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backfile.entities.words import Span

_HONOURS = frozenset(("MP", "MEP", "QC", "KC", "OBE", "MBE", "CBE", "PhD", "Ph.D.", "M.D.", "MD", "Jr.", "Sr."))
_PARTICLES = frozenset(("de", "da", "di", "du", "van", "von", "al", "bin"))
_LAST_WORD = re.compile(r"([a-z]+) $")
_LIFE = re.compile(r", (?:\d{1,2}|who|whose)\b")
_MOST_WORDS = 4


def find(text: str, taken: bytearray) -> list[Span]:
    """The places of persons' names, in order; nowhere where `taken` says that another name stands."""
    found = []
    for run in runs(text):
        for first, last in _groups(run.words):
            begin = first
            while begin < last and run.words[begin] in words("titles-en"):
                begin += 1
            while last > begin and run.words[last - 1] in _HONOURS:
                last -= 1
            span = run.span(begin, last)
            if not any(taken[span.start : span.end]) and _is_person(
                text, span, run.words[begin:last], titled=begin > first
            ):
                found.append(span)
    return found


def _groups(parts: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The run cut where one name ends and the next begins: `and`, `of`, `&`, `for`."""
    first = 0
    for index, word in enumerate((*parts, "and")):
        if word in ("and", "of", "&", "for", "the"):
            if index > first:
                yield first, index
            first = index + 1


def _is_person(text: str, span: Span, parts: tuple[str, ...], *, titled: bool) -> bool:
    if (
        not 2 <= len(parts) <= _MOST_WORDS
        or parts[-1] in _PARTICLES
        or any(part in words("not-surnames-en") for part in parts)
    ):
        return False
    if len(parts[-1].rstrip(".")) < 2 or any(part.isupper() and len(part.replace(".", "")) > 2 for part in parts):
        return False
    if parts[-1] in words("places-en") and parts[0] not in words("given-names-en"):
        return False
    if parts[0] in words("given-names-en"):
        return True
    before = _LAST_WORD.search(text, max(0, span.start - 24), span.start)
    called = before is not None and before[1] in words("roles-en")
    return titled or called or bool(_LIFE.match(text, span.end))
