"""How well saved pages give their articles, measured against truth.

Truth is a JSON file of pages: `title`, `authors`, `date`, `lang`, `text`, `sections` (`headline`, `paragraphs`) and
`summary` (leads that may stand in the body or beside it); a value that is missing or null is not judged. The body is
compared by stretches of four words, as the article extraction benchmark of Scrapinghub does: the precision and the
recall of each page, averaged over the pages; body_f1 is of these two averages. Sub-heads and paragraphs (items of lists
and rows of tables among them) count when they are equal but for white space.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from statistics import mean
from typing import TYPE_CHECKING, Any

from backfile.escape import one_line, unescape
from backfile.models import Article, Markup, Paragraph, Subhead

if TYPE_CHECKING:
    from datetime import date

WORDS = 4
RULE_OF_TABLE = re.compile(r"\|(?: --- \|)+")
MARK = re.compile(r"^(?:> ?)*(?:- |\d+\. )?")
UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]+")
ALIKE = str.maketrans(
    {**dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‐‑‒–—―−", "-")}
)


def bare(text: str | None) -> str:
    """Text without white space and unseen marks, in compatibility form."""
    return UNSEEN.sub("", unicodedata.normalize("NFKC", text or ""))


def parts(article: Article) -> list[tuple[bool, str]]:
    """Sub-heads, paragraphs, items of lists and rows of tables in order: whether it is a sub-head, and its words."""
    found: list[tuple[bool, str]] = []
    for item in article.body:
        if isinstance(item, Paragraph | Subhead):
            found.append((isinstance(item, Subhead), one_line(item.text)))
        elif isinstance(item, Markup):
            rows = (row for row in item.text.split("\n") if not RULE_OF_TABLE.fullmatch(row))
            found += [(False, _row(row)) for row in rows]
    return [(is_head, text) for is_head, text in found if bare(text)]


def _row(line: str) -> str:
    line = MARK.sub("", line)
    return unescape(" ".join(line.strip("|").split("|")) if line.startswith("| ") else line).strip()


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    rows = (tuple(words[start : start + WORDS]) for start in range(max(1, len(words) - WORDS + 1)))
    return Counter(row for row in rows if row)


@dataclass
class WebScore:
    """Hits and trials of every figure, summed over pages, and the precision and recall of each body."""

    hits: Counter[str] = field(default_factory=Counter)
    trials: Counter[str] = field(default_factory=Counter)
    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        figures = {name: self.hits[name] / trials for name, trials in self.trials.items() if trials}
        if self.recall:
            precision, recall = mean(self.precision or [0.0]), mean(self.recall)
            figures["body_f1"] = 2 * precision * recall / ((precision + recall) or 1)
        return figures

    def page(self, article: Article, truth: dict[str, Any], day: date | None) -> None:
        """Add one page: the article that was made of it, its truth, and the day of the issue that it was put into."""
        made = parts(article)
        if truth.get("text"):
            self._body("\n".join(text for _, text in made), truth["text"])
        if truth.get("title"):
            self._add("title", bare(article.title).casefold() == bare(truth["title"]).casefold())
        if truth.get("authors"):
            self._add("authors", _names(credit.name for credit in article.credits) == _names(truth["authors"]))
        if truth.get("date"):
            self._add("date", day is not None and day.isoformat() == truth["date"][:10])
        if truth.get("lang"):
            self._add("lang", article.lang.split("-")[0] == re.split("[-_]", truth["lang"].lower())[0])
        if truth.get("sections") is not None:
            self._lines(made, truth)

    def _add(self, figure: str, hit: bool) -> None:
        self.hits[figure] += hit
        self.trials[figure] += 1

    def _body(self, made: str, wanted: str) -> None:
        have, want = shingles(made), shingles(wanted)
        common = (have & want).total()
        if have:
            self.precision.append(common / have.total())
        self.recall.append(common / want.total())

    def _lines(self, made: list[tuple[bool, str]], truth: dict[str, Any]) -> None:
        have = Counter(bare(text) for is_head, text in made if not is_head)
        want = Counter(bare(text) for section in truth["sections"] for text in section["paragraphs"] if bare(text))
        for lead in Counter(map(bare, truth.get("summary") or ())):
            have[lead] -= 1 if have[lead] > want[lead] else 0
        self._common("paragraphs_f1", +have, want)
        heads = (section.get("headline") or [] for section in truth["sections"])
        wanted = Counter(bare(text) for head in heads for text in ([head] if isinstance(head, str) else head))
        self._common("subheads_f1", Counter(bare(text) for is_head, text in made if is_head), wanted)

    def _common(self, figure: str, have: Counter[str], want: Counter[str]) -> None:
        self.hits[figure] += 2 * (have & want).total()
        self.trials[figure] += have.total() + want.total()


def _names(names: Any) -> set[str]:
    return {bare(name).casefold().translate(ALIKE) for name in names if bare(name)}
