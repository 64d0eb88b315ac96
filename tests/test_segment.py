"""Pages into articles: the habits of print, each on a page of a few lines."""

from __future__ import annotations

import textwrap
import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.models import Article, Paragraph, Segmented, Subhead
from backfile.segment import segment
from backfile.sources.text import parse

LEAD = """
本报讯（记者 叶小青）云溪县柳渡
镇的新船昨天上午在渡口下水。船长
十二米，能坐三十六个人，由镇上的
老船匠池守常带着徒弟造了两年。

船身用的是后山的老杉木，一根钉子
也没有用。池守常说，接缝里填的是
桐油石灰和麻丝，泡得越久越结实。
"""


def page(text: str) -> Segmented:
    return segment(parse(textwrap.dedent(text).strip("\n") + "\n"))


def texts(article: Article) -> list[str]:
    return [item.text for item in article.body if isinstance(item, Paragraph)]


def subheads(article: Article) -> list[str]:
    return [item.text for item in article.body if isinstance(item, Subhead)]


def test_a_headline_may_stand_after_its_article() -> None:
    (article,) = page(LEAD + "\n柳渡新船下水 一根钉子没用\n").articles
    assert article.title == "柳渡新船下水 一根钉子没用"
    assert [(c.name, c.role) for c in article.credits] == [("叶小青", "记者")]
    assert len(article.body) == 2
    assert not article.review


def test_a_headline_may_stand_before_its_article() -> None:
    (article,) = page("柳渡新船下水 一根钉子没用\n" + LEAD).articles
    assert article.title == "柳渡新船下水 一根钉子没用"
    assert len(article.body) == 2


def test_the_lead_goes_to_the_byline_and_stands_nowhere_else() -> None:
    (article,) = page("柳渡新船下水\n" + LEAD).articles
    assert article.byline == "本报讯（记者 叶小青）"
    assert texts(article)[0].startswith("云溪县柳渡镇的新船")


def test_a_lead_without_names_is_a_dateline() -> None:
    (article,) = page("柳渡新船下水\n" + LEAD.replace("本报讯（记者 叶小青）", "新华社柳渡3月9日电 ")).articles
    assert (article.byline, article.dateline) == ("", "新华社柳渡3月9日电")


def test_a_headline_that_is_missing_is_not_invented() -> None:
    (article,) = page(LEAD).articles
    assert article.title.endswith("…")
    assert texts(article)[0].startswith(article.title.rstrip("…"))
    assert [review.code for review in article.review] == ["headline-missing"]


def test_a_blank_line_in_a_sentence_is_a_column_break() -> None:
    (article,) = page(
        "柳渡新船下水\n" + LEAD.replace("能坐三十六个人，由镇上的\n", "能坐三十六个人，由镇上的\n\n")
    ).articles
    assert len(article.body) == 2
    assert "由镇上的老船匠池守常" in texts(article)[0]


def test_a_blank_line_after_a_full_line_that_ends_a_sentence_breaks_only_where_the_next_line_is_hollow() -> None:
    broken = page("""
        柳渡新船下水

        新船昨天上午在渡口下水，船长
        十二米，能坐三十六个人，由镇上的
        老船匠池守常带着四个徒弟造了两年。

        渡口停航三个月，对岸的学生绕
        路上学，每天要多走四里山路才到。

        路上还有一道没有栏杆的石桥，一到
        雨天就漫水，家长要轮流背着过去。

        新船到了，学生们早上七点在石
        阶上排队，船一靠岸就上去坐好了。
    """)
    (article,) = broken.articles
    assert [text[:4] for text in texts(article)] == ["新船昨天", "渡口停航", "新船到了"]
    assert "才到。路上还有" in texts(article)[1]


def test_a_line_that_ends_inside_a_quotation_is_no_sub_head() -> None:
    cut = "\n两年造一条船——\n\n“两年只造这一条\n\n"
    (article,) = page("柳渡新船下水\n" + LEAD + cut + "船，值得。”" + LEAD.partition("\n\n")[2]).articles
    assert subheads(article) == ["两年造一条船——"]


