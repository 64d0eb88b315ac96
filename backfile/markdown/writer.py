"""An article as the text of its file."""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING

from backfile import escape
from backfile.models import Figure, Paragraph, Subhead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from backfile.models import BodyItem, Credit, Entry, Review

VALUE_LIMIT = 2000
"""Characters of one metadata value; the longest printed headline known is under 200, a lead under 1,000."""
LIST_LIMIT = 200
"""Names or tags of one list."""

# Separators inside a value become the full-width sign that looks the same in print.
IN_LIST = str.maketrans({";": "；"})
IN_NAME = IN_LIST | str.maketrans({"(": "（", ")": "）"})
IN_ORGANISATION = IN_LIST | str.maketrans("()（）", "〔〕〔〕")
IN_ROLE = IN_ORGANISATION | str.maketrans({",": "，"})


def write(entry: Entry) -> str:
    """An article as the text of its file."""
    head = "".join(f"{key}: {value}\n" for key, value in _metadata(entry) if value)
    body = "\n\n".join(filter(None, map(_body_block, entry.article.body)))
    return f"{head}\n{body}\n" if body else f"{head}\n"


def _metadata(entry: Entry) -> Iterator[tuple[str, str]]:
    article = entry.article
    slug = next((value for key, value in entry.extra if key.lower() == "slug"), entry.id)
    names = tuple(dict.fromkeys(_name(credit) for credit in article.credits))
    yield "Title", _value(article.title) or "…"
    yield "Kicker", _value(article.kicker)
    yield "Subtitle", _value(article.subtitle)
    yield "Date", entry.date.isoformat()
    yield "Date_Certainty", "inferred" if entry.date_certainty == "inferred" else ""
    yield "Published", _moment(article.published) if article.published else ""
    yield "Newspaper", entry.newspaper
    yield "Page", _value(entry.page)
    yield "Section", _value(article.section)
    yield "Authors", _list(names)
    yield "Credits", "; ".join(filter(None, map(_credit, article.credits[:LIST_LIMIT])))
    yield "Byline", _value(article.byline)
    yield "Dateline", _value(article.dateline)
    yield "Jump", _value(article.jump)
    yield "Summary", _value(article.summary)
    yield "Kind", article.kind
    yield "Places", _list(article.places)
    yield "Persons", _list(article.persons)
    yield "Organisations", _list(article.organisations)
    yield "Dates", _list(article.dates)
    yield "Tags", _list(article.tags)
    yield "Lang", _value(article.lang)
    yield "Url", _value(article.url)
    yield "Pictures", " ".join(filter(None, (re.sub(r"\s", "%20", _value(url)) for url in article.pictures)))
    yield "Id", entry.id
    yield "Slug", _value(slug)
    yield "Source", _value(entry.source)
    yield "Source_Hash", entry.source_hash
    yield "Review", "; ".join(_review(review) for review in article.review[:LIST_LIMIT])
    yield "Confidence", "; ".join(f"{decision} {chance:.2f}" for decision, chance in article.confidence)
    for key, value in entry.extra:
        if key.lower() != "slug":
            yield key, escape.one_line(value)


def _value(text: str) -> str:
    return escape.one_line(text, VALUE_LIMIT)


def _moment(moment: datetime) -> str:
    """A day and time; a day alone, which is midnight nowhere in particular, stays a day."""
    is_day = moment.tzinfo is None and moment.time() == time.min
    return moment.date().isoformat() if is_day else moment.isoformat(timespec="seconds")


def _list(values: Iterable[str]) -> str:
    """Values with `;` between them; a single one with a comma ends in `;`, else Pelican divides it there."""
    kept = [value for value in (_value(value).translate(IN_LIST) for value in values) if value][:LIST_LIMIT]
    return f"{kept[0]};" if len(kept) == 1 and "," in kept[0] else "; ".join(kept)


def _name(credit: Credit) -> str:
    return _value(credit.name).translate(IN_NAME)


def _credit(credit: Credit) -> str:
    """`NAME (ROLE, ORGANISATION)`; empty brackets keep a name that itself ends in brackets from being read so."""
    name = _name(credit)
    role = _value(credit.role or "").translate(IN_ROLE)
    organisation = _value(credit.organisation or "").translate(IN_ORGANISATION)
    words = f"{role}, {organisation}".strip() if organisation else role
    return f"{name} ({words})" if name and (words or name.endswith("）")) else name


def _review(review: Review) -> str:
    words = _value(review.words).translate(IN_LIST)
    return f"{review.code}: {words}" if words else review.code


def _body_block(item: BodyItem) -> str:
    if isinstance(item, Paragraph):
        return "" if escape.is_blank(item.text) else escape.escape(item.text)
    if isinstance(item, Subhead):
        return f"{'#' * item.level} {escape.escape_heading(item.text)}" if not escape.is_blank(item.text) else ""
    if isinstance(item, Figure):
        caption = escape.escape_inline(item.caption).replace("]", "\\]")
        return f"![{caption}]({item.path})"
    return re.sub(r"\n(?:[ \t]*\n)+", "\n\n", item.text.strip("\n").rstrip())
