"""Stories that the press may set: an article's words without anything that a layout decides.

They come from the truth about our own invented pages (`tests/evaluation/truth/`), taken out of the layout and the
bylines in which those were printed.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_TRUTH = Path(__file__).resolve().parent.parent / "truth"
_BOXES = frozenset({"notice", "weather", "table", "advertisement"})
_LONGEST_VERSE = 16  # squares; a line of a poem is shorter
_FEWEST_VERSES = 5
_SHORTEST = 60  # characters; what is shorter is set as a box
_DATELINE = re.compile(r"([A-Z][A-Z .’-]+, [A-Z][a-z]+ \d+) — ")


@dataclass(frozen=True, slots=True)
class Story:
    """Headline parts, paragraphs and sub-heads (`body` holds pairs of kind, `p` or `subhead`, and text).

    `kind` is the article's, `verse` for a poem, `photo` for the caption of a picture that stands alone. `dateline` is
    an English story's place and day.
    """

    key: str
    title: str
    body: tuple[tuple[str, str], ...]
    kicker: str = ""
    subtitle: str = ""
    dateline: str = ""
    kind: str = "article"

    @property
    def paragraphs(self) -> list[str]:
        return [text for kind, text in self.body if kind == "p"]

    @property
    def length(self) -> int:
        """Characters of the body."""
        return sum(len(text) for _, text in self.body)

    @property
    def boxed(self) -> bool:
        """Whether it is set as a box of short lines."""
        return self.kind in _BOXES


@cache
def invented_stories(language: str) -> tuple[Story, ...]:
    """All stories of our own pages in `zh` or `en`."""
    found = []
    for path in sorted(_TRUTH.glob("*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        if page["language"] == language:
            found += [story(article, f"{path.stem}-{article['id']}") for article in page["articles"]]
    return tuple(story for story in found if story is not None)


def story(article: dict[str, Any], key: str) -> Story | None:
    """The story of a true article; None for one that has no headline of its own, or a picture that has one."""
    titled = bool(article["title"])
    if titled is (article["kind"] == "photo"):
        return None
    body = tuple((item["kind"], item.get("text_without_byline", item["text"])) for item in article["body"])
    if article["kind"] == "photo":
        return Story(key, "", tuple(("p", text) for text in article["captions"][0]["paragraphs"]), kind="photo")
    kind = "article" if article["kind"] == "obituary" else article["kind"]
    if len(body) >= _FEWEST_VERSES and kind == "article" and max(len(text) for _, text in body) <= _LONGEST_VERSE:
        kind = "verse"
    elif sum(len(text) for _, text in body) < _SHORTEST:
        kind = "notice"
    return Story(
        key,
        article["title"],
        body,
        kicker=article.get("kicker") or "",
        subtitle=article.get("subtitle") or "",
        kind=kind,
    )
