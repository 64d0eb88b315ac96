"""Which files of the content folder may come into the site as they are, and through which folders one may go."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# However its name is written, a saved web page would run its scripts in the site without the pages'
# Content-Security-Policy; the text of an article comes into the site as its page or, with `Status: skip`, not at all.
_WEB_PAGES = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml", ".mhtml", ".mht"})
_TEXTS = frozenset({".md", ".markdown", ".mkd", ".mdown", ".rst"})


def linked_folders(content: Path) -> Iterator[str]:
    """Folders of the content that are symbolic links, relative to it; a loop of them would never end."""
    for place, folders, _ in os.walk(content):
        folders[:] = sorted(name for name in folders if not name.startswith("."))  # IGNORE_FILES has the hidden ones
        for name in folders:
            path = Path(place, name)
            if path.is_symlink():
                yield path.relative_to(content).as_posix()


def refusal(content: Path, path: Path) -> str | None:
    """Why a file may not be copied into the site: a reason, empty for a file that is passed over without a word.

    Args:
        content: the content folder.
        path: the file in it.
    """
    if path.suffix.lower() in _TEXTS | _WEB_PAGES:
        return ""
    if not path.is_file():
        return "it is no plain file"
    return None if is_inside(content, path) else "it is a symbolic link out of the content folder"


def is_inside(content: Path, path: Path) -> bool:
    """Whether a file lies in the content folder, all symbolic links followed."""
    if path.is_symlink():
        return path.resolve().is_relative_to(_resolved(content))
    # The files of a folder share the way to it.
    return _resolved(path.parent).is_relative_to(_resolved(content))


@lru_cache(maxsize=256)
def _resolved(folder: Path) -> Path:
    return folder.resolve()
