"""The lines of a page around an article, each with what became of it, as the page's text has them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from backfile.identify import content_hash
from backfile.models import Figure, Markup
from backfile.review.model import Part, SourceLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backfile.models import Article
    from backfile.review.model import Alternative, Mark, Neighbour

CONTEXT = 6
"""Lines shown before and after the region: the end of the neighbour, or a headline that went there."""
NEAR = 2
"""Lines shown around an alternative elsewhere on the page."""
LINES_LIMIT = 240
"""Lines shown of one page; the longest articles of a broadsheet have about as many."""
LINE_LIMIT = 400
"""Characters shown of one line; the widest printed column has about sixty."""
SHORTEST_OF_TWO = 4
"""Letters of a line that may stand in the article in two parts: those of a shorter one stand somewhere in any text."""

_REGION = re.compile(r"(?P<name>[^#]*)#L(?P<first>\d{1,7})-L(?P<last>\d{1,7})(?:; |$)")


def parse_source(source: str) -> tuple[Part, ...]:
    """The parts that `Source` names, without their lines: one region of a page, two for a story that jumps, no region
    for a web article or a record of an export, nothing for an article that came from nowhere."""
    parts = []
    at = 0
    while match := _REGION.match(source, at):
        first, last = int(match["first"]), int(match["last"])
        parts.append(Part(match["name"], (first, last) if 1 <= first <= last else None))
        at = match.end()
    if source[at:]:
        parts.append(Part(source[at:]))
    return tuple(parts)


def lines_of(text: str) -> list[str]:
    """The lines of a page as `ingest` counts them."""
    return [line.rstrip("\r").replace("\f", " ") for line in text.split("\n")]


def source_hash(regions: Sequence[Sequence[str]]) -> str:
    """`Source_Hash` as `ingest` takes it: of the lines of a region that are not blank, and of the hashes of two."""
    hashes = [
        content_hash("\n".join(line for line in lines if line.strip()).encode("utf-8", "replace")) for lines in regions
    ]
    return hashes[0] if len(hashes) == 1 else content_hash(" ".join(hashes).encode())


def around(
    lines: Sequence[str],
    region: tuple[int, int] | None,
    article: Article,
    alternatives: Sequence[Alternative],
    neighbours: Sequence[Neighbour],
) -> tuple[SourceLine, ...]:
    """The lines to show of a page: the article's region and the alternatives, with what stands around them.

    Args:
        lines: the lines of the page.
        region: first and last line of the article, None when that is not known: then the page from its beginning.
        article: what became of it.
        alternatives: those that stand on this page.
        neighbours: the other articles of the page.
    """
    first, last = region or (1, len(lines))
    elsewhere = {
        number
        for alternative in alternatives
        if alternative.lines
        for number in range(alternative.lines[0], alternative.lines[1] + 1)
    }
    begins = {neighbour.first: neighbour.title for neighbour in neighbours}
    words = bare(" ".join(_words(article)))
    shown = []
    for number in _shown(first, last, elsewhere, len(lines)):
        line = lines[number - 1]
        mark: Mark = "outside"
        if first <= number <= last:
            mark = "taken" if _stands_in(bare(line[:LINE_LIMIT]), words) else "passed"
        cut = line if len(line) <= LINE_LIMIT else line[: LINE_LIMIT - 1] + "…"
        shown.append(SourceLine(number, cut, mark, number in elsewhere, begins.get(number, "")))
    return tuple(shown)


def _shown(first: int, last: int, elsewhere: set[int], count: int) -> list[int]:
    """The numbers of the lines to show: when they are too many the middle of the region goes."""
    near = {line for number in elsewhere for line in range(number - NEAR, number + NEAR + 1)}
    kept = sorted(line for line in near if 1 <= line <= count)[: LINES_LIMIT // 4]
    start, stop = max(1, first - CONTEXT), min(count, last + CONTEXT)
    room = LINES_LIMIT - len(kept)
    if stop - start + 1 > room:
        half = room // 2
        kept += [*range(start, start + half), *range(stop - half + 1, stop + 1)]
    else:
        kept += range(start, stop + 1)
    return sorted(set(kept))


def _words(article: Article) -> Iterator[str]:
    yield from (article.kicker, article.title, article.subtitle, article.byline, article.dateline, article.summary)
    yield from (article.section, article.jump)
    for item in article.body:
        if isinstance(item, Figure):
            yield item.caption
        else:
            yield item.text.replace("\\", "") if isinstance(item, Markup) else item.text


def _stands_in(line: str, words: str) -> bool:
    """Whether a line stands in the article, whole or in two parts: a byline and the first words behind it."""
    known, beyond = 0, len(line) + 1  # the longest beginning that stands there lies between the two
    while beyond - known > 1:
        middle = (known + beyond) // 2
        known, beyond = (middle, beyond) if line[:middle] in words else (known, middle)
    return known == len(line) or (len(line) >= SHORTEST_OF_TWO and line[known:] in words)


def bare(text: str) -> str:
    """The letters and digits of a text: what spacing, hyphens at wraps and punctuation do not change."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))).casefold()
