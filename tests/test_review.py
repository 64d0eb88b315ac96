"""What needs a look: which articles are found, in which order, laid beside what, and what is said to settle them."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile import markdown, review
from backfile.errors import BackfileError
from backfile.ingest import ingest, settle
from backfile.ingest.kept import Kept
from backfile.models import Article, Credit, Entry, Paragraph, Review
from backfile.review import advice, alternatives, difference, region
from backfile.review.elements import element
from backfile.review.model import CONFLICT, Alternative, Case, Matter
from backfile.review.ranking import SEVERITY, rank
from backfile.review.sheets import sheets
from backfile.review.words import Words, texts
from backfile.segment import confidence
from backfile.settings import UI_LANGUAGES, Newspaper, Settings

if TYPE_CHECKING:
    from backfile.review.model import Sheet

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = Settings(
    path=Path("pelicanconf.py"),
    sitename="青石报库",
    newspapers=(Newspaper("qingshi", "青石日报"), Newspaper("stonebridge", "The Stonebridge Weekly", lang="en")),
    default_newspaper="qingshi",
)
DAY = date(2026, 3, 9)
PAGE = """青石日报
2026年3月9日 星期一 第3版

石桥两岸柳色新

本报讯（记者 林小满）青石河边种下新柳三百棵，三月里都发了芽。

老磨坊重新开张

本报讯（记者 周安）停了十年的老磨坊昨天又转起来了。
"""
CODES = sorted(
    {
        code
        for path in (ROOT / "backfile").rglob("*.py")
        for code in re.findall(r"Review\(\s*\"([a-z-]+)\"", path.read_text(encoding="utf-8"))
    }
    | set(confidence.CODES.values())
    | {CONFLICT}
)
"""Every code that the converter gives, and the conflict that the ledger knows."""


def put(
    content: Path,
    number: int,
    *notes: Review,
    day: date = DAY,
    title: str = "石桥两岸柳色新",
    newspaper: str = "qingshi",
    chances: tuple[tuple[str, float], ...] = (),
    lines: tuple[int, int] | None = (4, 6),
    body: str = "青石河边种下新柳三百棵，三月里都发了芽。",
) -> Path:
    """An article's file as the converter writes it; its lines are those of `PAGE`."""
    article = Article(
        title, (Paragraph(body),), credits=(Credit("林小满", "记者"),), byline="本报讯（记者 林小满）",
        lang="zh-cn", review=notes, confidence=chances,
    )  # fmt: skip
    source = f"03.txt#L{lines[0]}-L{lines[1]}" if lines else ""
    region_hash = region.source_hash([region.lines_of(PAGE)[lines[0] - 1 : lines[1]]]) if lines else ""
    identity = f"{newspaper}-{day:%Y%m%d}-p03-{number:02d}"
    entry = Entry(article, identity, newspaper, day, "3", source=source, source_hash=region_hash)
    path = content / newspaper / f"{day:%Y/%m/%d}" / f"{identity}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(markdown.write(entry), encoding="utf-8")
    return path


def keep_page(content: Path, text: str = PAGE) -> None:
    Kept(content / "qingshi/2026/03/09").keep({}, ("03.txt", text))


def found(content: Path, **options: str) -> list[str]:
    return [case.id[-2:] for case in review.survey(content, most=50, **options).worst]  # type: ignore[arg-type]


def sheet_of(content: Path) -> Sheet:
    (sheet,) = sheets(content, review.survey(content, most=1).worst)
    return sheet


def page_of(content: Path, language: str = "en") -> str:
    own = replace(SETTINGS, ui_language=language)
    return review.write(review.survey(content, most=500), content, own).read_text(encoding="utf-8")


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


# What settles it


def steps(content: Path, number: int = 0) -> list[str]:
    """Every edit, command and new file that is advised, as text."""
    sheet = sheet_of(content)
    said = []
    for step in (*advice.steps(sheet, number, Words("en")), advice.settling(sheet, number, Words("en"))):
        if step:
            said += [f"{edit.line}: {edit.old} -> {edit.new}" for edit in step.edits]
            said += [text for text in (step.text, step.note) if text]
    return said


