"""What the search costs and finds, beside Pagefind: `python -m benchmarks.search [--count N] [--articles FILE.jsonl]`.

Both index the same articles, answer the same queries in the same Chromium, in one run. Articles are invented
(`benchmarks.corpus.news`) or the first N lines of a file with `title`, `date` and `text`. Queries are pieces of these
articles drawn at random (`benchmarks.searching.queries`): 2 to 6 characters, quoted phrases of 5 to 12, two pieces of
one article, pieces in traditional characters, whole headlines. A site is served by a host of this machine that
compresses text as static hosts do; what counts are the bytes of the bodies of its answers, the page itself left out:

- cold: each query in a browser without a cache, scripts and tables that every query needs included, until the first ten
  results with excerpts are there, and until their number is exact;
- further: one more query in the page that a cold one leaves.

Precision and recall are means over queries, the truth is Python's `in` on folded text. Building is measured from
outside, all processes together. Two numbers in a cell are median and 95th percentile; the ratio is ours
to Pagefind's.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from itertools import islice
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.corpus import article, news
from benchmarks.searching import engines, queries, table
from tests import needs
from tests.browser import chromium

ADDED = 100


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=10_000, help="how many articles (10000)")
    parser.add_argument("--articles", type=Path, help="a file of articles, one JSON object a line")
    parser.add_argument("--characters", type=int, default=news.MEAN_CHARACTERS, help="mean length of invented articles")
    parser.add_argument("--queries", type=int, default=30, help="how many queries of each kind (30)")
    parser.add_argument("--alone", action="store_true", help="without Pagefind")
    parser.add_argument("--memory", type=float, default=12, help="GB of memory at which a build is ended (12)")
    parser.add_argument("--worst", type=int, default=0, help="tell so many of our costliest queries, and wrong answers")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="backfile-bench-") as scratch, sync_playwright() as playwright:
        folder = Path(scratch)
        file, more = folder / "articles.jsonl", folder / "more.jsonl"
        _write_articles(options, file, more)
        articles = article.File(file)
        _say(f"{len(articles):,} articles, {file.stat().st_size / 1e6:.0f} MB")
        asked = queries.draw(articles, options.queries)
        _say(f"{len(asked)} queries")
        sites = [engines.our_engine(file, more, folder / "ours")]
        if not options.alone:
            needs.install_node_packages(Path(__file__).parent, _say)
            sites.insert(0, engines.pagefind_engine(articles, folder / "pagefind"))
        measured = []
        for site in sites:
            browser = chromium.launch(playwright)
            measured.append(engines.measure(site, asked, browser, int(options.memory * 1e9), _say))
            browser.close()
    print("\n".join(table.lines(measured)))
    if options.worst:
        print("\n".join(["", "costliest of ours:", *table.worst(measured[-1], options.worst)]))
        print("\n".join(["", f"not exact of ours: {len(measured[-1].wrong)}", *measured[-1].wrong[: options.worst]]))


def _write_articles(options: argparse.Namespace, file: Path, more: Path) -> None:
    """Write the articles, and those that are added later: the last ones in time."""
    count = options.count + ADDED
    if options.articles:
        given = article.given(options.articles, count)
        article.write(given[:-ADDED], file)
        article.write(given[-ADDED:], more)
    else:
        invented = news.articles(news.days_for(count), options.characters)
        article.write(islice(invented, options.count), file)
        article.write(islice(invented, ADDED), more)


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


if __name__ == "__main__":
    main()
