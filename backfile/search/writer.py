"""Writes the search index of an archive as a whole: one tier, the same bytes for the same articles."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from backfile.files import write_whole
from backfile.search import shards
from backfile.search.fold import packed_table
from backfile.search.tier import write_tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

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
    tier = write_tier("base", in_order(documents), site)
    about = tier.about | {"tombstones": [], "places": [], "orders": False}
    manifest = shards.manifest(tier.documents, tier.tokens, tier.common, [about])
    write_whole(site / "fold.js", shards.script("fold", shards.json_of(packed_table())))
    write_whole(site / "manifest.js", shards.script("manifest", shards.json_of(manifest)))
    remove_others(site, {"fold.js", "manifest.js", str(about["folder"])})
    return tier.documents


def in_order(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents themselves, as long as they rise by date and id.

    Raises:
        ValueError: they do not.
    """
    last = ("", "")
    for document in documents:
        if document.place_in_time() <= last:
            raise ValueError(f"{document.id} of {document.date} comes after {last[1]} of {last[0]}")
        last = document.place_in_time()
        yield document


def remove_others(site: Path, kept: set[str]) -> None:
    """Remove what is in the folder of the index and not of it."""
    for path in sorted(site.iterdir()):
        if path.name in kept:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
