"""Asks a search in a real Chromium: what a query costs over HTTP, and what it finds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from benchmarks.searching.queries import Query
    from benchmarks.support.server import Host, Sent

PAGE = "bench.html"
SHOWN = 10
MOST = 3000
"""Addresses of results that are looked at; of more results only their number is, and these stand for all."""
ASK = "([query, limit]) => ask(query, limit)"


@dataclass(frozen=True)
class Asked:
    """What a query cost: bytes until the first results are shown and until their number is exact, milliseconds too.

    `program` of these bytes are scripts and the like that every query needs, `files` are all by name.
    """

    query: Query
    first: int
    exact: int
    program: int
    first_milliseconds: float
    exact_milliseconds: float
    files: dict[str, int] = field(default_factory=dict)


def cost(browser: Browser, host: Host, queries: Sequence[Query]) -> tuple[list[Asked], list[Asked]]:
    """Each query in a browser without a cache, and one more query (the next one) in the page that it leaves."""
    cold, further = [], []
    for query, then in zip(queries, [*queries[1:], *queries[:1]], strict=True):
        context = browser.new_context()
        page = context.new_page()
        mark = len(host.sent)
        page.goto(f"{host.address}/{PAGE}")
        cold.append(_asked(page, host, query, mark))
        further.append(_asked(page, host, then, len(host.sent)))
        context.close()
    return cold, further


def _asked(page: Page, host: Host, query: Query, mark: int) -> Asked:
    answer = page.evaluate(ASK, [query.text, SHOWN])
    sent = [one for one in host.sent[mark:] if one.path not in (PAGE, "bench.js", "favicon.ico")]
    early = [one for one in sent if 1000 * one.when <= answer["first"]]
    files: Counter[str] = Counter()
    for one in sent:
        files[one.path] += one.size
    return Asked(
        query,
        _bytes(early),
        _bytes(sent),
        _bytes([one for one in sent if _is_program(one.path)]),
        answer["first"] - answer["start"],
        answer["exact"] - answer["start"],
        dict(files),
    )


def _bytes(sent: Sequence[Sent]) -> int:
    return sum(one.size for one in sent)


def _is_program(path: str) -> bool:
    return (
        path.startswith("theme/") or path.endswith((".wasm", "pagefind.js", "pagefind-worker.js")) or "/wasm." in path
    )


@dataclass
class Found:
    """How right the answers of one kind of query are, one number a query."""

    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    reciprocal_rank: list[float] = field(default_factory=list)


def answers(
    browser: Browser, host: Host, queries: Sequence[Query], addresses: dict[str, str]
) -> tuple[dict[str, Found], list[str]]:
    """How right the answers are, by kind of query, and the queries whose answers are wrong.

    Args:
        browser: the browser to ask in.
        host: serves the site.
        queries: with their truth.
        addresses: of articles by what the engine's page calls a result; those that it has not are addresses.
    """
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{host.address}/{PAGE}")
    found: dict[str, Found] = {}
    wrong = []
    for query in queries:
        answer = page.evaluate(ASK, [query.text, MOST if query.truth else SHOWN])
        urls = [addresses.get(name, name) for name in answer["urls"]]
        kind = found.setdefault(query.kind, Found())
        if not query.pieces:
            rank = urls.index(query.origin) + 1 if query.origin in urls[:SHOWN] else 0
            kind.reciprocal_rank.append(1 / rank if rank else 0)
            correct = rank == 1
        else:
            right = len(query.truth.intersection(urls))
            precision = right / len(urls) if urls else 1
            recall = min(1, precision * answer["total"] / len(query.truth)) if urls else 0
            kind.precision += [precision] if urls else []
            kind.recall.append(recall)
            correct = precision == recall == 1
        if not correct:
            wrong.append(f"{query.text} ({query.kind}): {answer['total']} of {len(query.truth)} {answer['problems']}")
    context.close()
    return found, wrong


def from_a_folder(browser: Browser, site: Path, queries: Sequence[Query]) -> list[float] | str:
    """Milliseconds to the first results of each query on file://, nothing kept between them; or why it does not run."""
    times = []
    for query in queries:
        context = browser.new_context()
        page = context.new_page()
        page.goto((site / PAGE).as_uri())
        try:
            answer: dict[str, Any] = page.evaluate(ASK, [query.text, SHOWN])
        except Error as error:
            return error.message.splitlines()[0]
        finally:
            context.close()
        times.append(answer["first"] - answer["start"])
    return times
