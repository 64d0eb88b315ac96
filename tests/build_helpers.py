"""Small archives for the tests of the builder."""

from __future__ import annotations

import random
import struct
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

from backfile import identify
from backfile.build.refs import article_ref
from backfile.models import Article, Credit, Entry
from backfile.settings import Newspaper, Settings

if TYPE_CHECKING:
    from backfile.build.views import ArticleRef

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
DAY = date(2026, 3, 9)

SETTINGS = Settings(
    path=Path("pelicanconf.py"),
    sitename="库",
    newspapers=(Newspaper("east", "东报"), Newspaper("west", "The West", lang="en")),
    default_newspaper="east",
)


def listed(
    number: int = 1,
    *,
    newspaper: str = "east",
    day: date = DAY,
    page: str = "1",
    section: str = "",
    names: tuple[str, ...] = (),
    persons: tuple[str, ...] = (),
) -> tuple[Entry, ArticleRef]:
    """An article as the builder lists it."""
    article = Article(
        title=f"题 {number}",
        body=(),
        section=section,
        credits=tuple(Credit(name, "记者") for name in names),
        persons=persons,
        lang="zh-cn",
    )
    entry = Entry(article, identify.article_id(newspaper, day, page, number), newspaper, day, page=page)
    ref = article_ref(
        entry, path=identify.article_path(entry), html="<p>文</p>", newspaper_name=newspaper, picture=None
    )
    return entry, ref


def picture(size: tuple[int, int], seed: int = 0, kind: str = "PNG", mode: str = "RGB", **options: Any) -> bytes:
    """The file of a picture: noise, the same for the same seed, so that it is larger the more pixels it has.

    Args:
        size: width and height in pixels.
        seed: of the noise.
        kind: format, as Pillow calls it.
        mode: of the pixels, as Pillow calls it.
        options: Pillow's for the format.
    """
    noise = random.Random(seed).randbytes(size[0] * size[1] * 3)
    file = BytesIO()
    Image.frombytes("RGB", size, noise).convert(mode).save(file, kind, **options)
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    """The picture in a file, read to its end."""
    image = Image.open(BytesIO(data))
    image.load()
    return image


def bomb() -> bytes:
    """A PNG of a few bytes that says it has 10^10 pixels."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def write_article(content: Path, name: str, text: str) -> Path:
    """An article file in a content folder, with the folders it needs."""
    path = content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder with their bytes, without what builds keep for themselves in a folder `.backfile`."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".backfile" not in path.relative_to(folder).parts[:-1]
    }
