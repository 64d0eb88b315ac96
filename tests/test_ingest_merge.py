"""A correction and a new conversion come together: nothing a person did is lost, nothing they took out comes back."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backfile import markdown
from backfile.errors import ContentError
from backfile.ingest.merge import Merged, merge
from backfile.ingest.merge.text import merge_text

ANCESTOR = """Title: 青石河边种下新柳
Date: 2026-03-09
Newspaper: qingshi
Page: 3
Section: 要闻
Authors: 林小满; 许达
Kind: article
Persons: 林小满; 许达; 青石
Id: qingshi-20260309-p03-01
Slug: qingshi-20260309-p03-01
Source: 3/03.txt#L4-L12
Source_Hash: 0123456789abcdef
Review: headline-doubtful: 0.62, else line 9; byline-doubtful: 0.7
Confidence: headline 0.62; byline 0.70

3月8日上午，志愿者来到河边。种下三百棵柳树苗。

镇里的老人说，这条河边已经有很多年没有种过树了。

活动由县里的图书馆和两所小学一起组织，孩子们给每棵树都挂上了自己写的名牌。
"""
NAME = "qingshi-20260309-p03-01.md"


def changed(text: str, *changes: tuple[str, str]) -> str:
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    return text


def merged(mine: str, new: str, ancestor: str = ANCESTOR) -> str:
    result = merge(ancestor, mine, new, NAME)
    assert result.conflicts == ()
    return result.text


def conflicts(mine: str, new: str, ancestor: str = ANCESTOR) -> list[str]:
    result = merge(ancestor, mine, new, NAME)
    assert result.text == mine
    return [conflict.where for conflict in result.conflicts]


def test_changes_in_neighbouring_paragraphs_and_other_keys_come_together() -> None:
    mine = changed(ANCESTOR, ("种下新柳", "栽下新柳"), ("很多年", "许多年"))
    new = changed(ANCESTOR, ("Section: 要闻", "Section: 民生"), ("两所小学", "三所小学"), ("L4-L12", "L5-L13"))
    both = changed(new, ("种下新柳", "栽下新柳"), ("很多年", "许多年"))
    assert merged(mine, new) == both


def test_changes_in_two_sentences_or_two_ends_of_a_sentence_come_together() -> None:
    mine = changed(ANCESTOR, ("上午", "清晨"), ("图书馆", "文化馆"))
    new = changed(ANCESTOR, ("三百棵", "四百棵"), ("名牌", "木牌"))
    assert merged(mine, new) == changed(new, ("上午", "清晨"), ("图书馆", "文化馆"))


def test_a_word_that_both_have_changed_is_a_conflict_with_all_three_texts() -> None:
    mine = changed(ANCESTOR, ("三百棵", "三百余棵"), ("Page: 3", "Page: 4"))
    new = changed(ANCESTOR, ("三百棵", "三千棵"), ("Page: 3", "Page: 5"))
    result = merge(ANCESTOR, mine, new, NAME)
    assert result.text == mine
    page, paragraph = result.conflicts
    assert (page.where, page.ancestor, page.mine, page.new) == ("Page", "3", "4", "5")
    assert paragraph.where == "paragraph 1"
    assert ["三百棵" in paragraph.ancestor, "三百余棵" in paragraph.mine, "三千棵" in paragraph.new] == [True] * 3


def test_changes_of_one_expression_are_a_conflict_though_they_do_not_overlap() -> None:
    assert conflicts(changed(ANCESTOR, ("三百棵", "三百株")), changed(ANCESTOR, ("三百棵", "四百棵"))) == [
        "paragraph 1"
    ]


def test_what_both_have_done_alike_is_done_once() -> None:
    mine = changed(ANCESTOR, ("三百棵", "四百棵"), ("许达; 青石", "许达"))
    new = changed(mine, ("L4-L12", "L5-L13"))
    assert merged(mine, new) == new


def test_a_paragraph_of_the_persons_own_stays_where_it_was_put() -> None:
    mine = changed(ANCESTOR, ("\n镇里的", "\n补记：树苗来自邻县。\n\n镇里的"))
    new = changed(ANCESTOR, ("很多年", "许多年"))
    assert merged(mine, new) == changed(new, ("\n镇里的", "\n补记：树苗来自邻县。\n\n镇里的"))


def test_a_paragraph_that_a_person_took_out_stays_out_also_when_the_new_text_has_it_elsewhere() -> None:
    old = "镇里的老人说，这条河边已经有很多年没有种过树了。\n\n"
    mine = ANCESTOR.replace(old, "")
    assert merged(mine, changed(ANCESTOR, ("两所", "三所"))) == changed(mine, ("两所", "三所"))
    moved = ANCESTOR.replace(old, "").replace("\n3月8日", f"\n{old}3月8日")
    assert merged(mine, moved) == mine


def test_a_paragraph_that_one_took_out_and_the_other_changed_is_a_conflict() -> None:
    out = ANCESTOR.replace("镇里的老人说，这条河边已经有很多年没有种过树了。\n\n", "")
    other = changed(ANCESTOR, ("很多年", "许多年"))
    assert conflicts(out, other) == ["paragraph 2"]
    assert conflicts(other, out) == ["paragraph 2"]


def test_a_divided_paragraph_stays_divided_and_takes_a_change_of_its_first_half() -> None:
    mine = changed(ANCESTOR, ("组织，孩子们", "组织。\n\n孩子们"))
    assert merged(mine, changed(ANCESTOR, ("图书馆", "文化馆"))) == changed(mine, ("图书馆", "文化馆"))
    assert conflicts(mine, changed(ANCESTOR, ("名牌", "木牌"))) == ["paragraph 3"]


def test_two_new_paragraphs_at_one_place_are_a_conflict_unless_they_are_the_same() -> None:
    mine = ANCESTOR + "\n树苗来自邻县。\n"
    assert conflicts(mine, ANCESTOR + "\n树苗由邻县的林场赠送。\n") == ["paragraph 4"]
    assert merged(mine, mine.replace("L12", "L13")) == mine.replace("L12", "L13")


def test_a_review_code_that_was_taken_out_stays_out_and_a_new_one_comes_in() -> None:
    mine = changed(ANCESTOR, ("headline-doubtful: 0.62, else line 9; ", ""), ("种下新柳", "栽下新柳"))
    new = changed(
        ANCESTOR, ("0.62, else line 9; byline-doubtful: 0.7", "0.7; byline-doubtful: 0.8; extent-doubtful: 0.5")
    )
    assert "Review: byline-doubtful: 0.8; extent-doubtful: 0.5\n" in merged(mine, new)
    without = changed(ANCESTOR, ("Review: headline-doubtful: 0.62, else line 9; byline-doubtful: 0.7\n", ""))
    assert "Review" not in merged(without, changed(ANCESTOR, ("byline-doubtful: 0.7", "byline-doubtful: 0.9")))


@pytest.mark.parametrize(
    ("mine", "new", "both"),
    [
        ("林小满; 许达; 周安", "林小满; 许达; 青石; 老李", "林小满; 许达; 周安; 老李"),
        ("许达; 青石", "林小满; 许达", "许达"),
        ("林晓满; 许达; 青石", "林小满; 许达", "林晓满; 许达"),
        ("林小满; 许达; 青石; 周安", "周安; 林小满; 许达; 青石", "林小满; 许达; 青石; 周安"),
        ("林晓满; 许达; 青石", "林小; 许达; 青石; 老李", "林晓满; 许达; 青石"),
    ],
)
def test_lists_are_merged_name_by_name(mine: str, new: str, both: str) -> None:
    old = "Persons: 林小满; 许达; 青石"
    assert f"Persons: {both}\n" in merged(*(changed(ANCESTOR, (old, f"Persons: {names}")) for names in (mine, new)))


def test_an_author_whose_name_both_have_changed_is_a_conflict() -> None:
    mine, new = (changed(ANCESTOR, ("Authors: 林小满", f"Authors: {name}")) for name in ("林晓满", "林小"))
    assert conflicts(mine, new) == ["Authors"]


def test_keys_of_the_persons_own_and_their_order_stay() -> None:
    mine = changed(ANCESTOR, ("Date: ", "Editor: 王; 李\nDate: "), ("Kind: article\n", ""))
    new = changed(ANCESTOR, ("Section: 要闻", "Section: 民生"), ("Date: ", "Kicker: 春天来了\nDate: "))
    text = merged(mine, new)
    assert text.splitlines()[:3] == ["Title: 青石河边种下新柳", "Kicker: 春天来了", "Editor: 王; 李"]
    assert "Section: 民生" in text
    assert "Kind" not in text


def test_a_key_that_a_person_took_out_and_the_new_text_changed_is_a_conflict() -> None:
    mine = changed(ANCESTOR, ("Section: 要闻\n", ""))
    assert conflicts(mine, changed(ANCESTOR, ("要闻", "民生"))) == ["Section"]


def test_first_words_in_the_place_of_a_headline_do_not_stand_against_a_persons_headline() -> None:
    ancestor = changed(
        ANCESTOR,
        ("青石河边种下新柳", "3月8日上午，志愿者…"),
        ("headline-doubtful: 0.62, else line 9", "headline-missing"),
    )
    mine = changed(ancestor, ("3月8日上午，志愿者…", "河边种柳"), ("headline-missing; ", ""))
    new = changed(ancestor, ("3月8日上午，志愿者…", "3月9日上午，志愿者…"), ("\n3月8日上午", "\n3月9日上午"))
    assert merged(mine, new, ancestor) == changed(mine, ("3月8日上午", "3月9日上午"))
    found = changed(ancestor, ("3月8日上午，志愿者…", "青石河边种柳忙"), ("headline-missing; ", ""))
    assert conflicts(mine, found, ancestor) == ["Title"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_of_an_editor_are_no_change_and_stay(end: str, mark: str) -> None:
    def saved(text: str) -> str:
        return mark + text.replace("\n", end)

    new = changed(ANCESTOR, ("两所小学", "三所小学"))
    assert merge(ANCESTOR, saved(ANCESTOR), new, NAME).text == saved(new)
    mine = changed(ANCESTOR, ("很多年", "许多年"))
    assert merge(ANCESTOR, saved(mine), new, NAME).text == saved(changed(new, ("很多年", "许多年")))


def test_a_file_that_is_no_article_any_more_is_told_with_its_line() -> None:
    mine = changed(ANCESTOR, ("Date: 2026-03-09", "Date: neulich"))
    with pytest.raises(ContentError, match="Date is") as error:
        merge(ANCESTOR, mine, changed(ANCESTOR, ("两所", "三所")), NAME)
    assert (error.value.source, error.value.line) == (NAME, 2)
    assert merge(ANCESTOR, mine, ANCESTOR, NAME) == Merged(mine)


@pytest.mark.parametrize("ancestor", ["", "no key", "    more\n\ntext", "\0", "Title: x"])
def test_an_ancestor_that_is_no_article_stands_against_nothing_unseen(ancestor: str) -> None:
    mine, new = changed(ANCESTOR, ("很多年", "许多年")), changed(ANCESTOR, ("两所", "三所"))
    assert conflicts(mine, new, ancestor)


def test_a_merge_that_could_not_be_read_again_is_a_conflict() -> None:
    mine = changed(ANCESTOR, ("Newspaper: qingshi\n", ""))
    new = changed(ANCESTOR, ("Newspaper: qingshi", "Newspaper: weekly"), ("Id: qingshi-", "Id: weekly-"))
    assert conflicts(mine, new)


def test_a_file_with_dashes_around_its_keys_keeps_them() -> None:
    head, body = ANCESTOR.split("\n\n", 1)
    mine = f"---\n{head}\n---\n{changed(body, ('很多年', '许多年'))}"
    text = merged(mine, changed(ANCESTOR, ("要闻", "民生"), ("两所", "三所")))
    assert text.startswith("---\nTitle: ")
    assert "\n---\n3月8日" in text
    assert all(word in text for word in ("Section: 民生", "三所", "许多年"))


def test_a_text_that_was_made_to_be_slow_is_merged_or_refused_in_a_moment() -> None:
    head = ANCESTOR.split("\n\n")[0] + "\n\n"
    started = time.process_time()
    many = head + "\n\n".join(f"{n % 150} a" for n in range(3000))
    assert conflicts(many + " b", many.replace("7 a", "7 c"), many) == ["the whole text"]
    few = head + "\n\n".join(f"{n % 90} a" for n in range(900))
    merge(few, few.replace("7 a", "7 b"), few.replace("8 a", "8 c"), NAME)
    for unit in ("。", "a。", "的", "\\", "&", "a ", " "):
        long = head + "x" + unit * 50_000
        merge(long + "y", long + "z", "\n".join([head, "w" + long[len(head) :]]), NAME)
    assert time.process_time() - started < 15


# Texts of few words, so that changes meet often.
WORDS = st.sampled_from(["春耕", "开始", "了。", "林晓", " 说", "water ", "the ", "came. ", "！"])
LINES = st.lists(WORDS, min_size=1, max_size=6).map("".join).map(str.strip).filter(bool)
BODIES = st.lists(LINES, max_size=6)
NAMES = st.lists(st.sampled_from(["林晓", "许达", "周安", "Ann Lee"]), max_size=3, unique=True)
NOTES = st.lists(st.sampled_from(["headline-missing", "byline-doubtful: 0.5", "byline-doubtful: 0.7"]), max_size=2)


@st.composite
def article(draw: st.DrawFn) -> str:
    keys = {
        "Title": draw(LINES),
        "Section": draw(st.sampled_from(["", "要闻", "民生"])),
        "Persons": "; ".join(draw(NAMES)),
        "Id": "qingshi-20260309-p03-01",
        "Date": "2026-03-09",
        "Review": "; ".join(draw(NOTES)),
    }
    head = "".join(f"{key}: {value}\n" for key, value in keys.items() if value)
    body = draw(BODIES)
    return head + "\n" + ("\n\n".join(body) + "\n" if body else "")


@st.composite
def edited(draw: st.DrawFn, text: str) -> str:
    """A text with some of its paragraphs changed, taken out or put in."""
    head, _, body = text.partition("\n\n")
    lines = [line for line in body.split("\n\n") if line.strip()]
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(lines)))
        kind = draw(st.sampled_from(["put in", "take out", "change", "divide"]))
        if kind == "put in" or place == len(lines):
            lines.insert(place, draw(LINES))
        elif kind == "take out":
            del lines[place]
        elif kind == "change":
            lines[place] = (draw(WORDS) + lines[place]).strip()
        else:
            half = len(lines[place]) // 2
            lines[place : place + 1] = [
                part for part in (lines[place][:half].strip(), lines[place][half:].strip()) if part
            ]
    if draw(st.booleans()):
        other = draw(article()).partition("\n\n")[0]
        head = other if draw(st.booleans()) else head + "\nNote: mine"
    return head + "\n\n" + "\n\n".join(line.strip() for line in lines) + "\n"


@st.composite
def three(draw: st.DrawFn) -> tuple[str, str, str]:
    ancestor = draw(article())
    return ancestor, draw(edited(ancestor)), draw(edited(ancestor))


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def body_of(text: str) -> list[str]:
    return lines_of(text.partition("\n\n")[2])


def review_codes(text: str) -> set[str]:
    return {review.code for review in markdown.read(text, NAME).article.review}


@given(three())
def test_no_line_that_a_person_added_is_lost_and_none_that_they_took_out_comes_back(
    sides: tuple[str, str, str],
) -> None:
    ancestor, mine, new = sides
    result = merge(ancestor, mine, new, NAME)
    if result.conflicts:
        assert result.text == mine
        return
    old, my, out, coming = (body_of(text) for text in (ancestor, mine, result.text, new))
    for line in set(my) - set(old):
        # A paragraph that both have changed holds both changes, and so neither side's whole line.
        assert line in out or any(line not in coming and other not in my + coming for other in out), line
    for line in set(old) - set(my):
        assert line not in out, line
    assert "Note: mine" in result.text or "Note: mine" not in mine
    assert not (review_codes(ancestor) - review_codes(mine)) & review_codes(result.text)
    persons = [set(markdown.read(text, NAME).article.persons) for text in (ancestor, mine, result.text)]
    assert persons[1] - persons[0] <= persons[2]
    assert not (persons[0] - persons[1]) & persons[2]


@given(three())
def test_with_one_side_as_it_was_the_other_is_the_result(sides: tuple[str, str, str]) -> None:
    ancestor, mine, new = sides
    assert merge(ancestor, ancestor, new, NAME) == Merged(new)
    assert merge(ancestor, mine, ancestor, NAME) == Merged(mine)
    assert merge(ancestor, new, new, NAME) == Merged(new)


@given(three())
def test_merging_again_changes_nothing(sides: tuple[str, str, str]) -> None:
    ancestor, mine, new = sides
    first = merge(ancestor, mine, new, NAME)
    assume(not first.conflicts)
    assert merge(ancestor, first.text, new, NAME) == first  # as after a run that was stopped
    assert merge(new, first.text, new, NAME) == first


@given(st.text("ab。 ", max_size=12), st.text("ab。 ", max_size=12), st.text("ab。 ", max_size=12))
def test_a_merged_text_has_the_changes_of_both(ancestor: str, mine: str, new: str) -> None:
    result = merge_text(ancestor, mine, new)
    if result is not None and mine != ancestor:
        assert result == mine or merge_text(ancestor, result, new) == result
        assert (result == new) <= (mine in (ancestor, new) or merge_text(ancestor, new, mine) == new)


@given(st.text(), st.text(), st.text())
def test_any_text_is_merged_or_refused(ancestor: str, mine: str, new: str) -> None:
    try:
        merge(ancestor, mine, new, NAME)
    except ContentError as error:
        assert error.remedy
