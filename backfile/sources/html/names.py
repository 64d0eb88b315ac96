"""The names in what a web page gives for its authors: a byline, a meta tag, a field of JSON-LD.

Sites put much into these besides names: `By`, jobs and offices, dates, e-mail addresses, several names in one, their
own name, a placeholder. Chinese ones print the role before the names (记者：叶青 责任编辑：许达) or the desk before the
role (青石新闻记者 叶青).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backfile import bylines
from backfile.models import Credit

if TYPE_CHECKING:
    from collections.abc import Iterator

BYLINE_LENGTH = 120
"""Characters of a byline; what is longer is a note about the author."""
VALUE_LENGTH = 1000
"""Characters of a value with many names."""
NAME_LENGTH = 60
"""Characters of a name; the longest of an organisation seen as an author has 50."""
HAN_LENGTH = 12
"""Characters of a Chinese name with the office that some sites write before it (青石网记者叶青)."""

BY = re.compile(
    r"^\s*(?:(?:written|posted|reported|words|story|review|analysis|opinion|text|interview)?\s*\bby\b[:\s]"
    r"|von\s|par\s|por\s|autor(?:in|i|es|s)?[:：]"
    r"|(?:作者|作者简介|記者|记者|文|撰文|撰稿|供稿|责任编辑|責任編輯|编辑|編輯)\s*[:：/／|])\s*",
    re.IGNORECASE,
)
PRINTED_BY = re.compile(
    r"^(?:(?:[Ww]ritten |[Pp]osted |[Ss]tory |[Ww]ords |[Aa]nalysis |[Rr]eview )?[Bb]y:? |BY |[Vv]on |[Pp]ar |[Pp]or )"
    r"(?=[A-ZÀ-Þ])"
)
"""How a line begins that is a byline without being marked as one."""
BETWEEN = re.compile(
    r"\s*(?:[;；|、\n]|,(?!\s*(?:Jr|Sr|PhD|MD|II|III)\b)|，|\band\b|\s&\s(?=\w+\s\w)|\bund\b|\s(?:et|y)\s(?=[A-ZÀ-Ý]))"
    r"\s*(?![^()]*\))"
)
JOB = re.compile(
    r"\b(?:editor|reporter|correspondent|columnist|technologist|writer|producer|contributor|photographer|director"
    r"|professor|analyst|critic|journalist|staff)s?\b",
    re.IGNORECASE,
)
JOB_AFTER_NAME = re.compile(rf"(?<=\w\s\w\w)(\w*)(?:\s\w+)?\s{JOB.pattern}$", re.IGNORECASE)
NOT_THE_NAME = re.compile(
    r"(?:^|\s+)on\s+(?=\d|[A-Z][a-z]+ \d).*$|\s*(?:[•|·]\s|[•|]|\s[-–—]\s|\d"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s\d|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b).*$"
)
"""Where what follows a name begins: a mark, a date."""
NO_NAME = re.compile(
    r"https?:|www\.|@|\d{4}|\.(?:com|org|net|cn)\b|[:：>＞<{}=]"
    r"|^(?:admin(?:istrator)?|editor|staff|unknown|none|null|undefined|anonymous|author|name|user|guest|root|webmaster"
    r"|newsroom|作者|佚名|未知|匿名|小编|网友|编辑|记者)$"
    r"|\b(?:updated|published|minutes?|ago|share|follow|read more|contact|email|views?|comments?|posted)\b"
    r"|发布|發布|来源|來源|位置|关注$|文章|推荐|阅读|浏览|评论|点击",
    re.IGNORECASE,
)
AGENCY = re.compile(
    r"(?:AFP|AP|Reuters|DPA|dpa|EFE|ANSA|UPI|PA|TASS|Xinhua|Associated Press|新华社|新華社|中新社|中新网|新华网)"
    r"(?: .{0,12})?"
)
OFFICE = re.compile(
    r"(?:[报報社网網台局院]|新闻|新聞|财经|財經|综合|频道|中心|公司|官方|编辑部"
    r"|Staff|News(?:room)?|Wire|Editors?|Agency|Media|Press|Desk)$"
)
"""Ends of a single word that is the name of an organisation; with more words it may be somebody's."""

