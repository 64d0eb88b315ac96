"""Finds the articles that need a look, by the heads of their files alone, so that a great archive takes seconds.

An article needs a look when its `Review` says so, or when a new conversion stands against a correction of it. The
converter writes every decision of low confidence into `Review`; what a person has taken out of it is settled.
"""

from __future__ import annotations

import heapq
import os
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from backfile import markdown
from backfile.errors import BackfileError, ContentError
from backfile.identify import check_newspaper
from backfile.ingest import ledger
from backfile.ingest.store import Store
from backfile.markdown import issue
from backfile.review.model import CONFLICT, Case, Matter
from backfile.review.ranking import matter_rank, rank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from backfile.models import Entry

HEAD_LIMIT = 256 * 1024
"""Bytes of a file's metadata. The longest that the writer makes, with 200 names in each list, is a tenth of it."""

_CHUNK = 16 * 1024
_ISSUES = "[0-9][0-9][0-9][0-9]/[0-9][0-9]/[0-9][0-9]"
_HEAD_END = re.compile(rb"\n[ \t]*\r?\n|\r[ \t]*\r")
_REVIEW = re.compile(rb"^ {0,3}review:", re.IGNORECASE | re.MULTILINE)
_ID = re.compile(rb"^ {0,3}id:[ \t]*([a-z0-9-]{1,80})", re.IGNORECASE | re.MULTILINE)


@dataclass(slots=True)
class Survey:
    """What was found: the worst articles in order, how many need a look and how many were read.

    `codes` counts the matters of all of them, also when one code only was asked for; `unreadable` counts files that ask
    for a look but cannot be read as articles.
    """

    worst: list[Case] = field(default_factory=list)
    waiting: int = 0
    articles: int = 0
    unreadable: int = 0
    codes: Counter[str] = field(default_factory=Counter)


def survey(
    content: Path,
    *,
    newspaper: str = "",
    code: str = "",
    most: int,
    progress: Callable[[int, int | None], None] | None = None,
) -> Survey:
    """Look through an archive. Memory holds `most` articles, however many there are.

    Args:
        content: the folder with one folder for each newspaper.
        newspaper: the key of the only newspaper to look through, empty for all.
        code: keep only articles with a matter of this code, ranked by it; empty for all.
        most: how many of the worst to keep.
        progress: told now and then how many articles have been read.

    Raises:
        BackfileError: there is no such folder, or the key cannot be a newspaper's.
    """
    if not content.is_dir():
        raise BackfileError(
            "there is no such folder", source=str(content), remedy="add pages with `inv ingest`, or name it: --content"
        )
    found = Survey()

    def wanted() -> Iterator[Case]:
        for case in _cases(content, check_newspaper(newspaper) if newspaper else "*", found, progress):
            found.codes.update({matter.code for matter in case.matters})
            if not code or any(matter.code == code for matter in case.matters):
                found.waiting += 1
                yield case

    found.worst = heapq.nsmallest(most, wanted(), key=lambda case: rank(case, code))
    return found


def read_head(path: Path) -> bytes | None:
    """The metadata of an article's file, to its first empty line; None when there is no end to it, or no file."""
    data = b""
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                data += chunk
                if end := _HEAD_END.search(data):
                    return data[: end.end()]
                if len(data) > HEAD_LIMIT:
                    return None
    except OSError:
        return None
    return data


def article_files(folder: Path) -> Iterator[Path]:
    """The files of an issue's articles, in the order of their names; links and pipes are none."""
    with os.scandir(folder) as listing:
        names = sorted(
            entry.name for entry in listing if entry.name.endswith(".md") and entry.is_file(follow_symlinks=False)
        )
    return (folder / name for name in names if name != issue.FILE_NAME and not name.startswith("."))


def parse_head(head: bytes, name: str) -> Entry | None:
    """The article of a head, without its body; None when it cannot be read."""
    try:
        return markdown.read(head.decode("utf-8-sig"), name)
    except (UnicodeDecodeError, ContentError):
        return None


def _cases(
    content: Path, newspaper: str, found: Survey, progress: Callable[[int, int | None], None] | None
) -> Iterator[Case]:
    folders = sorted(folder for folder in content.glob(f"{newspaper}/{_ISSUES}") if folder.is_dir())
    store = Store(content)
    conflicts = {key for folder in folders for key in _open(store, folder)}
    for folder in folders:
        for path in article_files(folder):
            found.articles += 1
            head = read_head(path)
            if head is None:
                found.unreadable += 1
                continue
            identity = _ID.search(head) if conflicts else None
            conflict = identity is not None and identity[1].decode() in conflicts
            if not (conflict or _REVIEW.search(head)):
                continue
            name = path.relative_to(content).as_posix()
            entry = parse_head(head, name)
            if entry is None:
                found.unreadable += 1
            elif matters := _matters(entry, conflict=conflict):
                yield Case(name, entry.id, entry.newspaper, entry.date, entry.page, entry.article.title, matters)
        if progress:
            progress(found.articles, None)


def _open(store: Store, folder: Path) -> Iterator[str]:
    """The ids of an issue whose new text stands against a correction; a damaged record knows none."""
    try:
        records = ledger.read(store, folder)
    except ContentError:
        return
    for record in records.values():
        yield from record.open


def _matters(entry: Entry, *, conflict: bool) -> tuple[Matter, ...]:
    chances = dict(entry.article.confidence)
    # `headline-missing` and `headline-doubtful` are about the decision `headline`.
    matters = [
        Matter(review.code, review.words, chances.get(review.code.split("-")[0]))
        for review in entry.article.review
        if review.code
    ]
    if conflict:
        matters.append(Matter(CONFLICT))
    return tuple(sorted(matters, key=matter_rank))
