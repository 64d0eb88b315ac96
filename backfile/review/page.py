"""The page for working through a review: every article beside its source, in one file that asks nobody for anything.

Its policy lets nothing load, and of scripts and styles only the two that stand in it, known by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from backfile.build.words import html_lang
from backfile.review.elements import Html, element
from backfile.review.item import Desk, article
from backfile.review.model import Matter
from backfile.review.ranking import matter_rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backfile.review.model import Sheet
    from backfile.review.words import Words
    from backfile.settings import Settings


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows: the sheets in order, and how many articles more wait that it does not show."""

    sheets: Sequence[Sheet]
    left_out: int = 0


def render(shown: Shown, settings: Settings, words: Words, content: str) -> str:
    """The page as text.

    Args:
        shown: what it shows.
        settings: the archive's settings.
        words: the texts in the language of the interface.
        content: the name of the content folder, in whose work folder the page lies.
    """
    style, script = _asset("review.css"), _asset("review.js")
    title = words("page.title")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", f"{title} · {settings.sitename}"),
        element("style", style),
    )
    desk = Desk(settings, words, content)
    main = (
        [article(sheet, number, desk) for number, sheet in enumerate(shown.sheets, 1)]
        if shown.sheets
        else [element("p", words("page.nothing"), class_="nothing")]
    )
    body = element(
        "body",
        _bar(shown, settings, words),
        _list(shown.sheets, words) if shown.sheets else None,
        element("main", *main),
        element("p", class_="unseen", role="status", id="said", data_copied=words("item.copied")),
        element("script", script),
    )
    return f"<!DOCTYPE html>\n{element('html', head, body, lang=html_lang(words.language))}\n"


def _bar(shown: Shown, settings: Settings, words: Words) -> Html:
    count = len(shown.sheets)
    said = []
    if count:
        said.append(words("page.one") if count == 1 else words("page.count", shown=f"{count:,}"))
    if shown.left_out:
        said.append(words("page.left_out", count=f"{shown.left_out:,}"))
    return element(
        "header",
        element("p", settings.sitename, class_="archive"),
        element("h1", words("page.title")),
        element("p", " · ".join(said), class_="count") if said else None,
        element("p", words("page.keys"), " · ", words("page.again"), class_="hint") if count else None,
        _chips(shown.sheets, words),
        class_="bar",
    )


def _chips(sheets: Sequence[Sheet], words: Words) -> Html | None:
    """The buttons that show one code only; the script brings them to light. None where there is one code."""
    counts = Counter(code for sheet in sheets for code in sorted({matter.code for matter in sheet.case.matters}))
    if len(counts) < 2:
        return None
    chips = [_chip("", words("page.all"), len(sheets), pressed=True)]
    chips += [
        _chip(code, words.label(code), counts[code], pressed=False)
        for code in sorted(counts, key=lambda code: matter_rank(Matter(code)))
    ]
    return element("div", *chips, class_="chips", role="group", aria_label=words("page.filter"), hidden=True)


def _chip(code: str, label: str, count: int, *, pressed: bool) -> Html:
    number = element("span", f"{count:,}", class_="number")
    pressed_word = "true" if pressed else "false"
    return element("button", label, " ", number, type="button", data_code=code, aria_pressed=pressed_word)


def _list(sheets: Sequence[Sheet], words: Words) -> Html:
    """The list of all articles, each a link to its place on the page."""
    entries = []
    for number, sheet in enumerate(sheets, 1):
        case = sheet.case
        codes = [words.label(code) for code in dict.fromkeys(matter.code for matter in case.matters)]
        entries.append(
            element(
                "li",
                element(
                    "a",
                    element("span", " · ".join(codes), class_="code"),
                    element("span", case.title, class_="name", lang=html_lang(sheet.entry.article.lang) or None),
                    element("span", f"{case.newspaper} {case.date.isoformat()}", class_="when"),
                    href=f"#a{number}",
                ),
                value=number,
            )
        )
    summary = element("summary", words("page.list"))
    return element(
        "nav",
        element("details", summary, element("ol", *entries), open=True),
        class_="list",
        aria_label=words("page.list"),
    )


def _policy(style: Html, script: Html) -> str:
    return (
        f"default-src 'none'; style-src {_source(style)}; script-src {_source(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _source(text: Html) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _asset(name: str) -> Html:
    """A style sheet or script of our own, which stands in the page as it is."""
    return Html(Path(__file__).with_name(name).read_text(encoding="utf-8"))
