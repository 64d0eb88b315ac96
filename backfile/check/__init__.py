"""What a maintainer wants to know before copying the site to a stick: broken links, strangers' addresses, doubts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHOWN_OF_A_KIND = 3
"""A link in the head of every page breaks on every page: three lines show it, a thousand bury the rest."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something that is not as it should be: the file, the 1-based line in it (0: the whole file), what is wrong.

    `target` is what a broken link leads to, from the site's folder: the same for links that are mended by one deed.
    """

    source: str
    line: int
    reason: str
    target: str = field(default="", compare=False)

    def __str__(self) -> str:
        place = f"{self.source}:{self.line}" if self.line else self.source
        return f"{place}: {self.reason}"


def listed(faults: Iterable[Fault]) -> Iterator[str]:
    """The faults as lines; of many that lead to one target the first few, then how many more there are."""
    seen: Counter[str] = Counter()
    for fault in faults:
        seen[fault.target] += 1
        if not fault.target or seen[fault.target] <= SHOWN_OF_A_KIND:
            yield str(fault)
    for target, count in sorted(seen.items()):
        if target and count > SHOWN_OF_A_KIND:
            yield f"{target}: {count - SHOWN_OF_A_KIND:,} more links to this in other places"
