"""The words that names are known by: gazetteers, callings, the characters of given names.

The lists are plain text in `data/`, each with its origin in its first lines. They are facts and common knowledge
written down for this project, and ship with it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("data")


@cache
def words(name: str) -> frozenset[str]:
    """The entries of a list such as `places-zh`: parted by `;` where it has one, by white space otherwise."""
    text = _text(name)
    found = re.split(r";|\n", text) if ";" in text else text.split()
    return frozenset(word for raw in found if (word := raw.strip()))


@cache
def sorted_words(name: str) -> tuple[str, ...]:
    """The entries of a list in order, for `str.startswith`."""
    return tuple(sorted(words(name)))


@cache
def lengths(name: str) -> dict[str, tuple[int, ...]]:
    """The lengths of a list's entries by the two characters that they begin with, the longest first."""
    found: dict[str, set[int]] = {}
    for word in words(name):
        found.setdefault(word[:2], set()).add(len(word))
    return {opening: tuple(sorted(sizes, reverse=True)) for opening, sizes in found.items()}


def ending(text: str, endings: frozenset[str], longest: int) -> str | None:
    """The longest of `endings`, none of more characters than `longest`, that `text` ends with."""
    if text[-1:] not in _last_characters(endings):
        return None
    return next((text[-size:] for size in range(longest, 0, -1) if text[-size:] in endings), None)


@cache
def _last_characters(endings: frozenset[str]) -> frozenset[str]:
    """What a text must end with to have an ending at all: nearly none has."""
    return frozenset(word[-1:] for word in endings)


@cache
def characters(name: str) -> frozenset[str]:
    """The characters of a list such as `given-zh`."""
    return frozenset("".join(_text(name).split()))


@cache
def core_characters(name: str) -> frozenset[str]:
    """The characters of a list's first line, which are the telling ones."""
    return frozenset(_text(name).splitlines()[0])


def _text(name: str) -> str:
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("#"))
