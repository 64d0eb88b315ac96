"""Places in Chinese text: those of the gazetteer, and those that their last word names (青蓑镇, 下篷村, 云溪县)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from backfile.entities.lexicon import words
from backfile.entities.words import Span, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 12
_KINDS = ("街道", "自治县", "自治州", "新区", "县", "市", "区", "镇", "乡", "村", "省", "州", "旗", "屯")
_LOCAL = 3
"""Characters that may stand before the word for the kind of place: 竹篙岭乡."""
# What cannot be a part of the name before 镇, 村 …, but often stands there.
_NO_PART = frozenset(
    "的了着过在和与及或等之而且但把被将对向从到往由给为以于让请叫是有没不也都还又就才再更最很太各每某本该此这那哪我你他她它们您其另"
    "全个些两几多半数单位名约近超第新老旧小大好富穷强美农山乡城县市区镇村街省州户进出入回走去来返下上里内外中前后邻跨驻访看建能会可用做送运住离原"
    "一二三四五六七八九十百千万亿零〇"
)
_NO_NAME = frozenset(
    "冰 大湾 北极冰 示范 试点 中心 重点 特色 文明 先进 美丽 生态 旅游 产业 工业 开发 保税 自贸 经济 高新 高新技术 度假 风景 风景名胜 名胜 保护 居民 住宅 行政 贫困 "
    "深度贫困 脱贫 民族 边境 沿海 内陆 直辖 地级 县级 副省级 省会 港口 资源 枢纽 卫星 历史 文化 古 移民 搬迁 安置 城中 空心 自然 行政 棚户 居民小 "
    "我国 全国 本地 当地 外地 各地 异地 农贸 批发 菜 股 楼 房 债 汇 期货 资本 劳动力 人才 超级 集 夜 早 灾 疫 牧 林 矿 库 湖 景 园 厂 校 营 战 军 特 片 "
    "社 小 辖 城 郊 市 地 山 雪 热 冷 禁 盲 误 雷 时 分 选 大 老 聚居 产 主产 粮食主产 功能 核心 缓冲 实验 管辖 海 空 无人 闹 都 村 城乡 家属 老城 新城 "
    "中央商务 自由贸易试验 自由贸易 自治 特别行政 经济特 合作 综合保税 保税港 革命老 老 地震灾 受灾 重灾 中西部 西部地 东部地".split()
)
_BOUNDARY_TAGS = ("p", "c", "uj", "ul", "uz", "ug", "v", "r", "t", "f", "x", "d", "y", "k", "u")
_AFTER_NO_PLACE = ("路", "街", "大道", "牌", "话", "戏", "菜", "籍", "式", "队", "人民币", "时间", "精神", "会议精神", "长", "民", "委", "政府", "场", "花", "级", "域", "容")
# Behind the name of a province or city these make another word of it: 上海路, 北京时间, 广东戏.
_AFTER_NO_CITY = ("路", "街", "大道", "牌", "话", "戏", "菜", "籍", "式", "时间", "队")


def find(text: Text) -> list[Span]:
    """The places of places, in order."""
    spans = list(_known(text))
    used = bytearray(len(text.plain))
    for span in spans:
        used[span.start : span.end] = b"\1" * (span.end - span.start)
    local = list(_local(text, used))
    counts = Counter(span.name for span, _ in local)
    spans += [span for span, sure in local if sure or counts[span.name] > 1]
    return sorted(_joined(text, spans), key=lambda span: span.start)


def _known(text: Text) -> Iterator[Span]:
    """Places of the gazetteer that begin and end with words, the longest at each place."""
    places = words("places-zh")
    free = 0
    for word in text.words:
        start = word.start
        if start < free or not "\u4e00" <= word.text[0] <= "\u9fff":
            continue
        for length in range(_LONGEST, 1, -1):
            end = start + length
            if end in text.ending and text.plain[start:end] in places:
                if not text.plain.startswith(_AFTER_NO_CITY, end):
                    yield Span(start, end, text.plain[start:end])
                free = end
                break


def _local(text: Text, used: bytearray) -> Iterator[tuple[Span, bool]]:
    """Names with a word for their kind, and whether what stands before them shows where they begin."""
    for index, word in enumerate(text.words):
        kind = next((kind for kind in _KINDS if word.text.endswith(kind)), None)
        if kind is None or text.plain.startswith(_AFTER_NO_PLACE, word.end) or any(used[word.start : word.end]):
            continue
        within = len(word.text) - len(kind)
        if within:  # 青蓑镇 as one word of the dictionary
            if word.tag.startswith("ns") and within > 1 and word.text[:within] not in _NO_NAME:
                yield Span(word.start, word.end, word.text), True
            continue
        start, first = word.start, index
        while first > 0 and word.start - text.words[first - 1].start <= _LOCAL and _can_be_part(text.words[first - 1].text):
            if any(used[text.words[first - 1].start : start]):
                break
            first -= 1
            start = text.words[first].start
        name = text.plain[start : word.start]
        if len(name) < 2 or name in _NO_NAME or first == index:
            continue
        if index - first == 1 and not text.words[first].tag.startswith(("n", "x", "zg", "g")):
            continue
        if index - first == 1 and text.words[first].tag in ("n", "nz", "nt", "nr") and len(name) == 2 and kind != "村":
            continue
        yield Span(start, word.end, text.plain[start : word.end]), _begins(text, first, start, used)


def _can_be_part(word: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" for character in word) and word not in _NO_NAME and not (
        len(word) == 1 and word in _NO_PART
    )


def _begins(text: Text, first: int, start: int, used: bytearray) -> bool:
    """Whether a name begins at a place: behind a mark, a word of grammar, a verb, or another place."""
    if first == 0 or used[start - 1]:
        return True
    before = text.words[first - 1]
    if before.text.endswith(_KINDS) and len(before.text) == 1:
        return True
    return before.tag.startswith(_BOUNDARY_TAGS) or before.text in words("roles-zh")


def _joined(text: Text, spans: list[Span]) -> list[Span]:
    """The places, but 云溪县 where 云溪 is a known place and its 县 follows."""
    found = []
    for span in spans:
        kind = next((kind for kind in ("省", "市", "县", "州", "区") if text.plain.startswith(kind, span.end)), None)
        if kind and not span.name.endswith(_KINDS) and not text.plain.startswith(_AFTER_NO_PLACE, span.end + 1):
            span = Span(span.start, span.end + len(kind), text.plain[span.start : span.end + len(kind)])
        found.append(span)
    return found
