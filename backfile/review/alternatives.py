"""The alternatives that the words of a `Review` entry name, `0.62, else “春到石门” (line 41)`, and where they stand."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from backfile.review.model import Alternative
from backfile.review.region import bare

if TYPE_CHECKING:
    from collections.abc import Sequence

ALTERNATIVES_LIMIT = 9
"""The converter names one or two; a person reads no more than a handful."""
CUT = "…"
"""What the converter puts in the place of the rest of a long text."""

# A headline may have quotation marks of its own: it ends where the words go on as the converter's do.
_NAMED = re.compile(r"“(?P<text>.{1,400}?)”(?=$|[,.，。；]|\s?\(| is )(?:\s?\(line (?P<line>\d{1,7})\))?")


def named(words: str) -> tuple[Alternative, ...]:
    """The alternatives in the words of a `Review` entry, in their order."""
    found = []
    for match in _NAMED.finditer(words):
        found.append(Alternative(match["text"].strip(), int(match["line"]) if match["line"] else None))
        if len(found) == ALTERNATIVES_LIMIT:
            break
    return tuple(found)


def located(alternative: Alternative, pages: Sequence[Sequence[str]]) -> Alternative:
    """An alternative with the lines where it stands, and with the whole of a text that the converter has cut.

    Args:
        alternative: as the words name it.
        pages: the lines of the page of each part; a page that is not kept has none.
    """
    if alternative.line is None:
        return alternative
    wanted = bare(alternative.text)
    for part, page in enumerate(pages):
        left, taken = wanted, []
        for text in page[alternative.line - 1 :]:
            here = bare(text)
            if not left or not here or not (left.startswith(here) or here.startswith(left)):
                break
            left = left[len(here) :]
            taken.append(text.strip())
        if taken and not left:
            whole = " ".join(taken) if alternative.text.endswith(CUT) else alternative.text
            return replace(
                alternative, text=whole, part=part, lines=(alternative.line, alternative.line + len(taken) - 1)
            )
    return alternative
