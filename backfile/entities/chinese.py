"""The names in Chinese text: organisations first, then places outside them, then persons outside both."""

from __future__ import annotations

from backfile.entities import chinese_organisations, chinese_persons, chinese_places, foreign_persons
from backfile.entities.words import Span, Text


def find(printed: str) -> tuple[list[Span], list[Span], list[Span]]:
    """Persons, places and organisations of a text, each with its place, in order."""
    text = Text(printed)
    places = chinese_places.find(text)
    organisations = chinese_organisations.find(text, places)
    taken = bytearray(len(printed))
    _mark(taken, organisations)
    places = [span for span in places if not taken[span.start]]
    _mark(taken, places)
    return _persons(text, taken), places, organisations


def _persons(text: Text, taken: bytearray) -> list[Span]:
    pointed = foreign_persons.of_more_parts(text, taken)
    blocked = bytearray(taken)
    _mark(blocked, pointed)
    chinese = chinese_persons.find(text, blocked)
    foreign = foreign_persons.of_one_part(text, taken, pointed)
    # 费东斌 holds the sounds of 费东, and 古特雷斯 the surname and given name of 古特雷: the longer name is meant.
    found = [span for span in chinese if not any(_holds(other, span) for other in foreign)]
    found += [span for span in foreign if not any(_meets(other, span) for other in found)]
    return sorted([*found, *pointed], key=lambda span: span.start)


def _mark(places: bytearray, spans: list[Span]) -> None:
    for span in spans:
        places[span.start : span.end] = b"\1" * (span.end - span.start)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer.name != inner.name


def _meets(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
