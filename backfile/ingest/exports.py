"""The run over an export: its records read once, put aside by issue, and written issue by issue.

So an issue's folder is worked on once however the records are ordered, and what is held is a few records, not the
export. An issue whose records are all as they were is passed by without converting them. What an export no longer has
stays in the archive: often it has only what is new.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from backfile import markdown
from backfile.errors import BackfileError, ContentError, DuplicateError, SourceError
from backfile.identify import issue_folder, web_id
from backfile.ingest import convert, ledger, placement, spool
from backfile.ingest.editions import Edition
from backfile.ingest.intake import source_name
from backfile.ingest.settling import revisit
from backfile.ingest.standing import Standing
from backfile.ingest.whereabouts import Whereabouts
from backfile.sources import Export, source_of
from backfile.sources.exports import Aside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from backfile.ingest.convert import RecordOfExport, Terms
    from backfile.ingest.editions import Policy
    from backfile.ingest.report import Meter, Report
    from backfile.ingest.spool import Spool, Spooled
    from backfile.ingest.store import Store
    from backfile.ingest.workers import Workers
    from backfile.models import Entry
    from backfile.sources.exports import Item, Record

CHUNK = 16
"""Records that a process is given at a time: a tenth of a second of work."""
PIECE = 500
"""Articles that are written at a time, so that an export with a single date is not held either."""
BROKEN = 500
"""Broken records one after another after which a file is no export of the kind that its name says."""
STEP = 50
"""Records after which the progress is told."""


@dataclass(slots=True)
class _Issue:
    """An issue while the records of one export are put into it; `wrong` if its folder cannot be worked on."""

    folder: Path
    digest: str
    known: ledger.Record | None = None
    wrong: BackfileError | None = None
    settled: bool = True
    edition: Edition | None = None
    waiting: list[Entry] = field(default_factory=list)


class Exports:
    """The exports of one run.

    Args:
        store: the archive.
        terms: what holds for all of them.
        policy: what is to become of what stands there already.
        workers: who converts.
        report: where everything is noted down.
    """

    def __init__(self, store: Store, terms: Terms, policy: Policy, workers: Workers, report: Report) -> None:
        self._store = store
        self._places = Whereabouts(store, terms.newspaper.key)
        self._terms = terms
        self._policy = policy
        self._workers = workers
        self._report = report

    def take(self, path: Path, meter: Meter) -> None:
        """Take an export in."""
        name = source_name(path)
        with self._report.refusing(name, self._store.content), spool.opened(self._store.scratch) as spooled:
            self._read(path, name, spooled, meter)
            self._write(path, name, spooled, meter)
        meter.file(path)

    def _read(self, path: Path, name: str, spooled: Spool, meter: Meter) -> None:
        """Put the records aside that can be placed.

        Raises:
            SourceError: the file as a whole cannot be read.
        """
        export = source_of(path)
        if not isinstance(export, Export):  # the caller has asked the same
            raise SourceError("no source reads it", remedy="rename it")
        size = path.stat().st_size
        aside: Counter[str] = Counter()
        taken: set[int] = set()
        item: Item | None = None
        broken = 0
        for item in export.records(path, lambda read: meter.part(path, read=read / size, taken=0)):
            if isinstance(item, Aside):
                aside[item.words] += 1
                continue
            if isinstance(item, SourceError):
                self._refuse(item, name, item.line)
                broken += 1
                if broken == BROKEN:
                    reason = f"{BROKEN} records one after another are broken: what follows is not read"
                    self._refuse(SourceError(reason, remedy="check that the file is what its name says"), name, None)
                    break
                continue
            broken = 0
            try:
                spooled.add(self._placed(item, name, taken))
            except SourceError as error:
                self._refuse(error, name, item.line)
        if item is None:
            raise SourceError("there is no record in it", remedy="export it again, or take the file away")
        if aside:
            counts = ", ".join(f"{count:,} × {words}" for words, count in sorted(aside.items()))
            self._report.notes.append(f"{name}: left aside: {counts}")

    def _placed(self, record: Record, name: str, taken: set[int]) -> Spooled:
        """The record with its place and its id.

        Raises:
            SourceError: its date is none, or another record has its id.
        """
        place = placement.of_record(record, name, self._terms.day, self._terms.page)
        key = record.key.encode("utf-8", "replace")
        identity = web_id(self._terms.newspaper.key, place.date, key)
        if (mark := _number(b"\0" + key)) in taken:
            raise DuplicateError(f"{record.name} stands in the file already", remedy="keep one of the two")
        if (mark_of_id := _number(identity.encode())) in taken:
            raise DuplicateError("another record has the same id in the archive", remedy="give it another id")
        taken.update((mark, mark_of_id))
        return spool.Spooled(record, place, identity, record.hash)

    def _refuse(self, error: BackfileError, name: str, line: int | None) -> None:
        error.source, error.line = name, line
        self._report.refusals.append(error)

    def _write(self, path: Path, name: str, spooled: Spool, meter: Meter) -> None:
        """Write what is new, issue by issue."""
        same: Counter[str] = Counter()
        due = self._due(name, spooled, same)
        issue: _Issue | None = None
        for done, ((of, one), result) in enumerate(self._workers.results(convert.record, due, chunk=CHUNK), 1):
            if issue and issue is not of:
                self._finish(issue, name)
            issue = of
            self._settle(issue, one, result, name)
            if done % STEP == 0:
                meter.part(path, read=1, taken=done / len(spooled))
        if issue:
            self._finish(issue, name)
        for other, count in sorted(same.items()):
            reason = f"{count:,} records are the same as those of {other}, which stand in the archive"
            self._report.refusals.append(DuplicateError(reason, source=name, remedy="take one of the two away"))

    def _due(
        self, name: str, spooled: Spool, same: Counter[str]
    ) -> Iterator[tuple[tuple[_Issue, Spooled], RecordOfExport | None]]:
        """The records issue by issue, each with what is to be converted for it."""
        for day in spooled.days():
            issue = self._issue(day, name, spooled.digest(day))
            if issue.wrong is None and not self._policy.takes_again and self._is_known(issue, day, name, spooled, same):
                continue
            for one in spooled.of_day(day):
                if issue.wrong or self._is_taken(issue, one):
                    yield (issue, one), None
                else:
                    yield (issue, one), convert.RecordOfExport(name, one.record, one.place, one.id, self._terms)

    def _issue(self, day: date, name: str, digest: str) -> _Issue:
        relative = issue_folder(self._terms.newspaper.key, day)
        issue = _Issue(self._store.content / relative, digest)
        try:
            self._store.folder(relative)
            issue.known = ledger.read(self._store, issue.folder).get(name)
        except ContentError as error:
            issue.wrong = error
        return issue

    def _is_known(self, issue: _Issue, day: date, name: str, spooled: Spool, same: Counter[str]) -> bool:
        """Whether all records of an issue stand there as they are, from this export or from another."""
        for source, record in ledger.read(self._store, issue.folder).items():
            if record.hash == issue.digest:
                if source == name:
                    self._report.count((), revisit(Standing(self._places, issue.folder, name, issue.digest)))
                else:
                    same[source] += spooled.count(day)
                return True
        return False

    def _is_taken(self, issue: _Issue, one: Spooled) -> bool:
        """Whether a record was taken in before, in this state or another, and is not to be taken again."""
        return not self._policy.takes_again and issue.known is not None and one.id in issue.known.articles

    def _settle(self, issue: _Issue, one: Spooled, result: Entry | BackfileError | None, name: str) -> None:
        """What becomes of a record."""
        if issue.wrong:
            if issue.settled:  # it is told once
                self._report.refusals.append(issue.wrong)
            issue.settled = False
        elif result is None:
            if _is_changed(issue.folder, one):
                reason = "the record has changed since it was taken in"
                remedy = "run again with --replace: what was corrected by hand stays"
                self._refuse(SourceError(reason, remedy=remedy), name, one.record.line)
                issue.settled = False
            else:
                self._report.unchanged += 1
        elif isinstance(result, BackfileError):
            self._refuse(result, name, one.record.line)
            issue.settled = False
        else:
            issue.waiting.append(result)
            if len(issue.waiting) == PIECE:
                self._put(issue, name)

    def _put(self, issue: _Issue, name: str) -> None:
        """Write the articles that wait, into the one edition of the issue."""
        with self._report.refusing(name, self._store.content):
            entries, issue.waiting = issue.waiting, []
            if issue.edition is None:
                issue.edition = Edition(self._places, issue.folder, name, issue.digest, self._policy, whole=False)
            if entries:
                self._report.count(entries, issue.edition.put(entries, self._store.content))
            return
        issue.settled = False  # it was refused

    def _finish(self, issue: _Issue, name: str) -> None:
        """The records of an issue are all there."""
        if issue.wrong:
            return
        self._put(issue, name)
        if issue.edition:
            with self._report.refusing(name, self._store.content):
                issue.edition.remember(settled=issue.settled)


def _is_changed(folder: Path, one: Spooled) -> bool:
    """Whether what stands in the archive was made of another state of the record; what a person took away was not."""
    path = folder / f"{one.id}.md"
    try:
        return markdown.read(path.read_text(encoding="utf-8"), str(path)).source_hash != one.hash
    except (OSError, UnicodeDecodeError, ContentError):
        return False


def _number(data: bytes) -> int:
    """Bytes as a number of 64 bits, which a set holds at little cost."""
    return int.from_bytes(sha256(data).digest()[:8])
