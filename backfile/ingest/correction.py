"""One article's file under a new conversion: left, written anew, merged with a person's correction, or in conflict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backfile.errors import ContentError
from backfile.identify import content_hash
from backfile.ingest.merge import merge

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from backfile.ingest.merge import Conflict

SHOWN = 60
"""Characters of each side of a conflict in its one line of message; the whole is in `kept`."""
SETTLE = "correct the file until they agree, or settle it: inv settle"


@dataclass(frozen=True, slots=True)
class Written:
    """What the converter wrote before: its text and its hash, None and empty where that is not known."""

    text: str | None
    hash: str

    def is_untouched(self, stands: bytes) -> bool:
        """Whether a file is as the converter wrote it."""
        return content_hash(stands) == self.hash or (self.text is not None and stands == self.text.encode())


def corrected(before: Written, stands: bytes, new: str, path: Path, source: str) -> str:
    """The text that the file of a corrected article is to have after a new conversion.

    Args:
        before: the common ancestor.
        stands: the bytes of the file.
        new: the text that the converter gives now.
        path: the file, for messages.
        source: the input, for messages.

    Raises:
        ContentError: the two stand against each other, or the file cannot be read as an article.
    """
    again = "then run again with --replace"
    if before.text is None:
        raise ContentError(
            f"corrected by hand, {source} has changed since, and what it gave before is not known",
            source=str(path),
            remedy=SETTLE,
        )
    try:
        merged = merge(before.text, stands.decode("utf-8"), new, str(path))
    except UnicodeDecodeError as error:
        reason = f"is not UTF-8, so that what {source} gives now could not be merged with it"
        raise ContentError(reason, source=str(path), remedy=f"save it as UTF-8, {again}") from error
    except ContentError as error:
        reason = f"{error.reason}, so that what {source} gives now could not be merged with it"
        raise ContentError(reason, source=str(path), line=error.line, remedy=f"{error.remedy}, {again}") from error
    if merged.conflicts:
        raise ContentError(
            f"corrected by hand, and {source} now gives something else: {_told(merged.conflicts)}",
            source=str(path),
            remedy=SETTLE,
        )
    return merged.text


def _told(conflicts: Sequence[Conflict]) -> str:
    first = conflicts[0]
    sides = (("was", first.ancestor), ("corrected", first.mine), ("now", first.new))
    words = ", ".join(f"{side} {_short(text)}" for side, text in sides)
    more = f", and {len(conflicts) - 1} more" if len(conflicts) > 1 else ""
    return f"{first.where} {words}{more}"


def _short(text: str) -> str:
    line = " ".join(text[: 4 * SHOWN].split())
    return f"“{line if len(line) <= SHOWN else line[: SHOWN - 1] + '…'}”" if line else "nothing"
