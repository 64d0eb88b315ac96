"""Texts compressed once, beside the files, for servers that send `page.html.gz` or `page.html.br` instead.

The bytes are the same from run to run: neither time nor name goes into them. A compressed file has the time of its
original; by that it is known to be of it.
"""

from __future__ import annotations

import gzip
import os
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from typing import TYPE_CHECKING

from backfile.errors import BackfileError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

TEXTS = frozenset((".html", ".css", ".js", ".json", ".jsonl", ".xml", ".atom", ".svg", ".txt", ".csv", ".webmanifest"))
"""Suffixes of what grows smaller; pictures and fonts are compressed already."""

SMALLEST = 200
"""Bytes below which the answer's head outweighs what there is to gain."""


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, compresslevel=9, mtime=0)


def _brotli(data: bytes) -> bytes:
    import brotli

    compressed: bytes = brotli.compress(data, mode=brotli.MODE_TEXT, quality=11)
    return compressed


FORMS: Mapping[str, Callable[[bytes], bytes]] = {"gz": _gzip, "br": _brotli}
"""The forms by their suffixes, each at its best: a file is compressed once and sent many times."""


def check(forms: Iterable[str]) -> tuple[str, ...]:
    """Forms in the order of `FORMS`, each once.

    Raises:
        SettingsError: there is no such form.
        BackfileError: what it needs is not installed.
    """
    wanted = set(forms)
    for form in sorted(wanted - FORMS.keys()):
        raise SettingsError(f"there is no compression {form!r}", remedy=f"choose of {', '.join(FORMS)}")
    if "br" in wanted and find_spec("brotli") is None:
        raise BackfileError("Brotli is not installed", remedy="pip install 'backfile[brotli]', or publish without br")
    return tuple(form for form in FORMS if form in wanted)


def names(name: str, forms: Iterable[str], own: Collection[str]) -> list[str]:
    """The names of the compressed forms of a site's file.

    There are none if it would not grow smaller; and what the site itself calls so, is one of its `own` files, stays.
    """
    if name[name.rfind(".") :] not in TEXTS:
        return []
    return [compressed for form in forms if (compressed := f"{name}.{form}") not in own]


def compress(folder: Path, files: Collection[str], forms: Iterable[str], tell: Callable[[int, int], None]) -> int:
    """Compress those texts of a folder that have changed since.

    Args:
        folder: the folder of the files.
        files: the names of the site's own files in it.
        forms: the forms, of `FORMS`.
        tell: is called with the number of files done and of all.

    Returns:
        How many compressed files were written.
    """
    wanted = [(folder / name, folder / form) for name in sorted(files) for form in names(name, forms, files)]
    due = [(text, compressed) for text, compressed in wanted if not _is_of(text, compressed)]
    # Compressing lets go of the interpreter, so threads use all cores.
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for done, _ in enumerate(pool.map(_write, due), start=1):
            tell(done, len(due))
    return len(due)


def _is_of(text: Path, compressed: Path) -> bool:
    about = text.stat()
    if about.st_size < SMALLEST:
        compressed.unlink(missing_ok=True)
        return True
    try:
        there = compressed.stat()
    except FileNotFoundError:
        return False
    return there.st_mtime_ns == about.st_mtime_ns and there.st_size > 0  # a power failure leaves empty files


def _write(due: tuple[Path, Path]) -> None:
    text, compressed = due
    about = text.stat()
    temporary = compressed.with_name(f".{compressed.name}.tmp")
    temporary.write_bytes(FORMS[compressed.suffix.removeprefix(".")](text.read_bytes()))
    os.utime(temporary, ns=(about.st_atime_ns, about.st_mtime_ns))
    temporary.replace(compressed)
