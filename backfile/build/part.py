"""The part of the archive that one Pelican run is about, and what it finds out for the rest of the build.

Plain `pelican` runs over the whole. A build runs over some issues of one month, or over what is no issue: written
pages, the theme's files, lists. What a run needs to know of the rest it assumes, and says what it has assumed; the
build knows at last whether that was right, and has the issue done again where it was not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from backfile import identify
from backfile.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from backfile.build.archive import Steps
    from backfile.build.catalog import Catalog
    from backfile.build.issues import IssueKey
    from backfile.build.records import IssueRecord

_ISSUE_FOLDER = re.compile(r"(?P<newspaper>[a-z0-9][a-z0-9-]{0,31})/(?P<day>[0-9]{4}/[0-9]{2}/[0-9]{2})/")

SETTING = "BACKFILE_PART"
"""Where Pelican's settings carry the part."""

SITE, FILES, LISTS = "site", "files", "lists"
"""What belongs to no issue: written pages; files of the content and the theme; pages that lists are on."""

ADDRESS, FILE, LIST, PICTURE = "address", "file", "list", "picture"
"""What may be assumed: the address of the article in a file, None without one; whether there is a file; whether there
is a list at an address; the hash of a picture in hexadecimal digits, None without one."""


def issue_of(path: str) -> IssueKey | None:
    """The issue in whose folder a file of the content lies, None when it lies in none."""
    found = _ISSUE_FOLDER.match(path)
    if not found:
        return None
    try:
        return found["newspaper"], date.fromisoformat(found["day"].replace("/", "-"))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Claim:
    """What an article takes for itself alone: its id, its address, its slug among the articles of other issues."""

    source: str
    newspaper: str
    date: str
    id: str
    save_as: str
    url: str
    slug: str
    original: bool


UNKNOWN = ("articles", "dates", "drafts", "hidden_articles", "tags", "categories", "authors", "period_archives")
"""What Pelican puts into the context and what only a run over the whole archive can know."""


class Unknown:
    """Stands where a template or a plugin might look for all articles: it is told that they are not here."""

    def __init__(self, name: str) -> None:
        self._name = name

    def _refuse(self, *_: object) -> Any:
        raise BuildError(
            f"a template or a plugin asks for `{self._name}` of the whole archive, and a build has a part at a time",
            remedy="use what docs/architecture.md lists for templates, or build with plain `pelican`",
        )

    __iter__ = __len__ = __bool__ = __getitem__ = __contains__ = __add__ = _refuse


@dataclass
class Part:
    """What a run is about.

    Args:
        issues: the issues whose articles are read and written, each with the days of the issues beside it.
        pages: whether written pages and lists are written.
        files: whether the files that belong to no issue and the theme's own are copied.
        catalog: the catalogue from which lists are written.
        refused: files whose articles are left out, each with the reason.
        known: says what is known of the rest, by kind and what is asked for: whether it is known, and the answer.
        standing: says whether the site has a file of the content already at an address: its hash in hexadecimal
            digits, None if it has not just these bytes.
        shelf: the folder of the pictures that were looked at.
    """

    issues: Mapping[IssueKey, Steps] = field(default_factory=dict)
    pages: bool = False
    files: bool = False
    catalog: Catalog | None = None
    refused: Mapping[str, str] = field(default_factory=dict)
    known: Callable[[str, str], tuple[bool, Any]] = lambda _kind, _what: (False, None)
    standing: Callable[[str, str], str | None] = lambda _source, _address: None
    shelf: Path | None = None

    # What the run finds out.
    here: IssueKey | None = None
    """The issue that is being read or written."""
    claims: list[Claim] = field(default_factory=list)
    strays: dict[str, IssueKey] = field(default_factory=dict)
    """Files with an article of an issue that this run is not about."""
    records: list[IssueRecord] = field(default_factory=list)
    assumed: dict[tuple[IssueKey | None, str, str], Any] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    """The files written, and to what each belongs: the folder of an issue, `SITE`, `FILES` or `LISTS`."""
    unchanged: dict[str, str] = field(default_factory=dict)
    """Those of the outputs that the site has already and that are not written again, each with its hash."""
    gone: list[str] = field(default_factory=list)
    """Pages of lists that are no longer."""

    def has_list(self, path: str) -> bool:
        """Whether there is, as far as is assumed, a list at an address."""
        answer: bool = self.ask(LIST, path, lambda: any(path in record.list_paths() for record in self.records))
        return answer

    def take(self, file: Any) -> bool:
        """Whether a file of the content is copied by this run; then it is one of its outputs."""
        key = issue_of(file.relative_source_path)
        if not self.files if key is None else key not in self.issues:
            return False
        self.outputs[file.save_as] = identify.issue_folder(*key) if key else FILES
        # Beside files that belong to no issue a plugin may write others, for which it must find them.
        digest = self.standing(file.relative_source_path, file.save_as) if key else None
        if digest:
            self.unchanged[file.save_as] = digest
        return True

    def ask(self, kind: str, what: str, find: Callable[[], Any]) -> Any:
        """What is assumed of the rest of the archive: what the build knows, else what `find` finds."""
        is_known, answer = self.known(kind, what)
        if not is_known:
            answer = find()
        self.assumed[self.here, kind, what] = answer
        return answer
