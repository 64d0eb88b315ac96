"""What an article speaks of, found in its own words: days, persons, places, organisations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from backfile import dates, entities
from backfile.models import Figure, Markup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from backfile.models import Article


def enrich(article: Article, issued: date, *, certain: bool) -> Article:
    """The article with its `dates`, `persons`, `places` and `organisations`, as far as its source did not give them.

    Args:
        article: an article in its issue.
        issued: the day of the issue, which words such as 昨日 are resolved against.
        certain: whether that day is known or only inferred.
    """
    text = "\n".join(part for part in _texts(article) if part)
    found = entities.find(text, known=(credit.name for credit in article.credits))
    return replace(
        article,
        dates=article.dates or dates.told(text, issued, certain=certain, lead=f"{article.byline}\n{article.dateline}"),
        persons=article.persons or found.persons,
        places=article.places or found.places,
        organisations=article.organisations or found.organisations,
    )


def _texts(article: Article) -> Iterator[str]:
    """What is printed of an article, but for its byline, in the order in which it is read."""
    yield article.kicker
    if not any(review.code == "headline-missing" for review in article.review):  # its title is its first words
        yield article.title
    yield from (article.subtitle, article.dateline, article.summary)
    for item in article.body:
        if not isinstance(item, Markup):  # a table or a list: its marks would join what stands apart
            yield item.caption if isinstance(item, Figure) else item.text
