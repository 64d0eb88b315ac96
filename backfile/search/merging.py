"""Merges runs: from the entries of some consecutive documents each to those of all."""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from backfile.search.runs import FACET, FACETS, FIELDS_AND_FACETS, hashes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backfile.search.postings import Numbers, Part

_DIGITS = np.array([str(number) for number in range(1 << 14)], object)


class Entries(NamedTuple):
    """Entries of the index by hash and name.

    `documents` is how many have each. `data` is what shards have of it, as JSON: of a term
    `[order, text, title, author, section]` without empty lists at the end, where a list is of gap, occurrences, field
    length, again and again; of a facet term `[[gap, gap…]]`. A gap is the number of a document less that of the one
    before. The order is the term's place among the terms of the first document that has it; first documents and orders
    together are the order in which lunr would number the terms, which its sums of scores depend on.
    """

    hashes: Numbers
    names: list[str]
    documents: list[int]
    data: list[str]


class Source(NamedTuple):
    """A part of a run, the number of the run's first document, and the tokens of its fields × documents."""

    part: Part
    first: int
    lengths: Numbers


def merged(sources: Sequence[Source]) -> Entries:
    """The entries of the same parts of all runs.

    Args:
        sources: the parts, in the order of their documents.
    """
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    met = [np.fromiter(map(numbers.__getitem__, part.names), np.int64, len(part.names)) for part, *_ in sources]
    names = list(numbers)
    hashes = hashes_of(names)
    by_hash = _in_order(hashes, names)
    rank = np.empty_like(by_hash)
    rank[by_hash] = np.arange(len(by_hash))
    terms = [rank[one] for one in met]
    orders, documents = np.zeros_like(rank), np.zeros_like(rank)
    for of_run, (part, *_) in zip(reversed(terms), reversed(sources), strict=True):
        orders[of_run] = part.orders  # the first run has the last word
        documents[of_run] += part.documents
    names = [names[number] for number in by_hash.tolist()]
    lists = _lists(terms, sources, len(names))
    data = [
        f"[[{fields}]]" if FACET in name else f"[{order},[{fields}]]"
        for name, order, fields in zip(names, orders.tolist(), lists, strict=True)
    ]
    return Entries(hashes[by_hash], names, documents.tolist(), data)


def _in_order(hashes: Numbers, names: Sequence[str]) -> Numbers:
    """The numbers of entries by hash and, where hashes are equal, by name: whatever runs they come from."""
    order: Numbers = np.argsort(hashes, kind="stable")
    starts = np.flatnonzero(np.diff(hashes[order].astype(np.int64), prepend=-1))
    sizes = np.diff(starts, append=len(order))
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        order[start : start + size] = sorted(order[start : start + size].tolist(), key=names.__getitem__)
    return order


def _lists(terms: Sequence[Numbers], sources: Sequence[Source], entries: int) -> list[str]:
    """The lists of all fields of each entry, by the numbers of the entries that each run has."""
    postings = [_postings(*one) for one in zip(terms, sources, strict=True)]
    lists, documents, occurrences, lengths = map(np.concatenate, zip(*postings, strict=True))
    in_order = np.argsort(lists, kind="stable")  # runs are sorted already, and a stable sort uses that
    lists, documents = lists[in_order], documents[in_order]
    starts = np.flatnonzero(np.diff(lists, prepend=-1))
    gaps = np.diff(documents, prepend=0)
    gaps[starts] = documents[starts]
    is_term = lists % FIELDS_AND_FACETS != FACETS
    numbers = np.stack([gaps, occurrences[in_order], lengths[in_order]], axis=1)
    digits = _digits(numbers[np.stack([np.ones_like(is_term), is_term, is_term], axis=1)])
    ends = np.cumsum(np.where(is_term, 3, 1))[np.append(starts[1:], len(lists)) - 1].tolist() if len(lists) else []
    of_entry, fields = np.divmod(lists[starts], FIELDS_AND_FACETS)
    fields[fields == FACETS] = 0
    # An empty list stands for each field that has none of the term, between two that have.
    last = np.where(np.diff(of_entry, prepend=-1), 0, np.roll(fields, 1))
    texts = [""] * entries
    for entry, apart, start, end in zip(of_entry.tolist(), (fields - last).tolist(), [0, *ends], ends, strict=False):
        texts[entry] += "],[" * apart + ",".join(digits[start:end])
    return texts


def _postings(terms: Numbers, source: Source) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """The postings of a run: the number of the list, of the document, occurrences, and tokens of the field."""
    part, first, lengths = source
    fields, documents = np.divmod(part.places.astype(np.int32), len(lengths) // FIELDS_AND_FACETS)
    lists = np.repeat((terms * FIELDS_AND_FACETS).astype(np.int32), part.counts) + fields
    return lists, documents + np.int32(first), part.occurrences.astype(np.int32), lengths[part.places].astype(np.int32)


def _digits(numbers: Numbers) -> list[str]:
    """Whole numbers as they are written, most of them from a table, which is quicker."""
    texts = _DIGITS[np.minimum(numbers, len(_DIGITS) - 1)]
    large = np.flatnonzero(numbers >= len(_DIGITS))
    texts[large] = list(map(str, numbers[large].tolist()))
    written: list[str] = texts.tolist()
    return written
