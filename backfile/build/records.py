"""An issue as the catalogue keeps it: what lists, calendars and neighbours need of its articles, as text and back."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from backfile import identify
from backfile.build.views import ArticleRef, PersonRef, PictureRef, SectionRef
from backfile.models import PageNotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backfile.build.issues import IssueKey, Notes

_FIELDS = [field.name for field in fields(ArticleRef)]
_DATE = _FIELDS.index("date")


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """A day's edition with its listed articles in print order.

    `names` are for each article the persons that it is listed under; `pages` counts the printed pages.
    """

    newspaper: str
    date: date
    articles: tuple[ArticleRef, ...]
    names: tuple[tuple[str, ...], ...]
    notes: Notes
    pages: int

    @property
    def key(self) -> IssueKey:
        """Its newspaper and date."""
        return (self.newspaper, self.date)

    def list_paths(self) -> set[str]:
        """Addresses of the lists that show its articles."""
        return {list_path(kind, name) for kind, name, _ in members(self)}


def members(record: IssueRecord) -> Iterator[tuple[str, str, int]]:
    """The lists that show the issue's articles: kind, name, number of the article in the issue."""
    for number, (ref, names) in enumerate(zip(record.articles, record.names, strict=True)):
        if ref.section:
            yield "section", ref.section.name, number
        for name in names:
            yield "person", name, number


def list_path(kind: str, name: str, period: str = "") -> str:
    """Address of a list, or of one period of it (`2026-03`, `2026`)."""
    if kind == "person":
        return identify.person_path(name, int(period) if period else None)
    year, _, month = period.partition("-")
    return identify.section_path(name, (int(year), int(month)) if period else None)


def period_of(kind: str, day: date) -> str:
    """The period of a list in which a day falls: a month of a section, a year of a person."""
    return f"{day.year:04d}" if kind == "person" else f"{day.year:04d}-{day.month:02d}"


def pack(ref: ArticleRef) -> str:
    """An article as one line of JSON."""
    values: list[Any] = [getattr(ref, name) for name in _FIELDS]
    values[_DATE] = ref.date.isoformat()
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=astuple)


def unpack(text: str) -> ArticleRef:
    """The article in a line that `pack` has made."""
    values: dict[str, Any] = dict(zip(_FIELDS, json.loads(text), strict=True))
    values["authors"] = tuple(PersonRef(*author) for author in values["authors"])
    values["date"] = date.fromisoformat(values["date"])
    values["section"] = SectionRef(*values["section"]) if values["section"] else None
    values["review"] = tuple(values["review"])
    values["picture"] = PictureRef(*values["picture"]) if values["picture"] else None
    return ArticleRef(**values)


def pack_notes(notes: Notes) -> str:
    """The notes of an issue as JSON."""
    return json.dumps([astuple(note) for note in notes], ensure_ascii=False)


def unpack_notes(text: str) -> Notes:
    """The notes that `pack_notes` has made a text of."""
    return tuple(PageNotes(number, section, tuple(lines)) for number, section, lines in json.loads(text))


def dump(record: IssueRecord) -> dict[str, Any]:
    """An issue as JSON may hold it, for the way from one process to another."""
    return {
        "newspaper": record.newspaper,
        "date": record.date.isoformat(),
        "articles": [pack(ref) for ref in record.articles],
        "names": record.names,
        "notes": pack_notes(record.notes),
        "pages": record.pages,
    }


def load(values: dict[str, Any]) -> IssueRecord:
    """The issue that `dump` has made values of."""
    return IssueRecord(
        newspaper=values["newspaper"],
        date=date.fromisoformat(values["date"]),
        articles=tuple(map(unpack, values["articles"])),
        names=tuple(map(tuple, values["names"])),
        notes=unpack_notes(values["notes"]),
        pages=values["pages"],
    )
