"""Names that the page suggests while a reader types: persons, places, sections, by characters or by pinyin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zlib import crc32

from backfile.search.fold import CJK, fold
from backfile.search.shards import json_of, shard_of, shards_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_NAMES = 400
"""Names a key: more than anyone looks through, and a file for 李 of 20 kB."""

_CHINESE = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_NO_LETTER = re.compile("[^a-z0-9]")
_SPACE = re.compile(f"[^\\w{CJK}]+")


def _pinyin(folded: str) -> tuple[str, str]:
    """The pinyin of a folded Chinese name without tones and spaces (ü is v), and its first letters."""
    from pypinyin import lazy_pinyin  # its dictionary takes 60 MB, which an archive without such names can do without

    syllables = [_NO_LETTER.sub("", syllable) for syllable in lazy_pinyin(folded)]
    return "".join(syllables), "".join(syllable[:1] for syllable in syllables)


def shards_of(names: Mapping[str, Mapping[str, int]]) -> list[str]:
    """The shards of suggestions as JSON, `{key: [[name, kind, articles, pinyin, initials], …]}` each.

    A name stands under its first folded character and, when that is Chinese, under the first two letters of its
    pinyin and of its initials.

    Args:
        names: the names of each kind (`person`, `place`, `section`) and the articles of each.
    """
    keys: dict[str, list[tuple[int, str, str, str, str]]] = {}
    for kind, articles in names.items():
        for name, count in articles.items():
            folded = _SPACE.sub("", fold(name))
            if not folded:
                continue
            pinyin, initials = _pinyin(folded) if _CHINESE.match(folded) else ("", "")
            for key in sorted({folded[0], pinyin[:2], initials[:2]} - {""}):
                keys.setdefault(key, []).append((-count, name, kind, pinyin, initials))
    rows = {
        key: json_of([[name, kind, -count, pinyin, initials] for count, name, kind, pinyin, initials in _first(found)])
        for key, found in keys.items()
    }
    size = sum(map(len, rows.values()))
    shards: list[list[str]] = [[] for _ in range(shards_for(size))]
    for hash_, key in sorted((crc32(key.encode()), key) for key in rows):
        shards[shard_of(hash_, len(shards))].append(f"{json_of(key)}:{rows[key]}")
    return [f"{{{','.join(entries)}}}" for entries in shards]


def _first(found: Iterable[tuple[int, str, str, str, str]]) -> list[tuple[int, str, str, str, str]]:
    return sorted(found)[:MOST_NAMES]
