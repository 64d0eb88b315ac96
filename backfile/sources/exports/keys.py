"""The names of columns and keys: which mean what the archive has a place for, and what the others are called there."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from backfile.escape import is_blank, one_line
from backfile.sources.exports.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "编号", "編號"),
    "title": ("title", "headline", "标题", "標題", "题名"),
    "date": (
        "date",
        "published",
        "pub_date",
        "pubdate",
        "publish_date",
        "published_at",
        "日期",
        "发布日期",
        "发布时间",
    ),
    "section": ("section", "栏目", "欄目", "版名"),
    "author": ("author", "authors", "作者"),
    "text": ("text", "body", "正文", "内容", "內容"),
    "markup": ("markup", "html", "content_html"),
    "url": ("url", "link", "网址", "網址", "链接"),
    "page": ("page", "版次", "版号"),
    "kicker": ("kicker", "引题", "引題"),
    "subtitle": ("subtitle", "副题", "副題", "副标题"),
    "summary": ("summary", "摘要"),
    "byline": ("byline",),
    "dateline": ("dateline", "电头", "電頭"),
    "tags": ("tags", "keywords", "标签", "標籤", "关键词", "關鍵詞"),
    "places": ("places",),
    "persons": ("persons",),
    "organisations": ("organisations", "organizations"),
    "lang": ("lang", "language"),
}
"""The archive's keys and how exports call them, the name that goes before the others first."""

OWN_NAMES = frozenset((
    "title", "kicker", "subtitle", "date", "date_certainty", "published", "newspaper", "page", "section", "authors",
    "credits", "byline", "dateline", "summary", "kind", "places", "persons", "organisations", "dates", "tags", "lang",
    "url", "pictures", "id", "slug", "source", "source_hash", "review", "confidence", "entry", "ref"
))  # fmt: skip
"""Keys that the archive writes itself, and names that the build gives an article."""

PELICAN_NAMES = frozenset((
    "allowed_statuses", "author", "category", "content", "date_format", "default_status", "default_template",
    "filename", "get_content", "get_relative_source_path", "get_siteurl", "get_static_links", "get_summary",
    "get_url_setting", "in_default_lang", "is_valid", "locale_date", "locale_modified", "mandatory_properties",
    "metadata", "modified", "override_save_as", "override_url", "reader", "refresh_metadata_intersite_links",
    "relative_dir", "relative_source_path", "save_as", "settings", "source_path", "status", "template", "timezone",
    "translation", "translations", "url_format"
))  # fmt: skip
"""Keys to which Pelican gives a meaning, or which would take the place of what it keeps in an article."""

VALUE_LIMIT = 2000
FURTHER_LIMIT = 50
"""Further keys of one record; a table that has more is no table of articles."""
KEY_LIMIT = 60

_MEANS = {name: key for key, names in NAMES.items() for name in names}


def meaning(name: str) -> str | None:
    """The archive's key that a column or key is, None when it has no such place."""
    return _MEANS.get(_plain(name))


def record(line: int, pairs: Iterable[tuple[str, str]]) -> Record:
    """A record of its keys and values as the export names them. Empty values count as missing.

    Args:
        line: its first line in the file.
        pairs: keys and values, in the order of the export.
    """
    given = [(name, value) for name, value in pairs if not is_blank(value)]
    chosen: dict[str, int] = {}
    for place, (name, _) in enumerate(given):
        key = meaning(name)
        if key and (key not in chosen or _rank(key, name) < _rank(key, given[chosen[key]][0])):
            chosen[key] = place
    values = tuple((key, given[chosen[key]][1].strip()) for key in NAMES if key in chosen)
    taken = set(chosen.values())
    rest = (pair for place, pair in enumerate(given) if place not in taken)
    return Record(line, values, tuple(_further(rest)))


def _rank(key: str, name: str) -> int:
    return NAMES[key].index(_plain(name))


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", name[:KEY_LIMIT].strip().lower())


def _further(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The other keys under names that a file's metadata may have, each name once."""
    taken: set[str] = set()
    for name, value in pairs:
        if len(taken) == FURTHER_LIMIT:
            break
        key = wanted = metadata_key(name)
        number = 1
        while key.lower() in taken:
            number += 1
            key = f"{wanted}_{number}"
        taken.add(key.lower())
        yield key, one_line(value.strip().replace("\n", "; "), VALUE_LIMIT)


@lru_cache(maxsize=1024)
def metadata_key(name: str) -> str:
    """A key of an export as a key of an article's file: ASCII, and none that means something there.

    `word_count` becomes `Word_Count`, 来源 `Lai_Yuan`; what would take the place of another key is set apart:
    `source` becomes `Export_Source`.
    """
    words = re.findall(r"[A-Za-z0-9]+", _latin(name[:KEY_LIMIT]))
    key = "_".join(word[0].upper() + word[1:] for word in words)[:KEY_LIMIT].strip("_")
    reserved = not key or key.lower() in OWN_NAMES or key.lower() in PELICAN_NAMES or key.lower() in _MEANS
    return f"Export_{key or 'Value'}" if reserved else key


def _latin(name: str) -> str:
    if name.isascii():
        return name
    from pypinyin import lazy_pinyin  # its dictionary takes 60 MB

    latin = unicodedata.normalize("NFKD", "_".join(lazy_pinyin(name)))
    return latin.encode("ascii", "ignore").decode("ascii")
