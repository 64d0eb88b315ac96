"""What Pelican looks for by its file, and what lies in another part of the archive: articles and files of issues."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.contents import Static

from backfile.build import part as parts
from backfile.build.quick.article import QuickArticle
from backfile.build.static import refusal

if TYPE_CHECKING:
    from pelican.generators import Generator

    from backfile.build.part import Part


class Linked:
    """All that a link needs of what lies in another part, or is made for the site: its address."""

    def __init__(self, url: str) -> None:
        self.url = url


class Articles(dict[str, Any]):
    """Articles and written pages by their file, those of other parts of the archive with them."""

    def __init__(self, generator: Generator, part: Part) -> None:
        super().__init__()
        self._generator = generator
        self._part = part

    def get(self, path: str, default: Any = None) -> Any:
        """Pelican's way of looking for what `{filename}` names."""
        if path in self:
            return super().get(path, default)
        url = self._part.ask(parts.ADDRESS, path, lambda: self._read(path))
        return default if url is None else Linked(url)

    def _read(self, path: str) -> str | None:
        """The address of the article in a file, as far as the file alone says it."""
        generator = self._generator
        if not Path(generator.path, path).is_file() or not generator._include_path(path):
            return None
        logging.disable()  # its own run tells what is wrong with it
        try:
            article = generator.readers.read_file(generator.path, path, QuickArticle, context=generator.context)
            article.in_default_lang = True
            url: str = article.url
        except Exception:  # whatever it is, the run of its own issue tells it
            return None
        finally:
            logging.disable(logging.NOTSET)
        return url


class Files(dict[str, Any]):
    """Files that are copied as they are, those of other parts of the archive with them."""

    def __init__(self, generator: Generator, part: Part) -> None:
        super().__init__()
        self._generator = generator
        self._part = part

    def get(self, path: str, default: Any = None) -> Any:
        """Pelican's way of looking for what `{static}` names."""
        if path in self:
            return super().get(path, default)
        generator = self._generator
        content = Path(generator.path)
        there = self._part.ask(parts.FILE, path, lambda: refusal(content, content / path) is None)
        if not there:
            return default
        return generator.readers.read_file(generator.path, path, Static, fmt="static", context=generator.context)
