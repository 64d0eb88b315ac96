"""What is seen in the file of a picture of any kind, hostile ones too, and what its smaller copy is like."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from backfile.build.pictures.look import look
from tests.build_helpers import bomb, opened, picture


def copy_of(data: bytes, widest: int = 40) -> Image.Image:
    copy = look(data, widest).copy
    assert copy is not None
    image = opened(copy.data)
    assert image.size == copy.size
    return image


def turned(orientation: int, kind: str = "JPEG") -> bytes:
    """A picture of 120 × 60 stored pixels, red on the left, that is held as a tag says."""
    image = Image.new("RGB", (120, 60), "blue")
    image.paste("red", (0, 0, 60, 60))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = "secret place"
    file = BytesIO()
    image.save(file, kind, exif=exif)
    return file.getvalue() + b"\0" * 9999  # so that a copy is worth having


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP"])
def test_a_small_picture_is_shown_as_it_is(kind: str) -> None:
    seen = look(picture((30, 20), kind=kind), 40)
    assert (seen.size, seen.copy, seen.reason) == ((30, 20), None, "")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP"])
def test_a_large_picture_has_a_copy_as_wide_as_pages_need_and_with_the_same_bytes_every_time(kind: str) -> None:
    data = picture((400, 300), kind=kind)
    assert copy_of(data).size == (40, 30)
    assert look(data, 40) == look(data, 40)
    assert look(data, 0).copy is None


def test_a_copy_that_would_be_larger_than_the_picture_is_none() -> None:
    assert look(picture((41, 30), kind="JPEG", quality=1), 40).copy is None


@pytest.mark.parametrize("kind", ["TIFF", "JPEG2000"])
def test_what_browsers_do_not_show_has_a_copy_however_small_it_is(kind: str) -> None:
    data = picture((30, 20), kind=kind)
    assert copy_of(data).format == "JPEG"
    assert "do not show" in look(data, 0).reason


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_picture_that_was_taken_sideways_stands_upright(kind: str) -> None:
    data = turned(6, kind)
    assert look(data, 1000).size == (60, 120)
    image = copy_of(data)
    assert image.size == (40, 80)
    red, _, blue = image.convert("RGB").getpixel((20, 10))  # type: ignore[misc]  # of an RGB picture
    assert red > 200 > 60 > blue, "what was on the left is above"


def test_a_copy_tells_nothing_that_its_picture_does_not_show() -> None:
    image = copy_of(turned(1))
    assert b"secret place" in turned(1)
    assert not image.getexif()
    assert "icc_profile" not in image.info
    assert "comment" not in image.info


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "YCbCr", "I;16"])
def test_pictures_of_all_modes_keep_their_light_and_shade(mode: str) -> None:
    half = Image.new("L", (200, 100), 255)
    half.paste(0, (0, 0, 100, 100))
    image = half.point(lambda value: value * 257, "I").convert("I;16") if mode == "I;16" else half.convert(mode)
    file = BytesIO()
    image.save(file, "TIFF")
    copy = copy_of(file.getvalue()).convert("L")
    assert copy.getpixel((5, 10)) < 30  # type: ignore[operator]  # of a grey picture
    assert copy.getpixel((35, 10)) > 225  # type: ignore[operator]


def test_what_one_can_see_through_stays_so() -> None:
    data = picture((200, 100), mode="P", transparency=0)
    image = copy_of(data)
    assert (image.format, image.mode) == ("PNG", "RGBA")
    assert image.getchannel("A").getextrema()[0] < 255  # type: ignore[operator]


def test_colours_are_those_of_the_profile() -> None:
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    plain = picture((200, 100), kind="TIFF")
    broken = picture((200, 100), kind="TIFF", icc_profile=b"no profile")
    other = picture((200, 100), kind="TIFF", icc_profile=swapped.tobytes())
    assert copy_of(plain).tobytes() == copy_of(broken).tobytes() == copy_of(other).tobytes(), "not of these colours"
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    linear = srgb.replace(srgb[srgb.index(b"para") : srgb.index(b"para") + 16], b"para" + bytes(8) + b"\0\1\0\0", 1)
    assert copy_of(picture((200, 100), kind="TIFF", icc_profile=linear)).tobytes() != copy_of(plain).tobytes()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_what_moves_goes_on_moving(kind: str) -> None:
    frames = [opened(picture((200, 100), seed)) for seed in range(3)]
    file = BytesIO()
    frames[0].save(file, kind, save_all=True, append_images=frames[1:])
    seen = look(file.getvalue(), 40)
    assert (seen.size, seen.copy, seen.reason) == ((200, 100), None, "")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no picture"),
        (b"<svg onload='alert(1)'/>", "no picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "no picture"),
        (picture((30, 20))[:-60], "damaged"),
        (picture((300, 200), kind="JPEG")[:-600], "damaged"),
        (picture((30, 20), kind="GIF")[:-400], "damaged"),
        (bomb(), "too many pixels"),
    ],
)
def test_what_cannot_be_shown_is_told_with_what_to_do(data: bytes, reason: str) -> None:
    seen = look(data, 40)
    assert reason in seen.reason
    assert seen.remedy


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(["JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP"]), st.data())
def test_no_damage_stops_anything(kind: str, data: st.DataObject) -> None:
    file = bytearray(picture((60, 20), kind=kind))
    for place in data.draw(st.lists(st.integers(0, len(file) - 1), min_size=1, max_size=20)):
        file[place] = data.draw(st.integers(0, 255))
    look(bytes(file[: data.draw(st.integers(0, len(file)))]), 40)
