"""An invented archive for the tests of the search: sentences made of parts, the same ones every time."""

from __future__ import annotations

import random

from backfile.search.document import Document

PLACES = ["鹿鸣镇", "白沙渡", "青石桥", "柳湾村", "南门外", "东岭", "望江楼", "小河口"]
WHO = ["镇里的木匠", "渡口的船工", "县农技站", "两位老教师", "合唱队", "修表师傅", "养蜂人", "邮递员"]
DID = ["修好了", "重新开放", "登记了", "送来了", "检查了", "种下了", "量完了", "讲起了"]
WHAT = ["三十二盏路灯", "石桥", "12只木船", "3台水泵", "图书角", "老戏台", "５０亩油菜", "C型闸门"]
WHEN = ["3月23日", "3 月 23 日", "13日上午", "2022年3月", "昨天傍晚", "入春以来", "23日起", "年初三"]
TAIL = ["。", "，大家都说好。", "；水位比去年低2.5米。", "：“明年再来。”", "（附图）。", "，費用由鎮上承擔。"]
ENGLISH = [
    "The ferry council elected Ada Quill on Friday.",
    "Elections at the ferry council drew 41 voters!",
    "Nobody has counted the gulls' nests since 1987.",
    "A well-kept garden, the jury agreed, is a garden that is kept.",
]
TITLES = ["石桥修好之后", "船工的一天", "春天的油菜", "Ferry council news", "閘門檢查完畢", "<img src=x>的故事"]
NAMES = ["陆小川", "白望舒", "Ada Quill", "顾南枝"]


def documents(count: int, seed: int = 5) -> list[Document]:
    """So many articles, three a day, oldest first."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        day = f"2022-{1 + number // 84:02d}-{1 + number // 3 % 28:02d}"
        sentences = [
            "".join(chance.choice(part) for part in (WHEN, WHO, "在", PLACES, DID, WHAT, TAIL))
            for _ in range(chance.randint(2, 9))
        ]
        if chance.random() < 0.3:
            sentences.insert(chance.randrange(len(sentences)), chance.choice(ENGLISH))
        for place in range(2, len(sentences), 3):
            sentences[place] = "\n" + sentences[place]
        author = chance.choice(NAMES)
        made.append(
            Document(
                id=f"luming-{day.replace('-', '')}-p01-{number % 3 + 1:02d}",
                url=f"luming/{day.replace('-', '/')}/{number % 3 + 1}.html",
                title=chance.choice(TITLES),
                date=day,
                lang="zh-cn",
                newspaper="鹿鸣报",
                page="1",
                section=chance.choice(["要闻", "副刊"]),
                authors=(author,),
                passages=(f"本报记者 {author}", "".join(sentences)),
            )
        )
    return made