def test_the_settling_edit_takes_its_code_out_of_review_and_leaves_the_others(tmp_path: Path) -> None:
    path = put(tmp_path, 1, Review("headline-doubtful", "0.71, else “a” (line 4)"), Review("byline-doubtful", "0.6"))
    lines = path.read_text(encoding="utf-8").split("\n")
    edit = steps(tmp_path)[-1]
    number = int(edit.split(":")[0])
    assert lines[number - 1].startswith("Review: headline-doubtful")
    assert edit.endswith("-> Review: byline-doubtful: 0.6")
    lines[number - 1] = edit.split(" -> ")[1]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert steps(tmp_path)[-1].endswith("-> None")
    del lines[number - 1]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert found(tmp_path) == []


def test_several_doubts_can_be_taken_out_at_once_and_one_alone_has_no_such_edit(tmp_path: Path) -> None:
    path = put(tmp_path, 1, Review("headline-doubtful", "0.71"), Review("byline-doubtful", "0.6"))
    then = advice.all_settling(sheet_of(tmp_path), Words("en"))
    assert then is not None
    (edit,) = then.edits
    lines = path.read_text(encoding="utf-8").split("\n")
    assert (edit.old, edit.new) == (lines.pop(edit.line - 1), None)
    assert then.when in page_of(tmp_path)
    path.write_text("\n".join(lines), encoding="utf-8")
    assert found(tmp_path) == []
    put(tmp_path, 1, Review("byline-doubtful", "0.6"))
    assert advice.all_settling(sheet_of(tmp_path), Words("en")) is None


def test_a_missing_headline_is_written_from_the_alternative_or_by_hand(tmp_path: Path) -> None:
    put(tmp_path, 1, Review("headline-missing", "else “老磨坊…” (line 8)"), title="青石河边…")
    keep_page(tmp_path)
    assert "1: Title: 青石河边… -> Title: 老磨坊重新开张" in steps(tmp_path)
    assert "1: Title: 青石河边… -> Title: " in steps(tmp_path)


def test_a_byline_of_another_article_is_taken_out_and_not_proposed(tmp_path: Path) -> None:
    told = "0.6, else “本报讯（记者 林小满）” (line 6) is of the article above it"
    put(tmp_path, 1, Review("byline-doubtful", told))
    said = [one for one in steps(tmp_path) if "Byline:" in one]
    assert [one.split(" -> ")[1] for one in said] == ["None", "Byline: "]


def test_a_byline_that_is_proposed_comes_with_its_names_and_roles(tmp_path: Path) -> None:
    put(tmp_path, 1, Review("byline-doubtful", "0.60, else “本报记者 周安 通讯员 许达”"))
    _, _, other, by_hand = advice.steps(sheet_of(tmp_path), 0, Words("en"))
    assert [edit.new for edit in other.edits] == [
        "Authors: 周安; 许达", "Credits: 周安 (记者, 本报); 许达 (通讯员)", "Byline: 本报记者 周安 通讯员 许达",
    ]  # fmt: skip
    assert [edit.new for edit in by_hand.edits] == ["Authors: ", "Credits: ", "Byline: "]


def test_a_doubtful_date_can_be_changed_to_the_other_one_with_the_place_of_the_file(tmp_path: Path) -> None:
    put(tmp_path, 1, Review("date-doubtful", "the page prints 2026-03-08, its name says 2026-03-09"))
    assert "2: Date: 2026-03-09 -> Date: 2026-03-08" in steps(tmp_path)
    assert any("qingshi/2026/03/08/qingshi-20260309-p03-01.md" in one for one in steps(tmp_path))


