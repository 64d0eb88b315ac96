"""What the search knows of an article."""

from __future__ import annotations

from dataclasses import dataclass

FIELDS = ("text", "title", "author", "section")
"""The fields of the index, in the order in which shards and lunr have them."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the search shows it and looks it up.

    `url` is its address relative to the output folder and `date` its ISO date. `newspaper` is the newspaper's
    printed name, `page` the printed number of the page, `lang` the language of the text (`zh-cn`). `passages` is all
    that a reader can read of it below the headline (kicker, subtitle, byline, body, captions), paragraphs ending in
    line feeds; a phrase never spans two passages.
    """

    id: str
    url: str
    title: str
    date: str
    lang: str = ""
    newspaper: str = ""
    page: str = ""
    section: str = ""
    authors: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()

    def fields(self) -> tuple[tuple[str, ...], ...]:
        """The passages of each of `FIELDS`."""
        return (self.passages, (self.title,), self.authors, (self.section,))
