"""An input into entries: what of taking in needs no archive, so that any process can do it.

Nothing is raised here: what cannot be converted comes back as the error that says why, and so may cross from one
process to another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from backfile.enrich import enrich
from backfile.errors import BackfileError, SourceError
from backfile.escape import is_blank
from backfile.identify import content_hash, page_code, web_id
from backfile.ingest import placement, reading
from backfile.ingest.report import failed
from backfile.models import Entry, Page
from backfile.newspapers import NO_BOOK
from backfile.segment import segment
from backfile.sources import Source, exports, source_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from backfile.models import Article, Segmented
    from backfile.newspapers import Rulebook
    from backfile.settings import Newspaper

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for all inputs of a run: their newspaper and its rules, and date and page of what carries none.

    `near` is the day of the pages beside one that names no year.
    """

    newspaper: Newspaper
    day: date | None = None
    page: str | None = None
    book: Rulebook = NO_BOOK
    near: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file of one page or one article to be converted.

    `digest` is the hash of its bytes, `latest` the day by which an article that tells no day was out.
    """

    path: Path
    name: str
    digest: str
    terms: Terms
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class RecordOfExport:
    """A record of the export `name` to be converted; its place and its id are known before that."""

    name: str
    record: exports.Record
    place: placement.Placement
    id: str
    terms: Terms


@dataclass(frozen=True, slots=True)
class Converted:
    """What a document gave: where it belongs, its entries, and what is printed on the page and belongs to no article.

    The `id` of an entry is a page's prefix (`…-p03`) or already a web article's id. `text` is that of a page, line for
    line, None for an article of the web.
    """

    place: placement.Placement
    entries: tuple[Entry, ...]
    section: str = ""
    furniture: tuple[str, ...] = ()
    text: str | None = None


def document(job: Document) -> Converted | BackfileError:
    """Convert a file of one page or one article."""
    return _told(lambda: _document(job), job.name)


def record(job: RecordOfExport) -> Entry | BackfileError:
    """Convert a record of an export."""
    return _told(lambda: _record(job), job.name, job.record.line)


def _told(convert: Callable[[], _Result], name: str, line: int | None = None) -> _Result | BackfileError:
    """What a conversion gives, or what went wrong in it: an error of one input must not end the work on the others."""
    try:
        return convert()
    except BackfileError as error:
        return error
    except Exception as error:  # hostile bytes go through other people's parsers; they may fail in any way
        refusal = failed(error, name)
        refusal.line = line
        return refusal


def _record(job: RecordOfExport) -> Entry:
    entry = Entry(
        exports.article(job.record),
        job.id,
        "",
        job.place.date,
        source=f"{job.name}#{job.record.name}",
        source_hash=job.record.hash,
        extra=job.record.further,
    )
    return _placed(entry, job.place, job.terms)


def _document(job: Document) -> Converted:
    source = source_of(job.path)
    if not isinstance(source, Source):  # `gather` has let only known suffixes through
        raise SourceError("no source reads it", remedy="rename it")
    terms = job.terms
    read = reading.read(source, job.path, terms.book, terms.day)
    text = None
    if isinstance(read, Page):
        text = _page_text(read)
        place = placement.of_page(read, job.path, job.name, terms.day, terms.page, terms.near)
        segmented = segment(replace(read, number=place.page), terms.book.for_day(place.date))
        prefix = f"{terms.newspaper.key}-{place.date.isoformat().replace('-', '')}-{page_code(place.page)}"
        entries = _page_entries(read, segmented, job.name, prefix)
        furniture = tuple(line.text for line in segmented.furniture)
    else:
        place = placement.of_article(read, job.path, job.name, terms.day, terms.page, job.latest)
        segmented, furniture = None, ()
        identity = web_id(terms.newspaper.key, place.date, read.url.encode("utf-8", "replace") or job.digest.encode())
        entries = [Entry(read, identity, "", place.date, source=job.name, source_hash=job.digest)]
    if not entries:
        raise SourceError("there is no article on the page", remedy="check the file, or take it away")
    placed = tuple(_placed(entry, place, terms) for entry in entries)
    return Converted(place, placed, segmented.section if segmented else "", furniture, text)


def _page_text(page: Page) -> str:
    """The text of a page as it came in, line for line."""
    lines = {line.number: line.text for block in page.blocks for line in block.lines}
    return "".join(f"{lines.get(number, '')}\n" for number in range(1, max(lines, default=0) + 1))


def _page_entries(page: Page, segmented: Segmented, name: str, prefix: str) -> list[Entry]:
    """The articles of a page with the lines they come from."""
    lines = {line.number: line.text for block in page.blocks for line in block.lines}
    entries = []
    for article in segmented.articles:
        first, last = article.lines or (min(lines), max(lines))
        region = "\n".join(lines[number] for number in range(first, last + 1) if number in lines)
        article = replace(article, lines=(first, last), section=article.section or segmented.section)
        source = f"{name}#L{first}-L{last}"
        entries.append(Entry(article, prefix, "", date.min, source=source, source_hash=content_hash(region.encode())))
    return entries


def _placed(entry: Entry, place: placement.Placement, terms: Terms) -> Entry:
    """The entry with its issue, page and language."""
    article = entry.article
    article = replace(
        article,
        title=article.title if not is_blank(article.title) else "…",
        lang=_language(article, terms.newspaper.lang),
        review=article.review + place.review,
    )
    article = enrich(article, place.date, certain=place.certainty == "certain")
    return replace(
        entry,
        article=article,
        newspaper=terms.newspaper.key,
        date=place.date,
        page=place.page,
        date_certainty=place.certainty,
    )


def _language(article: Article, usual: str) -> str:
    """The language of an article: what was found in it, more exactly the newspaper's own kind of the same language."""
    found = article.lang
    if not found or (found in ("zh", "zh-cn", "en") and found.split("-")[0] == usual.split("-")[0]):
        return usual
    return found
