"""Runs: the inverted index of some consecutive documents, on its way to the shards.

An index of a large archive does not fit into memory, so documents are inverted some at a time, each such run is
written to a file in parts of one range of hashes (CRC-32) each, and the shards are merged from all runs part by part. A
run knows its documents by their place in it, so that it is the same wherever in the archive they stand.

A part is lines without order, a line is an entry of the index, its values separated by tabs: its name as JSON writes
it between quotation marks, its order (see `merging.Term`), the number of documents that have it, and for each of its
lists the first document number, the last one, and the postings without that first number. There are three kinds:

- terms: a list for each field, of document number (from the second on the gap to the one before), occurrences in
  the field, tokens of the field, again and again; empty lists at the end are left out;
- facet terms (`section=副刊`): one list of document numbers (again gaps) and no order;
- words as they are written, for wildcards: no list, no order, U+0001 before the name; their hash is that of their
  first character.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from functools import lru_cache
from itertools import count, islice
from operator import sub
from typing import TYPE_CHECKING
from zlib import crc32

from backfile.search.document import FIELDS
from backfile.search.fold import fold
from backfile.search.shards import json_of
from backfile.search.tokens import document_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backfile.search.document import Document

PARTS = 256
"""Parts of a run: one of all runs of 100,000 articles is some megabytes."""
WORD = "\x01"
"""Stands before a word as it is written; no token begins with it."""

_OCCURRENCES = 40
"""Bits of a posting in memory that hold the occurrences; those above, the place of the document in its run."""
_LOW = (1 << _OCCURRENCES) - 1


class Run:
    """The inverted index of some consecutive documents in memory."""

    def __init__(self) -> None:
        self._orders: dict[str, int] = {}
        self._postings: list[defaultdict[str, list[int]]] = [defaultdict(list) for _ in FIELDS]
        self._lengths: list[list[int]] = [[] for _ in FIELDS]
        self._outside_text: Counter[str] = Counter()
        self._facets: dict[str, list[int]] = defaultdict(list)
        self._words: Counter[str] = Counter()
        self.documents = 0

    def add(self, document: Document) -> None:
        """Invert one document."""
        number = self.documents << _OCCURRENCES
        terms = 0
        words: set[str] = set()
        text: Counter[str] = Counter()
        outside: set[str] = set()
        for field, passages in enumerate(document.fields()):
            tokens = document_tokens(passages, words)
            self._lengths[field].append(len(tokens))
            counted = Counter(tokens)
            postings = self._postings[field]
            before = len(postings)
            # What follows is done for every term of every document, hence without a loop of Python's.
            entries = map(postings.__getitem__, counted)
            deque(map(list.append, entries, map(number.__add__, counted.values())), maxlen=0)
            if len(postings) > before:
                places = dict(zip(counted, count(terms), strict=False))
                for term in islice(reversed(postings), len(postings) - before):
                    self._orders.setdefault(term, places[term])
            terms += len(counted)
            if field:
                outside.update(counted.keys() - text.keys())
            else:
                text = counted
        self._outside_text.update(outside)
        for name in facet_terms(document):
            self._facets[name].append(self.documents)
        self._words.update(words)
        self.documents += 1

    def tokens(self) -> list[int]:
        """The tokens of each field of all documents."""
        return [sum(lengths) for lengths in self._lengths]

    def parts(self) -> Iterator[str]:
        """The parts of the run, one after the other."""
        parts: list[list[str]] = [[] for _ in range(PARTS)]
        text, *others = self._postings
        elsewhere = set[str]().union(*others)
        for term, order in self._orders.items():
            entry = text.get(term, [])
            documents = len(entry)
            lists = _field(entry, self._lengths[0]) if entry else "\t\t"
            if term in elsewhere:
                documents += self._outside_text[term]
                for postings, lengths in zip(others, self._lengths[1:], strict=True):
                    lists += "\t" + (_field(postings[term], lengths) if term in postings else "\t\t")
                lists = lists.rstrip("\t")
            parts[crc32(term.encode()) >> 24].append(f"{term}\t{order}\t{documents}\t{lists}\n")
        for name, numbers in self._facets.items():
            rest = ",".join(map(str, map(sub, numbers[1:], numbers)))
            part = parts[crc32(name.encode()) >> 24]
            part.append(f"{json_of(name)[1:-1]}\t\t{len(numbers)}\t{numbers[0]}\t{numbers[-1]}\t{rest}\n")
        for word, documents in self._words.items():
            if is_form(word):
                parts[crc32(word[0].encode()) >> 24].append(f"{WORD}{word}\t\t{documents}\n")
        return map("".join, parts)


def is_form(word: str) -> bool:
    """Whether a word as it is written is one that `wild*` and `fuzzy~1` may stand for: not a number."""
    return any(map(str.isalpha, word))


def facet_terms(document: Document) -> Iterator[str]:
    """The names of the facet terms of a document, each once. Persons are folded: 林金彥 is 林金彦."""
    for facet, values in document.facets():
        if facet == "person":
            values = tuple(dict.fromkeys(filter(None, map(_folded_name, values))))
        for value in values:
            yield f"{facet}={value}"


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


def _field(entry: list[int], lengths: list[int]) -> str:
    first = entry[0] >> _OCCURRENCES
    pieces = [f"{first}\t{entry[-1] >> _OCCURRENCES}\t{entry[0] & _LOW},{lengths[first]}"]
    last = first
    for packed in islice(entry, 1, None):
        number = packed >> _OCCURRENCES
        pieces.append(f"{number - last},{packed & _LOW},{lengths[number]}")
        last = number
    return ",".join(pieces)
