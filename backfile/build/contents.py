"""Articles as Pelican has read them: their place in the site, those that cannot stand beside others, their pictures."""

from __future__ import annotations

import logging
import posixpath
import re
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import TemplateError
from pelican.generators import PelicanTemplateNotFound
from pelican.urlwrappers import Category
from pelican.utils import get_relative_path, path_to_url

from backfile import identify
from backfile.build import part as parts
from backfile.build.entries import entry_of, slug_of
from backfile.build.part import Claim
from backfile.build.pictures.showing import first_picture
from backfile.build.refs import article_ref
from backfile.build.rivals import rivals
from backfile.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pelican.generators import ArticlesGenerator, CachingGenerator, PagesGenerator

    from backfile.build.part import Part
    from backfile.build.pictures.showing import Showing
    from backfile.build.views import ArticleRef, PictureRef
    from backfile.models import Entry
    from backfile.settings import Settings

logger = logging.getLogger(__name__)

# Pelican's articles have an attribute for every key of their metadata, and ours besides.
Article = Any

_ORIGINALS = ("articles", "hidden_articles", "drafts")
_LISTS = (*_ORIGINALS, "translations", "hidden_translations", "drafts_translations")
_PAGE_LISTS = ("pages", "hidden_pages", "draft_pages", "translations", "hidden_translations", "draft_translations")
_ADDRESS = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\.html")
_PAGE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
_OWN_PAGES = frozenset({"index", "404", "calendar", "search"})
_MEANT = frozenset({"status", "summary", "save_as", "url"})
_INTERNAL = frozenset({"settings", "translations", "override_save_as", "override_url"})


def check_keys(content: Article) -> None:
    """Refuse metadata that would take the place of what Pelican itself keeps in an article or a written page.

    Pelican makes an attribute of every key: `_content` would be published without having gone through Markdown, and
    `Get_content` in the place of a method would stop the whole build.

    Raises:
        ContentError: a key is Pelican's own.
    """
    for key in content.metadata:
        name = key.lower()
        if name.startswith("_") or name in _INTERNAL or (hasattr(type(content), name) and name not in _MEANT):
            raise ContentError(
                f"the key {key[:80]!r} is one that Pelican needs itself",
                source=content.relative_source_path,
                remedy="choose another key",
            )


def check_links(content: Article) -> None:
    """Refuse an article or a written page with a picture outside the content folder.

    Pelican would copy the file, and with the same steps upwards to a place outside the site.

    Raises:
        ContentError: it has one.
    """
    if "{static}" not in (content._content or "") and "{attach}" not in content._content:
        return
    for path in sorted(content.get_static_links()):
        if posixpath.isabs(path) or posixpath.normpath(path).startswith(".."):
            raise ContentError(
                f"it links to {path[:200]!r}, outside the content folder",
                source=content.relative_source_path,
                remedy="copy that file into the content folder",
            )


def place(article: Article, settings: Settings) -> None:
    """Give an article that Pelican has just read its entry, its language and its address.

    Raises:
        ContentError: its metadata cannot be meant.
    """
    source = article.relative_source_path
    entry = entry_of(article.metadata, source, settings, undated=date.max if article.status == "draft" else None)
    if not _ADDRESS.fullmatch(getattr(article, "override_save_as", "x.html")):
        raise ContentError(
            f"Save_as is {article.override_save_as[:80]!r}",
            source=source,
            remedy="write an address in ASCII that ends in .html, or take it away",
        )
    article.entry = entry
    article.slug = slug_of(entry, article.metadata.get("slug", ""), source)
    article.metadata["newspaper"] = entry.newspaper  # ARTICLE_SAVE_AS asks for it
    if not hasattr(article, "category"):
        article.category = Category(settings.newspaper(entry.newspaper).name, article.settings)
    # `Url` is where a web article was first published; Pelican would take it for the address of our own page.
    if urlsplit(getattr(article, "override_url", "")).scheme:
        del article.override_url
    if "{attach}" in article._content and posixpath.dirname(article.save_as) != posixpath.dirname(source):
        raise ContentError(
            "it has a picture as {attach}, which would have to move with it",
            source=source,
            remedy="write {static} instead",
        )
    article.lang = entry.article.lang
    article.in_default_lang = article.lang == settings.newspaper(entry.newspaper).lang


def place_page(page: Article) -> None:
    """Give a written page an address in ASCII, apart from those of the archive's own pages.

    Raises:
        ContentError: its slug is taken or cannot name a file.
    """
    if "slug" not in page.metadata and not page.slug.isascii():
        page.slug = identify.slug(page.slug)
    if not _PAGE_NAME.fullmatch(page.slug) or page.slug in _OWN_PAGES:
        raise ContentError(
            f"Slug is {page.slug[:80]!r}, which cannot name a page of the site",
            source=page.relative_source_path,
            remedy="use letters a-z, digits and -, and none of " + ", ".join(sorted(_OWN_PAGES)),
        )


