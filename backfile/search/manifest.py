"""The manifest: what the page must know of the index before it asks for a term. With it an index comes to stand."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from backfile.files import write_whole
from backfile.search import shards
from backfile.search.document import FIELDS
from backfile.search.fold import packed_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from backfile.search.tier import Tier

COMMON_TERMS = 600
"""Terms that most articles have: so many are named, lest a query fetches them."""


def summed(
    documents: int, tokens: Sequence[int], common: Mapping[str, int], tiers: Sequence[Mapping[str, object]]
) -> dict[str, Any]:
    """A manifest.

    Args:
        documents: articles of all tiers, without those taken away.
        tokens: tokens of each field in these articles.
        common: terms with the articles that have them, the most common ones among them.
        tiers: what it says of each tier, base first.
    """
    named = sorted(common.items(), key=lambda term: (-term[1], term[0]))[:COMMON_TERMS]
    return {
        "format": shards.FORMAT,
        "documents": documents,
        "tokens": dict(zip(FIELDS, tokens, strict=True)),
        "chunk": shards.CHUNK_DOCUMENTS,
        "common": {term: articles for term, articles in named if articles},
        "tiers": tiers,
    }


def of_base(base: Tier) -> dict[str, Any]:
    """The manifest of an index of one tier."""
    about = base.about | {"tombstones": [], "places": [], "buried": False}
    return summed(base.about["documents"], base.tokens, base.common, [about])


def put(site: Path, manifest: Mapping[str, Any]) -> None:
    """Let an index stand whose tiers are in the folder `site`, and remove what is not of it."""
    write_whole(site / "fold.js", shards.script("fold", shards.json_of(packed_table())))
    write_whole(site / "manifest.js", content(manifest))
    kept = {"fold.js", "manifest.js"}
    for tier in manifest["tiers"]:
        kept |= {tier["folder"], f"{tier['buried']}.js"}
    for path in sorted(site.iterdir()):
        if path.name in kept:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def content(manifest: Mapping[str, Any]) -> bytes:
    """The bytes of its file."""
    return shards.script("manifest", shards.json_of(manifest))


def standing(site: Path) -> dict[str, Any]:
    """The manifest of the index that stands in the folder `site`.

    Raises:
        OSError: none stands there.
        ValueError: it is damaged or of another format.
    """
    manifest = shards.data_of((site / "manifest.js").read_bytes())
    if not isinstance(manifest, dict) or manifest.get("format") != shards.FORMAT:
        raise ValueError(f"{site} has an index of another format")
    return manifest
