"""Stories that jump: the first part on one page (下转第三版, Continued on A4), the rest on another (上接第一版).

Both ends have to say so: a jump line alone names a page that may not be at hand, and a page often takes up several
stories. Of several the one with the same headline goes first, then the one with most words in common.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from backfile.identify import content_hash, page_label
from backfile.models import Paragraph, Subhead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backfile.models import Article, BodyItem, Entry

_WORD = re.compile(r"[\u4e00-\u9fff]{2}|[A-Za-z][\w’'-]{3,}")
_ENDED = re.compile(r"[。！？!?….][”’」』）)\"']{0,3}$")
_WIDE = re.compile(r"[\u3000-\u9fff\uff00-\uffef“”‘’—…]")
_MOST_WORDS = 4000


def join(entries: Sequence[Entry]) -> list[Entry]:
    """The articles of one issue with every story that jumps in one piece, at the place of its first part.

    Args:
        entries: articles of one issue in the order of the input, `page` and the pages of their jump lines filled in.

    Returns:
        The entries in the same order; the rest of a joined story is no longer among them.
    """
    taken: set[int] = set()
    joined: dict[int, Entry] = {}
    for i, first in enumerate(entries):
        if i in taken or not first.article.continues_on:
            continue
        rest = [j for j, other in enumerate(entries) if j != i and j not in taken and _takes_up(other, first)]
        if not rest:
            continue
        best = max(rest, key=lambda j: (_likeness(first.article, entries[j].article), -j))
        taken.add(best)
        joined[i] = _joined(first, entries[best])
    return [joined.get(i, entry) for i, entry in enumerate(entries) if i not in taken]


def _takes_up(rest: Entry, first: Entry) -> bool:
    """Whether two parts name each other's pages; a page that prints no number names none."""
    here, there = page_label(first.page), page_label(rest.page)
    return (
        bool(rest.article.continued_from)
        and there == page_label(first.article.continues_on)
        and here in (None, page_label(rest.article.continued_from))
    )


def _likeness(one: Article, other: Article) -> tuple[bool, int]:
    """Whether two parts have the same headline, and how many words (Chinese: pairs) they have in common."""
    return _folded(one.title) == _folded(other.title), (_words(one) & _words(other)).total()


def _folded(title: str) -> str:
    return "".join(character for character in title.casefold() if character.isalnum())


def _words(article: Article) -> Counter[str]:
    text = " ".join([article.title, *(item.text for item in article.body if isinstance(item, Paragraph))])
    return Counter(_WORD.findall(text)[:_MOST_WORDS])


def _joined(first: Entry, rest: Entry) -> Entry:
    one, other = first.article, rest.article
    missing = any(review.code == "headline-missing" for review in other.review)
    headed = not missing and _folded(one.title) != _folded(other.title)
    body = [*one.body, *([Subhead(other.title)] if headed else []), *other.body]
    article = replace(
        one,
        body=tuple(body if headed else _mended(list(one.body), list(other.body))),
        credits=tuple({credit.name: credit for credit in (*other.credits, *one.credits)}.values()),
        byline=" ".join(part for part in (one.byline, other.byline) if part),
        jump=" ".join(part for part in (one.jump, other.jump) if part),
        persons=_union(one.persons, other.persons),
        places=_union(one.places, other.places),
        organisations=_union(one.organisations, other.organisations),
        dates=_union(one.dates, other.dates),
        review=tuple(dict.fromkeys((*one.review, *(note for note in other.review if note.code != "headline-missing")))),
        confidence=tuple(
            (decision, min(chance, dict(other.confidence).get(decision, 1.0)) if decision == "extent" else chance)
            for decision, chance in one.confidence
        ),
    )
    return replace(
        first,
        article=article,
        source=f"{first.source}; {rest.source}",
        source_hash=content_hash(f"{first.source_hash} {rest.source_hash}".encode()),
    )


def _mended(one: list[BodyItem], other: list[BodyItem]) -> list[BodyItem]:
    """Two bodies in a row; a sentence that the jump divided is whole again."""
    if one and other and isinstance(one[-1], Paragraph) and isinstance(other[0], Paragraph):
        above, below = one[-1].text, other[0].text
        if not _ENDED.search(above):
            seam = "" if _WIDE.match(above[-1]) or _WIDE.match(below[0]) else " "
            return [*one[:-1], Paragraph(above + seam + below), *other[1:]]
    return [*one, *other]


def _union(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))
