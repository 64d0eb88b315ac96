"""The article in the text of a file, also of one that a person has edited."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, get_args

from backfile import escape
from backfile.errors import ContentError
from backfile.identify import ARTICLE_ID
from backfile.models import Article, Credit, Entry, Figure, Kind, Markup, Paragraph, Review, Subhead

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from backfile.models import BodyItem

META_LINE = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
MORE_LINE = re.compile(r" {4,}(?P<value>.*)")
FIGURE = re.compile(r"!\[(?P<caption>(?:\\.|[^\]\\])*)\]\((?P<path>[^\s()]+)\)")
SUBHEAD = re.compile(r"(?P<marks>#{2,6}) +(?P<text>\S.*)")
CREDIT = re.compile(r"(?P<name>.+?)\s*[(（](?P<rest>[^()（）]*)[)）]")


def read(text: str, source: str) -> Entry:
    """The article in the text of a file, which a person may have edited.

    Args:
        text: the file's text; a byte-order mark and Windows' line ends are no matter.
        source: the file's name, for messages.

    Raises:
        ContentError: a key is missing or has a value that cannot be meant; it names the line.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    meta, body_start = _split(lines, source)
    return _entry(meta, tuple(_body("\n".join(lines[body_start:]))), source)


def from_metadata(values: Mapping[str, str], source: str) -> Entry:
    """The article of metadata that someone else has read (Pelican does, for the site); its body is empty.

    Args:
        values: keys in lower case with `_`, as `Title` is `title` and `Source_Hash` is `source_hash`.
        source: the file's name, for messages.

    Raises:
        ContentError: a key is missing or has a value that cannot be meant.
    """
    try:
        return _entry({key: (value, 0, key) for key, value in values.items()}, (), source)
    except ContentError as error:
        raise ContentError(error.reason, source=source, remedy=error.remedy) from error


def _split(lines: list[str], source: str) -> tuple[dict[str, tuple[str, int, str]], int]:
    """The metadata, lower-case key -> (value, line, key as written), and the index of the body's first line."""
    meta: dict[str, tuple[str, int, str]] = {}
    start = 1 if lines[0].startswith("---") else 0
    last = None
    for index, line in enumerate(lines[start:], start):
        if not line.strip() or line.startswith(("---", "...")):
            return meta, index + 1
        if found := META_LINE.fullmatch(line):
            last = found["key"].lower().replace("-", "_")
            if last in meta:
                reason = f"{found['key']} stands here twice"
                raise ContentError(reason, source=source, line=index + 1, remedy="keep one")
            meta[last] = (found["value"].strip(), index + 1, found["key"])
        elif (more := MORE_LINE.fullmatch(line)) and last:
            value, number, key = meta[last]
            meta[last] = (f"{value} {more['value'].strip()}".strip(), number, key)
        else:
            raise ContentError(
                "this line is neither `Key: value` nor blank",
                source=source,
                line=index + 1,
                remedy="leave a blank line between the metadata and the text",
            )
    return meta, len(lines)


def _body(text: str) -> Iterator[BodyItem]:
    for block in re.split(r"\n[ \t]*\n", text):
        block = block.strip("\n").rstrip()
        if not block.strip():
            continue
        if "\n" not in block:
            plain = escape.unescape(block)
            if escape.escape(plain) == block:
                yield Paragraph(plain)
                continue
            if head := SUBHEAD.fullmatch(block):
                plain = escape.unescape(head["text"])
                if escape.escape_heading(plain) == head["text"]:
                    yield Subhead(plain, level=len(head["marks"]))
                    continue
            if figure := FIGURE.fullmatch(block):
                yield Figure(escape.unescape(figure["caption"]), figure["path"])
                continue
        yield Markup(block)


class _Meta:
    """The metadata of one file, taken out key by key; what nobody takes is the person's own."""

    def __init__(self, meta: dict[str, tuple[str, int, str]], source: str) -> None:
        self._meta = meta
        self._source = source

    def take(self, key: str) -> str:
        return self._meta.pop(key, ("", 0, ""))[0]

    def take_list(self, key: str) -> tuple[str, ...]:
        return tuple(filter(None, (part.strip() for part in self.take(key).split(";"))))

    def error(self, key: str, reason: str, remedy: str) -> ContentError:
        line = self._meta[key][1] if key in self._meta else 1
        return ContentError(reason, source=self._source, line=line, remedy=remedy)

    def peek(self, key: str) -> str:
        return self._meta.get(key, ("", 0, ""))[0]

    def rest(self) -> tuple[tuple[str, str], ...]:
        return tuple((key, value) for value, _, key in self._meta.values() if value)


