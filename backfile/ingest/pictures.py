"""The pictures of an article in the archive: `<id>/<number>.jpg` beside its file.

A picture that a person has changed or taken away stays so.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from backfile.errors import ContentError
from backfile.identify import content_hash
from backfile.models import Figure
from backfile.sources.pictures import picture_suffix

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from backfile.ingest.store import Store
    from backfile.models import Entry

Copies = Sequence[tuple[str, bytes]]
"""Pictures by their paths below the folder of the article's file."""


@dataclass(slots=True)
class Put:
    """Hashes of the pictures that stand as they were given, by their paths; what a person's work stood against."""

    hashes: dict[str, str] = field(default_factory=dict)
    refusals: list[ContentError] = field(default_factory=list)


def placed(entry: Entry, folder: Path) -> tuple[Entry, Copies]:
    """The entry with the places of its pictures in the archive, and what to write there.

    Args:
        entry: an article with its id.
        folder: the folder that the paths of its figures start from.
    """
    copies: list[tuple[str, bytes]] = []
    body = []
    for item in entry.article.body:
        if isinstance(item, Figure):
            data = (folder / item.path).read_bytes()
            name = f"{entry.id}/{len(copies) + 1:02d}{picture_suffix(data[:16]) or '.bin'}"
            copies.append((name, data))
            item = replace(item, path=name)
        body.append(item)
    return replace(entry, article=replace(entry.article, body=tuple(body))), copies


def write(
    store: Store, folder: Path, text: str, copies: Copies, before: Mapping[str, str], source: str, *, restore: bool
) -> Put:
    """Put those pictures in place that an article's text shows.

    Args:
        store: the archive.
        folder: the folder of the article's file.
        text: the text of the file as it will be.
        copies: the pictures.
        before: path -> hash of what was written before.
        source: the input, for messages.
        restore: whether pictures that a person has taken away are to come back.
    """
    put = Put()
    for name, data in copies:
        digest, known = content_hash(data), before.get(name)
        stands = store.read(folder / name)
        if f"({name})" not in text or (stands is None and known and not restore):
            continue
        if stands is None or stands == data or content_hash(stands) == known:
            store.write(folder / name, data)
            put.hashes[name] = digest
        elif digest != known:
            reason = f"not the picture that was written here, and {source} has another one"
            remedy = "keep it, or move it away and run again with --replace --restore"
            put.refusals.append(ContentError(reason, source=str(folder / name), remedy=remedy))
    return put


def delete(store: Store, folder: Path, before: Mapping[str, str]) -> None:
    """Take away the pictures of an article that stand as they were written.

    Args:
        store: the archive.
        folder: the folder of its pictures.
        before: path -> hash of what was written before.
    """
    for name, digest in before.items():
        key, _, file = name.rpartition("/")
        with suppress(ContentError):  # somebody has put a link there
            if key == folder.name and content_hash(store.read(folder / file) or b"") == digest:
                store.delete(folder / file)
