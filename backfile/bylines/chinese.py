"""Bylines of Chinese newspapers.

A byline is a row of phrases `organisation + role + names`: 本报记者 叶青 通讯员 王小明、李静. Names are of two to
four characters, or foreign ones with a dot; a name of two set wide (李 静) is one name. A role that is not printed
stays None.
"""

from __future__ import annotations

import re

from backfile.bylines.model import Found
from backfile.bylines.surnames import SURNAMES
from backfile.models import Credit

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
_MARKS = "■□●○◎◆◇▲△★☆▌"
_RANK = r"(?:全媒体|融媒体|融媒|首席|高级|资深|见习|实习|特派|特约|特邀|驻站|摄影|文字|文|数字|视频|本报|金牌){0,4}"
# Who made the page, not the article: 作者：叶青 责任编辑：许达.
_DESK = (
    r"(?:责任|責任)(?:编辑|編輯|校对|校對)|责编|責編|美编|美編|版式|校对|校對|审核|審核|编审|編審|终审|終審|监制|監製"
)
_ROLE = (
    rf"(?:{_RANK}(?:记者|記者|通讯员|通訊員|评论员|評論員|撰稿人?|编辑)"
    rf"|{_DESK}"
    r"|实习生|實習生|作者|主持人|撰文|整理|统筹|策划|摄影(?!报)|攝影(?!報))"
)
_ORGANISATION = (
    r"(?:本[报報刊台网]|[晚晨早商快时時][报報]|新华社|新華社|中新社|中央社|中新网|新华网|人民网|央视|中国新闻社"
    rf"|[{_HAN}]{{2,10}}?(?:日报|日報|晚报|晚報|晨报|时报|時報|商报|都市报|周报|周刊|快报|早报|导报|农报|工报|报社|报|新闻网|通讯社|电视台|广播电台|融媒体中心|融媒中心))"
)
_PHRASE = re.compile(rf"(?P<organisation>{_ORGANISATION})?(?:驻(?P<place>[{_HAN}]{{2,8}}?))?(?P<role>{_ROLE})[：:/／]?")
_NAME = re.compile(rf"[{_HAN}]{{2,4}}|[{_HAN}]{{1,8}}(?:[·•・．][{_HAN}]{{1,10}}){{1,4}}")
_PARTING = re.compile(r"[\s、，,/／;；]+|(?<=[一-鿿]{2})和(?=[一-鿿]{2})")
_DOING = re.compile(
    r"(?:摄影报道|文并图|文[/／、]图|图[/／、]文|文[/／、]摄|摄[/／、]文|文图|图文|文摄|摄影|攝影|报道|報道|报导|摄|攝|(?<=\s)文|(?<=\s)图)$"
)
# What is printed for a picture's source is often an office, not a person.
_OFFICE = re.compile(
    r"(?:局|委|部|社|公司|中心|办|院|馆|会|队|方|厅|处|站|校|大学|集团|学校|医院|单位|供图|资料|图片|网)$"
)
_TEXT_AND_PICTURE = re.compile(
    r"(?P<role>撰文|撰稿|编译|整理|摄影报道|摄影|文字|图片|供图|制图|绘图|插图|漫画|文并图|文图|图文|文|图|摄)\s?[/／:：]\s?"
)
_PICTURE_ROLES = {
    "文": "撰文", "图": "摄影", "摄": "摄影", "图片": "摄影", "文字": "撰文",
    "文图": "撰文、摄影", "图文": "撰文、摄影", "文并图": "撰文、摄影", "摄影报道": "撰文、摄影",
}  # fmt: skip
# 叶青/文 李静/图: the name first.
_NAME_FIRST = re.compile(rf"(?:[{_HAN}]{{2,4}}\s?[/／]\s?(?:文|图|摄|摄影|撰文)(?:[\s、]+|$))+")
_NAME_AND_DEED = re.compile(rf"(?P<name>[{_HAN}]{{2,4}})\s?[/／]\s?(?P<role>文|图|摄|摄影|撰文)(?=[\s、]|$)")
# 記者林曉／台北報導: where it was written from stands behind the name.
_WRITTEN_FROM = re.compile(rf"[／/ ]?(?P<place>[{_HAN}]{{2,6}}?)?(?:報導|报导|專訪)$")
# Who is credited is no person: 综合新华社、央视新闻报道, 据新华社电, 来源：人民网.
_SOURCE = rf"(?:央视新闻|人民日报|[{_HAN}]{{2,6}}[社网網])"
_AGENCIES = re.compile(
    rf"(?:(?:本报)?综合|据|據|均据|转自|来源[：:])\s?{_SOURCE}(?:[、和及]\s?{_SOURCE}){{0,5}}(?:等)?(?:媒体)?(?:[电電]|报道|報道|消息|供稿|微信公众号)?"
)
_BRACKETS = {"（": "）", "(": ")", "[": "]", "［": "］", "【": "】", "〔": "〕"}

