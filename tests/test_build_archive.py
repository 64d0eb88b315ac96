"""Issues, pages, neighbours, lists and calendars of an archive."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from backfile import identify
from backfile.build.archive import assemble
from backfile.build.issues import page_order
from backfile.build.lists import LATEST, by_initial
from backfile.build.pages import site_pages
from backfile.build.views import IssueRef
from backfile.build.years import heat
from backfile.models import PageNotes
from tests.build_helpers import DAY, SETTINGS, listed


def test_pages_stand_as_they_are_numbered_in_print() -> None:
    assert sorted(["B1", "10", "A03", "2", "A10", "1"], key=page_order) == ["1", "2", "10", "A03", "A10", "B1"]


def test_an_issue_has_its_articles_in_print_order_and_those_without_a_page_last() -> None:
    articles = [listed(2, page="10"), listed(1, page=""), listed(1, page="10"), listed(7, page="2")]
    issue = assemble(articles, SETTINGS, {}).issues[0]
    assert [ref.id[-6:] for ref in issue.articles] == ["p02-07", "p10-01", "p10-02", "p00-01"]
    assert [page.number for page in issue.pages] == ["2", "10"]
    assert [ref.id[-6:] for ref in issue.loose] == ["p00-01"]


def test_what_an_issue_prints_besides_articles_stands_on_its_pages_also_on_those_without_articles() -> None:
    notes = {("east", DAY): (PageNotes("1", "要闻", ("责编 某",)), PageNotes("4", "广告"))}
    pages = assemble([listed(section="旧名")], SETTINGS, notes).issues[0].pages
    assert [(page.number, page.section, page.furniture, len(page.articles)) for page in pages] == [
        ("1", "要闻", ("责编 某",), 1),
        ("4", "广告", (), 0),
    ]


def test_notes_of_a_day_without_published_articles_make_no_issue() -> None:
    notes = {("east", DAY): (PageNotes("1", "要闻"),)}
    assert assemble([], SETTINGS, notes).issues == ()


def test_one_page_under_two_spellings_of_its_number_is_one_page() -> None:
    pages = assemble([listed(1, page="A3"), listed(2, page="A03")], SETTINGS, {}).issues[0].pages
    assert [len(page.articles) for page in pages] == [2]


def test_issues_know_the_issue_before_and_after_them_in_their_own_newspaper() -> None:
    articles = [listed(day=date(2026, 1, day)) for day in (5, 1, 9)] + [listed(newspaper="west", day=date(2026, 1, 4))]
    issues = assemble(articles, SETTINGS, {}).issues
    around = [(issue.previous and issue.previous.date.day, issue.next and issue.next.date.day) for issue in issues]
    assert around == [(None, 5), (1, 9), (5, None), (None, None)]


def test_articles_know_their_neighbours_in_the_issue_and_their_page() -> None:
    articles = [listed(1), listed(2), listed(1, page="2")]
    archive = assemble(articles, SETTINGS, {})
    place = archive.place(articles[1][1])
    assert (place.previous, place.next) == (articles[0][1], articles[2][1])
    assert place.page_view is not None
    assert place.page_view.number == "1"


def test_an_unlisted_article_has_its_issue_but_no_place_in_it_and_no_links_to_pages_that_do_not_exist() -> None:
    _, ref = listed(9, section="无此栏", names=("无此人",))
    archive = assemble([listed(1)], SETTINGS, {})
    assert archive.place(ref).issue == archive.issues[0]
    assert archive.place(ref).page_view is None
    assert archive.known(ref).section is None
    assert archive.known(ref).authors == ()
    assert archive.place(listed(day=date(1999, 1, 1))[1]).issue is None


def test_a_newspaper_that_the_settings_do_not_name_stands_last_under_its_key() -> None:
    newspapers = assemble([listed(newspaper="north")], SETTINGS, {}).newspapers
    assert [(paper.key, paper.name) for paper in newspapers] == [
        ("east", "东报"),
        ("west", "The West"),
        ("north", "north"),
    ]


def test_a_newspaper_counts_issues_and_articles_of_each_year() -> None:
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 1)]
    paper = assemble([listed(number, day=day) for number, day in enumerate(days)], SETTINGS, {}).newspapers[0]
    assert [(year.year, year.issues, year.articles, year.path) for year in paper.years] == [
        (2025, 1, 1, "east/2025/index.html"),
        (2026, 1, 2, "east/2026/index.html"),
    ]
    assert (paper.first, paper.latest) == (
        IssueRef(date(2025, 12, 31), "east/2025/12/31/index.html", "east", 1),
        IssueRef(date(2026, 1, 1), "east/2026/01/01/index.html", "east", 2),
    )


def test_sections_are_cut_by_month_newest_first_and_persons_by_year() -> None:
    days = [date(2025, 12, 30), date(2026, 1, 1), date(2026, 1, 2)]
    articles = [listed(day=day, section="要闻", names=("林晓",), persons=("林晓", "陈明")) for day in days]
    archive = assemble(articles, SETTINGS, {})
    section = archive.sections[0]
    assert [(period.key, period.label, period.count) for period in section.view.periods] == [
        ("2026-01", "2026年1月", 2),
        ("2025-12", "2025年12月", 1),
    ]
    assert [[ref.date.day for ref in articles] for articles in section.periods] == [[1, 2], [30]]
    people = {listing.view.name: listing for listing in archive.persons}
    assert [period.label for period in people["林晓"].view.periods] == ["2026年", "2025年"]
    assert people["林晓"].view.count == 3, "credited and named in one article is still one article"
    assert (people["陈明"].view.first_date, people["陈明"].view.last_date) == (days[0], days[2])


def test_homophones_stay_two_persons() -> None:
    archive = assemble([listed(names=("张伟", "章伟"))], SETTINGS, {})
    assert len({listing.view.path for listing in archive.persons}) == 2


def test_names_are_grouped_by_pinyin_and_alphabet_and_the_rest_stands_last() -> None:
    archive = assemble([listed(names=("赵一", "Ada Quill", "安宁", "①"))], SETTINGS, {})
    groups = by_initial([listing.view for listing in archive.persons])
    assert [(letter, [view.name for view in views]) for letter, views in groups] == [
        ("A", ["Ada Quill", "安宁"]),
        ("Z", ["赵一"]),
        ("#", ["①"]),
    ]


def test_the_landing_page_shows_the_newest_articles_with_each_day_as_printed() -> None:
    days = [(1, 30), (2, 2), (3, 3)]
    articles = [listed(n, day=date(2026, 1, day), section="要闻") for day, count in days for n in range(1, count + 1)]
    latest = assemble(articles, SETTINGS, {}).sections[0].latest
    assert len(latest) == LATEST
    assert [(ref.date.day, int(ref.id[-2:])) for ref in latest[:6]] == [(3, 1), (3, 2), (3, 3), (2, 1), (2, 2), (1, 1)]


@pytest.mark.parametrize(
    ("articles", "most", "level"), [(1, 100, 1), (25, 100, 1), (26, 100, 2), (75, 100, 3), (76, 100, 4), (1, 1, 4)]
)
def test_heat_is_the_quarter_of_the_fullest_issue(articles: int, most: int, level: int) -> None:
    assert heat(IssueRef(DAY, "", "east", articles), most) == level


def test_a_calendar_has_every_day_of_its_year_once_and_knows_the_weekdays() -> None:
    calendars = assemble([listed(day=date(2024, 2, 29)), listed(day=date(2026, 1, 1))], SETTINGS, {}).calendars
    leap = calendars[0]
    days = [day for month in leap.months for day in month.days]
    assert [day.date for day in days] == [date(2024, 1, 1) + timedelta(n) for n in range(366)]
    assert [day.date for day in days if day.issue] == [date(2024, 2, 29)]
    assert [month.first_weekday for month in leap.months] == [date(2024, m, 1).weekday() for m in range(1, 13)]
    assert leap.next is not None
    assert (leap.previous, leap.next.year) == (None, 2026)


def test_the_order_in_which_articles_are_read_does_not_matter() -> None:
    articles = [
        listed(n, day=DAY + timedelta(n % 3), page=str(n % 4 + 1), section=f"栏{n % 2}", names=(f"名{n % 5}",))
        for n in range(1, 40)
    ]
    expected = assemble(articles, SETTINGS, {})
    random.Random(7).shuffle(articles)
    assert assemble(articles, SETTINGS, {}) == expected


def test_every_page_has_an_address_of_its_own_that_ends_in_html_and_is_ascii() -> None:
    articles = [listed(n, page=str(n % 3 + 1), section="要 闻/..", names=("../x", "名")) for n in range(1, 9)]
    paths = [page.path for page in site_pages(assemble(articles, SETTINGS, {}))]
    assert len(set(paths)) == len(paths)
    assert all(path.isascii() and path.endswith(".html") and ".." not in path for path in paths)
    assert {"index.html", "404.html", "calendar.html", "section/index.html", "person/index.html"} <= set(paths)


def test_an_empty_archive_has_its_general_pages() -> None:
    archive = assemble([], SETTINGS, {})
    assert [page.path for page in site_pages(archive)] == [
        "index.html",
        "404.html",
        "section/index.html",
        "person/index.html",
        "calendar.html",
    ]
    assert (archive.totals.articles, archive.totals.first_date) == (0, None)


def test_time_grows_with_the_number_of_articles_and_not_with_its_square() -> None:
    """Counted, not timed: how often slugs are made of names, the dearest step, per article."""
    made = 0
    original = identify.slug

    def counting(name: str) -> str:
        nonlocal made
        made += 1
        return original(name)

    counts = []
    for size in (200, 400):
        made = 0
        articles = [listed(n, day=DAY + timedelta(n), names=("同一人",)) for n in range(1, size + 1)]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(identify, "slug", counting)
            assemble(articles, SETTINGS, {})
        counts.append(made)
    assert counts[1] <= 2 * counts[0] + 10
