"""A record of an export as an article: its day, its authors, its paragraphs."""

from __future__ import annotations

import email.utils
import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from backfile import bylines, dates
from backfile.errors import SourceError
from backfile.escape import HIDDEN, is_blank
from backfile.identify import page_label
from backfile.models import Article, Credit, Paragraph, Review
from backfile.segment.compose import first_words
from backfile.sources.exports import markup

if TYPE_CHECKING:
    from backfile.models import BodyItem
    from backfile.sources.exports.record import Record

MOMENT = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.]?)(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)"
    r"(?:(?:T|\s+)(?P<hour>\d\d?):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?"
)
FEED = re.compile(r"(?:[A-Z][a-z]{2}, )?\d\d? [A-Z][a-z]{2} \d{4} \d\d:\d\d")
"""How feeds write a moment: Mon, 09 Mar 2026 08:30:00 +0800."""
OTHER_ORDER = re.compile(r"(\d\d?)[/.](\d\d?)[/.](\d{4})(?:\s+\d\d?:\d\d(?::\d\d)?)?")
BETWEEN = re.compile(r"\s*(?:[;；、]|[,，](?!\s*(?:Jr|Sr|II|III|PhD|MD)\b)|\band\b|\s&\s)\s*")
ADDRESS = re.compile(r"https?://\S{1,2000}", re.IGNORECASE)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
HAN = re.compile(r"[\u3400-\u9fff]")
ENGLISH = re.compile(r"\b(?:the|of|and|to|in)\b", re.IGNORECASE)
SAMPLE = 2000
WORDS = 20_000
DATE_LIMIT = 60
NAME_LIMIT = 60
MEMBERS_LIMIT = 100

WRITE_THE_DATE = "write it as 2026-03-09 or 2026-03-09T08:30:00+08:00"


def day_of(record: Record) -> tuple[date | None, datetime | None]:
    """The day that a record gives itself, and the moment if it has the time of day too; None where it says nothing.

    The day is the one that is written; nothing is converted between time zones. Midnight without a zone is how
    databases write a day.

    Raises:
        SourceError: what stands there is no date, or one of two.
    """
    text = record.get("date")
    if not text:
        return None, None
    found = _moment(text[:DATE_LIMIT]) if len(text) <= DATE_LIMIT else None
    if found is None:
        raise SourceError(f"its date is {text[:DATE_LIMIT]!r}", line=record.line, remedy=WRITE_THE_DATE)
    moment = found if isinstance(found, datetime) else None
    return (moment.date() if moment else found), moment


def _moment(text: str) -> datetime | date | None:
    if match := MOMENT.fullmatch(text.strip()):
        return _numbered(match)
    if match := OTHER_ORDER.fullmatch(text.strip()):
        first, second, year = (int(part) for part in match.groups())
        days = {_day(year, first, second), _day(year, second, first)} - {None}
        return days.pop() if len(days) == 1 else None
    if FEED.match(text):
        try:
            return email.utils.parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return dates.page_date([text])


def _numbered(match: re.Match[str]) -> datetime | date | None:
    if not match["mark"] and len(match["month"] + match["day"]) != 4:
        return None
    day = _day(int(match["year"]), int(match["month"]), int(match["day"]))
    zone = re.sub(r"^(?:Z|UTC|GMT)$", "+00:00", match["zone"] or "")
    clock = f"{int(match['hour'] or 0):02d}:{match['minute'] or '00'}:{match['second'] or '00'}"
    if day is None or (clock == "00:00:00" and not zone):
        return day
    try:
        return datetime.fromisoformat(f"{day.isoformat()}T{clock}{zone}")
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def words_of(record: Record) -> str:
    """The title and the beginning of the text, for who looks for a date in them."""
    return f"{record.get('title')}\n{record.get('text') or markup.plain(record.get('markup'))}"[:WORDS]


def article(record: Record) -> Article:
    """The article of a record.

    Raises:
        SourceError: its date cannot be read, or there is no text in its HTML.
    """
    body, pictures = _body(record)
    if not body:
        raise SourceError("there is no text in its HTML", line=record.line, remedy="give it one, or take it out")
    texts = [item.text for item in body if isinstance(item, Paragraph)]
    title = record.get("title")
    review = () if not is_blank(title) else (Review("headline-missing", "the record has no title"),)
    address = record.get("url")
    byline, credited = _credits(record.get("author"), record.get("byline"))
    return Article(
        title=title if not review else first_words(next(iter(texts), "")),
        body=body,
        kicker=record.get("kicker"),
        subtitle=record.get("subtitle"),
        credits=credited,
        byline=byline,
        dateline=record.get("dateline"),
        summary=record.get("summary"),
        section=record.get("section"),
        persons=_members(record.get("persons")),
        places=_members(record.get("places")),
        organisations=_members(record.get("organisations")),
        tags=_members(record.get("tags")),
        lang=_language(record.get("lang"), f"{title} {' '.join(texts)}"[:SAMPLE]),
        published=day_of(record)[1],
        url=address if ADDRESS.fullmatch(address) else "",
        review=review,
        pictures=pictures,
        page=page_label(record.get("page")) or "",
        further=record.further,
    )


def _body(record: Record) -> tuple[tuple[BodyItem, ...], tuple[str, ...]]:
    """The paragraphs, without a first one that only repeats the title; and the addresses of its pictures."""
    text = record.get("text")
    pictures: tuple[str, ...] = ()
    body: list[BodyItem]
    if source := record.get("markup") or (text if markup.is_markup(text) else ""):
        body, pictures = markup.body(source)
    else:
        body = [Paragraph(line) for line in map(_squeezed, text.splitlines()) if not is_blank(line)]
    first = body[0] if len(body) > 1 else None
    if isinstance(first, Paragraph) and _squeezed(first.text) == _squeezed(record.get("title")):
        del body[0]
    return tuple(body), pictures


def _squeezed(text: str) -> str:
    return " ".join(HIDDEN.sub("", text).split())


def _credits(author: str, byline: str) -> tuple[str, tuple[Credit, ...]]:
    """The byline as printed, if there is one, and who is credited: `author` may be a list of names or a byline."""
    found = bylines.own_line(author) if len(author) <= SAMPLE else None
    if found and found.strong and found.credits:
        return byline or author, found.credits
    parts = author[:SAMPLE].split("\n") if "\n" in author else BETWEEN.split(author[:SAMPLE])
    names = dict.fromkeys(name for name in map(str.strip, parts) if name and len(name) <= NAME_LIMIT)
    if not names and byline and (found := bylines.own_line(byline[:SAMPLE])):
        return byline, found.credits
    return byline, tuple(map(Credit, names))


def _members(text: str) -> tuple[str, ...]:
    """The members of a list in lines; of one in a single line divided by `;` or 、, or by commas if it has neither."""
    divider = next((marks for marks in ("\n", ";；、|") if any(mark in text for mark in marks)), ",，")
    parts = re.split(f"[{divider}]", text)
    return tuple(dict.fromkeys(filter(None, map(str.strip, parts))))[:MEMBERS_LIMIT]


def _language(declared: str, text: str) -> str:
    """The language tag: as declared, else Chinese or English if the writing shows it, else open."""
    declared = declared.replace("_", "-")
    if LANGUAGE.fullmatch(declared):
        return declared.lower()
    letters = sum(character.isalpha() for character in text)
    if 3 * len(HAN.findall(text)) > letters:
        return "zh"
    return "en" if letters > SAMPLE // 20 and 40 * len(ENGLISH.findall(text)) > letters else ""
