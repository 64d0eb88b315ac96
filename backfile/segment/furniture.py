"""The furniture of a page: folio, date line, name of the paper, editors, hotline.

Furniture stands at the head or the foot of the dump, in blocks of short lines of which at least one can be nothing
else; lines that name the desk's editors or its telephone are furniture wherever they stand.
"""

from __future__ import annotations

import re

from backfile import clean, dates
from backfile.models import Block, Furniture, Line

_EDITORS = re.compile(
    r"^[■□●◆▲\s]*(?:本版|值班|责任|責任|执行|主编|美术|版式|视觉|见习|首席)?(?:责编|責編|编辑|編輯|主编|主任|总监|编委|美编|校对|校對|检校|版式设计|版式|图编|组版|制图|排版|设计|审读)"
    r"\s?[：:/／ 　]\s*\S"
)
_SERVICE = re.compile(
    r"^(?:新闻热线|新聞熱線|热线电话|广告热线|发行热线|投稿邮箱|电子邮箱|邮箱|社址|网址|国内统一|邮发代号|总第|今日\d+版|零售价|E-?mail|http|www\.)"
    r"|(?:新闻热线|电子邮箱|投稿邮箱)[：:]|CN\s?\d\d-\d{4}|第\s?\d+\s?期", re.IGNORECASE)
_FOLIO = re.compile(
    r"^(?:(?:page|p\.)\s*)?[A-Z]?\d{1,3}$|^第?\s?[A-Z]?[\d〇零一二三四五六七八九十]{1,3}\s?版(?:[\s·•・|｜:：]\s?\S{1,8})?$"
    r"|^[\u4e00-\u9fff]{2,8}[\s·•・|｜][A-Z]?\d{1,3}版?$", re.IGNORECASE)
_PAPER = re.compile(
    r"^[\u4e00-\u9fff]{1,6}(?:日报|日報|晚报|晚報|晨报|时报|時報|商报|都市报|周报|快报|早报|新报|周刊|报)$"
    r"|^The(?: [A-Z][\w’'&-]*){1,3} (?:Times|Post|Gazette|Herald|Tribune|Courier|News|Journal|Daily|Chronicle|Observer|Examiner"
    r"|Record|Star|Mail|Standard|Telegraph|Guardian|Sentinel|Register|Press|Mirror|Echo|Argus|Advertiser|Weekly|Review)$"
    r"|^(?:The )?[A-Z][\w’'&-]*(?: [A-Z][\w’'&-]*)? (?:Times|Post|Gazette|Herald|Tribune|Courier|Journal|Chronicle|Observer"
    r"|Weekly|Examiner)$")
_SECTION = re.compile(r"[\u4e00-\u9fff]{2,8}|[A-Z][a-z]+(?: (?:& )?[A-Z][a-z]+)?")
_PARTS = re.compile(r"[\s·•・|｜■□]+")
_LONGEST = 60


def part(blocks: tuple[Block, ...]) -> tuple[tuple[Furniture, ...], str, tuple[Block, ...]]:
    """Parts furniture from text: the furniture, the printed name of the page (要闻), and the blocks that remain."""
    found: list[Line] = []
    rest = list(blocks)
    while rest and _is_furniture(rest[0]):
        found += rest.pop(0).lines
    foot: list[Line] = []
    while rest and _is_furniture(rest[-1]):
        foot = [*rest.pop().lines, *foot]
    kept: list[Block] = []
    loose: list[Line] = []
    for block in rest:
        loose += (line for line in block.lines if _loose(line))
        text = tuple(line for line in block.lines if not _loose(line))
        if text:
            kept.append(Block(text))
    found += [*loose, *foot]
    furniture = tuple(Furniture(clean.squeeze(clean.printed(line.text)), line.number) for line in found)
    return furniture, _section(found), tuple(kept)


def _loose(line: Line) -> bool:
    text = clean.squeeze(clean.printed(line.text))
    return len(text) <= _LONGEST and bool(_EDITORS.match(text) or _SERVICE.match(text)) and text[-1:] not in "。！？，；"


def _is_furniture(block: Block) -> bool:
    """Whether a block at the head or foot is furniture: short lines only, and most of them of a furniture's kind."""
    texts = [clean.squeeze(clean.printed(line.text)) for line in block.lines]
    if len(texts) > 8 or any(len(text) > _LONGEST for text in texts):
        return False
    certain = [_certain(text) for text in texts]
    possible = all(sure or _possible(text) for sure, text in zip(certain, texts, strict=True))
    return possible and sum(certain) * 2 >= len(texts)


def _certain(text: str) -> bool:
    return bool(_FOLIO.match(text) or _EDITORS.match(text) or _SERVICE.search(text) or _PAPER.match(text)) or _is_date(text)


def _is_date(text: str) -> bool:
    """Whether a line is a date with at most a weekday, a paper's or section's name and a folio beside it."""
    for found in dates.mentions(text):
        if found.year and found.month and found.day:
            rest = text[:found.start] + " " + text[found.end:]
            rest = re.sub(r"(?:星期|周|礼拜)[一二三四五六日天]|\b\w{3,6}day\b,?|农历\S{2,12}", " ", rest)
            parts = [piece for piece in _PARTS.split(rest) if piece.strip("•·,，。 ")]
            return len(parts) <= 6 and all(len(piece) <= 16 for piece in parts)
    return False


def _possible(text: str) -> bool:
    parts = [piece for piece in _PARTS.split(text) if piece]
    return 0 < len(parts) <= 3 and all(_SECTION.fullmatch(piece) or _FOLIO.match(piece) for piece in parts) and len(text) <= 20


def _section(lines: list[Line]) -> str:
    """The name of the page among its furniture: what is neither paper, date, folio nor editor."""
    for line in lines:
        text = clean.squeeze(clean.printed(line.text))
        if _EDITORS.match(text) or _SERVICE.search(text) or re.search(r"[：:/／]", text):
            continue
        for found in sorted(dates.mentions(text), key=lambda mention: -mention.start):
            text = text[:found.start] + " " + text[found.end:]
        text = re.sub(r"(?:星期|周|礼拜)[一二三四五六日天]|\b\w{3,6}day\b,?|\bPage\b", " ", text)
        if any(_PAPER.match(piece.strip()) for piece in re.split(r"[•·|]", text)) and not re.search("[\u4e00-\u9fff]", text):
            continue
        for piece in _PARTS.split(text):
            name = re.sub(r"^第?[A-Z]?[\d一二三四五六七八九十]{1,3}版[:：]?|[A-Z]?\d{1,3}版?$", "", piece)
            if _SECTION.fullmatch(name) and not _PAPER.match(name):
                return name
    return ""
