"""Our index of a file of articles: `python -m benchmarks.searching.ours ARTICLES.jsonl SITE`, and its page."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from backfile.search.document import Document
from backfile.search.writer import write
from benchmarks.corpus.article import read

if TYPE_CHECKING:
    from benchmarks.corpus.article import Article

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTED = ROOT / "docs" / "search-api.md"


def document(article: Article) -> Document:
    """An article as the search takes it."""
    return Document(
        id=article.id,
        url=article.url,
        title=article.title,
        date=article.date,
        lang="zh-cn",
        newspaper=article.newspaper,
        page=str(article.page),
        section=article.section,
        authors=article.authors,
        passages=(article.text,),
    )


def scripts() -> list[str]:
    """The scripts that a page has to load, as the documentation lists them."""
    return re.findall(r'<script src="(theme/[^"]+)"', DOCUMENTED.read_text(encoding="utf-8"))


def write_page(site: Path) -> None:
    """Write the page that asks, `bench.html`, and all that it loads."""
    shutil.copytree(ROOT / "theme" / "static" / "js", site / "theme" / "js")
    shutil.copy(Path(__file__).with_name("ours.js"), site / "bench.js")
    tags = "".join(f'<script src="{name}" defer></script>\n' for name in [*scripts(), "bench.js"])
    page = f'<!DOCTYPE html>\n<html lang="zh-cn">\n<meta charset="utf-8">\n<title>Search</title>\n{tags}</html>\n'
    (site / "bench.html").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    write(map(document, read(Path(sys.argv[1]))), Path(sys.argv[2]))
