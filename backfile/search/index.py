"""An index that stands, together with its state: what of it has to be written anew for a change, and is."""

from __future__ import annotations

import heapq
from hashlib import blake2b
from itertools import chain, groupby
from operator import add, sub
from typing import TYPE_CHECKING, Any

from backfile.files import write_whole
from backfile.search import manifest, shards
from backfile.search.standing import StandingTier
from backfile.search.texts import content_of
from backfile.search.tier import write_tier
from backfile.search.tombstones import bury

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from backfile.search.state import Recent, State
    from backfile.search.texts import Content
    from backfile.search.tier import Tier

MERGE_ARTICLES = 500
MERGE_SHARE = 0.04
"""Recent articles, or tombstones, up to which the base stays: so many, or this share of its articles. An archive that
has no more than so many articles has no second tier."""


def most_recent(documents: int) -> int:
    """How many recent articles or tombstones a base of so many documents may have."""
    return max(MERGE_ARTICLES, int(documents * MERGE_SHARE))


class Index:
    """An index that stands in the folder `site`.

    Raises:
        OSError, ValueError, TypeError, KeyError, IndexError, sqlite3.Error: its state or a file of it is missing or
            damaged (from all that reads).
    """

    def __init__(self, site: Path, state: State) -> None:
        self._site = site
        self._state = state
        self._manifest = manifest.standing(site)
        self._recent = state.recent(manifest.content(self._manifest))
        self._hashes = {id_: hash_ for id_, _, hash_ in self._recent.articles}
        self._base = state.base(self._recent.base)

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def has(self, content: Content) -> bool:
        """Whether a document is live and just as it is."""
        id_ = content.document.id
        if id_ in self._hashes:
            return self._hashes[id_] == content.hash
        number, hash_ = self._base.find(id_) or (-1, "")
        return hash_ == content.hash and number not in self._recent.tombstones

    def bring_up_to_date(self, put: Sequence[Content], removed: Collection[str]) -> bool:
        """Have the index stand with a change.

        Args:
            put: new and changed documents, in order of date and id.
            removed: ids of documents that are no more.

        Returns:
            False: the change is so large that the base should be written anew. Nothing is written.
        """
        recent, about = self._recent, self._base.about
        replaced = {content.document.id for content in put}.union(removed)
        left = self._hashes.keys() - replaced
        found = [self._base.find(id_) for id_ in sorted(replaced)]
        buried = {place[0] for place in found if place}.difference(recent.tombstones)
        if not put and not buried and len(left) == len(self._hashes):
            return True
        most = most_recent(about["documents"])
        recents, tombstones = len(left) + len(put), len(recent.tombstones) + len(buried)
        if max(recents, tombstones) > most or about["documents"] - tombstones + recents <= MERGE_ARTICLES:
            return False
        bury(buried, self._tier(about), self._base.common.keys(), recent)
        tier = self._write_recent(left, put)
        new = self._summed(tier, _write_buried(recent, self._site))
        self._state.put_recent(recent, manifest.content(new))
        manifest.put(self._site, new)
        self._state.prune(manifest.content(new))
        return True

    def _tier(self, about: dict[str, Any]) -> StandingTier:
        return StandingTier(self._site, about, self._manifest["chunk"])

    def _write_recent(self, left: Collection[str], put: Sequence[Content]) -> Tier | None:
        """Write *recent* of those of its documents that are left and those to put into it."""
        self._recent.articles, self._recent.runs = [], []
        if not left and not put:
            return None
        standing = [self._tier(about).all() for about in self._manifest["tiers"][1:]]
        staying = (content_of(document) for document in chain(*standing) if document.id in left)
        contents = heapq.merge(staying, put, key=lambda content: content.document.place_in_time())
        tier = write_tier("recent", self._noted(contents), self._site, self._state.runs, self._base.common)
        self._recent.runs = tier.runs
        return tier

    def _noted(self, contents: Iterator[Content]) -> Iterator[Content]:
        for content in contents:
            self._recent.articles.append((content.document.id, content.document.date, content.hash))
            yield content

    def _summed(self, tier: Tier | None, buried: str | bool) -> dict[str, Any]:
        """The manifest of the base, as it is, and *recent*, as it has become."""
        base, recent = self._base, self._recent
        tombstones = list(map(sub, recent.tombstones, [0, *recent.tombstones]))
        tiers = [base.about | {"tombstones": tombstones, "places": [], "buried": buried}]
        tokens, common = base.tokens, base.common
        if tier:
            places = groupby(base.place(date, id_) for id_, date, _ in recent.articles)
            counted = [[place, len(list(same))] for place, same in places]
            tiers.append(tier.about | {"tombstones": [], "places": counted, "buried": False})
            tokens = list(map(add, tokens, tier.tokens))
            common = {term: articles + tier.common.get(term, 0) for term, articles in common.items()}
        return manifest.summed(
            base.about["documents"] - len(tombstones) + len(recent.articles),
            list(map(sub, tokens, recent.tokens)),
            {term: articles - recent.common.get(term, 0) for term, articles in common.items()},
            tiers,
        )


def _write_buried(recent: Recent, site: Path) -> str | bool:
    """Write what is to be put right in the base for its documents that are live no more.

    Returns:
        The name of the file; False when there are none.
    """
    if not recent.tombstones:
        return False
    orders = {term: order for term, (_, order) in sorted(recent.orders.items())}
    words = dict(sorted(recent.words.items()))
    names = {kind: dict(sorted(counts.items())) for kind, counts in sorted(recent.names.items())}
    content = shards.script("buried", shards.json_of({"orders": orders, "words": words, "names": names}))
    name = f"buried-{blake2b(content, digest_size=4).hexdigest()}"
    write_whole(site / f"{name}.js", content)
    return name
