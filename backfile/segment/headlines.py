"""The printed lines of a headline into kicker (引题), title and subtitle (副题)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backfile import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from backfile.segment.measure import Measured

_DASH = re.compile(r"^(?:——|--|—)\s?")
_COUPLET = re.compile(r"[\u4e00-\u9fff”》！？] [\u4e00-\u9fff“《]")
_HYPHEN = re.compile(r"[a-z]-$")
# The name of a series or a special number stands above the headlines of its articles: 山乡笔记·春耕特辑.
_SERIES = re.compile(
    r"[^\s，。：]{2,16}(?:[特专][辑刊]|专[题栏]|选[登刊]|连载|系列(?:报道|评论)?|[特專][輯刊]|專[題欄]|選[登刊]|連載)"
)


@dataclass(frozen=True, slots=True)
class Headline:
    """The parts of a headline."""

    title: str
    kicker: str = ""
    subtitle: str = ""


def headline(lines: Sequence[Measured], body: str, compounds: Collection[str] = ()) -> Headline:
    """The parts of a headline; `body` is the article's text, which tells whether a line break fell inside a word.

    Lines after a dash are the subtitle. Of the lines above it the first is the kicker when it is complete in itself,
    see `_is_kicker`; else they are one headline set over several lines.
    """
    texts = [clean.tidy_headline(line.raw) for line in lines]
    deck = next((i for i, text in enumerate(texts) if i and _DASH.match(text)), len(texts))
    above, below = texts[:deck], texts[deck:]
    kicker = ""
    if len(above) > 1 and _is_kicker(above[0], above[1:], body):
        kicker, above = above[0], above[1:]
    subtitle = _DASH.sub("", _joined(below, body, compounds)).strip() if below else ""
    return Headline(_joined(above, body, compounds), kicker, subtitle)


def _is_kicker(first: str, rest: Sequence[str], body: str) -> bool:
    """Whether the first line of a Chinese headline is a line of smaller type above the headline.

    A dump has no type sizes. A headline that is too long for its measure fills the first line first, so a second line
    that is clearly longer was broken off on purpose; a couplet (two halves with a space between them) stands complete
    on one line, and lines of like length are a couplet over two.
    """
    if clean.width("".join(rest)) < len("".join(rest)) * 0.6 or _divided(first, rest[0], body):
        return False
    if _SERIES.fullmatch(first):
        return True
    widths = [clean.width(text) for text in rest]
    if len(rest) == 2 and abs(widths[0] - widths[1]) <= 2.5 and abs(clean.width(first) - widths[0]) > 2.5:
        return True
    if len(rest) > 1:
        return False
    if bool(_COUPLET.search(first)) != bool(_COUPLET.search(rest[0])):
        return True
    if "，" in first and "，" not in rest[0]:
        return True
    return widths[0] >= 1.3 * clean.width(first)


def _joined(texts: Sequence[str], body: str, compounds: Collection[str]) -> str:
    joined = texts[0]
    for text in texts[1:]:
        if _HYPHEN.search(joined):
            joined = clean.join([joined, text], compounds)
        else:
            joined += ("" if _divided(joined, text, body) else " ") + text
    return joined


def _divided(above: str, below: str, body: str) -> bool:
    """Whether the break between two lines of a headline falls inside a word, a bracket or a clause."""
    if not above or not below:
        return True
    if above[-1] in "，、；：（《“" or below[0] in "）》”，、；：":
        return True
    if above.count("（") > above.count("）") or above.count("“") > above.count("”"):
        return True
    around = above[-1] + below[0]
    return clean.width(around) == 2 and around in body
