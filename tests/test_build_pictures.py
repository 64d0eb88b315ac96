"""Pictures in the pages: their size, their smaller copies, and what is told of those that cannot be shown."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from backfile.build.pictures.dress import Shown, dress
from backfile.build.pictures.look import Seen, look
from backfile.build.pictures.shelf import Shelf
from backfile.build.run import build
from backfile.build.scan import hash_of
from backfile.errors import BuildError
from tests.build_helpers import files, picture, write_article

if TYPE_CHECKING:
    from pathlib import Path

CONF = """from backfile.defaults import *
NEWSPAPERS = {"east": {"name": "东报", "lang": "zh-cn"}}
PLUGINS = ["backfile_archive"]
PICTURE_WIDTH = 40
"""
FOLDER = "east/2026/01/01"
PAGE = f"{FOLDER}/east-20260101-p01-01.html"


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


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


# --- What is seen -----------------------------------------------------------------------------------------------------


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


def bomb() -> bytes:
    """A PNG of a few bytes that says it has 10^10 pixels."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


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


# --- What is kept -----------------------------------------------------------------------------------------------------


def test_a_picture_is_looked_at_once_and_again_when_what_was_kept_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []

    def counted(data: bytes, widest: int) -> Seen:
        looks.append(len(data))
        return look(data, widest)

    monkeypatch.setattr("backfile.build.pictures.look.look", counted)
    path = tmp_path / "a.png"
    path.write_bytes(picture((400, 300)))
    shelf = Shelf(tmp_path / "shelf", 40)
    kept = shelf.see(path, hash_of(path))
    assert (kept, len(looks)) == (Shelf(tmp_path / "shelf", 40).see(path, hash_of(path)), 1)
    shelf.put(kept, tmp_path / "site" / "copy.jpg")
    assert (kept.width, kept.height, kept.copy_width, kept.copy_height) == (400, 300, 40, 30)
    assert opened((tmp_path / "site" / "copy.jpg").read_bytes()).size == (40, 30)
    for file in [*(tmp_path / "shelf").rglob("*.jpg"), *(tmp_path / "shelf").rglob("*.json")]:
        file.unlink()
        file.write_bytes(b"")
        assert shelf.see(path, hash_of(path)) == kept
    assert len(looks) == 3


def test_for_another_width_pictures_are_looked_at_anew_and_the_old_copies_go(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(picture((400, 300)))
    Shelf(tmp_path / "shelf", 40).see(path, hash_of(path))
    assert Shelf(tmp_path / "shelf", 80).see(path, hash_of(path)).copy_width == 80
    assert len(list((tmp_path / "shelf").iterdir())) == 1


# --- What pages say ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "dressed"),
    [
        (
            '<p><img alt="" src="no.png">文</p><img src="a.png" alt="鹅">',
            '<p><img alt="" src="no.png" decoding="async">文</p>'
            '<img src="a.png" alt="鹅" width="30" height="20" loading="lazy" decoding="async">',
        ),
        (
            '<img alt="鹅 &gt; 鸭" src="b.png" />',
            '<a href="b.png">'
            '<img alt="鹅 &gt; 鸭" src="{static}/b-40.jpg" width="40" height="30" decoding="async" /></a>',
        ),
        (
            '<img alt="" src="b.png">',
            '<a href="b.png" aria-label="b.png">'
            '<img alt="" src="{static}/b-40.jpg" width="40" height="30" decoding="async"></a>',
        ),
        (
            '<a href="x.html">甲<img alt="" src="b.png"></a>',
            '<a href="x.html">甲<img alt="" src="{static}/b-40.jpg" width="40" height="30" decoding="async"></a>',
        ),
        ('<img src="a.png" width="50%">', '<img src="a.png" width="50%" decoding="async">'),
        ('<img alt="a width=3">', '<img alt="a width=3" decoding="async">'),
    ],
)
def test_a_picture_has_its_size_and_is_a_link_to_what_is_larger(html: str, dressed: str) -> None:
    known = {"a.png": Shown(30, 20, name="a.png"), "b.png": Shown(40, 30, "{static}/b-40.jpg", "b.png")}
    assert dress(html, known.get) == dressed


# --- In the site ------------------------------------------------------------------------------------------------------


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "pelicanconf.py").write_text(CONF, encoding="utf-8")
    return tmp_path / "content"


def put(content: Path, name: str, data: bytes) -> None:
    path = content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def built(content: Path) -> tuple[dict[str, bytes], list[str]]:
    """The site, and what was told."""
    report = build(content, content.parent / "output", content.parent / "pelicanconf.py")
    return files(content.parent / "output"), sorted(str(problem) for problem in (*report.broken, *report.warnings))


def images(page: bytes) -> list[dict[str, str]]:
    return [
        {name: str(value) for name, value in tag.attrs.items()}
        for tag in BeautifulSoup(page, "lxml").select(".story-body img")
    ]


def article(content: Path, *pictures: str, folder: str = FOLDER) -> None:
    head = f"Title: 题\nId: {folder.replace('/', '-', 1).replace('/', '')}-p01-01\nPage: 1\n\n"
    write_article(content, f"{folder}/a.md", head + "\n\n".join(f"![图]({address})" for address in pictures) + "\n")


