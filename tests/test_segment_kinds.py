"""What stands on a page beside its articles is told from them: boxes, speeches, decks, pointers to other pages."""

from __future__ import annotations

import pytest

from backfile.models import Paragraph, Segmented
from backfile.newspapers import NO_RULES
from backfile.segment.affinity import Vocabulary
from backfile.segment.briefs import relabel
from backfile.segment.grammar import Label
from backfile.segment.kinds import of_item
from backfile.segment.measure import measure
from backfile.segment.pieces import cut
from backfile.sources.text import parse
from tests.test_segment import LEAD, page

NEWS = f"{LEAD}\n柳渡新船下水 一根钉子没用\n"


def texts(result: Segmented, i: int) -> list[str]:
    return [item.text for item in result.articles[i].body if isinstance(item, Paragraph)]


def test_a_contents_box_is_an_item_of_its_own_with_its_entries_and_pages() -> None:
    result = page(NEWS + "\n老街装上新路灯\n\nA03\n\n春耕备耕早行动\n\nA05\n\n导读\n")
    assert [article.title for article in result.articles] == ["柳渡新船下水 一根钉子没用", "导读"]
    assert texts(result, 1) == ["老街装上新路灯", "A03", "春耕备耕早行动", "A05"]


def test_a_lone_page_number_between_articles_is_furniture() -> None:
    result = page(NEWS + "\nA03\n\n" + NEWS.replace("柳渡", "青蓑").replace("船", "桥"))
    assert len(result.articles) == 2
    assert "A03" in [piece.text for piece in result.furniture]


def test_weather_without_a_title_is_no_part_of_the_article_above() -> None:
    result = page(NEWS + "\n今天：晴，偏南风1到2级，6～19℃\n明天：晴到多云，8～20℃\n后天：多云，9～21℃\n")
    assert [article.kind for article in result.articles] == ["article", "weather"]
    assert len(texts(result, 1)) == 3
    assert not result.articles[1].review


def test_a_table_without_a_title_is_no_part_of_the_article_above() -> None:
    rows = "柳渡  08:10  17:40\n青蓑  08:35  18:05\n石榧  09:00  18:30\n白埠  09:20  18:50\n"
    result = page(NEWS + "\n" + rows)
    assert [article.kind for article in result.articles] == ["article", "table"]
    assert len(texts(result, 1)) == 4


def test_a_speech_keeps_the_headline_that_announces_it() -> None:
    speech = """各位代表，同志们：

今天，县里召开春耕动员大会，我代
表县委讲三点意见。第一，早动手；
第二，细安排；第三，讲实效。

各位代表，春天不等人。希望大家把
会议的精神带回各自的村庄，带到田
间地头，把今年的春耕抓紧抓好。

在全县春耕动员大会上的讲话

■ 本报记者 叶小青

县里召开春耕动员大会的第二天，柳
渡镇的村民已经把犁铧磨得发亮。镇
上的供销社一早开门，种子摆满柜台。
"""
    first, _ = page(speech).articles
    assert first.title == "在全县春耕动员大会上的讲话"
    assert first.review == ()


def test_the_lines_that_tell_the_gist_above_an_agency_report_stay_with_it() -> None:
    report = """县长在会上强调，春耕生产是全年农
业工作的第一仗，要抢抓农时，落实
责任，把种子化肥送到田头，并且确
保不误一天

各乡镇负责人参加会议 农技专家现场答问

新华社云溪3月8日电 全县春耕动员
大会八日在县城召开。会议提出，三
月底以前完成早稻育秧，四月中旬以
前完成翻耕，各乡镇要逐村落实。

会议还部署了水利设施的检修。

全县春耕动员大会召开
"""
    (article,) = page(report).articles
    assert article.title == "全县春耕动员大会召开"
    assert article.dateline == "新华社云溪3月8日电"
    assert len(article.body) == 4


BRIEFS = """■ 本报记者 叶小青

老街路灯全部点亮

城关老街路灯昨晚全部点亮，老街两
边的店铺因此都推迟一小时打烊。

春茶开始采摘

后山的春茶从今天起开始采摘，茶农
说今年春茶比去年早了整整五天。

渡口添了新船

柳渡渡口昨天添了一条新船，渡口的
老船工说新船能多坐二十个人。

夜校招收木工

镇里的夜校下月招收木工学员，夜校
老师都是本地干了几十年的木工师傅。

图书馆延时开放

县图书馆从周五起延时到晚上九点，
图书馆的自习座位也多了四十个。
"""


def labelled(text: str) -> tuple[list[tuple[Label, bool]], Vocabulary]:
    """A page read as one article, its first short piece as the headline, the others as sub-heads."""
    pieces = cut(measure(parse(text)), NO_RULES)
    short = [piece.kind == "text" and len(piece.lines) == 1 for piece in pieces]
    head = short.index(True)
    labels = [Label.HEAD if i == head else Label.SUB if short[i] else Label.TEXT for i in range(len(pieces))]
    return [(label, i == 0) for i, label in enumerate(labels)], Vocabulary(pieces, [False] * len(pieces))


def test_the_first_item_of_a_column_of_briefs_is_not_its_headline() -> None:
    labels, vocabulary = labelled(BRIEFS)
    assert [label for label, _ in relabel(labels, vocabulary)].count(Label.HEAD) == 0


def test_a_headline_that_speaks_of_all_items_stays_one() -> None:
    headed = BRIEFS.replace("■ 本报记者 叶小青", "老街春茶渡口夜校图书馆")
    labels, vocabulary = labelled(headed)
    assert relabel(labels, vocabulary) == labels


def test_what_closes_a_bracket_that_stands_open_above_is_no_headline() -> None:
    text = NEWS.replace(
        "越久越结实。\n", "越久越结实。\n\n【作者系县文化馆研究员，本文为民间\n\n工艺调查项目的阶段性成果】\n"
    )
    (article,) = page(text).articles
    assert article.title == "柳渡新船下水 一根钉子没用"


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("言记伞坊招收学徒", "招学徒两名，包食宿，诚聘。联系电话：5550188", "advertisement"),
        ("House on Mill Street", "Three rooms and a garden, for rent from May. Call 555-0188.", "advertisement"),
        ("失物招领", "拾到雨伞一把。", "notice"),
        ("老街换上新路灯", "记者从县里获悉，老街换灯，咨询电话：5550188，商户优惠。", "article"),
        ("春雨", "今天白天到夜间有小雨，气温8到12℃，偏北风2级。", "weather"),
        ("冷空气今晚到", "记者从县气象台获悉，今晚有小雨，气温降到3℃，偏北风4级。", "article"),
    ],
)
def test_the_kind_of_an_item_is_told_by_its_form(title: str, text: str, kind: str) -> None:
    assert of_item(title, [text]) == kind
