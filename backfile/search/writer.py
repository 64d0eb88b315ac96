"""Writes the search index of an archive as a whole: one tier, the same bytes for the same articles."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from backfile.search import manifest, shards
from backfile.search.texts import content_of, in_order
from backfile.search.tier import write_tier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backfile.search.document import Document


def write(documents: Iterable[Document], output: Path) -> int:
    """Write the index of `documents` into the folder `search` of the site at `output`; return their number.

    The manifest comes last: until then an earlier index is whole and in use. Then whatever is not of this one goes.

    Args:
        documents: all articles of the archive, in order of date and id.
        output: the site's folder.

    Raises:
        ValueError: the documents do not rise.
    """
    site = output / shards.FOLDER
    with TemporaryDirectory(prefix="backfile-search-") as runs:
        base = write_tier("base", map(content_of, in_order(documents)), site, Path(runs))
    manifest.put(site, manifest.of_base(base))
    return int(base.about["documents"])
