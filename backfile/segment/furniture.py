"""The furniture of a page: folio, date line, name of the paper, editors, hotline.

Furniture stands at the head or the foot of the dump. From there it reaches as far as the last line that can be
nothing else; short lines between such lines are furniture too, and may name the page (要闻). Lines that name the desk's
editors or its telephone are furniture wherever they stand, and so is what the newspaper's own rules call furniture.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backfile import clean, dates
from backfile.models import Block, Furniture, Line
from backfile.newspapers import NO_RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backfile.newspapers import Rules

_EDITORS = re.compile(
    r"^[■□●◆▲\s]*(?:本版|值班|责任|責任|执行|主编|美术|版式|视觉|见习|首席){0,2}"
    r"(?:责编|責編|编辑|編輯|主编|主任|总监|编委|美编|校对|校對|检校|版式设计|版式|图编|组版|制图|排版|设计|审读|插图)"
    r"\s?[：:/／ 　]\s*\S"
    r"|^(?:Managing |News |Night |Page )?(?:Editor|Layout|Design)s?: \S"
)
_SERVICE = re.compile(
    r"(?:新闻热线|新聞熱線|热线电话|广告热线|发行热线|投稿邮箱|电子邮箱|邮箱|社址|网址|零售价|本版电话)[：:]"
    r"|CN\s?\d\d-\d{4}|邮发代号|(?:总)?第\s?\d+\s?期|今日\S{1,3}版|^https?://|^www\.|^E-?mail\b"
    r"|\bVol\. ?\d|\bFounded (?:in )?\d{4}|^Published (?:every|daily|weekly|by)\b|\bNews ?desk\b",
    re.IGNORECASE,
)
_FOLIO = re.compile(
    r"^(?:(?:[Pp](?:age|AGE)|[Pp]\.)\s*)?[A-Za-z]?\d{1,3}$"
    r"|^第?\s?[A-Z]?[\d〇零一二三四五六七八九十]{1,3}\s?版(?:[\s·•・|｜:：]\s?\S{1,8})?$"
    r"|^[\u4e00-\u9fff]{2,8}[\s·•・|｜]第?[A-Z]?\d{1,3}版?$|^[A-Z]?\d{1,3}[\s·•・|｜][\u4e00-\u9fff]{2,8}$"
    r"|^\d{1,3} [A-Z][A-Z &]{2,40}$|^[A-Z][A-Z &]{2,40} \d{1,3}$"
    r"|^\d{1,3} (?:[A-Z][a-z]+(?: & )? ?){1,2}$|^(?:[A-Z][a-z]+(?: &)? ){1,2}[A-Z]?\d{1,3}$"
)
_PAPER = re.compile(
    r"^[\u4e00-\u9fff]{1,6}(?:日报|日報|晚报|晚報|晨报|时报|時報|商报|都市报|周报|快报|早报|新报|周刊|报)$"
    r"|^(?:The )?(?:[A-Z][\w’'&-]* ){1,3}(?:Times|Post|Gazette|Herald|Tribune|Courier|News|Journal|Daily|Chronicle"
    r"|Observer|Examiner|Record|Star|Mail|Standard|Telegraph|Guardian|Sentinel|Register|Press|Mirror|Echo|Argus|Advertiser"
    r"|Weekly|Review)(?:, .{3,60})?$",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"^by [A-Z]\S+ ", re.IGNORECASE)
_LUNAR = re.compile(r"农历|農曆|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年")
_WEEKDAY = re.compile(
    r"(?:星期|周|礼拜)[一二三四五六日天]|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b,?", re.IGNORECASE
)
_SECTION = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?:·[\u4e00-\u9fff]{2,6})?|[A-Z][A-Za-z]+(?: (?:and |& )?[A-Z][A-Za-z]+){0,3}"
    r"|[A-Z]+(?: [A-Z&]+){0,4}"
)
_PARTS = re.compile(r"[\s•・|｜■□]+|·(?=[A-Z]?\d)|(?<=\d)·|(?<=版)·")
_SET_WIDE = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]) (?=[\u4e00-\u9fff](?: |$))")
_LONGEST = 70
_MOST_LINES = 8


def part(blocks: tuple[Block, ...], rules: Rules = NO_RULES) -> tuple[tuple[Furniture, ...], str, tuple[Block, ...]]:
    """Parts furniture from text: the furniture, the printed name of the page (要闻), and the blocks that remain."""
    rest = list(blocks)
    head: list[Line] = []
    while rest and (count := _reach([_text(line) for line in rest[0].lines], rules)):
        head += rest[0].lines[:count]
        rest[0:1] = [Block(rest[0].lines[count:])] if count < len(rest[0].lines) else []
    foot: list[Line] = []
    # At the foot only whole blocks: the last line of an article may be a date as well.
    while rest and _reach([_text(line) for line in reversed(rest[-1].lines)], rules) == len(rest[-1].lines):
        foot = [*rest.pop().lines, *foot]
    loose = [line for block in rest for line in block.lines if _is_loose(_text(line), rules)]
    taken = {line.number for line in loose}
    kept = [Block(tuple(line for line in block.lines if line.number not in taken)) for block in rest]
    found = [*head, *loose, *foot]
    furniture = tuple(Furniture(_text(line), line.number) for line in found)
    section = _section([piece.text for piece in furniture], rules)
    return furniture, section, tuple(block for block in kept if block.lines)


def set_marks_apart(blocks: tuple[Block, ...], rules: Rules) -> tuple[Block, ...]:
    """The blocks with every mark that ends an article (■) on a line of its own, under the number of its line."""
    if not rules.ends:
        return blocks
    return tuple(Block(tuple(part for line in block.lines for part in _without_mark(line, rules))) for block in blocks)


def _without_mark(line: Line, rules: Rules) -> Iterator[Line]:
    text = line.text.rstrip()
    mark = next((mark for mark in sorted(rules.ends, key=len, reverse=True) if text.endswith(mark)), "")
    before = text[: len(text) - len(mark)].rstrip() if mark else ""
    if before.strip():
        yield Line(line.number, before)
        yield Line(line.number, mark)
    else:
        yield line


def _text(line: Line) -> str:
    return clean.squeeze(clean.printed(line.text))


def _reach(texts: Sequence[str], rules: Rules) -> int:
    """How many lines from a page's edge are furniture: up to the last certain one, and what names the page after it."""
    reach = 0
    for i, text in enumerate(texts[:_MOST_LINES]):
        if rules.is_column(text):
            break
        if rules.is_furniture(text) or _SET_WIDE.sub(r"\1", text) in rules.sections:
            reach = i + 1
        elif len(text) > _LONGEST or text[-1:] in "。！？，；、.!?,;" or _BYLINE.match(text):
            break
        elif _is_certain(text):
            reach = i + 1
        elif not _is_possible(text):
            break
    while 0 < reach < min(len(texts), _MOST_LINES) and _is_possible(texts[reach]) and len(texts) <= _MOST_LINES:
        if reach + 1 < len(texts):  # a section's name ends its block; a headline stands on others
            return reach
        reach += 1
    return reach


