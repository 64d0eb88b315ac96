"""The format of the shards: small scripts that hand their data to `backfile.shard(name, data)`.

Scripts, because a page opened from a folder (file://) may load nothing else. Under the site's `search/`:

- `manifest.js`: number of documents, shards and documents a text chunk, and what lunr needs to know of the whole.
- `terms/xx/yy.js`: entries of the terms whose CRC-32 falls into the shard, `{term: [order, text, title, author,
  section]}`; a field is a list of gap, occurrences, field length (see `runs.Term`); empty fields at the end are left
  out. An entry that is large stands in a file of its own; its shard then has that file's number.
- `lists/xx/yy.js`: one such entry.
- `texts/xx/yy.js`: consecutive documents, `[id, url, title, date, lang, newspaper, page, section, authors,
  passages]` each.
- `fold.js`: the packed table of traditional characters (see `fold`).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from backfile.search.document import FIELDS

if TYPE_CHECKING:
    from backfile.search.document import Document
    from backfile.search.runs import Term

FOLDER = "search"
FORMAT = 1

SHARD_BYTES = 20_000
"""Of a shard of terms before compression: about 8 kB with gzip, measured on Chinese and English news."""
LIST_BYTES = 12_000
"""Of an entry that gets its own file (about 4 kB with gzip), lest every other term of its shard costs as much."""
CHUNK_DOCUMENTS = 8
"""Documents a text chunk: about 6 kB with gzip when they are printed articles of 600 characters."""


def script(name: str, json_data: str) -> str:
    """The script of a shard whose data are JSON."""
    return f"backfile.shard({json_of(name)},{json_data});\n"


def json_of(data: object) -> str:
    """JSON as the shards have it: no spaces, characters as they are."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def numbered(kind: str, number: int) -> str:
    """The name of a numbered shard: 256 files a folder at most, names of a form that FAT keeps short.

    >>> numbered("terms", 300)
    'terms/01/2c'
    """
    return f"{kind}/{number >> 8:02x}/{number & 255:02x}"


def shard_of(hash_: int, shards: int) -> int:
    """The number of the shard of a term: equal ranges of its 32-bit hash, so that shards follow the sorted runs."""
    return hash_ * shards >> 32


def entry(term: Term) -> str:
    """A term's entry as shards have it, as JSON."""
    fields = [f",[{postings}]" for postings in term.postings]
    while fields and fields[-1] == ",[]":
        fields.pop()
    return f"[{term.order}{''.join(fields)}]"


def text(document: Document) -> list[object]:
    """A document as text chunks have it."""
    return [
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
    ]


def manifest(documents: int, shards: int, tokens: list[int]) -> dict[str, object]:
    """What the page must know before it asks for a term."""
    return {
        "format": FORMAT,
        "documents": documents,
        "shards": shards,
        "chunk": CHUNK_DOCUMENTS,
        "tokens": dict(zip(FIELDS, tokens, strict=True)),
    }
