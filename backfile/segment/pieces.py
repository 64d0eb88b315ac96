"""The pieces of a page: lines that belong together whatever they turn out to be.

A blank line, a byline, a jump line, a credit or the opening of a news item begins a new piece. Which piece is whose
headline is not decided here (see `assign`).
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from backfile import bylines, clean
from backfile.bylines import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backfile.newspapers import Rules
    from backfile.segment.measure import Measured

Kind = Literal["text", "byline", "jump", "tail", "credit", "column", "reference", "end"]
# The name of a column stands above its article and is no headline: 【人间草木】, 沐溪时评.
_COLUMN = re.compile(
    r"【[^【】]{2,16}】|[\u4e00-\u9fff]{1,6}(?:时评|短评|快评|锐评|社论|随笔|漫笔|夜话|论坛|视点|观察|杂谈|茶座|茶馆|走笔|絮语|专栏|信箱)"
)
_JUMP = re.compile(
    r"[（(【\[]?\s?(?:下转|上接|下轉|紧接|转|接|详见|(?P<from>上接))\s?第?\s?[A-Z]?[\d〇零一二三四五六七八九十]{1,3}\s?[版叠]?[^。]{0,8}[）)】\]]?"
    r"|(?:Please turn to|Continued on|Continued from|Turn to|From|See [A-Z][\w’' ]{1,20},) (?:page )?[A-Z]?\d{1,3}\.?",
    re.IGNORECASE,
)
_FROM = re.compile(r"[（(【\[]?\s?(?:上接|紧接|接第)|(?:Continued from|From) ", re.IGNORECASE)
# Where a contents box sends its reader: A03, （A04/05）, 详见第6版, Page B1.
_REFERENCE = re.compile(
    r"[（(]?\s?(?:[→»▶>]{1,2}\s?)?(?:详见|見|见|刊)?\s?(?:第?[A-Z]?\d{1,2}(?:[-/、—][A-Z]?\d{1,2}){0,3}\s?[版叠]?"
    r"|第[一二三四五六七八九十]{1,3}版)\s?[）)]?|(?:See )?(?:Page )?[A-Z]\d{1,2}",
    re.IGNORECASE,
)
_LONGEST_TAIL = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that belong together.

    `found` is what a byline, tail or credit says; `opens` whether a text begins as only a news item does: 本报讯,
    新华社北京3月1日电, BOSTON, March 12 —. An `end` is a mark of the newspaper's own that ends an article.
    """

    kind: Kind
    lines: tuple[Measured, ...]
    found: Found | None = None
    opens: bool = False

    @property
    def text(self) -> str:
        """The lines, a line feed between them."""
        return "\n".join(line.text for line in self.lines)

    @property
    def blank(self) -> bool:
        """Whether a blank line is above."""
        return self.lines[0].blank

    @property
    def resumes(self) -> bool:
        """Whether a jump line takes up an article begun on another page (上接A01版)."""
        return self.kind == "jump" and bool(_FROM.match(self.text))


def cut(lines: Sequence[Measured], rules: Rules) -> list[Piece]:
    """The pieces of the page, in order, every line in exactly one."""
    found: list[Piece] = []
    text: list[Measured] = []
    i = 0
    while i < len(lines):
        special = _special(lines, i, rules)
        if special is not None or (text and _begins(lines, i, rules)):
            if text:
                found.append(_running(text, rules))
            text = []
        if special is not None:
            if found and _goes_on(found[-1], special):
                found.append(_both(found.pop(), special))
            else:
                found.append(special)
            i += len(special.lines)
        else:
            text.append(lines[i])
            i += 1
    return [*found, _running(text, rules)] if text else found


def _running(lines: Sequence[Measured], rules: Rules) -> Piece:
    opens = bylines.opens_article(" ".join(line.text for line in lines[:2])) or _leads(lines, 0, rules)
    return Piece("text", tuple(lines), opens=opens)


def _leads(lines: Sequence[Measured], i: int, rules: Rules) -> bool:
    """Whether the text at `i` begins in a form of the newspaper's own, which may go on in the next two lines."""
    if not rules.leads:
        return False
    block = [lines[i], *itertools.takewhile(lambda line: not line.blank, lines[i + 1 : i + 3])]
    return rules.lead(clean.join([line.raw for line in block])) is not None


def _begins(lines: Sequence[Measured], i: int, rules: Rules) -> bool:
    line, above = lines[i], lines[i - 1]
    if line.blank:
        return True
    settled = above.terminal or not above.full
    if settled and line.framed:
        credit = bylines.caption_credit(line.text)
        return credit is None or credit.start > 0
    return settled and (bylines.opens_article(line.text + " " + _text(lines, i + 1)) or _leads(lines, i, rules))


