"""An archive with articles that need a look, for the tests of the review."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backfile import markdown, review
from backfile.ingest.kept import Kept
from backfile.models import Article, Credit, Entry, Paragraph, Review
from backfile.review import region
from backfile.review.model import CONFLICT
from backfile.review.sheets import sheets
from backfile.segment import confidence
from backfile.settings import Newspaper, Settings

if TYPE_CHECKING:
    from backfile.review.model import Sheet

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = Settings(
    path=Path("pelicanconf.py"),
    sitename="青石报库",
    newspapers=(Newspaper("qingshi", "青石日报"), Newspaper("stonebridge", "The Stonebridge Weekly", lang="en")),
    default_newspaper="qingshi",
)
DAY = date(2026, 3, 9)
PAGE = """青石日报
2026年3月9日 星期一 第3版

石桥两岸柳色新

本报讯（记者 林小满）青石河边种下新柳三百棵，三月里都发了芽。

老磨坊重新开张

本报讯（记者 周安）停了十年的老磨坊昨天又转起来了。
"""
CODES = sorted(
    {
        code
        for path in (ROOT / "backfile").rglob("*.py")
        for code in re.findall(r"Review\(\s*\"([a-z-]+)\"", path.read_text(encoding="utf-8"))
    }
    | set(confidence.CODES.values())
    | {CONFLICT}
)
"""Every code that the converter gives, and the conflict that the ledger knows."""


def put(
    content: Path,
    number: int,
    *notes: Review,
    day: date = DAY,
    title: str = "石桥两岸柳色新",
    newspaper: str = "qingshi",
    chances: tuple[tuple[str, float], ...] = (),
    lines: tuple[int, int] | None = (4, 6),
    body: str = "青石河边种下新柳三百棵，三月里都发了芽。",
) -> Path:
    """An article's file as the converter writes it; its lines are those of `PAGE`."""
    article = Article(
        title, (Paragraph(body),), credits=(Credit("林小满", "记者"),), byline="本报讯（记者 林小满）",
        lang="zh-cn", review=notes, confidence=chances,
    )  # fmt: skip
    source = f"03.txt#L{lines[0]}-L{lines[1]}" if lines else ""
    region_hash = region.source_hash([region.lines_of(PAGE)[lines[0] - 1 : lines[1]]]) if lines else ""
    identity = f"{newspaper}-{day:%Y%m%d}-p03-{number:02d}"
    entry = Entry(article, identity, newspaper, day, "3", source=source, source_hash=region_hash)
    path = content / newspaper / f"{day:%Y/%m/%d}" / f"{identity}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(markdown.write(entry), encoding="utf-8")
    return path


def keep_page(content: Path, text: str = PAGE) -> None:
    Kept(content / "qingshi/2026/03/09").keep({}, ("03.txt", text))


def found(content: Path, **options: Any) -> list[str]:
    return [case.id[-2:] for case in review.survey(content, most=50, **options).worst]


def sheet_of(content: Path) -> Sheet:
    (sheet,) = sheets(content, review.survey(content, most=1).worst)
    return sheet


def page_of(content: Path, language: str = "en") -> str:
    own = replace(SETTINGS, ui_language=language)
    return review.write(review.survey(content, most=500), content, own).read_text(encoding="utf-8")
