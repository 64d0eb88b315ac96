"""Merging the metadata of an article, key by key; lists item by item, running text as a paragraph is merged.

A key or an item that a person has taken out stays out, one that a person has put in stays. What the converter found in
the text or keeps for itself (names, where the text came from, how sure it was, what it doubts) is no matter to disagree
about: what a person has changed there simply stands.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backfile.ingest.merge.conflict import Conflict
from backfile.ingest.merge.text import merge_text
from backfile.markdown.reader import META_LINE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TEXTS = frozenset({"title", "kicker", "subtitle", "byline", "dateline", "summary"})
LISTS = frozenset({"authors", "credits", "pictures"})
FOUND = frozenset({"places", "persons", "organisations", "dates", "tags"})
"""Lists of what was found in the text."""
NOTES = {"review": ":", "confidence": " "}
"""Lists whose items begin with a name, and what ends it: `headline-missing: words`, `headline 0.95`."""
OWN = frozenset({"source", "source_hash"})


@dataclass(frozen=True, slots=True)
class Field:
    """One key with its value on one line, and the lines of the file that say so."""

    key: str
    value: str
    lines: tuple[str, ...]

    @property
    def name(self) -> str:
        """The key as it is compared: `Source-Hash` and `source_hash` are one."""
        return self.key.lower().replace("-", "_")


@dataclass(frozen=True, slots=True)
class Head:
    """The metadata of a file: the line that opens it, if one does, its fields, and the line that ends it."""

    opening: tuple[str, ...]
    fields: tuple[Field, ...]
    closing: str

    def text(self) -> str:
        """The lines of the file up to the body."""
        lines = [*self.opening, *(line for field in self.fields for line in field.lines), self.closing]
        return "".join(f"{line}\n" for line in lines)

    def values(self) -> dict[str, str]:
        """Compared key -> value, in the order of the file."""
        return {field.name: field.value for field in self.fields}


def split(text: str) -> tuple[Head, str]:
    """The metadata of a file that can be read as an article, and its body."""
    lines = text.split("\n")
    start = 1 if lines[0].startswith("---") else 0
    fields: list[Field] = []
    end = len(lines)
    for index, line in enumerate(lines[start:], start):
        if not line.strip() or line.startswith(("---", "...")):
            end = index
            break
        if found := META_LINE.fullmatch(line):
            fields.append(Field(found["key"], found["value"].strip(), (line,)))
        elif fields:  # the value goes on
            before = fields.pop()
            fields.append(Field(before.key, f"{before.value} {line.strip()}".strip(), (*before.lines, line)))
    head = Head(tuple(lines[:start]), tuple(fields), lines[end] if end < len(lines) else "")
    return head, "\n".join(lines[end + 1 :])


def merge_metadata(ancestor: Head, mine: Head, new: Head) -> tuple[Head, list[Conflict]]:
    """The person's metadata with what the new conversion changes in it, and what stands against each other."""
    old, current, coming = ancestor.values(), mine.values(), new.values()
    if "headline-missing" in _notes(coming.get("review", ""), ":") and current.get("title") != old.get("title"):
        coming["title"] = old.get("title", "")  # the first words of the text are no headline to set against a person's
    conflicts: list[Conflict] = []
    fields: list[Field] = []
    for field in mine.fields:
        sides = old.get(field.name, ""), field.value, coming.get(field.name, "")
        value = _merge_value(field.name, *sides)
        if value is None:
            conflicts.append(Conflict(field.key, *sides))
        if value is None or value == field.value:
            fields.append(field)
        elif value:
            fields.append(_field(field.key, value))
    for index, field in enumerate(new.fields):
        if field.name in current:
            continue
        sides = old.get(field.name, ""), "", coming[field.name]
        value = _merge_value(field.name, *sides)
        if value is None:
            conflicts.append(Conflict(field.key, *sides))
        elif value:
            names = [other.name for other in fields]
            before = next((other.name for other in reversed(new.fields[:index]) if other.name in names), None)
            fields.insert(names.index(before) + 1 if before else len(fields), _field(field.key, value))
    return Head(mine.opening, tuple(fields), mine.closing), conflicts


def _field(key: str, value: str) -> Field:
    return Field(key, value, (f"{key}: {value}",))


def _merge_value(name: str, ancestor: str, mine: str, new: str) -> str | None:
    """The value of a key, empty when it is to go; None for a conflict."""
    if mine == new or new == ancestor:
        return mine
    if mine == ancestor:
        return new
    if name in NOTES:
        end = NOTES[name]
        return "; ".join(_merge_notes(*(_notes(value, end) for value in (ancestor, mine, new))))
    if name in LISTS | FOUND:
        mark = " " if name == "pictures" else ";"
        merged = _merge_items(*(_items(value, mark) for value in (ancestor, mine, new)))
        if merged is None:
            return mine if name in FOUND else None
        return _joined(merged, mark)
    if name in OWN:
        return mine
    return merge_text(ancestor, mine, new) if name in TEXTS and mine and new else None


def _items(value: str, mark: str) -> list[str]:
    return list(dict.fromkeys(filter(None, (part.strip() for part in value.split(mark)))))


def _joined(items: Sequence[str], mark: str) -> str:
    """As the writer of the files does: one name with a comma ends in `;`, lest Pelican divide it there."""
    if mark == ";" and len(items) == 1 and "," in items[0]:
        return f"{items[0]};"
    return " ".join(items) if mark == " " else "; ".join(items)


def _merge_items(ancestor: list[str], mine: list[str], new: list[str]) -> list[str] | None:
    """The person's items without those that the new conversion dropped, and with those that it found.

    None when both have put something else in the place of the same item.
    """
    gone = {item for item in ancestor if item not in new}
    found = [item for item in new if item not in ancestor and item not in mine]
    own = any(item not in ancestor and item not in new for item in mine)
    if own and found and any(item not in mine for item in gone):
        return None
    return [item for item in mine if item not in gone] + found


def _notes(value: str, end: str) -> dict[str, str]:
    """The items of a list by their names; a name that comes again is counted."""
    seen: Counter[str] = Counter()
    notes: dict[str, str] = {}
    for item in _items(value, ";"):
        name = item.partition(end)[0].strip()
        seen[name] += 1
        notes[name if seen[name] == 1 else f"{name} {seen[name]}"] = item
    return notes


def _merge_notes(ancestor: Mapping[str, str], mine: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """The person's notes, in the converter's newest words where the person has left them, and its new ones."""
    merged = []
    for name, item in mine.items():
        unchanged = ancestor.get(name) == item
        if not unchanged or name in new:
            merged.append(new[name] if unchanged else item)
    return merged + [item for name, item in new.items() if name not in mine and name not in ancestor]
