"""The folder of a tier: written under a name of its own, and known by a hash of its content when it is whole."""

from __future__ import annotations

import os
import shutil
from hashlib import blake2b
from pathlib import Path

from backfile.search.shards import script


class TierFolder:
    """A folder in the making."""

    def __init__(self, site: Path, kind: str) -> None:
        self._site = site
        self._kind = kind
        self._path = site / f".{kind}"  # one that a killed run has left goes first
        if self._path.exists():
            shutil.rmtree(self._path)
        self._path.mkdir(parents=True)
        self._size = (0, 0)
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
        self._size = (self._size[0] + 1, self._size[1] + len(content))
        path.write_bytes(content)

    def settle(self) -> str:
        """Put the folder in its place; return its name. The same one that stands there already stays."""
        name = f"{self._kind}-{self._digest.hexdigest()}"
        path = self._site / name
        if path.exists() and _size(path) == self._size:
            shutil.rmtree(self._path)
            return name
        if path.exists():  # damaged
            shutil.rmtree(path)
        self._path.rename(path)
        return name


def _size(folder: Path) -> tuple[int, int]:
    """The number of files below a folder, and of their bytes."""
    files = [Path(root, name).stat().st_size for root, _, names in os.walk(folder) for name in names]
    return len(files), sum(files)
