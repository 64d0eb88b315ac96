"""What the maintainer's settings say of publishing, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backfile.errors import SettingsError
from backfile.publish import compress, target
from backfile.settings import run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Publishing:
    """How a site is published.

    Attributes:
        to: where rsync copies it; empty when a command publishes it, or nobody has said anything.
        command: the words of the command that publishes it instead, with `{site}` where the folder's path belongs.
        compressed: the forms in which texts are published besides, of `compress.FORMS`.
    """

    to: str = ""
    command: tuple[str, ...] = ()
    compressed: tuple[str, ...] = ()


def load(path: Path) -> Publishing:
    """Read how the site of a settings file is published.

    Raises:
        SettingsError: the file does not run, or a value cannot be meant.
    """
    values = run(path)
    to = values.get("PUBLISH_TO", "")
    if not isinstance(to, str):
        raise SettingsError(f"PUBLISH_TO is {to!r}", source=str(path), remedy="write it as text in quotes")
    command = _words(path, values, "PUBLISH_COMMAND", 'write a list of words: ["rclone", "sync", "{site}", "my:site"]')
    if to and command:
        raise SettingsError(
            "there are both PUBLISH_TO and PUBLISH_COMMAND", source=str(path), remedy="take one of the two away"
        )
    remedy = f"write a list of {' and '.join(compress.FORMS)}"
    compressed = _words(path, values, "PUBLISH_COMPRESSED", remedy)
    try:
        return Publishing(target.check(to, path.parent) if to else "", command, compress.check(compressed))
    except SettingsError as error:
        raise SettingsError(error.reason, source=str(path), remedy=error.remedy) from error


def _words(path: Path, values: Mapping[str, object], name: str, remedy: str) -> tuple[str, ...]:
    words = values.get(name, ())
    if not isinstance(words, (list, tuple)) or not all(isinstance(word, str) for word in words):
        raise SettingsError(f"{name} is {words!r}", source=str(path), remedy=remedy)
    given: Sequence[str] = words
    return tuple(given)
