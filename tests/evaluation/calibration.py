"""Whether confidences mean what they say: of the decisions marked 0.9, nine in ten are right.

    python -m tests.evaluation.calibration

prints the curve for freshly printed pages of both languages, and for the pages of BACKFILE_SAMPLES where it is set.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backfile.segment import segment
from backfile.sources.text import parse
from tests.evaluation.press import printed_pages
from tests.evaluation.score import SAME_ARTICLE, bare, body, grams, likeness, paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from backfile.models import Article

EDGES = (0.0, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
PRESSED = range(1000, 1080)
"""Seeds of the pages that the scale was not fitted on; the floors have those below 100."""


@dataclass
class Curve:
    """Decisions of one kind: (confidence, whether it was right)."""

    decisions: list[tuple[float, bool]] = field(default_factory=list)

    def between(self, low: float, high: float) -> list[tuple[float, bool]]:
        """The decisions with a confidence from `low` to below `high`; the highest are in the last stretch."""
        return [(chance, right) for chance, right in self.decisions if low <= chance < high or chance == high == 1.0]

    def rows(self, edges: Sequence[float] = EDGES) -> list[tuple[int, float, float]]:
        """For each stretch with decisions: how many, their mean confidence, the share that is right."""
        found = []
        for low, high in pairwise(edges):
            part = self.between(low, high)
            if part:
                mean = sum(chance for chance, _ in part) / len(part)
                found.append((len(part), mean, sum(right for _, right in part) / len(part)))
        return found

    def error(self) -> float:
        """The expected calibration error: distance of confidence and share right, weighted by the stretches."""
        rows = self.rows()
        return sum(count * abs(mean - right) for count, mean, right in rows) / sum(count for count, _, _ in rows)


def curves(pages: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, Curve]:
    """The curves of `headline`, `extent` and `byline` over dumps with their truth."""
    found: dict[str, Curve] = defaultdict(Curve)
    for dump, truth in pages:
        articles = list(segment(parse(dump)).articles)
        matched = _matched(articles, truth["articles"])
        for i, article in enumerate(articles):
            confidence = dict(article.confidence)
            wanted = matched.get(i)
            found["extent"].decisions.append((confidence["extent"], wanted is not None))
            if wanted is None or "headline" not in confidence or wanted["kind"] == "photo":
                continue
            found["headline"].decisions.append((confidence["headline"], _headline_is_right(article, wanted)))
            names = {bare(credit.name) for credit in article.credits}
            credited = {bare(author["name"]) for author in wanted.get("authors") or [] if author.get("name")}
            found["byline"].decisions.append((confidence["byline"], names == credited))
    return found


def _matched(articles: Sequence[Article], wanted: Sequence[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Index of an article -> the true article that it is."""
    bodies = [grams(body(article)) for article in articles]
    found: dict[int, dict[str, Any]] = {}
    for true in wanted:
        texts = paragraphs_of(true)
        forms = [grams("".join(form[k] for form in texts)) for k in (0, 1)]
        free = [i for i in range(len(articles)) if i not in found]
        best = max(free, key=lambda i: max(likeness(bodies[i], form) for form in forms), default=None)
        if best is not None and max(likeness(bodies[best], form) for form in forms) >= SAME_ARTICLE:
            found[best] = true
    return found


def _headline_is_right(article: Article, wanted: dict[str, Any]) -> bool:
    missing = any(review.code == "headline-missing" for review in article.review)
    if not wanted.get("title"):
        return missing
    made = [bare(part).lstrip("—") for part in (article.kicker, article.title, article.subtitle)]
    true = [bare(wanted.get(key)).lstrip("—") for key in ("kicker", "title", "subtitle")]
    return not missing and (made[1] == true[1] or "".join(made).endswith("".join(true)))


def samples(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """The dumps below a folder that have their truth beside them."""
    return [
        (path.read_text(encoding="utf-8"), json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))
        for path in sorted(folder.rglob("*.txt"))
        if path.with_suffix(".json").exists()
    ]


def main() -> None:
    """Print the curves."""
    sets = {f"printed anew, {language}": list(printed_pages(language, PRESSED)) for language in ("zh", "en")}
    if folder := os.environ.get("BACKFILE_SAMPLES"):
        sets["sample pages"] = samples(Path(folder))
    for name, pages in sets.items():
        for decision, curve in curves(pages).items():
            print(f"{name}: {decision}, {len(curve.decisions)} decisions, calibration error {curve.error():.3f}")
            for count, mean, right in curve.rows():
                print(f"  {count:5d} marked {mean:.2f}: {right:.3f} right")


if __name__ == "__main__":
    main()
