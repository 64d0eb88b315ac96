"""What was seen of pictures, and their smaller copies: kept from build to build, by the hash of the bytes.

A picture is looked at once, however many pages show it and however often they are built. Pillow itself is loaded only
for one that was never looked at.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from uuid import uuid4

from backfile.build.twins import link

FOLDER = "pictures"
"""Where a build keeps them, in the folder of its own."""

_NAME_LENGTH = 20
"""Hexadecimal digits of a picture's hash in the name of its copy: with 80 bits two pictures never have one name."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a picture.

    Args:
        format: as Pillow calls it, empty when it is none that is read.
        width, height: in pixels, as a browser shows it; 0 when they cannot be told.
        reason: why it cannot be shown as it should be, empty when all is well.
        remedy: what to do about that.
        copy: name of the smaller copy that pages show, empty without one.
        copy_width, copy_height: of that copy, in pixels.
        copy_bytes: its length.
    """

    format: str
    width: int
    height: int
    reason: str
    remedy: str
    copy: str
    copy_width: int
    copy_height: int
    copy_bytes: int


class Shelf:
    """The pictures that were looked at.

    Args:
        folder: where they are kept; it need not exist.
        widest: the width in pixels beyond which a picture has a smaller copy; 0 for no copies.
    """

    def __init__(self, folder: Path, widest: int) -> None:
        self._widest = widest
        self._top = folder
        self._folder = folder / _recipe(widest)

    def see(self, path: Path, digest: bytes) -> Kept:
        """What is known of a picture, which is looked at if nothing is.

        Args:
            path: the file.
            digest: its hash (blake2b, 16 bytes), as far as is known.

        Raises:
            OSError: the file cannot be read.
        """
        return self._recall(digest) or self._look(path.read_bytes())

    def put(self, kept: Kept, to: Path) -> None:
        """Have the copy of a picture stand in another place, too."""
        to.parent.mkdir(parents=True, exist_ok=True)
        to.unlink(missing_ok=True)
        link(self._folder / kept.copy, to)

    def _recall(self, digest: bytes) -> Kept | None:
        try:
            values = json.loads((self._folder / f"{digest.hex()}.json").read_bytes())
            kept = Kept(**values)
            whole = not kept.copy or (self._folder / kept.copy).stat().st_size == kept.copy_bytes
        except (OSError, ValueError, TypeError):  # a machine that lost its power may leave files without their bytes
            return None
        return kept if whole else None

    def _look(self, data: bytes) -> Kept:
        from backfile.build.pictures.look import look  # Pillow takes a while to load

        # The hash of what is looked at, not the known one: the file may have changed since.
        digest = blake2b(data, digest_size=16).hexdigest()
        seen = look(data, self._widest)
        copy = seen.copy
        name = f"{digest[:_NAME_LENGTH]}-{copy.size[0]}{copy.suffix}" if copy else ""
        kept = Kept(
            seen.format,
            *(seen.size or (0, 0)),
            seen.reason,
            seen.remedy,
            name,
            *(copy.size if copy else (0, 0)),
            len(copy.data) if copy else 0,
        )
        self._make_room()
        if copy:
            self._write(name, copy.data)
        self._write(f"{digest}.json", json.dumps(asdict(kept)).encode())
        return kept

    def _make_room(self) -> None:
        """Have the folder, and none of what was kept for another width or made in another way."""
        if self._folder.is_dir():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        for other in self._top.iterdir():
            if other != self._folder:
                shutil.rmtree(other, ignore_errors=True)  # another job may be at it

    def _write(self, name: str, data: bytes) -> None:
        """Write a file whole; another job, maybe on another machine, may write the same one at the same time."""
        new = self._folder / f"{name}.{uuid4().hex}"
        new.write_bytes(data)
        new.replace(self._folder / name)


@lru_cache(maxsize=1)
def _recipe(widest: int) -> str:
    """A word for all that a copy depends on besides its picture: the width, Pillow and how we use it."""
    digest = blake2b(f"{widest} {metadata.version('Pillow')}".encode(), digest_size=8)
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()
