"""What a build has done and has still to do, in the same SQLite file as the catalogue.

Every step is written down when it is done, so that a build that was killed goes on where it stood: what is to be done
(`dirty`), what each issue took for itself and assumed of others, which files belong to what, which of them the visible
site has (`live`) and which it has still to get (`pending`).
"""

from __future__ import annotations

import json
import os
import sqlite3
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from backfile.build import catalog, documents, scan
from backfile.build import part as parts
from backfile.build.part import Claim
from backfile.build.rivals import rivals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ISSUE, STRAY, SITE, FILES, SEARCH = "issue", "stray", "site", "files", "search"
"""Kinds of work. An issue is called by its folder, a stray by its file."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dirty (
    kind TEXT, what TEXT, reason TEXT, job INTEGER, PRIMARY KEY (kind, what)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS strays (source TEXT PRIMARY KEY, issue TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS strays_by_issue ON strays (issue);
CREATE TABLE IF NOT EXISTS claims (
    source TEXT PRIMARY KEY, newspaper TEXT, date TEXT, id TEXT, save_as TEXT, url TEXT, slug TEXT, original INTEGER
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS claims_by_issue ON claims (newspaper, date);
CREATE INDEX IF NOT EXISTS claims_by_id ON claims (id);
CREATE INDEX IF NOT EXISTS claims_by_save_as ON claims (save_as COLLATE NOCASE);
CREATE INDEX IF NOT EXISTS claims_by_slug ON claims (slug);
CREATE TABLE IF NOT EXISTS refused (source TEXT PRIMARY KEY, reason TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS assumed (
    issue TEXT, kind TEXT, what TEXT, answer TEXT, PRIMARY KEY (issue, kind, what)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS steps (
    issue TEXT PRIMARY KEY, before TEXT, after TEXT, environment TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS problems (owner TEXT, problem TEXT, PRIMARY KEY (owner, problem)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outputs (
    path TEXT, owner TEXT, hash BLOB, staged TEXT, PRIMARY KEY (path, owner)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS outputs_by_owner ON outputs (owner);
CREATE TABLE IF NOT EXISTS live (path TEXT PRIMARY KEY, hash BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pending (path TEXT PRIMARY KEY) WITHOUT ROWID;
"""


VERSION = crc32((_SCHEMA + scan.SCHEMA + documents.SCHEMA + catalog.SCHEMA).encode())
"""Of the tables: a state with others is of no use."""


