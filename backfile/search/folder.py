"""The folder of a tier: written under a name of its own, and known by a hash of its content when it is whole."""

from __future__ import annotations

import shutil
from hashlib import blake2b
from typing import TYPE_CHECKING

from backfile.search.shards import script

if TYPE_CHECKING:
    from pathlib import Path


class TierFolder:
    """A folder in the making."""

    def __init__(self, site: Path, kind: str) -> None:
        self._site = site
        self._kind = kind
        self._path = site / f".{kind}"  # one that a killed run has left goes first
        if self._path.exists():
            shutil.rmtree(self._path)
        self._path.mkdir(parents=True)
        self._made: set[Path] = set()
        self._digest = blake2b(digest_size=4)

    def write(self, name: str, json_data: str) -> None:
        """Write one script."""
        path = self._path / f"{name}.js"
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        content = script(f"{self._kind}/{name}", json_data)
        self._digest.update(content)
        path.write_bytes(content)

    def settle(self) -> str:
        """Put the folder in its place; return its name."""
        name = f"{self._kind}-{self._digest.hexdigest()}"
        path = self._site / name
        if path.exists():
            shutil.rmtree(path)
        self._path.rename(path)
        return name
