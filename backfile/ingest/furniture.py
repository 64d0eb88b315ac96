"""What is printed on a page beside its articles, put into the issue's own file, `issue.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.errors import ContentError
from backfile.escape import one_line
from backfile.markdown import issue

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from backfile.ingest.store import Store
    from backfile.models import PageNotes


def put(
    store: Store, folder: Path, newspaper: str, day: date, notes: PageNotes, before: tuple[str, ...]
) -> tuple[str, ...]:
    """Put the furniture of a page in, but for what the page gave before: a person has left, corrected or deleted that.

    Args:
        store: the archive.
        folder: the issue's folder.
        newspaper: the key of the newspaper.
        day: the issue's date.
        notes: number, section and furniture of the page.
        before: what this returned for the page the last time.

    Returns:
        What the page gives now.

    Raises:
        ContentError: the file is a symbolic link or not UTF-8.
    """
    path = folder / issue.FILE_NAME
    data = store.read(path)
    try:
        text = data.decode("utf-8-sig") if data is not None else None
    except UnicodeDecodeError as error:
        raise ContentError("is not UTF-8", source=str(path), remedy="save it as UTF-8") from error
    heading = one_line(f"## {notes.number} {notes.section}", issue.LINE_LIMIT)
    lines = tuple(one_line(line, issue.LINE_LIMIT) for line in notes.furniture)
    again = before[:1] == (heading,)
    new = [line for line in lines if not (again and line in before[1:])]
    empty = issue.new_issue(newspaper, day)
    after = issue.add_page(empty if text is None else text, notes.number, "" if again else notes.section, new)
    if after not in (text, empty):
        store.write(path, after.encode("utf-8"))
    return (heading, *lines)
