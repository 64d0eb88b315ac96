"""The list of the files that builds have changed since a site was last published, for whoever copies it by hand.

It is `changes.txt` in the folder beside the site where builds keep what they know. Every build adds its lines, a word
and a name in the site: `new index.html`, `changed …`, `removed …`. Who publishes takes all there is and strikes it out
when it has arrived; what a build adds meanwhile stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from backfile.files import work_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Kind = Literal["new", "changed", "removed"]
KINDS: tuple[Kind, ...] = get_args(Kind)

LIMIT = 16_000_000
"""Bytes of a list that nobody would go by any more, some 300,000 files: the whole site is to be copied instead."""

_EVERYTHING = "everything\n"
_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r"})
_UNESCAPES = {escape: chr(character) for character, escape in _ESCAPES.items()}


@dataclass(frozen=True, slots=True)
class FileChange:
    """What has become of one file, called by its name in the site."""

    kind: Kind
    name: str

    def __str__(self) -> str:
        return f"{self.kind} {self.name.translate(_ESCAPES)}"


class Changes:
    """The list of one site. `path` is its file."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self.path = work_folder(site) / "changes.txt"
        self._taken = self.path.with_name("changes.taken.txt")

    def add(self, changes: Iterable[FileChange]) -> None:
        """Add what a build is about to change; written down twice it does no harm.

        Raises:
            OSError: it cannot be written.
        """
        _append(self.path, "".join(f"{change}\n" for change in changes))

    def take(self) -> tuple[FileChange, ...] | None:
        """All that has changed, in the order in which it is copied; what is added from now on is not of it.

        Returns:
            New files before the changed ones, which may lead to them, and those that have gone at last; None if that is
            the whole site.
        """
        if self.path.exists():
            _append(self._taken, self.path.read_text(encoding="utf-8", errors="surrogatepass"))
            self.path.unlink()
        before: dict[str, bool] = {}
        for line in _lines(self._taken):
            kind, _, name = line.partition(" ")
            if not name:
                return None
            before.setdefault(re.sub(r"\\[\\nr]", lambda found: _UNESCAPES[found[0]], name), kind != "new")
        return tuple(sorted(self._now(before), key=lambda change: (KINDS.index(change.kind), change.name)))

    def strike(self) -> None:
        """Strike out what was taken: it has arrived."""
        self._taken.unlink(missing_ok=True)

    def _now(self, before: dict[str, bool]) -> Iterator[FileChange]:
        """What has become of files by now, of which it is known whether they were there before the first change."""
        for name, was_there in before.items():
            if (self._site / name).is_file():
                yield FileChange("changed" if was_there else "new", name)
            elif was_there:
                yield FileChange("removed", name)


def _append(path: Path, text: str) -> None:
    if _EVERYTHING in (text, next(_lines(path), "") + "\n") or _size(path) + len(text) > LIMIT:
        path.write_text(_EVERYTHING, encoding="utf-8", newline="\n")
        return
    with path.open("a", encoding="utf-8", errors="surrogatepass", newline="\n") as file:
        file.write(text)


def _lines(path: Path) -> Iterator[str]:
    if path.exists():
        with path.open(encoding="utf-8", errors="surrogatepass", newline="\n") as file:
            for line in file:
                yield line.removesuffix("\n")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
