"""Runs: the inverted index of some consecutive documents, on its way to the shards.

An index of a large archive does not fit into memory, so documents are inverted some at a time, each such run is
written to a file in parts of one range of hashes (CRC-32) each, and the shards are merged from all runs part by part. A
run knows its documents by their place in it, so that it is the same wherever in the archive they stand.

It has entries of three kinds, told apart by their names, which are as JSON has them between quotation marks:

- terms, with a posting for each document and field that has them;
- facet terms (`section=副刊`), with a posting for each document in a field of their own, `FACETS`;
- words as they are written, for wildcards: no posting, U+0001 before the name; their hash is that of their first
  character.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from backfile.search.document import FIELDS
from backfile.search.fold import fold
from backfile.search.postings import Part
from backfile.search.shards import json_of
from backfile.search.tokens import CODE_BITS, KINDS, Row, Tokenizer, document_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backfile.search.document import Document
    from backfile.search.postings import Numbers

PARTS = 256
"""Parts of a run: one of all runs of 100,000 articles is some megabytes."""
FACETS = len(FIELDS)
"""The field of facet terms: the one behind those of lunr."""
FIELDS_AND_FACETS = FACETS + 1
FACET = "="
"""Stands in the name of a facet term between facet and value; no token has it."""
WORD = "\x01"
"""Stands before a word as it is written; no token begins with it."""

_POSITION_BITS = np.uint64(64 - CODE_BITS)
_POSITION = (np.uint64(1) << _POSITION_BITS) - np.uint64(1)


class Run:
    """The inverted index of some consecutive documents, at least one, in memory.

    Its tokens stand in rows, of which each field has one for each kind of token and the field of facets one.

    Raises:
        ValueError: the documents are too long: they have more than 134 million tokens.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        words: list[set[str]] = [set() for _ in documents]
        tokenizer = Tokenizer()
        rows = [
            row
            for texts in zip(*(document.fields() for document in documents), strict=True)
            for row in tokenizer.rows(texts, words)
        ]
        facets = [list(facet_terms(document)) for document in documents]
        numbers = tokenizer.numbered(chain.from_iterable(facets))
        rows.append(Row(numbers, np.fromiter(map(len, facets), np.int64, len(facets))))
        self._tokenizer = tokenizer
        self._documents = len(documents)
        self._words = Counter(chain.from_iterable(words))
        self._codes = np.concatenate([codes for codes, _ in rows])
        self._lengths = np.concatenate([lengths for _, lengths in rows])
        if len(self._codes) > _POSITION:
            raise ValueError(f"{documents[0].id} is too long to be searched")

    def lengths(self) -> Numbers:
        """The tokens of its fields × documents."""
        rows = self._lengths.reshape(-1, self._documents)
        return np.add.reduceat(rows, range(0, len(rows), KINDS)).ravel()

    def parts(self) -> Iterator[Part]:
        """The parts of the run, one after the other: entries by their hashes."""
        codes, starts, places, occurrences, ranks = self._postings()
        words = {word: documents for word, documents in self._words.items() if is_form(word)}
        names = [*self._tokenizer.names(codes), *map(WORD.__add__, words)]
        none = np.zeros(len(words), np.int64)
        counts = np.append(np.diff(starts, append=len(places)), none)
        starts = np.append(starts, none)
        documents, orders = self._summed(counts[: len(codes)], places, ranks)
        documents = np.append(documents, list(words.values()))
        orders = np.append(orders, none)
        hashes = hashes_of(names)
        by_hash = np.argsort(hashes, kind="stable")
        past = np.searchsorted(hashes[by_hash], np.arange(1, PARTS) << 24).tolist()
        for start, end in zip([0, *past], [*past, len(names)], strict=True):
            entries = by_hash[start:end]
            postings = _ranges(starts[entries], counts[entries])
            yield Part(
                names=[names[number] for number in entries.tolist()],
                orders=orders[entries],
                documents=documents[entries],
                counts=counts[entries],
                places=places[postings],
                occurrences=occurrences[postings],
            )

    def _postings(self) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
        """All postings by token, field and document.

        Returns:
            The numbers of the tokens and where the postings of each start; of each posting field × documents +
            document, occurrences, and the rank among the terms of its document, in the order in which lunr would meet
            them.
        """
        # Sorted by token and position in one number, which is far quicker than to sort the one by the other.
        keys = self._codes << _POSITION_BITS
        keys |= np.arange(len(keys), dtype=np.uint64)
        keys.sort()
        positions = (keys & _POSITION).astype(np.uint32)
        keys >>= _POSITION_BITS
        codes = keys
        places = np.repeat(np.arange(len(self._lengths), dtype=np.uint32), self._lengths)[positions]
        starts = _starts(codes, places)
        codes, places = codes[starts], places[starts]
        ranks = self._ranks(places, positions[starts])
        occurrences = np.diff(starts, append=len(keys))
        rows, documents = np.divmod(places, self._documents)
        first = _starts(codes)
        return codes[first], first, rows // KINDS * self._documents + documents, occurrences, ranks

    def _ranks(self, places: Numbers, positions: Numbers) -> Numbers:
        """The ranks of postings by row × documents + document and the position of the first occurrence."""
        is_first = np.zeros(len(self._codes) + 1, np.uint32)
        is_first[positions + 1] = 1
        before = np.cumsum(is_first, dtype=np.uint32)
        starts = np.cumsum(self._lengths) - self._lengths
        terms = np.bincount(places, minlength=len(self._lengths)).reshape(-1, self._documents)
        in_earlier_rows = (np.cumsum(terms, axis=0) - terms).ravel()
        ranks: Numbers = before[positions] - before[starts[places]] + in_earlier_rows[places]
        return ranks

    def _summed(self, counts: Numbers, places: Numbers, ranks: Numbers) -> tuple[Numbers, Numbers]:
        """Of each token how many documents have it in any field, and its rank in the first of them."""
        terms = np.repeat(np.arange(len(counts), dtype=np.uint64), counts)
        # As above: by token, document and rank.
        keys = terms << np.uint64(32) | (places % self._documents).astype(np.uint64)
        by_document = np.argsort(keys, kind="stable")  # hardly anything moves
        keys = keys[by_document]
        starts = _starts(keys)
        terms = keys[starts] >> np.uint64(32)
        documents = np.bincount(terms.astype(np.int64), minlength=len(counts))
        return documents, ranks[by_document[starts[_starts(terms)]]]


