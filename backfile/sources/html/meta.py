"""What a web page says about its article: JSON-LD first, then OpenGraph and meta tags, then the page's own marks.

The vocabularies are schema.org (`NewsArticle`), the Open Graph protocol, Dublin Core and the habits of publishing
systems. Everything read here is hostile until the writer of the contract has cleaned it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from backfile.sources.html.soup import attribute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None

ARTICLE_TYPES = re.compile(r"(Article|BlogPosting|Report|Review)$", re.IGNORECASE)
PUBLISHED_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "pubdate", "publishdate", "publish_date",
    "publish-date", "publication_date", "published_time", "og:pubdate", "og:time", "og:release_date", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "sailthru.date", "parsely-pub-date",
    "cxenseparse:recs:publishtime", "article.published", "article_date_original", "apub:time",
    "weibo:article:create_at", "date", "dc.date.created",
)  # fmt: skip
AUTHOR_NAMES = ("author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "parsely-author",
                "sailthru.author", "byl", "citation_author", "article:author_name")  # fmt: skip
SECTION_NAMES = ("article:section", "og:article:section", "section", "parsely-section")
JSON_LIMIT = 2_000_000
"""Characters of one JSON-LD script that are read; a news article's has some thousand."""

DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})(?!\d)日?"
    r"(?:[T\s,·]*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:\.\d+)?"
    r"\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
DATE_RUN = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class PageMeta:
    """The metadata of a page: meta tags (lower-case name -> values), JSON-LD of the article, `<link>`."""

    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    node: dict[str, Json] = field(default_factory=dict)
    canonical: str = ""

    def first(self, *names: str) -> str:
        """The first value of the first of these meta tags that has one."""
        for name in names:
            for value in self.tags.get(name, ()):
                if value.strip():
                    return value.strip()
        return ""


def read_meta(soup: BeautifulSoup) -> PageMeta:
    """Gather what a page says about itself."""
    tags: dict[str, list[str]] = {}
    for tag in soup("meta", content=True):
        name = attribute(tag, "property") or attribute(tag, "name") or attribute(tag, "itemprop")
        if name:
            tags.setdefault(name.strip().lower(), []).append(attribute(tag, "content"))
    canonical = soup.find("link", rel=re.compile(r"(?:^|\s)canonical(?:\s|$)", re.IGNORECASE), href=True)
    return PageMeta(
        tags={name: tuple(values) for name, values in tags.items()},
        node=_article_node(soup),
        canonical=attribute(canonical, "href") if canonical else "",
    )


def _article_node(soup: BeautifulSoup) -> dict[str, Json]:
    best: dict[str, Json] = {}
    for script in soup("script"):
        text = script.string or ""
        if len(text) > JSON_LIMIT:
            continue
        try:
            data = json.loads(re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", text), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            types = node.get("@type")
            if any(ARTICLE_TYPES.search(kind) for kind in _strings(types)) and len(node) > len(best):
                best = node
    return best


def _nodes(data: Json, depth: int = 0) -> Iterator[dict[str, Json]]:
    if isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            if depth < 4:
                yield from _nodes(data.get(key), depth + 1)
    elif isinstance(data, list) and depth < 4:
        for part in data:
            yield from _nodes(part, depth + 1)


def _strings(value: Json) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [part for part in values if isinstance(part, str)]


def node_text(meta: PageMeta, *keys: str) -> str:
    """The first text that the JSON-LD node has under one of these keys."""
    for key in keys:
        for value in _strings(meta.node.get(key)):
            if value.strip():
                return value.strip()
    return ""


def node_names(meta: PageMeta, key: str) -> list[str]:
    """Names under a key of the JSON-LD node, whether they are given as texts or as persons."""
    value = meta.node.get(key)
    names = []
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict):
            names += _strings(part.get("name"))
        elif isinstance(part, str):
            names.append(part)
    return [name for name in names if name.strip()]


def read_moment(text: str) -> datetime | None:
    """The day, and the time with its zone if it is there, that a machine or a Chinese page has written."""
    match = DATE.search(text) or DATE_RUN.search(text)
    if not match:
        return None
    parts = match.groupdict()
    zone = (parts.get("zone") or "").replace("Z", "+00:00")
    clock = f"T{int(parts['hour']):02d}:{parts['minute']}:{parts['second'] or '00'}{zone}" if parts.get("hour") else ""
    day = f"{parts['year']}-{int(parts['month']):02d}-{int(parts['day']):02d}"
    for candidate in (day + clock, day):
        try:
            return datetime.fromisoformat(candidate)
        except ValueError:
            continue
    return None


def address(meta: PageMeta) -> str:
    """The canonical address of the page, empty when it gives none on http or https."""
    base = meta.first("og:url")
    for href in (meta.canonical, base, node_text(meta, "url", "mainEntityOfPage", "@id")):
        if url := web_address(urljoin(base, href) if base else href):
            return url
    return ""


def web_address(href: str) -> str:
    """An address as it may be kept: http or https with a host, no blanks, no markup; empty for any other."""
    href = href.strip()
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    fits = parts.scheme in ("http", "https") and parts.hostname and len(href) <= 2000
    return href if fits and re.fullmatch(r"[^\s\"'<>\\{}|^`]+", href) else ""
