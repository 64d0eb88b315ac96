"""Pictures in the pages: their size, their smaller copies, and what is told of those that cannot be shown."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from backfile.build.pictures.dress import Shown, dress
from backfile.build.pictures.look import Seen, look
from backfile.build.pictures.shelf import Shelf
from backfile.build.run import build
from backfile.build.scan import hash_of
from backfile.errors import BuildError
from tests.build_helpers import bomb, files, opened, picture, write_article

if TYPE_CHECKING:
    from pathlib import Path

CONF = """from backfile.defaults import *
NEWSPAPERS = {"east": {"name": "东报", "lang": "zh-cn"}}
PLUGINS = ["backfile_archive"]
PICTURE_WIDTH = 40
"""
FOLDER = "east/2026/01/01"
PAGE = f"{FOLDER}/east-20260101-p01-01.html"


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
