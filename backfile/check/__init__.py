"""What a maintainer wants to know before copying the site to a stick: broken links, strangers' addresses, doubts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something that is not as it should be: the file, the 1-based line in it (0: the whole file), what is wrong."""

    source: str
    line: int
    reason: str

    def __str__(self) -> str:
        place = f"{self.source}:{self.line}" if self.line else self.source
        return f"{place}: {self.reason}"
