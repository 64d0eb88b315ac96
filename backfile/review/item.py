"""One article of the review page: what is the matter, how to settle it, the page as printed, the article as read."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from backfile.build.words import date_words, html_lang
from backfile.review import advice
from backfile.review.body import Body
from backfile.review.elements import Html, element, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backfile.models import Credit
    from backfile.review.model import Edit, Matter, Part, Row, Sheet, SourceLine, Step
    from backfile.review.words import Words
    from backfile.settings import Settings


class Desk:
    """What every article of the page needs: settings, texts, the name of the content folder, the renderer of bodies."""

    def __init__(self, settings: Settings, words: Words, content: str) -> None:
        self.settings = settings
        self.words = words
        self.content = content
        self.body = Body(lambda path: words("item.picture", name=posixpath.basename(path)))


def article(sheet: Sheet, number: int, desk: Desk) -> Html:
    """An article of the page.

    Args:
        sheet: the article laid beside its source.
        number: its place on the page, from 1.
        desk: what all of them share.
    """
    case, words = sheet.case, desk.words
    where = [desk.settings.newspaper(case.newspaper).name, date_words(case.date, words.language)]
    if case.page:
        where.append(words("item.page", page=case.page))
    file = f"{desk.content}/{case.path}"
    link = element("a", element("code", file), href=quote(f"../{case.path}"))
    parts = [
        element(
            "header",
            element("p", element("span", number, class_="number"), " ", " · ".join(where), class_="where"),
            element("h2", case.title, id=f"h{number}", lang=_lang(sheet)),
            element("p", link, " ", _copy(words, file), class_="file"),
        ),
        *(_matter(sheet, place, matter, desk) for place, matter in enumerate(case.matters)),
    ]
    if then := advice.all_settling(sheet, words):
        parts.append(element("section", element("div", *_done(then, desk), class_="then"), class_="matter"))
    if sheet.conflict:
        parts.append(_difference(words("item.conflict"), sheet.conflict, _lang(sheet), words))
    parts.append(element("div", _source(sheet, words), _result(sheet, number, desk), class_="panes"))
    if sheet.edited:
        parts.append(_difference(words("item.edited"), sheet.edited, _lang(sheet), words))
    codes = " ".join(dict.fromkeys(matter.code for matter in case.matters))
    return element(
        "article", *parts, id=f"a{number}", tabindex=-1, data_codes=codes, aria_labelledby=f"h{number}", class_="item"
    )


def _matter(sheet: Sheet, place: int, matter: Matter, desk: Desk) -> Html:
    words = desk.words
    told = words.told(matter.words)
    sure = None
    if matter.confidence is not None:
        sure = element("span", words("item.sure", chance=f"{matter.confidence:.2f}"), class_="sure")
    then = advice.settling(sheet, place, words)
    return element(
        "section",
        element("h3", words.label(matter.code), " ", sure),
        element("p", told, class_="told") if told else None,
        element("p", advice.look(matter.code, words), class_="look"),
        element("ul", *(_step(step, desk) for step in advice.steps(sheet, place, words)), class_="steps"),
        element("div", *_done(then, desk), class_="then") if then else None,
        class_="matter",
    )


def _step(step: Step, desk: Desk) -> Html:
    if not (step.note or step.text or step.edits):
        step = replace(step, note=desk.words("item.nothing"))
    return element("li", *_done(step, desk))


def _done(step: Step, desk: Desk) -> Iterator[Html]:
    """When a step is right, and what is to be done then."""
    words = desk.words
    yield element("h4", step.when)
    if step.note:
        yield element("p", step.note)
    if step.file:
        yield element("p", words("item.new_file", file=f"{desk.content}/{step.file}"))
    if step.text:
        yield element("div", element("pre", step.text), _copy(words, step.text), class_="paste")
    yield from (_edit(edit, words) for edit in step.edits)


def _edit(edit: Edit, words: Words) -> Html:
    """One line of the file: what stands there struck out, what shall stand there with a button that copies it."""
    place = words("item.line", line=edit.line) if edit.line else words("item.new_line")
    if edit.new is None:
        place = f"{place}: {words('item.delete')}"
    old = element("del", edit.old) if edit.old and edit.old != edit.new else None
    new = None
    if edit.new is not None:
        new = element("div", element("ins", edit.new), _copy(words, edit.new), class_="paste")
    return element("div", element("p", place, class_="line"), old, new, class_="edit")


def _copy(words: Words, text: str) -> Html:
    """A button that copies a text; the script brings it to light."""
    return element("button", words("item.copy"), type="button", class_="copy", data_text=text, hidden=True)


def _source(sheet: Sheet, words: Words) -> Html:
    parts: list[Html] = [element("h3", words("item.source"))]
    if not sheet.parts:
        parts.append(element("p", words("item.by_hand"), class_="warn"))
    for part in sheet.parts:
        parts += _part(part, _lang(sheet), words)
    if url := sheet.entry.article.url:
        parts.append(element("p", url, class_="from"))
    return element("section", *parts, class_="source")


def _part(part: Part, lang: str | None, words: Words) -> Iterator[Html]:
    if part.region:
        first, last = part.region
        yield element("p", words("item.lines", name=part.name, first=first, last=last), class_="from")
    if part.moved:
        yield element("p", words("item.moved"), class_="warn")
    if part.lines:
        yield _lines(part.lines, lang, words)
    else:
        yield element("p", words("item.no_source", name=part.name), class_="warn")


def _lines(lines: Sequence[SourceLine], lang: str | None, words: Words) -> Html:
    shown = []
    before = lines[0].number - 1
    for line in lines:
        if line.number != before + 1:
            shown.append(element("li", "⋯", class_="gap", aria_hidden="true"))
        before = line.number
        if line.of:
            shown.append(element("li", words("item.begins", title=line.of), class_="begins", aria_hidden="true"))
        mark = element("span", words("item.alternative"), class_="else") if line.alternative else None
        text = element("span", line.text, class_="text")
        number = element("span", line.number, class_="n", aria_hidden="true")
        classes = f"{line.mark} alternative" if line.alternative else line.mark
        shown.append(element("li", number, text, mark, value=line.number, class_=classes))
    used = dict.fromkeys([line.mark for line in lines])
    legend = [
        element("li", words(f"item.{mark}"), class_=mark) for mark in ("taken", "passed", "outside") if mark in used
    ]
    return joined(
        element("ul", *legend, class_="legend"),
        element("ol", *shown, class_="lines", lang=lang),
    )


def _result(sheet: Sheet, number: int, desk: Desk) -> Html:
    found, words = sheet.entry.article, desk.words
    credited = _credited(found.credits, found.lang) or found.byline
    left = (
        element("p", words("item.body_left", count=f"{sheet.body_left:,}"), class_="warn") if sheet.body_left else None
    )
    return element(
        "section",
        element("h3", words("item.result"), id=f"r{number}"),
        element(
            "div",
            element("p", found.kicker, class_="kicker") if found.kicker else None,
            element("p", found.title, class_="headline"),
            element("p", found.subtitle, class_="subtitle") if found.subtitle else None,
            element("p", credited, class_="byline") if credited else None,
            element("p", found.summary, class_="summary") if found.summary else None,
            element("div", _body(sheet, desk), class_="body"),
            lang=_lang(sheet),
            class_="story",
        ),
        left,
        class_="result",
        tabindex=0,  # it scrolls beside a long page, also by keyboard
        aria_labelledby=f"r{number} h{number}",
    )


def _body(sheet: Sheet, desk: Desk) -> Html:
    """The body, its dateline at the head of the first paragraph as on the article's page."""
    body, dateline = desk.body(sheet.body), sheet.entry.article.dateline
    if not dateline:
        return body
    printed = element("b", dateline)
    if "<p>" not in body:
        return joined(element("p", printed), body)
    return Html(body.replace("<p>", f"<p>{printed} ", 1))


