"""Which issue and page an input belongs to: what its name, its print, the maintainer and its text say.

In this order, because the first is what somebody has written down on purpose and the last is a guess:

1. a date in the file's name or its folders (`2022-03-24/03.txt`, `citydaily-20220324-p03.txt`, `2022/03/24/03.txt`);
   of a web article, first the date that it carries itself, because its file is named by who saved it, and when;
2. the date that the page prints;
3. `--date`, which so fills the gaps of a folder of dated files without changing any;
4. what the text lets one infer, with the year of the other pages in its folder where it names none. Of a web article
   what the page hints at goes before that (when it was changed, or saved), and the day on which its file was changed
   comes last. The article then says so and asks for a look.

A page number follows the same order. A bare number as the whole name (`007.txt`) is the weakest: often it only
counts files, so the printed number and `--page` go before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from backfile import dates
from backfile.errors import UndatedError
from backfile.identify import page_label
from backfile.models import Page, Paragraph, Review
from backfile.sources import exports

if TYPE_CHECKING:
    from pathlib import Path

    from backfile.models import Article, DateCertainty

FIRST_YEAR, LAST_YEAR = 1600, 2199
"""The first printed newspaper appeared in 1605."""

DATE = re.compile(r"(?<!\d)(\d{4})(?:([-_.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))(?!\d)")
DAY_OF_FOLDERS = re.compile(r"(?<!\d)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)[^/]*$")
NAMED_PAGE = re.compile(r"(?:^|[-_. ])(?:p|page|第)[-_. ]?(?P<page>[A-Za-z]?\d{1,3})(?:版)?$", re.IGNORECASE)
BARE_PAGE = re.compile(r"(?:^|[-_. ])(?P<page>[A-Za-z]?\d{1,3})(?:版)?$")

FILE_CHANGED = "the day on which its file was last changed"

HOW_TO_DATE = "give --date YYYY-MM-DD, or name the file or its folder by its date, such as 2022-03-24/03.txt"


@dataclass(frozen=True, slots=True)
class Placement:
    """The issue and page of one input. `page` is empty when unknown; `notes` are for the eyes of the maintainer."""

    date: date
    page: str = ""
    certainty: DateCertainty = "certain"
    review: tuple[Review, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """What a path says; `page_is_certain` when the name calls it a page or stands beside a date."""

    date: date | None
    page: str | None
    page_is_certain: bool


def read_path(path: Path) -> Named:
    """The date and page that stand in a file's name and its folders."""
    name = path.name.split(".")[0] if not DATE.search(path.name) else path.stem
    match = DATE.search(name)
    day = _day(match)
    if match and day:
        name = name[: match.start()] + " " + name[match.end() :]
    else:
        day = day_of_folder(path.parent)
    name = name.rstrip("-_. ")
    named = NAMED_PAGE.search(name)
    bare = named or BARE_PAGE.search(name)
    return Named(day, page_label(bare["page"]) if bare else None, bool(named or (bare and day)))


def day_of_folder(folder: Path) -> date | None:
    """The day that the last folders on a path name, or the last alone; a person may have added to its name."""
    return _day(DAY_OF_FOLDERS.search("/".join(folder.parts[-3:]))) or _day(DATE.search(folder.name))


def _day(match: re.Match[str] | None) -> date | None:
    if not match:
        return None
    year, month, day = (int(part) for part in match.groups() if part and part.isdigit())
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if FIRST_YEAR <= year <= LAST_YEAR else None


def of_page(
    page: Page, path: Path, source: str, given_date: date | None, given_page: str | None, near: date | None = None
) -> Placement:
    """Where a page of text belongs. `near` is the day of the pages beside it, for one that names no year itself.

    Raises:
        UndatedError: nothing tells its date.
    """
    named = read_path(path)
    certain_name = named.page if named.page_is_certain else None
    number = certain_name or page.number or given_page or named.page or ""
    notes, review = [], []
    if day := named.date or page.date or given_date:
        if named.date and page.date and named.date != page.date:
            review.append(Review("date-doubtful", f"the page prints {page.date}, its name says {named.date}"))
        if given_date and given_date != day:
            notes.append(f"{source}: the date is {day} by its own account, not {given_date}")
        return Placement(day, number, "certain", tuple(review), tuple(notes))
    text = "\n".join(line.text for block in page.blocks for line in block.lines)
    return _inferred(text, source, number, near=near)


def of_article(
    article: Article, path: Path, source: str, given_date: date | None, given_page: str | None, latest: date | None
) -> Placement:
    """Where a finished article belongs.

    Args:
        article: the article.
        path: its file.
        source: what the file is called in messages.
        given_date: the day of what tells none itself.
        given_page: its page.
        latest: the day on which the file was last changed, before which it came out, None if unknown.

    Raises:
        UndatedError: nothing tells its date.
    """
    own = article.published.date() if article.published else None
    page = given_page or article.page
    if day := own or read_path(path).date or given_date:
        differs = given_date and given_date != day
        notes = (f"{source}: the date is {day} by its own account, not {given_date}",) if differs else ()
        return Placement(day, page, notes=notes)
    if article.suggested and FIRST_YEAR <= article.suggested[0].year <= LAST_YEAR:
        hint, why = article.suggested
        return Placement(hint, page, "inferred", (Review("date-inferred", why),))
    text = "\n".join([article.title, *(item.text for item in article.body if isinstance(item, Paragraph))])
    return _inferred(text, source, page, latest=latest)


def of_record(record: exports.Record, source: str, given_date: date | None, given_page: str | None) -> Placement:
    """Where a record of an export belongs. The name of its file tells nothing: it dates the export.

    Raises:
        SourceError: its date cannot be read.
        UndatedError: nothing tells its date.
    """
    page = page_label(record.get("page")) or given_page or ""
    if day := exports.day_of(record)[0] or given_date:
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise UndatedError(f"its date would be {day}", source=source, remedy="correct it")
        return Placement(day, page)
    text = exports.words_of(record)
    return _inferred(text, source, page, remedy="give it a date, or give --date YYYY-MM-DD for all that have none")


def _inferred(
    text: str,
    source: str,
    page: str,
    remedy: str = HOW_TO_DATE,
    near: date | None = None,
    latest: date | None = None,
) -> Placement:
    found = dates.infer(text, near, latest)
    if latest and not (found and found[0].year >= FIRST_YEAR):
        found = latest, FILE_CHANGED
    if not found:
        raise UndatedError("nothing tells its date", source=source, remedy=remedy)
    day, why = found
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UndatedError(f"its date would be {day}", source=source, remedy=remedy)
    return Placement(day, page, "inferred", (Review("date-inferred", why),))
