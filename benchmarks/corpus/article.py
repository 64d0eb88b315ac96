"""An article as the benchmarks have it, and files of them: a JSON object a line."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate, islice
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Article:
    """An article; `date` is ISO, `text` has a paragraph a line, names are as printed in it."""

    id: str
    newspaper: str
    date: str
    page: int
    section: str
    title: str
    authors: tuple[str, ...]
    persons: tuple[str, ...]
    places: tuple[str, ...]
    text: str

    @property
    def url(self) -> str:
        """Its address in a site."""
        return f"{self.date.replace('-', '/')}/{self.id}.html"


def write(articles: Iterable[Article], path: Path) -> None:
    """Write a file of articles."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for article in articles:
            file.write(json.dumps(asdict(article), ensure_ascii=False) + "\n")


class File(Sequence[Article]):
    """The articles of a file that `write` has written; none is kept in memory."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._starts = array("q", accumulate((len(line) for line in self._file), initial=0))

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, place: int) -> Article: ...

    @overload
    def __getitem__(self, place: slice) -> list[Article]: ...

    def __getitem__(self, place: int | slice) -> Article | list[Article]:
        if isinstance(place, slice):
            return [self[one] for one in range(len(self))[place]]
        self._file.seek(self._starts[range(len(self))[place]])
        row = json.loads(self._file.readline())
        row |= {key: tuple(row[key]) for key in ("authors", "persons", "places")}
        return Article(**row)


def given(path: Path, count: int) -> list[Article]:
    """The first articles of a file of someone else's (`title`, `date`, `text`; `id`, `section`, `author` if there).

    By rising date and id, as the search wants them. Authors are parted by semicolons.
    """
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in islice(file, count)]
    articles = []
    for number, row in enumerate(rows):
        authors = tuple(name for name in row.get("author", "").split(";") if name)
        identity = row.get("id") or f"given-{number:07d}"
        names = (row.get("section", ""), row["title"], authors, (), ())
        articles.append(Article(identity, "Daily", row["date"], 1, *names, row["text"]))
    return sorted(articles, key=lambda article: (article.date, article.id))
