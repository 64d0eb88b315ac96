"""How Pelican reads an article's file: its own way, but strict about dates and never without our safe Markdown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pelican.readers import MarkdownReader
from pelican.utils import SafeDatetime

from backfile.build.static import is_inside

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

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Pelican's, but only of a plain file in the content folder: a pipe would be waited for without end.

        Raises:
            ValueError: it is none.
        """
        path = Path(source_path)
        if not path.is_file():
            raise ValueError("it is no plain file")
        if not is_inside(Path(self.settings["PATH"]), path):
            raise ValueError("it is a symbolic link out of the content folder")
        return self.convert(source_path)

    def convert(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The HTML and the metadata of a file."""
        content: tuple[str, dict[str, Any]] = super().read(source_path)
        return content

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
