"""What an issue's own metadata (`issue.md`) says of its pages: section names, and what is printed but no article."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from backfile import identify
from backfile.markdown import issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from backfile.build.issues import IssueKey, Notes

logger = logging.getLogger(__name__)


def read_notes(content: Path, issues: Iterable[IssueKey]) -> Mapping[IssueKey, Notes]:
    """The notes of these issues, of those that have any, from their folders in the content folder.

    A file that cannot be read is logged as Pelican logs an article that it leaves out.
    """
    found = {}
    for newspaper, day in sorted(issues):
        path = content / identify.issue_folder(newspaper, day) / issue.FILE_NAME
        if not path.is_file():
            continue
        try:
            found[newspaper, day] = tuple(issue.read_pages(path.read_text(encoding="utf-8-sig")))
        except OSError as error:
            logger.error("Skipping %s: %s", path, error.strerror)
        except UnicodeDecodeError:
            logger.error("Skipping %s: %s", path, "it is not UTF-8")
    return found
