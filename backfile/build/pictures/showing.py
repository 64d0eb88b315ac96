"""The pictures of a Pelican run: found in the archive, looked at, dressed in the pages that show them."""

from __future__ import annotations

import logging
import posixpath
import re
from contextlib import contextmanager, nullcontext
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from backfile.build import part as parts
from backfile.build.elsewhere import Linked
from backfile.build.pictures.dress import Shown, dress
from backfile.build.pictures.shelf import Shelf
from backfile.build.scan import hash_of
from backfile.build.static import refusal
from backfile.build.views import PictureRef
from backfile.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pelican.generators import Generator

    from backfile.build.part import Part
    from backfile.build.pictures.shelf import Kept

logger = logging.getLogger(__name__)

FOLDER = "images"
"""Where copies lie in the folder of an issue; those of written pages lie in the folder of this name at the top."""

_MARKER = re.compile(r"\{(?:static|attach|filename)\}")
_DRAWINGS = (".svg", ".svgz")
"""No pictures of pixels: they have any size, and a page shows them without running what is in them."""
_SUFFIXES = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "MPO": (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"),
    "PNG": (".png", ".apng"),
    "GIF": (".gif",),
    "WEBP": (".webp",),
    "AVIF": (".avif",),
    "BMP": (".bmp", ".dib"),
}
"""By which a host tells browsers what a picture is, for each format that they show."""
_FIRST = re.compile(r"<img\b[^>]*>")
_SOURCE = re.compile(r'\ssrc="(?P<address>[^"]+)"')
_SIZE = re.compile(r'\swidth="(?P<width>[0-9]+)" height="(?P<height>[0-9]+)"')


class Showing:
    """Dresses the pictures of a run.

    Args:
        shelf: where pictures are kept that were looked at.
        content: the content folder.
        output: the folder of the site.
        part: what the run is about, None for the whole archive.
    """

    def __init__(self, shelf: Shelf, content: Path, output: Path, part: Part | None) -> None:
        self._shelf = shelf
        self._content = content
        self._output = output
        self._part = part

    def dress(self, content: Any, issue: str = "") -> None:
        """Dress the pictures of an article or a written page (Pelican's), and write the copies that it shows.

        Args:
            content: the article or page.
            issue: the folder of the article's issue, to which its copies belong; empty for a written page.
        """
        if "<img" in (content._content or ""):
            content._content = dress(content._content, lambda address: self._shown(content, address, issue))

    def _shown(self, content: Any, address: str, issue: str) -> Shown | None:
        file = _find(content, address)
        if file is None or file.source_path.lower().endswith(_DRAWINGS):
            return None
        path, source = Path(file.source_path), file.relative_source_path
        digest = self._hash(path, source)  # asked for even if there is no such file, which may come
        if refusal(self._content, path) is not None:
            return None
        try:
            kept = self._shelf.see(path, digest)
        except OSError as error:
            _warn(source, f"it cannot be read: {error.strerror}", "look at the file and who may read it")
            return None
        _tell(kept, source)
        name = posixpath.basename(source)
        if not kept.copy:
            return Shown(kept.width, kept.height, name=name)
        return Shown(kept.copy_width, kept.copy_height, self._put(content, kept, issue), name)

    def _hash(self, path: Path, source: str) -> bytes:
        if self._part is None:
            return hash_of(path)
        digest: str | None = self._part.ask(parts.PICTURE, source, lambda: hash_of(path).hex())
        # A file whose name IGNORE_FILES has may be linked to all the same; a build does not know it.
        return bytes.fromhex(digest) if digest else hash_of(path)

    def _put(self, content: Any, kept: Kept, issue: str) -> str:
        """Have a copy stand in the site; its address as Pelican finds it."""
        place = posixpath.join(issue, FOLDER, kept.copy)
        if place not in content._context["static_content"]:
            self._shelf.put(kept, self._output / place)
            content._context["static_content"][place] = Linked(place)
        if self._part is not None:
            self._part.outputs[place] = issue or parts.SITE
        return f"{{static}}/{place}"


@contextmanager
def of_run(generator: Generator, widest: int) -> Iterator[Showing]:
    """What dresses the pictures of a Pelican run. A run that is no part of a build looks at each of them anew.

    Args:
        generator: one of the run's generators.
        widest: the width in pixels beyond which a picture has a smaller copy; 0 for no copies.
    """
    part: Part | None = generator.settings.get(parts.SETTING)
    with TemporaryDirectory() if part is None or part.shelf is None else nullcontext(part.shelf) as folder:
        yield Showing(Shelf(Path(folder), widest), Path(generator.path), Path(generator.output_path), part)


def _find(content: Any, address: str) -> Any:
    """The file of the archive (Pelican's) that an address in an article names, None without one."""
    marker = _MARKER.match(address)
    try:
        parsed = urlsplit(address[marker.end() :] if marker else address)
    except ValueError:  # such as `http://[`
        return None
    if parsed.scheme or parsed.netloc or not parsed.path:
        return None
    if marker:
        folder = "" if parsed.path.startswith("/") else posixpath.dirname(content.relative_source_path)
        ways = [parsed.path.removeprefix("/"), unquote(parsed.path).removeprefix("/")]
    else:
        # What has no marker is left as it is, and seen from the page; files lie in the site as in the content.
        folder, ways = posixpath.dirname(content.save_as), [unquote(parsed.path)]
    files = content._context["static_content"]
    found = (files.get(posixpath.normpath(posixpath.join(folder, way))) for way in dict.fromkeys(ways))
    return next((file for file in found if file is not None), None)


def _tell(kept: Kept, source: str) -> None:
    """Say what is wrong with a picture, if anything is."""
    suffix = posixpath.splitext(source)[1].lower()
    if kept.reason:
        _warn(source, kept.reason, kept.remedy)
    elif kept.format in _SUFFIXES and suffix not in _SUFFIXES[kept.format]:
        right = _SUFFIXES[kept.format][0]
        _warn(source, f"it is called {suffix or 'nothing'} and is {kept.format}", f"let its name end in {right}")


def _warn(source: str, reason: str, remedy: str) -> None:
    logger.warning("%s", ContentError(reason, source=source, remedy=remedy))


def first_picture(html: str, page: str) -> PictureRef | None:
    """The first picture of a dressed article, None without one in the site.

    Args:
        html: its body, with addresses as the page has them.
        page: path of its page relative to the output folder.
    """
    picture = _FIRST.search(html)
    source = _SOURCE.search(picture[0]) if picture else None
    if picture is None or source is None:
        return None
    address = urlsplit(unescape(source["address"]))
    if address.scheme or address.netloc:
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(address.path)))
    if path.startswith(".."):
        return None
    size = _SIZE.search(picture[0])
    return PictureRef(path, int(size["width"]), int(size["height"])) if size else PictureRef(path)
