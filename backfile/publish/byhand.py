"""For whoever copies a site by hand: what has changed, and that it has arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.build import folder, standing
from backfile.changes import Changes, FileChange

if TYPE_CHECKING:
    from pathlib import Path


def changed(site: Path) -> tuple[FileChange, ...] | None:
    """What has changed since a site was last published, in the order in which it is copied; None: the whole site.

    Raises:
        BuildError: there is no site in the folder, or a build is at work there.
    """
    site = site.resolve()
    standing.of(site)
    with folder.working_folder(site):
        return Changes(site).take()


def strike(site: Path) -> None:
    """Take note that what `changed` has told is published; what builds have changed since then stays on the list.

    Raises:
        BuildError: there is no site in the folder.
    """
    site = site.resolve()
    standing.of(site)
    Changes(site).strike()
