"""A newspaper's rules over its years: which file holds them, which of them are in force on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backfile.errors import SettingsError
from backfile.newspapers.reader import parse
from backfile.newspapers.rules import NO_RULES, Rules

if TYPE_CHECKING:
    from datetime import date

    from backfile.settings import Settings

SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules of a newspaper in the order of time; no two of them hold on one day."""

    versions: tuple[Rules, ...] = ()

    def for_day(self, day: date | None) -> Rules:
        """The rules in force for the issue of `day`, `NO_RULES` when there are none.

        A page whose day is not known yet (it may be printed on it) is read by the newest rules.
        """
        if day is None:
            return self.versions[-1] if self.versions else NO_RULES
        for rules in self.versions:
            if (rules.start is None or rules.start <= day) and (rules.end is None or day <= rules.end):
                return rules
        return NO_RULES


NO_BOOK = Rulebook()
"""Of a newspaper that has no file of rules."""


def rulebook(settings: Settings, key: str) -> Rulebook:
    """The rules of the newspaper `key`, from the file of its name in the archive's folder of rules.

    Raises:
        SettingsError: the file is not as it must be, or the folder has rules for a newspaper that there is not: a
            misspelt name would otherwise go unnoticed.
    """
    folder = settings.rules_folder
    known = {newspaper.key for newspaper in settings.newspapers} | {key}
    try:
        there = sorted(folder.glob(f"*{SUFFIX}"))
        for path in there:
            if path.stem not in known:
                raise SettingsError(
                    f"these would be the rules of {path.stem!r}, which NEWSPAPERS does not have",
                    source=str(path),
                    remedy=f"name the file after one of {', '.join(sorted(known))}",
                )
        path = folder / f"{key}{SUFFIX}"
        if path not in there:
            return NO_BOOK
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(
            f"cannot be read: {error.strerror}", source=str(error.filename or folder), remedy="check who may read it"
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError("is not UTF-8", source=str(folder / f"{key}{SUFFIX}"), remedy="save it as UTF-8") from error
    return Rulebook(parse(text, str(path)))
