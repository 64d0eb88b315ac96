"""Pages into articles: the lines of a dump measured, cut into pieces, read as a whole, and composed.

Public: `segment` for one page, `jumps.join` for stories that go on on another. The steps are modules of their own:
`furniture`, `measure`, `pieces`, `assign` (by `grammar` and the `evidence` of `shape`, `kinds` and `affinity`),
`confidence`, `paragraphs`, `headlines`, `compose`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from backfile import clean
from backfile.models import Furniture, Paragraph, Segmented
from backfile.newspapers import NO_RULES
from backfile.segment import furniture
from backfile.segment.assign import read
from backfile.segment.compose import compose, points_away
from backfile.segment.confidence import judge, reviews, scaled
from backfile.segment.measure import habits, measure
from backfile.segment.pieces import cut

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backfile.models import Article, Page
    from backfile.newspapers import Rules
    from backfile.segment.confidence import Step
    from backfile.segment.measure import Habits
    from backfile.segment.pieces import Piece

__all__ = ["segment"]

# The commonest characters that the two scripts write differently, in the same order.
_SIMPLIFIED = "们国来时会对后过说这个还现学种开关长问业东车电书为与从无见边里样发应"
_TRADITIONAL = "們國來時會對後過說這個還現學種開關長問業東車電書為與從無見邊裡樣發應"

# Without an article these are the page's own.
_NO_TEXT = frozenset({"jump", "end"})


def segment(page: Page, rules: Rules = NO_RULES) -> Segmented:
    """Takes a page apart: articles in the order of the dump, furniture, and the printed name of the page.

    `rules` are those of the newspaper for the day of the issue; they know its own forms and its pages' names.

    Every printed character of the page stands in a field of an article or in the furniture. No text is invented but
    the title of an article without headline, which is its own first words and is flagged `headline-missing`. Any text
    is taken: what looks like no newspaper becomes one article of its paragraphs.
    """
    lines_of_furniture, section, blocks = furniture.part(page.blocks, rules)
    section = section or rules.pages.get(page.number or "", "")
    lines = measure(replace(page, blocks=furniture.set_marks_apart(blocks, rules)))
    if not lines:
        return Segmented((), lines_of_furniture, section)
    customs = habits(lines)
    compounds = clean.words(line.raw for line in lines)
    pieces = cut(lines, rules)
    readings, chances = read(pieces, customs, rules)
    articles: list[Article] = []
    loose: list[Piece] = []
    for reading, steps in zip(readings, judge(readings, chances, pieces), strict=True):
        if all(piece.kind in _NO_TEXT for piece, _ in reading.pieces):
            loose += [piece for piece, _ in reading.pieces]
            continue
        articles.append(_judged(compose(reading, customs, compounds, rules), steps))
        loose += [piece for piece, label in reading.pieces if points_away(piece, label)]
    marks = [Furniture(piece.text, piece.lines[0].number) for piece in loose]
    return Segmented(
        tuple(replace(article, lang=_language(article, customs), section=section) for article in articles),
        tuple(sorted([*lines_of_furniture, *marks], key=lambda piece: piece.line)),
        section,
    )


def _judged(article: Article, steps: Mapping[str, Step]) -> Article:
    """The article with the confidence of its decisions; a photograph or a box has no headline to miss."""
    if article.kind in {"photo", "weather", "table"}:
        steps = {"extent": steps["extent"]}
    return replace(
        article,
        confidence=tuple((decision, scaled(decision, step.chance)) for decision, step in steps.items()),
        review=(*article.review, *reviews(steps)),
    )


def _language(article: Article, customs: Habits) -> str:
    """The language of an article: simplified or traditional Chinese by its commonest characters, else English."""
    if not customs.chinese:
        return "en"
    text = "".join(item.text for item in article.body if isinstance(item, Paragraph))
    return "zh-tw" if sum(map(text.count, _TRADITIONAL)) > sum(map(text.count, _SIMPLIFIED)) else "zh-cn"
