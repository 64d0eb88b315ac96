"""The words of the review page in the languages of the interface, from `words.toml` beside this module."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINE = re.compile(r" ?\(line (\d+)\)")
_CHANCE = re.compile(r"^[01]\.\d+(?:, |$)")


class Words:
    """The texts of one language, called by their keys.

    Args:
        language: the language of the interface, one of `settings.UI_LANGUAGES`.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, **values: str | int) -> str:
        """The text of a key, with values in the places that it names in braces."""
        return texts()[key][self.language].format(**values)

    def told(self, words: str) -> str:
        """The converter's words about a matter, what it quotes apart. The chance before them is shown by itself."""
        parts = re.split(r"(“[^”]*”)", _CHANCE.sub("", words))
        for key, languages in texts().items():
            if key.startswith("told."):  # the longer phrases come first in the file
                parts[::2] = [part.replace(languages["en"], languages[self.language]) for part in parts[::2]]
        parts[::2] = [_LINE.sub(lambda found: self("item.at_line", line=found[1]), part) for part in parts[::2]]
        return "".join(parts)

    def label(self, code: str) -> str:
        """What a matter is called: a code without words of its own is called by itself."""
        return self(f"{code}.label") if f"{code}.label" in texts() else code


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Every text: key -> language -> text."""
    data = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    return {f"{group}.{key}": languages for group, entries in data.items() for key, languages in entries.items()}
