"""Articles that cannot stand beside each other: two with one id, one address, or one slug in different issues."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backfile.build.part import Claim


def rivals(claims: Iterable[Claim], *, across: bool = False) -> dict[str, str]:
    """The articles that cannot stand beside others, by their file, each with the reason.

    The one whose file is called as its id stays, else the first by name, whatever order the disk gives them in.

    Args:
        claims: of all articles that may be rivals.
        across: only those that give way to an article of another issue.
    """
    ids: dict[str, Claim] = {}
    addresses: dict[str, Claim] = {}
    slugs: dict[str, Claim] = {}
    refused = {}
    for claim in sorted(claims, key=_precedence):
        first = addresses.setdefault(claim.save_as.casefold(), claim)
        if first is claim and claim.original:
            first = ids.setdefault(claim.id, claim)
        if first is claim:
            # Pelican takes articles with one slug for translations of each other, which stand in one issue.
            other = slugs.setdefault(claim.slug, claim)
            if _issue(other) != _issue(claim):
                first = other
        if first is not claim and not (across and _issue(first) == _issue(claim)):
            refused[claim.source] = f"{first.source} has the same Id or Slug"
    return refused


def _issue(claim: Claim) -> tuple[str, str]:
    return (claim.newspaper, claim.date)


def _precedence(claim: Claim) -> tuple[bool, str]:
    return (posixpath.splitext(posixpath.basename(claim.source))[0] != claim.id, claim.source)