_DAY = r"\d{1,2}\s?月\s?\d{1,2}\s?日"
_AGENCY = r"(?:本[报報刊]|新华社|新華社|新华网|中新社|中新网|人民网|央视网)"
# 本报讯, 新华社北京3月1日电, 据…社…3月1日电, 本报柳渡3月11日讯, …晚报讯（记者 …）.
_ANY_AGENCY = rf"[{_HAN}]{{2,5}}[社報报][{_HAN}]{{2,8}}{_DAY}\s?[讯訊电電]"
_WIRE = re.compile(
    rf"(?:据|據)?(?:{_ANY_AGENCY}|本[报報刊][讯訊]|{_AGENCY}[^，。：；（）()\n]{{0,24}}?日\s?[讯訊电電]"
    rf"|{_AGENCY}电(?=[ （(])|[{_HAN}]{{1,8}}[报網网]讯(?=[ （(　])"
    rf"|[【［\[]本[报報刊][讯訊][】］\]]|[（(](?:中央社|中新社|新華社|新华社)(?P<inside>[^（）()]{{0,30}}?)\d{{1,2}}日[电電][）)])"
)
_WIRE_AGENCY = re.compile(r"(?:据|據)?[（(]?(?P<name>新华社|新華社|中新社|中央社)")
_OPENING = re.compile(
    rf"(?:据|據)?(?:{_ANY_AGENCY}|本[报報刊][讯訊]|{_AGENCY}[^，。：；（）()\n]{{0,12}}?\d{{1,2}}\s?(?:月|日)"
    rf"|[{_HAN}]{{1,8}}[报网]讯\s?[（(]|[【［\[]本[报報刊][讯訊][】］\]]|[（(](?:中央社|中新社)[^（）()]{{0,30}}\d{{1,2}}日[电電])"
)
_BRACKET = re.compile(r"\s?[（(](?P<inside>[^（）()\n]{1,90})[）)]")
_REPORTS = re.compile(rf"\s?(?P<inside>(?:{_ORGANISATION})?{_ROLE}[^，。：（）()\n]{{2,24}}?)(?:报道|報道|报导)[：:]?")
_TAIL = re.compile(r"[（(](?P<inside>[^（）()]{2,120})[）)]\s?$")
_TAIL_WIRE = re.compile(rf"(?:据|據)?{_AGENCY}[^，。（）()]{{0,40}}?{_DAY}\s?[讯訊电電]\s?")

# What a bracket at a paragraph's end says besides names: （完） （左图） （待续）.
_REMARK = re.compile(r"[图完续注版转讯电上下左右表摄文]")
_REMARKED = re.compile(r"(?<=.)[（(][^（）()]{2,16}[）)]$")
# 青蓑镇中心小学三年级 霍小禾: where somebody belongs, and the name.
_MEMBER = re.compile(
    rf"(?P<organisation>[{_HAN}]{{3,18}}(?:小学|中学|学校|大学|学院|年级|班|局|委|办|中心|公司|医院|社区|村|镇|乡|街道|协会|支队|馆))"
    rf"[ 　](?P<name>[{_HAN}]{{2,4}})"
)

# What closes a letter: who wrote, and on what day. 读者 叶青 三月九日于柳渡.
_SIGNED = re.compile(
    rf"(?:[{_HAN}]{{2,8}}[ 　：:])?(?P<name>[{_HAN}]{{2,4}})[ 　]?"
    rf"(?:(?:\d{{4}}|[〇零一二三四五六七八九]{{4}})年)?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月"
    rf"(?:\d{{1,2}}|[一二三四五六七八九十廿]{{1,3}})日(?:[夜晚晨]?(?:[于於写寫]{{1,2}}[{_HAN}]{{2,8}})?)"
)

