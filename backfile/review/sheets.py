"""Lays the articles of a review beside their sources: reads files, what is kept of their issues, their neighbours."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from backfile import markdown
from backfile.errors import ContentError
from backfile.identify import ARTICLE_ID, issue_folder
from backfile.ingest import ledger
from backfile.ingest.kept import Kept
from backfile.ingest.store import Store
from backfile.review import alternatives, difference, region
from backfile.review.collect import article_files, parse_head, read_head
from backfile.review.model import CONFLICT, Neighbour, Sheet
from backfile.sources.encoding import PAGE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from backfile.models import Entry
    from backfile.review.model import Alternative, Case, Part

BODY_LIMIT = 20_000
"""Characters of a body that are shown; a page of a broadsheet has about 10,000."""
FILE_LIMIT = 2 * PAGE_LIMIT
"""Bytes of an article's file that are read; no article is longer than a page."""

_OWN = re.compile(r"^(?:Review|Confidence|Source|Source_Hash): .*\n", re.MULTILINE)
_KEY_LINE = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):.*")


def sheets(content: Path, cases: Sequence[Case]) -> tuple[Sheet, ...]:
    """The sheets of articles, in their order. A file that has gone or broken meanwhile is left out.

    Args:
        content: the content folder.
        cases: the articles; each issue is read once, whatever their order.
    """
    made: dict[str, Sheet] = {}
    for home, group in groupby(sorted(cases, key=lambda case: (_home(case), case.path)), key=_home):
        issue = _Issue(content, content / home)
        for case in group:
            if sheet := issue.sheet(case, content / case.path):
                made[case.path] = sheet
    return tuple(made[case.path] for case in cases if case.path in made)


def _home(case: Case) -> str:
    """The folder of the issue that an article was written into; a person may have moved the file since."""
    identity = ARTICLE_ID.fullmatch(case.id)
    digits = identity["date"] if identity else ""
    try:
        return issue_folder(case.newspaper, date.fromisoformat(digits))
    except ValueError:
        return case.path.rpartition("/")[0]


class _Issue:
    """What an issue's folder knows of its articles.

    Args:
        content: the content folder.
        folder: the issue's folder; it need not exist.
    """

    def __init__(self, content: Path, folder: Path) -> None:
        self._kept = Kept(folder)
        self._neighbours: dict[str, list[Neighbour]] = {}
        self._ids: set[str] = set()
        for path in article_files(folder) if folder.is_dir() else ():
            self._ids.add(path.stem)
            entry = parse_head(read_head(path) or b"", path.name)
            if entry:
                for part in region.parse_source(entry.source):
                    if part.region:
                        neighbour = Neighbour(path.name, entry.article.title, *part.region)
                        self._neighbours.setdefault(part.name, []).append(neighbour)
        with suppress(ContentError):  # `ingest` says so; the ids of the files are what is left
            self._ids.update(key for record in ledger.read(Store(content), folder).values() for key in record.articles)

    def sheet(self, case: Case, path: Path) -> Sheet | None:
        try:
            with path.open("rb") as file:
                text = file.read(FILE_LIMIT).decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
            entry = markdown.read(text, case.path)
        except (OSError, ContentError):
            return None
        keys, start = _keys(text)
        body = text[start:].strip("\n")
        parts = region.parse_source(entry.source)
        pages = [region.lines_of(self._kept.source(part.name) or "") for part in parts]
        named = tuple(
            tuple(alternatives.located(one, pages) for one in alternatives.named(matter.words))
            for matter in case.matters
        )
        ancestor = self._kept.article(case.id)
        new = self._kept.conflict(case.id) if any(matter.code == CONFLICT for matter in case.matters) else None
        before, after = self._around(path.name, parts)
        return Sheet(
            case=case,
            entry=entry,
            keys=keys,
            body=_cut(body),
            body_left=len(body) - len(_cut(body)),
            alternatives=named,
            parts=self._laid(entry, path.name, parts, pages, [one for several in named for one in several]),
            before=before,
            after=after,
            edited=difference.rows(_said(ancestor), _said(text)) if ancestor is not None else (),
            conflict=difference.rows(_said(text), _said(new)) if new is not None else (),
            free=self._free(case.id),
        )

    def _others(self, name: str, part: Part) -> list[Neighbour]:
        """The other articles of the page that a part came from, in the order of their lines."""
        others = (other for other in self._neighbours.get(part.name, ()) if other.name != name)
        return sorted(others, key=lambda other: (other.first, other.last, other.name))

    def _around(self, name: str, parts: Sequence[Part]) -> tuple[Neighbour | None, Neighbour | None]:
        """The article before the first part and the one after the last."""
        if not parts or not parts[0].region or not parts[-1].region:
            return None, None
        first, last = parts[0].region[0], parts[-1].region[1]
        before = (other for other in reversed(self._others(name, parts[0])) if other.first < first)
        after = (other for other in self._others(name, parts[-1]) if other.last > last)
        return next(before, None), next(after, None)

    def _laid(
        self,
        entry: Entry,
        name: str,
        parts: Sequence[Part],
        pages: Sequence[Sequence[str]],
        named: Sequence[Alternative],
    ) -> tuple[Part, ...]:
        """The parts with the lines to show, where the page's text is kept."""
        regions = [
            page[part.region[0] - 1 : part.region[1]] for part, page in zip(parts, pages, strict=True) if part.region
        ]
        known = len(regions) == len(parts) and all(self._kept.source(part.name) is not None for part in parts)
        moved = bool(regions) and known and region.source_hash(regions) != entry.source_hash
        laid = []
        for number, (part, page) in enumerate(zip(parts, pages, strict=True)):
            if self._kept.source(part.name) is None:
                laid.append(part)
                continue
            here = [one for one in named if one.lines and one.part == number]
            lines = region.around(page, part.region, entry.article, here, self._others(name, part))
            laid.append(replace(part, lines=lines, moved=moved))
        return tuple(laid)

    def _free(self, key: str) -> str:
        """The next id of the page that no article has or had, empty for an article that came from no page."""
        prefix, _, number = key.rpartition("-")
        if not number.isdigit():
            return ""
        numbers = [int(other[len(prefix) + 1 :]) for other in self._ids if re.fullmatch(rf"{prefix}-\d+", other)]
        return f"{prefix}-{max([int(number), *numbers]) + 1:02d}"


def _keys(text: str) -> tuple[Mapping[str, tuple[int, str]], int]:
    """The lines of the metadata, by key in lower case, and where the body begins."""
    keys: dict[str, tuple[int, str]] = {}
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        start += len(line) + 1
        if number > 1 and (not line.strip() or line.startswith(("---", "..."))):
            break
        if match := _KEY_LINE.fullmatch(line):
            keys.setdefault(match["key"].lower().replace("-", "_"), (number, line))
    return keys, start


def _said(text: str) -> str:
    """A file without what the converter says of its own work: that is no matter to compare."""
    return _OWN.sub("", text)


def _cut(body: str) -> str:
    if len(body) <= BODY_LIMIT:
        return body
    return body[: max(body.rfind("\n\n", 0, BODY_LIMIT), 0)] or body[:BODY_LIMIT]
