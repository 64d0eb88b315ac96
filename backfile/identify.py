"""What things are called: ids, source hashes, slugs and the addresses of pages in the site.

Pure functions. An address is a POSIX path relative to the output folder, ASCII only, always a file ending in
`.html`, so that it works by double-click. What is called once is called so for ever: no rule here may change the
name of something that is already written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from backfile.errors import SettingsError

if TYPE_CHECKING:
    from datetime import date

    from backfile.models import Entry

NEWSPAPER_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
RESERVED_KEYS = frozenset(
    # first parts of addresses that are not newspapers, then the device names of Windows
    ["section", "person", "theme", "search", "pages", "feeds", "static", "images", "con", "prn", "aux", "nul"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)]
)
ARTICLE_ID = re.compile(
    r"(?P<newspaper>[a-z0-9][a-z0-9-]{0,31})-(?P<date>[0-9]{8})-"
    r"(?:(?P<page>p[a-z]{0,2}[0-9]{2,3}[a-z]?)-(?P<number>[0-9]{2,4})|(?P<web>w[0-9a-f]{8}))"
)
PAGE = re.compile(r"(?P<letters>[A-Za-z]{0,2})(?P<digits>[0-9]{1,3})(?P<after>[A-Za-z]?)")

HASH_LENGTH = 16
"""Hexadecimal digits of a source hash: 64 bits, a chance of one in 10^8 of a clash among half a million sources."""
SLUG_HASH_LENGTH = 6
SLUG_WORDS_LENGTH = 48
"""Characters of a slug's readable part: with the deepest folder an address stays below 160."""


def check_newspaper(key: str) -> str:
    """The key itself when it can name a newspaper.

    Raises:
        SettingsError: it has other characters than `a-z 0-9 -`, is too long, or is taken by the site itself.
    """
    if not NEWSPAPER_KEY.fullmatch(key):
        raise SettingsError(
            f"{key[:80]!r} cannot be the key of a newspaper",
            remedy="use up to 32 of the characters a-z, 0-9 and -, the first a letter or digit",
        )
    if key in RESERVED_KEYS:
        raise SettingsError(f"the key {key!r} is taken by the site itself", remedy="choose another key")
    return key


def content_hash(data: bytes) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of some input."""
    return sha256(data).hexdigest()[:HASH_LENGTH]


def page_label(printed: str) -> str | None:
    """A page number as the archive keeps it: `03` is `3`, `A03` stays; None when it is no page number."""
    printed = unicodedata.normalize("NFKC", printed).strip()
    if not PAGE.fullmatch(printed):
        return None
    return str(int(printed)) if printed.isdigit() else printed


def page_code(page: str) -> str:
    """A page in ids and addresses: `3` is `p03`, `A3` and `A03` are `pa03`, an unknown page is `p00`."""
    match = PAGE.fullmatch(page)
    if not match:
        return "p00"
    return f"p{match['letters'].lower()}{int(match['digits']):02d}{match['after'].lower()}"


def article_id(newspaper: str, day: date, page: str, number: int) -> str:
    """The id of the `number`-th article (from 1) of a page, `citydaily-20220324-p03-01`."""
    return f"{newspaper}-{day.isoformat().replace('-', '')}-{page_code(page)}-{number:02d}"


def web_id(newspaper: str, day: date, key: bytes) -> str:
    """The id of a web article; `key` is its canonical address, or its content when it has none."""
    return f"{newspaper}-{day.isoformat().replace('-', '')}-w{sha256(key).hexdigest()[:8]}"


@lru_cache(maxsize=1 << 16)  # the persons and sections of an archive come again and again
def slug(name: str) -> str:
    """A name in addresses: its pinyin or ASCII letters, and six digits of its hash to keep homophones apart.

    The readable part may follow pypinyin's dictionary, the hash is of the exact name.
    """
    from pypinyin import lazy_pinyin  # its dictionary takes 60 MB, which each process that converts can do without

    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:SLUG_HASH_LENGTH]
    words = "-".join(lazy_pinyin(name[:200]))
    words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii").lower()
    words = re.sub(r"[^a-z0-9]+", "-", words)[:SLUG_WORDS_LENGTH].strip("-")
    return f"{words}-{digest}" if words else digest


def issue_folder(newspaper: str, day: date) -> str:
    """The folder of an issue, in the content and in the site alike."""
    return f"{newspaper}/{day.year:04d}/{day.month:02d}/{day.day:02d}"


def article_path(entry: Entry) -> str:
    """Address of an article."""
    return f"{issue_folder(entry.newspaper, entry.date)}/{entry.id}.html"


def issue_path(newspaper: str, day: date) -> str:
    """Address of an issue."""
    return f"{issue_folder(newspaper, day)}/index.html"


def page_path(newspaper: str, day: date, page: str) -> str:
    """Address of a page of an issue."""
    return f"{issue_folder(newspaper, day)}/{page_code(page)}.html"


def year_path(newspaper: str, year: int) -> str:
    """Address of the calendar of a newspaper's year."""
    return f"{newspaper}/{year:04d}/index.html"


def section_path(name: str, month: tuple[int, int] | None = None) -> str:
    """Address of a section, or of one (year, month) of it."""
    return f"section/{slug(name)}/" + (f"{month[0]:04d}-{month[1]:02d}.html" if month else "index.html")


def person_path(name: str, year: int | None = None) -> str:
    """Address of a person, or of one year of theirs."""
    return f"person/{slug(name)}/" + (f"{year:04d}.html" if year else "index.html")
