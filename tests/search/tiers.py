"""Reads an index of one or two tiers as docs/search-api.md says, with the numbers that articles have over both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from backfile.search import shards

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Whole:
    """All that an index says. `terms` are entries with the numbers of articles in place of gaps."""

    manifest: dict[str, Any]
    terms: dict[str, list[Any]]
    texts: list[list[Any]]
    days: list[str]
    months: list[str]
    facets: dict[str, list[list[str]]]
    words: dict[str, int]
    names: dict[str, int]

    def comparable(self) -> tuple[Any, ...]:
        """What has to be the same, in however many tiers the articles stand."""
        totals = (self.manifest["documents"], self.manifest["tokens"])
        return totals, self.terms, self.texts, self.days, self.months, self.facets, self.words, self.names


def data(site: Path, folder: str, kind: str) -> list[Any]:
    """The data of all shards of a kind, by number."""
    return [shards.data_of(path.read_bytes()) for path in sorted((site / folder / kind).rglob("*.js"))]


def one(site: Path, name: str) -> Any:
    """The data of one shard."""
    return shards.data_of((site / f"{name}.js").read_bytes())


def read(output: Path) -> Whole:
    """The index of a site."""
    site = output / "search"
    manifest = one(site, "manifest")
    base, *recents = manifest["tiers"]
    gone = set(accumulate(base["tombstones"]))
    before = dict(recents[0]["places"]) if recents else {}
    order: list[tuple[int, int]] = []  # tier and local number by global number
    recent = 0
    for number in range(base["documents"] + 1):
        for _ in range(before.get(number, 0)):
            order.append((1, recent))
            recent += 1
        if number < base["documents"] and number not in gone:
            order.append((0, number))
    assert recent == sum(tier["documents"] for tier in recents)
    numbers = {place: number for number, place in enumerate(order)}
    buried = one(site, base["buried"]) if base["buried"] else {"orders": {}, "words": {}, "names": {}}
    orders = buried["orders"]

    merged: dict[str, list[Any]] = {}
    words: Counter[str] = Counter()
    names: Counter[str] = Counter()
    per_tier = []
    for number, tier in enumerate(manifest["tiers"]):
        folder = tier["folder"]
        lists = data(site, folder, "lists")
        for shard in data(site, folder, "terms"):
            for term, entry in shard.items():
                entry = lists[entry] if isinstance(entry, int) else entry
                _add(merged.setdefault(term, []), number, entry, numbers, orders.get(term) if number == 0 else None)
        words.update({form: articles for shard in data(site, folder, "words") for form, articles in shard})
        names.update(_suggested(site, folder))
        per_tier.append(_columns(site, tier))
    words.subtract(buried["words"])
    names.subtract({f"{kind} {name}": off for kind, counts in buried["names"].items() for name, off in counts.items()})
    columns = {name: [per_tier[tier][name][local] for tier, local in order] for name in per_tier[0]}
    return Whole(
        manifest,
        {term: _settled(parts) for term, parts in merged.items() if any(found for _, found in parts)},
        columns.pop("texts"),
        columns.pop("days"),
        columns.pop("months"),
        columns,
        {form: articles for form, articles in words.items() if articles},
        {name: articles for name, articles in names.items() if articles},
    )


def _suggested(site: Path, folder: str) -> dict[str, int]:
    """Names that are suggested, behind their kinds, with their articles: the same under each of their keys."""
    rows = [row for shard in data(site, folder, "suggest") for rows in shard.values() for row in rows]
    return {f"{kind} {name}": articles for name, kind, articles, *_ in rows}


def _add(parts: list[Any], tier: int, entry: list[Any], numbers: dict[tuple[int, int], int], order: int | None) -> None:
    if isinstance(entry[0], list):  # a facet term
        local = accumulate(entry[0])
        found = [(numbers[tier, number],) for number in local if (tier, number) in numbers]
        parts.append((None, [found] if found else []))
        return
    fields = []
    for postings in entry[1:]:
        local = accumulate(postings[::3])
        rows = zip(local, postings[1::3], postings[2::3], strict=True)
        fields.append([(numbers[tier, number], *rest) for number, *rest in rows if (tier, number) in numbers])
    parts.append((entry[0] if order is None else order, fields if any(fields) else []))


def _settled(parts: list[Any]) -> list[Any]:
    """The order of the tier with the first article, and all postings of each field."""
    parts = [part for part in parts if part[1]]
    first = min(parts, key=lambda part: min(field[0] for field in part[1] if field))
    width = max(len(fields) for _, fields in parts)
    joined = [
        sorted(row for _, fields in parts if len(fields) > field for row in fields[field]) for field in range(width)
    ]
    while not joined[-1]:
        joined.pop()
    return [first[0], *joined]


def _columns(site: Path, tier: dict[str, Any]) -> dict[str, list[Any]]:
    folder = tier["folder"]
    columns: dict[str, list[Any]] = {"texts": [row for chunk in data(site, folder, "texts") for row in chunk]}
    day = date(1970, 1, 1)
    columns["days"] = []
    for gap, articles in one(site, f"{folder}/days"):
        day += timedelta(days=gap)
        columns["days"] += [day.isoformat()] * articles
    columns["months"] = [month for month, articles in tier["months"] for _ in range(articles)]
    for facet in ("newspaper", "section", "page"):
        names = one(site, f"{folder}/names/{facet}")
        codes = [code for block in data(site, folder, f"facets/{facet}") for code in block]
        columns[facet] = [[] if code < 0 else [names[code][0]] for code in codes]
    names = [name for block in data(site, folder, "names/person") for name in block]
    rows = [row for block in data(site, folder, "facets/person") for row in block]
    columns["person"] = [sorted(names[code][0] for code in row) for row in rows]
    return columns
