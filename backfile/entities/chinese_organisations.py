"""Organisations in Chinese text: those of the gazetteer, and those that their last word names (县农业农村局, 恒纫公司)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backfile.entities.lexicon import words
from backfile.entities.words import Span, Text, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LONGEST_KNOWN = 14
_LONGEST = 24
_FIRMS = (
    "公司 集团 大学 学院 中学 小学 出版社 医院 银行 基金会 合作社 研究院 研究所 俱乐部 报社 通讯社 电视台 剧团 歌舞团 乐团 事务所 厂 工厂 酒厂 "
    "矿业 书店 幼儿园 卫生院 信用社 供销社"
).split()
_OFFICES = (
    "局 厅 委 部 署 办 总局 分局 公安局 委员会 管委会 管理委员会 法院 人民法院 检察院 人民检察院 人民政府 政府 党校 协会 学会 商会 联合会 总工会 工会 妇联 "
    "图书馆 博物馆 美术馆 档案馆 文化馆 科技馆 纪念馆 气象台 气象局 大使馆 领事馆 总领事馆 派出所 支队 大队 总队 中心 研究中心 服务中心 保护中心 交易所 "
    "联盟 组织 党 议会 国会 最高法院 央行 中央银行 外交部 国防部 管理局 监督局 统计局 税务局 规划局 委 站 保护站 林业站 农技站 林场 监狱 交通局 总站"
).split()
# Words that end as an office does and are none.
_NO_OFFICE = re.compile(
    r".*(?:结合部|空间站|党和政府|[东西南北中全内外大局下上]部|[格布结当僵政变]局|部署|干部|[车电网火油水]站|高铁站|[大中]小学|企业家|入党|建党|政党|爱党|举办|承办|主办|协办|督办|创办|停办"
    r"|重中之重|编委|村委|党委|常委|政委|[本该各全]校)$"
)
_ENDINGS = tuple(sorted({*_FIRMS, *_OFFICES}, key=len, reverse=True))
_LEVELS = frozenset("省 市 县 区 镇 乡 全国 国家 中国 中央 世界 国际 亚洲 欧洲 亚太 联合国 中华 全球 自治区 自治州 州".split())
_OF_NAMES = ("n", "ns", "nt", "nz", "nr", "vn", "j", "b", "l", "an", "g", "zg", "a", "s", "i", "h")
_NO_PART = frozenset(
    "乡镇 城乡 各乡镇 记者 通讯员 书记 主任 局长 负责人 主席 村民 居民 市民 家长 老板 企业家 领导 干部 职工 工作人员 专家 学者 朋友 本报 日前 近日 有关 相关 部分 多家 各级 "
    "所属 下属 原 前 该 本 此 我 各 某 这 那 多 几 两 大型 中小 知名 上市 民营 国有 外资 跨国 龙头 企业 单位 部门 机构 领域 系统 行业 社会 群众 人民群众 "
    "关键 重要 主要 新 老 大 小 其他 其它 全体 党员 合资 私营 附近 周边 当地 本地 外地 一流 著名 优秀 邻近 普通 重点 高等 综合 专业 职业 基层 先进".split()
)
_GENERIC = frozenset(
    "有限公司 股份公司 总公司 分公司 子公司 母公司 医科大学 师范大学 理工大学 重点大学 高等学院 人民医院 中心医院 人民政府 当地政府 中国政府 国家政府 县政府 "
    "市政府 省政府 区政府 镇政府 乡政府 联邦政府 中央政府 地方政府 国民党 执政党 反对党 在野党 各政党 民主党 市中心 县中心 区中心 村小学 县小学 市委 省委 县委 "
    "国家队 国家部 中国共产党 世界银行 国有银行 商业银行 中央银行 国际组织 社会组织 党组织 国家组织 全国委 国家公司 国际公司 国际集团".split()
)


def find(text: Text, places: Sequence[Span]) -> list[Span]:
    """The places of organisations, in order; `places` are those of the text, which many of their names begin with."""
    spans = list(_known(text))
    used = bytearray(len(text.plain))
    for span in spans:
        used[span.start : span.end] = b"\1" * (span.end - span.start)
    opening = {span.start: span for span in places}
    inside = {at: span for span in places for at in range(span.start + 1, span.end + 1)}
    for index, word in enumerate(text.words):
        ending = next((ending for ending in _ENDINGS if word.text.endswith(ending)), None)
        if ending is None or used[word.start] or _NO_OFFICE.match(text.plain[max(0, word.end - 4) : word.end]):
            continue
        if not _is_whole(text, word) or not (word.tag.startswith(_OF_NAMES) or word.text == "站"):
            continue
        span = _before(text, index, ending, opening, inside, used)
        if span is not None:
            used[span.start : span.end] = b"\1" * (span.end - span.start)
            spans.append(span)
    return sorted(spans, key=lambda span: span.start)


def _known(text: Text) -> Iterator[Span]:
    known = words("organisations-zh")
    free = 0
    for word in text.words:
        start = word.start
        if start < free:
            continue
        for length in range(_LONGEST_KNOWN, 1, -1):
            end = start + length
            if end in text.ending and text.plain[start:end] in known:
                yield Span(start, end, text.plain[start:end])
                free = end
                break


def _is_whole(text: Text, word: Word) -> bool:
    """Whether the name ends with the word: not 公司|部, 局|长, 中心|城区."""
    if text.plain.startswith(("长", "员", "级", "城", "门", "制", "化", "性", "内", "组", "领导", "书记", "主席", "工作"), word.end):
        return False
    after = text.after(word.end)
    return after is None or not any(after.text == ending for ending in _ENDINGS if len(ending) > 1)


def _before(
    text: Text, index: int, ending: str, opening: dict[int, Span], inside: dict[int, Span], used: bytearray
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
            anchor = at
            break
    name_start = words_[first if anchor is None else anchor].start
    name = text.plain[name_start : last.end]
    if name in _GENERIC or name in _ENDINGS:
        return None
    if ending in _FIRMS and (firm := _own_name(text, words_, first if anchor is None else anchor, index)):
        return Span(firm, last.end, text.plain[firm : last.end])
    if anchor is not None:
        opener = opening.get(name_start)
        rest = text.plain[opener.end if opener else words_[anchor].end : last.end]
        if len(rest) < 3 or (opener is None and rest in _GENERIC) or (rest.endswith("政府") and len(rest) < 4):
            return None
        if words_[anchor].text in ("国际", "世界", "国家", "全球", "中国") and opener is None and len(rest) < 4:
            return None
        return Span(name_start, last.end, name)
    # Without a place before it only what cannot be a common noun is a name: 恒纫公司, not 跨国公司.
    if ending not in _FIRMS or first == index or len(name) - len(ending) < 2:
        return None
    own = words_[first:index]
    strange = sum(len(word.text) for word in own if len(word.text) == 1 or word.tag.startswith(("nr", "ns", "nz")))
    return Span(name_start, last.end, name) if strange >= 2 and all(word.tag[0] in "ngzjxa" for word in own) else None


def _own_name(text: Text, words_: list[Word], first: int, index: int) -> int | None:
    """Where the name of a firm begins that follows its address: 县工业园区|恒纫公司."""
    for at in range(index - 1, first, -1):
        if words_[at].text.endswith(("园区", "开发区", "工业区")):
            return words_[at].end if len(text.plain[words_[at].end : words_[index].start]) >= 2 else None
    return None


def _can_be_part(word: Word, used: bytearray) -> bool:
    if used[word.start] or word.text in _NO_PART or word.text in words("roles-zh"):
        return False
    return word.tag.startswith(_OF_NAMES) and all("\u4e00" <= character <= "\u9fff" for character in word.text)