def _special(lines: Sequence[Measured], i: int, rules: Rules) -> Piece | None:
    line = lines[i]
    if len(line.text) > 120:
        return None
    if line.text in rules.ends:
        return Piece("end", (line,))
    if rules.is_column(line.text):
        return Piece("column", (line,))
    if _JUMP.fullmatch(line.text):
        return Piece("jump", (line,))
    if line.blank and _REFERENCE.fullmatch(line.text) and (i + 1 == len(lines) or lines[i + 1].blank):
        return Piece("reference", (line,))
    if line.blank and _COLUMN.fullmatch(line.text) and (i + 1 == len(lines) or lines[i + 1].blank):
        return Piece("column", (line,))
    if own := _own_byline(lines, i, rules):
        return own
    credit = _credit(lines, i)
    if credit and credit.found and credit.found.strong:  # 通讯员 叶青 摄: of the picture above
        return credit
    return _tail(lines, i) or _byline(lines, i) or credit


def _own_byline(lines: Sequence[Measured], i: int, rules: Rules) -> Piece | None:
    """A byline in a form of the newspaper's own, over two lines or one."""
    for count in (2, 1) if rules.bylines else ():
        block = lines[i : i + count]
        if len(block) == count and not any(line.blank for line in block[1:]):
            found = rules.byline("\n".join(line.text for line in block))
            if found is not None:
                return Piece("byline", tuple(block), found)
    return None


def _byline(lines: Sequence[Measured], i: int) -> Piece | None:
    line = lines[i]
    below = lines[i + 1] if i + 1 < len(lines) and not lines[i + 1].blank else None
    ends = i + 1 == len(lines) or lines[i + 1].blank
    if below is not None and (i + 2 == len(lines) or lines[i + 2].blank or line.blank):
        both = bylines.own_line(f"{line.text}\n{below.text}")
        if both is not None and not bylines.own_line(below.text):
            return Piece("byline", (line, below), both)
    found = bylines.own_line(line.text)
    if found is None or not (line.blank or line.framed or ends or found.credits) or _flows(lines, i, found):
        return None
    return Piece("byline", (line,), found)


def _goes_on(above: Piece, below: Piece) -> bool:
    """Whether a byline goes on in the next line: 本报记者 叶青 / 本报通讯员 王小明."""
    return above.kind == below.kind == "byline" and not below.blank and not below.lines[0].framed


def _both(above: Piece, below: Piece) -> Piece:
    credited = (above.found.credits if above.found else ()) + (below.found.credits if below.found else ())
    place = below.found.place if below.found else None
    return Piece("byline", above.lines + below.lines, Found(0, 0, credited, place=place))


def _flows(lines: Sequence[Measured], i: int, found: Found | None = None) -> bool:
    """Whether a line that reads like a byline stands in the run of a sentence."""
    line = lines[i]
    if line.blank or line.framed or i == 0:
        return False
    above = lines[i - 1]
    if found is not None and not found.credits and not above.terminal:
        return True  # … told / Reuters.
    ends = i + 1 == len(lines) or lines[i + 1].blank
    if found is not None and found.strong and found.credits and ends and not line.text[0].islower():
        return False  # a headline that fills its line, and the byline below it
    return not above.terminal and above.full and line.text[:1] not in "■□●◆▲" and not bylines.own_line(above.text)


def _tail(lines: Sequence[Measured], i: int) -> Piece | None:
    """A bracketed dateline or credit that has its own lines, up to four."""
    if lines[i].text[:1] not in "（(" or _flows(lines, i):
        return None
    text = ""
    for j in range(i, min(i + _LONGEST_TAIL, len(lines))):
        if j > i and lines[j].blank:
            break
        text += (" " if lines[j].raw[:1] == " " else "") + lines[j].text
        if text[-1:] in "）)":
            found = bylines.tail(text)
            return Piece("tail", tuple(lines[i : j + 1]), found) if found and found.start == 0 else None
    return None


def _credit(lines: Sequence[Measured], i: int) -> Piece | None:
    """A picture's credit that stands alone between blank lines."""
    ends = i + 1 == len(lines) or lines[i + 1].blank
    if not lines[i].blank or not ends:
        return None
    found = bylines.caption_credit(lines[i].text)
    return Piece("credit", (lines[i],), found) if found and found.start == 0 else None


def _text(lines: Sequence[Measured], i: int) -> str:
    """The text of a line that goes on with the block of the line above it, else nothing."""
    return lines[i].text if i < len(lines) and not lines[i].blank else ""
