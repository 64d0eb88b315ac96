"""What stands around a web article and is not of it: lines before its first sentence, teasers after its last.

trafilatura keeps rather too much than too little. Sentences decide here, in any language: an article begins and ends
with prose; lists of links, single words and counters at either end are the page's. Nothing inside is touched, but
for the lines by which a page interrupts itself (`Read more`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backfile.models import Markup, Paragraph, Subhead
from backfile.sources.html.meta import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backfile.models import BodyItem

SENTENCE_END = re.compile(r"[。．.!！?？…:：;；”’」』)）\"'»–—][\s\])]*$")
SENTENCE = re.compile("[。！？]")
PROSE = 60
"""Letters of a paragraph without a full stop that still count as prose: Thai, captions, broken lines."""
TAIL = re.compile(
    r"^(?:related\b.*|more (?:related|on this|from)\b.*|read (?:more|next|also)\b.*|most (?:read|viewed|popular)\b.*"
    r"|you (?:might|may) also like.*|recommended.*|comments?|loading comments.*|keywords?|tags?|topics?:?.*|share\b.*"
    r"|follow us\b.*|from around the web|next article|featured.*|advertisement|newsletter.*|sign up\b.*"
    r"|see more photos:?|like this:?|about the authors?:?|reuse content|\(end\)|comentar(?:ios)?|à lire aussi.*"
    r"|lire aussi.*|mehr zum thema.*|auch interessant.*|leia (?:mais|também).*"
    r"|相关(?:阅读|新闻|文章|报道|推荐|链接)[:：]?.*|相關(?:新聞|文章|報導)[:：]?.*|(?:推荐|延伸|更多)阅读[:：]?.*|热门(?:推荐|文章|评论).*|猜你喜欢.*"
    r"|(?:网友|最新|全部)?评论(?:区|\d.*)?|返回.*|分享(?:到|至).*|扫(?:一扫|码).*|版权声明.*|免责声明.*|打开APP.*|上一篇.*|下一篇.*"
    r"|为你推荐.*|延伸\s?[·•]?\s?推荐|点击排行|(?:今日|24小时)?(?:热点|热榜|排行)|大家都在看|更多精彩.*|精彩推荐|往期(?:回顾|推荐)|关键词\s?(?:>>|[:：]).*"
    r"|関連(?:記事|キーワード).*|この記事は会員限定.*)$",
    re.IGNORECASE,
)
TAIL_LENGTH = 60
"""Characters of a line that may announce what is not the article's."""
CONTROL = re.compile(
    r"^(?:字号|字體|字体|[大中小]|分享|打印|收藏|举报|关注|点赞|评论|阅读全文|展开全文|听新闻|播放|暂停|复制链接|微信|微博|朋友圈|QQ空间|纠错"
    r"|(?:本文)?原标题[:：].*|[（(](?:本文)?原标题[:：].*[）)]|share|print|e-?mail|tweet|pin it|save|reply|like|follow"
    r"|comments?|advertise?(?:ment|ing)|loading(?:\.\.\.|…)?|play video|image|photo|close|skip|more|next|previous)$",
    re.IGNORECASE,
)
"""What a page prints on its knobs and above its advertisements, and Chinese sites above a text from elsewhere."""
CLOCK = re.compile(r"\d{1,2}[:.]\d\d|(?:19|20)\d\d")
IMPRINT = re.compile(
    r"^[【\[（(]?\s*(?:责任编辑|責任編輯|责编|責編|编辑|編輯|校对|校對|审核|審核|监制|監製|值班编委)\s*[:：/／]"
    r"|^(?:©|\(c\)\s|copyright\b)|all rights reserved|版权所有|版權所有"
    r"|^[（(](?:本文)?(?:来自|来源|原题为|原标题|资料来源|信息来源)|^(?:信息|资料|内容)?(?:来源|来自)于?(?:网络|[:：])|^(?:特别|免责|版权)声明"
    r"|^声明[:：]|^相关资讯请|^本文(?:为|系|来自|转自|由).{0,40}(?:原创|转载|授权|发布|投稿)"
    r"|未经.{0,12}(?:授权|许可|同意|允许).{0,8}(?:转载|使用)",
    re.IGNORECASE,
)
"""Who edited the page and whose it is."""
INVITATION = re.compile(
    r"\b(?:subscribe|sign up|newsletters?|become a (?:member|subscriber)|support our (?:work|journalism)"
    r"|download (?:the|our) app)\b"
    r"|(?:关注|搜索|订阅).{0,20}(?:公众号|微信|微博|客户端)|(?:扫码|扫描|长按).{0,20}(?:关注|下载|订阅|识别)|下载.{0,12}客户端",
    re.IGNORECASE,
)
"""What asks the reader for something; a paragraph of the article may as well, but not a short one at its end."""
DEEPEST = 4
"""The lowest level of a sub-head; an article in print has no more."""
NOTE_LENGTH = 120
ADDRESS = re.compile(r"^\S+@\S+\.\w+$|https?://\S+$")


