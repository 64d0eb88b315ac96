"""Merging the texts of an article's file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backfile import markdown
from backfile.errors import ContentError
from backfile.ingest.merge.body import merge_body
from backfile.ingest.merge.conflict import Conflict
from backfile.ingest.merge.metadata import merge_metadata, split

MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge: the text of the file, which is the person's own as it was when there are conflicts."""

    text: str
    conflicts: tuple[Conflict, ...] = ()


def merge(ancestor: str, mine: str, new: str, source: str) -> Merged:
    """Bring a new conversion and a person's correction together.

    Args:
        ancestor: the file as the converter wrote it last.
        mine: the file as it stands; a byte-order mark and the line ends of its editor stay.
        new: the file as the converter would write it now.
        source: the name of the person's file, for messages.

    Raises:
        ContentError: the person's file cannot be read as an article.
    """
    plain = _plain(mine)
    if new in (ancestor, plain):
        return Merged(mine)
    if plain == ancestor:
        return Merged(_as_in(mine, new))
    markdown.read(plain, source)
    text, conflicts = _merge(ancestor, plain, new)
    if not conflicts:
        conflicts = _doubts(ancestor, plain, new, text, source)
    return Merged(mine, tuple(conflicts)) if conflicts else Merged(_as_in(mine, text))


def _merge(ancestor: str, mine: str, new: str) -> tuple[str, list[Conflict]]:
    heads, bodies = zip(*(split(text) for text in (ancestor, mine, new)), strict=True)
    blocks = [_blocks(body) for body in bodies]
    head, in_head = merge_metadata(*heads)
    body, in_body = merge_body(*blocks)
    text = bodies[1] if body == blocks[1] else "\n\n".join(body) + "\n" if body else ""
    return head.text() + text, in_head + in_body


def _doubts(ancestor: str, mine: str, new: str, merged: str, source: str) -> list[Conflict]:
    """Why a merge without conflicts is none to rely on: the file could not be read, or paragraphs are not told apart.

    The latter shows in that merging once more would change the text again, as the run after a stopped one does.
    """
    try:
        markdown.read(merged, source)
    except ContentError as error:  # each side by itself is right, but not the two together
        return [Conflict(error.reason, ancestor, mine, new)]
    if merged != mine and _merge(ancestor, merged, new) != (merged, []):
        return [Conflict("the whole text", ancestor, mine, new)]
    return []


def _plain(text: str) -> str:
    return text.removeprefix(MARK).replace("\r\n", "\n").replace("\r", "\n")


def _as_in(mine: str, text: str) -> str:
    """A text with the byte-order mark and the line ends of the person's file."""
    end = "\r\n" if "\r\n" in mine else "\r" if "\r" in mine and "\n" not in mine else "\n"
    return (MARK if mine.startswith(MARK) else "") + text.replace("\n", end)


def _blocks(body: str) -> list[str]:
    """The paragraphs of a body, as the reader of the files divides it."""
    blocks = (block.strip("\n").rstrip() for block in re.split(r"\n[ \t]*\n", body))
    return [block for block in blocks if block.strip()]