_CAPTION = (
    re.compile(r"\s?(?:新华社|中新社|本[报刊])?发?[（(](?P<inside>[^（）()。]{2,30}?)\s?[摄攝](?:影)?[）)]\s?$"),
    re.compile(rf"\s?(?P<inside>(?:{_ORGANISATION})?{_ROLE}\s?[{_HAN} 、]{{2,20}}?)\s?[摄攝](?:影)?$"),
    re.compile(rf"(?:^|(?<=[。！？”…\s]))\s?(?P<inside>[{_HAN}]{{2,4}}|[{_HAN}] [{_HAN}])\s?[摄攝](?:影)?$"),
)
_CAPTION_AGENCY = re.compile(r"\s?(?P<name>新华社|中新社)发?[（(]")
_CAPTION_SOURCE = re.compile(
    rf"\s?[（(](?:资料图片?|資料圖片|[^（）()。]{{1,16}}供图)[）)]\s?$|(?:^|(?<=[。！？”…\s]))\s?[{_HAN}]{{2,12}}供图$"
)
_CAPTION_MARK = re.compile(rf"(?:^|(?<=\S))\s?[■□●◆▲]\s?(?P<inside>[{_HAN}·、 ]{{2,20}})$")


def people(text: str) -> tuple[Credit, ...] | None:
    """The credits in `text` if it is a row of phrases and names and nothing else; None when anything is left over."""
    found: list[Credit] = []
    phrases = list(_PHRASE.finditer(text))
    for i, match in enumerate([None, *phrases]):
        start = match.end() if match else 0
        end = phrases[i].start() if i < len(phrases) else len(text)
        names, doing = _names(text[start:end].strip())
        glued = match is not None and start < end and not text[start].isspace() and text[start - 1] not in "：:/／"
        if names is None or (glued and names and names[0][0] not in SURNAMES):
            return None
        role, organisation = (match["role"], match["organisation"]) if match else (None, None)
        if "摄" in doing or "攝" in doing:
            role = "摄影" if role is None else role if "摄影" in role else f"{role}、摄影"
        found.extend(Credit(name, role, organisation) for name in names)
    return tuple(found)


def _names(text: str) -> tuple[list[str] | None, str]:
    """The names in a row of names, and the word after them for what they did; None for the names if one is none."""
    doing = ""
    while match := _DOING.search(text):
        if not text[: match.start()].strip() and len(match[0]) == 1:
            break
        text, doing = text[: match.start()].rstrip(" （("), doing + match[0]
    tokens = [token for token in _PARTING.split(text) if token]
    names: list[str] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if len(token) == 1 and i + 1 < len(tokens) and len(tokens[i + 1]) == 1:  # 李 静
            token += tokens[i + 1]
            i += 1
        if not _NAME.fullmatch(token):
            return None, doing
        names.append(token)
        i += 1
    return names, doing


def own_line(text: str) -> Found | None:
    """A line that is a byline: a mark before names, a role and names, 文/… 图/…, or any of these in brackets."""
    stripped = text.strip()
    inner = stripped.lstrip(_MARKS + " ")
    marked = inner != stripped
    if _BRACKETS.get(inner[:1], "\0") == inner[-1:]:
        inner = inner[1:-1].strip()
    if marked:  # ■ 叶青（寄自柳渡）
        inner = _REMARKED.sub("", inner)
    if not inner or len(inner) > 90 or re.search(r"[。！？；，,]", inner) or _CAPTION_SOURCE.search(stripped):
        return None
    if _AGENCIES.fullmatch(inner):
        return Found(0, len(text))
    if re.match(_DESK, inner):  # of the page's furniture
        return None
    if _TEXT_AND_PICTURE.match(inner):
        credited = _text_and_picture(inner)
        return None if credited is None else Found(0, len(text), credited)
    if _NAME_FIRST.fullmatch(inner):
        return Found(0, len(text), _names_first(inner))
    if _PHRASE.match(inner):
        inner = _WRITTEN_FROM.sub("", inner)
    member = _MEMBER.fullmatch(inner)
    if member and member["name"][0] in SURNAMES:
        return Found(0, len(text), (Credit(member["name"], None, member["organisation"]),), strong=False)
    if not marked and not _PHRASE.match(inner):
        return None
    credited = people(inner)
    if credited is None or len(credited) > 12 or (not credited and not _PHRASE.match(inner)):
        return None
    strong = bool(_PHRASE.match(inner))
    if not marked and not credited and not inner.startswith(("本报", "本報", "新华社")):
        return None
    return Found(0, len(text), credited, strong)


def _text_and_picture(text: str) -> tuple[Credit, ...] | None:
    parts = list(_TEXT_AND_PICTURE.finditer(text))
    found: list[Credit] = []
    for i, match in enumerate(parts):
        value = text[match.end() : parts[i + 1].start() if i + 1 < len(parts) else len(text)].strip(" 、，")
        role = _PICTURE_ROLES.get(match["role"], match["role"])
        if _OFFICE.search(value) and not _PHRASE.match(value):
            continue
        credited = people(value)
        if credited is None:
            return None
        found.extend(Credit(c.name, c.role or role, c.organisation) for c in credited)
    return tuple(found)


