"""Folding: what makes two ways of writing the same text equal to the search.

Unicode's compatibility forms (NFKC: full-width letters, half-width katakana, ligatures), lower case, traditional and
variant Chinese characters as simplified ones, curly quotation marks as straight ones. Characters that show nothing
are dropped. White space between two words of letters or digits is one space; anywhere else, as between Chinese,
Japanese or Korean characters, it is nothing.

`theme/scripts/tokens.js` folds a reader's query and the texts it is checked on in the same way; both are
held to `tests/search/cases.json`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLE_FILE = Path(__file__).with_name("traditional.txt")

CJK = (
    "\u3005\u3007"  # iteration mark, ideographic zero
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"  # kana
    "\u3105-\u312f\u31a0-\u31bf"  # bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # ideographs
    "\uac00-\ud7a3"  # hangul
)
"""The characters of scripts that are searched character by character, as a class of a regular expression."""

# Soft hyphen, zero-width and bidirectional controls, byte-order mark: a reader cannot see them.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_WHITE = "\t\n\v\f\r \x85\u1680\u2028\u2029"
_WORD_CHARACTER = f"[^\\W_{CJK}]"
# They begin with the white space and look behind it, because a search for it is fast and one for its absence is not.
_PARTING = re.compile(f"[{_WHITE}](?<={_WORD_CHARACTER}.)[{_WHITE}]*(?={_WORD_CHARACTER})", re.DOTALL)
_IDLE = re.compile(f"[{_WHITE}](?:(?<!{_WORD_CHARACTER}.)[{_WHITE}]*|[{_WHITE}]*(?!{_WORD_CHARACTER}))", re.DOTALL)
_VARIANTS = {"‘": "'", "’": "'", "“": '"', "”": '"', "ς": "σ"}


def unpack(packed: str) -> dict[str, str]:
    """The pairs of a packed table: gaps between code points and the character that each is folded to."""
    pairs = {}
    code = 0x3400 - 1
    for gap, simplified in re.findall(r"(\d*)(\D)", packed):
        code += int(gap or 1)
        pairs[chr(code)] = simplified
    return pairs


@cache
def packed_table() -> str:
    """The packed table of traditional characters as the package carries it, without its comment."""
    lines = TABLE_FILE.read_text(encoding="utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


@cache
def _simplified() -> dict[int, str]:
    return str.maketrans(unpack(packed_table()))


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, _simplified()))}]")


@cache
def _only_traditional() -> dict[int, str]:
    return {code: simple for code, simple in _simplified().items() if not _is_in_gb2312(chr(code))}


def _is_in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


MOST_FOLDS = 200
"""Pairs of `folds_of` at most: with more of them, the whole table is hardly larger."""


def folds_of(characters: Iterable[str]) -> str | None:
    """What the table makes of `characters`: each with its simplified one behind it, in their order by code.

    Between them, the 28 of GB 2312 that are folded as well (著 as 着) are always there: simplified text may have them.
    None when they are more than `MOST_FOLDS`, as in a traditional text: then the whole table is needed.
    """
    seen = {ord(character) for text in characters for character in unicodedata.normalize("NFKC", text)}
    pairs = {code: simple for code, simple in _simplified().items() if code in seen or _is_in_gb2312(chr(code))}
    return "".join(chr(code) + pairs[code] for code in sorted(pairs)) if len(pairs) <= MOST_FOLDS else None


def simplified(text: str) -> str:
    """`text` with simplified characters for traditional ones, each in its place.

    Characters that simplified text has as well (著 in 著名, which the search finds as 着) stay as they are.

    >>> simplified("著名記者梁佩蘭")
    '著名记者梁佩兰'
    """
    return text.translate(_only_traditional())


def fold(text: str) -> str:
    """`text` as the search compares it.

    >>> fold("ＣＰＩ　同比  上漲，３ 月 23 日")
    'cpi同比上涨,3月23日'
    """
    # İ would become an i and a mark, which need not stand as NFKC has them.
    folded = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).replace("İ", "i").lower()
    for variant, usual in _VARIANTS.items():
        folded = folded.replace(variant, usual)
    # Most texts have few, and to look for them is ten times as fast as to translate every character.
    folded = _traditional().sub(lambda found: _simplified()[ord(found[0])], folded)
    return _IDLE.sub("", _PARTING.sub(" ", folded))
