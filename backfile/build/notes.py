"""What an issue's own metadata (`issue.md`) says of its pages: section names, and what is printed but no article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backfile import escape, furniture, identify
from backfile.build.issues import PageNotes
from backfile.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from backfile.build.issues import IssueKey, Notes

_LINE = re.compile(r"[-*] +(?P<text>.*\S) *")


def read_notes(content: Path, issues: Iterable[IssueKey]) -> Mapping[IssueKey, Notes]:
    """The notes of these issues, of those that have any, from their folders in the content folder."""
    found = {}
    for newspaper, day in sorted(issues):
        path = content / identify.issue_folder(newspaper, day) / furniture.FILE_NAME
        if path.is_file():
            found[newspaper, day] = tuple(_pages(path))
    return found


def _pages(path: Path) -> Iterator[PageNotes]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"it cannot be read: {error}", source=str(path), remedy="save it as UTF-8") from error
    for block in re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]:
        heading, *rest = block.splitlines()
        found = furniture.HEADING.fullmatch(heading)
        # What stands on a page without a number stays in the file: there is no page of the site to show it on.
        if found and found["page"] != furniture.UNKNOWN_PAGE:
            lines = tuple(escape.unescape(line["text"]) for line in map(_LINE.fullmatch, rest) if line)
            yield PageNotes(found["page"], escape.unescape(found["section"] or ""), lines)