def _starts(*columns: Numbers) -> Numbers:
    """Where a row of the columns differs from the one before."""
    new = np.ones(len(columns[0]), bool)
    new[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return np.flatnonzero(new)


def _ranges(starts: Numbers, counts: Numbers) -> Numbers:
    """The numbers from each start on, as many as it counts, one after the other."""
    ends = np.cumsum(counts)
    numbers: Numbers = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - counts), counts)
    return numbers


def is_form(word: str) -> bool:
    """Whether a word as it is written is one that `wild*` and `fuzzy~1` may stand for: not a number."""
    return any(map(str.isalpha, word))


def facet_terms(document: Document) -> Iterator[str]:
    """The names of the facet terms of a document, each once. Persons are folded: 林金彥 is 林金彦."""
    for facet, values in document.facets():
        if facet == "person":
            values = tuple(dict.fromkeys(filter(None, map(_folded_name, values))))
        for value in values:
            yield json_of(f"{facet}{FACET}{value}")[1:-1]


@lru_cache(maxsize=10_000)
def _folded_name(name: str) -> str:
    return "".join(fold(name).split())


def places(document: Document) -> dict[str, int]:
    """The terms of a document with their places among its terms (see `merging.Term`)."""
    found: dict[str, int] = {}
    terms = 0
    for passages in document.fields():
        for term in dict.fromkeys(document_tokens(passages)):
            found.setdefault(term, terms)
            terms += 1
    return found


def hashes_of(names: Sequence[str]) -> Numbers:
    """The hashes of entries by their names, 32 bits each: what their shards are found by."""
    hashes = np.fromiter(map(crc32, map(str.encode, names)), np.uint32, len(names))
    for number, name in enumerate(names):
        if name[0] == WORD:
            hashes[number] = crc32(name[1].encode())
        elif "\\" in name:
            hashes[number] = crc32(json.loads(f'"{name}"').encode())
    return hashes
