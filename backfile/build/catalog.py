"""The catalogue: what the lists, the calendars and the front page say of an archive, issue by issue, in SQLite.

Issues are put in and taken out; which lists that touches is written down with it, so that a build that was killed
still knows what it has to write. Nothing here is held in memory that grows with the archive.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING

from backfile import identify
from backfile.build import issues as issues_of
from backfile.build import records
from backfile.build.lists import LATEST, period_words
from backfile.build.views import (
    IssueRef,
    ListEntry,
    ListView,
    NewspaperView,
    PeriodRef,
    Totals,
    YearRef,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backfile.build.archive import Steps
    from backfile.build.issues import IssueKey
    from backfile.build.records import IssueRecord
    from backfile.build.views import ArticleRef, IssueView
    from backfile.settings import Settings

KINDS = ("section", "person")

SCHEMA = """
CREATE TABLE IF NOT EXISTS issues (
    newspaper TEXT, date TEXT, articles INTEGER, pages INTEGER, notes TEXT, PRIMARY KEY (newspaper, date)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS articles (
    newspaper TEXT, date TEXT, number INTEGER, ref TEXT, lists TEXT, PRIMARY KEY (newspaper, date, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS members (
    kind TEXT, name TEXT, period TEXT, date TEXT, newspaper TEXT, number INTEGER,
    PRIMARY KEY (kind, name, period, date, newspaper, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS periods (
    kind TEXT, name TEXT, period TEXT, articles INTEGER, first TEXT, last TEXT, PRIMARY KEY (kind, name, period)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lists (path TEXT PRIMARY KEY, kind TEXT, name TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS touched (
    kind TEXT, name TEXT, period TEXT, PRIMARY KEY (kind, name, period)
) WITHOUT ROWID;
"""


class Catalog:
    """The catalogue of an archive.

    Args:
        database: where it is kept; it has the tables of `SCHEMA`.
        settings: the newspapers and the language of the interface.
    """

    def __init__(self, database: sqlite3.Connection, settings: Settings) -> None:
        self._db = database
        self._settings = settings

    # --- Putting in ---------------------------------------------------------------------------------------------------

    def put(self, record: IssueRecord) -> None:
        """Put an issue in the place of what was known of it; one without listed articles is none."""
        key = (record.newspaper, record.date.isoformat())
        before = self._members(key)
        known, ends = self._count(key), self._ends(record.newspaper)
        after: dict[tuple[str, str], list[str]] = defaultdict(list)
        packed = [records.pack(ref) for ref in record.articles]
        lists: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for kind, name, number in records.members(record):
            after[kind, name].append(packed[number])
            lists[number].append((kind, name))
        self._forget(key, before)
        if record.articles:
            self._db.execute(
                "INSERT INTO issues VALUES (?, ?, ?, ?, ?)",
                (*key, len(packed), record.pages, records.pack_notes(record.notes)),
            )
            self._db.executemany(
                "INSERT INTO articles VALUES (?, ?, ?, ?, ?)",
                [(*key, number, ref, _listed(lists[number])) for number, ref in enumerate(packed)],
            )
            self._db.executemany(
                "INSERT INTO members VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (kind, name, records.period_of(kind, record.date), key[1], key[0], number)
                    for number, pairs in lists.items()
                    for kind, name in pairs
                ],
            )
        for kind, name in before.keys() | after.keys():
            if before.get((kind, name)) != after.get((kind, name)):
                self._recount(kind, name, records.period_of(kind, record.date))
        self._touch("home")
        if known != (len(packed) or None):
            self._touch_years(record.newspaper, record.date, ends)

    def touch_all(self) -> None:
        """Have every list written, at the address that it has now: what all of them show has changed."""
        names = self._db.execute("SELECT DISTINCT kind, name FROM periods").fetchall()
        self._db.execute("DELETE FROM lists")
        self._db.executemany(
            "INSERT INTO lists VALUES (?, ?, ?)", [(records.list_path(kind, name), kind, name) for kind, name in names]
        )
        self._db.execute("INSERT OR IGNORE INTO touched SELECT kind, name, period FROM periods")
        self._db.execute(
            "INSERT OR IGNORE INTO touched SELECT DISTINCT 'year', newspaper, substr(date, 1, 4) FROM issues"
        )
        self._touch("all")

    def untouch(self) -> None:
        """Take note that all lists are written."""
        self._db.execute("DELETE FROM touched")
        self._db.execute(
            "DELETE FROM lists WHERE NOT EXISTS (SELECT 1 FROM periods WHERE kind = lists.kind AND name = lists.name)"
        )

    def _members(self, key: tuple[str, str]) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        rows = self._db.execute("SELECT ref, lists FROM articles WHERE newspaper = ? AND date = ? ORDER BY number", key)
        for ref, lists in rows:
            for line in lists.splitlines():
                kind, _, name = line.partition(" ")
                found[kind, name].append(ref)
        return found

    def _forget(self, key: tuple[str, str], members: dict[tuple[str, str], list[str]]) -> None:
        day = date.fromisoformat(key[1])
        self._db.executemany(
            "DELETE FROM members WHERE kind = ? AND name = ? AND period = ? AND date = ? AND newspaper = ?",
            [(kind, name, records.period_of(kind, day), key[1], key[0]) for kind, name in members],
        )
        self._db.execute("DELETE FROM articles WHERE newspaper = ? AND date = ?", key)
        self._db.execute("DELETE FROM issues WHERE newspaper = ? AND date = ?", key)

    def _count(self, key: tuple[str, str]) -> int | None:
        row = self._db.execute("SELECT articles FROM issues WHERE newspaper = ? AND date = ?", key).fetchone()
        return row[0] if row else None

    def _ends(self, newspaper: str) -> tuple[str | None, str | None]:
        first, last = self._db.execute(
            "SELECT min(date), max(date) FROM issues WHERE newspaper = ?", (newspaper,)
        ).fetchone()
        return first, last

    def _recount(self, kind: str, name: str, period: str) -> None:
        where = (kind, name, period)
        was = self._db.execute("DELETE FROM periods WHERE kind = ? AND name = ? AND period = ?", where).rowcount
        now = self._db.execute(
            "INSERT INTO periods SELECT kind, name, period, count(*), min(date), max(date) FROM members"
            " WHERE kind = ? AND name = ? AND period = ? GROUP BY kind, name, period",
            where,
        ).rowcount
        self._touch(*where)
        if not was:
            path = records.list_path(kind, name)
            self._db.execute("INSERT OR IGNORE INTO lists VALUES (?, ?, ?)", (path, kind, name))
        if was != now:  # a period more or less: those beside it have another step to take
            for query in (
                "SELECT max(period) FROM periods WHERE kind = ? AND name = ? AND period < ?",
                "SELECT min(period) FROM periods WHERE kind = ? AND name = ? AND period > ?",
            ):
                (beside,) = self._db.execute(query, where).fetchone()
                if beside:
                    self._touch(kind, name, beside)

    def _touch_years(self, newspaper: str, day: date, ends: tuple[str | None, str | None]) -> None:
        """The year of a day, the years beside it, and those at whose end a day is now missing or no longer so."""
        touched = {f"{day.year:04d}"}
        for end, now in zip(ends, self._ends(newspaper), strict=True):
            if end != now:
                touched |= {found[:4] for found in (end, now) if found}
        before, after = self.steps(newspaper, day)
        touched |= {f"{step.year:04d}" for step in (before, after) if step and step.year != day.year}
        for year in touched:
            self._touch("year", newspaper, year)

    def _touch(self, kind: str, name: str = "", period: str = "") -> None:
        self._db.execute("INSERT OR IGNORE INTO touched VALUES (?, ?, ?)", (kind, name, period))

    # --- Asking -------------------------------------------------------------------------------------------------------

    def touched(self) -> dict[str, list[tuple[str, str]]]:
        """What is to be written, by kind: section or person (name, period), year (newspaper, year), home, all."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for kind, name, period in self._db.execute(
            "SELECT kind, name, period FROM touched ORDER BY kind, name, period"
        ):
            found[kind].append((name, period))
        return found

    def has_list(self, path: str) -> bool:
        """Whether a section or person has its page at this address."""
        return has_list(self._db, path)

    def newspapers(self) -> tuple[NewspaperView, ...]:
        """The newspapers in the order of the settings; those that the settings do not name stand last."""
        issues: dict[str, list[IssueRef]] = defaultdict(list)
        years: dict[str, list[YearRef]] = defaultdict(list)
        rows = self._db.execute(
            "SELECT newspaper, substr(date, 1, 4), count(*), sum(articles) FROM issues GROUP BY 1, 2 ORDER BY 1, 2"
        )
        for newspaper, year, count, articles in rows:
            years[newspaper].append(YearRef(int(year), identify.year_path(newspaper, int(year)), count, articles))
        for key in years:
            for query in (
                "SELECT date, articles FROM issues WHERE newspaper = ? ORDER BY date ASC LIMIT 1",
                "SELECT date, articles FROM issues WHERE newspaper = ? ORDER BY date DESC LIMIT 1",
            ):
                issues[key].append(_issue_ref(key, *self._db.execute(query, (key,)).fetchone()))
        named = [newspaper.key for newspaper in self._settings.newspapers]
        views = []
        for key in [*named, *sorted(years.keys() - set(named))]:
            ref = issues_of.newspaper_ref(self._settings.newspaper(key))
            first, last = issues.get(key, (None, None))
            views.append(
                NewspaperView(
                    ref.key,
                    ref.name,
                    ref.lang,
                    ref.subtitle,
                    ref.place,
                    ref.founded,
                    latest=last,
                    first=first,
                    years=tuple(years.get(key, ())),
                )
            )
        return tuple(views)

    def issues_of_year(self, newspaper: str, year: int) -> tuple[IssueRef, ...]:
        """The issues of a newspaper in a year, oldest first."""
        rows = self._db.execute(
            "SELECT date, articles FROM issues WHERE newspaper = ? AND date BETWEEN ? AND ? ORDER BY date",
            (newspaper, f"{year:04d}-01-01", f"{year:04d}-12-31"),
        )
        return tuple(_issue_ref(newspaper, day, articles) for day, articles in rows)

    def steps(self, newspaper: str, day: date) -> Steps:
        """The days of the issues before and after a day."""
        before, after = (
            self._db.execute(query, (newspaper, day.isoformat())).fetchone()[0]
            for query in (
                "SELECT max(date) FROM issues WHERE newspaper = ? AND date < ?",
                "SELECT min(date) FROM issues WHERE newspaper = ? AND date > ?",
            )
        )
        return (date.fromisoformat(before) if before else None, date.fromisoformat(after) if after else None)

    def issue(self, newspaper: str, day: date) -> IssueView:
        """An issue as its own page shows it."""
        key = (newspaper, day.isoformat())
        (notes,) = self._db.execute("SELECT notes FROM issues WHERE newspaper = ? AND date = ?", key).fetchone()
        rows = self._db.execute("SELECT ref FROM articles WHERE newspaper = ? AND date = ? ORDER BY number", key)
        return issues_of.issue_view(
            issues_of.newspaper_ref(self._settings.newspaper(newspaper)),
            tuple(records.unpack(ref) for (ref,) in rows),
            records.unpack_notes(notes),
            self.steps(newspaper, day),
        )

    def totals(self) -> Totals:
        """What the archive holds."""
        articles, issues, pages, first, last = self._db.execute(
            "SELECT coalesce(sum(articles), 0), count(*), coalesce(sum(pages), 0), min(date), max(date) FROM issues"
        ).fetchone()
        (persons,) = self._db.execute("SELECT count(DISTINCT name) FROM periods WHERE kind = 'person'").fetchone()
        return Totals(
            articles=articles,
            issues=issues,
            pages=pages,
            persons=persons,
            first_date=date.fromisoformat(first) if first else None,
            last_date=date.fromisoformat(last) if last else None,
        )

    def lists(self, kind: str) -> Iterator[ListEntry]:
        """All sections or all persons."""
        rows = self._db.execute(
            "SELECT name, path, sum(articles), min(first), max(last) FROM periods JOIN lists USING (kind, name)"
            " WHERE kind = ? GROUP BY name",
            (kind,),
        )
        for name, path, count, first, last in rows:
            yield ListEntry(name, path, count, date.fromisoformat(first), date.fromisoformat(last))

    def listing(self, kind: str, name: str) -> ListView | None:
        """A section or a person, None when no article has it."""
        rows = self._db.execute(
            "SELECT period, articles, first, last FROM periods WHERE kind = ? AND name = ? ORDER BY period DESC",
            (kind, name),
        ).fetchall()
        if not rows:
            return None
        return ListView(
            name,
            records.list_path(kind, name),
            count=sum(row[1] for row in rows),
            first_date=date.fromisoformat(rows[-1][2]),
            last_date=date.fromisoformat(rows[0][3]),
            periods=tuple(
                PeriodRef(
                    period,
                    period_words(period, self._settings.ui_language),
                    records.list_path(kind, name, period),
                    count,
                )
                for period, count, _, _ in rows
            ),
        )

    def articles(self, kind: str, name: str, period: str) -> tuple[ArticleRef, ...]:
        """The articles of one period of a list: by day, newspaper and place in print."""
        return tuple(records.unpack(row[3]) for row in self._listed(kind, name, period, period))

    def latest(self, kind: str, name: str) -> tuple[ArticleRef, ...]:
        """The newest articles of a list, newest day first, within a day as printed."""
        newest = self._db.execute(
            "SELECT date FROM members WHERE kind = ? AND name = ? ORDER BY period DESC, date DESC LIMIT ?",
            (kind, name, LATEST),
        ).fetchall()
        if not newest:
            return ()
        (oldest,) = newest[-1]
        period = records.period_of(kind, date.fromisoformat(oldest))
        # The oldest day shown begins with its first articles in print, not with its last.
        rows = [row for row in self._listed(kind, name, period, "9999-12") if row[0] >= oldest]
        rows.sort(key=itemgetter(0), reverse=True)
        return tuple(records.unpack(row[3]) for row in rows[:LATEST])

    def _listed(self, kind: str, name: str, first: str, last: str) -> list[tuple[str, str, int, str]]:
        """The articles of some periods of a list, each with day, newspaper and place in print before it."""
        rows = self._db.execute(
            "SELECT date, newspaper, number, ref FROM members JOIN articles USING (newspaper, date, number)"
            " WHERE kind = ? AND name = ? AND period BETWEEN ? AND ?",
            (kind, name, first, last),
        ).fetchall()
        named = {newspaper.key: place for place, newspaper in enumerate(self._settings.newspapers)}
        rows.sort(key=lambda row: (row[0], named.get(row[1], len(named)), row[1], row[2]))
        return rows

    def issue_keys(self) -> Iterator[IssueKey]:
        """All issues, by newspaper and date."""
        for newspaper, day in self._db.execute("SELECT newspaper, date FROM issues ORDER BY newspaper, date"):
            yield newspaper, date.fromisoformat(day)


def in_memory(settings: Settings) -> Catalog:
    """An empty catalogue for one run."""
    database = sqlite3.connect(":memory:")
    database.executescript(SCHEMA)
    return Catalog(database, settings)


def has_list(database: sqlite3.Connection, path: str) -> bool:
    """Whether a section or person has its page at this address."""
    query = "SELECT 1 FROM lists JOIN periods USING (kind, name) WHERE path = ? LIMIT 1"
    return bool(database.execute(query, (path,)).fetchone())


def _listed(pairs: list[tuple[str, str]]) -> str:
    return "\n".join(f"{kind} {name}" for kind, name in pairs)


def _issue_ref(newspaper: str, day: str, articles: int) -> IssueRef:
    found = date.fromisoformat(day)
    return IssueRef(found, identify.issue_path(newspaper, found), newspaper, articles)
