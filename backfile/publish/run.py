"""A publication: the site is looked over and held fast as it is, compressed if wanted, and brought to where it goes."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from backfile import lock
from backfile.build import folder, standing
from backfile.changes import Changes, FileChange
from backfile.errors import BackfileError
from backfile.files import work_folder
from backfile.publish import compress, program, snapshot, target
from backfile.publish.rsync import Rsync

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from backfile.publish.settings import Publishing

_SHOWN = 3
"""Names of missing files that are told: they nearly always have one cause."""


class Tell(Protocol):
    """What is told while a site is published."""

    def compressed(self, done: int, total: int) -> None:
        """How many files are compressed, of all that have to be."""

    def copied(self, change: FileChange) -> None:
        """A file was copied or removed, or, in a rehearsal, would be."""


@dataclass(slots=True)
class Published:
    """What a publication has done.

    Attributes:
        left_out: how many articles the last build has left out.
        compressed: how many compressed files were written.
        command: the words of the maintainer's command, with the folder in them; empty when rsync copies.
    """

    left_out: int
    compressed: int = 0
    command: list[str] = field(default_factory=list)


def publish(
    site: Path, publishing: Publishing, home: Path, tell: Tell, *, dry_run: bool = False, quiet: bool = False
) -> Published:
    """Bring a site to where its readers find it. Builds may go on meanwhile.

    Args:
        site: the folder of the site.
        publishing: where it goes, and how.
        home: the folder in which the maintainer's command runs.
        tell: is told how far it is.
        dry_run: copy and remove nothing.
        quiet: let the maintainer's command speak of mistakes only.

    Raises:
        BackfileError: it cannot be published, or not wholly; the same again does the rest.
    """
    site = site.resolve()
    standing.of(site)
    copy = work_folder(site) / "publish" / "site"
    rsync = None if publishing.command else _rsync(publishing.to, site)
    with _alone(copy.parent):
        changes = Changes(site)
        with folder.working_folder(site):
            known = standing.of(site)
            names = snapshot.take(site, copy, publishing.compressed)
            _check_whole(site, known.files - names)
            changes.take()
        published = Published(known.left_out)
        published.compressed = compress.compress(copy, names, publishing.compressed, tell.compressed)
        if rsync is None:
            published.command = [word.replace("{site}", str(copy)) for word in publishing.command]
            if not dry_run:
                _run(published.command, home, quiet=quiet)
        else:
            rsync.look()
            (rsync.rehearse if dry_run else rsync.copy)(copy, tell.copied)
        if not dry_run:
            changes.strike()
        return published


def _rsync(to: str, site: Path) -> Rsync:
    if not to:
        raise BackfileError(
            "nobody has said where to publish",
            remedy='set PUBLISH_TO = "user@host:folder" in the settings, or give --to; '
            "who copies by hand finds what has changed by inv publish --list",
        )
    if target.is_local(to):
        place = target.local(to).resolve()
        if place.is_relative_to(site.parent / ".backfile") or place.is_relative_to(site) or site.is_relative_to(place):
            raise BackfileError("the site itself is here", source=to, remedy="name a folder apart from it")
    return Rsync(to)


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    try:
        held = lock.take(place)
    except BlockingIOError as error:
        raise BackfileError(
            "this site is being published already", source=str(place), remedy="wait until it is done"
        ) from error
    try:
        yield
    finally:
        lock.give(place, held)


def _check_whole(site: Path, missing: frozenset[str]) -> None:
    if missing:
        some = ", ".join(sorted(missing)[:_SHOWN]) + (f" and {len(missing) - _SHOWN:,} more" * (len(missing) > _SHOWN))
        raise BackfileError(
            f"files are missing that the last build has written: {some}", source=str(site), remedy="inv rebuild"
        )


def _run(words: list[str], home: Path, *, quiet: bool) -> None:
    path = program.find(words[0], "correct PUBLISH_COMMAND")
    status = program.run([path, *words[1:]], home, quiet=quiet)
    if status:
        raise BackfileError(f"{words[0]} ended with status {status}", remedy="see what it says above")
