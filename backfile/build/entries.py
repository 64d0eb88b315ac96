"""From the metadata of a Pelican article to an `Entry`, also for an article that a person wrote with a title only."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from backfile import identify, markdown
from backfile.errors import ContentError, SettingsError
from backfile.settings import LANGUAGE_TAG

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backfile.models import Entry
    from backfile.settings import Settings

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_TAKEN = re.compile(r"index|p[a-z]{0,2}[0-9]{2,3}[a-z]?", re.IGNORECASE)  # the issue's own page, its pages


def entry_of(metadata: Mapping[str, Any], source: str, settings: Settings, *, undated: date | None = None) -> Entry:
    """The entry of an article as Pelican has read its metadata.

    What a person left out is filled in: the newspaper from the id or the settings, the language from the newspaper,
    an id from the newspaper, the date and the file's name, which stays the same while these do.

    Args:
        metadata: Pelican's, with its dates, authors and tags as objects.
        source: the article's path in the content folder.
        settings: the archive's own.
        undated: the date of an article that has none (a draft).

    Raises:
        ContentError: a value cannot be meant.
    """
    values = {key.replace("-", "_"): _text(value) for key, value in metadata.items()}
    values = {key: value for key, value in values.items() if value}
    values["authors"] = values.get("authors") or values.pop("author", "")
    day = _day(metadata.get("date"), undated)
    if day is None:
        raise ContentError("there is no Date", source=source, remedy="write `Date: YYYY-MM-DD`")
    identity = identify.ARTICLE_ID.fullmatch(values.get("id", ""))
    key = values.get("newspaper") or (identity["newspaper"] if identity else settings.default_newspaper)
    try:
        newspaper = settings.newspaper(key)
    except SettingsError as error:
        raise ContentError(f"Newspaper: {error.reason}", source=source, remedy=error.remedy) from error
    values["date"] = day.isoformat()
    values["newspaper"] = newspaper.key
    stem = posixpath.splitext(posixpath.basename(source))[0]
    values.setdefault("id", identify.web_id(newspaper.key, day, stem.encode()))
    entry = markdown.from_metadata(values, source)
    if entry.article.lang and not LANGUAGE_TAG.fullmatch(entry.article.lang):
        raise ContentError(
            f"Lang is {entry.article.lang[:80]!r}", source=source, remedy="write a language tag such as zh-cn or en"
        )
    article = replace(entry.article, lang=(entry.article.lang or newspaper.lang).lower())
    return replace(entry, article=article)


def slug_of(entry: Entry, given: str, source: str) -> str:
    """The name of the article's file in the site: `Slug` as given, else the id.

    Raises:
        ContentError: it cannot be a file's name beside the pages of the issue.
    """
    slug = given or entry.id
    if not _FILE_NAME.fullmatch(slug) or _TAKEN.fullmatch(slug):
        raise ContentError(
            f"Slug is {slug[:80]!r}, which cannot name a page of the site",
            source=source,
            remedy="use letters a-z, digits and -, or take it away",
        )
    return slug


def _day(value: object, undated: date | None) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else undated


def _text(value: object) -> str:
    """A value as the text it was read from; Pelican's lists of authors and tags with `;` again."""
    if isinstance(value, str):
        return " ".join(value.split("\n")).strip()
    if isinstance(value, (list, tuple)):
        parts = [str(part) for part in value]
        # Several lines under one key are one value; several authors or tags are objects and not text.
        return (" " if all(isinstance(part, str) for part in value) else "; ").join(parts).strip()
    return str(value) if value is not None else ""
