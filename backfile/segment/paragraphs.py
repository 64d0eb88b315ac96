"""Lines of running text into paragraphs.

A blank line is the end of a paragraph or a column break inside one, and some pages have no blank line between
paragraphs at all. Each pair of lines is weighed by what print itself tells: the end of the sentence, the room left
on the line above, the lost indent of the line below, and the page's own habits.
"""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from backfile import bylines
from backfile.segment.measure import HOLLOW, TOLERANCE, Habits, Measured, room

if TYPE_CHECKING:
    from collections.abc import Sequence

# A line of verse seldom has more squares; a list's line leaves clear room for the first word of the next.
_WIDEST_VERSE = 15
_CLEAR_ROOM = 1.5
_LABEL = re.compile(r"[^，。；：:,.]{1,24}(?:：|: )")
# What a notice or an advertisement gives on a line of its own: the day it is dated, where to ask.
_PARTICULAR = re.compile(
    r"(?:报名|咨询|联系|联络|办公|活动|开放|展出|演出)?(?:地址|地点|时间|日期|电话|热线|传真|邮箱|邮编|网址|微信|票价|方式|联系人)[：:]"
    r"|(?:\d{4}|[〇零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十廿]{1,3}日$"
)
_ITEM = re.compile(r"[-–•*] ?[A-Z]")
_DATED = re.compile(r"\d{1,2}月\d{1,2}日[，：]")
# A sentence that ends inside a line; initials and titles (U.S., Mr. Lee) end none.
_SENTENCE_INSIDE = re.compile(
    r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt|No|Co))(?<!\b(?:Mrs|Inc|Gen|Sen|Rep|Rev|Col|Gov|Sgt))(?<!\bProf)[.!?][\"”’]? "
    r"(?=[\"“‘(]?[A-Z])|[。！？][”’」』）]?(?=.)"
)
# Two imaginary sentences, one of either kind: what is not known is even.
_UNSEEN = 1.0
_SUREST = 2.0
# An English news item opens with one sentence that stands alone, the lead.
_LEAD = 2.0
_LONGEST_LEAD = 12
_EXACT = 1.2  # the next word would just have fitted, if the column is as wide as its widest line
_BLANK = 1.5  # where a blank line may be a column break as well
_LONE = 1.5  # a hollow line between two blank ones, whose column cannot be seen
_MARKS = "，。；：！？、…—"


