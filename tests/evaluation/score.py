"""How well pages are taken apart, measured against truth made by hand.

Truth is a JSON file of a page's articles: `title`, `authors` (`name`, `role`), `body` (items of `kind` `p` or `subhead`
with their `text`; a paragraph that opens with a lead has `text_without_byline` too, empty if it is only a credit) and
`captions`. Figures lie between 0 and 1 and are averaged over all items of all pages, white space not counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from backfile.models import Article, Paragraph, Segmented, Subhead

SAME_ARTICLE = 0.9
"""Least F1 of 5-grams at which two bodies are the same article's."""


def bare(text: str | None) -> str:
    """Text without white space, in compatibility form."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or "")).replace("\u00ad", "")


def grams(text: str) -> Counter[str]:
    return Counter(text[i : i + 5] for i in range(max(1, len(text) - 4)))


def likeness(a: Counter[str], b: Counter[str]) -> float:
    return 2 * (a & b).total() / max(1, a.total() + b.total())


@dataclass
class Score:
    """Hits and trials of every figure, summed over pages."""

    hits: Counter[str] = field(default_factory=Counter)
    trials: Counter[str] = field(default_factory=Counter)

    def add(self, figure: str, hit: bool) -> None:
        self.hits[figure] += hit
        self.trials[figure] += 1

    def figures(self) -> dict[str, float]:
        return {name: self.hits[name] / self.trials[name] for name in self.trials if self.trials[name]}

    def page(self, result: Segmented, truth: dict[str, Any], dump: str) -> None:
        """Adds one page: what was made of it, its truth, and the dump."""
        free = list(result.articles)
        self.trials["articles"] += len(free) + len(truth["articles"])
        for wanted in truth["articles"]:
            texts = paragraphs_of(wanted)
            whole = [grams("".join(form[k] for form in texts)) for k in (0, 1)]
            found = max(free, key=lambda made: max(likeness(grams(body(made)), w) for w in whole), default=None)
            if found is None or max(likeness(grams(body(found)), w) for w in whole) < SAME_ARTICLE:
                self.trials["paragraphs"] += len(texts)
                continue
            free.remove(found)
            self.hits["articles"] += 2
            self._article(found, wanted, texts)
        printed = Counter(bare(dump).replace("-", ""))
        self.hits["kept"] += (printed & Counter(bare(everything(result)))).total()
        self.trials["kept"] += printed.total()

    def _article(self, found: Article, wanted: dict[str, Any], texts: list[tuple[str, str]]) -> None:
        if wanted.get("title"):
            heads = [bare(part).lstrip("—") for part in (found.kicker, found.title, found.subtitle)]
            whole = bare(wanted.get("kicker")) + bare(wanted["title"]) + bare(wanted.get("subtitle")).lstrip("—")
            self.add("title", heads[1] == bare(wanted["title"]) or bare("".join(heads)).endswith(whole))
        names = {bare(author["name"]): bare(author.get("role")) for author in wanted.get("authors", [])}
        if names:
            made = {bare(credit.name): bare(credit.role) for credit in found.credits}
            self.add("names", set(made) == set(names))
            self.add("roles", all(role in made.get(name, "") for name, role in names.items()))
        have = Counter(bare(item.text) for item in found.body if isinstance(item, Paragraph))
        self.trials["paragraphs"] += len(texts) + have.total()
        for forms in texts:
            hit = next((form for form in forms if have[form] > 0), None)
            if hit is not None:
                have[hit] -= 1
                self.hits["paragraphs"] += 2
            elif not forms[1]:
                self.trials["paragraphs"] -= 1  # only a credit: it may stand in the metadata
        heads_made = Counter(bare(item.text) for item in found.body if isinstance(item, Subhead))
        heads_wanted = Counter(bare(item["text"]) for item in wanted["body"] if item["kind"] == "subhead")
        if heads_made or heads_wanted:
            self.hits["subheads"] += 2 * (heads_made & heads_wanted).total()
            self.trials["subheads"] += heads_made.total() + heads_wanted.total()


def paragraphs_of(wanted: dict[str, Any]) -> list[tuple[str, str]]:
    """Every paragraph of a true article in two forms: as printed, and without its lead."""
    found = [
        (bare(item["text"]), bare(item.get("text_without_byline", item["text"])))
        for item in wanted["body"]
        if item["kind"] == "p"
    ]
    for caption in wanted.get("captions") or []:
        texts = [caption] if isinstance(caption, str) else caption.get("paragraphs") or [caption.get("text", "")]
        found += [(bare(text), bare(text)) for text in texts if text]
    return [forms for forms in found if forms[0]]


def body(article: Article) -> str:
    return bare("".join(item.text for item in article.body if isinstance(item, Paragraph)))


def everything(result: Segmented) -> str:
    parts = [piece.text for piece in result.furniture]
    for article in result.articles:
        parts += [article.kicker, article.title, article.subtitle, article.byline, article.dateline, article.jump]
        parts += [item.text for item in article.body if isinstance(item, Paragraph | Subhead)]
    return "".join(parts).replace("-", "")
