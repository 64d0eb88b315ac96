"""The names found in articles do not get worse: precision and recall on the invented newspapers."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from backfile.enrich import enrich
from backfile.models import Article, Credit, Paragraph, Subhead

HERE = Path(__file__).resolve().parent
LABELLED: dict[str, dict[str, list[str]]] = json.loads((HERE / "truth-names.json").read_text(encoding="utf-8"))[
    "articles"
]
KINDS = ("persons", "places", "organisations")
PRECISION = 0.95
"""Of the names found, at least so many are right: a site makes pages of them."""
RECALL = {"persons": 0.85, "places": 0.75, "organisations": 0.88}


def article(pages: dict[str, Any], number: str) -> Article:
    (wanted,) = (one for one in pages["articles"] if one["id"] == number)
    body: list[Paragraph | Subhead] = []
    for item in wanted["body"]:
        text = item.get("text_without_byline", item["text"])
        body.append(Paragraph(text) if item["kind"] == "p" else Subhead(text))
    body += [Paragraph(text) for caption in wanted.get("captions") or [] for text in caption["paragraphs"]]
    credited = tuple(Credit(author["name"]) for author in wanted["authors"])
    return Article(wanted["title"] or "", tuple(body), credits=credited)


def compared() -> tuple[dict[str, Counter[str]], list[str]]:
    """For each kind the numbers of names `found`, `right`, `wanted` and `met`, and what was wrong or missed."""
    counts = {kind: Counter[str]() for kind in KINDS}
    remarks = []
    for key, truth in LABELLED.items():
        page, number = key.split()
        read = article(json.loads((HERE / "truth" / f"{page}.json").read_text(encoding="utf-8")), number)
        made = enrich(read, date(2026, 3, 13), certain=True)
        for kind in KINDS:
            found, wanted = set(getattr(made, kind)), set(truth.get(kind, []))
            wrong = found - wanted - set(truth.get("optional", []))
            counts[kind].update(found=len(found), right=len(found) - len(wrong), wanted=len(wanted))
            counts[kind]["met"] += len(found & wanted)
            remarks += [f"{key}: {kind}: wrong {name}" for name in sorted(wrong)]
            remarks += [f"{key}: {kind}: missed {name}" for name in sorted(wanted - found)]
    return counts, remarks


@pytest.mark.parametrize("kind", KINDS)
def test_names_are_found_as_precisely_and_as_fully_as_before(kind: str) -> None:
    counts, remarks = compared()
    of_kind = counts[kind]
    precision, recall = of_kind["right"] / of_kind["found"], of_kind["met"] / of_kind["wanted"]
    print(kind, f"precision {precision:.3f} recall {recall:.3f} of {of_kind['wanted']}", *remarks, sep="\n")
    assert precision >= PRECISION
    assert recall >= RECALL[kind]


def test_every_labelled_article_is_there_and_prints_what_is_labelled() -> None:
    assert len(LABELLED) >= 35
    for key, truth in LABELLED.items():
        page, number = key.split()
        read = article(json.loads((HERE / "truth" / f"{page}.json").read_text(encoding="utf-8")), number)
        printed = [read.title, *(item.text for item in read.body if isinstance(item, Paragraph | Subhead))]
        text = "\n".join(printed).casefold()
        for name in (name for names in truth.values() for name in names):
            assert name.casefold() in text, (key, name)