def _is_loose(text: str, rules: Rules) -> bool:
    if rules.is_furniture(text):
        return True
    certain = _EDITORS.match(text) or re.match(r"(?:新闻热线|热线电话|投稿邮箱|电子邮箱)[：:]", text)
    return bool(certain) and len(text) <= _LONGEST and text[-1:] not in "。！？，；"


def _is_certain(text: str) -> bool:
    plain = _SET_WIDE.sub(r"\1", text)
    return bool(
        _FOLIO.match(plain)
        or _EDITORS.match(text)
        or _SERVICE.search(text)
        or _PAPER.match(text)
        or (_LUNAR.search(text) and len(text) <= 30)
    ) or _is_date(text)


def _is_date(text: str) -> bool:
    """Whether a line is a date with at most a weekday, a paper's or section's name and a folio beside it."""
    for found in dates.mentions(text):
        if found.year and found.month and found.day:
            rest = _WEEKDAY.sub(" ", text[: found.start] + " " + text[found.end :])
            parts = [piece for piece in _PARTS.split(rest) if piece.strip("•·,，。 ")]
            return len(parts) <= 6 and all(len(piece) <= 16 for piece in parts)
    return False


def _is_possible(text: str) -> bool:
    """Whether a line could be the name of the paper or the page among furniture."""
    parts = [piece for piece in _PARTS.split(_SET_WIDE.sub(r"\1", text)) if piece]
    return (
        0 < len(parts) <= 3
        and len(text) <= 24
        and all(_SECTION.fullmatch(piece) or _FOLIO.match(piece) or _PAPER.match(piece) for piece in parts)
    )


def _section(texts: Sequence[str], rules: Rules) -> str:
    """The name of the page among its furniture: one that the rules know, else what is neither paper, date nor folio."""
    telling = [text for text in texts if not _EDITORS.match(text) and not _SERVICE.search(text)]
    for text in telling:
        if known := rules.section_in(_SET_WIDE.sub(r"\1", text)):
            return known
    for text in telling:
        if rules.is_furniture(text) or re.search(r"[：:/／]", text) or _LUNAR.search(text):
            continue
        for found in sorted(dates.mentions(text), key=lambda mention: -mention.start):
            text = text[: found.start] + " | " + text[found.end :]
        text = _SET_WIDE.sub(r"\1", re.sub(r"\bpage\b", " ", _WEEKDAY.sub(" ", text), flags=re.IGNORECASE))
        latin = not re.search(r"[\u4e00-\u9fff]", text)
        text = text if latin else re.sub(r"[A-Za-z]{2,}", " ", text)
        for piece in re.split(r"[•·|｜]", text) if latin else _PARTS.split(text):
            name = re.sub(
                r"^第?[A-Z]?[\d一二三四五六七八九十]{1,3}版[:：]?|[A-Z]?\d{1,3}版?$|^\d{1,3}\b", "", piece.strip()
            ).strip(" ,·")
            if _SECTION.fullmatch(name) and not _PAPER.match(name):
                return name
    return ""
