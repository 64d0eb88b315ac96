"""Putting the articles of one input into the archive, beside what stands there already.

What a person has changed is never overwritten. Whether a file was changed is seen by the hash of what was written
(`ledger`); an article whose region of the source is the same keeps its id and its file, whatever else changes.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from backfile import markdown
from backfile.errors import ContentError, DuplicateError
from backfile.files import inner_folder, write_whole
from backfile.identify import ARTICLE_ID, content_hash
from backfile.ingest import ledger
from backfile.models import Figure
from backfile.sources.pictures import picture_suffix

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from backfile.errors import BackfileError
    from backfile.models import Entry


@dataclass(slots=True)
class Outcome:
    """What happened to the articles of one input: files written or taken away, how many stayed, what was refused."""

    written: list[str] = field(default_factory=list)
    unchanged: int = 0
    refusals: list[BackfileError] = field(default_factory=list)


class Edition:
    """The folder of one issue while articles of one input are put into it.

    Args:
        folder: the issue's folder; it need not exist.
        source: the name of the input, as in `Source`.
        source_hash: the hash of its bytes.
        overwrite: whether a changed source may take the place of what it gave before.
        whole: whether what is put is all that the source has for this issue, so that other articles of it go. It is not
            for an export, whose records have ids of their own and may come piece by piece.
    """

    def __init__(self, folder: Path, source: str, source_hash: str, *, overwrite: bool, whole: bool = True) -> None:
        self._folder = folder
        self._source = source
        self._hash = source_hash
        self._overwrite = overwrite
        self._whole = whole
        self._records = ledger.read(folder)
        self._before = self._given_before()
        known = self._records.get(source)
        self._written: dict[str, str] = dict(known.articles) if known and not whole else {}
        self._is_settled = True

    def put(self, entries: Sequence[Entry], pictures: Path) -> Outcome:
        """Write the articles, whose `id` is still a page's prefix (`…-p03`) or already a web article's id.

        They are remembered by `remember`, which is to come last: what is not remembered, a next run completes.

        Args:
            entries: the articles in the order of the input.
            pictures: the folder that the paths of their figures start from.
        """
        outcome = Outcome()
        self._folder.mkdir(parents=True, exist_ok=True)
        written: dict[str, str] = {}
        for entry in self._named(entries) if self._whole else entries:
            entry, copies = self._with_pictures(entry, pictures)
            data = markdown.write(entry).encode("utf-8")
            path = self._folder / f"{entry.id}.md"
            try:
                changed = self._may_write(path, entry, data)
                written[entry.id] = content_hash(data)
                if not changed:
                    outcome.unchanged += 1
                    continue
            except (ContentError, DuplicateError) as error:
                outcome.refusals.append(error)
                if not isinstance(error, DuplicateError):
                    written[entry.id] = self._before.get(entry.id) or content_hash(data)
                continue
            for target, picture in copies:
                target.parent.mkdir(exist_ok=True)
                write_whole(target, picture)
            write_whole(path, data)
            outcome.written.append(path.name)
        if self._whole:
            self._drop(set(self._before) - set(written), outcome)
            self._written = written
        else:
            self._written |= written
        self._is_settled = self._is_settled and not outcome.refusals
        return outcome

    def remember(self, *, settled: bool = True) -> None:
        """Note down what `put` has done. What is not settled (an export) is looked at again the next time."""
        self._is_settled = self._is_settled and settled
        if self._written or self._source in self._records or self._is_settled:
            digest = self._hash if self._whole or self._is_settled else ""
            self._records[self._source] = ledger.Record(digest, self._written)
            ledger.write(self._folder, self._records)

    def remove(self) -> Outcome:
        """Take away what the input gave to this issue, because it belongs to another; what was corrected stays."""
        outcome = Outcome()
        self._drop(set(self._before), outcome)
        self._records.pop(self._source, None)
        ledger.write(self._folder, self._records)
        return outcome

    def _given_before(self) -> dict[str, str]:
        """Id -> hash of what was written for the articles of this input; for one without a record the hash is empty."""
        taken = {key for record in self._records.values() for key in record.articles}
        before = dict(self._records[self._source].articles) if self._source in self._records else {}
        for path in sorted(self._folder.glob("*.md")):
            if ARTICLE_ID.fullmatch(path.stem) and path.stem not in taken:
                entry = self._read(path)
                if entry and entry.source.split("#")[0] == self._source:
                    before[path.stem] = ""
        return dict(sorted(before.items()))

    def _read(self, path: Path) -> Entry | None:
        try:
            return markdown.read(path.read_text(encoding="utf-8"), str(path)) if not path.is_symlink() else None
        except (OSError, UnicodeDecodeError, ContentError):
            return None

    def _named(self, entries: Sequence[Entry]) -> Iterable[Entry]:
        """The entries with their ids: the id that their region of the source had before, then the next free ones."""
        free = list(self._before)
        regions: dict[str, list[str]] = {}
        for key in free:
            old = self._read(self._folder / f"{key}.md")
            regions.setdefault(old.source_hash if old else "", []).append(key)
        chosen: list[str | None] = []
        for entry in entries:
            same = [key for key in regions.get(entry.source_hash, ()) if key in free and _belongs(key, entry.id)]
            chosen.append(same[0] if same else None)
            if same:
                free.remove(same[0])
        number = self._last_number(entries[0].id) if entries else 0
        for entry, same_region in zip(entries, chosen, strict=True):
            if name := same_region or next((old for old in free if _belongs(old, entry.id)), None):
                free = [old for old in free if old != name]
            elif ARTICLE_ID.fullmatch(entry.id):
                name = entry.id
            else:
                number += 1
                name = f"{entry.id}-{number:02d}"
            yield replace(entry, id=name)

    def _last_number(self, prefix: str) -> int:
        """The highest number that an article of the page has or had."""
        ids = {path.stem for path in self._folder.glob("*.md")}
        ids.update(key for record in self._records.values() for key in record.articles)
        numbers = (re.fullmatch(re.escape(prefix) + r"-(\d+)", key) for key in ids)
        return max((int(found[1]) for found in numbers if found), default=0)

    def _may_write(self, path: Path, entry: Entry, data: bytes) -> bool:
        """Whether the file is to be written; False when what stands there, or was taken away, shall stay so.

        Raises:
            ContentError: a person's correction stands against a change of the source, or a link against writing.
            DuplicateError: the article stands there from another input.
        """
        if path.is_symlink():
            raise ContentError("is a symbolic link", source=str(path), remedy="put a file in its place")
        inner_folder(self._folder, entry.id)  # where its pictures go
        if not path.exists():
            return True
        stands = path.read_bytes()
        if stands == data:
            return False
        old = self._read(path)
        if entry.id not in self._before:
            other = old.source if old else path.name
            raise DuplicateError(
                f"the same article stands in the archive from {other}",
                source=self._source,
                remedy=f"take this file away, or that article: {path.name}",
            )
        if self._overwrite and self._before[entry.id] == content_hash(stands):
            return True
        if old and old.source_hash == entry.source_hash:
            return False
        raise ContentError(
            f"corrected by hand, and {self._source} has changed since",
            source=str(path),
            remedy="carry the change over by hand, or delete this file and run again with --replace",
        )

    def _drop(self, ids: set[str], outcome: Outcome) -> None:
        """Take away the articles that the input no longer has, unless a person has worked on them."""
        for key in sorted(ids):
            path = self._folder / f"{key}.md"
            if path.is_symlink() or not path.is_file():
                continue
            if self._before[key] and self._before[key] == content_hash(path.read_bytes()):
                path.unlink()
                if (pictures := self._folder / key).is_dir() and not pictures.is_symlink():
                    shutil.rmtree(pictures)
                outcome.written.append(path.name)
            else:
                outcome.refusals.append(
                    ContentError(
                        f"corrected by hand, but {self._source} no longer gives it",
                        source=str(path),
                        remedy="delete the file if it is not needed",
                    )
                )

    def _with_pictures(self, entry: Entry, folder: Path) -> tuple[Entry, list[tuple[Path, bytes]]]:
        """The entry with the places of its pictures in the archive, `<id>/<number>.jpg`, and what to write there."""
        copies: list[tuple[Path, bytes]] = []
        body = []
        for item in entry.article.body:
            if isinstance(item, Figure):
                data = (folder / item.path).read_bytes()
                name = f"{len(copies) + 1:02d}{picture_suffix(data[:16]) or '.bin'}"
                copies.append((self._folder / entry.id / name, data))
                item = replace(item, path=f"{entry.id}/{name}")
            body.append(item)
        return replace(entry, article=replace(entry.article, body=tuple(body))), copies


def _belongs(key: str, wanted: str) -> bool:
    return key == wanted or (key.startswith(f"{wanted}-") and key[len(wanted) + 1 :].isdigit())
