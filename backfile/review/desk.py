"""Writes the page of a review into the archive's work folder, which git and Pelican pass by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.files import inner_folder, write_whole
from backfile.review.page import Shown, render
from backfile.review.sheets import sheets
from backfile.review.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from backfile.review.collect import Survey
    from backfile.settings import Settings

WORK_FOLDER = ".backfile"
FILE_NAME = "review.html"
SHEETS_LIMIT = 500
"""Articles on the page: a week's work for a person, and some ten megabytes at most ordinary lengths."""


def write(found: Survey, content: Path, settings: Settings) -> Path:
    """Write `.backfile/review.html` in the content folder, whole or not at all, and say where it is.

    Args:
        found: the articles that need a look; of its worst the first `SHEETS_LIMIT` are shown.
        content: the content folder.
        settings: the archive's settings.

    Raises:
        ContentError: the work folder is a link or a file.
        OSError: it cannot be written.
    """
    folder = inner_folder(content, WORK_FOLDER)
    made = sheets(content, found.worst[:SHEETS_LIMIT])
    shown = Shown(made, left_out=found.waiting - len(made))
    page = render(shown, settings, Words(settings.ui_language), content.resolve().name)
    folder.mkdir(exist_ok=True)
    path = folder / FILE_NAME
    write_whole(path, page.encode("utf-8"))
    return path
