"""Taking pages and articles into the archive: the one place with I/O and error policy on the way in.

One bad file never stops the others: it gives one refusal with file, place, reason and remedy. A run that was killed
is completed by the next; a run over what is there already changes no byte. What a person has corrected stays. The
number of processes changes the time that it takes and nothing else.
"""

from __future__ import annotations

import time
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from backfile.cluster import Cluster
from backfile.errors import SourceError
from backfile.identify import check_newspaper, page_label
from backfile.ingest import placement
from backfile.ingest.convert import Terms
from backfile.ingest.documents import Documents
from backfile.ingest.editions import Policy
from backfile.ingest.exports import Exports
from backfile.ingest.intake import gather
from backfile.ingest.presence import Present
from backfile.ingest.report import Meter, Report
from backfile.ingest.store import Store
from backfile.ingest.workers import Workers
from backfile.newspapers import rulebook
from backfile.sources import Export, source_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from backfile.ingest.report import Progress
    from backfile.settings import Settings


def ingest(
    paths: Iterable[Path],
    content: Path,
    settings: Settings,
    *,
    newspaper: str | None = None,
    day: date | None = None,
    page: str | None = None,
    overwrite: bool = False,
    restore: bool = False,
    store: Store | None = None,
    workers: int = 1,
    scheduler: str = "",
    progress: Progress | None = None,
) -> Report:
    """Convert pages and articles into the content folder.

    Args:
        paths: files and folders.
        content: the archive's content folder; made if there is none.
        settings: the archive's settings.
        newspaper: the key of the newspaper, the default one's if not given.
        day: the issue date of what carries none itself.
        page: the page number of what carries none itself.
        overwrite: let a changed source take the place of what it gave before; corrections are merged with it.
        restore: let what a person has deleted come back.
        store: how the content folder is written; a `Rehearsal` only takes note.
        workers: processes that convert. More than one are started anew and import the main module of the program, so
            that it must be one that can be imported.
        scheduler: the address of a cluster that converts (see `cluster.Cluster`), instead of processes here.
        progress: told how far the run is.

    Raises:
        SettingsError: the key cannot be a newspaper's, or its rules are not as they must be.
        SourceError: `page` is no page number, or `day` is before all newspapers or far ahead.
        ContentError: another run is at work in the content folder.
        OSError: nothing can be written there.
        ClusterError: the cluster cannot be used.
    """
    started = time.monotonic()
    title = settings.newspaper(check_newspaper(newspaper or settings.default_newspaper))
    if page is not None and (page := page_label(given := page)) is None:
        raise SourceError(f"{given[:80]!r} is no page number", remedy="write it as printed, such as 3 or A03")
    if day and not placement.FIRST_YEAR <= day.year <= placement.LAST_YEAR:
        raise SourceError(f"{day} is no date of a newspaper", remedy="write the year in full, such as 2026-03-09")
    book = rulebook(settings, title.key)
    report = Report()
    if title not in settings.newspapers:
        report.notes.append(f"NEWSPAPERS does not have {title.key!r} yet: give its name and language there")
    intake = gather(paths)
    report.files = len(intake.files)
    report.refusals += intake.refusals
    report.left_aside = intake.left_aside
    meter = Meter(intake.files, progress)
    terms = Terms(title, day, page, book)
    store = store or Store(content)
    policy = Policy(overwrite, restore)
    start = None
    if scheduler:
        with Cluster(scheduler) as cluster:
            workers = cluster.threads()
        start = partial(_join, scheduler)
    with store.alone(), Workers(workers, start) as pool:
        documents = Documents(store, terms, policy, pool, report, Present(intake.files))
        exports = Exports(store, terms, policy, pool, report)
        for are_exports, files in groupby(intake.files, lambda file: isinstance(source_of(file), Export)):
            if are_exports:
                for file in files:
                    exports.take(file, meter)
            else:
                documents.take(files, meter)
    report.seconds = time.monotonic() - started
    return report


def _join(scheduler: str, _workers: int) -> Cluster:
    return Cluster(scheduler)
