"""What a byline says: who wrote, photographed or contributed, in which printed role, for which organisation.

Four places have credits: a line of their own (`■ 本报记者 叶青`, `By Ann Lee`), the lead that opens an article
(`本报讯（记者 叶青）`), the tail that ends one (`（记者 叶青）`), and the end of a caption (`叶青 摄`).
"""

from __future__ import annotations

import re

from backfile.bylines import chinese, english
from backfile.bylines.model import Found

__all__ = ["Found", "caption_credit", "lead", "opens_article", "own_line", "signs_letter", "tail"]

_HAN = re.compile(r"[\u3400-\u9fff]")


def own_line(text: str) -> Found | None:
    """The credits of a line that is a byline and nothing else; None when it is anything else."""
    return chinese.own_line(text) if _HAN.search(text) else english.own_line(text)


def lead(text: str) -> Found | None:
    """The lead that opens an article (本报讯（记者 …）, 新华社北京3月1日电), None when `text` opens otherwise.

    An English dateline is run into its first sentence and stays there, so English text has no lead.
    """
    return chinese.lead(text)


def opens_article(text: str) -> bool:
    """Whether a first line (or two, joined) begins as only the beginning of a news item does."""
    return chinese.opens_article(text) if _HAN.search(text) else english.opens_article(text)


def tail(text: str) -> Found | None:
    """The bracketed credit or dateline at the end of `text`: （记者 叶青）, （新华社北京3月1日电）."""
    return chinese.tail(text)


def signs_letter(text: str) -> bool:
    """Whether a line of running text closes a letter: 读者 叶青 三月九日于柳渡."""
    return chinese.signs_letter(text)


def caption_credit(text: str) -> Found | None:
    """The credit at the end of a caption: （叶青 摄）, ■ 叶青, Photo by Ann Lee, ANN LEE / THE GAZETTE."""
    return chinese.caption_credit(text) if _HAN.search(text) else english.caption_credit(text)
