"""What to look at, and the exact edit or command that settles it, for every code of `Review`.

A matter is settled when its code stands in the article's `Review` no more, a conflict by `inv settle`. Edits name the
line of the file as it is now; where a person has to write something, the edit holds the line as far as it is known.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from backfile import bylines, markdown
from backfile.escape import one_line
from backfile.identify import issue_folder
from backfile.review.model import CONFLICT, Edit, Step

if TYPE_CHECKING:
    from backfile.review.model import Alternative, Sheet
    from backfile.review.words import Words

Advise = Callable[["Sheet", "tuple[Alternative, ...]", "str", "Words"], Iterator[Step]]
"""The steps for a sheet, the alternatives of the matter, its words, in a language."""

TITLE_SHOWN = 40
_SOMEBODY_ELSES = " is of the article "
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")


def steps(sheet: Sheet, number: int, words: Words) -> tuple[Step, ...]:
    """The ways to settle a matter.

    Args:
        sheet: the article.
        number: which of its matters, from 0.
        words: the language.
    """
    matter = sheet.case.matters[number]
    return tuple(ADVICE.get(matter.code, _other)(sheet, sheet.alternatives[number], matter.words, words))


def look(code: str, words: Words) -> str:
    """What to look at."""
    return words(f"{code}.look" if code in ADVICE else "other.look")


def settling(sheet: Sheet, number: int, words: Words) -> Step | None:
    """What ends a matter after any of its steps: its code goes out of `Review`. None for a conflict, which is no code.

    Where `Review` cannot be taken apart safely it is said in words.
    """
    code = sheet.case.matters[number].code
    if code == CONFLICT:
        return None
    commands = any(step.text and not step.file for step in steps(sheet, number, words))
    when = words("other.then_by_hand" if commands else "other.then")
    line, old = sheet.keys.get("review", (0, ""))
    key, _, value = old.partition(":")
    parts = [part.strip() for part in value.split(";") if part.strip()]
    rest = [part for part in parts if part.partition(":")[0].strip() != code]
    if len(rest) == len(parts) or len(parts) != len(sheet.entry.article.review):
        return Step(when, note=words("other.out", code=code))
    return Step(when, edits=(Edit(line, old, f"{key}: {'; '.join(rest)}" if rest else None),))


def all_settling(sheet: Sheet, words: Words) -> Step | None:
    """What ends several matters at once, as their own edits cannot: each keeps the others. None for one alone."""
    line, old = sheet.keys.get("review", (0, ""))
    several = len(sheet.entry.article.review)
    if several > 1 and len(list(filter(str.strip, old.partition(":")[2].split(";")))) == several:
        return Step(words("other.then_all"), edits=(Edit(line, old, None),))
    return None


def _set(sheet: Sheet, key: str, value: str | None) -> Edit:
    """The edit that gives a key a value, or takes its line away."""
    line, old = sheet.keys.get(key.lower(), (0, ""))
    return Edit(line, old, None if value is None else f"{key}: {one_line(value)}")


def _ingest(sheet: Sheet, *options: str) -> str:
    """The command that gives the page of a sheet once more, from the folder that its name starts in."""
    name = sheet.parts[0].name.split("#")[0]
    source = f"./{name}" if name.startswith("-") else name
    words = ["inv", "ingest", shlex.quote(source), "--newspaper", sheet.case.newspaper, *options, "--replace"]
    return " ".join(words)


def _headline_missing(sheet: Sheet, named: tuple[Alternative, ...], _told: str, words: Words) -> Iterator[Step]:
    for one in named:
        when = words("headline-doubtful.instead", text=one.text)
        yield Step(when, edits=(_set(sheet, "Title", one.text),))
    yield Step(words("headline-missing.printed"), edits=(_set(sheet, "Title", ""),))
    yield Step(words("headline-missing.unprinted"))


def _headline_doubtful(sheet: Sheet, named: tuple[Alternative, ...], _told: str, words: Words) -> Iterator[Step]:
    yield Step(words("headline-doubtful.right"))
    for one in named:
        when = words("headline-doubtful.instead", text=one.text)
        yield Step(when, edits=(_set(sheet, "Title", one.text),))
    yield Step(words("headline-doubtful.another"), edits=(_set(sheet, "Title", ""),))


def _extent_doubtful(sheet: Sheet, _named: tuple[Alternative, ...], _told: str, words: Words) -> Iterator[Step]:
    yield Step(words("extent-doubtful.right"))
    for neighbour in filter(None, (sheet.before, sheet.after)):
        when = words("extent-doubtful.neighbour", title=one_line(neighbour.title, TITLE_SHOWN))
        yield Step(when, note=words("extent-doubtful.move", file=neighbour.name))
    added = words("extent-doubtful.add")
    if others := [neighbour.name for neighbour in (sheet.before, sheet.after) if neighbour]:
        added += words("extent-doubtful.from", files=", ".join(others))
    yield Step(words("extent-doubtful.lacks"), note=added)
    if sheet.free:
        yield Step(
            words("extent-doubtful.own"),
            note=words("extent-doubtful.new"),
            file=f"{sheet.case.path.rpartition('/')[0]}/{sheet.free}.md",
            text=_new_head(sheet),
        )


def _new_head(sheet: Sheet) -> str:
    """The metadata of a new article cut out of this one."""
    article = sheet.entry.article
    values = {
        "Title": "",
        "Date": sheet.entry.date.isoformat(),
        "Newspaper": sheet.entry.newspaper,
        "Page": sheet.entry.page,
        "Section": article.section,
        "Kind": "article",
        "Lang": article.lang,
        "Id": sheet.free,
    }
    return "".join(f"{key}: {value}".rstrip() + "\n" for key, value in values.items() if value or key == "Title")


def _byline_doubtful(sheet: Sheet, named: tuple[Alternative, ...], told: str, words: Words) -> Iterator[Step]:
    yield Step(words("byline-doubtful.right"))
    held = [key for key in ("Authors", "Credits", "Byline") if key.lower() in sheet.keys]
    if held:
        yield Step(words("byline-doubtful.none"), edits=tuple(_set(sheet, key, None) for key in held))
    # A byline that stands here already is named as another article's, not as the right one.
    others = [one.text for one in named if _SOMEBODY_ELSES not in told]
    for text in (*others, ""):
        when = words("byline-doubtful.instead", text=text) if text else words("byline-doubtful.wrong")
        values = _byline_values(sheet, text)
        edits = tuple(_set(sheet, key, values.get(key, "")) for key in ("Authors", "Credits", "Byline"))
        yield Step(when, edits=edits, note=words("byline-doubtful.lines"))


def _byline_values(sheet: Sheet, text: str) -> dict[str, str]:
    """The metadata that an article has with another byline: the names and roles are read in it."""
    found = bylines.own_line(text) or bylines.lead(text) or bylines.tail(text) or bylines.caption_credit(text)
    article = replace(sheet.entry.article, body=(), byline=text, credits=found.credits if found else ())
    pairs = (line.partition(": ") for line in markdown.write(replace(sheet.entry, article=article)).splitlines())
    return {key: value for key, _, value in pairs}


def _date_inferred(sheet: Sheet, _named: tuple[Alternative, ...], _told: str, words: Words) -> Iterator[Step]:
    right = words("date-inferred.right", date=sheet.entry.date.isoformat())
    yield Step(right, edits=(_set(sheet, "Date_Certainty", None),) if "date_certainty" in sheet.keys else ())
    if sheet.parts:
        again = words("date-inferred.again")
        yield Step(words("date-inferred.wrong"), note=again, text=_ingest(sheet, "--date", "YYYY-MM-DD"))


def _date_doubtful(sheet: Sheet, _named: tuple[Alternative, ...], told: str, words: Words) -> Iterator[Step]:
    day = sheet.entry.date
    yield Step(words("date-doubtful.right", date=day.isoformat()))
    for other in dict.fromkeys(_days(told)):
        if other != day:
            name = sheet.case.path.rpartition("/")[2]
            there = f"{issue_folder(sheet.case.newspaper, other)}/{name}"
            when = words("date-doubtful.right", date=other.isoformat())
            note = words("date-doubtful.move", file=there)
            yield Step(when, edits=(_set(sheet, "Date", other.isoformat()),), note=note)


def _days(text: str) -> Iterator[date]:
    for found in _DAY.findall(text):
        try:
            yield date.fromisoformat(found)
        except ValueError:
            continue


def _duplicate(sheet: Sheet, _named: tuple[Alternative, ...], told: str, words: Words) -> Iterator[Step]:
    shown = (_set(sheet, "Status", None),) if "status" in sheet.keys else ()
    yield Step(words("duplicate.this"), note=words("duplicate.delete", file=sheet.case.path.rpartition("/")[2]))
    other = words("duplicate.delete", file=f"{told.rpartition(' ')[2]}.md")
    yield Step(words("duplicate.other"), edits=shown, note=other)
    yield Step(words("duplicate.both"), edits=shown)


def _rule_unmatched(sheet: Sheet, _named: tuple[Alternative, ...], _told: str, words: Words) -> Iterator[Step]:
    rules = f"{sheet.case.newspaper}.toml"
    yield Step(words("rule-unmatched.changed"), note=words("rule-unmatched.rule", file=rules), text=_ingest(sheet))
    yield Step(words("rule-unmatched.right"))


def _conflict(sheet: Sheet, _named: tuple[Alternative, ...], _told: str, words: Words) -> Iterator[Step]:
    yield Step(words("correction-conflict.keep"), text=f"inv settle {sheet.case.id}")
    yield Step(words("correction-conflict.take"), text=f"inv settle {sheet.case.id} --new")
    both = words("correction-conflict.carry")
    yield Step(words("correction-conflict.both"), note=both, text=f"inv settle {sheet.case.id}")


def _other(_sheet: Sheet, _named: tuple[Alternative, ...], _told: str, words: Words) -> Iterator[Step]:
    """The advice for a code of the maintainer's own, or of a newer version."""
    yield Step(words("other.settled"))


ADVICE: dict[str, Advise] = {
    CONFLICT: _conflict,
    "headline-missing": _headline_missing,
    "headline-doubtful": _headline_doubtful,
    "extent-doubtful": _extent_doubtful,
    "byline-doubtful": _byline_doubtful,
    "date-inferred": _date_inferred,
    "date-doubtful": _date_doubtful,
    "duplicate": _duplicate,
    "rule-unmatched": _rule_unmatched,
}
"""What to do about each code that the converter gives."""
