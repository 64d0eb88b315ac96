"""Places in Chinese text: those of the gazetteer, and those that their last word names (青蓑镇, 下篷村, 云溪县)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from backfile.entities.lexicon import characters, ending, sorted_words, words
from backfile.entities.words import Span, Text, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = frozenset(("街道", "自治县", "自治州", "新区", "县", "市", "区", "镇", "乡", "村", "省", "州", "屯"))
_COMMON = ("地区", "市区", "地市", "城市", "都市", "复市", "上市", "逆市", "股市", "超市", "县市", "乡镇", "城镇")
_LONGEST_KIND = 3
_LOCAL = 3
"""Characters that may stand before the word for the kind of place: 竹篙岭乡."""
_BOUNDARY_TAGS = ("p", "c", "uj", "ul", "uz", "ug", "v", "r", "t", "f", "x", "d", "y", "k", "u")


def find(text: Text) -> list[Span]:
    """The places named in a text, in order."""
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
        if kind is None or any(used[word.start : word.end]):
            continue
        if text.plain.startswith(sorted_words("not-after-places-zh"), word.end):
            continue
        if word.text == kind:
            first = _first_part(text, index, used)
            if _is_a_name(text.words[first:index], kind):
                start = text.words[first].start
                yield Span(start, word.end, text.plain[start : word.end]), _begins(text, first, start, used)
        elif _is_listed(word, kind):
            yield Span(word.start, word.end, word.text), True


def _is_listed(word: Word, kind: str) -> bool:
    """Whether the dictionary has a place that is no common noun: 青铜峡市, not 各乡镇 or 西北地区."""
    name = word.text.removesuffix(kind)
    if word.text.endswith(_COMMON) or name in words("common-places-zh") or name[0] in "各全本该":
        return False
    return word.tag.startswith("ns") and len(name) > 1


def _first_part(text: Text, index: int, used: bytearray) -> int:
    """Index of the first word that can be a part of the name before the word for its kind."""
    first, end = index, text.words[index].start
    while first > 0 and end - text.words[first - 1].start <= _LOCAL and _can_be_part(text.words[first - 1]):
        if used[text.words[first - 1].start]:
            break
        first -= 1
    return first


def _is_a_name(parts: list[Word], kind: str) -> bool:
    name = "".join(word.text for word in parts)
    if len(name) < 2 or name in words("common-places-zh"):
        return False
    if len(parts) > 1:
        return True
    # One word of the dictionary is a name only where it is known as none of the common nouns: 石桥村, not 保税区.
    return parts[0].tag.startswith(("ns", "x", "zg", "g")) or (kind == "村" and parts[0].tag.startswith("n"))


def _can_be_part(word: Word) -> bool:
    if not all("\u4e00" <= character <= "\u9fff" for character in word.text):
        return False
    if len(word.text) == 1:
        return word.text not in characters("not-in-places-zh")
    return word.text not in words("common-places-zh") and not word.tag.startswith(("v", "d", "p", "c", "r"))


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
