"""The search of a site that is built again and again: what changed is found, by an index of two tiers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from backfile.build import run
from backfile.search import index
from tests.search import node

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """from backfile.defaults import *

SITENAME = "鹿鸣报库"
NEWSPAPERS = {"luming": {"name": "鹿鸣报", "lang": "zh-cn"}}
DEFAULT_NEWSPAPER = "luming"
"""
FIRST = date(2022, 1, 1)


def put(content: Path, number: int, text: str) -> Path:
    """Write the article of a number; twenty make an issue."""
    day = FIRST + timedelta(days=number // 20)
    key = f"luming-{day:%Y%m%d}-p01-{number % 20 + 1:02d}"
    path = content / f"luming/{day:%Y/%m/%d}/{key}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"Title: 第{number}号简讯\nDate: {day}\nNewspaper: luming\nPage: 1\nLang: zh-cn\nId: {key}\n\n{text}\n", "utf-8"
    )
    return path


def test_an_addition_a_correction_and_a_deletion_are_found_after_each_build(tmp_path: Path) -> None:
    content, output = tmp_path / "content", tmp_path / "output"
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(SETTINGS, encoding="utf-8")
    many = index.MERGE_ARTICLES + 20  # fewer have but one tier
    for number in range(many):
        put(content, number, f"渡口的船工登记了{number}只木船。")

    def built() -> tuple[list[str], list[int]]:
        """The tiers after a build, and how many articles have each word."""
        report = run.build(content, output, settings)
        assert report.ok
        answers = node.ask(output, [{"search": word} for word in ("木船", "石桥", "油菜")])
        tiers = sorted(path.name.partition("-")[0] for path in (output / "search").iterdir() if path.is_dir())
        return tiers, [answer["total"] for answer in answers]

    assert built() == (["base"], [many, 0, 0])
    put(content, many, "石桥修好了。")
    assert built() == (["base", "recent"], [many, 1, 0])
    put(content, 7, "油菜种下了。")
    put(content, 9, "").unlink()
    assert built() == (["base", "recent"], [many - 2, 1, 1])
