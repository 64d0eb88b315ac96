"""The search page in the tests: how one asks it, what it shows, and an archive of known numbers to ask."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from backfile.search.document import Document
from backfile.search.writer import write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

STATUS = "#search-status"
RESULTS = "#search-results li"
CHIPS = "#search-chips button"
NOTES = "#search-notes"
BARS = "#search-histogram svg g"
OPTIONS = "#search-suggested [role=option]"

PAPERS = ("鹿鸣报", "白沙晚报")
SECTIONS = ("要闻", "副刊", "经济")
PERSONS = (
    "陆小川",
    "白望舒",
    "顾南枝",
    "Ada Quill",
    "林金彦",
    "沈知秋",
    "何远山",
    "苏晚",
    "季青",
    "温如玉",
    "宋怀瑾",
    "叶知微",
)


def press() -> list[Document]:
    """180 articles, three a month from 2018 to 2022, all with 石桥; those of 2020 with 渡口 (36), every tenth with
    柳湾 (18). Two of three are of 鹿鸣报; three sections have 60 articles each, twelve persons 15 each."""
    made = []
    for number in range(180):
        day = f"{2018 + number // 36}-{1 + number // 3 % 12:02d}-{1 + number % 3 * 9:02d}"
        text = f"第{number}次到石桥，桥下的水声还是那样。"
        text += "渡口今年停了一月。\n" if number // 36 == 2 else "\n"
        text += "柳湾的船从这里过去。" if number % 10 == 0 else "路旁新栽了二十棵香樟。"
        text += "过桥的人不少，来看水的也多，都说这一年过得快。" * 3
        made.append(
            Document(
                id=f"press-{day.replace('-', '')}-{number:03d}",
                url=f"press/{day.replace('-', '/')}/{number}.html",
                title=f"石桥纪事之{number}",
                date=day,
                lang="zh-cn",
                newspaper=PAPERS[number % 3 == 0],
                page=str(1 + number % 4),
                section=SECTIONS[number % 3],
                authors=(PERSONS[number % 12],),
                passages=(f"本报记者 {PERSONS[number % 12]}", text),
            )
        )
    return made


def archive_of(documents: Iterable[Document], site: Path, folder: Path) -> Path:
    """The sample's search page over an index of these articles, in a folder of its own."""
    shutil.copytree(site / "theme", folder / "theme")
    shutil.copy(site / "search.html", folder / "search.html")
    write(documents, folder)
    return folder


def address(site: Path, name: str = "search.html") -> str:
    """The address of a page in a folder."""
    return (site / name).as_uri()


def settled(page: Page) -> None:
    """Wait until the answer is there, whole."""
    expect(page.locator("#search-results")).to_have_attribute("aria-busy", "false")


def ask(page: Page, query: str) -> None:
    """Write a query, press Enter, wait for the answer."""
    page.fill("#q", query)
    page.press("#q", "Enter")
    settled(page)


def found(page: Page) -> int:
    """The number of articles that the page says it has found."""
    numbers = re.findall(r"[\d,]+", page.locator(STATUS).inner_text())
    return int(numbers[0].replace(",", "")) if numbers else 0


def expect_found(page: Page, count: int) -> None:
    """Wait until the page says that it has found so many articles."""
    expect(page.locator(STATUS)).to_have_text(re.compile(rf"(^|\D){count}(\D|$)"))
    settled(page)


def facet(page: Page, name: str) -> dict[str, int]:
    """The names and counts that a facet shows."""
    rows = page.locator(f"[data-facet={name}] li").all_inner_texts()
    return {parts[0]: int(parts[1]) for parts in (row.split("\n") for row in rows)}
