"""Checks a built site as a folder: every link leads to a file that is there, and nothing leads to another host."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from backfile.check import Fault, addresses
from backfile.errors import BackfileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from backfile.check.addresses import Address

PAGES = (".html", ".htm")
OUTSIDE = "{} is fetched from another host"
HARMLESS_SCHEMES = frozenset({"mailto", "tel", "data", "blob", "about"})


@dataclass(slots=True)
class Report:
    """What a check of a site found. `outside` counts links to other hosts that a reader may choose to follow."""

    faults: list[Fault] = field(default_factory=list)
    pages: int = 0
    links: int = 0
    outside: int = 0


@dataclass(frozen=True, slots=True)
class _Jump:
    """A link to an anchor, kept until every page's anchors are known."""

    source: str
    address: Address
    target: str
    anchor: str


def check(site: Path, progress: Callable[[int, int], None] | None = None) -> Report:
    """Check every page and style sheet of a site.

    Args:
        site: the folder that the build wrote.
        progress: told after each file how many of how many are done.

    Raises:
        BackfileError: there is no site in the folder.
    """
    files = frozenset(_files(site))
    if "index.html" not in files:
        raise BackfileError("there is no site here", source=str(site), remedy="build it first: inv build")
    read = sorted(name for name in files if name.endswith((*PAGES, ".css")))
    report = Report()
    anchors: dict[str, frozenset[str]] = {}
    jumps: list[_Jump] = []
    for number, name in enumerate(read, start=1):
        data = (site / name).read_bytes()
        if name.endswith(".css"):
            found = addresses.Found(list(addresses.in_style_sheet(data.decode("utf-8", "replace"))))
        else:
            found = addresses.in_page(data)
            report.pages += 1
            report.faults += _repeated_ids(name, found.ids)
            anchors[name] = frozenset(identifier for identifier, _ in found.ids)
        for address in found.addresses:
            report.links += 1
            verdict = _follow(name, address, files)
            if isinstance(verdict, _Jump):
                jumps.append(verdict)
            elif verdict == OUTSIDE and not address.loaded:
                report.outside += 1
            elif verdict:
                shared = address.url if verdict == OUTSIDE else _resolve(name, unquote(address.url)) or ""
                report.faults.append(Fault(name, address.line, verdict.format(address.url), shared))
        if progress:
            progress(number, len(read))
    for jump in jumps:
        if jump.anchor not in anchors.get(jump.target, frozenset()):
            reason = f"the link {jump.address.url} leads to a place #{jump.anchor} that {jump.target} does not have"
            report.faults.append(Fault(jump.source, jump.address.line, reason))
    report.faults.sort()
    return report


def _follow(name: str, address: Address, files: frozenset[str]) -> str | _Jump | None:
    """What is wrong with an address in the file `name`; a jump to settle later; None when all is well."""
    try:
        parts = urlsplit(address.url)
    except ValueError:
        return "{} is no address"
    if parts.scheme.lower() in HARMLESS_SCHEMES:
        return None
    if parts.scheme.lower() in {"http", "https"} or parts.netloc:
        return OUTSIDE
    if parts.scheme:
        return "{} is no address that a page of an archive should have"
    if parts.path.startswith("/"):
        return "the link {} starts at the host's root: it breaks in a folder and under a path"
    target = _resolve(name, unquote(parts.path)) if parts.path else name
    if target is None:
        return "the link {} leads out of the site"
    if target not in files:
        if any(index in files for index in (f"{target}/index.html", "index.html" if target == "." else "")):
            return "the link {} leads to a folder, which does not open from a disk: add index.html"
        return "the link {} leads to nothing"
    anchor = unquote(parts.fragment).split(":~:")[0]
    if anchor and anchor != "top" and target.endswith(PAGES):
        return _Jump(name, address, target, anchor)
    return None


def _resolve(name: str, path: str) -> str | None:
    """The file that a relative path leads to from the file `name`, None when it climbs out of the site."""
    steps = list(PurePosixPath(name).parent.parts)
    for step in path.split("/"):
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step not in {"", "."}:
            steps.append(step)
    return "/".join(steps) or "."


def _repeated_ids(name: str, ids: list[tuple[str, int]]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for identifier, line in ids:
        if identifier in first:
            yield Fault(name, line, f'the id "{identifier}" stands already in line {first[identifier]}')
        first.setdefault(identifier, line)


def _files(site: Path) -> Iterator[str]:
    """Every file of the site, as its path from the site's folder with `/`; upper and lower case as written."""
    for folder, _, names in os.walk(site):
        place = Path(folder).relative_to(site)
        yield from ((place / name).as_posix() for name in names)
