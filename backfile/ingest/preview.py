"""What a run would change, as a unified difference that `patch -p1` in the content folder understands."""

from __future__ import annotations

import re
from difflib import unified_diff
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backfile.ingest.store import Change


def lines(changes: Iterable[Change]) -> Iterator[str]:
    """The lines of the difference without their ends. Of a picture it only says that it would come, change or go."""
    for change in changes:
        before, after = _text(change.before), _text(change.after)
        old = "/dev/null" if change.before is None else f"a/{change.path}"
        new = "/dev/null" if change.after is None else f"b/{change.path}"
        if before is None or after is None:
            yield f"Binary files {old} and {new} differ"
            continue
        for line in unified_diff(before, after, old, new):
            yield line.removesuffix("\n")
            if line[0] in " +-" and not line.endswith("\n"):
                yield "\\ No newline at end of file"


def _text(data: bytes | None) -> list[str] | None:
    """The lines with their ends, None when the file is not text."""
    try:
        text = (data or b"").decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else re.findall(r"[^\n]*\n|[^\n]+", text)
