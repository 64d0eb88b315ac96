"""What a file with a picture holds: how large a browser shows it, whether it can be shown, whether it needs a copy.

Every file is foreign: whatever it does to Pillow is told of this one picture and stops nothing.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError

from backfile.build.pictures import smaller

if TYPE_CHECKING:
    from backfile.build.pictures.smaller import Copy

_SHOWN = ("JPEG", "MPO", "PNG", "GIF", "WEBP", "AVIF", "BMP")
"""The formats that every browser shows, as Pillow calls them; MPO is a JPEG with a second picture behind the first."""
_READ = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "AVIF", "TIFF", "JPEG2000")
"""Those that are looked for, in this order. Pillow has others, of which one starts a program (EPS)."""

_ORIENTATION, _LYING = 0x0112, range(5, 9)
"""The tag of Exif that says how a picture is held, and its values for one that lies on its side."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen in a file.

    Args:
        format: as Pillow calls it, empty when it is none that is read.
        size: width and height in pixels, as a browser shows the picture; None when they cannot be told.
        copy: what pages show in its place; None when they show the file itself.
        reason: why it cannot be shown, or not as it should be; empty when all is well.
        remedy: what to do about that.
    """

    format: str = ""
    size: tuple[int, int] | None = None
    copy: Copy | None = None
    reason: str = ""
    remedy: str = ""


def look(data: bytes, widest: int) -> Seen:
    """Look at a picture.

    Args:
        data: the file.
        widest: the width in pixels beyond which pages show a smaller copy; 0 for no copies.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a picture can be shown in spite of all that Pillow only warns of
        try:
            with Image.open(BytesIO(data), formats=_READ) as image:
                return _seen(image, data, widest)
        except Image.DecompressionBombError:
            # Pillow's own limit, 179 million pixels; the page of a broadsheet has 130 million at 600 dpi.
            return Seen(reason="it has too many pixels to be opened", remedy="save it with a lower resolution")
        except UnidentifiedImageError:
            return Seen(reason="it is no picture that can be read", remedy="save it as JPEG or PNG")
        except Exception as error:  # a damaged file may make Pillow fail in any way
            return _damaged(error)


def _seen(image: Image.Image, data: bytes, widest: int) -> Seen:
    format_ = image.format or ""
    size = _size(image)
    is_shown = format_ in _SHOWN
    if not is_shown and not widest:
        return Seen(format_, size, reason=f"browsers do not show {format_}", remedy="save it as JPEG or PNG")
    try:
        if is_shown and (not 0 < widest < size[0] or _moves(image)):
            image.load()  # to know that it is whole
            return Seen(format_, size)
        copy = smaller.copy(image, size, min(widest, size[0]))
    except Exception as error:  # as above, but the size is known
        return _damaged(error, format_, size)
    # Among small files a copy can be the larger one: it would spare nobody anything.
    return Seen(format_, size, None if is_shown and len(copy.data) >= len(data) else copy)


def _size(image: Image.Image) -> tuple[int, int]:
    """Width and height as shown; Pillow itself turns a TIFF."""
    width, height = image.size
    lies = image.format != "TIFF" and image.getexif().get(_ORIENTATION) in _LYING
    return (height, width) if lies else (width, height)


def _moves(image: Image.Image) -> bool:
    return image.format != "MPO" and getattr(image, "is_animated", False)


def _damaged(error: Exception, format_: str = "", size: tuple[int, int] | None = None) -> Seen:
    words = str(error).partition("\n")[0][:120] or type(error).__name__
    return Seen(
        format_, size, reason=f"it is damaged: {words}", remedy="save it anew, or take it from its source again"
    )
