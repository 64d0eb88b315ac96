"""Pelican's generator of articles without what takes longer the more articles there are for each."""

from __future__ import annotations

import logging
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from pelican import signals
from pelican.contents import SkipStub
from pelican.generators import ArticlesGenerator
from pelican.utils import order_content, process_translations

from backfile.build import elsewhere
from backfile.build import part as parts
from backfile.build.quick.article import QuickArticle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backfile.build.part import Part

logger = logging.getLogger(__name__)

_STATES = ("published", "hidden", "draft")


class QuickArticlesGenerator(ArticlesGenerator):
    """Reads the articles as Pelican does, with the same signals in the same order.

    Lists that nobody has written (tags, categories, authors, archives by date) are not made: the archive has its own.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._part: Part | None = self.settings.get(parts.SETTING)
        if self._part is not None:
            self.context["generated_content"] = elsewhere.Articles(self, self._part)
            self.context["static_content"] = elsewhere.Files(self, self._part)

    def generate_context(self) -> None:
        """Read the articles and put them into the context."""
        found: dict[str, list[Any]] = {state: [] for state in _STATES}
        for article in self._read():
            found[article.status].append(article)
            self.add_source_path(article)
            self.add_static_links(article)
        self.articles, self.translations = self._originals(found["published"])
        self.hidden_articles, self.hidden_translations = self._originals(found["hidden"])
        self.drafts, self.drafts_translations = self._originals(found["draft"])
        signals.article_generator_pretaxonomy.send(self)
        lists: Any = self  # Pelican makes dictionaries of some first, and lists then
        lists.dates = sorted(self.articles, key=attrgetter("date"), reverse=self.context["NEWEST_FIRST_ARCHIVES"])
        lists.categories, lists.authors = [], []
        self._update_context(
            ("articles", "drafts", "hidden_articles", "dates", "tags", "categories", "authors", "related_posts")
        )
        self.context["period_archives"] = self.period_archives
        signals.article_generator_finalized.send(self)

    def _read(self) -> Iterator[Any]:
        for path in sorted(self.get_files(self.settings["ARTICLE_PATHS"], exclude=self.settings["ARTICLE_EXCLUDES"])):
            if self._part is not None:
                self._part.here = parts.issue_of(path)
            try:
                article = self.readers.read_file(
                    base_path=self.path,
                    path=path,
                    content_class=QuickArticle,
                    context=self.context,
                    preread_signal=signals.article_generator_preread,
                    preread_sender=self,
                    context_signal=signals.article_generator_context,
                    context_sender=self,
                )
            except Exception:  # whatever a reader or a plugin makes of one article, the others are read
                logger.exception("Could not process %s", path, exc_info=self.settings.get("DEBUG", False))
                self._add_failed_source_path(path)
                continue
            if isinstance(article, SkipStub):
                continue
            if article.is_valid():
                yield article
            else:
                self._add_failed_source_path(path)

    def _originals(self, articles: list[Any]) -> tuple[list[Any], list[Any]]:
        """The articles and their translations, found by Pelican only among articles that may have some."""
        key = self.settings["ARTICLE_TRANSLATION_ID"]
        originals, translations = [], []
        if isinstance(key, str) and key:
            articles.sort(key=attrgetter(key))
            for _, group in groupby(articles, attrgetter(key)):
                same = list(group)
                if len(same) == 1 and "translation" not in same[0].metadata:
                    same[0].translations = []
                    originals += same
                else:
                    first, others = process_translations(same, translation_id=key)
                    originals += first
                    translations += others
        else:
            originals, translations = process_translations(articles, translation_id=key)
        return order_content(originals, self.settings["ARTICLE_ORDER_BY"]), translations
