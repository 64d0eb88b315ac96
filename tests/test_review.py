"""What needs a look: which articles are found, in which order, and what is laid beside them."""

from __future__ import annotations

import re
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile import review
from backfile.errors import BackfileError
from backfile.ingest.kept import Kept
from backfile.models import Article, Paragraph, Review
from backfile.review import advice, alternatives, difference, region
from backfile.review.model import Alternative, Case, Matter
from backfile.review.ranking import SEVERITY, rank
from backfile.review.words import texts
from tests.review_helpers import CODES, DAY, PAGE, found, keep_page, page_of, put, sheet_of

if TYPE_CHECKING:
    from pathlib import Path


# Which articles, in which order


def test_an_article_needs_a_look_as_long_as_a_code_stands_in_its_review(tmp_path: Path) -> None:
    path = put(tmp_path, 1, Review("headline-doubtful", "0.71"), chances=(("headline", 0.71),))
    put(tmp_path, 2)
    assert found(tmp_path) == ["01"]
    path.write_text(re.sub(r"Review: .*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    assert found(tmp_path) == []


def test_worst_is_what_the_severity_says_then_the_least_sure_then_the_newest(tmp_path: Path) -> None:
    put(tmp_path, 1, Review("byline-doubtful"), chances=(("byline", 0.1),))
    put(tmp_path, 2, Review("extent-doubtful"), chances=(("extent", 0.7),))
    put(tmp_path, 3, Review("extent-doubtful"), chances=(("extent", 0.4),))
    put(tmp_path, 4, Review("headline-missing"))
    put(tmp_path, 5, Review("headline-missing"), day=date(2026, 3, 10))
    put(tmp_path, 6, Review("of-my-own"))
    put(tmp_path, 7, Review("byline-doubtful"), Review("extent-doubtful"), chances=(("extent", 0.5),))
    assert found(tmp_path) == ["03", "07", "02", "05", "04", "01", "06"]


def test_a_code_asked_for_is_what_is_ranked_by_and_nothing_else_is_shown(tmp_path: Path) -> None:
    put(tmp_path, 1, Review("byline-doubtful"), Review("headline-missing"), chances=(("byline", 0.7),))
    put(tmp_path, 2, Review("byline-doubtful"), chances=(("byline", 0.3),))
    put(tmp_path, 3, Review("headline-missing"))
    assert found(tmp_path, code="byline-doubtful") == ["02", "01"]
    survey = review.survey(tmp_path, code="byline-doubtful", most=1)
    assert (survey.waiting, survey.articles, dict(survey.codes)) == (
        2, 3, {"byline-doubtful": 2, "headline-missing": 2},
    )  # fmt: skip


def test_one_newspaper_can_be_looked_through_alone(tmp_path: Path) -> None:
    put(tmp_path, 1, Review("headline-missing"))
    put(tmp_path, 2, Review("headline-missing"), newspaper="stonebridge")
    assert found(tmp_path, newspaper="stonebridge") == ["02"]
    with pytest.raises(BackfileError):
        review.survey(tmp_path, newspaper="../x", most=1)


@pytest.mark.parametrize("code", CODES)
def test_every_code_of_the_converter_has_its_place_its_advice_and_its_words(code: str) -> None:
    assert code in SEVERITY
    assert code in advice.ADVICE
    for key in (f"{code}.label", f"{code}.look"):
        assert texts()[key]


def test_the_order_is_the_same_whatever_the_order_of_the_files() -> None:
    cases = [
        Case(f"{n}.md", str(n), "qingshi", DAY, "", "", (Matter("byline-doubtful", "", n % 3 / 10),)) for n in range(9)
    ]
    assert sorted(cases, key=rank) == sorted(cases[4:] + cases[:4], key=rank)


def test_files_that_ask_for_a_look_and_cannot_be_read_are_counted(tmp_path: Path) -> None:
    path = put(tmp_path, 1, Review("headline-missing"))
    path.write_text(path.read_text(encoding="utf-8").replace("2026-03-09", "gestern"), encoding="utf-8")
    (path.parent / "huge.md").write_bytes(b"Title: x" * 100_000)
    (path.parent / "link.md").symlink_to("/etc/passwd")
    survey = review.survey(tmp_path, most=9)
    assert (survey.worst, survey.unreadable, survey.articles) == ([], 2, 2)


def test_ten_thousand_articles_take_seconds_and_only_the_worst_are_kept(tmp_path: Path) -> None:
    text = put(tmp_path, 1, Review("headline-doubtful", "0.7"), chances=(("headline", 0.7),)).read_text("utf-8")
    clean = text.replace("Review:", "Reviewed:")
    for day in range(1, 21):
        folder = tmp_path / "qingshi" / "2026" / "04" / f"{day:02d}"
        folder.mkdir(parents=True)
        for number in range(500):
            (folder / f"a{number:03d}.md").write_text(text if number % 50 == 0 else clean, encoding="utf-8")
    start = time.process_time()
    survey = review.survey(tmp_path, most=20)
    assert (survey.articles, survey.waiting, len(survey.worst)) == (10_001, 201, 20)
    assert time.process_time() - start < 10  # about one second on an ordinary machine


# The table of the terminal


def test_the_table_says_code_confidence_file_headline_what_is_left_and_the_counts(tmp_path: Path) -> None:
    put(tmp_path, 1, Review("extent-doubtful"), Review("byline-doubtful"), chances=(("extent", 0.42),))
    put(tmp_path, 2, Review("byline-doubtful"))
    lines = list(review.table(review.survey(tmp_path, most=5), 1))
    assert re.fullmatch(r"extent-doubtful \+1  0\.42  qingshi/\S+-01\.md  石桥两岸柳色新", lines[1])
    assert lines[2:] == ["… and 1 more", "     1 × extent-doubtful", "     2 × byline-doubtful"]


def test_no_headline_code_or_name_of_a_file_can_steer_the_terminal(tmp_path: Path) -> None:
    path = put(tmp_path, 1, Review("headline-missing"), title="x\x1b]0;owned\x07y\u202ez" + "长" * 90)
    text = path.read_text(encoding="utf-8").replace("headline-missing", "mine\x1b[2J" + "long" * 50)
    path.rename(path.with_name("a\x1b[2J.md")).write_text(text, encoding="utf-8")
    lines = list(review.table(review.survey(tmp_path, most=5), 5))
    assert len(lines) == 3
    assert all(line.isprintable() for line in lines)
    assert lines[1].endswith("…")
    assert max(map(len, lines)) < 160


# Alternatives


def test_the_alternatives_that_the_converter_names_are_read() -> None:
    assert alternatives.named("0.62, else “春到石门” (line 41)") == (Alternative("春到石门", 41),)
    assert alternatives.named("0.61, else “By A” (line 3) is of the article above it") == (Alternative("By A", 3),)
    assert alternatives.named("0.5, else “一辆“采茶客”” (line 4)") == (Alternative("一辆“采茶客”", 4),)
    assert alternatives.named("0.6, else it goes on from the article above") == ()


def test_an_alternative_is_found_over_its_lines_and_whole_where_the_converter_cut_it() -> None:
    page = ["", "石桥两岸", "柳色新", "本报讯"]
    cut = Alternative("石桥两岸 柳…", 2)
    assert alternatives.located(cut, [[], page]) == Alternative("石桥两岸 柳色新", 2, 1, (2, 3))
    assert alternatives.located(Alternative("石桥", 2), [["", "磨坊"]]) == Alternative("石桥", 2)
    assert alternatives.located(Alternative("石桥", 99), [page]) == Alternative("石桥", 99)


@given(st.text(alphabet="“”(line 1234567890), else…x石\n", max_size=300))
def test_words_of_any_kind_give_no_more_than_a_handful_of_alternatives(words: str) -> None:
    assert len(alternatives.named(words)) <= alternatives.ALTERNATIVES_LIMIT


def test_long_hostile_words_are_read_at_once() -> None:
    start = time.process_time()
    alternatives.named("“" * 50_000 + "” (line " * 5_000)
    assert time.process_time() - start < 5


# The source


def test_a_source_is_one_region_two_or_none() -> None:
    assert [(part.name, part.region) for part in region.parse_source("a.txt#L1-L20; b/c.txt#L3-L40")] == [
        ("a.txt", (1, 20)), ("b/c.txt", (3, 40)),
    ]  # fmt: skip
    assert [(part.name, part.region) for part in region.parse_source("y.jsonl#17")] == [("y.jsonl#17", None)]
    assert region.parse_source("") == ()


@given(st.text(alphabet="a#L1-9; ", max_size=60))
def test_any_source_can_be_read(source: str) -> None:
    for part in region.parse_source(source):
        assert part.region is None or 1 <= part.region[0] <= part.region[1]


def test_the_lines_that_the_article_took_and_those_of_the_alternative_are_marked(tmp_path: Path) -> None:
    put(tmp_path, 1, Review("extent-doubtful", "0.55, else it goes on with “老磨坊重新开张” (line 8)"))
    put(tmp_path, 2, title="老磨坊重新开张", lines=(8, 10))
    keep_page(tmp_path)
    sheet = sheet_of(tmp_path)
    (part,) = sheet.parts
    marks = {line.number: line for line in part.lines}
    assert [number for number, line in marks.items() if line.mark == "taken" and line.text] == [4, 6]
    assert [number for number, line in marks.items() if line.alternative] == [8]
    assert (marks[8].of, marks[1].text, part.moved) == ("老磨坊重新开张", "青石日报", False)
    assert (sheet.before, sheet.after and sheet.after.name) == (None, "qingshi-20260309-p03-02.md")


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("本报讯（记者 林小满）青石河边种", "taken"),
        ("　　林小满）青石河边种下新柳", "taken"),
        ("满）青石河边种下", "taken"),
        ("青满", "passed"),
        ("三月里都发了芽。林小满 摄", "passed"),
        ("老磨坊青石河边种下新柳三百棵", "passed"),
    ],
)
def test_a_line_of_a_byline_and_the_words_behind_it_is_taken_and_one_with_foreign_words_is_not(
    line: str, mark: str
) -> None:
    body = (Paragraph("青石河边种下新柳三百棵，三月里都发了芽。"),)
    article = Article("石桥两岸柳色新", body, byline="本报讯（记者 林小满）")
    (shown,) = region.around([line], (1, 1), article, (), ())
    assert shown.mark == mark


