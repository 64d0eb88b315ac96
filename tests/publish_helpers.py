"""What the tests of publishing share: a small site that no build knows of, and who listens to a publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backfile.publish import Publishing, publish

if TYPE_CHECKING:
    from pathlib import Path

    from backfile.changes import FileChange
    from backfile.publish import Published

PAGE = "<!doctype html><title>页</title><p>" + "同样的话说了许多遍。" * 60


class Listener:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.changes: list[FileChange] = []
        self.done: list[tuple[int, int]] = []

    def compressed(self, done: int, total: int) -> None:
        self.done.append((done, total))

    def copied(self, change: FileChange) -> None:
        self.changes.append(change)

    def told(self) -> list[str]:
        return sorted(map(str, self.changes))


def write(folder: Path, **files: str) -> None:
    """Write files, a double underscore in a name for the slash and a single one for the dot."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # as builds do: never into a file that stands elsewhere too
        path.write_text(text, encoding="utf-8")


def go(site: Path, to: Path, *, dry_run: bool = False, compressed: tuple[str, ...] = ()) -> tuple[Published, Listener]:
    """Publish a site into a folder of this machine."""
    listener = Listener()
    wishes = Publishing(to=f"{to}/", compressed=compressed)
    return publish(site, wishes, site.parent, listener, dry_run=dry_run), listener


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with two pages, a picture and the files that a maintainer keeps at its top."""
    folder = tmp_path / "output"
    write(folder, _backfile="mark", index_html=PAGE, a__b_html=PAGE, a__b_jpg="picture", _htaccess="own", _git__c="own")
    return folder
