"""Saved pages give their articles: our own whole and exactly, others no worse than the floors.

The figures are of the Markdown files that `ingest` writes without being told anything, as a maintainer gets them.
`examples/web` has our own pages, with their truth in `truth-web.json`. Pages that may not be published are evaluated as
well when BACKFILE_SAMPLES names a folder of them: each set is a folder below `html/` with `truth.json` beside the
pages. A floor is raised by hand when a figure has risen, never lowered to make a change pass.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from backfile import markdown
from backfile.ingest import ingest
from backfile.models import Article, Figure
from backfile.settings import Newspaper, Settings
from backfile.sources import html
from tests.evaluation.score_web import WebScore, bare, parts

if TYPE_CHECKING:
    from backfile.models import Entry

HERE = Path(__file__).resolve().parent
PAGES = HERE.parent.parent / "examples" / "web"
TRUTH: dict[str, dict[str, Any]] = json.loads((HERE / "truth-web.json").read_text(encoding="utf-8"))
FLOORS: dict[str, dict[str, float]] = json.loads((HERE / "floors-web.json").read_text(encoding="utf-8"))


def sets() -> dict[str, tuple[Path, Path]]:
    """Names of sets with their truth and the folder of their pages."""
    found = {"examples": (HERE / "truth-web.json", PAGES)}
    samples = os.environ.get("BACKFILE_SAMPLES")
    for truth in sorted(Path(samples).glob("html/*/truth.json")) if samples else ():
        found[truth.parent.name] = (truth, truth.parent)
    return found


SETS = sets()
SETTINGS = Settings(
    path=Path("pelicanconf.py"), sitename="Web", newspapers=(Newspaper("web", "Web", "en"),), default_newspaper="web"
)


def taken_in(pages: set[Path], content: Path) -> dict[str, Entry]:
    """Name of a file -> the article that it gave, of the files in the folders of pages."""
    ingest(sorted({page.parent for page in pages}), content, SETTINGS)
    entries = (markdown.read(path.read_text(encoding="utf-8"), path.name) for path in content.rglob("*.md"))
    return {entry.source.split("/")[-1]: entry for entry in entries}


@pytest.mark.parametrize("name", TRUTH)
def test_a_saved_page_gives_its_article_whole_and_nothing_else(name: str) -> None:
    truth = TRUTH[name]
    article = html.read(PAGES / truth["file"])
    wanted = [line for part in truth["sections"] for line in (*part["headline"], *part["paragraphs"])]
    assert [bare(text) for _, text in parts(article)] == list(map(bare, wanted))
    assert article.title == truth["title"]
    assert [credit.name for credit in article.credits] == truth["authors"]
    assert article.published is not None
    assert article.published.date().isoformat() == truth["date"]
    assert article.lang.startswith(truth["lang"][:2])


@pytest.mark.parametrize("name", SETS)
def test_no_figure_of_saved_pages_falls_below_its_floor(name: str, tmp_path: Path) -> None:
    truth, folder = SETS[name]
    pages = {folder / page["file"]: page for page in json.loads(truth.read_text(encoding="utf-8")).values()}
    entries = taken_in(set(pages), tmp_path)
    score = WebScore()
    for path, page in pages.items():
        entry = entries.get(path.name)
        score.page(entry.article if entry else Article("", ()), page, entry.date if entry else None)
    figures = {figure: round(value, 4) for figure, value in score.figures().items()}
    print(name, figures)
    short = {
        figure: (figures.get(figure), floor) for figure, floor in FLOORS[name].items() if figures.get(figure, 0) < floor
    }
    assert not short


def test_kicker_subtitle_and_captions_are_those_of_the_page() -> None:
    article = html.read(PAGES / "yunxi-landian.html")
    assert (article.kicker, article.subtitle) == ("走乡村·蓝埠", "蓝埠染坊的春天从喂缸开始")
    captions = [item.caption for item in article.body if isinstance(item, Figure)]
    assert captions == ["3月11日，蓝埠镇的晒布场挂满新染的布，染匠在架下理布。插画：言小棠"]


def test_a_page_of_a_digital_newspaper_has_its_page_section_and_roles() -> None:
    article = html.read(PAGES / "yunxi-content_20783.html")
    assert (article.page, article.section) == ("2", "综合")
    assert (article.kicker, article.subtitle) == ("沐溪两岸·夜归", "末班渡船推迟到晚上十点，首夜载客四十七人")
    assert [(credit.name, credit.role) for credit in article.credits] == [("夏渔舟", "记者"), ("关小满", "通讯员")]
    assert article.url == "https://epaper.yunxi-daily.example/html/2026-03/12/content_20783.htm"


def test_a_page_that_gives_too_much_and_too_little_is_scored_so() -> None:
    wanted = {"text": "one two three four five six", "title": "A Mill", "authors": ["Ann Lee"], "date": "2026-07-10"}
    score = WebScore()
    score.page(Article(title="a  mill", body=()), wanted, None)
    assert score.figures() == {"title": 1.0, "authors": 0.0, "date": 0.0} | {"body_f1": 0.0}
