"""What the search costs: `python -m benchmarks.search [--count N] [--articles FILE.jsonl]`.

Measures the building of the index (processor time, peak memory, files, bytes), and cold queries in the page's own
code, run by node: bytes asked for (with gzip, as a web server sends them), time, and the place of an article when its
headline is the query. Articles are lines of JSON with `title`, `date` and `text`, or made by a generator: characters
drawn by Zipf's law (exponent 1, 3,500 characters, as Chinese news has them) and half of the text from a stock of 20,000
words of two to four of these, drawn by Zipf's law too; 600 characters an article.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import statistics
import tempfile
import time
from itertools import accumulate, islice
from pathlib import Path
from typing import TYPE_CHECKING

from backfile.search.document import Document
from backfile.search.writer import write
from tests.search import node

if TYPE_CHECKING:
    from collections.abc import Iterator

QUERIES = 40


def invented(count: int) -> Iterator[Document]:
    """Articles of the generator, the same ones every time."""
    chance = random.Random(1)  # noqa: S311 (articles, not secrets)
    characters = [chr(0x4E00 + place * 5) for place in range(3500)]
    by_rank = list(accumulate(1 / rank for rank in range(1, 3501)))
    lengths = chance.choices([2, 3, 4], weights=[3, 1, 1], k=20_000)
    words = ["".join(chance.choices(characters, cum_weights=by_rank, k=length)) for length in lengths]
    by_word_rank = list(accumulate(1 / rank for rank in range(1, 20_001)))
    for number in range(count):
        parts = chance.choices(words, cum_weights=by_word_rank, k=125)
        parts += ["".join(chance.choices(characters, cum_weights=by_rank, k=2)) for _ in range(125)]
        chance.shuffle(parts)
        for place in range(9, len(parts), 10):
            parts[place] += chance.choice("，，，。\n")
        title = "".join(chance.sample([part.strip("，。\n") for part in parts], 7))
        day = f"{1950 + number // 7000:04d}-{1 + number // 560 % 12:02d}-{1 + number // 20 % 28:02d}"
        yield _document(number, title, day, "".join(parts))


def given(path: Path, count: int) -> Iterator[Document]:
    """The first articles of a file, oldest first."""
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in islice(file, count)]
    for number, row in enumerate(sorted(rows, key=lambda row: row["date"])):
        yield _document(number, row["title"], row["date"], row["text"])


def _document(number: int, title: str, day: str, text: str) -> Document:
    url = f"daily/{day.replace('-', '/')}/daily-{day.replace('-', '')}-p01-{number:02d}.html"
    return Document(f"daily-{number}", url, title, day, "zh-cn", "Daily", "1", "", (), (text,))


def measure(documents: Iterator[Document], site: Path) -> None:
    """Build the index, ask it, print what it took."""
    queries: list[tuple[str, str, str]] = []
    chance = random.Random(2)  # noqa: S311 (queries, not secrets)

    def watched() -> Iterator[Document]:
        for document in documents:
            if len(queries) < QUERIES or chance.random() < 0.002:
                start = chance.randrange(max(1, len(document.passages[0]) - 8))
                piece = "".join(document.passages[0][start : start + chance.choice([2, 3, 4, 6])].split())
                queries.append((document.id, document.title, piece.strip("，。、“”") or document.title))
            yield document

    started = time.process_time()
    count = write(watched(), site)
    seconds = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sizes = {path.relative_to(site).as_posix(): len(gzip.compress(path.read_bytes(), 6)) for path in site.rglob("*.js")}
    raw = sum(path.stat().st_size for path in site.rglob("*.js"))
    print(f"{count} articles: {seconds:.1f} s of processor time, {memory:.0f} MB at most")
    print(f"{len(sizes)} files, {raw / 1e6:.1f} MB, {sum(sizes.values()) / 1e6:.1f} MB with gzip")

    for name, place in (("piece of text", 2), ("headline", 1)):
        kilobytes, index_kilobytes, milliseconds, ranks = [], [], [], []
        for query in chance.sample(queries, QUERIES):
            started = time.perf_counter()
            node.ask(site, [])
            idle = time.perf_counter() - started
            started = time.perf_counter()
            answer, loaded = node.ask(site, [{"search": query[place]}, {"loaded": True}])
            milliseconds.append(1000 * (time.perf_counter() - started - idle))
            kilobytes.append(sum(sizes[file] for file in loaded) / 1000)
            index_kilobytes.append(sum(sizes[file] for file in loaded if "/texts/" not in file) / 1000)
            found = [result["id"] for result in answer["results"]]
            ranks.append(1 / (1 + found.index(query[0])) if query[0] in found else 0)
        print(
            f"{name}: {statistics.median(kilobytes):.0f} kB (index {statistics.median(index_kilobytes):.0f} kB), "
            f"95th percentile {sorted(kilobytes)[int(0.95 * QUERIES)]:.0f} kB; "
            f"{statistics.median(milliseconds):.0f} ms; MRR@10 {statistics.mean(ranks):.2f}"
        )


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=10_000, help="how many articles")
    parser.add_argument("--articles", type=Path, help="a file of articles, one JSON object a line")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = given(options.articles, options.count) if options.articles else invented(options.count)
        measure(source, Path(folder))


if __name__ == "__main__":
    main()
