"""The run over pages and saved articles: what is new is converted, then written issue by issue.

Inputs of one issue that come one after another are held together until the issue is whole, because a story may go on
from one page to another.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from backfile.errors import BackfileError, DuplicateError, SourceError, UndatedError
from backfile.identify import content_hash, issue_folder
from backfile.ingest import convert, furniture, ledger
from backfile.ingest.duplicates import Duplicates
from backfile.ingest.editions import Edition
from backfile.ingest.intake import source_name
from backfile.ingest.memory import Memory
from backfile.ingest.presence import last_changed
from backfile.ingest.settling import revisit
from backfile.ingest.standing import Standing
from backfile.ingest.whereabouts import Whereabouts
from backfile.models import PageNotes
from backfile.segment import jumps
from backfile.sources import Source, source_of
from backfile.sources.encoding import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from backfile.ingest.convert import Converted, Document, Terms
    from backfile.ingest.editions import Policy
    from backfile.ingest.presence import Present
    from backfile.ingest.report import Meter, Report
    from backfile.ingest.store import Store
    from backfile.ingest.workers import Workers
    from backfile.models import Entry

CHUNK = 4
"""Documents that a process is given at a time: a fifth of a second of work."""
HELD = 200
"""Inputs of one issue that are held together. Hardly an issue has more pages, and memory stays flat if one has."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A converted input that waits for the others of its issue; `known` is where it stands in the archive already."""

    job: Document
    converted: Converted
    known: Path | None


@dataclass(frozen=True, slots=True)
class _Known:
    """An input that was taken in before, and the folder of its issue."""

    name: str
    digest: str
    folder: Path


