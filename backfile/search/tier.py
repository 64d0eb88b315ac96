"""Writes a tier of the index: its texts, terms, words, columns and names. It is inverted in runs, in bounded memory."""

from __future__ import annotations

import gc
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from backfile.cluster import in_order
from backfile.search import shards, suggest
from backfile.search.columns import Columns
from backfile.search.document import FIELDS
from backfile.search.fold import folds_of
from backfile.search.folder import TierFolder
from backfile.search.terms import write_terms
from backfile.search.volumes import RunFile, key, run_of, volumes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from backfile.cluster import Cluster
    from backfile.search.texts import Content

VOLUME_DOCUMENTS = {"base": 1024, "recent": 256}
"""Documents of a volume on an average: inverted in memory at a time. A change to one of *recent* is the commonest."""


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier that stands.

    `about` is what the manifest says of it. `common` are terms with the articles that have them: those that were
    asked for, else the most common ones. `runs` are the names of the runs that it was merged from.
    """

    about: dict[str, Any]
    tokens: list[int]
    common: dict[str, int]
    runs: list[str]


def write_tier(
    kind: str,
    contents: Iterable[Content],
    site: Path,
    runs: Path,
    watched: Collection[str] | None = None,
    cluster: Cluster | None = None,
) -> Tier:
    """Write a tier.

    Args:
        kind: `base` or `recent`.
        contents: its documents, which rise by date and id.
        site: the folder of all tiers.
        runs: the folder of the runs that need not be made again; those that are made are left there.
        watched: the terms whose articles are to be counted, else the most common ones.
        cluster: who inverts the documents, else this process does.

    Raises:
        BrokenExecutor: the cluster could not do it.
    """
    with TemporaryDirectory(prefix="backfile-search-") as scratch, _without_collection():
        writer = _Writer(TierFolder(site, kind), Path(scratch), watched)
        found = ((volume, (volume, runs / key(volume))) for volume in volumes(contents, VOLUME_DOCUMENTS[kind]))
        inverted = in_order(cluster, run_of, found) if cluster else ((volume, run_of(*job)) for volume, job in found)
        for volume, run in inverted:
            writer.add(volume, run)
        return writer.finish()


@contextmanager
def _without_collection() -> Iterator[None]:
    """Millions of lists are made here and no cycle: to look for cycles among them again and again takes as long."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Writer:
    """A tier in the making: its runs and columns so far, the chunk at hand."""

    def __init__(self, folder: TierFolder, scratch: Path, watched: Collection[str] | None) -> None:
        self._folder = folder
        self._scratch = scratch
        self._watched = watched
        self._runs: list[tuple[int, RunFile]] = []
        self._names: list[str] = []
        self._chunk: list[str] = []
        self._columns = Columns()
        self._characters: set[str] = set()
        self._days: Counter[str] = Counter()
        self._documents = 0

    def add(self, volume: list[Content], run: RunFile) -> None:
        self._runs.append((self._documents, run))
        self._names.append(run.name)
        for content in volume:
            self._columns.add(content.document)
            self._characters.update(content.row)
            self._days[content.document.date] += 1
            self._documents += 1
            self._chunk.append(content.row)
            if len(self._chunk) == shards.CHUNK_DOCUMENTS:
                self._write_chunk()

    def finish(self) -> Tier:
        if self._chunk:
            self._write_chunk()
        terms, words, common = write_terms(self._folder, self._scratch, self._runs, self._watched)
        self._columns.write(self._folder.write)
        suggestions = suggest.shards_of(self._columns.names())
        for number, suggestion in enumerate(suggestions):
            self._folder.write(shards.numbered("suggest", number), suggestion)
        self._folder.write("days", shards.json_of(list(_gaps(self._days))))
        months: Counter[str] = Counter()
        for day, articles in self._days.items():
            months[day[:7]] += articles
        about = {
            "folder": self._folder.settle(),
            "documents": self._documents,
            "shards": terms,
            "words": words,
            "suggest": len(suggestions),
            "folds": folds_of(self._characters),
            "months": [[month, articles] for month, articles in months.items()],
        }
        tokens = [sum(field) for field in zip(*(run.tokens for _, run in self._runs), strict=True)]
        return Tier(about, tokens or [0] * len(FIELDS), common, self._names)

    def _write_chunk(self) -> None:
        number = (self._documents - 1) // shards.CHUNK_DOCUMENTS
        self._folder.write(shards.numbered("texts", number), f"[{','.join(self._chunk)}]")
        self._chunk = []


def _gaps(days: dict[str, int]) -> Iterator[tuple[int, int]]:
    last = date(1970, 1, 1)
    for day, articles in days.items():
        this = date.fromisoformat(day)
        yield (this - last).days, articles
        last = this
