"""Which article of a new conversion is which of those that the same input gave before.

An id never changes once written, so an article is to be known again: by its region of the source being the same, else
by its text being alike. Nothing less gives the id of what a person has corrected or deleted to another article; an
untouched one may give its id to what stands in its place now.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from backfile import markdown
from backfile.identify import ARTICLE_ID
from backfile.ingest.likeness import likeness, pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backfile.models import Entry

SAME_ARTICLE = 0.3
"""Likeness from which two texts are the same article: a part of a third that was glued to another has 0.5, two
articles about one matter below 0.15."""

PAIRS_LIMIT = 40_000
"""Pairs of an old and a new article whose texts are compared, half a second of work. A printed page has under 1,000."""


@dataclass(frozen=True, slots=True)
class Former:
    """An article that the input gave before.

    `text` is its file as it was written, empty when that is not known; `regions` are the hashes of the regions of the
    source that it was written from, of which the last may be that of a run that was stopped; `untouched`: no person has
    worked on it.
    """

    text: str
    regions: frozenset[str]
    untouched: bool


def match(entries: Sequence[Entry], former: Mapping[str, Former]) -> list[str | None]:
    """For each entry the id of the former article that it is, None for a new one."""
    chosen: list[str | None] = [None] * len(entries)
    free = dict(former)
    for index, entry in enumerate(entries):
        same = (key for key, old in free.items() if entry.source_hash in old.regions)
        if (key := next(same, None)) is not None:
            chosen[index] = key
            del free[key]
    waiting = [index for index, key in enumerate(chosen) if key is None]
    for index, key in _alike({index: entries[index] for index in waiting}, free):
        if chosen[index] is None and key in free:
            chosen[index] = key
            del free[key]
    return chosen


def _alike(entries: Mapping[int, Entry], former: Mapping[str, Former]) -> list[tuple[int, str]]:
    """Entries with the former articles that they are like, the likest first."""
    if len(entries) * len(former) > PAIRS_LIMIT:
        return []
    old = {key: pairs(_words(one.text)) for key, one in former.items() if one.text}
    new = {index: pairs(_words(markdown.write(entry))) for index, entry in entries.items()} if old else {}
    found = [(-likeness(new[index], old[key]), index, key) for index in new for key in old]
    return [(index, key) for distance, index, key in sorted(found) if -distance >= SAME_ARTICLE]


def name(entries: Sequence[Entry], former: Mapping[str, Former], taken: Iterable[str]) -> list[Entry]:
    """The entries with their ids, which are so far a page's prefix (`…-p03`) or already a web article's id.

    Args:
        entries: the articles of one input, in its order.
        former: id -> what the same input gave before.
        taken: ids that stand in the issue or stood there.
    """
    numbered = [entry for entry in entries if not ARTICLE_ID.fullmatch(entry.id)]
    chosen = match(numbered, former)
    free = [key for key, old in former.items() if old.untouched and key not in chosen]
    number = _last_number(numbered[0].id, taken) if numbered else 0
    named = []
    for entry in entries:
        if ARTICLE_ID.fullmatch(entry.id):
            named.append(entry)
            continue
        key = chosen.pop(0)
        if key is None and (key := next((key for key in free if _belongs(key, entry.id)), None)):
            free.remove(key)
        if key is None:
            number += 1
            key = f"{entry.id}-{number:02d}"
        named.append(replace(entry, id=key))
    return named


def _words(text: str) -> str:
    """The headline and the body of a file."""
    head, _, body = text.partition("\n\n")
    return f"{head.partition(chr(10))[0]}\n{body}"


def _belongs(key: str, prefix: str) -> bool:
    return key.startswith(f"{prefix}-") and key[len(prefix) + 1 :].isdigit()


def _last_number(prefix: str, taken: Iterable[str]) -> int:
    """The highest number that an article of the page has or had."""
    numbers = (re.fullmatch(re.escape(prefix) + r"-(\d+)", key) for key in taken)
    return max((int(found[1]) for found in numbers if found), default=0)