def test_two_articles_with_headlines_after_them_keep_their_own() -> None:
    second = """
本报讯（王禾）县图书馆从本月起
周末开到晚上九点，阅览室添了二十
盏台灯，还给老人备了老花镜。

借书的人说，灯亮到九点，心里就
踏实，不用看一页望一眼窗外。
"""
    articles = page(LEAD + "\n柳渡新船下水\n" + second + "\n县图书馆周末开到晚九点\n").articles
    assert [article.title for article in articles] == ["柳渡新船下水", "县图书馆周末开到晚九点"]
    assert [[c.name for c in article.credits] for article in articles] == [["叶小青"], ["王禾"]]


def test_a_sub_head_stands_between_paragraphs() -> None:
    (article,) = page("柳渡新船下水\n" + LEAD + "\n两年造一条船\n\n" + LEAD.partition("\n\n")[2]).articles
    assert subheads(article) == ["两年造一条船"]
    assert len(texts(article)) == 3


def test_a_byline_glued_to_the_article_above_belongs_to_the_one_below() -> None:
    first = LEAD.rstrip("\n") + "\n ■ 本报记者 王禾\n"
    second = LEAD.partition("\n\n")[2].replace("船身用的是后山的老杉木", "县里的图书馆有一座老钟楼")
    articles = page("柳渡新船下水\n" + first + "\n" + second + "\n钟楼里的图书馆\n").articles
    assert [(a.title, a.byline) for a in articles] == [
        ("柳渡新船下水", "本报讯（记者 叶小青）"),
        ("钟楼里的图书馆", "■ 本报记者 王禾"),
    ]


def test_a_photograph_with_a_caption_needs_no_headline() -> None:
    (_, photo) = page(
        "柳渡新船下水\n" + LEAD + "\n3月9日，柳渡渡口，第一批乘客走上新船，三十六个座位坐得满满当当。 王禾 摄\n"
    ).articles
    assert photo.kind == "photo"
    assert [(c.name, c.role) for c in photo.credits] == [("王禾", "摄影")]
    assert not photo.review
    assert photo.title.startswith("3月9日，柳渡渡口")
    assert "摄" not in texts(photo)[0]


def test_kicker_and_subtitle() -> None:
    (article,) = page(LEAD + "\n渡口停航三个月之后\n柳渡新船下水 一根钉子没用\n——老船匠带着四个徒弟造了两年\n").articles
    assert (article.kicker, article.title, article.subtitle) == (
        "渡口停航三个月之后",
        "柳渡新船下水 一根钉子没用",
        "老船匠带着四个徒弟造了两年",
    )


def test_the_lines_of_a_headline_are_joined_by_a_space_unless_a_word_is_divided() -> None:
    (article,) = page(LEAD + "\n柳渡镇老船匠带徒弟造新船\n一根钉子也没有用\n").articles
    assert article.title == "柳渡镇老船匠带徒弟造新船 一根钉子也没有用"
    (article,) = page(LEAD + "\n柳渡镇老船匠池守\n常带徒弟造新的渡船\n").articles
    assert article.title == "柳渡镇老船匠池守常带徒弟造新的渡船"


def test_the_name_of_a_column_is_a_kicker() -> None:
    (article,) = page("【人间草木】\n\n老杉木\n" + LEAD).articles
    assert (article.kicker, article.title) == ("【人间草木】", "老杉木")


def test_the_name_of_a_series_above_a_shorter_headline_is_a_kicker() -> None:
    (article,) = page(LEAD + "\n渡口人家·散文专辑\n老杉木\n").articles
    assert (article.kicker, article.title) == ("渡口人家·散文专辑", "老杉木")


def test_a_signed_and_dated_letter_is_over() -> None:
    letter = """
    寄往柳渡的一封信

    ■ 叶小青

    编辑先生：今天读到渡船下水的消息，
    我在窗口坐了很久。我是柳渡人，离家
    那年九岁，从东岸的石阶走下去上船，
    再也没有走回来。请代我问候石阶。
    读者 叶小青 三月九日于海州

    答复

    叶小青女士的信昨天到了编辑部。记者
    去渡口看过，石阶还在，水淹了六级。
    （记者 李静）
    """
    first, second = page(letter).articles
    assert texts(first)[-1] == "读者 叶小青 三月九日于海州"
    assert (second.title, [credit.name for credit in second.credits]) == ("答复", ["李静"])


