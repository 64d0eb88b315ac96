"""From an article to what lists show of it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from backfile import identify
from backfile.build.views import ArticleRef, PersonRef, SectionRef

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backfile.build.views import PictureRef
    from backfile.models import Entry

EXCERPT_LENGTH = 120
"""Characters of an excerpt: three lines of a column on the home page."""
OPENING_LENGTH = 220
"""Characters of the opening of an article that leads a page: three lines across two columns."""

# The body is Markdown's own HTML, in which `<` and `>` are tags and nothing else.
_FIGURE = re.compile(r"<figure.*?</figure>|<h[1-6][^>]*>.*?</h[1-6]>", re.DOTALL)
_BLOCK_END = re.compile(r"</(?:p|li|td|th|blockquote|pre)>|<br[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")
# Between two Chinese paragraphs on one line a space is a hole.
_HOLE = re.compile(r"(?<=[。！？；：，、…”’」』）》]) (?=[“‘「『（《\u3400-\u4dbf\u4e00-\u9fff])")


def article_ref(entry: Entry, *, path: str, html: str, newspaper_name: str, picture: PictureRef | None) -> ArticleRef:
    """What lists show of an article.

    Args:
        entry: the article and its place in the archive.
        path: where its page is written, relative to the output folder.
        html: its body as HTML; figures and sub-heads do not count as its text.
        newspaper_name: printed name of its newspaper.
        picture: its first picture, None without one.
    """
    article = entry.article
    words = plain_text(html)
    return ArticleRef(
        id=entry.id,
        path=path,
        title=article.title,
        kicker=article.kicker,
        subtitle=article.subtitle,
        byline=article.byline,
        authors=tuple(
            PersonRef(name=credit.name, path=identify.person_path(credit.name), role=credit.role or "")
            for credit in article.credits
        ),
        date=entry.date,
        newspaper=entry.newspaper,
        newspaper_name=newspaper_name,
        page=entry.page,
        section=SectionRef(article.section, identify.section_path(article.section)) if article.section else None,
        kind=article.kind,
        excerpt=excerpt(article.summary or words),
        opening=excerpt(article.summary or words, OPENING_LENGTH),
        length=len(words) - words.count(" "),
        review=tuple(review.code for review in article.review),
        lang=article.lang,
        picture=picture,
    )


def persons(entry: Entry) -> tuple[str, ...]:
    """The names an article is listed under: who is credited, then who it says it is about, each once."""
    article = entry.article
    names: Iterable[str] = (*(credit.name for credit in article.credits), *article.persons)
    return tuple(dict.fromkeys(name for name in names if name))


def plain_text(html: str) -> str:
    """The running text of a body, without figures and sub-heads, on one line."""
    text = _TAG.sub("", _BLOCK_END.sub(" ", _FIGURE.sub(" ", html)))
    return _SPACE.sub(" ", unescape(text)).strip()


def excerpt(text: str, length: int = EXCERPT_LENGTH) -> str:
    """The first words of a text, at most `length` characters, cut between words where words have spaces."""
    head = _on_one_line(text[: 4 * length])
    text = head if len(head) > length else _on_one_line(text)
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    if text[length - 1] != " " and cut[-1].isascii():
        head, _, tail = cut.rpartition(" ")
        # A run without any space near the end is no English: it is cut where it is.
        if head and tail.isascii() and len(tail) < EXCERPT_LENGTH // 3:
            cut = head
    return cut.rstrip() + "…"


def _on_one_line(text: str) -> str:
    return _HOLE.sub("", _SPACE.sub(" ", text).strip())
