"""Pelican writes the search page and the shards of its index.

A thin adapter: Pelican has read the articles, `backfile.search` makes the index. It works on what `backfile_archive`
has made of the articles, so that plugin must be on too.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import signals
from pelican.generators import Generator

from backfile.search.document import Document
from backfile.search.html_text import visible_text
from backfile.search.writer import write

if TYPE_CHECKING:
    from pelican import Pelican
    from pelican.writers import Writer

    from backfile.models import Entry

PAGE = "search.html"


def document_of(article: Any) -> Document:
    """What the search knows of a published article: what its page shows a reader."""
    entry: Entry = article.entry
    printed = entry.article
    byline = printed.byline or " ".join(f"{credit.role or ''} {credit.name}".strip() for credit in printed.credits)
    body = f"{printed.dateline}\n{visible_text(article.content)}".strip()
    return Document(
        id=entry.id,
        url=article.save_as,
        title=printed.title,
        date=entry.date.isoformat(),
        lang=printed.lang,
        newspaper=article.ref.newspaper_name,
        page=entry.page,
        section=printed.section,
        authors=tuple(credit.name for credit in printed.credits),
        passages=tuple(text for text in (printed.kicker, printed.subtitle, byline, printed.summary, body) if text),
        persons=printed.persons,
        places=printed.places,
    )


class SearchGenerator(Generator):
    """Writes the search page and the shards."""

    def generate_output(self, writer: Writer) -> None:
        """Write the page and, for the published articles of this run, the index."""
        writer.write_file(PAGE, self.get_template("search"), self.context, self.settings["RELATIVE_URLS"], url=PAGE)
        write(sorted(map(document_of, self.context["articles"]), key=Document.place_in_time), Path(self.output_path))


def get_generators(_pelican: Pelican) -> type[Generator]:
    """Answer Pelican's question for generators."""
    return SearchGenerator


def register() -> None:
    """Pelican's way in."""
    signals.get_generators.connect(get_generators)
