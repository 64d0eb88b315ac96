"""What follows when documents of the base are taken away: it stays as it is, and is corrected from beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.search.runs import is_form, places
from backfile.search.tokens import document_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from backfile.search.standing import StandingTier
    from backfile.search.state import Recent


def bury(numbers: Set[int], base: StandingTier, watched: Set[str], recent: Recent) -> None:
    """Write down in `recent` that documents of the base are live no more.

    Args:
        numbers: of the documents.
        base: the base that stands.
        watched: terms whose documents are counted.
        recent: has what earlier ones have left.
    """
    earliest: dict[str, int] = {}
    for number in sorted(numbers):
        document = base.document(number)
        words: set[str] = set()
        for field, passages in enumerate(document.fields()):
            recent.tokens[field] += len(document_tokens(passages, words))
        _count(recent.words, filter(is_form, words))
        for kind, names in document.names():
            _count(recent.names.setdefault(kind, {}), names)
        terms = places(document)
        _count(recent.common, terms.keys() & watched)
        for term in terms:
            earliest.setdefault(term, number)
    gone = {*recent.tombstones, *numbers}
    recent.tombstones = sorted(gone)

    successors: dict[int, list[str]] = {}
    for term in sorted(earliest, key=lambda term: (base.shard_of(term), term)):
        if term in recent.orders:
            if recent.orders[term][0] not in numbers:
                continue
            del recent.orders[term]
        # The text of most terms of a document is not their first, which the beginning of the entry tells.
        elif (first := base.first_in_text(term)) is not None and first < earliest[term]:
            continue
        having = base.numbers(term)
        if having[0] not in gone:
            continue
        live = next((number for number in having if number not in gone), None)
        if live is not None:
            successors.setdefault(live, []).append(term)
    for number in sorted(successors):
        orders = places(base.document(number))
        recent.orders |= {term: (number, orders[term]) for term in successors[number]}


def _count(counts: dict[str, int], names: Iterable[str]) -> None:
    for name in names:
        counts[name] = counts.get(name, 0) + 1