class Documents:
    """The documents of one run.

    Args:
        store: the archive.
        terms: what holds for all of them.
        policy: what is to become of what stands there already.
        workers: who converts.
        report: where everything is noted down.
        present: all files of the run.
    """

    def __init__(
        self, store: Store, terms: Terms, policy: Policy, workers: Workers, report: Report, present: Present
    ) -> None:
        self._store = store
        self._terms = terms
        self._policy = policy
        self._workers = workers
        self._report = report
        self._present = present
        self._memory = Memory(store, terms.newspaper.key)
        self._places = Whereabouts(store, terms.newspaper.key)
        self._duplicates = Duplicates(self._memory, self._places, present)
        self._held: list[_Held] = []
        self._days: dict[Path, Counter[date]] = {}

    def take(self, files: Iterable[Path], meter: Meter) -> None:
        """Take files in, in their order; those that name no year come last, when the pages beside them have one."""
        undated: list[tuple[Document, UndatedError]] = []
        for looked_up, result in self._workers.results(convert.document, self._looked_up(files), chunk=CHUNK):
            path, name, outcome = looked_up
            if isinstance(result, UndatedError) and isinstance(outcome, convert.Document):
                undated.append((outcome, result))
            else:
                self._settle(name, outcome, result)
            meter.file(path)
        for job, result in self._workers.results(convert.document, self._beside(undated), chunk=CHUNK):
            if result is not None:
                self._settle(job.name, job, result)
        self._write_held()

    def _settle(
        self, name: str, outcome: Document | _Known | BackfileError, result: Converted | BackfileError | None
    ) -> None:
        """Deal with what became of one input."""
        with self._report.refusing(name, self._store.content):
            if isinstance(outcome, BackfileError):
                raise outcome
            if isinstance(result, BackfileError):
                raise result
            if isinstance(outcome, _Known):
                self._revisit(outcome)
            elif result is not None:
                self._hold(outcome, result)

    def _beside(self, undated: Iterable[tuple[Document, UndatedError]]) -> Iterator[tuple[Document, Document | None]]:
        """What is to be converted once more, with the day that most pages beside it have; what has none is refused."""
        for job, refusal in undated:
            if dated := self._days.get(job.path.parent):
                near = min(dated, key=lambda day: (-dated[day], day))
                yield job, replace(job, terms=replace(job.terms, near=near))
            else:
                self._settle(job.name, job, refusal)
                yield job, None

    def _looked_up(
        self, files: Iterable[Path]
    ) -> Iterator[tuple[tuple[Path, str, Document | _Known | BackfileError], Document | None]]:
        """For each file what to convert; or what stands there of it already; or why it cannot be read."""
        for path in files:
            name = source_name(path)
            try:
                job = convert.Document(path, name, content_hash(read_bytes(path, name)), self._terms)
                known = self._known(job)
            except BackfileError as error:
                yield (path, name, error), None
                continue
            if known and not self._policy.takes_again and self._terms.day is None:
                yield (path, name, _Known(name, job.digest, known)), None
            else:
                # A day once inferred stays, though the file be copied: the address of the article hangs on it.
                stood = self._memory.day(job.digest, name, by_name=not self._present.is_shared(name))
                job = replace(job, latest=stood or last_changed(path))
                yield (path, name, job), job

    def _known(self, job: Document) -> Path | None:
        """Where an input stands in the archive already.

        Raises:
            DuplicateError: it stands there under another name.
        """

        def is_there(name: str) -> bool:
            return self._present.has(name, job.digest, job.path)

        source = source_of(job.path)
        if isinstance(source, Source) and source.is_article:
            return self._memory.find(job.digest, job.name, restore=self._policy.restore, is_there=is_there)
        return self._memory.find(job.digest, job.name, restore=self._policy.restore)

    def _hold(self, job: Document, converted: Converted) -> None:
        """Keep a converted input until its issue is whole.

        Raises:
            DuplicateError: it stands in the archive under another name or in another issue.
            SourceError: an earlier state of it stands here.
        """
        self._report.notes += converted.place.notes
        if converted.place.certainty == "certain":
            self._days.setdefault(job.path.parent, Counter())[converted.place.date] += 1
        first = self._held[0] if self._held else None
        if first and (first.converted.place.date != converted.place.date or len(self._held) == HELD):
            self._write_held()
        elif any(_are_alike(held, job, converted) for held in self._held):
            self._write_held()  # so that the archive knows what it would have twice
        known = self._known(job)
        converted = self._duplicates.told_apart(job, converted, self._folder(converted), known)
        if self._policy.overwrite or not self._is_settled(known, job, converted):
            self._held.append(_Held(job, converted, known))

    def _is_settled(self, known: Path | None, job: Document, converted: Converted) -> bool:
        """Whether the input stands where it belongs.

        Raises:
            DuplicateError: it stands in another issue.
            SourceError: an earlier state of it stands here.
        """
        folder = self._folder(converted)
        if known and known != folder:
            raise DuplicateError(
                f"stands in the archive already, under {self._store.relative(known)}",
                remedy="run again with --replace to move it",
            )
        record = ledger.read(self._store, folder).get(job.name)
        if record and record.hash not in ("", job.digest):
            raise SourceError(
                "it has changed since it was taken in",
                remedy="run again with --replace: what was corrected by hand stays",
            )
        if known is None or self._policy.restore:
            return False
        self._revisit(_Known(job.name, job.digest, known))
        return True

    def _revisit(self, known: _Known) -> None:
        self._report.count((), revisit(Standing(self._places, known.folder, known.name, known.digest)))

    def _folder(self, converted: Converted) -> Path:
        return self._store.folder(issue_folder(self._terms.newspaper.key, converted.place.date))

    def _write_held(self) -> None:
        """Write what is held, input by input: an article stands with the input of its first part."""
        held, self._held = self._held, []
        if not held:
            return
        parts: dict[str, list[Entry]] = {one.job.name: [] for one in held}
        for entry in jumps.join([entry for one in held for entry in one.converted.entries]):
            parts[entry.source.split("#")[0]].append(entry)
        for one in held:
            with self._report.refusing(one.job.name, self._store.content):
                self._write(one, parts[one.job.name])

    def _write(self, one: _Held, entries: list[Entry]) -> None:
        job = one.job
        folder = self._folder(one.converted)
        place = one.converted.place
        edition = Edition(self._places, folder, job.name, job.digest, self._policy)
        moves = one.known is not None and one.known != folder
        former = Edition(self._places, one.known, job.name, job.digest, self._policy) if one.known and moves else None
        self._report.count(entries, edition.put(entries, job.path.parent, former))
        given = None
        if one.converted.furniture or one.converted.section:
            notes = PageNotes(place.page, one.converted.section, one.converted.furniture)
            key = self._terms.newspaper.key
            given = furniture.put(self._store, folder, key, place.date, notes, edition.furniture())
        edition.remember(one.converted.text, given)
        if former:
            self._report.count((), former.remove())
        self._memory.add(job.digest, job.name, folder)


def _are_alike(held: _Held, job: Document, converted: Converted) -> bool:
    """Whether an input may be what is held already: by its bytes, its name, or the id of its web article."""
    if job.digest == held.job.digest or job.name == held.job.name:
        return True
    return converted.text is None and converted.entries[0].id in [entry.id for entry in held.converted.entries]
