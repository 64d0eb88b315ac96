"""Brings the index of an archive up to date with the least work.

What came since the base was written stands in a small second tier, *recent*. An article of the base that is removed is
marked with a tombstone, a changed one has its tombstone and stands in *recent*. When either has grown, the base is
written anew with everything in it. The answers of the page are those of an index of one tier, always.
"""

from __future__ import annotations

import heapq
import logging
import sqlite3
from typing import TYPE_CHECKING

from backfile.search import manifest, shards
from backfile.search.document import Document
from backfile.search.index import Index
from backfile.search.standing import live
from backfile.search.state import Recent, State
from backfile.search.texts import content_of, in_order
from backfile.search.tier import write_tier

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from backfile.cluster import Cluster

_UNUSABLE = (OSError, ValueError, TypeError, KeyError, IndexError, sqlite3.Error)
"""What a missing or damaged state or index raises (see `index.Index`)."""

logger = logging.getLogger(__name__)


def begin(documents: Iterable[Document], output: Path, state: Path, *, cluster: Cluster | None = None) -> None:
    """Write the index of the site at `output` anew. Runs of articles that have not changed are used again.

    Args:
        documents: all articles of the archive, in order of date and id.
        output: the site's folder.
        state: a folder that belongs to this index and is not published.
        cluster: who inverts the articles, else this process does.

    Raises:
        ValueError: the documents do not rise.
        BrokenExecutor: the cluster could not do it.
    """
    site = output / shards.FOLDER
    folder = State(state)
    base = write_tier("base", folder.recorded(map(content_of, in_order(documents))), site, folder.runs, cluster=cluster)
    folder.put_base(base)
    new = manifest.of_base(base)
    folder.put_recent(Recent(base.about["folder"]), manifest.content(new))
    manifest.put(site, new)
    folder.prune(manifest.content(new))


def update(output: Path, state: Path, *, put: Iterable[Document] = (), removed: Collection[str] = ()) -> None:
    """Bring the index of the site at `output` up to date with a change.

    What this takes does not grow with the archive, but when the base is written anew.

    Args:
        output: the site's folder.
        state: the folder that was given to `begin`.
        put: new and changed articles; those that have not changed do no harm.
        removed: ids of articles that are no more.

    Raises:
        ValueError: there is no index, or one that cannot be read: begin one.
    """
    site = output / shards.FOLDER
    contents = [content_of(document) for document in in_order(sorted(put, key=Document.place_in_time))]
    try:
        with Index(site, State(state)) as standing:
            changed = [content for content in contents if not standing.has(content)]
            if standing.bring_up_to_date(changed, removed):
                return
    except _UNUSABLE as error:
        logger.info("the index is written anew: %s", error)
    replaced = {content.document.id for content in contents}.union(removed)
    try:
        stays = (document for document in live(site, manifest.standing(site)) if document.id not in replaced)
        new = (content.document for content in contents)
        begin(heapq.merge(stays, new, key=Document.place_in_time), output, state)
    except _UNUSABLE as error:
        raise ValueError(f"there is no index that can be read: {error}") from error
