"""Names of persons in English text: two to four capitalised words that begin with a given name, or follow a title.

`said` proves nothing: in business news it follows companies more often than persons. A surname alone (Mr. Oakes) is a
later mention of somebody and no name to make a page of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backfile.entities.english import OPENING, TITLES, runs
from backfile.entities.lexicon import words
from backfile.entities.words import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROLES = re.compile(
    r"\b(?:biologist|boatbuilder|economist|analyst|engineer|director|manager|chairman|chairwoman|president|spokesman|spokeswoman|secretary|minister|captain|skipper"
    r"|coach|teacher|professor|farmer|fisherman|doctor|nurse|lawyer|attorney|judge|officer|detective|editor|reporter|photographer|author|writer|poet|singer|actor|actress"
    r"|artist|painter|designer|architect|scientist|historian|researcher|scholar|student|owner|founder|mayor|councillor|senator|governor|ambassador|leader|member|keeper"
    r"|carpenter|driver|pilot|sailor|brother|sister|wife|husband|son|daughter|mother|father|widow|neighbour|neighbor|volunteer|resident|player|striker|goalkeeper"
    r"|midfielder|pitcher|quarterback|champion|dealer|trader|executive|adviser|advisor|aide|activist|dissident|named|called) $"
)
_NO_SURNAME = frozenset(
    "Street Avenue Road Lane Square Bridge Park Place Court House Hall Hotel Inn Day Week Month Year Festival Cup Prize Award Awards Act Bill Law Treaty Plan Project "
    "Program Programme Center Centre Building Tower Station Airport Stadium Arena Garden Gardens Market Store Shop Mall Room Street’s Supper Race School Church Bay "
    "Island River Lake Point County City Town Village Beach Valley Hills Creek Harbour Harbor Weekly Daily Times Post Journal News Gazette Tribune Herald Telegraph "
    "Magazine Review Report Index Bank Fund Trust Group Company Club Team Party Union Council Committee Department Office Service Services Lines Line Farm Farms Mill "
    "Road’s University College Institute Foundation Hospital Museum Library Cathedral Chapel Series Show Band Quartet Orchestra Choir Securities Brothers Bros Sons "
    "Stores Steel Oil Gas Energy Foods Motors Airlines Industries International American National Federal State Lehman Lynch Stanley Sachs Peabody Reynolds Witter "
    "Street, Corp Inc Co Ltd Resources Communications Electric Power Health Medical Financial Bancorp Jr Conference Agreement Accord Summit Doctrine Prix".split()
)
_HONOURS = frozenset("MP MEP QC KC OBE MBE CBE PhD Ph.D. M.D. MD Jr. Sr.".split())
_PARTICLES = frozenset("de da di du van von al bin".split())
_LIFE = re.compile(r", (?:\d{1,2}|who|whose)\b")
_MOST_WORDS = 4


def find(text: str, taken: bytearray) -> list[Span]:
    """The places of persons' names, in order; nowhere where `taken` says that another name stands."""
    found = []
    for run in runs(text):
        for first, last in _groups(run.words):
            begin = first
            while begin < last and (run.words[begin] in TITLES or run.words[begin] in OPENING):
                begin += 1
            while last > begin and run.words[last - 1] in _HONOURS:
                last -= 1
            span = run.span(begin, last)
            if not any(taken[span.start : span.end]) and _is_person(text, span, run.words[begin:last], titled=begin > first):
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
    if not 2 <= len(parts) <= _MOST_WORDS or parts[-1] in _PARTICLES or any(part in _NO_SURNAME for part in parts):
        return False
    if len(parts[-1].rstrip(".")) < 2 or any(part.isupper() and len(part.replace(".", "")) > 2 for part in parts):
        return False
    if parts[-1] in words("places-en") and parts[0] not in words("given-names-en"):
        return False
    if parts[0] in words("given-names-en"):
        return True
    before = text[max(0, span.start - 24) : span.start]
    return titled or bool(_ROLES.search(before)) or bool(_LIFE.match(text, span.end))
