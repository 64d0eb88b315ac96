"""Organisations in Chinese text: those of the gazetteer, and those that their last word names (县教育局, 恒纫公司)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from backfile.entities.lexicon import ending, words
from backfile.entities.words import Span, Text, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 24
# Words that end as an office does and are none.
_NO_OFFICE = re.compile(
    r".*(?:[大全]局|结合部|空间站|党和政府|[东西南北中全内外大局下上]部|[格布结当僵政变]局|部署|干部|[车电网火油水]站|高铁站|[大中]小学"
    r"|[反在]对?野?党|执政党|[入建政爱]党|副中心|[举承主协督创停]办|坚定站|重中之重|[编村党常]委|政委|[本该各全]校)$"
)
_LONGEST_ENDING = 6
_LEVELS = frozenset(
    (
        "省",
        "市",
        "县",
        "区",
        "镇",
        "乡",
        "州",
        "自治区",
        "自治州",
        "全国",
        "国家",
        "中国",
        "中央",
        "中华",
        "世界",
        "国际",
        "全球",
        "亚洲",
        "欧洲",
        "亚太",
        "联合国",
    )
)
_OF_NAMES = ("n", "ns", "nt", "nz", "nr", "vn", "j", "b", "l", "an", "g", "zg", "a", "s", "i", "h")


@cache
def _endings() -> frozenset[str]:
    return words("firms-zh") | words("offices-zh")


def find(text: Text, places: Sequence[Span]) -> list[Span]:
    """The places of organisations, in order; `places` are those of the text, which many of their names begin with."""
    spans = list(text.listed("organisations-zh"))
    used = bytearray(len(text.plain))
    for span in spans:
        used[span.start : span.end] = b"\1" * (span.end - span.start)
    opening = {span.start: span for span in places}
    inside = {at: span for span in places for at in range(span.start + 1, span.end + 1)}
    for index, word in enumerate(text.words):
        last = ending(word.text, _endings(), _LONGEST_ENDING)
        if last is None or used[word.start] or _NO_OFFICE.match(text.plain[max(0, word.end - 4) : word.end]):
            continue
        if not _is_whole(text, word) or not (word.tag.startswith(_OF_NAMES) or word.text == "站"):
            continue
        named = _before(text, index, last, opening, inside, used)
        if named is not None:
            used[named.start : named.end] = b"\1" * (named.end - named.start)
            spans.append(named)
    return sorted(spans, key=lambda span: span.start)


def _is_whole(text: Text, word: Word) -> bool:
    """Whether the name ends with the word: not 公司|部, 局|长, 中心|城区."""
    if text.plain.startswith(
        ("长", "员", "级", "城", "门", "制", "化", "性", "内", "组", "领导", "书记", "主席", "工作"), word.end
    ):
        return False
    after = text.after(word.end)
    return after is None or not (len(after.text) > 1 and after.text in _endings())


def _before(
    text: Text, index: int, kind: str, opening: dict[int, Span], inside: dict[int, Span], used: bytearray
) -> Span | None:
    """The name that ends with the word at `index`, if what stands before shows where it begins.

    `opening` has the places of the text by where they begin, `inside` by every place in and right behind them.
    """
    words_, last = text.words, text.words[index]
    first = index
    while first > 0 and last.end - words_[first - 1].start <= _LONGEST and _can_be_part(words_[first - 1], used):
        first -= 1
    covering = inside.get(words_[first].start)
    if covering is not None:  # 望箬乡|中心小学: a word of the place is none of a name
        first = text.starting[covering.start]
    anchor = None
    for at in range(first, index + 1):
        if words_[at].start in opening and opening[words_[at].start].end < last.end:
            anchor = at
            break
        if words_[at].text in _LEVELS and at < index:
            if len(words_[at].text) > 1 and at > first:  # 海湾阿拉伯|国家合作委员会 begins before
                return None
            anchor = at
            break
    name_start = words_[first if anchor is None else anchor].start
    name = text.plain[name_start : last.end]
    if name in words("common-organisations-zh") or name in _endings():
        return None
    if kind in words("firms-zh") and (firm := _own_name(text, words_, first if anchor is None else anchor, index)):
        return Span(firm, last.end, text.plain[firm : last.end])
    if anchor is not None:
        opener = opening.get(name_start)
        rest = text.plain[opener.end if opener else words_[anchor].end : last.end]
        if (
            len(rest) < 3
            or (opener is None and rest in words("common-organisations-zh"))
            or (rest.endswith("政府") and len(rest) < 4)
        ):
            return None
        if words_[anchor].text in ("国际", "世界", "国家", "全球", "中国") and opener is None and len(rest) < 4:
            return None
        return Span(name_start, last.end, name)
    # Without a place before it only what cannot be a common noun is a name: 恒纫公司, not 跨国公司.
    if kind not in words("firms-zh") or first == index or len(name) - len(kind) < 2:
        return None
    own = words_[first:index]
    strange = sum(len(word.text) for word in own if len(word.text) == 1 or word.tag.startswith(("ns", "nz")))
    return Span(name_start, last.end, name) if strange >= 2 and all(word.tag[0] in "ngzjxa" for word in own) else None


def _own_name(text: Text, words_: list[Word], first: int, index: int) -> int | None:
    """Where the name of a firm begins that follows its address: 县工业园区|恒纫公司."""
    for at in range(index - 1, first, -1):
        if words_[at].text.endswith(("园区", "开发区", "工业区")):
            return words_[at].end if len(text.plain[words_[at].end : words_[index].start]) >= 2 else None
    return None


def _can_be_part(word: Word, used: bytearray) -> bool:
    if used[word.start] or word.text in words("not-in-organisations-zh") or word.text in words("roles-zh"):
        return False
    if word.tag == "m" and word.text.startswith("第"):  # 第一人民医院
        return True
    return word.tag.startswith(_OF_NAMES) and all("\u4e00" <= character <= "\u9fff" for character in word.text)
