"""Places in Chinese text: those of the gazetteer, and those that their last word names (青蓑镇, 下篷村, 云溪县)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from backfile.entities.lexicon import characters, ending, sorted_words, words
from backfile.entities.words import Span, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = frozenset(("街道", "自治县", "自治州", "新区", "县", "市", "区", "镇", "乡", "村", "省", "州", "旗", "屯"))
_LONGEST_KIND = 3
_LOCAL = 3
"""Characters that may stand before the word for the kind of place: 竹篙岭乡."""
_BOUNDARY_TAGS = ("p", "c", "uj", "ul", "uz", "ug", "v", "r", "t", "f", "x", "d", "y", "k", "u")


def find(text: Text) -> list[Span]:
    """The places of places, in order."""
    spans = [
        span
        for span in text.listed("places-zh")
        if not text.plain.startswith(sorted_words("not-after-cities-zh"), span.end)
    ]
    used = bytearray(len(text.plain))
    for span in spans:
        used[span.start : span.end] = b"\1" * (span.end - span.start)
    local = list(_local(text, used))
    counts = Counter(span.name for span, _ in local)
    spans += [span for span, sure in local if sure or counts[span.name] > 1]
    return sorted(_joined(text, spans), key=lambda span: span.start)


def _local(text: Text, used: bytearray) -> Iterator[tuple[Span, bool]]:
    """Names with a word for their kind, and whether what stands before them shows where they begin."""
    for index, word in enumerate(text.words):
        kind = ending(word.text, _KINDS, _LONGEST_KIND)
        if (
            kind is None
            or text.plain.startswith(sorted_words("not-after-places-zh"), word.end)
            or any(used[word.start : word.end])
        ):
            continue
        within = len(word.text) - len(kind)
        if within:  # 青蓑镇 as one word of the dictionary
            named = word.text[:within] not in words("common-places-zh") and word.text[0] not in "各全本该"
            if word.tag.startswith("ns") and within > 1 and named:
                yield Span(word.start, word.end, word.text), True
            continue
        start, first = word.start, index
        while (
            first > 0
            and word.start - text.words[first - 1].start <= _LOCAL
            and _can_be_part(text.words[first - 1].text)
        ):
            if any(used[text.words[first - 1].start : start]):
                break
            first -= 1
            start = text.words[first].start
        name = text.plain[start : word.start]
        if len(name) < 2 or name in words("common-places-zh") or first == index:
            continue
        if index - first == 1 and not text.words[first].tag.startswith(("n", "x", "zg", "g")):
            continue
        if index - first == 1 and text.words[first].tag in ("n", "nz", "nt", "nr") and len(name) == 2 and kind != "村":
            continue
        yield Span(start, word.end, text.plain[start : word.end]), _begins(text, first, start, used)


def _can_be_part(word: str) -> bool:
    return (
        all("\u4e00" <= character <= "\u9fff" for character in word)
        and word not in words("common-places-zh")
        and not (len(word) == 1 and word in characters("not-in-places-zh"))
    )


def _begins(text: Text, first: int, start: int, used: bytearray) -> bool:
    """Whether a name begins at a place: behind a mark, a word of grammar, a verb, or another place."""
    if first == 0 or used[start - 1]:
        return True
    before = text.words[first - 1]
    if before.text in _KINDS:
        return True
    return before.tag.startswith(_BOUNDARY_TAGS) or before.text in words("roles-zh")


def _joined(text: Text, spans: list[Span]) -> list[Span]:
    """The places, but 云溪县 where 云溪 is a known place and its 县 follows."""
    found = []
    for span in spans:
        kind = next((kind for kind in ("省", "市", "县", "州", "区") if text.plain.startswith(kind, span.end)), None)
        if (
            kind
            and ending(span.name, _KINDS, _LONGEST_KIND) is None
            and not text.plain.startswith(sorted_words("not-after-places-zh"), span.end + 1)
        ):
            span = Span(span.start, span.end + len(kind), text.plain[span.start : span.end + len(kind)])
        found.append(span)
    return found