def test_a_number_divided_between_two_lines_is_no_headline() -> None:
    (article,) = page(
        "柳渡新船下水\n" + LEAD + "\n船上的钉孔数来数去一共有四百一\n\n十多个。池守常一个一个填上了桐\n油石灰。\n"
    ).articles
    assert not subheads(article)
    assert "一共有四百一十多个。" in texts(article)[-1]


def test_a_jump_line_stands_apart_from_the_text() -> None:
    (article,) = page("柳渡新船下水\n" + LEAD + "（下转第三版）\n").articles
    assert article.jump == "（下转第三版）"
    assert "下转" not in "".join(texts(article))


def test_furniture_at_the_head_and_foot() -> None:
    result = page("云溪日报\nA02版·县域新闻\n2026.03.09\n\n柳渡新船下水\n" + LEAD + "\n责任编辑：王禾 版式：李静\n")
    assert result.section == "县域新闻"
    assert [piece.text for piece in result.furniture] == [
        "云溪日报",
        "A02版·县域新闻",
        "2026.03.09",
        "责任编辑：王禾 版式：李静",
    ]
    assert [article.title for article in result.articles] == ["柳渡新船下水"]


def test_verse_keeps_its_lines() -> None:
    (article,) = page("春水\n\n■ 叶小青\n\n雪在山顶松了手，\n溪水便学会走路，\n先扶着石头，\n再扶着柳树。\n").articles
    assert texts(article) == ["雪在山顶松了手，", "溪水便学会走路，", "先扶着石头，", "再扶着柳树。"]


def test_an_english_page() -> None:
    result = page("""
        The Alder Bay Gazette
        Friday, March 13, 2026
        Page B1

        Fog bell rings again after
        61 years

        By ANN LEE
        Gazette Staff Writer

        GULL POINT, March 11 — The old fog bell
        rang on Wednesday morning for the first
        time since the coast service hung it up,
        and the gulls left the point in one pie-
        ce, as its keeper put it.

        Nobody had told the school, where the
        bell is remembered only from a song and
        a drawing in the stair well.
    """)
    (article,) = result.articles
    assert article.title == "Fog bell rings again after 61 years"
    assert [(c.name, c.role) for c in article.credits] == [("Ann Lee", "Staff Writer")]
    assert article.byline == "By ANN LEE Gazette Staff Writer"
    assert texts(article)[0].startswith("GULL POINT, March 11 — The old")
    assert texts(article)[0].endswith("left the point in one piece, as its keeper put it.")
    assert article.lang == "en"


@pytest.mark.parametrize("title", ["更正", "失物招领", "今明天气", "Correction"])
def test_notices_are_known_by_their_titles(title: str) -> None:
    english = title.isascii()
    body = (
        "The ferry runs on Sundays, not on Mondays.\n" if english else "上期说渡船周一停航，应为周日停航，特此说明。\n"
    )
    (article,) = page(f"{title}\n\n{body}").articles
    assert article.title == title
    assert article.kind == ("weather" if title == "今明天气" else "notice")


def test_a_page_in_traditional_script_says_so() -> None:
    (article,) = page(
        "渡口的石階\n\n■ 葉小青\n\n石階還在，渡船過河的時候，對岸的學生來了，說這個渡口會開下去。\n"
    ).articles
    assert article.lang == "zh-tw"
    assert page(LEAD).articles[0].lang == "zh-cn"


def test_a_table_keeps_its_lines() -> None:
    lines = ["今天白天：多云转晴，东北风2级", "今天夜间：晴，3到6度", "明天：晴转多云，偏南风2到3级", "水位：41.26米"]
    (article,) = page("今明天气\n\n" + "\n".join(lines) + "\n").articles
    assert texts(article) == lines


