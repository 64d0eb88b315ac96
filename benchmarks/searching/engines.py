"""The two searches side by side: how the index of each is built, and all that is measured of it."""

from __future__ import annotations

import gzip
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.searching import asking, ours, pagefind
from benchmarks.searching.queries import COSTLY
from benchmarks.support import processes, server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser

    from benchmarks.corpus.article import Article
    from benchmarks.searching.asking import Asked, Found
    from benchmarks.searching.queries import Query

    Say = Callable[[str], None]


@dataclass
class Size:
    """Files, their bytes, and their bytes as a host sends them."""

    files: int = 0
    raw: int = 0
    sent: int = 0


@dataclass
class Measured:
    """All figures of a search."""

    name: str
    build: processes.Cost
    size: Size = field(default_factory=Size)
    cold: list[Asked] = field(default_factory=list)
    further: list[Asked] = field(default_factory=list)
    found: dict[str, Found] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    folder: list[float] | str = ""
    addition: processes.Cost | None = None


@dataclass(frozen=True)
class Engine:
    """A search: its name, the site's folder, its index in there, and what builds it, what adds to it if anything does,
    and what its page calls a result."""

    name: str
    site: Path
    index: str
    build: Sequence[str | Path]
    add: Sequence[str | Path]
    addresses: Callable[[], dict[str, str]]


def our_engine(articles: Path, more: Path, site: Path) -> Engine:
    """Our search over a file of articles, to which those of another file will be added."""
    ours.write_page(site)
    program = [sys.executable, "-m", "benchmarks.searching.ours"]
    state = site.with_suffix(".state")
    return Engine(
        "ours", site, "search", [*program, "build", articles, site, state], [*program, "add", more, site, state], dict
    )


def pagefind_engine(articles: Iterable[Article], site: Path) -> Engine:
    """Pagefind over the pages of articles."""
    pagefind.write_site(articles, site)
    return Engine("Pagefind", site, "pagefind", pagefind.command(site), (), lambda: pagefind.addresses(site))


def measure(engine: Engine, queries: Sequence[Query], browser: Browser, most_memory: int, say: Say) -> Measured:
    """Build an index, then ask it over HTTP and from its folder; `say` is told how far this is."""
    measured = Measured(engine.name, processes.run(engine.build, most_memory=most_memory, folder=ours.ROOT))
    if measured.build.why:
        return measured
    measured.size = size(engine.site / engine.index)
    say(f"{engine.name}: index built")
    with server.serve(engine.site) as host:
        measured.cold, measured.further = asking.cost(
            browser, host, [query for query in queries if query.kind in COSTLY]
        )
        say(f"{engine.name}: costs of queries measured")
        measured.found, measured.wrong = asking.answers(browser, host, queries, engine.addresses())
    say(f"{engine.name}: answers compared")
    texts = [query for query in queries if query.kind in COSTLY[:3]]
    measured.folder = asking.from_a_folder(browser, engine.site, texts)
    if engine.add:
        measured.addition = processes.run(engine.add, folder=ours.ROOT)
    return measured


def size(folder: Path) -> Size:
    """How large an index is."""
    total = Size()
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            total.files += 1
            total.raw += len(content)
            packed = path.suffix in server.COMPRESSED
            total.sent += len(gzip.compress(content, server.GZIP_LEVEL)) if packed else len(content)
    return total
