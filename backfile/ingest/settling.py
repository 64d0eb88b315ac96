"""Ending what a person has settled: conflicts between a correction and a new conversion, deletions, moves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from backfile.errors import ContentError
from backfile.identify import ARTICLE_ID
from backfile.ingest import ledger
from backfile.ingest.standing import Outcome, Standing
from backfile.ingest.store import Store
from backfile.ingest.whereabouts import Whereabouts, id_in

if TYPE_CHECKING:
    from collections.abc import Iterable


def revisit(standing: Standing) -> Outcome:
    """Look at what an input gave before and is not to be written again: what stands, was moved, was deleted.

    A conflict that a person has settled in the file meanwhile is merged now.
    """
    before = standing.before
    doubtful = before.deleted | before.open | set(before.moved)
    for key in before.articles:
        standing.carry(key)
        if key not in doubtful and standing.store.has(standing.usual(key)):
            standing.outcome.unchanged += 1
        elif path := standing.find(key):
            standing.now.deleted.discard(key)
            _try_again(standing, key, path)
        else:
            standing.note_deleted(key)
    if standing.now != replace(before, pictures=standing.now.pictures):
        standing.remember()
    return standing.outcome


def _try_again(standing: Standing, key: str, path: Path) -> None:
    new = standing.kept.conflict(key) if key in standing.before.open else None
    stands = standing.store.read(path)
    if new is None or stands is None:
        standing.now.open.discard(key)
        standing.outcome.unchanged += 1
        return
    try:
        text = standing.merged(key, path, stands, new)
    except ContentError:
        standing.outcome.unchanged += 1
        note = f"{standing.store.relative(path)}: a new text stands against the correction (inv review shows both)"
        standing.outcome.notes.append(note)
        return
    standing.write(path, text)
    standing.note(key, new)


def settle(content: Path, articles: Iterable[str], *, take_new: bool) -> list[str]:
    """End conflicts: the corrections stay as they are, or the new texts take their places.

    Args:
        content: the content folder.
        articles: ids, or paths of files.
        take_new: whether the new text is to be taken.

    Returns:
        The files, below the content folder.

    Raises:
        ContentError: nothing stands against an article, or it cannot be written.
    """
    store = Store(content)
    with store.alone():
        return [_settle(store, article, take_new=take_new) for article in articles]


def _settle(store: Store, article: str, *, take_new: bool) -> str:
    key = article if ARTICLE_ID.fullmatch(article) else _id_of(article)
    found = ARTICLE_ID.fullmatch(key)
    if not found:
        raise ContentError("is no article", source=article, remedy="name the file of an article, or its Id")
    newspaper, day = found["newspaper"], found["date"]
    folder = store.folder(f"{newspaper}/{day[:4]}/{day[4:6]}/{day[6:]}")
    records = ledger.read(store, folder)
    source = next((name for name, record in records.items() if key in record.open), None)
    standing = Standing(Whereabouts(store, newspaper), folder, source or "", records[source].hash if source else "")
    path, new = standing.find(key), standing.kept.conflict(key)
    if source is None or path is None or new is None:
        raise ContentError("no new text stands against it", source=article, remedy="inv review shows what waits")
    standing.carry_all()
    standing.find(key)
    if take_new:
        standing.write(path, new)
    standing.note(key, new)
    standing.remember()
    return store.relative(path)


def _id_of(article: str) -> str:
    try:
        return id_in(Path(article).read_bytes())
    except (OSError, ValueError):  # ValueError: a name with a null character
        return ""