def split(lines: Sequence[Measured], habits: Habits, *, opening: bool = False) -> list[list[Measured]]:
    """`lines` in groups of one paragraph each, order kept; `opening` says that the article begins with them."""
    groups: list[list[Measured]] = []
    apart = _set_apart(lines)
    brevity = _brevity(lines, habits)
    for i, line in enumerate(lines):
        if line.number in apart:
            groups.append([line])
            continue
        following = lines[i + 1] if i + 1 < len(lines) else None
        if groups and groups[-1][-1].terminal and _DATED.match(line.text) and _DATED.match(groups[-1][0].text):
            groups.append([line])  # one entry a day
        elif groups and not breaks(
            groups[-1][-1],
            line,
            following,
            habits,
            brevity=brevity + (_LEAD if opening and _is_lead(groups, habits) else 0.0),
            first=len(groups[-1]) == 1,
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _set_apart(lines: Sequence[Measured]) -> set[int]:
    """Numbers of the lines that stand for themselves, in verse, lists and tables.

    In verse every line ends with a mark, in a table most begin with a label, in a list most stop short of the widest.
    All need three lines; two are enough when their labels are alike (三月九日：…, 三月十日：…).
    """
    found: set[int] = set()
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and not lines[end].blank:
            continue
        block = lines[start:end]
        verse = len(block) >= 3 and _is_verse(block)
        if verse or (len(block) >= 3 and (_is_labelled(block) or _is_list(block))) or _is_pair(block):
            # Verse breaks after a comma, an entry of a list goes on.
            found.update(below.number for above, below in pairwise(block) if verse or not above.pending)
            if block[0].blank:
                found.add(block[0].number)
        start = end
    return found


def _is_verse(block: Sequence[Measured]) -> bool:
    return max(line.width for line in block) <= _WIDEST_VERSE and all(line.text[-1] in _MARKS for line in block)


def _is_labelled(block: Sequence[Measured]) -> bool:
    return sum(bool(_LABEL.match(line.text)) for line in block) * 4 >= len(block) * 3


def _is_pair(block: Sequence[Measured]) -> bool:
    labels = [_LABEL.match(line.text) for line in block]
    if len(labels) != 2 or not labels[0] or not labels[1]:
        return False
    above, below = labels[0][0], labels[1][0]
    same = sum(a == b for a, b in zip(above, below, strict=False))
    return len(above) == len(below) > 4 and same * 3 >= len(above) * 2


def _is_list(block: Sequence[Measured]) -> bool:
    if max(line.column for line in block) - min(line.column for line in block) > TOLERANCE:
        return False  # running text whose column changes its width
    widest = max(max(line.width, line.column) for line in block)
    short = sum(room(a, b) + widest - a.column >= _CLEAR_ROOM for a, b in pairwise(block))
    return short * 3 > (len(block) - 1) * 2


def _brevity(lines: Sequence[Measured], habits: Habits) -> float:
    """How likely a sentence's end is a paragraph's end as well: the logarithm of the odds, from -2 to 2.

    Where a sentence ends exactly at its line's end, the line says nothing of what follows; a last line is filled as
    often by chance as an inner sentence ends there. Then the text's own custom decides: its sure ends of paragraphs
    (room was left) against its sure inner ends of sentences.
    """
    ends = sum(1 for a, b in pairwise(lines) if a.terminal and room(a, b) >= _certain(habits))
    inner = sum(len(_SENTENCE_INSIDE.findall(line.text)) for line in lines)
    return max(-_SUREST, min(_SUREST, math.log((ends + _UNSEEN) / (inner + _UNSEEN))))


def _is_lead(groups: Sequence[Sequence[Measured]], habits: Habits) -> bool:
    """Whether the text so far is the first sentence of an English news item and nothing more."""
    if habits.chinese or len(groups) != 1 or len(groups[0]) > _LONGEST_LEAD:
        return False
    return not any(_SENTENCE_INSIDE.search(line.text) for line in groups[0])


def _certain(habits: Habits) -> float:
    """Room in squares from which on a line is certainly short: Latin lines are set to the word, Chinese to a mark."""
    return 1.5 if habits.chinese else 0.5


def breaks(
    above: Measured,
    below: Measured,
    following: Measured | None,
    habits: Habits,
    *,
    brevity: float = 0.0,
    first: bool = False,
) -> bool:
    """Whether a paragraph ends between two lines of running text.

    `following` is the line after `below`; `brevity` says how short the text's paragraphs are; `first` that `above`
    opens its paragraph.
    """
    if below.indented:
        return True
    if above.terminal and (
        _ITEM.match(below.text) or _PARTICULAR.match(below.text) or bylines.signs_letter(below.text)
    ):
        return True
    if habits.indents:
        # A page that keeps its indents shows a paragraph without one only where a headline or a list stood.
        return above.terminal and below.blank and room(above, below) > TOLERANCE and not below.full
    weight = _ending(above, below, habits, brevity, first=first) + _opening(below, following, habits)
    if below.blank:
        weight += 1.5 if habits.blanks else 0.0
    elif habits.blanks:
        weight -= 4.0
    return weight > 0


def _ending(above: Measured, below: Measured, habits: Habits, brevity: float, *, first: bool) -> float:
    """How much the line above looks like a paragraph's last: its end mark, and the room it leaves.

    The weights were set on the paragraph figures of the evaluation (tests/evaluation): a sentence's end counts two,
    clear room three, a pending comma more than both of what a blank line and a hollow line can bring together.
    """
    left = room(above, below)
    if first and habits.hollow and above.width < above.column - 1:
        left -= 2.0  # the lost indent took this room
    tight = -1.0 if habits.hollow or below.blank else -2.5
    weight = 3.0 if left >= _certain(habits) else 1.5 if left > 0 else tight
    if above.terminal and below.text[:1].islower():
        return weight - 5.0  # an abbreviation's full stop
    if above.terminal and left <= 0 and not habits.hollow and not (habits.blanks and below.blank):
        return brevity + (_BLANK if below.blank else 0.0) + (_EXACT if left == 0 else 0.0)
    if above.terminal:
        return weight + 2.0
    if above.pending:
        return weight - 5.0
    if above.linking:
        return weight + (0.5 if left > 0 else -1.5)
    if below.text[:1].islower():
        return weight - 5.0
    return weight - (3.5 if habits.chinese else 2.5)


def _opening(below: Measured, following: Measured | None, habits: Habits) -> float:
    """How much the line below looks like a paragraph's first: two squares short of a column that goes on."""
    if habits.hollow and below.blank and (following is None or following.blank):
        return _LONE if HOLLOW[0] <= below.column - below.width <= HOLLOW[1] else 0.0
    if not habits.hollow or following is None or following.blank:
        return -2.5 if habits.hollow and below.width >= below.column - 0.5 else 0.0
    missing = below.column - below.width
    if HOLLOW[0] <= missing <= HOLLOW[1] and following.width >= below.width:
        return 2.5
    return -2.5 if missing < 0.75 else 0.75 if missing < HOLLOW[0] else 0.0
