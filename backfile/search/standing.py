"""Reads an index that stands: its documents and entries, as the page would."""

from __future__ import annotations

import heapq
import json
import re
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any
from zlib import crc32

from backfile.search import shards
from backfile.search.document import Document
from backfile.search.texts import document_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

_DECODER = json.JSONDecoder()
_HEAD_CHARACTERS = 200
_HEAD = re.compile(r"\[\d+,\[(\d+),")


class StandingTier:
    """A tier that stands in the folder `site` of all tiers, with what the manifest says of it (`about`).

    `chunk` are the documents of a text chunk, which the manifest says too.

    Raises:
        OSError: a file of it is missing (from all that reads).
        ValueError: a file of it is damaged (from all that reads).
    """

    def __init__(self, site: Path, about: dict[str, Any], chunk: int) -> None:
        self._folder: Path = site / about["folder"]
        self._about = about
        self._chunk_documents = chunk
        self._chunk = lru_cache(maxsize=8)(self._read_chunk)
        self._shard = lru_cache(maxsize=1)(self._read_shard)

    @property
    def documents(self) -> int:
        """How many documents it has."""
        return int(self._about["documents"])

    def all(self, without: Container[int] = ()) -> Iterator[Document]:
        """Its documents in their order, but for some numbers."""
        for number in range(self.documents):
            if number not in without:
                yield self.document(number)

    def document(self, number: int) -> Document:
        """One of its documents."""
        rows = self._chunk(number // self._chunk_documents)
        return document_of(rows[number % self._chunk_documents])

    def shard_of(self, term: str) -> int:
        """The shard of terms in which a term stands."""
        return shards.shard_of(crc32(term.encode()), int(self._about["shards"]))

    def first_in_text(self, term: str) -> int | None:
        """The first document that has a term of the index in its text; None: no text has it. It reads little."""
        text, entry = self._place(term)
        if isinstance(entry, str):
            with self._path(entry).open(encoding="utf-8") as file:
                text, entry = file.read(_HEAD_CHARACTERS), 0
            entry = text.index(",") + 1
        found = _HEAD.match(text, entry)
        return int(found[1]) if found else None

    def numbers(self, term: str) -> list[int]:
        """The documents that have a term of the index, in any field."""
        text, entry = self._place(term)
        if isinstance(entry, str):
            lists = shards.data_of(self._path(entry).read_bytes())
        else:
            lists = _DECODER.raw_decode(text, entry)[0]
        return sorted({number for postings in lists[1:] for number in accumulate(postings[::3])})

    def _place(self, term: str) -> tuple[str, int | str]:
        """The text of the shard of a term, and where in it the entry begins or the name of the file of the entry."""
        text = self._shard(self.shard_of(term))
        name = f'"{term}":'
        entry = text.index(name) + len(name)
        if text[entry] == "[":
            return text, entry
        return text, shards.numbered("lists", _DECODER.raw_decode(text, entry)[0])

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.js"

    def _read_shard(self, number: int) -> str:
        return self._path(shards.numbered("terms", number)).read_text("utf-8")

    def _read_chunk(self, number: int) -> list[list[Any]]:
        rows: list[list[Any]] = shards.data_of(self._path(shards.numbered("texts", number)).read_bytes())
        return rows


def live(site: Path, manifest: dict[str, Any]) -> Iterator[Document]:
    """The documents of the index with this manifest in the folder `site`, in order of date and id."""
    base, *recent = (StandingTier(site, about, manifest["chunk"]) for about in manifest["tiers"])
    tombstones = frozenset(accumulate(manifest["tiers"][0]["tombstones"]))
    tiers = [base.all(tombstones), *(tier.all() for tier in recent)]
    return heapq.merge(*tiers, key=Document.place_in_time)
