"""The run over pages and saved articles: what is new is converted, then written issue by issue.

Inputs of one issue that come one after another are held together until the issue is whole, because a story may go on
from one page to another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backfile.errors import BackfileError, ContentError, DuplicateError, SourceError
from backfile.files import inner_folder, write_whole
from backfile.identify import content_hash, issue_folder
from backfile.ingest import convert, ledger
from backfile.ingest.editions import Edition
from backfile.ingest.intake import source_name
from backfile.markdown import issue
from backfile.segment import jumps
from backfile.sources.encoding import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from backfile.ingest.convert import Converted, Document, Terms
    from backfile.ingest.report import Meter, Report
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


class Documents:
    """The documents of one run.

    Args:
        content: the archive's content folder.
        terms: what holds for all of them.
        overwrite: whether a changed source may take the place of what it gave before.
        workers: who converts.
        report: where everything is noted down.
    """

    def __init__(self, content: Path, terms: Terms, overwrite: bool, workers: Workers, report: Report) -> None:
        self._content = content
        self._terms = terms
        self._overwrite = overwrite
        self._workers = workers
        self._report = report
        self._memory = ledger.Memory(content, terms.newspaper.key)
        self._held: list[_Held] = []

    def take(self, files: Iterable[Path], meter: Meter) -> None:
        """Take files in, in their order."""
        for looked_up, result in self._workers.results(convert.document, self._looked_up(files), chunk=CHUNK):
            path, name, outcome = looked_up
            with self._report.refusing(name, self._content):
                if isinstance(outcome, BackfileError):
                    raise outcome
                if isinstance(result, BackfileError):
                    raise result
                if isinstance(outcome, int):
                    self._report.unchanged += outcome
                elif result is not None:
                    self._hold(outcome, result)
            meter.file(path)
        self._write_held()

    def _looked_up(
        self, files: Iterable[Path]
    ) -> Iterator[tuple[tuple[Path, str, Document | int | BackfileError], Document | None]]:
        """For each file what to convert; or how many articles of it stand there already; or why it cannot be read."""
        for path in files:
            name = source_name(path)
            try:
                job = convert.Document(path, name, content_hash(read_bytes(path, name)), self._terms)
                known = self._memory.find(job.digest, name)
            except BackfileError as error:
                yield (path, name, error), None
                continue
            if known and not self._overwrite and self._terms.day is None:
                yield (path, name, len(ledger.read(known)[name].articles)), None
            else:
                yield (path, name, job), job

    def _hold(self, job: Document, converted: Converted) -> None:
        """Keep a converted input until its issue is whole.

        Raises:
            DuplicateError: it stands in the archive under another name or in another issue.
            SourceError: an earlier state of it stands here.
        """
        self._report.notes += converted.place.notes
        first = self._held[0] if self._held else None
        if first and (first.converted.place.date != converted.place.date or len(self._held) == HELD):
            self._write_held()
        elif any(held.job.digest == job.digest or held.job.name == job.name for held in self._held):
            self._write_held()  # so that the archive knows what it would have twice
        known = self._memory.find(job.digest, job.name)
        if self._overwrite or not self._is_settled(known, job, converted):
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
                f"stands in the archive already, under {self._memory.place(known)}",
                remedy="run again with --replace to move it",
            )
        record = ledger.standing(folder, job.name)
        if record and record.hash != job.digest:
            raise SourceError(
                "it has changed since it was taken in",
                remedy="run again with --replace: what was corrected by hand stays",
            )
        if known and record:
            self._report.unchanged += len(record.articles)
        return known is not None

    def _folder(self, converted: Converted) -> Path:
        return inner_folder(self._content, issue_folder(self._terms.newspaper.key, converted.place.date))

    def _write_held(self) -> None:
        """Write what is held, input by input: an article stands with the input of its first part."""
        held, self._held = self._held, []
        if not held:
            return
        parts: dict[str, list[Entry]] = {one.job.name: [] for one in held}
        for entry in jumps.join([entry for one in held for entry in one.converted.entries]):
            parts[entry.source.split("#")[0]].append(entry)
        for one in held:
            with self._report.refusing(one.job.name, self._content):
                self._write(one, parts[one.job.name])

    def _write(self, one: _Held, entries: list[Entry]) -> None:
        job = one.job
        folder = self._folder(one.converted)
        edition = Edition(folder, job.name, job.digest, overwrite=self._overwrite)
        self._report.count(entries, edition.put(entries, job.path.parent))
        if one.converted.furniture or one.converted.section:
            self._add_furniture(folder, one.converted)
        edition.remember()
        if one.known and one.known != folder:
            self._report.count((), Edition(one.known, job.name, job.digest, overwrite=True).remove())
        self._memory.add(job.digest, job.name, folder)

    def _add_furniture(self, folder: Path, converted: Converted) -> None:
        path = folder / issue.FILE_NAME
        if path.is_symlink():
            raise ContentError("is a symbolic link", source=str(path), remedy="put a file in its place")
        try:
            before = path.read_text(encoding="utf-8-sig") if path.exists() else None
        except UnicodeDecodeError as error:
            raise ContentError("is not UTF-8", source=str(path), remedy="save it as UTF-8") from error
        place = converted.place
        start = before if before is not None else issue.new_issue(self._terms.newspaper.key, place.date)
        after = issue.add_page(start, place.page, converted.section, converted.furniture)
        if after not in (before, issue.new_issue(self._terms.newspaper.key, place.date)):
            write_whole(path, after.encode("utf-8"))