def trim(body: Sequence[BodyItem], heads: Sequence[str], authors: Sequence[str]) -> list[BodyItem]:
    """The body without what surrounds it, and without the lines of its head (headline, kicker, subtitle)."""
    items = [item for item in body if not (isinstance(item, Paragraph | Subhead) and CONTROL.match(item.text))]
    cut = next((i for i, item in enumerate(items) if _announces(item) and not _goes_on(items[i + 1 :])), len(items))
    items = [item for item in items[:cut] if not _announces(item)]
    first = next((i for i, item in enumerate(items) if _is_prose(item)), 0)
    head = [item for item in items[:first] if not _is_lead_in(item, heads, authors)]
    items = head + items[first:]
    while items and _is_left_over(items[-1]):
        items.pop()
    return items if any(isinstance(item, Paragraph | Markup) for item in items) else list(body)


def levelled(items: Sequence[BodyItem]) -> tuple[BodyItem, ...]:
    """The items with their sub-heads on the levels from 2 on, without gaps: pages begin with any `<h…>` they like."""
    used = sorted({item.level for item in items if isinstance(item, Subhead)})
    found: list[BodyItem] = []
    last = 1
    for item in items:
        if isinstance(item, Subhead):
            last = min(2 + used.index(item.level), last + 1, DEEPEST)
            item = Subhead(item.text, last)
        found.append(item)
    return tuple(found)


def _text(item: BodyItem) -> str:
    return item.text if isinstance(item, Paragraph | Subhead | Markup) else ""


def _is_list(item: BodyItem) -> bool:
    return isinstance(item, Markup) and item.text.startswith(("- ", "1. "))


def _is_prose(item: BodyItem) -> bool:
    if not isinstance(item, Paragraph):
        return False
    return len(item.text) >= PROSE or (len(item.text) > 12 and bool(SENTENCE_END.search(item.text)))


def _announces(item: BodyItem) -> bool:
    text = _text(item)
    return len(text) <= TAIL_LENGTH and isinstance(item, Paragraph | Subhead) and bool(TAIL.match(text))


def _goes_on(items: Sequence[BodyItem]) -> bool:
    """Whether prose follows that is more than the lists and short lines beside it."""
    prose = sum(len(_text(item)) for item in items if _is_prose(item) and SENTENCE_END.search(_text(item)))
    return prose > 2 * sum(len(_text(item)) for item in items if not _is_prose(item)) and prose > 200


def _is_lead_in(item: BodyItem, heads: Sequence[str], authors: Sequence[str]) -> bool:
    """Headline, byline, date and breadcrumbs before the first sentence. A sub-head or a caption stays."""
    text = _text(item)
    if _is_list(item):
        return True
    if not isinstance(item, Paragraph | Subhead):
        return False
    dated = bool(CLOCK.search(text)) and not SENTENCE_END.search(text) and len(text) < PROSE
    named = not SENTENCE.search(text) and any(fold(name) and fold(name) in fold(text) for name in authors)
    return dated or named or fold(text) in map(fold, heads)


def _is_left_over(item: BodyItem) -> bool:
    """What cannot be an article's end: a sub-head, a list without sentences, an address, a lone word."""
    text = _text(item)
    if isinstance(item, Subhead):
        return True
    if _is_list(item):
        lines = text.split("\n")
        return sum(bool(SENTENCE_END.search(line)) for line in lines) * 2 < len(lines)
    asks = len(text) <= NOTE_LENGTH and (IMPRINT.search(text) or INVITATION.search(text))
    return isinstance(item, Paragraph) and bool(asks or ADDRESS.search(text))
