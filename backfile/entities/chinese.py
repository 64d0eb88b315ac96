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
    # 古特雷斯 holds the surname and given name of 古特雷, and 费东斌 the sounds of 费东: the longer name is meant.
    runs = _by_place(foreign_persons.unproved(text))
    found = [span for span in chinese if not (run := runs.get(span.start)) or run.end <= span.end]
    held = bytearray(len(text.plain))
    _mark(held, found)
    found += [span for span in foreign if not any(held[span.start : span.end])]
    return sorted([*found, *pointed], key=lambda span: span.start)


def _by_place(spans: list[Span]) -> dict[int, Span]:
    return {place: span for span in spans for place in range(span.start, span.end)}


def _mark(places: bytearray, spans: list[Span]) -> None:
    for span in spans:
        places[span.start : span.end] = b"\1" * (span.end - span.start)
