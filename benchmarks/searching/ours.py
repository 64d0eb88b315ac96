"""Our search for the benchmark: its index, and its page.

`python -m benchmarks.searching.ours build ARTICLES.jsonl SITE STATE` makes the index of a file of articles, with `add`
instead of `build` it adds these to the index that stands.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, overload

from backfile.search import update
from backfile.search.document import Document
from benchmarks.corpus import article

if TYPE_CHECKING:
    from benchmarks.corpus.article import Article

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTED = ROOT / "docs" / "search-api.md"


def document(one: Article) -> Document:
    """An article as the search takes it."""
    return Document(
        id=one.id,
        url=one.url,
        title=one.title,
        date=one.date,
        lang="zh-cn",
        newspaper=one.newspaper,
        page=str(one.page),
        section=one.section,
        authors=one.authors,
        passages=(one.text,),
        persons=one.persons,
        places=one.places,
    )


def scripts() -> list[str]:
    """The scripts that a page has to load to ask, as the documentation lists them."""
    return re.findall(r'<script src="(theme/[^"]+)"', DOCUMENTED.read_text(encoding="utf-8"))


def write_page(site: Path) -> None:
    """Write the page that asks, `bench.html`, and all that it loads."""
    shutil.copytree(ROOT / "theme" / "static" / "js", site / "theme" / "js")
    shutil.copy(Path(__file__).with_name("ours.js"), site / "bench.js")
    tags = "".join(f'<script src="{name}" defer></script>\n' for name in [*scripts(), "bench.js"])
    page = f'<!DOCTYPE html>\n<html lang="zh-cn">\n<meta charset="utf-8">\n<title>Search</title>\n{tags}</html>\n'
    (site / "bench.html").write_text(page, encoding="utf-8")


class _Documents(Sequence[Document]):
    """The articles of a file as the search takes them; none is kept in memory."""

    def __init__(self, path: Path) -> None:
        self._articles = article.File(path)

    def __len__(self) -> int:
        return len(self._articles)

    @overload
    def __getitem__(self, place: int) -> Document: ...

    @overload
    def __getitem__(self, place: slice) -> list[Document]: ...

    def __getitem__(self, place: int | slice) -> Document | list[Document]:
        if isinstance(place, slice):
            return [document(one) for one in self._articles[place]]
        return document(self._articles[place])


if __name__ == "__main__":
    task, articles, site, state = sys.argv[1:]
    if task == "build":
        update.begin(_Documents(Path(articles)), Path(site), Path(state))
    else:
        update.update(Path(site), Path(state), put=_Documents(Path(articles)))
