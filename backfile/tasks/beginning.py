"""The task that makes a repository for a newspaper: it needs none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from invoke.tasks import task

from backfile.tasks.shared import say, telling

if TYPE_CHECKING:
    from invoke.context import Context


@task(
    auto_shortflags=False,
    help={
        "folder": "folder to make; it must be new or empty",
        "newspaper": "key of the newspaper in addresses, such as citydaily [made of the folder's name]",
        "name": "printed name of the newspaper [the folder's name]",
        "language": "language of the interface: zh-hans, zh-hant or en [zh-hans]",
    },
)
@telling
def new(_context: Context, folder: str, newspaper: str = "", name: str = "", language: str = "zh-hans") -> None:
    """Make a repository for a newspaper of your own.

    inv new ~/citydaily --newspaper citydaily --name "City Daily" --language en
    """
    from backfile import scaffold

    written = scaffold.create(Path(folder), key=newspaper or None, name=name or None, language=language)
    say(f"{folder}: {len(written)} files written. Go there and build: inv build; its README.md says the rest.")
