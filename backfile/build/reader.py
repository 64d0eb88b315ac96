"""How Pelican reads an article's file: its own way, but strict about dates."""

from __future__ import annotations

import re

from pelican.readers import MarkdownReader
from pelican.utils import SafeDatetime

_ISO_DAY = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})")


class ArchiveReader(MarkdownReader):
    """Pelican's reader of Markdown, strict about dates: Pelican fills up an incomplete date from the clock."""

    def process_metadata(self, name: str, value: str) -> object:
        """Pelican's, but dates are ISO dates.

        Raises:
            ValueError: `Date` or `Modified` is no whole date.
        """
        if name not in ("date", "modified"):
            return super().process_metadata(name, value)
        iso = _ISO_DAY.sub(lambda day: f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}", value.strip(), count=1)
        try:
            return SafeDatetime.fromisoformat(iso)
        except ValueError:
            raise ValueError(f"{name.title()} is {value[:80]!r}; write it as YYYY-MM-DD") from None