def test_a_story_that_jumps_shows_both_its_regions(tmp_path: Path) -> None:
    path = put(tmp_path, 1, Review("extent-doubtful", "0.5"))
    jumped = path.read_text(encoding="utf-8").replace("#L4-L6", "#L4-L6; 04.txt#L1-L3")
    jumped = jumped.replace("Kind:", "Jump: （上接第三版）\nKind:")
    path.write_text(jumped, encoding="utf-8")
    keep_page(tmp_path)
    Kept(path.parent).keep({}, ("04.txt", "（上接第三版）\n三月里\n都发了芽。\n"))
    first, second = sheet_of(tmp_path).parts
    assert [line.text for line in second.lines if line.mark == "taken" and line.text] == [
        "（上接第三版）", "三月里", "都发了芽。",
    ]  # fmt: skip
    assert first.lines[0].text == "青石日报"


def test_a_source_that_has_changed_or_is_not_kept_is_said_to_be_so(tmp_path: Path) -> None:
    put(tmp_path, 1, Review("headline-missing"))
    assert "is not kept with the issue" in page_of(tmp_path)
    keep_page(tmp_path, PAGE.replace("三百", "四百"))
    assert sheet_of(tmp_path).parts[0].moved
    assert "its lines may have moved" in page_of(tmp_path)
    (tmp_path / "qingshi/2026/03/09/.ingested.zip").write_bytes(b"no zip")
    assert "is not kept with the issue" in page_of(tmp_path)