def test_a_part_that_is_missing_is_looked_for_in_the_neighbours(tmp_path: Path) -> None:
    put(tmp_path, 1, Review("extent-doubtful", "0.5"))
    put(tmp_path, 2, title="老磨坊", lines=(8, 10))
    assert any("cut them out there: qingshi-20260309-p03-02.md." in one for one in steps(tmp_path))
    assert any("put it into qingshi-20260309-p03-02.md." in one for one in steps(tmp_path))


def test_a_part_of_its_own_gets_an_id_that_nothing_has(tmp_path: Path) -> None:
    put(tmp_path, 1, Review("extent-doubtful", "0.5"))
    put(tmp_path, 7, title="老磨坊", lines=(8, 10))
    (head,) = [one for one in steps(tmp_path) if one.startswith("Title:\n")]
    assert "Id: qingshi-20260309-p03-08\n" in head
    new = tmp_path / "qingshi/2026/03/09/qingshi-20260309-p03-08.md"
    new.write_text(head.replace("Title:", "Title: 老磨坊续篇") + "\n正文。\n", encoding="utf-8")
    assert markdown.read(new.read_text(encoding="utf-8"), "x").article.title == "老磨坊续篇"


@pytest.fixture
def corrected(tmp_path: Path) -> tuple[Path, str]:
    """An archive in which a new conversion stands against a correction, and the id of the article."""
    content, page = tmp_path / "content", tmp_path / "in" / "2026-03-09" / "03.txt"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE, encoding="utf-8")
    assert ingest([page], content, SETTINGS).exit_status == 0
    path = next(path for path in content.rglob("*-p03-*.md") if "柳色" in path.read_text(encoding="utf-8"))
    path.write_text(path.read_text(encoding="utf-8").replace("三百棵", "三百五十棵"), encoding="utf-8")
    page.write_text(PAGE.replace("三百棵", "九千棵"), encoding="utf-8")
    assert ingest([page], content, SETTINGS, overwrite=True).exit_status == 1
    return content, path.stem


def test_a_conflict_is_the_worst_shows_both_texts_and_goes_when_it_is_settled(corrected: tuple[Path, str]) -> None:
    content, key = corrected
    assert review.survey(content, most=5).worst[0].id == key
    sheet = sheet_of(content)
    assert any("九千" in row.changed for row in sheet.conflict)
    assert any("五十" in row.changed for row in sheet.edited)
    assert f"inv settle {key}" in steps(content)
    assert f"inv settle {key} --new" in steps(content)
    settle(content, [key], take_new=False)
    assert not review.survey(content, most=5).codes[CONFLICT]


def test_a_conflict_is_found_where_the_file_has_been_moved_to(corrected: tuple[Path, str]) -> None:
    content, key = corrected
    (old,) = content.rglob(f"{key}.md")
    new = content / "qingshi" / "2026" / "03" / "10" / "moved.md"
    new.parent.mkdir(parents=True)
    old.rename(new)
    assert review.survey(content, most=5).worst[0].path == "qingshi/2026/03/10/moved.md"
    assert sheet_of(content).conflict


def test_a_date_given_as_advised_moves_the_article_to_its_issue_without_a_doubt(tmp_path: Path) -> None:
    content, page = tmp_path / "content", tmp_path / "undated.txt"
    page.write_text(
        "石桥两岸柳色新\n\n本报讯（记者 林小满）青石河边3月8日种下新柳三百棵。\n新华社北京2026年3月8日电\n",
        encoding="utf-8",
    )
    ingest([page], content, SETTINGS)
    assert review.survey(content, most=5).codes["date-inferred"]
    codes = [matter.code for matter in review.survey(content, most=1).worst[0].matters]
    said = steps(content, codes.index("date-inferred"))
    (command,) = [one for one in said if one.startswith("inv ingest")]
    assert re.fullmatch(r"inv ingest \S+/undated\.txt --newspaper qingshi --date YYYY-MM-DD --replace", command)
    ingest([page], content, SETTINGS, day=date(2026, 3, 20), overwrite=True)
    assert not review.survey(content, most=5).codes["date-inferred"]
    assert (content / "qingshi" / "2026" / "03" / "20").is_dir()


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


