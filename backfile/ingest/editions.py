"""Putting the articles of one input into the archive, beside what stands there already.

What a person has changed is never overwritten: a new conversion is merged with it (`merge`), and where the two stand
against each other the person's file stays and the new text waits in `kept`. What a person has deleted stays deleted,
what they have moved is found by its id (`whereabouts`). Whether a file was changed is seen by the hash of what was
written (`ledger`); an article whose region of the source is the same keeps its id, whatever else changes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from backfile import markdown
from backfile.errors import BackfileError, ContentError, DuplicateError
from backfile.ingest import ledger, naming, pictures
from backfile.ingest.correction import corrected
from backfile.ingest.standing import Outcome, Standing
from backfile.ingest.whereabouts import id_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from backfile.ingest.whereabouts import Whereabouts
    from backfile.models import Entry

REGION = re.compile(r"^Source_Hash: *(\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Policy:
    """What is to become of what stands in the archive already.

    `overwrite`: a changed source may take the place of what it gave before. `restore`: what a person has deleted is to
    come back.
    """

    overwrite: bool = False
    restore: bool = False

    @property
    def takes_again(self) -> bool:
        """Whether an input is converted though it was taken in before."""
        return self.overwrite or self.restore


class Edition:
    """The folder of one issue while articles of one input are put into it.

    Args:
        places: the newspaper's files.
        folder: the issue's folder; it need not exist.
        source: the name of the input, as in `Source`.
        source_hash: the hash of its bytes.
        policy: what is to become of what stands there already.
        whole: whether what is put is all that the source has for this issue, so that other articles of it go. It is not
            for an export, whose records have ids of their own and may come piece by piece.
    """

    def __init__(
        self,
        places: Whereabouts,
        folder: Path,
        source: str,
        source_hash: str,
        policy: Policy,
        *,
        whole: bool = True,
    ) -> None:
        self._standing = Standing(places, folder, source, source_hash, restore=policy.restore)
        self._overwrite = policy.overwrite
        self._whole = whole
        self._handed_over: set[str] = set()
        self._settled = True
        if not whole:
            self._standing.carry_all()

    def put(self, entries: Sequence[Entry], folder: Path, former: Edition | None = None) -> Outcome:
        """Write the articles, whose `id` is still a page's prefix (`…-p03`) or already a web article's id.

        They are remembered by `remember`, which is to come last: what is not remembered, a next run completes.

        Args:
            entries: the articles in the order of the input.
            folder: the folder that the paths of their figures start from.
            former: the issue in which the input stood so far; what a person did there is done here too.
        """
        standing = self._standing
        outcome = standing.outcome = Outcome()
        named = naming.name(entries, self._former(), self._taken()) if self._whole else entries
        were = naming.match(named, former._former()) if former else [None] * len(named)
        for entry, was in zip(named, were, strict=True):
            entry, copies = pictures.placed(entry, folder)
            new = markdown.write(entry)
            try:
                if entry.id in standing.before.articles:
                    self._put_again(entry, new, copies)
                else:
                    self._put_new(entry, new, copies, former, was)
            except BackfileError as error:
                outcome.refusals.append(error)
        gone = [key for key in standing.before.articles if key not in standing.now.articles]
        self._drop(gone, f"{standing.source} no longer gives it")
        return outcome

    def remember(
        self, text: str | None = None, furniture: tuple[str, ...] | None = None, *, settled: bool = True
    ) -> None:
        """Note down what `put` has done.

        Args:
            text: the text of the page, for a look at it beside its articles.
            furniture: the lines that the page gave to `issue.md`.
            settled: whether all was put that the input has. If not, or if an article could not be put in place, the
                next run looks at the input again.
        """
        self._standing.remember(text, furniture, settled=settled and self._settled)

    def furniture(self) -> tuple[str, ...]:
        """The lines that the page gave to `issue.md` before, none when they are to be restored."""
        standing = self._standing
        return () if standing.restore else standing.kept.furniture(standing.source) or ()

    def remove(self) -> Outcome:
        """Take away what the input gave to this issue, because it belongs to another; what was corrected stays."""
        standing = self._standing
        self._drop(list(standing.before.articles), f"{standing.source} belongs to another issue")
        standing.keep()
        standing.records.pop(standing.source, None)
        ledger.write(standing.store, standing.folder, standing.records)
        return standing.outcome

    def _former(self) -> dict[str, naming.Former]:
        """What the input gave before, for finding it again in a new conversion."""
        standing, former = self._standing, {}
        for key in standing.before.articles:
            usual = standing.usual(key)
            stands = standing.store.read(usual) if standing.store.has(usual) else None
            if id_in(stands or b"") not in (key, ""):  # another article's file has its name
                stands = None
            file = (stands or b"").decode("utf-8", "replace")
            text = standing.kept.article(key) or file
            regions = frozenset(found[1] for found in (REGION.search(text), REGION.search(file)) if found)
            untouched = stands is not None and standing.written(key).is_untouched(stands)
            former[key] = naming.Former(text, regions, untouched)
        return former

    def _taken(self) -> set[str]:
        """Ids that stand in the issue or stood there."""
        standing = self._standing
        ids = {*standing.store.articles(standing.folder), *standing.places.renamed(standing.folder)}
        return ids.union(*(record.articles for record in standing.records.values()))

    def _put_again(self, entry: Entry, new: str, copies: pictures.Copies) -> None:
        """Write an article that the input gave before.

        Raises:
            ContentError: it stands against a person's correction, or a link against writing.
        """
        standing, key = self._standing, entry.id
        standing.carry(key)
        path = standing.find(key)
        stands = standing.store.read(path) if path else None
        if path is None or stands is None:
            if not standing.restore:
                standing.note_deleted(key)
                return
            path, text = standing.usual(key), new
        elif standing.kept.article(key) == new:  # there is nothing to bring in, whatever a person has made of the file
            standing.put_pictures(path.parent, stands.decode("utf-8", "replace"), copies)
            standing.outcome.unchanged += 1
            standing.note(key, new)
            return
        elif standing.before.articles[key] and not self._overwrite:
            standing.now.deleted.discard(key)
            standing.outcome.unchanged += 1
            return
        else:
            standing.now.deleted.discard(key)
            text = standing.merged(key, path, stands, new, region=entry.source_hash)
        standing.write(path, text, copies)
        standing.note(key, new)

    def _put_new(
        self, entry: Entry, new: str, copies: pictures.Copies, former: Edition | None, was: str | None
    ) -> None:
        """Write an article that the input did not give before.

        Raises:
            DuplicateError: the article stands there, or stood there, from another input.
            ContentError: a link is in the way.
        """
        standing, key = self._standing, entry.id
        usual = standing.usual(key)
        owner = next((name for name, record in standing.records.items() if key in record.articles), None)
        try:
            stands = standing.store.read(usual) is not None or key in standing.places.renamed(standing.folder)
            if stands or (owner and not (standing.restore and self._is_gone(key, owner))):
                raise DuplicateError(
                    f"the same article stands in the archive from {owner or usual.name}",
                    source=standing.source,
                    remedy=f"take this file away, or that article: {usual.name}",
                )
            if owner:
                standing.records[owner].articles.pop(key)
                standing.records[owner].deleted.discard(key)
            text = former._hand_over(was, new) if former and was else new
            if text is not None:
                standing.write(usual, text, copies)
        except BackfileError:
            self._settled = False
            raise
        standing.note(key, new)
        if text is None:
            standing.note_deleted(key)

    def _is_gone(self, key: str, owner: str) -> bool:
        standing = self._standing
        return standing.places.find(key, standing.folder, standing.records[owner].moved.get(key)) is None

    def _hand_over(self, key: str, new: str) -> str | None:
        """The text of an article that goes to another issue, with a person's correction; None if they deleted it.

        A correction that cannot be merged stays here, and `remove` tells of it.
        """
        standing = self._standing
        path = standing.find(key)
        stands = standing.store.read(path) if path else None
        if path is None or stands is None:
            return new if standing.restore else None
        before = standing.written(key)
        try:
            text = new if before.is_untouched(stands) else corrected(before, stands, new, path, standing.source)
        except ContentError:
            return new
        self._handed_over.add(key)
        return text

    def _drop(self, ids: Iterable[str], why: str) -> None:
        """Take away the articles that the input no longer has, unless a person has worked on them."""
        standing = self._standing
        going: dict[str, Path] = {}
        for key in ids:
            standing.carry(key)
            try:
                path = standing.find(key)
                stands = standing.store.read(path) if path else None
            except ContentError as error:
                standing.outcome.refusals.append(error)
                continue
            if path is None or stands is None:
                standing.now.deleted.add(key)
            elif key in self._handed_over or (
                path == standing.usual(key) and standing.written(key).is_untouched(stands)
            ):
                going[key] = path
            else:
                remedy = "delete the file if it is not needed"
                standing.outcome.refusals.append(
                    ContentError(f"corrected by hand, but {why}", source=str(path), remedy=remedy)
                )
        if going and (record := standing.records.get(standing.source)):
            # What a run has taken away before it was stopped, the next one must not think that a person deleted.
            rest = {key: value for key, value in record.articles.items() if key not in going}
            standing.records[standing.source] = replace(record, articles=rest)
            ledger.write(standing.store, standing.folder, standing.records)
        for key, path in going.items():
            pictures.delete(standing.store, path.parent / key, standing.before.pictures)
            standing.store.delete(path)
            standing.outcome.written.append(standing.store.relative(path))
            standing.note_dropped(key)
