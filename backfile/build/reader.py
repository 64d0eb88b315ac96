"""How Pelican reads an article's file: its own way, but strict about dates and never without our safe Markdown."""

from __future__ import annotations

import re
from typing import Any

from pelican.readers import MarkdownReader
from pelican.utils import SafeDatetime

SAFE_MARKDOWN = "backfile.build.safe_markdown"
_ISO_DAY = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})")


class ArchiveReader(MarkdownReader):
    """Pelican's reader of Markdown, strict about dates: Pelican fills up an incomplete date from the clock.

    Whatever extensions the maintainer's `MARKDOWN` names, `safe_markdown` is among them: the text is foreign.
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        extensions = self.settings["MARKDOWN"]["extensions"]
        if SAFE_MARKDOWN not in extensions:
            extensions.append(SAFE_MARKDOWN)

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