def _credited(credited: Sequence[Credit], lang: str) -> str:
    """The credits as the site prints them, a Chinese role before its names and an English one behind, each once."""
    chinese = lang.startswith("zh")
    said = []
    for place, credit in enumerate(credited):
        name = f"{credit.name} ({credit.organisation})" if credit.organisation else credit.name
        beside = credited[place - 1 : place] if chinese else credited[place + 1 : place + 2]
        if credit.role and not any(other.role == credit.role for other in beside):
            name = f"{credit.role} {name}" if chinese else f"{name}, {credit.role}"
        said.append(name)
    return (" " if chinese else ", ").join(said)


def _difference(title: str, rows: Sequence[Row], lang: str | None, words: Words) -> Html:
    shown = []
    for row in rows:
        if row.side == "gap":
            shown.append(element("li", "⋯", class_="gap", aria_hidden="true"))
            continue
        sign = element("span", "−" if row.side == "old" else "+", class_="sign", aria_hidden="true")
        name = element("span", words(f"item.{row.side}"), ": ", class_="unseen")
        middle = element("del" if row.side == "old" else "ins", row.changed) if row.changed else None
        text = element("span", row.before, middle, row.after, class_="text")
        shown.append(element("li", sign, name, text, class_=row.side))
    rows_list = element("ol", *shown, class_="rows", lang=lang)
    return element("section", element("h3", title), rows_list, class_="difference")


def _lang(sheet: Sheet) -> str | None:
    return html_lang(sheet.entry.article.lang) or None