def _entry(values: dict[str, tuple[str, int, str]], body: tuple[BodyItem, ...], source: str) -> Entry:
    meta = _Meta(values, source)
    if not meta.peek("title"):
        raise meta.error("title", "there is no Title", "write `Title: …` in the first line")
    identity = ARTICLE_ID.fullmatch(meta.peek("id"))
    if not identity:
        raise meta.error(
            "id",
            f"Id is {meta.peek('id')[:80]!r}" if meta.peek("id") else "there is no Id",
            "write one such as citydaily-20220324-p03-01",
        )
    newspaper = meta.peek("newspaper") or identity["newspaper"]
    if newspaper != identity["newspaper"]:
        raise meta.error("newspaper", f"Newspaper is {newspaper[:80]!r}, the Id says otherwise", "make them agree")
    day = _date(meta)
    published = _published(meta)
    certainty = meta.peek("date_certainty")
    if certainty not in ("", "inferred", "certain"):
        raise meta.error("date_certainty", f"Date_Certainty is {certainty[:80]!r}", "write inferred, or take it away")
    kind = next((kind for kind in get_args(Kind) if kind == (meta.peek("kind") or "article")), None)
    if kind is None:
        raise meta.error("kind", f"Kind is {meta.peek('kind')[:80]!r}", f"write one of {', '.join(get_args(Kind))}")
    for key in ("date", "published", "date_certainty", "kind", "newspaper"):
        meta.take(key)
    article_id = meta.take("id")
    if meta.peek("slug") == article_id:
        meta.take("slug")
    article = Article(
        title=meta.take("title"),
        body=body,
        kicker=meta.take("kicker"),
        subtitle=meta.take("subtitle"),
        credits=_credits(meta.take_list("credits"), meta.take_list("authors")),
        byline=meta.take("byline"),
        dateline=meta.take("dateline"),
        jump=meta.take("jump"),
        summary=meta.take("summary"),
        kind=kind,
        section=meta.take("section"),
        persons=meta.take_list("persons"),
        places=meta.take_list("places"),
        organisations=meta.take_list("organisations"),
        dates=meta.take_list("dates"),
        tags=meta.take_list("tags"),
        lang=meta.take("lang"),
        published=published,
        url=meta.take("url"),
        pictures=tuple(meta.take("pictures").split()),
        review=tuple(_read_review(part) for part in meta.take_list("review")),
        confidence=tuple(_confidence(meta)),
    )
    return Entry(
        article=article,
        id=article_id,
        newspaper=newspaper,
        date=day,
        page=meta.take("page"),
        date_certainty="inferred" if certainty == "inferred" else "certain",
        source=meta.take("source"),
        source_hash=meta.take("source_hash"),
        extra=meta.rest(),
    )


def _date(meta: _Meta) -> date:
    value = meta.peek("date")
    if not value:
        raise meta.error("date", "there is no Date", "write `Date: YYYY-MM-DD`")
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        raise meta.error("date", f"Date is {value[:80]!r}", "write it as YYYY-MM-DD") from None


def _published(meta: _Meta) -> datetime | None:
    value = meta.peek("published")
    try:
        return datetime.fromisoformat(value) if value else None
    except ValueError:
        raise meta.error("published", f"Published is {value[:80]!r}", "write it as 2022-03-24T08:30:00+08:00") from None


def _confidence(meta: _Meta) -> Iterator[tuple[str, float]]:
    for part in meta.peek("confidence").split(";"):
        decision, _, chance = part.strip().rpartition(" ")
        if not part.strip():
            continue
        if not decision or not re.fullmatch(r"[01](?:\.\d+)?", chance):
            raise meta.error(
                "confidence", f"Confidence has {part.strip()[:80]!r}", "write `headline 0.95`, or take it away"
            )
        yield decision, float(chance)
    meta.take("confidence")


def _credits(listed: tuple[str, ...], authors: tuple[str, ...]) -> tuple[Credit, ...]:
    """The credits, and those authors whom the credits do not have: a person may have written either."""
    credited = []
    for part in listed:
        if found := CREDIT.fullmatch(part):
            role, _, organisation = found["rest"].partition(",")
            credited.append(Credit(found["name"], role.strip() or None, organisation.strip() or None))
        else:
            credited.append(Credit(part))
    names = {credit.name for credit in credited}
    return (*credited, *(Credit(name) for name in authors if name not in names))


def _read_review(part: str) -> Review:
    code, _, words = part.partition(":")
    return Review(code.strip(), words.strip())