def test_two_entries_with_labels_alike_keep_their_lines() -> None:
    lines = ["三月十二日副刊：种树的人（散文）", "三月十六日副刊：渡口歌谣（征稿）"]
    (article,) = page("下期预告\n\n" + "\n".join(lines) + "\n").articles
    assert texts(article) == lines


def test_the_particulars_of_a_notice_stand_on_lines_of_their_own() -> None:
    (article,) = page("船坊招收学徒\n\n学徒两名，年满十八岁，包食宿。\n地址：柳渡镇东岸正街41号\n").articles
    assert texts(article) == ["学徒两名，年满十八岁，包食宿。", "地址：柳渡镇东岸正街41号"]


def test_an_entry_of_a_list_goes_on_after_a_comma() -> None:
    notice = "声明\n\n柳渡船坊遗失财务专用章一枚，\n编号末四位0000，声明作废。\n2026年3月12日\n"
    assert texts(page(notice).articles[0]) == [
        "柳渡船坊遗失财务专用章一枚，编号末四位0000，声明作废。",
        "2026年3月12日",
    ]


def test_entries_that_begin_with_their_day_are_parted() -> None:
    notice = (
        "失物招领\n\n3月5日，渡口的石阶上拾到蓝布书\n包一个，内有口琴、铅笔和速写本。\n3月6日，船上拾到老花镜一副。\n"
    )
    assert [text[:5] for text in texts(page(notice).articles[0])] == ["3月5日，", "3月6日，"]


def test_an_empty_page_has_no_articles() -> None:
    assert page("").articles == ()


def bare(text: str) -> Counter[str]:
    kept = [
        c
        for c in unicodedata.normalize("NFKC", text)
        if not c.isspace() and unicodedata.category(c) not in {"Cc", "Cf"}
    ]
    return Counter(kept)


def printed(result: Segmented) -> Counter[str]:
    """Every character that stands somewhere in the result, but the titles that were made from bodies."""
    found: Counter[str] = Counter()
    for article in result.articles:
        made = article.kind == "photo" or any(review.code == "headline-missing" for review in article.review)
        found += bare("".join([article.kicker, article.subtitle, article.byline, article.dateline, article.jump]))
        found += bare("" if made and article.title.endswith("…") else article.title)
        found += bare("".join(item.text for item in article.body if isinstance(item, Paragraph | Subhead)))
    return found + bare("".join(piece.text for piece in result.furniture))


LINES = st.one_of(
    st.text(alphabet="春水船渡口石阶，。：“”（）—■0123日月年讯本报记者 \u3000", max_size=24),
    st.sampled_from(
        [
            "",
            "",
            "本报讯（记者 叶小青）昨天开航。",
            "■ 本报记者 王禾",
            "（下转第三版）",
            "2026年3月9日 星期一",
            "A03",
            "【人间草木】",
            "新船下水。 王禾 摄",
            "——老船匠的两年",
            "责任编辑：王禾",
            "（新华社柳渡3月9日电）",
            "By Ann Lee",
            "BOSTON, March 11 — The bell rang",
            "the light-",
            "house keeper.",
            "— Ann Lee",
            "更正",
        ]
    ),
    st.text(max_size=12),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=25))
def test_no_printed_character_of_any_page_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    lost = bare(text) - printed(segment(parse(text)))
    # A dash before a subtitle and a hyphen at a line's end are typography; they are not kept.
    assert not {c: n for c, n in lost.items() if c not in "-‐—"}


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=25))
def test_every_article_of_any_page_has_a_title_and_its_lines_in_the_order_of_the_dump(lines: list[str]) -> None:
    result = segment(parse("\n".join(lines)))
    firsts = [article.lines[0] for article in result.articles if article.lines]
    assert firsts == sorted(firsts)
    assert len(firsts) == len(result.articles)
    assert all(article.title.strip() for article in result.articles)


@pytest.mark.parametrize(
    "text",
    [
        "春水。" * 300_000,
        "春水船\n\n" * 100_000,
        "春水船\n\n" * 3_000,
        "a b\n" * 100_000,
        "（" * 200_000,
        "本报讯（" * 100_000,
    ],
)
def test_a_page_that_is_none_takes_seconds_not_hours(text: str) -> None:
    assert segment(parse(text)).articles
