"""The archives that the tests of the search ask: the invented articles, varied, as an index on the disk."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from backfile.search import index, manifest, shards, tier, writer
from backfile.search.document import FIELDS, Document
from backfile.search.tokens import document_tokens
from backfile.search.update import begin, update
from tests.search.corpus import documents

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

NEWSPAPERS = ["鹿鸣报", "鹿鸣晚报", "The Lantern Post"]
PERSONS = [
    "林金彦",
    "林金彥",
    "Ada Quill",
    "欧阳春",
    "吕绿",
    "顾南枝",
    *(f"许{name}" for name in "一二三四五六七八九十百千万东西南北中"),
]


def varied(count: int, seed: int = 7) -> list[Document]:
    """The invented articles, of several newspapers, pages and sections, naming persons and places."""
    chance = random.Random(seed)
    return [
        replace(
            article,
            newspaper=chance.choice(NEWSPAPERS),
            page=chance.choice(["1", "2", "A03", "12"]),
            section=chance.choice(["要闻", "副刊", "副刊二", "Town news", ""]),
            persons=tuple(chance.sample(PERSONS, chance.randrange(3))),
            places=tuple(chance.sample(["鹿鸣镇", "白沙渡"], chance.randrange(2))),
        )
        for article in documents(count)
    ]


def is_late(place: int) -> bool:
    """Whether the article at this place, in time, stands in the recent tier of two: it came late or was changed."""
    return came_late(place) or was_changed(place)


def came_late(place: int) -> bool:
    """Whether the article at this place was not there at first."""
    return place % 7 == 0


def was_changed(place: int) -> bool:
    """Whether the article at this place had another text at first, if it was there."""
    return place % 11 == 3


def small_files(patch: pytest.MonkeyPatch) -> None:
    """Let even a small archive have several volumes, many shards, and entries in files of their own."""
    patch.setitem(tier.VOLUME_DOCUMENTS, "base", 70)
    patch.setattr(manifest, "COMMON_TERMS", 40)
    patch.setattr(index, "MERGE_ARTICLES", 100)
    patch.setattr(shards, "SHARD_BYTES", 3000)
    patch.setattr(shards, "LIST_BYTES", 1500)


def one_tier(articles: Sequence[Document], folder: Path) -> None:
    """Write the index of the articles in one tier."""
    with pytest.MonkeyPatch.context() as patch:
        small_files(patch)
        writer.write(articles, folder)
    write_tokens(articles, folder)


def two_tiers(articles: Sequence[Document], folder: Path, state: Path) -> None:
    """Write an index of the same articles in two tiers: some came late, some were changed, others are removed again."""
    removed = [replace(article, id=f"{article.id}x") for article in documents(45, seed=9)]
    before = [
        replace(article, title="旧题", passages=("更正之前的文字。",), persons=()) if was_changed(place) else article
        for place, article in enumerate(articles)
        if not came_late(place)
    ]
    with pytest.MonkeyPatch.context() as patch:
        small_files(patch)
        begin(sorted([*before, *removed], key=Document.place_in_time), folder, state)
        late = [article for place, article in enumerate(articles) if is_late(place)]
        update(folder, state, put=late, removed=[article.id for article in removed])
    write_tokens(articles, folder)


ARTICLES = varied(240)
KINDS = ["one tier", "two tiers"]


def built(kind: str, make_folder: Callable[[str], Path]) -> Path:
    """The archive of `ARTICLES` in one tier or in two, with tombstones."""
    folder = make_folder("archive")
    if kind == "one tier":
        one_tier(ARTICLES, folder)
    else:
        two_tiers(ARTICLES, folder, make_folder("state"))
        manifest = (folder / "search/manifest.js").read_text("utf-8")
        assert all(f'"{name}-' in manifest for name in ("base", "recent", "buried"))
    return folder


def write_tokens(articles: Sequence[Document], folder: Path) -> None:
    """Leave the tokens of all articles beside the index, for lunr's own index of them."""
    tokens = [
        {name: document_tokens(passages) for name, passages in zip(FIELDS, article.fields(), strict=True)}
        for article in articles
    ]
    (folder / "tokens.json").write_text(json.dumps(tokens), encoding="utf-8")
