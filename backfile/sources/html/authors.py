"""Who wrote a web article, and in which printed role: what the page declares, then what it prints.

The site's own name and organisations that the page itself calls so are no authors. A name that is declared takes the
role that is printed beside it (记者, 通讯员, 责任编辑).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from backfile import bylines
from backfile.models import Credit
from backfile.sources.html.meta import AUTHOR_NAMES, PageMeta, fold, node_persons
from backfile.sources.html.soup import BYLINE_MARK, attribute, mark, words
from backfile.sources.html.title import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bs4 import BeautifulSoup, Tag

BY = re.compile(
    r"^\s*(?:(?:written|posted|reported|words|story|review|analysis|opinion|text|interview)?\s*\bby\b[:\s]|von\s|par\s|por\s"
    r"|autor(?:in|i|es|s)?[:：]|(?:作者|作者简介|記者|记者|文|撰文|撰稿|供稿|责任编辑|責任編輯|编辑|編輯)\s*[:：/／|])\s*",
    re.IGNORECASE,
)
PRINTED_BY = re.compile(
    r"^(?:(?:written |posted |story |words |analysis |review )?by:? (?=[A-ZÀ-Þ])|von (?=[A-ZÀ-Þ])|par (?=[A-ZÀ-Þ])|por (?=[A-ZÀ-Þ]))"
    r"|^(?:作者|記者|记者|撰文|撰稿|文)\s?[:：/／|]\s?\S",
    re.IGNORECASE,
)
"""How a line begins that is a byline without being marked as one."""
LABELLED = re.compile(
    r"(?:^|[\s|｜　])(?P<role>作者|记者|記者|本报记者|通讯员|通訊員|撰文|撰稿|摄影|攝影|责任编辑|責任編輯|责编|编辑|編輯|校对|来源|來源|编审|审核)\s?"
    r"[:：/／|]\s?(?P<names>[^:：|｜]*?)(?=\s+\S{2,5}\s?[:：]|[|｜]|$)"
)
"""Names behind their roles in one line: 作者：叶青 责任编辑：许达."""
NO_PERSON = frozenset(("来源", "來源", "编审", "审核", "校对"))
OF_A_DESK = re.compile(
    r"^(?:采写[:：]\s?)?(?P<organisation>《?[\u4e00-\u9fff]{2,10}?》?)(?P<role>(?:见习|实习|首席|高级|特约|特派)?(?:记者|記者|作者|通讯员|评论员))"
    r"\s+(?P<names>[\u4e00-\u9fff·]{2,10}(?:[\s、，]+[\u4e00-\u9fff·]{2,10}){0,5})$"
)
"""A byline with the desk before the role: 青石新闻记者 叶青 许达."""
OF_A_PAPER = re.compile(r"^(?P<names>[\u4e00-\u9fff·]{2,10})\s?[/／]\s?(?P<organisation>[\u4e00-\u9fff]{1,8}[报報网網社刊]|[\u4e00-\u9fff]{2,6}新闻)$")
"""A name and the paper it writes for: 叶青/青石日报."""
LEAD = re.compile(r"^[^。！？]{0,30}?[讯電电][\s　]?[（(](?P<inside>[^（()）]{2,60}?)\s?(?:整合|整理|报道|综合|编译)?[）)]")
"""The lead of a site of its own: 青石网3月24日讯（记者叶青 整合）."""
EDITOR = re.compile(r"编辑|編輯|责编|責編")
BETWEEN = re.compile(
    r"\s*(?:[;；|、\n]|,(?!\s*(?:Jr|Sr|PhD|MD|II|III)\b)|，|\band\b|\s&\s(?=\w+\s\w)|\bund\b|\s(?:et|y)\s(?=[A-ZÀ-Ý]))\s*"
    r"(?![^()]*\))"
)
JOB = re.compile(
    r"\b(?:editor|reporter|correspondent|columnist|technologist|writer|producer|contributor|photographer|director|professor"
    r"|analyst|critic|journalist|staff)s?\b",
    re.IGNORECASE,
)
JOB_AFTER_NAME = re.compile(rf"(?<=\w\s\w\w)(\w*)(?:\s\w+)?\s{JOB.pattern}$", re.IGNORECASE)
NO_NAME = re.compile(
    r"https?:|www\.|@|\d{4}|^(?:admin(?:istrator)?|editor|staff|unknown|none|null|undefined|anonymous|author|name|user|guest|root"
    r"|作者|佚名|未知|匿名|小编|网友|编辑|记者|webmaster|newsroom)$|\.(?:com|org|net|cn)\b"
    r"|\b(?:updated|published|minutes?|ago|share|follow|read more|contact|email|views?|comments?|posted|advertisement)\b"
    r"|[:：>＞<{}=]|发布|發布|来源|來源|位置|关注$|文章|推荐|阅读|浏览|评论|点击|总篇数",
    re.IGNORECASE,
)
ORGANISATION = re.compile(
    r"(?:[报報社网網台局院]|新闻|新聞|日报|财经|财經|综合|频道|中心|公司|官方|编辑部|Staff|News(?:room)?|Wire|Editors?|Agency|Media|Press|Desk)$"
)
"""Ends of names that are a desk's or an organisation's."""
AGENCY = re.compile(r"(?:AFP|AP|Reuters|DPA|dpa|EFE|ANSA|UPI|PA|TASS|Xinhua|Associated Press|新华社|新華社|中新社|中新网|新华网)(?: .{0,12})?")
"""Agencies that stand where a name could."""
NOT_THE_NAME = re.compile(
    r"(?:^|\s+)on\s+(?=\d|[A-Z][a-z]+ \d).*$|\s*(?:[•|·]\s|[•|]|\s[-–—]\s|\d|\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s\d|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b).*$"
)
NAME_LIMIT = 60
"""Characters of a name; the longest of an organisation seen as an author has 50."""
HAN_NAME_LIMIT = 12
"""Characters of a Chinese name with the office that some sites write before it (青石网记者叶青)."""

BYLINE_TAGS = ("a", "span", "p", "div", "address", "cite", "li", "b", "strong", "h3", "h4", "h5")
BYLINE_LENGTH = 120
"""Characters of a byline; what is longer is a note about the author."""
ELSEWHERE = re.compile(r"comment|reply|tie-|related|side-?bar|recirc|teaser|promo|menu|summary|tweet|follow|widget|popular|bio", re.IGNORECASE)
"""Names of elements with bylines of other articles, or of readers."""


def authors(soup: BeautifulSoup, meta: PageMeta, title: str, lines: Sequence[str], text: str) -> tuple[Credit, ...]:
    """The authors, each once, in the order of the page.

    Args:
        soup: the elements of the page that tell of the article.
        meta: what the page says of itself.
        title: the article's headline; bylines stand behind it.
        lines: short lines that the page prints near the headline and at the end of the article.
        text: the article's first paragraph.
    """
    own = _Own(soup, meta, title)
    printed = [credit for line in lines for credit in _labelled(line)]
    roles = {credit.name: credit for credit in printed}
    for credits in (
        _credits(node_persons(meta, "author"), own),
        _credits((value for name in AUTHOR_NAMES for value in meta.tags.get(name, ())), own),
        _marked(soup, title, own),
        _printed(lines, text, own),
    ):
        if credits:
            return tuple(replace(credit, role=credit.role or (roles[credit.name].role if credit.name in roles else None)) for credit in credits)
    return ()


class _Own:
    """The names of the site: those that it declares, and what stands beside the headline in the window's title."""

    def __init__(self, soup: BeautifulSoup, meta: PageMeta, title: str) -> None:
        declared = (meta.first("og:site_name"), meta.first("application-name"), meta.publisher)
        self._names = {fold(name) for name in declared}
        window = words(soup.title) if soup.title else ""
        self._window = tuple(fold(part) for part in SEPARATOR.split(window) if fold(part) not in fold(title))

    def has(self, name: str) -> bool:
        """Whether a name is the site's."""
        folded = fold(name)
        chinese = bool(re.fullmatch(r"[\u4e00-\u9fff]+", folded))
        return folded in self._names or (chinese and any(part.startswith(folded) for part in self._window))