HAN = r"\u4e00-\u9fff"
ROLES = "作者|记者|記者|通讯员|通訊員|撰文|撰稿|摄影|攝影|责任编辑|責任編輯|责编|编辑|編輯|校对|来源|來源|编审|审核"
LABELLED = re.compile(
    rf"(?:^|[\s|｜])(?P<role>{ROLES})\s?[:：/／|]\s?(?P<names>[^:：|｜]*?)(?=\s+\S{{2,5}}\s?[:：]|[|｜]|$)"
)
"""Names behind their roles in one line: 作者：叶青 责任编辑：许达."""
NO_PERSON = frozenset(("来源", "來源", "编审", "审核", "校对"))
EDITOR = re.compile(r"编辑|編輯|责编|責編")
"""Roles of those who did not write: they are no authors, but may be declared as such."""
OF_A_DESK = re.compile(
    rf"(?:采写[:：]\s?)?(?P<desk>《?[{HAN}]{{2,10}}?》?)(?P<role>(?:见习|实习|首席|高级|特约|特派)?(?:记者|記者|作者|通讯员|评论员))"
    rf"\s+(?P<names>[{HAN}·]{{2,10}}(?:[\s、，]+[{HAN}·]{{2,10}}){{0,5}})"
)
"""A byline with the desk before the role: 青石新闻记者 叶青 许达."""
OF_A_PAPER = re.compile(
    rf"(?P<name>[{HAN}·]{{2,10}})\s?[/／]\s?(?P<paper>[{HAN}]{{1,8}}[报報网網社刊]|[{HAN}]{{2,6}}新闻)"
)
"""A name and the paper it writes for: 叶青/青石日报."""
LEAD = re.compile(
    r"[^。！？]{0,30}?[讯訊电電]\s?[（(](?P<inside>[^（()）]{2,60}?)\s?(?:整合|整理|报道|综合|编译)?[）)]"
)
"""The lead of a site of its own: 青石网3月24日讯（记者叶青 整合）."""


def credits_of(value: str) -> Iterator[Credit]:
    """The credits in a value that is known to name authors."""
    value = " ".join(value[:VALUE_LENGTH].split())
    if len(value) <= BYLINE_LENGTH and (printed := byline(value)):
        yield from printed
        return
    if LABELLED.search(value[:BYLINE_LENGTH]):
        return  # it names others, not authors
    for number, part in enumerate(BETWEEN.split(BY.sub("", value))):
        if number and JOB.search(part):
            return  # a job is followed by an office, not by another name
        part = BY.sub("", part)
        name = JOB_AFTER_NAME.sub(r"\1", NOT_THE_NAME.sub("", part)).strip(" ,.·:：-–—/")
        if is_name(name):
            yield Credit(name)
        if re.search(r"\d", part):
            return  # a date ends a byline


def byline(line: str) -> tuple[Credit, ...]:
    """The credits of a line that is a Chinese byline and nothing else, without the editors; empty for any other."""
    line = line.strip()
    if not (printed := labelled(line)):
        printed = _desk(line) if re.search(f"[{HAN}]", line) else ()
    return tuple(credit for credit in printed if not EDITOR.search(credit.role or ""))


def _desk(line: str) -> tuple[Credit, ...]:
    """The credits of a Chinese line without labels: as papers print them, else as sites do."""
    found = bylines.own_line(line)
    if found and found.strong and found.credits:
        return found.credits
    if match := OF_A_DESK.fullmatch(line):
        names = re.split(r"[\s、，]+", match["names"])
        return tuple(Credit(name, match["role"], match["desk"].strip("《》")) for name in names)
    match = OF_A_PAPER.fullmatch(line)
    return (Credit(match["name"], None, match["paper"]),) if match else ()


def labelled(line: str) -> tuple[Credit, ...]:
    """The credits of a line that names roles, editors among them: 记者：叶青 责任编辑：许达."""
    return tuple(
        Credit(name, match["role"])
        for match in LABELLED.finditer(line[:BYLINE_LENGTH])
        if match["role"] not in NO_PERSON
        for name in re.split(r"[\s、，,;；/]+", match["names"].strip(" 】]）)"))
        if len(name) <= HAN_LENGTH and is_name(name) and not OFFICE.search(name)
    )


def opening(text: str) -> tuple[Credit, ...]:
    """The credits of the lead that opens a text."""
    if lead := bylines.lead(text):
        return lead.credits
    own = LEAD.match(text)
    return byline(own["inside"]) if own else ()


def is_name(name: str) -> bool:
    """Whether this may be somebody's name, or an organisation's that is credited like one."""
    if not 1 < len(name) <= NAME_LENGTH or NO_NAME.search(name) or not name[0].isalnum():
        return False
    return 2 * len(re.findall(f"[{HAN}]", name)) <= len(name) or len(name) <= HAN_LENGTH or name[-1] in ")）"


def is_organisation(name: str) -> bool:
    """Whether a name is an agency's, or a single word that is a paper's, a station's, a company's."""
    return bool(AGENCY.fullmatch(name) or (" " not in name and OFFICE.search(name)))
