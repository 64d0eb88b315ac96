"""Reads an article's file without Markdown where it is plain text, and with one Markdown for all where it is not."""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from pelican.utils import pelican_open

from backfile import defaults
from backfile.build.quick import plain
from backfile.build.reader import ArchiveReader


class QuickReader(ArchiveReader):
    """Our reader by a shorter way; with another `MARKDOWN` or formatted metadata it is our reader and nothing more.

    Of the extensions in our own settings it is known that they keep nothing from one article to the next and leave
    plain text as it is.
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        self._known = self.settings["MARKDOWN"] == defaults.MARKDOWN and not self.settings["FORMATTED_FIELDS"]
        self._markdown: Markdown | None = None

    def convert(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The HTML and the metadata of a file."""
        if not self._known:
            return super().convert(source_path)
        self._source_path = source_path
        with pelican_open(source_path) as text:
            return self._plain(text) or self._marked_up(text)

    def _plain(self, text: str) -> tuple[str, dict[str, Any]] | None:
        found = plain.metadata(text)
        html = plain.html(found[1]) if found else None
        if found is None or html is None:
            return None
        return html, {key: self.process_metadata(key, value) for key, value in found[0].items()}

    def _marked_up(self, text: str) -> tuple[str, dict[str, Any]]:
        markdown = self._markdown = self._markdown or Markdown(**self.settings["MARKDOWN"])
        html = markdown.reset().convert(text)
        # Pelican takes the reader of metadata out of the instance, lest it read the formatted fields, too.
        head = markdown.preprocessors["meta"]
        self._md = markdown
        metadata = self._parse_metadata(markdown.Meta)  # type: ignore[attr-defined]  # the extension's
        markdown.preprocessors.register(head, "meta", 27)
        return html, metadata