def settle(generator: ArticlesGenerator) -> None:
    """Leave out articles that cannot be written, and give every original its plain address.

    Two articles cannot have one id or one address, and a template that an article names must exist: either would
    stop Pelican in the middle of its work.

    Pelican writes what is not in the site's language to an address with the language in it, which is right for a
    translation, but not for an article that was printed in another language.
    """
    originals = {id(article) for name in _ORIGINALS for article in getattr(generator, name)}
    for article in chain.from_iterable(getattr(generator, name) for name in _ORIGINALS):
        article.in_default_lang = True
    _leave_out(generator, _without_template(generator, _articles(generator)))
    part: Part | None = generator.settings.get(parts.SETTING)
    if part is not None:
        _leave_out(generator, _of_others(part, list(_articles(generator)), originals))
    _leave_out(generator, _duplicates(generator, originals))
    for article in _articles(generator):
        article.translations.sort(key=lambda other: (other.lang, other.source_path))


def settle_pages(generator: PagesGenerator) -> None:
    """Leave out written pages whose template does not exist or whose address another one has already.

    Pelican would stop in the middle of its work and not say which.
    """
    pages = list(chain.from_iterable(getattr(generator, name) for name in _PAGE_LISTS))
    refused = _without_template(generator, pages)
    addresses: dict[str, Article] = {}
    for page in sorted(pages, key=lambda page: page.relative_source_path):
        if id(page) not in refused and (first := addresses.setdefault(page.save_as.casefold(), page)) is not page:
            refused.add(id(page))
            logger.error("Skipping %s: %s has the same Slug", page, first.relative_source_path)
    for name in _PAGE_LISTS:
        setattr(generator, name, [page for page in getattr(generator, name) if id(page) not in refused])


def _without_template(generator: CachingGenerator, contents: Iterable[Article]) -> set[int]:
    refused = set()
    for article in contents:
        if article.template == article.default_template:
            continue
        try:
            generator.get_template(article.template)
        except (PelicanTemplateNotFound, TemplateError):
            refused.add(id(article))
            logger.error("Skipping %s: %s", article, f"there is no template {article.template[:80]!r}")
    return refused


def _of_others(part: Part, articles: list[Article], originals: set[int]) -> set[int]:
    """The articles that this run is not about: of other issues, or refused for what the rest of the archive has."""
    others = set()
    for article in articles:
        claim = _claim(article, original=id(article) in originals)
        key = (claim.newspaper, article.entry.date)
        if key not in part.issues:
            others.add(id(article))
            part.strays[claim.source] = key
            continue
        part.claims.append(claim)
        if claim.source in part.refused:
            others.add(id(article))
            logger.error("Skipping %s: %s", article, part.refused[claim.source])
    return others


def _duplicates(generator: ArticlesGenerator, originals: set[int]) -> set[int]:
    articles = {article.relative_source_path: article for article in _articles(generator)}
    refused = rivals(_claim(article, original=id(article) in originals) for article in articles.values())
    for source, reason in refused.items():
        logger.error("Skipping %s: %s", articles[source], reason)
    return {id(articles[source]) for source in refused}


def _leave_out(generator: ArticlesGenerator, refused: set[int]) -> None:
    for name in _LISTS:
        setattr(generator, name, [article for article in getattr(generator, name) if id(article) not in refused])
    for article in _articles(generator):
        article.translations = [other for other in article.translations if id(other) not in refused]


def _claim(article: Article, *, original: bool) -> Claim:
    return Claim(
        source=article.relative_source_path,
        newspaper=article.entry.newspaper,
        date=article.entry.date.isoformat(),
        id=article.entry.id,
        save_as=str(article.save_as),
        url=str(article.url),
        slug=article.slug,
        original=original,
    )


def _articles(generator: ArticlesGenerator) -> Iterator[Article]:
    return chain.from_iterable(getattr(generator, name) for name in _LISTS)


def refer(generator: ArticlesGenerator, settings: Settings, showing: Showing) -> list[tuple[Entry, ArticleRef]]:
    """Dress the pictures of every article, and give it what lists show of it; the articles that lists do show."""
    part: Part | None = generator.settings.get(parts.SETTING)
    for article in _articles(generator):
        if part is not None:
            part.here = (article.entry.newspaper, article.entry.date)
        showing.dress(article, identify.issue_folder(article.entry.newspaper, article.entry.date))
        article.ref = article_ref(
            article.entry,
            path=article.save_as,
            html=article._content or "",
            newspaper_name=settings.newspaper(article.entry.newspaper).name,
            picture=_picture(article),
        )
    return [(article.entry, article.ref) for article in generator.articles]


def dress_pages(generator: PagesGenerator, showing: Showing) -> None:
    """Dress the pictures of the written pages."""
    part: Part | None = generator.settings.get(parts.SETTING)
    if part is not None:
        part.here = None
    for page in chain.from_iterable(getattr(generator, name) for name in _PAGE_LISTS):
        showing.dress(page)


def _picture(article: Article) -> PictureRef | None:
    """The first picture, wherever the article says that it lies."""
    if "<img" not in (article._content or ""):
        return None
    # The same relative address that the writer will use: Pelican remembers the content made for it.
    return first_picture(article.get_content(path_to_url(get_relative_path(article.save_as))), article.save_as)
