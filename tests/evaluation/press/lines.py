"""Type set in lines: what a column's width does to a paragraph.

Widths are given in squares of a Chinese character (a Latin letter or a figure takes half a one) for Chinese and in
letters for English. Both functions take the width of each line of the column, so that a paragraph may run on below a
picture in a wider measure, and give lines without a loss: joined again, with the soft hyphens taken out, they are the
paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_OPENING = "“‘（《〈【〔「『"
_CLOSING = "，。、；：！？”’）》〉】〕」』…·%％"
# Words, numbers and the two long marks are not divided.
_UNITS = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.,:%/@_–-]*[A-Za-z0-9%])?|——|……|.", re.DOTALL)
_NUMBER_EDGE = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=[\d%])(?=[\u4e00-\u9fff])")
_LONGEST_UNIT = 6.0
_VOWELS = "aeiouy"
_LIGATURES = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"))


@dataclass(frozen=True, slots=True)
class Setting:
    """The habits of a page's type: shares (0 to 1) of the lines or words that they touch."""

    hanging: bool = True
    """A mark that does not fit hangs out of the column; else it takes the character before it to the next line."""
    rough: float = 0.0
    """A mark that does not fit begins the next line."""
    loose_numbers: float = 0.25
    """Lines whose numbers have spaces about them."""
    spaced_out: float = 0.0
    """Lines with a space between all characters."""
    hyphens: float = 0.3
    """Words that are divided when they do not fit."""
    ligatures: bool = False


def squares(text: str) -> float:
    """The width of a text in squares of a Chinese character."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def set_chinese(text: str, width: Callable[[int], float], indent: float, setting: Setting, rng: Random) -> list[str]:
    """Lines of a paragraph; `width(i)` is the width of its line i, `indent` what its first line lacks."""
    units = _chinese_units(text)
    lines: list[str] = []
    line: list[str] = []
    at = 0
    while at < len(units):
        unit = units[at]
        limit = width(len(lines)) - (indent if not lines else 0.0)
        used = squares("".join(line))
        if not line or used + squares(unit) <= limit or unit == " ":
            line.append(unit)
            at += 1
            continue
        if unit[0] in _CLOSING and rng.random() >= setting.rough:
            if setting.hanging and used + squares(unit) <= limit + 2:
                line.append(unit)
                at += 1
                continue
            while len(line) > 1 and unit[0] in _CLOSING:
                unit = line.pop()
                at -= 1
        while len(line) > 1 and line[-1][-1] in _OPENING:
            line.pop()
            at -= 1
        lines.append("".join(line))
        line = []
    lines.append("".join(line))
    return [_loosened(line, setting, rng) for line in lines]


def _chinese_units(text: str) -> list[str]:
    units: list[str] = []
    for unit in _UNITS.findall(text):
        units += [unit] if squares(unit) <= _LONGEST_UNIT else list(unit)
    return units


def _loosened(line: str, setting: Setting, rng: Random) -> str:
    if rng.random() < setting.spaced_out and len(line) > 8:
        return " ".join(_UNITS.findall(line.replace(" ", "")))
    if re.search(r"\d", line) and rng.random() < setting.loose_numbers:
        every = rng.random() < 0.8
        return _NUMBER_EDGE.sub(lambda _: " " if every or rng.random() < 0.5 else "", line)
    return line


def set_english(text: str, width: Callable[[int], float], setting: Setting, rng: Random) -> list[str]:
    """Lines of a paragraph, ragged or divided with soft hyphens."""
    lines: list[str] = []
    line = ""
    words = text.split()
    while words:
        word = words.pop(0)
        limit = int(width(len(lines)))
        longer = f"{line} {word}" if line else word
        if len(longer) <= limit:
            line = longer
            continue
        room = limit - len(line) - 2
        cut = _division(word, room, rng) if rng.random() < setting.hyphens else 0
        if cut:
            lines.append(f"{line} {word[:cut]}-" if line else f"{word[:cut]}-")
            line = ""
            words.insert(0, word[cut:])
        elif line:
            lines.append(line)
            line = ""
            words.insert(0, word)
        else:
            lines.append(word)
    if line:
        lines.append(line)
    return [_with_ligatures(line) for line in lines] if setting.ligatures else lines


def _division(word: str, room: int, rng: Random) -> int:
    """How many letters of a word stand before the hyphen, 0 if it is not divided."""
    if not word.isalpha() or word.isupper() or len(word) < 6 or not word.isascii():
        return 0
    lower = word.lower()
    anywhere = rng.random() < 0.3
    cuts = [
        cut
        for cut in range(3, min(room, len(word) - 3) + 1)
        if anywhere
        or (lower[cut] not in _VOWELS and lower[cut - 1] in _VOWELS and lower[cut + 1] in _VOWELS)
        or (lower[cut] not in _VOWELS and lower[cut - 1] not in _VOWELS and lower[cut - 2] in _VOWELS)
    ]
    return max(cuts, default=0)


def _with_ligatures(line: str) -> str:
    for letters, ligature in _LIGATURES:
        line = line.replace(letters, ligature)
    return line