def test_an_article_without_a_source_or_with_lines_beyond_the_page_is_shown_all_the_same(tmp_path: Path) -> None:
    put(tmp_path, 1, Review("headline-missing"), lines=None)
    put(tmp_path, 2, Review("headline-missing"), lines=(900, 999))
    keep_page(tmp_path)
    page = page_of(tmp_path)
    assert "This article names no source." in page
    assert page.count('class="item"') == 2


def test_of_a_page_of_any_length_no_more_lines_are_shown_than_fit() -> None:
    article = Article("x", (Paragraph("行"),))
    lines = region.around(["行" * 9_000] * 50_000, (2, 49_000), article, [Alternative("行", 9, 0, (9, 9))], [])
    assert len(lines) <= region.LINES_LIMIT
    assert max(len(line.text) for line in lines) == region.LINE_LIMIT


# Differences


def test_a_difference_shows_what_has_changed_in_a_line_by_whole_words() -> None:
    rows = difference.rows("Title: Six engage\n\n同\n", "Title: Six employ\n\n同\n")
    assert [(row.side, row.before, row.changed) for row in rows[:2]] == [
        ("old", "Title: Six ", "engage"), ("new", "Title: Six ", "employ"),
    ]  # fmt: skip


def test_taking_a_doubt_out_is_no_change_by_hand(tmp_path: Path) -> None:
    path = put(tmp_path, 1, Review("byline-doubtful", "0.6"), Review("headline-missing"))
    Kept(path.parent).keep({path.stem: path.read_text(encoding="utf-8")})
    path.write_text(path.read_text(encoding="utf-8").replace("byline-doubtful: 0.6; ", ""), encoding="utf-8")
    assert sheet_of(tmp_path).edited == ()


@given(st.text(alphabet="ab石 \n", max_size=60), st.text(alphabet="ab石 \n", max_size=60))
def test_a_difference_is_empty_only_between_equal_texts(old: str, new: str) -> None:
    def lines(text: str) -> list[str]:
        return [line.rstrip() for line in text.split("\n") if line.strip()]

    assert (difference.rows(old, new) == ()) == (lines(old) == lines(new))
