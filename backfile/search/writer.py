"""Writes the search index of an archive as shards. The one place of the search that touches files."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from backfile.search import shards
from backfile.search.document import FIELDS
from backfile.search.fold import packed_table
from backfile.search.runs import Run, merge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backfile.search.document import Document

RUN_DOCUMENTS = 2000
"""Documents inverted in memory at a time."""


def write(documents: Iterable[Document], output: Path) -> int:
    """Write the shards of `documents` into the folder `search` of the site at `output`; return their number.

    Files of an earlier index that this one does not have are removed, files that would not change are not touched.

    Args:
        documents: all articles of the archive, oldest first; their order is their order by date in the search.
        output: the site's folder.

    Raises:
        ValueError: the dates of the documents do not rise.
    """
    site = _Folder(output / shards.FOLDER)
    with TemporaryDirectory(prefix="backfile-search-") as scratch:
        index = _Index(Path(scratch), site)
        for document in documents:
            index.add(document)
        index.finish()
    site.remove_others()
    return index.documents


class _Folder:
    """The folder of the shards: writes them, and knows which files are not from this index."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._written: set[Path] = set()

    def write(self, name: str, json_data: str) -> None:
        path = self._path / f"{name}.js"
        # A lone surrogate has no UTF-8. It shows nothing, and no token holds one.
        content = shards.script(name, json_data).encode("utf-8", "replace")
        self._written.add(path)
        if path.is_file() and path.read_bytes() == content:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def remove_others(self) -> None:
        for path in sorted(self._path.rglob("*"), reverse=True):
            if path.is_dir() and not path.is_symlink():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path not in self._written:
                path.unlink()


class _Index:
    """The index in the making: the documents of the run at hand, the runs so far, the chunk at hand."""

    def __init__(self, scratch: Path, site: _Folder) -> None:
        self._scratch = scratch
        self._site = site
        self._run = Run()
        self._runs: list[Path] = []
        self._chunk: list[list[object]] = []
        self._tokens = [0] * len(FIELDS)
        self._last_date = ""
        self.documents = 0

    def add(self, document: Document) -> None:
        if document.date < self._last_date:
            raise ValueError(f"{document.id} of {document.date} comes after a document of {self._last_date}")
        self._last_date = document.date
        self._run.add(self.documents, document)
        self._chunk.append(shards.text(document))
        self.documents += 1
        if len(self._chunk) == shards.CHUNK_DOCUMENTS:
            self._write_chunk()
        if self._run.documents == RUN_DOCUMENTS:
            self._write_run()

    def finish(self) -> None:
        if self._chunk:
            self._write_chunk()
        if self._run.documents:
            self._write_run()
        count = self._write_terms()
        self._site.write("fold", shards.json_of(packed_table()))
        self._site.write("manifest", shards.json_of(shards.manifest(self.documents, count, self._tokens)))

    def _write_chunk(self) -> None:
        number = (self.documents - 1) // shards.CHUNK_DOCUMENTS
        self._site.write(shards.numbered("texts", number), shards.json_of(self._chunk))
        self._chunk = []

    def _write_run(self) -> None:
        path = self._scratch / f"{len(self._runs):06d}"
        self._run.write(path)
        self._runs.append(path)
        self._tokens = [total + more for total, more in zip(self._tokens, self._run.tokens, strict=True)]
        self._run = Run()

    def _write_terms(self) -> int:
        """Write large entries and the shards of terms; return how many shards there are."""
        merged = self._scratch / "merged"
        lists = 0
        size = 0
        with merged.open("w", encoding="utf-8", newline="\n") as file:
            for term in merge(self._runs):
                entry = shards.entry(term)
                if len(entry) > shards.LIST_BYTES:
                    self._site.write(shards.numbered("lists", lists), entry)
                    entry = str(lists)
                    lists += 1
                size += file.write(f"{term.hash}\t{shards.json_of(term.term)}:{entry}\n")
        count = max(1, round(size / shards.SHARD_BYTES))
        number = 0
        entries: list[str] = []
        with merged.open(encoding="utf-8", newline="\n") as file:
            for line in file:
                hash_, entry = line[:-1].split("\t")
                while number < shards.shard_of(int(hash_), count):
                    self._write_shard(number, entries)
                    number, entries = number + 1, []
                entries.append(entry)
        for rest in range(number, count):  # the last shard with terms, and those after it that have none
            self._write_shard(rest, entries)
            entries = []
        return count

    def _write_shard(self, number: int, entries: list[str]) -> None:
        self._site.write(shards.numbered("terms", number), f"{{{','.join(entries)}}}")
