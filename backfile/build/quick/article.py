"""Pelican's article, whose address costs no more than the words that the setting asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from pelican.contents import Article
from pelican.utils import path_to_url

from backfile import defaults

_NUMBERS = re.compile(r"(?:%[Ymd]|[^%])+")


class QuickArticle(Article):
    """An article whose addresses and links are Pelican's, worked out only as far as they are asked for."""

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        """Pelican's, worked out once for the article itself."""
        if source_path and source_path != self.source_path:
            other: str | None = super().get_relative_source_path(source_path)
            return other
        known: tuple[str | None, str | None] = self.__dict__.get("_known_path", (None, None))
        if known[0] is None or known[0] != self.source_path:
            known = self._known_path = (self.source_path, super().get_relative_source_path())
        return known[1]

    def get_static_links(self) -> set[str]:
        """Pelican's."""
        links: set[str] = super().get_static_links() if self._may_link(self._content) else set()
        return links

    def _update_content(self, content: str, siteurl: str) -> str:
        updated: str = super()._update_content(content, siteurl) if self._may_link(content) else content
        return updated

    def _may_link(self, content: str) -> bool:
        return bool(content) and (
            "{" in content or self.settings["INTRASITE_LINK_REGEX"] != defaults.INTRASITE_LINK_REGEX
        )

    def _expand_settings(self, key: str, klass: str | None = None) -> str:
        klass = klass or ("draft" if self.status == "draft" else "article")
        return str(self.settings[f"{klass}_{key}".upper()]).format_map(_Words(self))


class _Words(Mapping[str, Any]):
    """What an address may be made of: Pelican's `url_format`, each word made when it is asked for."""

    def __init__(self, article: QuickArticle) -> None:
        self._article = article

    def __getitem__(self, word: str) -> Any:
        article = self._article
        match word:
            case "path":
                return path_to_url(article.metadata.get("path", article.get_relative_source_path() or ""))
            case "slug":
                return getattr(article, "slug", "")
            case "lang":
                return getattr(article, "lang", "en")
            case "date":
                # Without a zone, as Pelican has it for what has no date.
                return _Day(article.date) if hasattr(article, "date") else datetime.now()
            case "author" | "category":
                return getattr(article, word).slug if hasattr(article, word) else ""
        return article.metadata[word]

    def __iter__(self) -> Iterator[str]:
        return iter(self._article.url_format)

    def __len__(self) -> int:
        return len(self._article.url_format)


class _Day:
    """A date in an address. Year, month and day are what addresses are made of and no locale changes."""

    def __init__(self, date: datetime) -> None:
        self._date = date

    def __format__(self, specification: str) -> str:
        if _NUMBERS.fullmatch(specification):
            return _formatted(self._date, specification)
        return format(self._date, specification)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._date, name)


@lru_cache(maxsize=1024)
def _formatted(date: datetime, specification: str) -> str:
    return format(date, specification)
