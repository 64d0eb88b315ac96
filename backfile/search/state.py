"""What is known of an index beside what is published of it, so that little need be done when little has changed.

A folder of its own has, for an index that stands:

- `base-<hex>.sqlite`: the documents of the base by number, with their dates, ids and hashes;
- `<hash of the manifest>.json`: the same of *recent*, and what follows from the tombstones;
- `runs/`: the runs that both were merged from.

That of the manifest is written before the manifest, so that an index that stands has its state, whenever a run is
killed. A state that is missing, damaged or of another version of this program is none.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from backfile.files import write_whole
from backfile.search.document import FIELDS
from backfile.search.shards import json_of
from backfile.search.volumes import maker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from backfile.search.texts import Content
    from backfile.search.tier import Tier


@dataclass(slots=True)
class Recent:
    """What changes from run to run.

    `articles` are id, date and hash of the documents of *recent* in their order; `runs` the names of its runs.
    `tombstones` are the numbers of the documents of the base that are no longer live; `tokens`, `common`, `words` and
    `names` (by kind) are what is to be taken off the base's for them. `orders` are the terms whose first document in
    the base is one of them: the first live document and the term's order in it.
    """

    base: str
    articles: list[tuple[str, str, str]] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    tombstones: list[int] = field(default_factory=list)
    tokens: list[int] = field(default_factory=lambda: [0] * len(FIELDS))
    common: dict[str, int] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    names: dict[str, dict[str, int]] = field(default_factory=dict)
    orders: dict[str, tuple[int, int]] = field(default_factory=dict)


class Base:
    """The documents of the base, by number and by id, and how it was made."""

    def __init__(self, path: Path) -> None:
        self._rows = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            about = json.loads(self._rows.execute("SELECT about FROM base").fetchone()[0])
            if about["maker"] != maker():
                raise ValueError("another version of the program has made it")
        except BaseException:
            self.close()
            raise
        self.about: dict[str, Any] = about["tier"]["about"]
        self.tokens: list[int] = about["tier"]["tokens"]
        self.common: dict[str, int] = about["tier"]["common"]
        self.runs: list[str] = about["tier"]["runs"]

    def close(self) -> None:
        """Let go of the file."""
        self._rows.close()

    def find(self, id_: str) -> tuple[int, str] | None:
        """Number and hash of a document."""
        found: tuple[int, str] | None = self._rows.execute(
            "SELECT number, hash FROM article WHERE id = ?", (id_,)
        ).fetchone()
        return found

    def place(self, date: str, id_: str) -> int:
        """The number of the first document that comes after this date and id, or the number of all."""
        found = self._rows.execute(
            "SELECT number FROM article WHERE (date, id) > (?, ?) ORDER BY date, id LIMIT 1", (date, id_)
        ).fetchone()
        return int(found[0] if found else self.about["documents"])


class State:
    """The folder of the states of one site's indexes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.runs = folder / "runs"
        self.runs.mkdir(parents=True, exist_ok=True)

    def base(self, name: str) -> Base:
        """The state of a base.

        Raises:
            OSError, ValueError, sqlite3.Error: there is none that can be used.
        """
        return Base(self._folder / f"{name}.sqlite")

    def recent(self, manifest: bytes) -> Recent:
        """The state of the index that has this manifest.

        Raises:
            OSError, ValueError, TypeError: there is none that can be used.
        """
        return Recent(**json.loads(self._of(manifest).read_bytes()))

    def recorded(self, contents: Iterable[Content]) -> Iterator[Content]:
        """The contents of a base in the making, whose documents are written down as they pass."""
        path = self._folder / "base.tmp"
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as rows:
            rows.execute("CREATE TABLE article (number INTEGER PRIMARY KEY, date TEXT, id TEXT UNIQUE, hash TEXT)")
            for number, content in enumerate(contents):
                document = content.document
                values = (number, document.date, document.id, content.hash)
                rows.execute("INSERT INTO article VALUES (?, ?, ?, ?)", values)
                yield content
            rows.execute("CREATE INDEX in_time ON article (date, id)")
            rows.commit()

    def put_base(self, base: Tier) -> None:
        """Keep the state of a base that has been made of what `recorded` has passed on."""
        path = self._folder / "base.tmp"
        with closing(sqlite3.connect(path)) as rows:
            rows.execute("CREATE TABLE base (about TEXT)")
            rows.execute("INSERT INTO base VALUES (?)", (json_of({"maker": maker(), "tier": asdict(base)}),))
            rows.commit()
        path.replace(self._folder / f"{base.about['folder']}.sqlite")

    def put_recent(self, recent: Recent, manifest: bytes) -> None:
        """Keep the state of the index that will have this manifest."""
        write_whole(self._of(manifest), json_of(asdict(recent)).encode("utf-8", "replace"))

    def prune(self, manifest: bytes) -> None:
        """Remove what is not of the index that has this manifest."""
        recent = self.recent(manifest)
        with closing(self.base(recent.base)) as base:
            runs = {*recent.runs, *base.runs}
        kept = {self.runs.name, self._of(manifest).name, f"{recent.base}.sqlite"}
        for folder, names in ((self._folder, kept), (self.runs, runs)):
            for path in folder.iterdir():
                if path.name not in names:
                    path.unlink()

    def _of(self, manifest: bytes) -> Path:
        return self._folder / f"{blake2b(manifest, digest_size=16).hexdigest()}.json"
