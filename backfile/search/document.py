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
    line feeds; a phrase never spans two passages. `persons` and `places` are the names that it names.
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
    persons: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def fields(self) -> tuple[tuple[str, ...], ...]:
        """The passages of each of `FIELDS`."""
        return (self.passages, (self.title,), self.authors, (self.section,))

    def facets(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What it is counted and narrowed by: the name of each facet, and its values."""
        return (
            ("newspaper", _named(self.newspaper)),
            ("section", _named(self.section)),
            ("page", _named(self.page)),
            ("person", _named(*self.authors, *self.persons)),
        )

    def names(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What is suggested to a reader: each kind of names, and those of this document, each once."""
        return (
            ("person", _named(*self.authors, *self.persons)),
            ("place", _named(*self.places)),
            ("section", _named(self.section)),
        )

    def place_in_time(self) -> tuple[str, str]:
        """What the articles of an index are in order of."""
        return self.date, self.id


def _named(*names: str) -> tuple[str, ...]:
    """Each name once, none of them empty. A lone surrogate has no UTF-8; what is written for it is a question mark."""
    return tuple(dict.fromkeys(name.encode("utf-8", "replace").decode() for name in names if name))
