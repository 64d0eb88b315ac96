"""A copy of a picture for the pages: as wide as they can use, upright, in sRGB, without metadata.

The same file gives the same bytes, as long as Pillow is the same.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

_QUALITY = 85
"""Of a JPEG, up to 95: small print of a scanned page stays without fringes; below 80 they show."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy of a picture: the suffix of its file, width and height in pixels, and its bytes."""

    suffix: str
    size: tuple[int, int]
    data: bytes


def copy(image: Image.Image, size: tuple[int, int], width: int) -> Copy:
    """A copy of an opened picture: PNG if one can see through it, else JPEG.

    Args:
        image: the picture; it is changed.
        size: its width and height as shown, in pixels.
        width: of the copy, in pixels.

    Raises:
        Exception: Pillow fails in any way over a damaged file.
    """
    profile = image.info.get("icc_profile")
    image = _plain(image)
    box = (width, max(1, round(size[1] * width / size[0])))
    stands = (image.width > image.height) == (size[0] > size[1])
    # A JPEG is read in the eighth, quarter or half that suffices: a large scan never stands in memory whole.
    image.thumbnail(box if stands else box[::-1], Image.Resampling.LANCZOS)
    image = _in_srgb(ImageOps.exif_transpose(image), profile)
    image.info.clear()
    file = BytesIO()
    if image.mode == "RGBA":
        image.save(file, "PNG")
        return Copy(".png", image.size, file.getvalue())
    image.save(file, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return Copy(".jpg", image.size, file.getvalue())


def _plain(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be scaled: grey, RGB, RGBA or CMYK, of 8 bits."""
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode.startswith("I"):  # 16 bits, of which Pillow would keep the lowest 8
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("1", "F"):
        return image.convert("L")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture with the colours of its profile as those of sRGB, which browsers take for granted."""
    if image.mode == "RGBA":
        opaque = _in_srgb(image.convert("RGB"), profile)
        opaque.putalpha(image.getchannel("A"))
        return opaque
    mode = "L" if image.mode == "L" else "RGB"
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):  # a damaged one, or one of other colours
            made = ImageCms.profileToProfile(
                image, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            if made is not None:
                return made.convert(mode)
    return image.convert(mode)
