"""What a web page says about its article: JSON-LD first, then OpenGraph and meta tags, then the page's own marks.

The vocabularies are schema.org (`NewsArticle`), the Open Graph protocol, Dublin Core and the habits of publishing
systems. Everything read here is hostile until the writer of the contract has cleaned it.
"""

from __future__ import annotations

import json
import re
import unicodedata
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
MANY = 200
"""Names of one list."""
VALUE_LIMIT = 5000
"""Characters of a declared value; a headline has some hundred, a description some more."""
JSON_LIMIT = 2_000_000
"""Characters of one JSON-LD script that are read; a news article's has some thousand."""

WRAPPING = re.compile(
    r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?)\s*;?\s*$"
)
"""What old pages put around a script so that older browsers do not read it."""

DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})(?!\d)日?"
    r"(?:[T\s,·]*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:\.\d+)?"
    r"\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
DATE_RUN = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class PageMeta:
    """The metadata of a page: meta tags (lower-case name -> values), JSON-LD of the article, and by `@id`; `<link>`."""

    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    node: dict[str, Json] = field(default_factory=dict)
    named: dict[str, dict[str, Json]] = field(default_factory=dict)
    canonical: str = ""

    @property
    def publisher(self) -> str:
        """The name of the publisher that the JSON-LD node gives."""
        part = next(iter(_parts(self.node.get("publisher"))), None)
        return next(iter(_strings(part.get("name"))), "") if isinstance(part, dict) else ""

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
        if not name and attribute(tag, "http-equiv").lower() == "last-modified":  # the others are not of the article
            name = "last-modified"
        if name:
            tags.setdefault(name.strip().lower(), []).append(_shortened(attribute(tag, "content")))
    node, named = _article_node(soup)
    canonical = soup.find("link", rel=re.compile(r"(?:^|\s)canonical(?:\s|$)", re.IGNORECASE), href=True)
    return PageMeta(
        tags={name: tuple(values) for name, values in tags.items()},
        node=node,
        named=named,
        canonical=attribute(canonical, "href") if canonical else "",
    )


def _article_node(soup: BeautifulSoup) -> tuple[dict[str, Json], dict[str, dict[str, Json]]]:
    """The node of the article, the fullest if there are several, and all nodes that have an `@id`."""
    best: dict[str, Json] = {}
    named: dict[str, dict[str, Json]] = {}
    for script in soup("script"):
        text = script.string or ""
        if len(text) > JSON_LIMIT:
            continue
        try:
            data = json.loads(WRAPPING.sub("", text), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            if isinstance(identity := node.get("@id"), str) and "name" in node:
                named.setdefault(identity, node)
            types = node.get("@type")
            if any(ARTICLE_TYPES.search(kind) for kind in _strings(types)) and len(node) > len(best):
                best = node
    return best, named


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
        for value in map(_shortened, _strings(meta.node.get(key))):
            if value:
                return value
    return ""


def _shortened(text: str) -> str:
    """A declared value in one line, no longer than one may be."""
    return " ".join(text[:VALUE_LIMIT].split())


def node_persons(meta: PageMeta, key: str) -> list[str]:
    """Names under a key of the JSON-LD node, given as texts, as persons or by their `@id`; no organisations."""
    names: list[str] = []
    for part in _parts(meta.node.get(key)):
        if isinstance(part, dict):
            known = meta.named.get(str(part.get("@id")), {})
            if any("Organization" in kind for kind in _strings(part.get("@type") or known.get("@type"))):
                continue
            names += _strings(part.get("name") or known.get("name"))
        elif isinstance(part, str):
            names.append(part)
    return [name for name in map(_shortened, names[:MANY]) if name]


def _parts(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


def fold(text: str) -> str:
    """Letters and digits of a name or headline in lower case, full-width and half-width alike: for comparison."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


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


def section(meta: PageMeta) -> str:
    """The section that the page names, empty when it names none or gives only its place in the site (/world/asia)."""
    name = node_text(meta, "articleSection") or meta.first(*SECTION_NAMES)
    return "" if "/" in name[:1] or name.lower() in ("nil", "none", "null", "undefined") else name


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
