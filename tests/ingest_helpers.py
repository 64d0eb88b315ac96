"""What the tests of taking in share: a page, a web article, an archive to take them into, an end that comes early."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backfile.ingest import Report, ingest
from backfile.settings import Newspaper, Settings
from tests.build_helpers import picture

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTINGS = Settings(
    path=Path("pelicanconf.py"),
    sitename="青石档案",
    newspapers=(Newspaper("qingshi", "青石日报"), Newspaper("weekly", "The Stonebridge Weekly", "en")),
    default_newspaper="qingshi",
)
PAGE = """2026年3月9日 星期一
第3版 要闻
责任编辑 周安

青石河边种下新柳

　　本报讯（记者 林小满）3月8日上午，
青石县的志愿者来到河边，种下三百棵柳
树苗。镇里的老人说，这条河边已经有很
多年没有种过树了。

　　活动由县里的图书馆和两所小学一起组
织，孩子们给每棵树都挂上了自己写的名
牌，约定每个月来浇一次水。

老桥修好了

　　本报讯（记者 许达）青石老桥的维修工
程上周完工，桥面换上了新的石板，两边
的栏杆也重新刷了漆。附近的居民又可以
走着去菜市场买菜了，路上只要五分钟。
"""
WEB = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry returns to Stonebridge</title>
<link rel="canonical" href="https://weekly.example/ferry">
<meta property="article:published_time" content="2026-07-10T08:30:00+01:00"></head><body><article>
<h1>Ferry returns to Stonebridge</h1><p class="byline">By Ann Lee</p>
<p>The small ferry between the two banks of the river runs again after a winter of repairs, and the first crossing on
Friday morning carried forty people and a dog.</p>
<p>The captain said that the boat would leave every half hour until the end of the summer, whatever the weather.</p>
<p><img src="ferry_files/boat.png" alt="The ferry at the east bank"></p>
<p>Tickets cost the same as last year, and children who come with a school class travel for free on weekdays.</p>
</article></body></html>
"""
PNG = picture((4, 3))
SCHOOL = """
夜校开课

　　本报讯（记者 苏禾）县里的夜校本周开课，教书法和
电工，第一晚来了七十个人。
"""
SHOW = """
画展开幕

　　本报讯（记者 乔木）乡村小学的画展昨天在文化馆开
幕，墙上挂着一百二十幅画。
"""
WELL = """
老井清淤

　　本报讯（记者 许达）南街的老井时隔十年再次清淤，
井水还是甜的。
"""
GAMES = """
春季篮球赛

　　本报讯（记者 乔木）十二支球队参加了春季篮球赛，
决赛定在下周六。
"""
DAY = "qingshi/2026/03/09"
FIRST, SECOND = "qingshi-20260309-p03-01", "qingshi-20260309-p03-02"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox" / "2026-03-09"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return tmp_path / "content"


def put(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def run(content: Path, *paths: Path, **options: object) -> Report:
    return ingest(paths, content, SETTINGS, **options)  # type: ignore[arg-type]  # the options are ingest's own


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def articles(content: Path) -> list[Path]:
    return sorted(path for path in content.rglob("*.md") if path.name != "issue.md")


def reasons(report: Report) -> str:
    return "\n".join(map(str, report.refusals))


class Killed(BaseException):
    """Stands for the end of the process."""


def stopping(monkeypatch: pytest.MonkeyPatch, survivors: int, error: BaseException) -> None:
    """Let the writing after so many fail, of files as of taking them away."""
    left = [survivors]

    def count(*_: object) -> None:
        if not left[0]:
            raise error
        left[0] -= 1

    unlink = Path.unlink

    def counted(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".md":
            count()
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr("backfile.files.os.fsync", count)
    monkeypatch.setattr(Path, "unlink", counted)


@contextmanager
def killed_after(survivors: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process that has done so many writings when its end comes, which must come."""
    with monkeypatch.context() as patched, pytest.raises(Killed):
        stopping(patched, survivors, Killed())
        yield


def replaced(text: str, *changes: tuple[str, str]) -> str:
    """A text with other words in place of some that it has."""
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    return text


def edit(path: Path, *changes: tuple[str, str]) -> str:
    """Change a file, as a person or a better source would, and give its text."""
    text = replaced(read(path), *changes)
    path.write_bytes(text.encode("utf-8"))
    return text


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


@pytest.fixture
def page(inbox: Path, content: Path) -> Path:
    """A page that has been taken in."""
    path = put(inbox / "03.txt", PAGE)
    assert run(content, path).exit_status == 0
    return path


def export(*changes: tuple[str, str]) -> str:
    records = [
        '{"id": "1", "title": "河边种柳", "date": "2026-03-09", "text": "志愿者来到河边。\\n种下三百棵柳树苗。"}',
        '{"id": "2", "title": "老桥修好", "date": "2026-03-09", "text": "桥面换上了新的石板。\\n栏杆重新刷了漆。"}',
    ]
    return replaced("\n".join(records) + "\n", *changes)
