"""The issue's own metadata, `issue.md`: what is printed on its pages and belongs to no article.

`Newspaper` and `Date`, then for every page a heading `## <page> <section name>` and a list item for each line of
furniture. A person may add to it: only what is missing is put in, nothing is taken away.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backfile.escape import escape_inline, is_blank, one_line, unescape
from backfile.models import PageNotes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

FILE_NAME = "issue.md"
UNKNOWN_PAGE = "?"
LINE_LIMIT = 2000
"""Characters of one line of furniture; the longest imprint seen has under 300."""

_HEADING = re.compile(r"## +(?P<page>\S+)(?: +(?P<section>.*\S))?\s*")
_ITEM = re.compile(r"[-*] +(?P<text>.*\S) *")


def new_issue(newspaper: str, day: date) -> str:
    """The text of an `issue.md` that says nothing of any page yet."""
    return f"Newspaper: {newspaper}\nDate: {day.isoformat()}\n"


def add_page(text: str, page: str, section: str, lines: Sequence[str]) -> str:
    """The text of an `issue.md` with a page's section name and furniture in it, the pages in print order.

    Args:
        text: what the file says so far.
        page: the page number as the archive keeps it, empty when unknown.
        section: the printed name of the page, empty when there is none.
        lines: the furniture in the order of the page.
    """
    page = page or UNKNOWN_PAGE
    section = escape_inline(one_line(section, LINE_LIMIT))
    items = [f"- {escape_inline(one_line(line, LINE_LIMIT))}" for line in lines if not is_blank(line)]
    if not section and not items:
        return text
    head, *blocks = re.split(r"^(?=## )", text.replace("\r\n", "\n"), flags=re.MULTILINE)
    pages = [_HEADING.match(block.split("\n", 1)[0]) for block in blocks]
    for index, found in enumerate(pages):
        if found and found["page"] == page:
            blocks[index] = _completed(blocks[index], found, section, items)
            break
    else:
        heading = f"## {page} {section}".rstrip()
        place = next((i for i, found in enumerate(pages) if found and _order(found["page"]) > _order(page)), len(pages))
        blocks.insert(place, "\n".join([heading, "", *items]).rstrip() + "\n")
    return "\n".join(part.rstrip("\n") + "\n" for part in [head, *blocks])


def read_pages(text: str) -> Iterator[PageNotes]:
    """What an `issue.md` says of the pages that have a number."""
    for block in re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]:
        heading, *rest = block.splitlines()
        found = _HEADING.fullmatch(heading)
        # What stands on a page without a number stays in the file: there is no page of the site to show it on.
        if found and found["page"] != UNKNOWN_PAGE:
            lines = tuple(unescape(item["text"]) for item in map(_ITEM.fullmatch, rest) if item)
            yield PageNotes(found["page"], unescape(found["section"] or ""), lines)


def _completed(block: str, found: re.Match[str], section: str, items: list[str]) -> str:
    heading, *rest = block.rstrip("\n").split("\n")
    if section and not found["section"]:
        heading = f"## {found['page']} {section}"
    missing = [item for item in dict.fromkeys(items) if item not in rest]
    if missing and not rest:
        rest = [""]
    return "\n".join([heading, *rest, *missing]) + "\n"


def _order(page: str) -> tuple[str, int]:
    """Numbers first, then lettered sections; the unknown page last."""
    letters = page.rstrip("0123456789")
    digits = page[len(letters) :]
    return ("\U0010ffff" if page == UNKNOWN_PAGE else letters, int(digits or 0))
