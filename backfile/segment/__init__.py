"""Pages into articles: the lines of a dump measured, cut into pieces, read as a whole, and composed.

Public: `segment`. The steps are modules of their own: `furniture`, `measure`, `pieces`, `assign` (by `grammar` and
the `evidence` of `shape` and `affinity`), `paragraphs`, `headlines`, `compose`.
"""

from __future__ import annotations

from dataclasses import replace

from backfile import clean
from backfile.models import Furniture, Page, Segmented
from backfile.segment import furniture
from backfile.segment.assign import read
from backfile.segment.compose import compose
from backfile.segment.measure import habits, measure
from backfile.segment.pieces import cut

__all__ = ["segment"]


def segment(page: Page) -> Segmented:
    """Takes a page apart: articles in the order of the dump, furniture, and the printed name of the page.

    Every printed character of the page stands in a field of an article or in the furniture (jump lines such as
    下转第三版 are furniture). No text is invented but the title of an article without headline, which is its own first
    words and is flagged `headline-missing`. Any text is taken: what looks like no newspaper becomes one article of its
    paragraphs.
    """
    lines_of_furniture, section, blocks = furniture.part(page.blocks)
    lines = measure(replace(page, blocks=blocks))
    if not lines:
        return Segmented((), lines_of_furniture, section)
    customs = habits(lines)
    compounds = clean.words(line.raw for line in lines)
    pieces = cut(lines)
    readings = [
        reading for reading in read(pieces, customs) if any(piece.kind != "jump" for piece, _ in reading.pieces)
    ]
    articles = tuple(compose(reading, customs, compounds) for reading in readings)
    jumps = [Furniture(piece.text, piece.lines[0].number) for piece in pieces if piece.kind == "jump"]
    lang = "zh-cn" if customs.chinese else "en"
    return Segmented(
        tuple(replace(article, lang=lang, section=section) for article in articles),
        tuple(sorted([*lines_of_furniture, *jumps], key=lambda piece: piece.line)),
        section,
    )
