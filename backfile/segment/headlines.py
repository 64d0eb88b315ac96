"""The printed lines of a headline into kicker (引题), title and subtitle (副题)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from backfile import clean
from backfile.segment.measure import Measured

_DASH = re.compile(r"^(?:——|--|—)\s?")
_COUPLET = re.compile(r"[\u4e00-\u9fff”》！？] [\u4e00-\u9fff“《]")
_HYPHEN = re.compile(r"[a-z]-$")


@dataclass(frozen=True, slots=True)
class Headline:
    """The parts of a headline."""

    title: str
    kicker: str = ""
    subtitle: str = ""


def headline(lines: Sequence[Measured], body: str, compounds: Collection[str] = ()) -> Headline:
    """The parts of a headline; `body` is the article's text, which tells whether a line break fell inside a word.

    Lines after a dash are the subtitle. Of two or more lines above it the first is the kicker when it is the longer
    and the last one is a couplet (two halves with a space between them), which stands complete on a line of its own.
    """
    texts = [clean.tidy_headline(line.raw) for line in lines]
    deck = next((i for i, text in enumerate(texts) if i and _DASH.match(text)), len(texts))
    above, below = texts[:deck], texts[deck:]
    kicker = ""
    if len(above) > 1 and _COUPLET.search(above[-1]) and not any(_COUPLET.search(text) for text in above[:-1]):
        kicker, above = _joined(above[:-1], body, compounds), above[-1:]
    subtitle = _DASH.sub("", _joined(below, body, compounds)).strip() if below else ""
    return Headline(_joined(above, body, compounds), kicker, subtitle)


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
