"""Pages of digital newspapers give the article as the system marks it, with the page it was printed on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from backfile.errors import SourceError
from backfile.models import Figure, Paragraph
from backfile.sources import html
from backfile.sources.html.epaper import is_index, read_paper

if TYPE_CHECKING:
    from pathlib import Path

    from backfile.models import Article

HAN = [
    "青石县图书馆的新阅览室星期六开放，第一天就来了两百多位读者，其中很多是带着孩子来的年轻父母。",
    "新阅览室有八十个座位，靠窗的一排留给写作业的学生，每天开放到晚上九点，周末也不休息。",
]
TEXT = "".join(f"<P>　　{paragraph}</P>" for paragraph in HAN)
TURNS = '<a href="node_2.htm">上一版</a><a href="node_4.htm">下一版</a>'
PAGES = '<ul><li><a href="node_1.htm">第01版：头版</a></li><li><a href="node_2.htm">第02版：民生</a></li></ul>'

FOUNDER = f"""<html><head><meta charset="utf-8"><title>青石日报多媒体数字报</title></head><body>
<table><tr><td>第03版：要闻</td><td>{TURNS}</td></tr></table>{PAGES}<div>2022年3月24日 星期四</div>
<div><a href="content_11.htm">上一篇</a><a href="content_13.htm">下一篇</a></div>
<!--enpproperty <articleid>12</articleid><date>2022-03-24 00:00:00.0</date><author>本报记者 叶青 通讯员 许达</author>
<title>新阅览室开放<br/>周末不休</title><keyword>图书馆 阅览室</keyword><subtitle>三个乡镇还要建分馆</subtitle>
<introtitle>走进青石县图书馆</introtitle><siteid>1</siteid>/enpproperty-->
<table id="newspic"><tr><td><img src="tu.jpg"></td></tr><tr><td>新阅览室里的读者。叶青 摄</td></tr></table>
<div id="ozoom"><founder-content><!--enpcontent-->{TEXT}<!--/enpcontent--></founder-content></div>
<div><a href="content_11.htm">上一篇</a><a href="content_13.htm">下一篇</a></div></body></html>"""

NEW = f"""<html><head><meta charset="utf-8"><title>新阅览室开放</title></head><body>
<p class="date">2022年03月24日 星期四</p><p class="ban">第03版：要闻</p><div>{TURNS}</div>
<div class="article"><h3>走进青石县图书馆</h3><h1>新阅览室开放</h1><h2>三个乡镇还要建分馆</h2>
<p class="sec">本报记者 叶青 通讯员 许达 <span class="date">《青石日报》（2022年03月24日&nbsp;第 03 版）</span></p>
<div id="ozoom">{TEXT}</div></div>
<ul><li><a href="nw.D1_20220324_1-03.htm">新阅览室开放</a></li><li><a href="nw.D1_20220324_2-03.htm">渡口复航</a></li>
<li><a href="nw.D1_20220324_3-03.htm">桥修好了</a></li></ul></body></html>"""

INDEX = f"""<html><head><meta charset="utf-8"><title>青石日报 第03版：要闻</title></head><body>
<p>第03版：要闻</p>{TURNS}
<map><area href="content_12.htm" coords="0,0,9,9"></map><ul><li><a href="content_12.htm">新阅览室开放</a></li>
<li><a href="content_13.htm">渡口复航</a></li><li><a href="content_14.htm">桥修好了</a></li></ul></body></html>"""


def read(folder: Path, text: str) -> Article:
    path = folder / "content_12.htm"
    path.write_text(text, encoding="utf-8")
    return html.read(path)


@pytest.mark.parametrize(("page", "title"), [(FOUNDER, "新阅览室开放 周末不休"), (NEW, "新阅览室开放")])
def test_the_article_has_kicker_subtitle_roles_day_and_page(tmp_path: Path, page: str, title: str) -> None:
    article = read(tmp_path, page)
    assert (article.title, article.kicker, article.subtitle) == (title, "走进青石县图书馆", "三个乡镇还要建分馆")
    assert [(credit.name, credit.role) for credit in article.credits] == [("叶青", "记者"), ("许达", "通讯员")]
    assert (article.page, article.section) == ("3", "要闻")
    assert article.published == datetime(2022, 3, 24)
    assert [item.text for item in article.body if isinstance(item, Paragraph)][-2:] == HAN


def test_pictures_stand_before_the_text_with_their_caption_below(tmp_path: Path) -> None:
    (tmp_path / "tu.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(20))
    body = read(tmp_path, FOUNDER).body
    assert isinstance(body[0], Figure)
    assert body[1] == Paragraph("新阅览室里的读者。叶青 摄")


def test_keywords_of_the_system_are_tags(tmp_path: Path) -> None:
    assert read(tmp_path, FOUNDER).tags == ("图书馆", "阅览室")


def test_an_index_of_a_newspaper_page_is_refused_and_says_what_to_save(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="index") as refused:
        read(tmp_path, INDEX)
    assert "save the articles" in str(refused.value.remedy)


def test_an_article_without_marks_among_links_to_others_is_no_index(tmp_path: Path) -> None:
    article = read(tmp_path, INDEX.replace("</body>", f"<h1>新阅览室开放</h1><div>{TEXT}</div></body>"))
    assert article.title == "新阅览室开放"
    assert article.page == "3"


@pytest.mark.parametrize("turn", ["上一页", "下一篇：渡口复航"])
def test_a_page_of_a_site_that_turns_pages_is_no_digital_newspaper(turn: str) -> None:
    tree = document_fromstring(f'<p>他在第3版读到的。</p><a href="/a">{turn}</a><div id="ozoom2">{TEXT}</div>')
    assert read_paper(tree) is None
    assert not is_index(tree)


@given(st.text(alphabet="<>/titleaubr enp&;版第3：（）《》年月日2024-!", max_size=300))
def test_any_text_in_the_marks_of_the_system_is_read_or_left(text: str) -> None:
    tree = document_fromstring(f"<p>{text}</p><!--enpproperty {text.replace('-', '')}-->")
    paper = read_paper(tree)
    assert paper is None or len(paper.title) <= 2000
    is_index(tree)
