"""Issues, pages, neighbours, lists and calendars of an archive."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from backfile import identify
from backfile.build.archive import Archive, issue_records
from backfile.build.archive import assemble as assemble_refs
from backfile.build.catalog import Catalog, in_memory
from backfile.build.issues import page_order
from backfile.build.lists import LATEST, alphabetical, by_initial
from backfile.build.pages import SitePage, issue_pages, list_pages
from backfile.build.records import IssueRecord
from backfile.build.refs import persons
from backfile.build.views import IssueRef, ListView
from backfile.build.years import heat, months
from backfile.models import PageNotes
from tests.build_helpers import DAY, SETTINGS, listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backfile.build.issues import IssueKey, Notes
    from backfile.build.views import ArticleRef
    from backfile.models import Entry

Listed = list[tuple["Entry", "ArticleRef"]]


def assemble(articles: Listed, notes: Mapping[IssueKey, Notes] | None = None) -> Archive:
    """The issues of an archive that has no list."""
    return assemble_refs([ref for _, ref in articles], SETTINGS, notes or {}, has_list=lambda _: False)


def recorded(articles: Listed) -> list[IssueRecord]:
    """The issues as the catalogue takes them."""
    return issue_records(assemble(articles), {ref.path: persons(entry) for entry, ref in articles}, {})


def catalogued(articles: Listed) -> Catalog:
    """The catalogue of an archive."""
    catalog = in_memory(SETTINGS)
    for record in recorded(articles):
        catalog.put(record)
    catalog.touch_all()
    return catalog


def listing(catalog: Catalog, kind: str, name: str) -> ListView:
    view = catalog.listing(kind, name)
    assert view is not None
    return view


def test_pages_stand_as_they_are_numbered_in_print() -> None:
    assert sorted(["B1", "10", "A03", "2", "A10", "1"], key=page_order) == ["1", "2", "10", "A03", "A10", "B1"]


def test_an_issue_has_its_articles_in_print_order_and_those_without_a_page_last() -> None:
    articles = [listed(2, page="10"), listed(1, page=""), listed(1, page="10"), listed(7, page="2")]
    issue = assemble(articles).issues[0]
    assert [ref.id[-6:] for ref in issue.articles] == ["p02-07", "p10-01", "p10-02", "p00-01"]
    assert [page.number for page in issue.pages] == ["2", "10"]
    assert [ref.id[-6:] for ref in issue.loose] == ["p00-01"]


def test_what_an_issue_prints_besides_articles_stands_on_its_pages_also_on_those_without_articles() -> None:
    notes = {("east", DAY): (PageNotes("1", "要闻", ("责编 某",)), PageNotes("4", "广告"))}
    pages = assemble([listed(section="旧名")], notes).issues[0].pages
    assert [(page.number, page.section, page.furniture, len(page.articles)) for page in pages] == [
        ("1", "要闻", ("责编 某",), 1),
        ("4", "广告", (), 0),
    ]


def test_notes_of_a_day_without_published_articles_make_no_issue() -> None:
    notes = {("east", DAY): (PageNotes("1", "要闻"),)}
    assert assemble([], notes).issues == ()


def test_one_page_under_two_spellings_of_its_number_is_one_page() -> None:
    pages = assemble([listed(1, page="A3"), listed(2, page="A03")]).issues[0].pages
    assert [len(page.articles) for page in pages] == [2]


def test_issues_know_the_issue_before_and_after_them_in_their_own_newspaper() -> None:
    articles = [listed(day=date(2026, 1, day)) for day in (5, 1, 9)] + [listed(newspaper="west", day=date(2026, 1, 4))]
    issues = assemble(articles).issues
    around = [(issue.previous and issue.previous.date.day, issue.next and issue.next.date.day) for issue in issues]
    assert around == [(None, 5), (1, 9), (5, None), (None, None)]


def test_articles_know_their_neighbours_in_the_issue_and_their_page() -> None:
    articles = [listed(1), listed(2), listed(1, page="2")]
    archive = assemble(articles)
    place = archive.place(articles[1][1])
    assert (place.previous, place.next) == (articles[0][1], articles[2][1])
    assert place.page_view is not None
    assert place.page_view.number == "1"


def test_an_unlisted_article_has_its_issue_but_no_place_in_it_and_no_links_to_pages_that_do_not_exist() -> None:
    _, ref = listed(9, section="无此栏", names=("无此人",))
    archive = assemble([listed(1)])
    assert archive.place(ref).issue == archive.issues[0]
    assert archive.place(ref).page_view is None
    assert archive.known(ref).section is None
    assert archive.known(ref).authors == ()
    assert archive.place(listed(day=date(1999, 1, 1))[1]).issue is None


def test_a_newspaper_that_the_settings_do_not_name_stands_last_under_its_key() -> None:
    newspapers = catalogued([listed(newspaper="north")]).newspapers()
    assert [(paper.key, paper.name) for paper in newspapers] == [
        ("east", "东报"),
        ("west", "The West"),
        ("north", "north"),
    ]


def test_a_newspaper_counts_issues_and_articles_of_each_year() -> None:
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 1)]
    paper = catalogued([listed(number, day=day) for number, day in enumerate(days)]).newspapers()[0]
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
    catalog = catalogued(articles)
    section = listing(catalog, "section", "要闻")
    assert [(period.key, period.label, period.count) for period in section.periods] == [
        ("2026-01", "2026年1月", 2),
        ("2025-12", "2025年12月", 1),
    ]
    found = [[ref.date.day for ref in catalog.articles("section", "要闻", period.key)] for period in section.periods]
    assert found == [[1, 2], [30]]
    person = listing(catalog, "person", "林晓")
    assert [period.label for period in person.periods] == ["2026年", "2025年"]
    assert person.count == 3, "credited and named in one article is still one article"
    other = listing(catalog, "person", "陈明")
    assert (other.first_date, other.last_date) == (days[0], days[2])


def test_homophones_stay_two_persons() -> None:
    catalog = catalogued([listed(names=("张伟", "章伟"))])
    assert len({entry.path for entry in catalog.lists("person")}) == 2


def test_names_are_grouped_by_pinyin_and_alphabet_and_the_rest_stands_last() -> None:
    catalog = catalogued([listed(names=("赵一", "Ada Quill", "安宁", "①"))])
    groups = by_initial(alphabetical(catalog.lists("person")))
    assert [(letter, [entry.name for entry in entries]) for letter, entries in groups] == [
        ("A", ["Ada Quill", "安宁"]),
        ("Z", ["赵一"]),
        ("#", ["①"]),
    ]


def test_the_landing_page_shows_the_newest_articles_with_each_day_as_printed() -> None:
    days = [(1, 30), (2, 2), (3, 3)]
    articles = [listed(n, day=date(2026, 1, day), section="要闻") for day, count in days for n in range(1, count + 1)]
    catalog = catalogued(articles)
    latest = catalog.latest("section", "要闻")
    assert len(latest) == LATEST
    assert [(ref.date.day, int(ref.id[-2:])) for ref in latest[:6]] == [(3, 1), (3, 2), (3, 3), (2, 1), (2, 2), (1, 1)]


@pytest.mark.parametrize(
    ("articles", "most", "level"), [(1, 100, 1), (25, 100, 1), (26, 100, 2), (75, 100, 3), (76, 100, 4), (1, 1, 4)]
)
def test_heat_is_the_quarter_of_the_fullest_issue(articles: int, most: int, level: int) -> None:
    assert heat(IssueRef(DAY, "", "east", articles), most) == level


def test_a_calendar_has_every_day_of_its_year_once_and_knows_the_weekdays() -> None:
    issue = IssueRef(date(2024, 2, 29), "", "east", 1)
    leap = months(2024, [issue], date(2024, 2, 28), date(2024, 3, 1))
    days = [day for month in leap for day in month.days]
    assert [day.date for day in days] == [date(2024, 1, 1) + timedelta(n) for n in range(366)]
    assert [day.date for day in days if day.issue] == [date(2024, 2, 29)]
    assert [day.date.day for day in days if day.missing] == [28, 1], "between the first issue and the latest"
    assert [month.first_weekday for month in leap] == [date(2024, m, 1).weekday() for m in range(1, 13)]


def test_a_calendar_leads_to_the_years_beside_it_that_have_issues() -> None:
    pages = {page.path: page for page in list_pages(catalogued([listed(day=date(y, 1, 1)) for y in (2024, 2026)]))}
    steps = [
        (page.values["previous_year"], page.values["next_year"])
        for path, page in sorted(pages.items())
        if page.template == "year"
    ]
    assert [(before and before.year, after and after.year) for before, after in steps] == [(None, 2026), (2024, None)]


def test_the_order_in_which_articles_are_read_does_not_matter() -> None:
    articles = [
        listed(n, day=DAY + timedelta(n % 3), page=str(n % 4 + 1), section=f"栏{n % 2}", names=(f"名{n % 5}",))
        for n in range(1, 40)
    ]
    expected = assemble(articles).issues, [page.values for page in list_pages(catalogued(articles))]
    random.Random(7).shuffle(articles)
    assert (assemble(articles).issues, [page.values for page in list_pages(catalogued(articles))]) == expected


def test_every_page_has_an_address_of_its_own_that_ends_in_html_and_is_ascii() -> None:
    articles = [listed(n, page=str(n % 3 + 1), section="要 闻/..", names=("../x", "名")) for n in range(1, 9)]
    pages = [*(page for issue in assemble(articles).issues for page in issue_pages(issue))]
    paths = [page.path for page in (*pages, *list_pages(catalogued(articles)))]
    assert len(set(paths)) == len(paths)
    assert all(path.isascii() and path.endswith(".html") and ".." not in path for path in paths)
    assert {"index.html", "404.html", "calendar.html", "section/index.html", "person/index.html"} <= set(paths)


def test_an_empty_archive_has_its_general_pages() -> None:
    catalog = catalogued([])
    assert [page.path for page in list_pages(catalog)] == [
        "index.html",
        "404.html",
        "section/index.html",
        "person/index.html",
        "calendar.html",
    ]
    assert (catalog.totals().articles, catalog.totals().first_date) == (0, None)


def test_a_catalogue_that_has_changed_says_of_everything_what_a_new_one_says() -> None:
    dice = random.Random(3)
    catalog = in_memory(SETTINGS)
    issues: dict[date, Listed] = {}
    pages: dict[str, SitePage] = {}
    for _ in range(60):
        day = date(dice.choice([2024, 2025, 2027]), dice.choice([1, 2, 12]), dice.choice([1, 2]))
        issues[day] = [
            listed(n, day=day, section=dice.choice("甲乙"), names=(dice.choice("丙丁戊"),))
            for n in range(dice.randrange(3))
        ]
        found = {record.date: record for record in recorded(issues[day])}
        catalog.put(found.get(day) or IssueRecord("east", day, (), (), (), 0))
        for page in list_pages(catalog):
            pages[page.path] = page
        catalog.untouch()
        wanted = {page.path: page for page in list_pages(catalogued([one for some in issues.values() for one in some]))}
        standing = {path: page for path, page in pages.items() if page.template}
        missing = {"404.html", "section/index.html", "person/index.html"} - standing.keys()
        assert standing == {path: page for path, page in wanted.items() if path not in missing}


def test_a_new_edition_touches_its_own_lists_only() -> None:
    days = [date(year, month, 1) for year in (2024, 2025) for month in range(1, 13)]
    catalog = catalogued([listed(day=day, section="甲", names=("丙", "丁")) for day in days])
    catalog.untouch()
    catalog.put(recorded([listed(day=date(2025, 12, 2), section="甲", names=("丙",))])[0])
    assert {page.path.split("/")[-1] for page in list_pages(catalog)} == {
        "index.html",
        "calendar.html",
        "2025-12.html",
        "2025.html",
    }
    assert sum(page.path.startswith("person/") for page in list_pages(catalog)) == 3, (
        "one person, one year, all persons"
    )


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
            list(list_pages(catalogued(articles)))
        counts.append(made)
    assert counts[1] <= 2 * counts[0] + 10