def connect(path: Path) -> sqlite3.Connection:
    """Open the file of a build's state, which is made if need be."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.executescript(_SCHEMA + scan.SCHEMA + documents.SCHEMA + catalog.SCHEMA)
    return database


class State:
    """The state of the builds of one site."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.db = database

    # --- Notes of one value -------------------------------------------------------------------------------------------

    def get(self, key: str, default: Any = None) -> Any:
        """A value that was set."""
        row = self.db.execute("SELECT value FROM about WHERE key = ?", (key,)).fetchone()
        return json.loads(row[0]) if row else default

    def set(self, key: str, value: object) -> None:
        """Set a value."""
        self.db.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (key, json.dumps(value)))

    # --- What is to be done -------------------------------------------------------------------------------------------

    def mark(self, kind: str, what: str, reason: str) -> None:
        """Have something done, for a reason; the first one is kept. What is just being done will be done again."""
        self.db.execute(
            "INSERT INTO dirty VALUES (?, ?, ?, NULL) ON CONFLICT (kind, what)"
            " DO UPDATE SET reason = excluded.reason, job = NULL WHERE job IS NOT NULL",
            (kind, what, reason),
        )

    def begin(self, kind: str, what: Iterable[str], job: int) -> None:
        """Take note that a job is about to do things."""
        self.db.executemany(
            "UPDATE dirty SET job = ? WHERE kind = ? AND what = ?", [(job, kind, thing) for thing in what]
        )

    def dirty(self, kind: str) -> dict[str, str]:
        """What is to be done of a kind, with the reason."""
        return dict(self.db.execute("SELECT what, reason FROM dirty WHERE kind = ? ORDER BY what", (kind,)))

    def is_dirty(self) -> bool:
        """Whether anything is to be done."""
        return bool(self.db.execute("SELECT 1 FROM dirty UNION ALL SELECT 1 FROM touched LIMIT 1").fetchone())

    def done(self, kind: str, what: str, job: int) -> None:
        """Take note that a job has done something; what was marked meanwhile stays to be done."""
        self.db.execute("DELETE FROM dirty WHERE kind = ? AND what = ? AND job = ?", (kind, what, job))

    # --- Which file belongs to which issue ----------------------------------------------------------------------------

    def strays_of(self, issue: str) -> list[str]:
        """Files that lie elsewhere and whose articles belong to an issue."""
        return [
            source
            for (source,) in self.db.execute("SELECT source FROM strays WHERE issue = ? ORDER BY source", (issue,))
        ]

    def stray(self, source: str) -> str | None:
        """The issue of an article that does not lie in its folder."""
        row = self.db.execute("SELECT issue FROM strays WHERE source = ?", (source,)).fetchone()
        return row[0] if row else None

    def has_folder(self, folder: str) -> bool:
        """Whether any file lies in a folder of an issue."""
        return bool(self.db.execute("SELECT 1 FROM files WHERE folder = ? LIMIT 1", (folder,)).fetchone())

    def count_articles(self, places: Iterable[str]) -> int:
        """About how many articles lie in folders of issues and in single files."""
        query = "SELECT count(*) FROM files WHERE folder = ? AND path GLOB '*.md' AND path NOT GLOB '*/issue.md'"
        return sum(1 if Path(place).suffix else self.db.execute(query, (place,)).fetchone()[0] for place in places)

    def settle_strays(self, read: Iterable[str], *, here: Mapping[str, str], elsewhere: Mapping[str, str]) -> None:
        """Take note of the articles that do not lie in the folder of their issue.

        Args:
            read: the folders and files that were read.
            here: those that were read for the issue that they belong to.
            elsewhere: those that belong to an issue that has still to be done for them.
        """
        found = {**here, **elsewhere}
        for place in read:
            rows = self.db.execute(
                "SELECT source, issue FROM strays WHERE source = ? OR (source > ? || '/' AND source < ? || '0')",
                (place, place, place),
            ).fetchall()
            for source, issue in rows:
                if found.get(source) != issue:
                    self.db.execute("DELETE FROM strays WHERE source = ?", (source,))
                    self.mark(ISSUE, issue, f"{source} no longer belongs to it")
        for source, issue in found.items():
            if self.stray(source) != issue:
                self.db.execute("INSERT OR REPLACE INTO strays VALUES (?, ?)", (source, issue))
                if source in elsewhere:
                    self.mark(ISSUE, issue, f"{source} belongs to it")

    def loose_files(self) -> list[str]:
        """The files that lie in no issue's folder."""
        return [path for (path,) in self.db.execute("SELECT path FROM files WHERE folder = '' ORDER BY path")]

    # --- What stands beside an issue ----------------------------------------------------------------------------------

    def put_steps(self, issue: str, before: str | None, after: str | None, environment: str) -> None:
        """Keep which issues a written one takes to be before and after it, and in which environment it was written."""
        self.db.execute("INSERT OR REPLACE INTO steps VALUES (?, ?, ?, ?)", (issue, before, after, environment))

    def outdated(self, environment: str) -> list[str]:
        """The issues written in another environment.

        They are not marked: when a change of the theme is taken back, there is nothing to be done.
        """
        rows = self.db.execute("SELECT issue FROM steps WHERE environment IS NOT ? ORDER BY issue", (environment,))
        return [issue for (issue,) in rows]

    def settle_steps(self) -> None:
        """Mark the issues that have other neighbours than they were written with."""
        rows = self.db.execute(
            "SELECT issue FROM (SELECT newspaper || '/' || replace(date, '-', '/') AS issue,"
            " lag(date) OVER beside AS before, lead(date) OVER beside AS after FROM issues"
            " WINDOW beside AS (PARTITION BY newspaper ORDER BY date)) AS now JOIN steps USING (issue)"
            " WHERE now.before IS NOT steps.before OR now.after IS NOT steps.after"
        ).fetchall()
        for (issue,) in rows:
            self.mark(ISSUE, issue, "another issue is now beside it")

    # --- What articles take for themselves, and what pages assume -----------------------------------------------------

    def put_claims(self, newspaper: str, day: str, claims: Iterable[Claim]) -> list[str]:
        """Keep what the articles of an issue claim; the files of all whose claims are others than before."""
        rows = self.db.execute("SELECT * FROM claims WHERE newspaper = ? AND date = ?", (newspaper, day))
        before = {row[0]: _claim(row) for row in rows}
        after = {claim.source: claim for claim in claims}
        self.db.execute("DELETE FROM claims WHERE newspaper = ? AND date = ?", (newspaper, day))
        values = [(c.source, c.newspaper, c.date, c.id, c.save_as, c.url, c.slug, c.original) for c in after.values()]
        self.db.executemany("INSERT OR REPLACE INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
        changed = [source for source in before.keys() | after.keys() if before.get(source) != after.get(source)]
        for source in changed:
            for claim in filter(None, (before.get(source), after.get(source))):
                for kind, value in (("id", claim.id), ("save_as", claim.save_as), ("slug", claim.slug)):
                    self.mark(f"rival {kind}", value, "")
        return changed

    def settle_rivals(self) -> None:
        """Find articles of different issues that cannot stand beside each other; mark issues where that has changed."""
        looked: dict[str, Claim] = {}
        for kind, order in (("id", ""), ("save_as", "COLLATE NOCASE"), ("slug", "")):
            for value in self.dirty(f"rival {kind}"):
                rows = self.db.execute(f"SELECT * FROM claims WHERE {kind} = ? {order}", (value,)).fetchall()  # noqa: S608
                looked |= {row[0]: _claim(row) for row in rows}
            self.db.execute("DELETE FROM dirty WHERE kind = ?", (f"rival {kind}",))
        now = rivals(looked.values(), across=True)
        gone = "SELECT source FROM refused WHERE source NOT IN (SELECT source FROM claims)"
        for (source,) in self.db.execute(gone).fetchall():
            self.db.execute("DELETE FROM refused WHERE source = ?", (source,))
        before = dict(self.db.execute("SELECT source, reason FROM refused"))
        for source, claim in looked.items():
            if before.get(source) != now.get(source):
                self.db.execute("DELETE FROM refused WHERE source = ?", (source,))
                if source in now:
                    self.db.execute("INSERT INTO refused VALUES (?, ?)", (source, now[source]))
                reason = now.get(source) or "nothing stands in its way any more"
                self.mark(ISSUE, f"{claim.newspaper}/{claim.date.replace('-', '/')}", f"{source}: {reason}")

    def refused(self, newspaper: str, day: str) -> dict[str, str]:
        """The articles of an issue that are left out for articles of others."""
        rows = self.db.execute(
            "SELECT source, reason FROM refused JOIN claims USING (source) WHERE newspaper = ? AND date = ?",
            (newspaper, day),
        )
        return dict(rows)

    def put_assumed(self, issue: str, assumed: Iterable[tuple[str, str, Any]]) -> None:
        """Keep what the pages of an issue assume of the rest."""
        self.db.execute("DELETE FROM assumed WHERE issue = ?", (issue,))
        self.db.executemany(
            "INSERT OR REPLACE INTO assumed VALUES (?, ?, ?, ?)",
            [(issue, kind, what, json.dumps(answer)) for kind, what, answer in assumed],
        )

    def settle_assumed(self) -> None:
        """Mark the issues that have assumed what is not so."""
        rows = self.db.execute("SELECT issue, kind, what, answer FROM assumed").fetchall()
        for issue, kind, what, answer in rows:
            now = self.answer(kind, what)
            if json.loads(answer) != now:
                kind, owner = (SITE, "") if issue == parts.SITE else (ISSUE, issue)
                self.mark(kind, owner, f"{what}, to which it leads, has come, gone or moved")

    def mark_showing(self, path: str, reason: str) -> None:
        """Mark the issues that assume something of a file."""
        query = "SELECT DISTINCT issue FROM assumed WHERE kind IN (?, ?) AND what = ?"
        for (issue,) in self.db.execute(query, (parts.FILE, parts.PICTURE, path)).fetchall():
            if issue != parts.SITE:
                self.mark(ISSUE, issue, reason)

    def answer(self, kind: str, what: str) -> Any:
        """What is so, of what may be assumed (`part`)."""
        if kind == parts.LIST:
            return catalog.has_list(self.db, what)
        if kind == parts.FILE:
            return bool(
                self.db.execute("SELECT 1 FROM files WHERE folder = ? AND path = ?", (_folder(what), what)).fetchone()
            )
        if kind == parts.PICTURE:
            digest = self.db.execute(
                "SELECT hash FROM files WHERE folder = ? AND path = ?", (_folder(what), what)
            ).fetchone()
            return digest[0].hex() if digest else None
        row = self.db.execute(
            "SELECT url FROM claims WHERE source = ? AND source NOT IN (SELECT source FROM refused)", (what,)
        ).fetchone()
        return row[0] if row else None

    def knows(self, what: str) -> bool:
        """Whether the article in a file was ever read."""
        return bool(self.db.execute("SELECT 1 FROM claims WHERE source = ?", (what,)).fetchone())

    # --- Files of the site --------------------------------------------------------------------------------------------

    def put_outputs(self, owner: str, job: int, hashes: Mapping[str, bytes], *, all_of_it: bool = True) -> None:
        """Take over files that a job has left in its folder: in the place of all that was `owner`'s, or in addition."""
        if all_of_it:
            rows = self.db.execute("SELECT path, hash, staged FROM outputs WHERE owner = ?", (owner,)).fetchall()
        else:
            query = "SELECT path, hash, staged FROM outputs WHERE path = ? AND owner = ?"
            rows = [row for name in hashes for row in self.db.execute(query, (name, owner))]
        before = {path: (digest, staged) for path, digest, staged in rows}
        for name, digest in hashes.items():
            if before.pop(name, None) != (digest, None):
                self._put_output(name, owner, digest, f"{job}")
        self.remove_outputs(owner, before)

    def remove_outputs(self, owner: str, names: Iterable[str]) -> None:
        """Take note that files are no longer of the site."""
        for name in names:
            self.db.execute("DELETE FROM outputs WHERE path = ? AND owner = ?", (name, owner))
            self.db.execute("INSERT OR IGNORE INTO pending VALUES (?)", (name,))

    def entries(self, owner: str, folder: str) -> Iterator[str]:
        """The names of what lies in a folder of the site and belongs to `owner`, files and folders."""
        after = f"{folder}/"
        query = "SELECT path FROM outputs WHERE owner = ? AND path > ? AND path < ? ORDER BY path LIMIT 1"
        while row := self.db.execute(query, (owner, after, f"{folder}0")).fetchone():
            name, inside, _ = row[0].removeprefix(f"{folder}/").partition("/")
            yield name
            after = f"{folder}/{name}0" if inside else row[0]

    def outputs_in(self, owner: str, place: str) -> list[str]:
        """The files of `owner` at a place: a file, or all in a folder."""
        rows = self.db.execute(
            "SELECT path FROM outputs WHERE owner = ? AND (path = ? OR (path > ? || '/' AND path < ? || '0'))",
            (owner, place, place, place),
        )
        return [path for (path,) in rows]

    def standing(self, source: str, address: str) -> str | None:
        """The hash of a file of the content in hexadecimal digits, if the visible site has just this at an address."""
        row = self.db.execute(
            "SELECT hash FROM files JOIN live USING (hash) WHERE folder = ? AND files.path = ? AND live.path = ?",
            (_folder(source), source, address),
        ).fetchone()
        return row[0].hex() if row else None

    def _put_output(self, name: str, owner: str, digest: bytes, staged: str) -> None:
        live = self.db.execute("SELECT hash FROM live WHERE path = ?", (name,)).fetchone()
        same = live is not None and live[0] == digest
        self.db.execute(
            "INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?)", (name, owner, digest, None if same else staged)
        )
        self.db.execute("INSERT OR IGNORE INTO pending VALUES (?)", (name,))

    def contested(self) -> tuple[str, str] | None:
        """A file that two parts of the archive write, and what the two are."""
        row = self.db.execute(
            "SELECT path, group_concat(owner, ' and ') FROM (SELECT path, owner FROM pending JOIN outputs USING (path))"
            " GROUP BY path HAVING count(*) > 1 ORDER BY path LIMIT 1"
        ).fetchone()
        return (row[0], row[1]) if row else None

    def changes(self) -> Iterator[tuple[str, str | None]]:
        """What the visible site has still to get: a file's name and where it waits, None for one that has to go."""
        rows = self.db.execute(
            "SELECT path, outputs.hash, staged, live.hash FROM pending LEFT JOIN outputs USING (path)"
            " LEFT JOIN live USING (path) ORDER BY path"
        )
        for path, wanted, staged, there in rows:
            if wanted is None and there is not None:
                yield path, None
            elif wanted is not None and wanted != there:
                yield path, f"{staged}/{path}"

    def adopt(self, changes: Iterable[tuple[str, str | None]]) -> None:
        """Take note that the visible site has what it had to get."""
        for path, staged in changes:
            self.db.execute("DELETE FROM live WHERE path = ?", (path,))
            if staged is not None:
                self.db.execute("INSERT INTO live SELECT path, hash FROM outputs WHERE path = ?", (path,))
        self.db.execute(
            "UPDATE outputs SET staged = NULL WHERE staged IS NOT NULL AND path IN (SELECT path FROM pending)"
        )
        self.db.execute("DELETE FROM pending")

    def put_live(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Take note of the files of a site of which nothing else is known: all that is not written again has to go."""
        for path, digest in files:
            self.db.execute("INSERT OR REPLACE INTO live VALUES (?, ?)", (path, digest))
            self.db.execute("INSERT OR IGNORE INTO pending VALUES (?)", (path,))

    def live_files(self) -> Iterator[str]:
        """The names of the files of the visible site."""
        yield from (path for (path,) in self.db.execute("SELECT path FROM live"))

    def count_files(self) -> int:
        """Files of the visible site."""
        count: int = self.db.execute("SELECT count(*) FROM live").fetchone()[0]
        return count

    # --- Problems -----------------------------------------------------------------------------------------------------

    def put_problems(self, owner: str, problems: Iterable[dict[str, Any]]) -> None:
        """Keep what is wrong with a part of the archive."""
        self.db.execute("DELETE FROM problems WHERE owner = ?", (owner,))
        for problem in problems:
            text = json.dumps({key: value for key, value in problem.items() if key != "here"}, sort_keys=True)
            self.db.execute("INSERT OR IGNORE INTO problems VALUES (?, ?)", (owner, text))

    def problems(self) -> Iterator[dict[str, Any]]:
        """All that is wrong."""
        for (text,) in self.db.execute("SELECT DISTINCT problem FROM problems ORDER BY owner, problem"):
            yield json.loads(text)


def _claim(row: tuple[Any, ...]) -> Claim:
    source, newspaper, day, id_, save_as, url, slug, original = row
    return Claim(source, newspaper, day, id_, save_as, url, slug, original=bool(original))


def files_of(site: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a site with their hashes; hidden ones at its top are not the site's, but for its mark."""
    for place, folders, names in os.walk(site):
        if place == str(site):
            folders[:] = [name for name in folders if not name.startswith(".")]
            names = [name for name in names if not name.startswith(".") or name == ".backfile"]
        for name in names:
            path = Path(place, name)
            yield path.relative_to(site).as_posix(), blake2b(path.read_bytes(), digest_size=16).digest()


def _folder(path: str) -> str:
    key = parts.issue_of(path)
    return "/".join(path.split("/")[:4]) if key else scan.LOOSE