def printed_credits(line: str) -> tuple[Credit, ...]:
    """The credits of a line that is known to be a byline."""
    return tuple(_credits([line], None))


def _credits(values: Iterable[str], own: _Own | None) -> list[Credit]:
    """Credits of values that are names; a name in other letters (ANN LEE) or with more beside it counts once."""
    found: dict[str, Credit] = {}
    for value in values:
        for credit in _read(value):
            name = credit.name
            if (own and own.has(name)) or AGENCY.fullmatch(name) or (ORGANISATION.search(name) and " " not in name):
                continue
            found.setdefault(fold(name), credit)
    return list(found.values())


def _read(value: str) -> Iterator[Credit]:
    value = re.sub(r"\s+", " ", value).strip()
    if len(value) <= BYLINE_LENGTH and (credits := byline(value)):
        yield from credits
        return
    if LABELLED.search(value[:BYLINE_LENGTH]):
        return  # it names others, not authors
    for number, part in enumerate(BETWEEN.split(BY.sub("", value))):
        if number and JOB.search(part):
            return  # a job is followed by an office, not by another name
        part = BY.sub("", part)
        name = NOT_THE_NAME.sub("", part)
        name = JOB_AFTER_NAME.sub(r"\1", name).strip(" ,.·:：-–—/")
        if _is_name(name):
            yield Credit(name)
        if re.search(r"\d", part):
            return  # a date ends a byline


