"""How near invented news is to real news: `python -m benchmarks.corpus.fit ARTICLES.jsonl [--count N]`.

Prints figures of as many invented articles beside those of real ones, and their ratio. Bigrams and strings of four are
counted in runs of Chinese characters. Those of ranks are numbers of articles that have the one of that rank, the
most frequent being the first.
"""

from __future__ import annotations

import argparse
import gzip
import lzma
import re
import statistics
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import article, news

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.corpus.article import Article

_HAN = re.compile("[\u3400-\u9fff]+")
_PACKED = 1000
"""Articles that are packed together to see how repetitive they are: more than gzip looks back, less than xz."""


def figures(articles: Sequence[Article]) -> dict[str, float]:
    """What an index of the articles depends on."""
    texts = [article.text for article in articles]
    every = "\n".join(texts)
    packed = "\n".join(texts[:_PACKED]).encode()
    bigrams, fours = _spread(texts, 2), _spread(texts, 4)
    lengths = statistics.quantiles(map(len, texts), n=20)
    characters = Counter(every)
    han = sorted((count for character, count in characters.items() if _HAN.match(character)), reverse=True)
    told: dict[str, float] = {
        "characters, mean": statistics.mean(map(len, texts)),
        "characters, 5th percentile": lengths[0],
        "characters, median": lengths[9],
        "characters, 95th percentile": lengths[18],
        "headline, mean": statistics.mean(len(article.title) for article in articles),
        "bigrams, distinct": len(bigrams),
        "bigrams, of one article only": sum(count == 1 for count in bigrams),
        "bigrams, articles of the median": statistics.median(bigrams),
        "bigrams an article, distinct": sum(bigrams) / len(articles),
    }
    told |= {f"bigrams, articles of rank {rank}": bigrams[rank - 1] for rank in (10, 100, 1000, 10_000, 50_000)}
    told |= {"fours, distinct": len(fours), "fours, of one article only": sum(count == 1 for count in fours)}
    told |= {f"fours, articles of rank {rank}": fours[rank - 1] for rank in (10, 100, 1000, 10_000)}
    told |= {f"characters in 100,000, rank {rank}": 1e5 * han[rank - 1] / sum(han) for rank in (1, 10, 100, 1000, 2000)}
    told |= {f"in 10,000: {mark}": 1e4 * characters[mark] / len(every) for mark in "，。、“（"}
    told |= {
        "in 10,000: line ends": 1e4 * characters["\n"] / len(every),
        "in 10,000: digits": 1e4 * sum(map(len, re.findall(r"\d+", every))) / len(every),
        "in 10,000: Latin letters": 1e4 * sum(map(len, re.findall("[A-Za-z]+", every))) / len(every),
        "of its size with gzip, all": len(gzip.compress(packed, 6)) / len(packed),
        "of its size with xz, all": len(lzma.compress(packed)) / len(packed),
        "of its size with gzip, each alone": statistics.mean(
            len(gzip.compress(text.encode(), 6)) / len(text.encode()) for text in texts[:_PACKED]
        ),
    }
    return told


def _spread(texts: Sequence[str], length: int) -> list[int]:
    """Of each string of a length, the number of texts that have it, largest first."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(_strings(text, length)))
    return sorted(counts.values(), reverse=True)


def _strings(text: str, length: int) -> Iterator[str]:
    for run in _HAN.findall(text):
        for start in range(len(run) - length + 1):
            yield run[start : start + length]


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=Path, help="real articles, one JSON object a line")
    parser.add_argument("--count", type=int, default=5000, help="how many of them (5000)")
    options = parser.parse_args()
    real = article.given(options.articles, options.count)
    invented = figures(list(islice(news.articles(), len(real))))
    print(f"{'':42}{'real':>12}{'invented':>12}{'ratio':>8}")
    for name, figure in figures(real).items():
        print(f"{name:42}{figure:12,.3f}{invented[name]:12,.3f}{invented[name] / figure:8.2f}")


if __name__ == "__main__":
    main()
