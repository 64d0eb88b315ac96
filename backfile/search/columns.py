"""Columns: for every article of a tier what it is counted by, as numbers of names, and the names.

From them the page counts a whole result by newspaper, section and person without looking at a single text.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from backfile.search.shards import json_of, numbered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from backfile.search.document import Document

MANY = "person"
"""The facet of which an article has any number of values; of the others it has one at most."""
BLOCK_ARTICLES = {"newspaper": 2048, "section": 2048, "page": 2048, "person": 512}
BLOCK_NAMES = 1024


class Columns:
    """The facets of the documents so far. A value is known by its place among all that were met."""

    def __init__(self) -> None:
        self._codes: dict[str, dict[str, int]] = {facet: {} for facet in BLOCK_ARTICLES}
        self._values = {facet: array("l") for facet in BLOCK_ARTICLES}
        self._ends = array("l")
        self._names: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, document: Document) -> None:
        """Take the facets of the next document."""
        for facet, names in document.facets():
            codes, values = self._codes[facet], self._values[facet]
            for name in names:
                values.append(codes.setdefault(name, len(codes)))
            if facet != MANY and not names:
                values.append(-1)
        self._ends.append(len(self._values[MANY]))
        for kind, names in document.names():
            self._names[kind].update(names)

    def names(self) -> dict[str, Counter[str]]:
        """The names that can be suggested, by kind, and the articles of each."""
        return dict(self._names)

    def write(self, write: Callable[[str, str], None]) -> None:
        """Write the columns and the names, by falling number of articles, with `write(name, json)`."""
        for facet in BLOCK_ARTICLES:
            names = sorted(self._counted(facet), key=lambda item: (-item[1], item[0]))
            place = {name: number for number, (name, _) in enumerate(names)}
            final = [place[name] for name in self._codes[facet]] + [-1]  # the last is that of -1: no value
            values = [final[code] for code in self._values[facet]]
            if facet == MANY:
                starts = [0, *self._ends]
                rows: Sequence[object] = [
                    sorted(values[start:end]) for start, end in zip(starts, self._ends, strict=False)
                ]
                for number, start in enumerate(range(0, len(names), BLOCK_NAMES)):
                    write(numbered(f"names/{facet}", number), json_of(names[start : start + BLOCK_NAMES]))
            else:
                rows = values
                write(f"names/{facet}", json_of(names))
            size = BLOCK_ARTICLES[facet]
            for number, start in enumerate(range(0, len(rows), size)):
                write(numbered(f"facets/{facet}", number), json_of(rows[start : start + size]))

    def _counted(self, facet: str) -> list[tuple[str, int]]:
        counts = Counter(self._values[facet])
        return [(name, counts[code]) for name, code in self._codes[facet].items()]
