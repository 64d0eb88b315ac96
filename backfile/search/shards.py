"""The format of the shards: small scripts that hand their data to `backfile.shard(name, data)`.

Scripts, because a page opened from a folder (file://) may load nothing else. docs/search-api.md lists all files under
the site's `search/`. Those of a tier stand in a folder with a hash of its content in its name, so that no cache ever
mixes two indexes; the name that a script hands over has the tier's kind in its place (`base/terms/00/2c`).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from backfile.search.postings import Numbers

Hashes = TypeVar("Hashes", int, "Numbers")

FOLDER = "search"
FORMAT = 2

SHARD_BYTES = 8_500
"""Of a shard of terms before compression: about 4 kB with gzip, measured on Chinese and English news."""
FULL_SHARD_BYTES = 22_000
"""The same in a large archive, lest it has too many files: a stick gives each one 32 kB, whatever is in it."""
SMALL_SHARDS = 8192
"""How many shards there are before they grow from one size to the other."""
LIST_BYTES = 8_000
"""Of an entry that gets its own file (about 3 kB with gzip), lest every other term of its shard costs as much."""
CHUNK_DOCUMENTS = 4
"""Documents a text chunk: about 3 kB with gzip when they are printed articles of 600 characters."""


def shards_for(size: int) -> int:
    """The number of shards for entries of `size` bytes in all.

    >>> shards_for(500_000), shards_for(100_000_000), shards_for(1_000_000_000)
    (59, 8192, 45455)
    """
    return max(1, round(size / min(max(SHARD_BYTES, size / SMALL_SHARDS), FULL_SHARD_BYTES)))


def script(name: str, json_data: str) -> bytes:
    """The script of a shard whose data are JSON."""
    # A lone surrogate has no UTF-8. It shows nothing, and no token holds one.
    return f"backfile.shard({json_of(name)},{json_data});\n".encode("utf-8", "replace")


def data_of(script: bytes) -> Any:
    """The data of a shard.

    Raises:
        ValueError: the script is damaged.
    """
    text = script.decode()
    if not text.endswith(");\n"):
        raise ValueError("the end of a shard is missing")
    return json.loads(text[text.index(",") + 1 : -3])


def json_of(data: object) -> str:
    """JSON as the shards have it: no spaces, characters as they are."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def numbered(kind: str, number: int) -> str:
    """The name of a numbered shard: 256 files a folder at most, names of a form that FAT keeps short.

    >>> numbered("terms", 300)
    'terms/01/2c'
    """
    return f"{kind}/{number >> 8:02x}/{number & 255:02x}"


def shard_of(hashes: Hashes, shards: int) -> Hashes:
    """The numbers of the shards of one hash or many: equal ranges of 32 bits, so that shards follow the sorted runs."""
    return hashes * shards >> 32
