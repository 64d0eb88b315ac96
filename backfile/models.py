"""The things a newspaper is made of. Frozen, typed, without behaviour beyond themselves.

The words are the field's own: an *issue* of a *newspaper* has *pages* with *articles*, and an article has a
headline (`title`), a `kicker` above it and a `subtitle` below it, a `byline`, a `dateline` and a `body`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime  # noqa: TC003 (dataclass fields are introspected)
from typing import Literal

Kind = Literal["article", "photo", "notice", "advertisement", "obituary", "weather", "table"]
DateCertainty = Literal["certain", "inferred"]


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its 1-based number in the source file and its text without the line end."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand together in a dump, between blank lines."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The dump of one printed page, as its file gives it.

    `date` and `number` are what the furniture of the page says (`A03`, `3`), None where it says nothing.
    """

    blocks: tuple[Block, ...]
    date: date | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """One credited person: the name, the role in printed words (记者, 通讯员, photographer), the organisation."""

    name: str
    role: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """What a person should look at: a code such as `headline-missing`, and a few words."""

    code: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text, without line ends. It means itself: no character of it is markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Subhead:
    """A sub-head inside the body, plain text. `level` 2 is the first below the headline."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture inside the body: caption, and the path of the picture relative to the article's file."""

    caption: str
    path: str


@dataclass(frozen=True, slots=True)
class Markup:
    """A piece of body that is already safe Markdown (a list, a table or a quotation of a web article)."""

    text: str


BodyItem = Paragraph | Subhead | Figure | Markup


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is printed on a page and belongs to no article: folio, date line, names of the editors."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class PageNotes:
    """What an issue's own metadata says of a page: number as printed, section name, furniture lines."""

    number: str
    section: str = ""
    furniture: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """An article as found in its source, before it has its place in the archive.

    `lines` is its first and last line in the source, None for a source without lines. `published` is a date of
    the article's own (web articles), None when the issue's date holds. `dates` are the days that its text speaks of, in
    EDTF. `review` says what a person should look at. `confidence` has for each decision of the converter (`headline`,
    `byline`, `extent`) the chance from 0 to 1 that it is right. `pictures` are addresses of pictures that stayed on the
    web. `suggested` is a day that a source without a date of its own only hints at, with the reason in a few words.
    `page` is the page of the issue that a source prints for this one article. `jump` are its jump lines as printed
    (下转第三版), `continues_on` and `continued_from` the pages that they name. `further` are keys and values that an
    export has beside ours.
    """

    title: str
    body: tuple[BodyItem, ...]
    kicker: str = ""
    subtitle: str = ""
    credits: tuple[Credit, ...] = ()
    byline: str = ""
    dateline: str = ""
    summary: str = ""
    kind: Kind = "article"
    section: str = ""
    persons: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    lang: str = ""
    published: datetime | None = None
    url: str = ""
    lines: tuple[int, int] | None = None
    review: tuple[Review, ...] = ()
    confidence: tuple[tuple[str, float], ...] = ()
    pictures: tuple[str, ...] = ()
    suggested: tuple[date, str] | None = None
    page: str = ""
    jump: str = ""
    continues_on: str = ""
    continued_from: str = ""
    further: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Segmented:
    """A page taken apart: its articles in the order of the dump, its furniture, its printed section name."""

    articles: tuple[Article, ...]
    furniture: tuple[Furniture, ...] = ()
    section: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with its place in the archive: what one Markdown file holds.

    `id` is `<newspaper>-<yyyymmdd>-p<page>-<nn>` and never changes once written. `source` names the input file and
    lines or the URL; `source_hash` is of the input region, so that a re-run knows what changed. `extra` are
    metadata keys that are not the archive's own, as written, with their values: what a person has added to the file,
    the further keys of an export, Pelican's `Status`.
    """

    article: Article
    id: str
    newspaper: str
    date: date
    page: str = ""
    date_certainty: DateCertainty = "certain"
    source: str = ""
    source_hash: str = ""
    extra: tuple[tuple[str, str], ...] = ()
