"""An article as the benchmarks have it, and files of them: a JSON object a line."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
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


def read(path: Path) -> Iterator[Article]:
    """The articles of a file that `write` has written."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            row |= {key: tuple(row[key]) for key in ("authors", "persons", "places")}
            yield Article(**row)


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