# The page


class Tags(HTMLParser):
    """The elements of a page with their attributes, and whether all that was opened is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


HOSTILE = (
    "</script><script>alert(1)</script>", "]]><img src=x onerror=alert(1)>", "</textarea></title></style><b>",
    '" onmouseover="alert(1)', "<!--", "${x} {{x}} {x}", "\u202e\x00\ud800",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert_wherever_it_stands(tmp_path: Path, text: str) -> None:
    put(
        tmp_path,
        1,
        Review("headline-doubtful", f"0.5, else “{text}” (line 6)"),
        title=text,
        body=f"[x](javascript:a) {text}",
    )
    keep_page(tmp_path, PAGE.replace("本报讯", text.encode("utf-8", "replace").decode()))
    page = page_of(tmp_path)
    tags = Tags(page)
    assert tags.open == []
    assert [tag for tag, _ in tags.found].count("script") == 1
    assert not {"img", "iframe", "object", "form", "b"} & {tag for tag, _ in tags.found}
    for _, attributes in tags.found:
        assert not [name for name in attributes if name.startswith("on") or name == "src"]
        assert (attributes.get("href") or "#").startswith(("#", "../qingshi/"))
    assert "\u202e" not in page


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_escaped_in_elements_and_attributes(inside: str, value: str) -> None:
    tags = Tags(element("p", inside, title=value))
    assert [tag for tag, _ in tags.found] == ["p"]
    assert tags.open == []


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_the_page_speaks_the_language_of_the_interface(tmp_path: Path, language: str) -> None:
    put(tmp_path, 1, Review("extent-doubtful", "0.55, else it goes on with “老磨坊” (line 8)"))
    page = page_of(tmp_path, language)
    assert texts()["extent-doubtful.label"][language] in page
    told = {"en": "else it goes on with “老磨坊” (line 8)", "zh-hans": "或后面还接 “老磨坊”（第 8 行）"}
    assert language not in told or f'<p class="told">{told[language]}</p>' in page


@pytest.mark.parametrize("key", sorted(texts()))
def test_every_text_is_there_in_every_language_with_the_same_values(key: str) -> None:
    languages = texts()[key]
    assert set(languages) == set(UI_LANGUAGES)
    assert len({frozenset(re.findall(r"\{\w+\}", text)) for text in languages.values()}) == 1


def test_every_text_is_used() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "backfile" / "review").glob("*.py"))
    dynamic = {f"item.{word}" for word in ("taken", "passed", "outside", "old", "new")}
    for key in texts():
        if not key.endswith((".label", ".look")) and not key.startswith("told.") and key not in dynamic:
            assert re.search(rf"[\"']{re.escape(key)}[\"']", source), key


def test_what_the_converter_says_of_other_readings_is_translated() -> None:
    said = Words("zh-hans").told("0.71, else it goes on with “else (line 1)” (line 117)")
    assert said == "或后面还接 “else (line 1)”（第 117 行）"


def test_the_page_is_the_same_for_the_same_archive_and_says_when_nothing_waits(tmp_path: Path) -> None:
    put(tmp_path, 1, Review("headline-missing"))
    assert page_of(tmp_path) == page_of(tmp_path)
    put(tmp_path, 1)
    assert "Nothing waits for review." in page_of(tmp_path)


def test_more_articles_than_fit_are_left_out_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backfile.review.desk.SHEETS_LIMIT", 2)
    for number in range(1, 6):
        put(tmp_path, number, Review("headline-missing"))
    page = page_of(tmp_path)
    assert page.count('class="item"') == 2
    assert "3 more are left out here" in page


def test_the_work_folder_may_be_no_link_out_of_the_archive(tmp_path: Path) -> None:
    content = tmp_path / "content"
    put(content, 1, Review("headline-missing"))
    (tmp_path / "elsewhere").mkdir()
    (content / ".backfile").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BackfileError):
        page_of(content)
    assert list((tmp_path / "elsewhere").iterdir()) == []
