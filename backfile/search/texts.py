"""Documents as text chunks have them, and read back from there; and what tells whether one has changed."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from backfile.search.document import Document
from backfile.search.shards import json_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Content(NamedTuple):
    """A document, its row in the text chunks as JSON, and the hash of that row: another hash, another document."""

    document: Document
    row: str
    hash: str


def content_of(document: Document) -> Content:
    """A document with its row and its hash."""
    row = json_of(
        [
            document.id,
            document.url,
            document.title,
            document.date,
            document.lang,
            document.newspaper,
            document.page,
            document.section,
            document.authors,
            document.passages,
            document.persons,
            document.places,
        ]
    )
    return Content(document, row, blake2b(row.encode("utf-8", "replace"), digest_size=16).hexdigest())


def document_of(row: Sequence[Any]) -> Document:
    """The document of a row.

    Raises:
        TypeError: the row is none of a document.
    """
    id_, url, title, date, lang, newspaper, page, section, *lists = row
    authors, passages, persons, places = map(tuple, lists)
    return Document(
        id=id_,
        url=url,
        title=title,
        date=date,
        lang=lang,
        newspaper=newspaper,
        page=page,
        section=section,
        authors=authors,
        passages=passages,
        persons=persons,
        places=places,
    )


def in_order(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents themselves, as long as they rise by date and id and each id is there once.

    Raises:
        ValueError: they do not, or one is not.
    """
    last = ("", "")
    ids: set[str] = set()
    for document in documents:
        if document.place_in_time() <= last:
            raise ValueError(f"{document.id} of {document.date} comes after {last[1]} of {last[0]}")
        if document.id in ids:
            raise ValueError(f"there are two articles {document.id}")
        last = document.place_in_time()
        ids.add(document.id)
        yield document
