"""Writes the repository of a newspaper's own archive: content, a few settings, tasks of two lines.

The files lie in `repository/` beside this module, with `$name` where a value goes in. The suffix `.template` keeps
them from being at work here, and is dropped.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from backfile.errors import BackfileError
from backfile.escape import one_line
from backfile.identify import check_newspaper
from backfile.settings import UI_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).resolve().parent / "repository"
LANGUAGES = {"zh-hans": "zh-cn", "zh-hant": "zh-tw", "en": "en"}
"""The language of a newspaper, by the language of its archive's interface, until the maintainer says otherwise."""


def create(folder: Path, *, key: str | None = None, name: str | None = None, language: str = "zh-hans") -> list[Path]:
    """Write a new repository.

    Args:
        folder: where; it must be missing or empty.
        key: the newspaper's key in addresses; made of the folder's name when not given.
        name: the newspaper's printed name; the folder's name when not given.
        language: the language of the interface, one of `UI_LANGUAGES`.

    Returns:
        The files written, relative to the folder.

    Raises:
        BackfileError: the folder is not empty or cannot be written, or a value cannot be meant.
    """
    if language not in UI_LANGUAGES:
        raise BackfileError(
            f"there is no interface in the language {language!r}", remedy=f"choose one of {', '.join(UI_LANGUAGES)}"
        )
    title = one_line(name or "") or one_line(folder.resolve().name)
    values = {
        "key": check_newspaper(key or _key_of(folder.resolve().name)),
        "title": title,
        "quoted_title": json.dumps(title, ensure_ascii=False),
        "language": language,
        "newspaper_language": LANGUAGES[language],
    }
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise BackfileError("there is something here already", source=str(folder), remedy="name a new folder")
        return list(_write(folder, values))
    except OSError as error:
        raise BackfileError(
            f"the repository cannot be written: {error.strerror}",
            source=str(error.filename or folder),
            remedy="choose a folder that you may write in",
        ) from error


def _write(folder: Path, values: dict[str, str]) -> Iterator[Path]:
    for source in sorted(REPOSITORY.rglob("*.template")):
        path = source.relative_to(REPOSITORY).with_suffix("")
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        text = Template(source.read_text(encoding="utf-8")).substitute(values)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
        yield path


def _key_of(name: str) -> str:
    """A key made of a folder's name: its letters and digits, `newspaper` when it has none of the alphabet."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:32].strip("-") or "newspaper"