def _names_first(text: str) -> tuple[Credit, ...]:
    return tuple(
        Credit(match["name"], _PICTURE_ROLES.get(match["role"], match["role"]))
        for match in _NAME_AND_DEED.finditer(text)
    )


def opens_article(text: str) -> bool:
    """Whether `text` begins with 本报讯 or an agency's dateline, be it cut off by the line's end."""
    return bool(_OPENING.match(text.lstrip()))


def lead(text: str) -> Found | None:
    """The lead at the start of `text`, with the bracket of its authors when that holds authors."""
    match = _WIRE.match(text)
    if match is None:
        return None
    credited: tuple[Credit, ...] = _correspondent(match["inside"] or "")
    end = match.end()
    bracket, reports = _BRACKET.match(text, end), _REPORTS.match(text, end)
    named = people(bracket["inside"].strip()) if bracket else None
    if bracket and named and (_PHRASE.match(bracket["inside"]) or all(c.name[0] in SURNAMES for c in named)):
        end, credited = bracket.end(), named
    elif reports:
        end, credited = reports.end(), people(reports["inside"].strip()) or ()
    while end < len(text) and text[end] == " ":
        end += 1
    return Found(0, end, _of_agency(text, credited))


def _of_agency(wire: str, credited: tuple[Credit, ...]) -> tuple[Credit, ...]:
    """Whom an agency's dateline names is the agency's: 新华社北京3月1日电（记者 叶青）."""
    agency = _WIRE_AGENCY.match(wire)
    return tuple(Credit(c.name, c.role, c.organisation or agency["name"]) for c in credited) if agency else credited


def _correspondent(inside: str) -> tuple[Credit, ...]:
    """The one named in 中央社記者林曉台北9日電: the name ends where the place begins, so only three characters fit."""
    match = re.match(rf"(?P<role>{_ROLE})(?P<name>[{_HAN}]{{2,3}})[{_HAN}]{{2,4}}$", inside)
    return (Credit(match["name"], match["role"]),) if match and match["name"][0] in SURNAMES else ()


def signs_letter(text: str) -> bool:
    """Whether a line closes a letter: the writer's name and the day, perhaps the place."""
    match = _SIGNED.fullmatch(text.strip())
    return bool(match and match["name"][0] in SURNAMES)


def tail(text: str) -> Found | None:
    """The bracket that ends `text` when it holds a dateline, authors, or both."""
    offset = max(0, len(text) - 140)
    match = _TAIL.search(text[offset:])
    if match is None:
        return None
    inside, start = match["inside"].strip(), offset + match.start()
    wire = _TAIL_WIRE.match(inside)
    rest = inside[wire.end() :].strip() if wire else inside
    if (wire and not rest) or _AGENCIES.fullmatch(inside):
        return Found(start, len(text))
    if _TEXT_AND_PICTURE.match(rest):
        credited = _text_and_picture(rest)
    elif _PHRASE.match(rest):
        credited = people(rest)
    elif not wire and text[start - 1 : start] in "。！？”…" and not _REMARK.search(rest):
        credited = people(rest)
        if not credited or any(credit.name[0] not in SURNAMES for credit in credited):
            return None
    else:
        return None
    return None if credited is None else Found(start, len(text), _of_agency(inside, credited) if wire else credited)


def caption_credit(text: str) -> Found | None:
    """The photographer or source at the end of a caption."""
    for pattern in _CAPTION:
        match = pattern.search(text[-60:])
        credited = people(match["inside"].strip()) if match else None
        if match and credited and all(credit.name[0] in SURNAMES for credit in credited):
            start = max(0, len(text) - 60) + match.start()
            agency = _CAPTION_AGENCY.match(text, start)
            named = tuple(
                Credit(c.name, _photographer(c.role), c.organisation or (agency["name"] if agency else None))
                for c in credited
            )
            return Found(start, len(text), named)
    match = _CAPTION_SOURCE.search(text[-40:])
    if match:
        return Found(max(0, len(text) - 40) + match.start(), len(text))
    match = _CAPTION_MARK.search(text[-40:])
    credited = people(match["inside"].strip()) if match else None
    if match and credited:
        return Found(max(0, len(text) - 40) + match.start(), len(text), credited, strong=False)
    return None


def _photographer(role: str | None) -> str:
    if role is None:
        return "摄影"
    return role if "摄影" in role else f"{role}、摄影"
