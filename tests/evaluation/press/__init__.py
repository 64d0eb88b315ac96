"""The press: pages printed from invented stories, with their truth, in the layouts that dumps of real papers have.

The converter is measured on pages that nobody has looked at, as many as are asked for: `printed_pages` gives dumps and
truth, the same for the same seeds. What real dumps of pages do to a text (`lines`, `column`), where headlines and
bylines stand and what they look like (`chinese`, `chinese_bylines`, `english`, `furniture`) is drawn at random, about
as often as papers have it. The words are those of our own sample papers (`stories`) and invented names (`names`).

Truth has the form of the files in `tests/evaluation/truth/`: for each article its printed headline (None if it is
missing), its authors, and the numbers of its lines, of its headline's and of its byline's.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from tests.evaluation.press.chinese import ChinesePress
from tests.evaluation.press.english import EnglishPress
from tests.evaluation.press.stories import invented_stories

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.evaluation.press.stories import Story

__all__ = ["printed_pages"]

# A page has so many articles, and each of the other kinds with this probability.
_ARTICLES = {"zh": (4, 8), "en": (4, 6)}
_PHOTO, _BOX, _VERSE = 0.7, 0.4, 0.15


def printed_pages(language: str, seeds: Iterable[int]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The dump of one page and its truth for each seed; `language` is `zh` or `en`."""
    for seed in seeds:
        rng = Random(f"{language} {seed}")
        press = ChinesePress(rng) if language == "zh" else EnglishPress(rng)
        yield press.page(choose(invented_stories(language), _ARTICLES[language], rng))


def choose(stories: Iterable[Story], articles: tuple[int, int], rng: Random) -> list[Story]:
    """Stories for one page in the order of print, no two the same."""
    kinds: dict[str, list[Story]] = {"article": [], "photo": [], "verse": [], "box": []}
    for story in stories:
        kinds["box" if story.boxed else story.kind].append(story)
    chosen = rng.sample(kinds["article"], rng.randint(*articles))
    for kind, share in (("photo", _PHOTO), ("box", _BOX), ("verse", _VERSE)):
        if rng.random() < share and kinds[kind]:
            chosen.insert(rng.randint(0, len(chosen)), rng.choice(kinds[kind]))
    return chosen
