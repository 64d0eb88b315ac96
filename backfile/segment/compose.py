"""The labelled pieces of one article into the article: headline parts, byline and credits, body, review.

The lead of a Chinese news item (本报讯（记者 叶青）) is printed into its first line but is no part of the sentence: it
goes to the byline (or, when it names nobody, to the dateline), where a reader sees it above the body, once. An
English dateline is run into its sentence and stays there. A credit at the end of a paragraph stays in it as well, and
so does a dateline that ends the article. Jump lines are the page's, not the article's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from backfile import bylines, clean, dates
from backfile.models import Article, BodyItem, Credit, Paragraph, Review, Subhead
from backfile.segment import kinds
from backfile.segment.grammar import Label
from backfile.segment.headlines import Headline, headline
from backfile.segment.paragraphs import split

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from backfile.newspapers import Rules
    from backfile.segment.assign import Reading
    from backfile.segment.measure import Habits, Measured
    from backfile.segment.pieces import Piece

# A title taken from the body is cut at a mark of punctuation when one stands before the twentieth square.
_TITLE_WIDTH = 20
_TITLE_WORDS = 9
_MARKS = "，。；：！？、"
_UNCLOSED = re.compile(r"(?<=.)[（《“][^）》”]*$")


def compose(reading: Reading, habits: Habits, compounds: Collection[str], rules: Rules) -> Article:
    """The article of one reading."""
    builder = _Builder(habits, compounds, rules)
    for piece, label in reading.pieces:
        builder.add(piece, label)
    return builder.article(reading)


def points_away(piece: Piece, label: Label) -> bool:
    """Whether a piece is the page's and not the article's: a mark, or a page number outside a contents box."""
    return piece.kind == "end" or (piece.kind == "reference" and label is not Label.BOX)


class _Builder:
    """Collects the parts of one article in the order of the dump."""

    def __init__(self, habits: Habits, compounds: Collection[str], rules: Rules) -> None:
        self.habits = habits
        self.rules = rules
        self.compounds = compounds
        self.heading: list[Measured] = []
        self.running: list[Measured] = []
        self.captioned = False
        self.columns: list[str] = []
        self.decks = 0
        self.body: list[BodyItem] = []
        self.bylines: list[str] = []
        self.datelines: list[str] = []
        self.credits: list[Credit] = []
        self.jumps: list[str] = []
        self.continues_on = ""
        self.continued_from = ""

    def add(self, piece: Piece, label: Label) -> None:
        if piece.kind == "text" and label in {Label.TEXT, Label.PHOTO, Label.CAPTION}:
            self.running += piece.lines
            self.captioned = label in {Label.PHOTO, Label.CAPTION}
            return
        if label in {Label.DECK, Label.BOX}:
            self._set_apart(piece, label)
            return
        if piece.kind == "column":
            self.columns.append(self._text(piece.lines))
            return
        if points_away(piece, label):
            return
        if piece.kind == "jump":
            self._jump(piece)
            return
        if label in {Label.HEAD, Label.AFTER} and piece.kind == "text":
            self.flush()
            self.heading += piece.lines
        elif label is Label.SUB:
            self.flush()
            self.body.append(Subhead(clean.tidy_headline(clean.join([line.raw for line in piece.lines]))))
        elif label is Label.FIGURE:
            self.flush()
            self._caption(piece)
        else:
            self.flush()
            self._credit(piece)

    def _set_apart(self, piece: Piece, label: Label) -> None:
        """Lines that keep their own breaks: a deck is one paragraph, of a box every entry is; its name is the title."""
        self.flush()
        if label is Label.DECK:
            self.decks += 1
            self.body.append(Paragraph(self._text(piece.lines)))
        elif kinds.names_contents(piece):
            self.heading += piece.lines
        elif kinds.box(piece):
            self.body += [Paragraph(self._text([line])) for line in piece.lines]
        else:
            self.body.append(Paragraph(self._text(piece.lines)))

    def flush(self) -> None:
        """Turns the running text so far into paragraphs."""
        for group in split(self.running, self._customs(), opening=len(self.body) == self.decks):
            text = self._text(group)
            if len(self.body) == self.decks:
                text = self._take_lead(text)
            if text:
                found = bylines.tail(text)
                self.credits += found.credits if found else ()
                self.body.append(Paragraph(text))
        self.running = []

    def _customs(self) -> Habits:
        """The page's habits, but captions are set without indents, and so is a box on a page that has them."""
        if self.captioned or (self.habits.indents and not any(line.indented for line in self.running)):
            return replace(self.habits, indents=False, hollow=False)
        return self.habits

    def _take_lead(self, text: str) -> str:
        found = self.rules.lead(text) or bylines.lead(text)
        if found is None:
            return text
        (self.bylines if found.credits else self.datelines).append(text[: found.end].strip())
        self.credits += found.credits
        return text[found.end :].lstrip()

    def _jump(self, piece: Piece) -> None:
        self.jumps.append(piece.text)
        if page := dates.page_number([piece.text]):
            if piece.resumes:
                self.continued_from = self.continued_from or page
            else:
                self.continues_on = page

    def _caption(self, piece: Piece) -> None:
        """A caption inside an article: its text and its credit are a paragraph each."""
        text = self._text(piece.lines)
        found = bylines.caption_credit(text)
        cut = found.start if found else len(text)
        self.body += [Paragraph(part) for part in (text[:cut].strip(), text[cut:].strip()) if part]

    def _credit(self, piece: Piece) -> None:
        text = " ".join(clean.squeeze(clean.printed(line.raw)) for line in piece.lines)
        if piece.kind != "credit":  # who took the picture beside an article is not its author
            self.credits += piece.found.credits if piece.found else ()
        dated = piece.kind == "tail" and not (piece.found and piece.found.credits)
        if dated or piece.kind == "credit":
            self.body.append(Paragraph(self._text(piece.lines)))
        else:
            self.bylines.append(self._text(piece.lines) if piece.kind == "tail" else text)

    def _text(self, lines: Sequence[Measured]) -> str:
        return clean.join([line.raw for line in lines], self.compounds)

    def _photo_credit(self) -> None:
        """Parts the credit from the end of a photograph's caption."""
        last = self.body[-1] if self.body else None
        if not isinstance(last, Paragraph):
            return
        found = bylines.caption_credit(last.text)
        if found is None:
            return
        self.bylines.append(last.text[found.start :].strip())
        self.credits += found.credits
        self.body.pop()
        if last.text[: found.start].strip():
            self.body.append(Paragraph(last.text[: found.start].strip()))

    def article(self, reading: Reading) -> Article:
        self.flush()
        labels = {label for _, label in reading.pieces}
        photo = Label.PHOTO in labels and labels <= {Label.PHOTO, Label.CAPTION, Label.HEAD, Label.AFTER}
        if photo:
            self._photo_credit()
        texts = [item.text for item in self.body if isinstance(item, Paragraph | Subhead)]
        head = headline(self.heading, "".join(texts), self.compounds) if self.heading else None
        boxes = {kinds.box(piece) for piece, label in reading.pieces if label is Label.BOX}
        boxed = boxes.pop() if len(boxes) == 1 else None
        review: list[Review] = []
        if head is None:
            words = first_words(next(iter(texts), "") or " ".join([*self.bylines, *self.datelines, *self.columns]))
            head = Headline(title=words)
            if not photo and boxed is None:
                review.append(Review("headline-missing", "no headline in print, title taken from the text"))
        kicker = " ".join(part for part in (*self.columns, head.kicker) if part)
        numbers = [line.number for piece, _ in reading.pieces for line in piece.lines]
        return Article(
            title=head.title,
            kicker=kicker,
            subtitle=head.subtitle,
            body=tuple(self.body),
            credits=tuple(_distinct(self.credits)),
            byline=" ".join(self.bylines),
            dateline=" ".join(self.datelines),
            kind="photo" if photo else boxed or kinds.of_item(head.title, texts),
            lines=(min(numbers), max(numbers)),
            jump=" ".join(self.jumps),
            continues_on=self.continues_on,
            continued_from=self.continued_from,
            review=tuple(review),
        )


def first_words(text: str) -> str:
    """A title for an article without one: its first words as printed, and an ellipsis."""
    words = text.split()
    if clean.width(text) < len(text) * 0.6:
        short = " ".join(words[:_TITLE_WORDS])[:80]
    else:
        short = text[:_TITLE_WIDTH]
        stop = max(short.rfind(mark) for mark in _MARKS)
        short = short[:stop] if stop > _TITLE_WIDTH // 2 else _UNCLOSED.sub("", short)
    return short.rstrip(_MARKS + " ,.;:") + "…"


def _distinct(mentions: Iterable[Credit]) -> list[Credit]:
    """Each person once: the first mention with a role, else the first."""
    found: dict[str, Credit] = {}
    for credit in mentions:
        if credit.name not in found or (found[credit.name].role is None and credit.role is not None):
            found[credit.name] = credit
    return list(found.values())
