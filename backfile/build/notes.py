"""What an issue's own metadata (`issue.md`) says of its pages: section names, and what is printed but no article."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from backfile import escape, furniture, identify
from backfile.build.issues import PageNotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from backfile.build.issues import IssueKey, Notes

logger = logging.getLogger(__name__)

_LINE = re.compile(r"[-*] +(?P<text>.*\S) *")


def read_notes(content: Path, issues: Iterable[IssueKey]) -> Mapping[IssueKey, Notes]:
    """The notes of these issues, of those that have any, from their folders in the content folder.

    A file that cannot be read is logged as Pelican logs an article that it leaves out.
    """
    found = {}
    for newspaper, day in sorted(issues):
        path = content / identify.issue_folder(newspaper, day) / furniture.FILE_NAME
        if not path.is_file():
            continue
        try:
            found[newspaper, day] = tuple(_pages(path.read_text(encoding="utf-8-sig")))
        except OSError as error:
            logger.error("Skipping %s: %s", path, error.strerror)
        except UnicodeDecodeError:
            logger.error("Skipping %s: %s", path, "it is not UTF-8")
    return found


def _pages(text: str) -> Iterator[PageNotes]:
    for block in re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]:
        heading, *rest = block.splitlines()
        found = furniture.HEADING.fullmatch(heading)
        # What stands on a page without a number stays in the file: there is no page of the site to show it on.
        if found and found["page"] != furniture.UNKNOWN_PAGE:
            lines = tuple(escape.unescape(line["text"]) for line in map(_LINE.fullmatch, rest) if line)
            yield PageNotes(found["page"], escape.unescape(found["section"] or ""), lines)
