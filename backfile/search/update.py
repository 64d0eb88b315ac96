"""Brings the index of an archive up to date with the least work.

What came since the base was written stands in a small second tier, *recent*. An article of the base that is removed is
marked with a tombstone, a changed one has its tombstone and stands in *recent*. When either has grown, the base is
written anew with everything in it. The answers of the page are those of an index of one tier, always.
"""

from __future__ import annotations

import heapq
import logging
import shutil
import sqlite3
from typing import TYPE_CHECKING

from backfile.search import index, manifest, shards
from backfile.search.document import Document
from backfile.search.index import Index
from backfile.search.standing import live
from backfile.search.state import Recent, State
from backfile.search.texts import content_of, in_order
from backfile.search.tier import write_tier
from backfile.search.writer import write

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from backfile.search.texts import Content

_UNUSABLE = (OSError, ValueError, TypeError, KeyError, IndexError, sqlite3.Error)
"""What a missing or damaged state or index raises (see `index.Index`)."""

logger = logging.getLogger(__name__)


def update(output: Path, state: Path, *, put: Iterable[Document] = (), removed: Collection[str] = ()) -> None:
    """Bring the index of the site at `output` up to date with a change. Without one, an index is begun.

    What this takes does not grow with the archive, but when the base is written anew.

    Args:
        output: the site's folder.
        state: a folder that belongs to this index and is not published.
        put: new and changed articles.
        removed: ids of articles that are no more.

    Raises:
        OSError, ValueError: the index that stands cannot be read; write it anew, with all articles.
    """
    site = output / shards.FOLDER
    contents = [content_of(document) for document in in_order(sorted(put, key=Document.place_in_time))]
    try:
        with Index(site, State(state)) as standing:
            changed = [content for content in contents if not standing.has(content)]
            if standing.bring_up_to_date(changed, removed, site):
                State(state).prune(_content(site))
                return
    except _UNUSABLE as error:
        logger.info("the index is written anew: %s", error)
    replaced = {content.document.id for content in contents}.union(removed)
    stays = (document for document in _live(site) if document.id not in replaced)
    new = (content.document for content in contents)
    _write_all(heapq.merge(stays, new, key=Document.place_in_time), site, state)
    State(state).prune(_content(site))


def synchronise(
    documents: Sequence[Document], output: Path, state: Path, *, last: Path | None = None, anew: bool = False
) -> None:
    """Have the site at `output` have an index of `documents`, with the least work.

    Args:
        documents: all articles of the archive, in order of date and id.
        output: the site's folder.
        state: a folder that belongs to this site and is not published.
        last: the folder of the site as it was built last, when `output` is a new one.
        anew: write the base anew, whatever stands; runs of articles that have not changed are used again.

    Raises:
        ValueError: the documents do not rise.
    """
    site = output / shards.FOLDER
    last = (last or output) / shards.FOLDER
    if len(documents) <= index.MERGE_ARTICLES:  # then all is done at once, and nothing need be kept
        shutil.rmtree(state, ignore_errors=True)
        write(documents, output)
        return
    before = _content(last)
    if anew or not _is_brought_up_to_date(documents, last, site, State(state)):
        _write_all(in_order(documents), site, state)
    State(state).prune(_content(site), before)


def _is_brought_up_to_date(documents: Sequence[Document], last: Path, site: Path, state: State) -> bool:
    """Have the index that stands in the folder `last` stand in `site` with `documents`; False: that cannot be done."""
    try:
        with Index(last, state) as standing:
            change = _change(documents, standing.hashes())
            return change is not None and standing.bring_up_to_date(*change, site)
    except _UNUSABLE as error:
        logger.info("the index is written anew: %s", error)
        return False


def _change(documents: Iterable[Document], hashes: dict[str, str]) -> tuple[list[Content], list[str]] | None:
    """The documents that are new or changed, and the ids of those that are no more; None if they are very many."""
    put: list[Content] = []
    most = index.most_recent(len(hashes))
    for document in in_order(documents):
        content = content_of(document)
        if hashes.pop(document.id, None) != content.hash:
            put.append(content)
            if len(put) > most:
                return None
    return put, list(hashes)


def _live(site: Path) -> Iterable[Document]:
    return live(site, manifest.standing(site)) if (site / "manifest.js").exists() else ()


def _content(site: Path) -> bytes:
    """The bytes of the manifest that stands, none if there is none."""
    path = site / "manifest.js"
    return path.read_bytes() if path.exists() else b""


def _write_all(documents: Iterable[Document], site: Path, folder: Path) -> None:
    """Write the base anew, of the runs that stand as far as their articles have not changed."""
    state = State(folder)
    base = write_tier("base", state.recorded(map(content_of, documents)), site, state.runs)
    state.put_base(base)
    new = manifest.of_base(base)
    state.put_recent(Recent(base.about["folder"]), manifest.content(new))
    manifest.put(site, new)
