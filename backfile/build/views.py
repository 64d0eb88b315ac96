"""What the templates see: frozen views of the archive, and nothing else of the program.

Every path is relative to the output folder, in POSIX form and ends in `.html`; a template makes a link of it with
`rel(path)`. Texts are plain text: the templates escape them (autoescape is on). Dates are `datetime.date`.

Every template has `SITENAME`, `UI_LANGUAGE`, `html_lang`, `newspapers`, `rel(path)`, `date_words(date, lang=None)`,
`month_words(date, lang=None)`, `lang_of(lang)`, `kept(name, …)` (see `kept`), `_` and `ngettext`. Beyond these, each
template has:

| template | variables |
|---|---|
| index.html | `issues` (latest of each newspaper), `totals`, `newspapers` (as `NewspaperView`) |
| issue.html | `issue` |
| issue_page.html | `issue`, `page_view`, `previous_page`, `next_page` |
| article.html | `article` (Pelican's), `ref`, `entry`, `issue`, `page_view`, `previous`, `next`, `citation` |
| sections.html | `sections` (as `ListEntry`) |
| section.html | `listing` (as `ListView`), `latest` |
| section_month.html | `listing` (as `ListRef`), `period`, `articles`, `previous`, `next` (as `PeriodStep`) |
| persons.html | `persons`, `groups` (of `ListEntry`) |
| person.html | `listing` (as `ListView`), `latest` |
| person_year.html | `listing` (as `ListRef`), `period`, `articles`, `previous`, `next` (as `PeriodStep`) |
| calendar.html | `newspapers` (as `NewspaperView`) |
| year.html | `newspaper`, `year`, `months`, `previous_year`, `next_year` (as `YearStep`) |
| page.html | `page` (Pelican's) |
| 404.html | |

Elsewhere `newspapers` are those of the settings, as `NewspaperRef`: a page that should stay as it is holds nothing that
grows with the archive.

A draft or a hidden article is in no list. Its own page has `issue` None when nothing else was published that day,
and `page_view`, `previous` and `next` None always.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 (dataclass fields are introspected)


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A credited person of an article: the role in printed words (记者, photographer), empty when none is printed."""

    name: str
    path: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class SectionRef:
    """The section an article stands in, under its printed name."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class PictureRef:
    """A picture as pages show it; `width` and `height` in pixels, 0 when they cannot be told."""

    path: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """An article as lists show it.

    `excerpt` is plain text of at most 120 characters, `opening` of at most 220, `length` the characters of the body
    without white space, `review` the codes of what a person should look at, `picture` the first picture.
    """

    id: str
    path: str
    title: str
    kicker: str
    subtitle: str
    byline: str
    authors: tuple[PersonRef, ...]
    date: date
    newspaper: str
    newspaper_name: str
    page: str
    section: SectionRef | None
    kind: str
    excerpt: str
    opening: str
    length: int
    review: tuple[str, ...]
    lang: str
    picture: PictureRef | None

    @property
    def names(self) -> str:
        """Who is credited with it, in one line."""
        return ("、" if self.lang.startswith("zh") else ", ").join([author.name for author in self.authors])

    @property
    def untitled(self) -> bool:
        """Whether the title is the first words of the text, because print has none: of a photograph, of a letter."""
        if "headline-missing" in self.review:
            return True
        return self.title.endswith("…") and self.excerpt.startswith(self.title.removesuffix("…"))


@dataclass(frozen=True, slots=True)
class IssueRef:
    """An issue as others point to it: `articles` counts them, `newspaper` is the key."""

    date: date
    path: str
    newspaper: str
    articles: int


@dataclass(frozen=True, slots=True)
class IssueStep:
    """An issue as the issues before and after it point to it."""

    date: date
    path: str


@dataclass(frozen=True, slots=True)
class YearRef:
    """A year of one newspaper, with the number of its issues and articles."""

    year: int
    path: str
    issues: int
    articles: int


@dataclass(frozen=True, slots=True)
class YearStep:
    """A year of one newspaper as the years beside it point to it."""

    year: int
    path: str


@dataclass(frozen=True, slots=True)
class NewspaperRef:
    """A newspaper: what the settings say of it."""

    key: str
    name: str
    lang: str
    subtitle: str
    place: str
    founded: str


@dataclass(frozen=True, slots=True)
class NewspaperView(NewspaperRef):
    """A newspaper, and which years the archive holds of it, oldest first."""

    latest: IssueRef | None
    first: IssueRef | None
    years: tuple[YearRef, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """A printed page: its number as printed, its section, its articles in print order, its furniture."""

    number: str
    section: str
    path: str
    articles: tuple[ArticleRef, ...]
    furniture: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssueView:
    """One day's edition. `articles` are all in print order; `loose` are those that stand on no page."""

    newspaper: NewspaperRef
    date: date
    path: str
    pages: tuple[PageView, ...]
    articles: tuple[ArticleRef, ...]
    loose: tuple[ArticleRef, ...]
    previous: IssueStep | None
    next: IssueStep | None


@dataclass(frozen=True, slots=True)
class PeriodRef:
    """A month (`key` 2026-03) or a year (2026) of a list; `label` says it in the language of the interface."""

    key: str
    label: str
    path: str
    count: int


@dataclass(frozen=True, slots=True)
class PeriodStep:
    """A month or a year of a list as the periods beside it point to it."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class ListRef:
    """A section or a person as its own periods know it."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class ListEntry(ListRef):
    """A section or a person in the list of all: how many articles, from when to when."""

    count: int
    first_date: date
    last_date: date


@dataclass(frozen=True, slots=True)
class ListView(ListEntry):
    """All articles of a section or a person, by period; periods stand newest first."""

    periods: tuple[PeriodRef, ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """A day of the calendar: `level` is 0 without an issue, else 1 to 4 by the number of articles.

    `missing`: there is no issue, but one before and one after it.
    """

    date: date
    issue: IssueRef | None
    level: int
    missing: bool


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month of the calendar: `month` 1 to 12, `first_weekday` 0 (Monday) to 6 is the weekday of its first day."""

    month: int
    first_weekday: int
    days: tuple[DayView, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """What the archive holds; the dates are None while it is empty."""

    articles: int
    issues: int
    pages: int
    persons: int
    first_date: date | None
    last_date: date | None