def _is_name(name: str) -> bool:
    if not 1 < len(name) <= NAME_LIMIT or NO_NAME.search(name) or not name[0].isalnum():
        return False
    han = len(re.findall(r"[\u4e00-\u9fff]", name))
    return 2 * han <= len(name) or len(name) <= HAN_NAME_LIMIT or "(" in name or "（" in name


def _labelled(line: str) -> list[Credit]:
    """The credits of a line that names roles: 记者：叶青 通讯员：许达."""
    found = []
    for match in LABELLED.finditer(line[:BYLINE_LENGTH]):
        if match["role"] in NO_PERSON:
            continue
        for name in re.split(r"[\s、，,;；/]+", match["names"].strip(" 】]）)")):
            if 2 <= len(name) <= HAN_NAME_LIMIT and _is_name(name) and not ORGANISATION.search(name):
                found.append(Credit(name, match["role"]))
    return found


def _marked(soup: BeautifulSoup, title: str, own: _Own | None) -> list[Credit]:
    """Credits of the elements that are marked as the author, those with microdata or `rel=author` before mere classes."""
    tags = soup.find_all((*BYLINE_TAGS, "h1"))
    head = next((place for place, tag in enumerate(tags) if tag.name == "h1" and fold(words(tag)) == fold(title)), -1)
    strong: list[tuple[int, str]] = []
    weak: list[str] = []
    for place, tag in enumerate(tags):
        text = words(tag)
        if place <= head or not text or len(text) > BYLINE_LENGTH or ELSEWHERE.search(mark(tag)):
            continue
        if _is_author(tag):
            strong.append((place, text))
        elif BYLINE_MARK.search(mark(tag)):
            weak.append(text)
    # the others of one byline stand beside its first name; those elsewhere are of teasers
    together = [text for number, (place, text) in enumerate(strong) if place == strong[0][0] + number]
    for texts in (together, weak):
        for text in texts if texts is weak else [" ; ".join(texts)]:
            if credits := _credits([text], own):
                return credits
    return []


def _is_author(tag: Tag) -> bool:
    return "author" in attribute(tag, "rel").split() or "author" in attribute(tag, "itemprop").split()


def _printed(lines: Sequence[str], text: str, own: _Own | None) -> list[Credit]:
    """Credits of a line that is a byline without being marked, else of the lead that opens the text."""
    for line in lines:
        if len(line) > BYLINE_LENGTH:
            continue
        credits = list(byline(line))
        if not credits and PRINTED_BY.search(line):
            credits = _credits([line], own)
        if credits:
            return credits
    if lead := bylines.lead(text):
        return list(lead.credits)
    opening = LEAD.match(text)
    return list(byline(opening["inside"])) if opening else []


def byline(line: str) -> tuple[Credit, ...]:
    """The credits of a line that is a Chinese byline and nothing else; empty for any other."""
    line = line.strip()
    if match := OF_A_DESK.match(line):
        organisation, role = match["organisation"].strip("《》"), match["role"]
        return tuple(Credit(name, role, organisation) for name in re.split(r"[\s、，]+", match["names"]))
    if match := OF_A_PAPER.match(line):
        return (Credit(match["names"], None, match["organisation"]),)
    found = bylines.own_line(line)
    if found and found.strong and found.credits and re.search(r"[\u4e00-\u9fff]", line):
        return tuple(credit for credit in found.credits if not EDITOR.search(credit.role or ""))
    return tuple(credit for credit in _labelled(line) if not EDITOR.search(credit.role or ""))
