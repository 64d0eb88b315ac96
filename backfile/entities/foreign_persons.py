"""Foreign names in Chinese text, which are written with a few hundred characters by their sound.

A name of several parts shows its points (弗拉基米尔·普京). One of one part is a run of such characters behind a calling
(总统普京), or a run of three and more that a word of speech follows; where it stands once more it needs no proof.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backfile.entities.chinese_persons import may_go_on
from backfile.entities.lexicon import characters, core_characters, sorted_words, words
from backfile.entities.words import Span, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_POINT = "·•‧・"
_LONGEST = 7
"""Characters of the longest part of a name."""
_POINTED_SHARE = 0.2
"""Share of telling characters in a name with points, which are telling themselves."""
_GRAMMAR = "因任就"  # among the characters of foreign names those that go on with the sentence
_CALLING_LENGTHS = range(2, 8)


def of_one_part(text: Text, taken: bytearray, pointed: list[Span]) -> list[Span]:
    """The places of names without points, outside what is taken and outside the names with points."""
    used = bytearray(taken)
    for span in pointed:
        used[span.start : span.end] = b"\1" * (span.end - span.start)
    # A name with points stands for its last part as well: no page for 普京 beside that for 弗拉基米尔·普京.
    known = {re.split(f"[{_POINT}]", span.name)[-1] for span in pointed}
    runs = [
        (start, end)
        for start, end in _runs(text)
        if not any(used[start:end])
        and not text.plain.startswith(tuple(_POINT), end)
        and text.plain[start - 1] not in _POINT
    ]
    named = {text.plain[start:end] for start, end in runs if _is_proved(text, start, end)} - known
    return [Span(start, end, text.plain[start:end]) for start, end in runs if text.plain[start:end] in named]


def unproved(text: Text) -> list[Span]:
    """Runs of characters that sound foreign, whether or not anything shows that they name a person."""
    runs = ((start, end, text.plain[start:end]) for start, end in _runs(text))
    return [Span(start, end, run) for start, end, run in runs if _sounds_foreign(run)]


def of_more_parts(text: Text, taken: bytearray) -> list[Span]:
    """The places of names with points, in order; nowhere where `taken` says that another name stands."""
    return list(_pointed(text, taken))


def _pointed(text: Text, taken: bytearray) -> Iterator[Span]:
    """Names of several parts: as far as characters of foreign names reach to either side of the points."""
    plain = text.plain
    sounds = characters("transliteration-zh")
    free = 0
    for match in re.finditer(f"[{_POINT}]", plain):
        if match.start() < free:
            continue
        start, end = match.start(), match.end()
        while start > max(free, match.start() - _LONGEST) and plain[start - 1] in sounds and not taken[start - 1]:
            start -= 1
        start = _after_calling(text, start, match.start())
        end = _part_end(text, end)
        while end < len(plain) and plain[end] in _POINT and _part_end(text, end + 1) > end + 1:
            end = _part_end(text, end + 1)
        parts = re.split(f"[{_POINT}]", plain[start:end])
        if all(parts) and max(map(len, parts)) >= 2 and _sounds_foreign("".join(parts), _POINTED_SHARE):
            free = end
            if not plain.startswith(sorted_words("not-behind-persons-zh"), end) and not may_go_on(text, end):
                yield Span(start, end, plain[start:end])


def _after_calling(text: Text, start: int, end: int) -> int:
    """Where the name begins when its first character only ends the word before: 总统|弗拉基米尔, 国防部长|阿萨德."""
    while start < end and start not in text.starting:
        start += 1
    for length in range(min(5, end - start - 1), 1, -1):
        before = text.plain[start : start + length]
        if before in words("places-zh") or before in words("roles-zh"):
            return start + length
    return start


def _part_end(text: Text, start: int) -> int:
    """The end of a part of a name that starts at a place: the last end of a word within the run of its characters."""
    sounds = characters("transliteration-zh")
    end = start
    while end < min(len(text.plain), start + _LONGEST) and text.plain[end] in sounds:
        end += 1
    while end > start and (end not in text.ending or text.plain[end - 1] in _GRAMMAR):
        end -= 1
    name, titles = text.plain[start:end], sorted_words("titles-zh")
    if not name.endswith(titles):
        return end
    title = next(title for title in titles if name.endswith(title))
    return end - len(title) if end - len(title) > start else end


def _runs(text: Text) -> Iterator[tuple[int, int]]:
    """Runs of two and more characters of foreign names, from a word's beginning to a word's end."""
    sounds = characters("transliteration-zh")
    free = 0
    for word in text.words:
        if word.start < free or text.plain[word.start] not in sounds:
            continue
        end = _part_end(text, word.start)
        if end - word.start >= 2:
            free = end
            yield word.start, end


def _is_proved(text: Text, start: int, end: int) -> bool:
    name = text.plain[start:end]
    if name in words("places-zh") or name.endswith(sorted_words("not-persons-zh")) or not _sounds_foreign(name):
        return False
    if text.plain.startswith(sorted_words("not-behind-persons-zh"), end) or may_go_on(text, end):
        return False
    first, last = text.starting[start], text.ending[end]
    if first == last and not text.words[first].tag.startswith(("nr", "ns", "x", "nz")):  # a word of its own: 特别, 马里
        return False
    called = any(
        text.plain[start - length : start] in words("roles-zh") for length in _CALLING_LENGTHS if start >= length
    )
    if called:
        return True
    behind = text.after(end)
    speaks = behind is not None and (
        behind.text in words("speech-zh") or text.plain.startswith(sorted_words("titles-zh"), end)
    )
    return speaks and len(name) >= 3 and _sounds_foreign(name, 0.7)


def _sounds_foreign(name: str, share: float = 0.5) -> bool:
    """Whether enough of the characters are those that stand in hardly anything but foreign names."""
    telling = core_characters("transliteration-zh")
    return sum(character in telling for character in name) >= share * len(name)
