"""Printed lines into clean text: widths, stray characters, spaces, and the joins between lines.

Nothing printed is lost here: what goes are controls, spaces that only the extraction put in, and the hyphen of a
word that was divided at a line's end. Cleaning clean text changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

WIDE = (
    "\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6"
    "\U00020000-\U0003fffd"
)
IDEOGRAPH = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
# Marks which Chinese type sets on a full square although Unicode calls their width ambiguous.
_SQUARE_MARKS = "“”‘’…—·■□●◆▲△◎★☆"
_FULL_STOPS = "，。、；：？！（）《》〈〉【】「」『』〔〕“”‘’…—"

UNPRINTED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    r"\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
"""Controls, bidi overrides, zero-width marks and soft hyphens are never printed (Unicode categories Cc and Cf)."""
# Ligatures, Kangxi and supplementary radicals, compatibility ideographs, full-width digits and letters.
_COMPATIBLE = re.compile(r"[\ufb00-\ufb06\u2e80-\u2fdf\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_SINGLE = rf"[{WIDE}{_SQUARE_MARKS}]"
# Four or more single characters in a row with a space after each are letter-spaced type, not words.
_LETTER_SPACED = re.compile(
    rf"(?<!\S)(?:{_SINGLE}|[0-9.%]{{1,6}}) (?:(?:{_SINGLE}|[0-9.%]{{1,6}}) ){{2,}}(?:{_SINGLE}|[0-9.%]{{1,6}})(?!\S)"
)
# Labels that are set wide even where the row is shorter.
_LABEL = re.compile(r"(?<!\S)本 [报報] (?:讯|訊|记 者|記 者|通 讯 员)(?=[\s（(]|$)")
_BESIDE_NUMBER = re.compile(
    rf"(?<=[{IDEOGRAPH}{_FULL_STOPS}]) (?=[0-9A-Za-z+\-%.$€£¥])|(?<=[0-9A-Za-z%℃°]) (?=[{IDEOGRAPH}])"
)
_BESIDE_MARK = re.compile(
    rf"(?<=[{_FULL_STOPS}]) (?=\S)|(?<=\S) (?=[，。、；：？！）》〉】」』〕”’…])| (?=[（《〈【「『〔“‘])"
)
_HYPHENS = "-‐"
_LONGEST_WORD = 100  # where a search for the word before a hyphen begins: a line may be one word of any length
_HYPHENATED = re.compile(rf"([^\W\d_]+)[{_HYPHENS}]$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
# Numbers from twenty-one to ninety-nine keep their hyphen wherever the line ends.
_NUMBER = re.compile(
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty-"
    r"(?:one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
)
_HAS_WIDE = re.compile(rf"[{WIDE}]")


def printed(text: str) -> str:
    """`text` without controls, in plain characters: ligatures and full-width letters resolved, spaces as they are."""
    if text.isascii() and text.isprintable():
        return text
    text = UNPRINTED.sub("", text)
    return _COMPATIBLE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def tidy(text: str) -> str:
    """One piece of running text on one line.

    Spaces between Chinese and numbers or Latin letters and beside full-width marks come from the extraction and go;
    a space between two Chinese words is typography (记者 叶青, two halves of a headline) and stays.
    """
    text = squeeze(printed(text))
    if " " not in text or not _HAS_WIDE.search(text):
        return text
    return _BESIDE_MARK.sub("", _BESIDE_NUMBER.sub("", text))


def tidy_headline(text: str) -> str:
    """A headline on one line: as `tidy`, but a space is kept where it may part the halves of a headline.

    `水位回落 2000人返家` keeps its space, `投放 2000 份` loses both of its.
    """
    text = squeeze(printed(text))
    if not _HAS_WIDE.search(text):
        return text
    text = re.sub(rf"(?<=[{IDEOGRAPH}]) (?=[0-9.]{{1,20}} [{IDEOGRAPH}])", "", text)
    text = re.sub(rf"(?<=[0-9%]) (?=[{IDEOGRAPH}])", "", text)
    return re.sub(r"(?<=[，。、；：？！（《“‘]) (?=\S)|(?<=\S) (?=[，。、；：？！）》”’])", "", text)


def squeeze(text: str) -> str:
    """`text` with single spaces only, and none inside letter-spaced type (本 报 记 者)."""
    text = " ".join(text.split())
    if " " not in text:
        return text
    text = _LABEL.sub(lambda match: match[0].replace(" ", ""), text)
    return _LETTER_SPACED.sub(lambda match: match[0].replace(" ", ""), text)


def words(lines: Iterable[str]) -> frozenset[str]:
    """The words of a page in lower case, compounds with their hyphen, for `join` to look up."""
    return frozenset(
        match[0].lower()
        for line in lines
        if "-" in line
        for match in _WORD.finditer(line)
        if "-" in match[0] and match.end() < len(line.rstrip())
    )


def join(lines: Sequence[str], compounds: Collection[str] = ()) -> str:
    """The lines of one paragraph as running text.

    Chinese lines join without a space unless a line ends or begins with one; Latin words join with a space. A
    hyphen at a line's end goes, unless the page has the word with its hyphen elsewhere (`compounds`, see `words`), the
    word is a number (thirty-four) or what follows is not a small letter.
    """
    parts: list[str] = []
    spaced = False
    for raw in lines:
        line = printed(raw)
        if parts:
            parts.append(_seam(parts, line, spaced, compounds))
        parts.append(squeeze(line))
        spaced = line[-1:].isspace()
    return tidy("".join(parts))


def _seam(parts: list[str], line: str, spaced: bool, compounds: Collection[str]) -> str:
    """What stands between the text so far and `line`; takes a soft hyphen off the text so far."""
    before, after = parts[-1], line.lstrip()
    if not before or not after:
        return ""
    if (spaced or line[0].isspace()) and _HAS_WIDE.match(after):
        return " "
    if _HAS_WIDE.search(before[-1]) or _HAS_WIDE.match(after) or before[-1] in "“‘([" or after[0] in "”’)]":
        return ""
    hyphen = _HYPHENATED.search(before[-_LONGEST_WORD:]) if before[-1] in _HYPHENS else None
    if hyphen:
        following = _FIRST_WORD.match(after)
        compound = f"{hyphen[1]}-{following[0]}".lower() if following else ""
        if following and following[0][0].islower() and compound not in compounds and not _NUMBER.fullmatch(compound):
            parts[-1] = before[:-1]
        return ""
    return "" if _HAS_WIDE.search(before + after) and (before[-1].isdigit() or after[0].isdigit()) else " "


def width(text: str) -> float:
    """Printed width of one line in full squares: a Chinese character is 1, a digit or Latin letter half of it."""
    wide = len(_HAS_WIDE.findall(text))
    if wide:
        wide += sum(map(text.count, _SQUARE_MARKS))
    return wide + (len(text) - wide) / 2