def test_every_picture_of_the_archive_has_its_size_however_it_is_named(content: Path) -> None:
    put(content, f"{FOLDER}/a b.png", picture((30, 20)))
    put(content, "images/c.png", picture((400, 300)))
    put(content, f"{FOLDER}/d.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    article(
        content, "a%20b.png", "{static}a%20b.png", "{static}/images/c.png", "../../../../images/c.png", "{static}d.svg"
    )
    write_article(content, "pages/about.md", "Title: 页\n\n![图]({static}/images/c.png)\n")
    site, told = built(content)
    assert told == []
    found = images(site[PAGE])
    assert [(tag.get("width"), tag.get("height")) for tag in found] == [("30", "20")] * 2 + [("40", "30")] * 2 + [
        (None, None)
    ]
    assert [tag.get("loading") for tag in found] == [None, *["lazy"] * 4]
    assert {tag["decoding"] for tag in found} == {"async"}
    (copy,) = [name for name in site if name.startswith(f"{FOLDER}/images/")]
    assert found[2]["src"] == found[3]["src"] == f"../../../../{copy}"
    assert opened(site[copy]).size == (40, 30)
    assert site[PAGE].count(b'<a href="../../../../images/c.png">') == 2, "the original is a click away"
    assert images(site["about.html"])[0]["src"].startswith("./images/")
    lead = BeautifulSoup(site["index.html"], "lxml").select_one("img.teaser-picture")
    assert lead is not None
    assert (lead["width"], lead["height"]) == ("30", "20")


def test_hostile_pictures_are_told_by_name_and_the_others_are_shown(content: Path) -> None:
    hostile = {
        "bomb.png": bomb(),
        "none.png": b"none",
        "torn.jpg": picture((300, 200), kind="JPEG")[:-600],
        "called.png": picture((30, 20), kind="JPEG"),
    }
    for name, data in (hostile | {"good.png": picture((30, 20))}).items():
        put(content, f"{FOLDER}/{name}", data)
    article(content, *hostile, "good.png")
    site, told = built(content)
    assert [line.partition(": ")[0] for line in told] == [f"{FOLDER}/{name}" for name in sorted(hostile)]
    assert "it is called .png and is JPEG (let its name end in .jpg)" in told[1]
    assert images(site[PAGE])[-1]["width"] == "30"
    assert all(site[f"{FOLDER}/{name}"] == data for name, data in hostile.items()), (
        "the archive keeps what it was given"
    )


def test_a_picture_that_comes_changes_or_goes_changes_the_pages_that_show_it_and_no_other(content: Path) -> None:
    for day in ("01", "02"):
        article(content, "{static}/pages/p.png", folder=f"east/2026/01/{day}")
    article(content, "{static}/east/2026/01/02/q.png", folder="east/2026/02/01")
    article(content, folder="east/2026/03/01")
    before, _ = built(content)
    changes = [
        ("pages/p.png", picture((30, 20))),
        ("pages/p.png", picture((400, 20))),
        ("pages/p.png", None),
        ("east/2026/01/02/q.png", picture((30, 20))),
        ("east/2026/01/02/q.png", picture((20, 30))),
        ("east/2026/01/02/q.png", picture((400, 30))),
        ("east/2026/01/02/q.png", b"none"),
    ]
    for name, data in changes:
        if data is None:
            (content / name).unlink()
        else:
            put(content, name, data)
        after, told = built(content)
        fresh = build(content, content.parent / "fresh", content.parent / "pelicanconf.py", anew=True)
        assert files(content.parent / "fresh") == after
        assert sorted(map(str, (*fresh.broken, *fresh.warnings))) == told
        changed = {
            page for page in before | after if before.get(page) != after.get(page) and page.endswith("-p01-01.html")
        }
        both = {PAGE, PAGE.replace("/01/east", "/02/east").replace("0101", "0102")}
        shows = both if name == "pages/p.png" else {"east/2026/02/01/east-20260201-p01-01.html"}
        assert changed == shows
        before = after


def test_plain_pelican_shows_pictures_in_the_same_way(content: Path) -> None:
    put(content, f"{FOLDER}/a.png", picture((30, 20)))
    put(content, "images/c.tif", picture((400, 300), kind="TIFF"))
    put(content, "images/torn.png", picture((30, 20))[:-60])
    article(content, "a.png", "{static}/images/c.tif", "{static}/images/torn.png", "{static}no.png")
    write_article(content, "pages/about.md", "Title: 页\n\n![图]({static}/images/c.tif)\n")
    site, _ = built(content)
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "plain"]
    done = subprocess.run(command, cwd=content.parent, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert files(content.parent / "plain") == site


def test_what_an_issue_has_already_is_not_copied_again(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The staging folder is kept, so that one sees what a build has written there."""
    put(content, f"{FOLDER}/a.png", picture((30, 20)))
    article(content, "a.png")
    built(content)
    first = (content.parent / "output" / FOLDER / "a.png").stat()
    assert first.st_nlink == 2, "the site and its twin are links to one file"
    assert (content / FOLDER / "a.png").stat().st_nlink == 1, "and the maintainer's own is another"
    monkeypatch.setattr("backfile.build.run.shutil.rmtree", lambda *_, **__: None)
    write_article(content, f"{FOLDER}/b.md", "Title: 又\nId: east-20260101-p01-02\nPage: 1\n\n文\n")
    built(content)
    staged = {path.name for path in (content.parent / ".backfile/output/staging").rglob("*")}
    assert "east-20260101-p01-02.html" in staged
    assert "a.png" not in staged


def test_without_a_picture_nothing_is_loaded_to_look_at_one(content: Path) -> None:
    """In this process it is loaded already, in the build's own it is not."""
    article(content)
    (content.parent / "pelicanconf.py").write_text(
        CONF + "import sys; sys.modules.setdefault('backfile.build.pictures.look', None)\n", encoding="utf-8"
    )
    assert built(content)[1] == []
    article(content, "a.png")
    put(content, f"{FOLDER}/a.png", picture((30, 20)))
    with pytest.raises(BuildError, match=r"pictures\.look"):
        built(content)
