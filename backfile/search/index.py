"""An index that stands, together with its state: what of it has to be written anew for a change, and is."""

from __future__ import annotations

import heapq
from hashlib import blake2b
from itertools import chain, groupby
from operator import add, sub
from typing import TYPE_CHECKING, Any

from backfile.files import write_whole
from backfile.search import manifest, shards
from backfile.search.folder import carry_over, size
from backfile.search.standing import StandingTier
from backfile.search.texts import content_of
from backfile.search.tier import write_tier
from backfile.search.tombstones import bury

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from backfile.search.state import State
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
        self._base = state.base(self._recent.base)

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def hashes(self) -> dict[str, str]:
        """The hash of each live document by id."""
        gone = frozenset(self._recent.tombstones)
        found = {id_: hash_ for number, id_, hash_ in self._base.hashes() if number not in gone}
        return found | {id_: hash_ for id_, _, hash_ in self._recent.articles}

    def has(self, content: Content) -> bool:
        """Whether a document is live and just as it is."""
        id_ = content.document.id
        for recent, _, hash_ in self._recent.articles:
            if recent == id_:
                return hash_ == content.hash
        number, hash_ = self._base.find(id_) or (-1, "")
        return hash_ == content.hash and number not in self._recent.tombstones

    def bring_up_to_date(self, put: Sequence[Content], removed: Collection[str], site: Path) -> bool:
        """Have the index stand in the folder `site` with a change.

        Args:
            put: new and changed documents, in order of date and id.
            removed: ids of documents that are no more.
            site: the folder that the index stands in, or that of a site in the making.

        Returns:
            False: the change is so large that the base should be written anew. Nothing is written.
        """
        if not put and not removed:
            self._carry_over(site)
            return True
        recent, about = self._recent, self._base.about
        replaced = {content.document.id for content in put}.union(removed)
        left = {article[0] for article in recent.articles} - replaced
        found = [self._base.find(id_) for id_ in sorted(replaced)]
        buried = {place[0] for place in found if place}.difference(recent.tombstones)
        most = most_recent(about["documents"])
        recents, tombstones = len(left) + len(put), len(recent.tombstones) + len(buried)
        if max(recents, tombstones) > most or about["documents"] - tombstones + recents <= MERGE_ARTICLES:
            return False
        bury(buried, self._tier(about), self._base.common, recent)
        tier = self._write_recent(left, put, site)
        self._carry_base_over(site)
        new = self._summed(tier, _write_orders(recent.orders, site))
        self._state.put_recent(recent, manifest.content(new))
        manifest.put(site, new)
        return True

    def _tier(self, about: dict[str, Any]) -> StandingTier:
        return StandingTier(self._site, about, self._manifest["chunk"])

    def _write_recent(self, left: Collection[str], put: Sequence[Content], site: Path) -> Tier | None:
        """Write *recent* of those of its documents that are left and those to put into it."""
        self._recent.articles, self._recent.runs = [], []
        if not left and not put:
            return None
        standing = [self._tier(about).all() for about in self._manifest["tiers"][1:]]
        staying = (content_of(document) for document in chain(*standing) if document.id in left)
        contents = heapq.merge(staying, put, key=lambda content: content.document.place_in_time())
        tier = write_tier("recent", self._noted(contents), site, self._state.runs, self._base.common)
        self._recent.runs = tier.runs
        return tier

    def _noted(self, contents: Iterator[Content]) -> Iterator[Content]:
        for content in contents:
            self._recent.articles.append((content.document.id, content.document.date, content.hash))
            yield content

    def _summed(self, tier: Tier | None, orders: str | bool) -> dict[str, Any]:
        """The manifest of the base, as it is, and *recent*, as it has become."""
        base, recent = self._base, self._recent
        tombstones = list(map(sub, recent.tombstones, [0, *recent.tombstones]))
        tiers = [base.about | {"tombstones": tombstones, "places": [], "orders": orders}]
        tokens, common = base.tokens, base.common
        if tier:
            places = groupby(base.place(date, id_) for id_, date, _ in recent.articles)
            counted = [[place, len(list(same))] for place, same in places]
            tiers.append(tier.about | {"tombstones": [], "places": counted, "orders": False})
            tokens = list(map(add, tokens, tier.tokens))
            common = {term: articles + tier.common.get(term, 0) for term, articles in common.items()}
        return manifest.summed(
            base.about["documents"] - len(tombstones) + len(recent.articles),
            list(map(sub, tokens, recent.tokens)),
            {term: articles - recent.common.get(term, 0) for term, articles in common.items()},
            tiers,
        )

    def _carry_over(self, site: Path) -> None:
        """Have the index as it is stand in another folder."""
        if site == self._site:
            return
        self._carry_base_over(site)
        for tier in self._manifest["tiers"][1:]:
            carry_over(self._site / tier["folder"], site)
        _write_orders(self._recent.orders, site)
        manifest.put(site, self._manifest)

    def _carry_base_over(self, site: Path) -> None:
        if site == self._site:
            return
        carry_over(self._site / self._recent.base, site)
        if size(site / self._recent.base) != self._base.size:
            raise ValueError(f"files of {self._recent.base} are missing or damaged")


def _write_orders(orders: dict[str, tuple[int, int]], site: Path) -> str | bool:
    """Write the orders of terms whose first document is live no more; return the name of the file, if one is needed."""
    if not orders:
        return False
    content = shards.script("orders", shards.json_of({term: order for term, (_, order) in sorted(orders.items())}))
    name = f"orders-{blake2b(content, digest_size=4).hexdigest()}"
    site.mkdir(parents=True, exist_ok=True)
    write_whole(site / f"{name}.js", content)
    return name
