"""A place where a person and a new conversion do not agree."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conflict:
    """A key or a paragraph that both sides have changed, each in its own way.

    `where` is a key as it is written in the file (`Title`) or `paragraph 3`, counted in the person's text; the three
    texts are empty where a side has nothing there.
    """

    where: str
    ancestor: str
    mine: str
    new: str
