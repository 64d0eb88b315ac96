"""Pictures that were saved together with a web page: which of them may come along."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from urllib.parse import unquote

SIZE_LIMIT = 20 * 1024 * 1024
"""Bytes of a picture: a full-page scan as JPEG has about 5 MB."""

SUFFIXES = ((b"\xff\xd8\xff", ".jpg"), (b"\x89PNG\r\n\x1a\n", ".png"), (b"GIF87a", ".gif"), (b"GIF89a", ".gif"))


def picture_suffix(head: bytes) -> str | None:
    """The suffix of the picture that begins with these bytes, None if it is none. SVG can carry scripts: it is none."""
    for magic, suffix in SUFFIXES:
        if head.startswith(magic):
            return suffix
    return ".webp" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else None


def local_picture(page: Path, src: str) -> str | None:
    """The path, relative to the page's folder, of a picture that lies in or below that folder.

    None for anything else: another scheme, an absolute path, a path or a link that leads out, a file that is no
    picture or larger than `SIZE_LIMIT`.
    """
    relative = PurePosixPath(unquote(src.split("?")[0].split("#")[0]).replace("\\", "/"))
    if not relative.parts or relative.is_absolute() or ".." in relative.parts or ":" in relative.parts[0]:
        return None
    folder = page.parent.resolve()
    try:
        file = (folder / relative).resolve(strict=True)
        if not file.is_relative_to(folder) or not file.is_file() or file.stat().st_size > SIZE_LIMIT:
            return None
        with file.open("rb") as opened:
            head = opened.read(16)
    except (OSError, ValueError):
        return None
    return relative.as_posix() if picture_suffix(head) else None
