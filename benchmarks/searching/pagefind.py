"""Pagefind over the same articles, from the npm registry as `benchmarks/package-lock.json` says.

Its program of that registry is the extended one, which cuts Chinese into words. It reads a site's pages, which are
written for it before the clock runs, with nothing on them but headline and text: no facets are asked of it.
"""

from __future__ import annotations

import gzip
import html
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.corpus.article import Article

HERE = Path(__file__).resolve().parent
NODE_MODULES = HERE.parent / "node_modules"
_PREFIX = b"pagefind_dcd"


def program() -> Path:
    """The program, of whatever machine npm has installed it for."""
    names = ("pagefind_extended", "pagefind_extended.exe")
    return next(path for name in names for path in NODE_MODULES.glob(f"@pagefind/*/bin/{name}"))


def command(site: Path) -> list[str | Path]:
    """What indexes a site."""
    return [program(), "--site", site, "--quiet"]


def write_site(articles: Iterable[Article], site: Path) -> None:
    """Write the pages of all articles, and the page that asks, `bench.html`."""
    for article in articles:
        path = site / article.url
        path.parent.mkdir(parents=True, exist_ok=True)
        title = html.escape(article.title)
        paragraphs = "".join(f"<p>{html.escape(line)}</p>\n" for line in article.text.splitlines())
        body = f"<main data-pagefind-body>\n<h1>{title}</h1>\n{paragraphs}</main>\n"
        path.write_text(_page(title, body), encoding="utf-8")
    shutil.copy(HERE / "pagefind.js", site / "bench.js")
    (site / "bench.html").write_text(_page("Search", '<script src="bench.js"></script>\n'), encoding="utf-8")


def _page(title: str, body: str) -> str:
    head = f'<meta charset="utf-8">\n<title>{title}</title>\n'
    return f'<!DOCTYPE html>\n<html lang="zh-cn">\n<head>\n{head}</head>\n<body>\n{body}</body>\n</html>\n'


def addresses(site: Path) -> dict[str, str]:
    """The address of each article by the name of its fragment. A file of a very large site has several fragments."""
    found = {}
    for path in (site / "pagefind" / "fragment").iterdir():
        data = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_PREFIX))
        for name, fragment in ({path.stem: data} if "url" in data else data).items():
            found[name] = fragment["url"].lstrip("/")
    return found
