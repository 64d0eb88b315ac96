"""What the shape of a piece costs as headline, sub-head, caption or body: 0 is what print looks like, more is odder.

Costs are in rough nats: 1 is an oddity that print shows now and then, 3 one it seldom shows, 6 one it hardly ever
shows. They were set on the evaluation pages (tests/evaluation) and rounded, so that no page hangs on a decimal.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backfile import bylines, clean
from backfile.segment import kinds
from backfile.segment.measure import HOLLOW, TOLERANCE, Habits, room

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backfile.segment.pieces import Piece

IMPOSSIBLE = 50.0
# A whole sentence in quotation marks is somebody speaking: “这烤肠多少钱一个？”
_SPOKEN = re.compile(r"[。？！!?…]”$|[a-z,][.!?,][\"”]$")
_SENTENCE_INSIDE = re.compile(r"[。；][^”’」』）]|[a-z]{2}\. [A-Z]")
_DECK = re.compile(r"^\s?(?:——|--|—)\s?\S")
_SPEECH = re.compile(r"[问答問][：:]|[QA]: |(?:各位|尊敬的|亲爱的)[^。]{2,30}[：！:!]$|(?:女士们|同志们|朋友们)")
# A bracketed pointer to another page belongs to the text: （讲话全文见A02版）.
_POINTER = re.compile(r"(?:[（(][^（）()]{0,16}见[^（）()]{0,6}版[^（）()]{0,4}[）)]\s?)+")
_ADDRESS = re.compile(r"(?:讲话|致辞|致词|演讲|祝词|贺词|答词|悼词|讲话稿)(?:[（(].{1,6}[）)])?$")
_SALUTATION = re.compile(r"(?:各位|尊敬的|亲爱的|同志们|朋友们|女士们)[^。]{0,30}[：！:!，,]")
_OPENED, _CLOSED = "（《〈【「『〔“", "）》〉】」』〕”"
_CLOSING = re.compile(f"[{_CLOSED}]")
# What English headlines leave out and sentences cannot do without.
_SMALL_WORDS = re.compile(
    r"\b(?:the|a|an|was|were|had|has|have|been|said|that|which|who|his|her|their|its|he|she|they)\b"
)
_PLAIN_ENGLISH = 6.0
_NUMERALS = "〇零一二三四五六七八九十百千万亿两"
_LONGEST_HEADLINE = 90
_LONGEST_SUBHEAD = 26
_MOST_HEADLINE_LINES = 4
_RARE_IN_ENGLISH = 2.0  # sub-heads of English pages
_FLUSH = 0.75


def headline(piece: Piece, habits: Habits, columns: Sequence[float] = ()) -> float:
    """Cost of a piece of text as (a part of) a headline; `columns` are those of the running text around it."""
    lines = piece.lines
    if piece.kind != "text" or len(lines) > _MOST_HEADLINE_LINES + 1 or piece.opens:
        return IMPOSSIBLE
    length = sum(line.width for line in lines)
    if length > _LONGEST_HEADLINE or length < 1.5 or closes_more(piece.text) or _POINTER.fullmatch(piece.text):
        return IMPOSSIBLE
    cost = (0.5, 0.5, 0.6, 1.5, 3.0, 6.0)[len(lines)]
    last = lines[-1]
    if last.text[-1:] in "。；，、：:;," or (last.terminal and last.text[-1:] in ".…"):
        cost += 6.0
    elif last.text[-1:] in '！!？?”’"—':
        cost += 2.5 if _SPOKEN.search(piece.text) else 0.3
    if _SENTENCE_INSIDE.search(piece.text):
        cost += 4.0
    if any(_DECK.match(line.text) for line in lines[1:]):
        cost -= 2.0
    else:
        cost += max((_fills(piece, column, habits) for column in columns), default=0.0)
    if len(lines) == 1 and last.width > last.column + 2:
        cost -= 0.5  # wider than the column: it spans more than one
    if length > 45:
        cost += 1.0
    if length < 4:
        cost += 1.0
    if not any(map(str.isalpha, piece.text)):
        cost += 4.0  # a telephone number, a price
    if not habits.chinese:
        cost += _latin(piece)
    return cost - (1.5 if kinds.is_notice(piece) else 0.0)


def closes_more(text: str) -> bool:
    """Whether a text closes a bracket or a quotation that it has not opened: it goes on with the text above."""
    if not _CLOSING.search(text):
        return False
    depth = 0
    for character in text:
        depth += (character in _OPENED) - (character in _CLOSED)
        if depth < 0:
            return True
    return False


def _breaks_off_speech(text: str) -> bool:
    """Whether a text ends inside a quotation: the text below goes on with it."""
    return text.count("“") > text.count("”")


def is_address(piece: Piece) -> bool:
    """Whether a headline announces a speech printed in full: 在…大会上的讲话."""
    return bool(_ADDRESS.search(piece.text))


def salutes(piece: Piece) -> bool:
    """Whether a text begins as a speech does: 各位代表，同志们："""
    return bool(_SALUTATION.match(piece.text))


def _fills(piece: Piece, column: float, habits: Habits) -> float:
    """Cost of looking like running text: lines that fill a column of the text around, the first of them hollow."""
    missing = [column - line.width for line in piece.lines]
    if len(missing) < 2 or not habits.chinese or not all(-TOLERANCE <= gap <= HOLLOW[1] for gap in missing[:-1]):
        return 0.0
    first_hollow = habits.hollow and HOLLOW[0] <= missing[0] <= HOLLOW[1]
    return 4.0 if first_hollow and abs(missing[1]) < _FLUSH else 2.0


def _latin(piece: Piece) -> float:
    """English headlines begin with a capital, a figure or a quotation mark and run in capitals or in heavy type."""
    text = piece.text
    if text[:1].islower():
        return 4.0
    if text.upper() == text:
        return -1.0
    return min(_PLAIN_ENGLISH, max(0, len(_SMALL_WORDS.findall(text)) - 1) * 1.5)


def subhead(piece: Piece, habits: Habits, columns: Sequence[float] = ()) -> float:
    """Cost of a piece of text as a sub-head: one line, or two short ones, inside the column."""
    cost = headline(piece, habits, columns)
    if _SPEECH.match(piece.text) or kinds.is_notice(piece):
        return cost + 3.0
    if cost >= IMPOSSIBLE or _breaks_off_speech(piece.text) or any(_DECK.match(line.text) for line in piece.lines):
        return IMPOSSIBLE
    if piece.lines[-1].text[-2:] == "——":
        cost = 0.5  # a sub-head may lead into its part with a dash
    length = sum(line.width for line in piece.lines)
    if len(piece.lines) > 1:
        cost += 2.0 if len(piece.lines) == 2 and length <= _LONGEST_SUBHEAD else 4.0
    if length > _LONGEST_SUBHEAD:
        cost += 4.0
    if not habits.chinese:
        cost += _RARE_IN_ENGLISH
    return cost


def caption(piece: Piece) -> float:
    """Cost of a piece of text as a caption that ends with its credit."""
    if piece.kind != "text" or len(piece.lines) > 12 or piece.opens:
        return IMPOSSIBLE
    text = clean.join([line.raw for line in piece.lines[-3:]])
    found = bylines.caption_credit(text)
    if found is None:
        return IMPOSSIBLE
    return 0.3 if found.strong else 1.0


def body(piece: Piece, following: Piece | None, habits: Habits, open_before: bool, goes_on: float) -> float:
    """Cost of a piece of text as running text.

    `open_before` says that the text before it ended inside a sentence, `goes_on` is what `continues` found.
    """
    last = piece.lines[-1]
    cut = is_cut(piece, following, habits)
    if (
        goes_on > 1
        or _SPEECH.match(piece.text)
        or _POINTER.fullmatch(piece.text)
        or closes_more(piece.text)
        or (open_before and (cut or last.terminal))
    ):
        return 0.0
    alone = len(piece.lines) == 1
    if alone and last.text[-1:] in "？?" and last.text[0] not in '“"‘':
        return 1.2
    if last.terminal or (len(piece.lines) > 4 and habits.chinese):
        return 0.0
    if last.pending or last.text[-1:] in "；：;:—":
        return 1.5 if alone and last.text[-1] == "—" else 0.5
    if cut:
        return 1.5 if alone else 1.0
    # It stops short and without a mark, as a headline does; so does a list, and a printer's slip.
    # English paragraphs always end with a mark.
    return (3.0 if alone or not last.linking else 2.5) + (0.0 if habits.chinese else 1.0)


def is_cut(piece: Piece, following: Piece | None, habits: Habits) -> bool:
    """Whether the last line is so full that the text below may go on with its sentence."""
    if following is None or following.kind != "text" or following.opens:
        return False
    last = piece.lines[-1]
    if any(line.column - line.width > HOLLOW[1] for line in piece.lines[:-1]):
        return False
    indent = 2.0 if habits.hollow and len(piece.lines) == 1 else 0.0
    return -TOLERANCE - 1 <= room(last, following.lines[0]) - indent < 0.5


def continues(piece: Piece, following: Piece | None, habits: Habits) -> float:
    """Cost of `piece` not being running text, seen from the piece below: does that begin in mid-sentence?"""
    if following is None or following.kind != "text" or following.opens:
        return 0.0
    last, first = piece.lines[-1], following.lines[0]
    if last.terminal:
        return 0.0
    if last.text[-1] in _NUMERALS and first.text[0] in _NUMERALS:
        return 4.0  # a number divided between two lines: 四百一 / 十多件
    if habits.indents:
        return 0.0 if first.indented or not piece.lines[0].indented else 3.0
    if first.text[:1].islower():
        return 3.0
    if len(following.lines) == 1 and not first.full and (first.terminal or first.linking):
        return 2.0 if habits.hollow and HOLLOW[0] <= last.column - last.width <= HOLLOW[1] else 0.0
    if not habits.hollow or len(following.lines) < 2 or first.column - first.width >= HOLLOW[0]:
        return 0.0
    if (
        len(following.lines) <= _MOST_HEADLINE_LINES
        and not following.lines[-1].terminal
        and not following.lines[-1].full
    ):
        return 0.0  # it may be a headline itself
    # The text below begins flush, so it is no first line; then the piece above is one, if its width is right.
    missing = first.column - last.width
    flush = 4.0 if first.column - first.width < _FLUSH else 2.0
    if HOLLOW[0] <= missing <= HOLLOW[1]:
        return flush
    return flush / 2 if -TOLERANCE <= missing < HOLLOW[0] else 1.0 if missing > 0 else 0.5


def is_open(piece: Piece, following: Piece | None, habits: Habits) -> bool:
    """Whether a piece of text ends inside a sentence, so that what follows goes on with it."""
    if piece.kind != "text" or piece.lines[-1].terminal:
        return False
    return piece.lines[-1].pending or (is_cut(piece, following, habits) and not piece.lines[-1].linking)
