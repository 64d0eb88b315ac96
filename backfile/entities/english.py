"""The names in English text: runs of capitalised words, sorted by what stands in them and beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backfile.entities.lexicon import words
from backfile.entities.words import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = r"[A-Z](?:[a-zé’'-]|[A-Z](?=[a-z]))*[a-zé]|[A-Z](?:\.[A-Z])*\.|[A-Z]{2,6}|[A-Z]"
_RUN = re.compile(rf"(?:{_WORD})(?:(?: (?:of the|of|and|for|de|da|di|du|van|von|al|bin|&))? (?:{_WORD}))*(?![A-Za-z])")
_AT_POSSESSIVE = re.compile(r"['’]s(?: |$)")
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z’' -]{2,30})(?:, [A-Z][A-Za-z.]{1,15})?, (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)",
    re.MULTILINE,
)
_LONGEST_RUN = 12
_PLACE_HEADS = frozenset(("Lake", "Mount", "Cape", "Port", "Fort", "Saint", "St.", "Gulf", "Strait", "River", "Isle"))
_DIRECTIONS = frozenset(
    ("Northern", "Southern", "Eastern", "Western", "North", "South", "East", "West", "Central", "Upper", "Lower")
)


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that stand together, with their places; `words` has the small ones between them too."""

    start: int
    words: tuple[str, ...]

    def span(self, first: int, last: int) -> Span:
        """The span of some of the words, from `first` up to `last`."""
        begin = self.start + sum(len(word) + 1 for word in self.words[:first])
        name = " ".join(self.words[first:last])
        return Span(begin, begin + len(name), name)


def runs(text: str) -> Iterator[Run]:
    """The runs of capitalised words of a text, without the words that only open a sentence."""
    for match in _RUN.finditer(text):
        start = match.start()
        for part in _AT_POSSESSIVE.split(match[0]):  # Geoff Hoon's Ashfield is two names
            if not text.startswith(part, start):
                start += len("'s ")
            parts = part.split(" ")
            begin = start
            while parts and (parts[0] in words("opening-en") or parts[0][:1].islower() or parts[0] in ("&", "")):
                begin += len(parts.pop(0)) + 1
            if parts and len(parts) <= _LONGEST_RUN:
                yield Run(begin, tuple(parts))
            start += len(part)


def find(text: str) -> tuple[list[Span], list[Span]]:
    """Places and organisations of a text, each with its place, in order."""
    places: list[Span] = []
    organisations: list[Span] = []
    for match in _DATELINE.finditer(text):
        name = match["place"].title().replace("’S", "’s").strip()
        places.append(Span(match.start("place"), match.start("place") + len(name), name))
    for run in runs(text):
        first = 0
        for part in _parts(run):
            span = run.span(first, first + len(part))
            first += len(part) + 1
            if organisation := _organisation(span, part):
                organisations.append(organisation)
            elif place := _place(text, span, part):
                places.append(place)
    return places, organisations


def _parts(run: Run) -> list[tuple[str, ...]]:
    """The run cut where two names meet: at `and` unless the whole is one, at `of` and `for` behind a person."""
    whole = _is_organisation(run.words)
    person = run.words[0] in words("given-names-en") or run.words[0] in words("titles-en")
    parts: list[tuple[str, ...]] = [()]
    for index, word in enumerate(run.words):
        two_firms = word == "and" and index > 1 and run.words[index - 1] in words("organisation-endings-en")
        if (word in ("and", "for") and not whole) or two_firms or (person and word in ("of", "for")):
            parts.append(())
        else:
            parts[-1] += (word,)
    return parts


def _is_organisation(part: tuple[str, ...]) -> bool:
    return len(part) > 1 and (
        part[-1] in words("organisation-endings-en")
        or (part[0] in words("organisation-heads-en") and part[1] in ("of", "for"))
    )


def _organisation(span: Span, part: tuple[str, ...]) -> Span | None:
    while part and (part[0][0].islower() or part[0] in words("offices-en")):  # Deputy State Department spokesman
        span = Span(span.start + len(part[0]) + 1, span.end, span.name[len(part[0]) + 1 :])
        part = part[1:]
    if not part:
        return None
    known = words("organisations-en")
    if span.name in known or _is_organisation(part):
        if (
            "of" in part
            and part[0] not in words("organisation-heads-en")
            and part[part.index("of") - 1] not in words("organisation-heads-en") | words("organisation-endings-en")
        ):
            return _behind_of(span, part)
        return (
            None
            if part[0] in words("given-names-en") and len(part) == 2 and part[-1] in ("Church", "Court", "Bank")
            else span
        )
    for last in range(len(part) - 1, 0, -1):  # Bank of Japan Governor
        name = " ".join(part[:last])
        if (name in known and " " in name) or (_is_organisation(part[:last]) and part[last] in words("offices-en")):
            return Span(span.start, span.start + len(name), name)
    return None


def _behind_of(span: Span, part: tuple[str, ...]) -> Span | None:
    """The firm in `Sanford Margoshes of Shearson Lehman Inc`; None where it could begin before the `of`."""
    at = part.index("of") + 1
    start = span.start + sum(len(word) + 1 for word in part[:at])
    return Span(start, span.end, " ".join(part[at:])) if len(part) - at > 2 else None


def _place(text: str, span: Span, part: tuple[str, ...]) -> Span | None:
    if not part:
        return None
    known = words("places-en")
    if span.name in known:
        return None if text[span.end : span.end + 2] in ("-b", "-s") else span
    if part[0] in _DIRECTIONS and " ".join(part[1:]) in known:
        return Span(span.start + len(part[0]) + 1, span.end, " ".join(part[1:]))
    named = 2 <= len(part) <= 4 and all(word[0].isupper() for word in part)
    if (
        named
        and (part[-1] in words("place-endings-en") or part[0] in _PLACE_HEADS)
        and part[-1] not in words("organisation-endings-en")
        and not part[-1].isupper()
    ):
        return span if part[0] not in _DIRECTIONS or len(part) > 2 or part[-1] in ("Island", "Beach", "Bay") else None
    return None
