"""Bylines of English newspapers: By Ann Lee, — Ann Lee, ANN LEE over Science correspondent, Reuters.

Names set in capitals are given in ordinary spelling (ANN O’NEIL is Ann O’Neil); the printed spelling stays in the
byline itself. `Special to The Courier` names a special correspondent of that paper.
"""

from __future__ import annotations

import re

from backfile.bylines.model import Found
from backfile.models import Credit

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'\-]*\.?"
_NAME = re.compile(rf"{_CAPITAL}(?: (?:{_CAPITAL}|de|da|di|van|von|der|den|la|le|bin|al)){{1,4}}")
_AGENCY = re.compile(
    r"(?:by )?(?:the )?(?:reuters|associated press|agence france-presse|united press international|afp|ap|upi|bloomberg"
    r"|xinhua|press association|staff|wire reports|news services)\.?",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:written|reported|compiled|edited|story|text|words|reporting|story and (?:photos|pictures)) )?by\s+"
    r"(?P<names>.+)",
    re.IGNORECASE,
)
# Credited, but no person: By our own correspondent, From wire reports.
_NAMELESS = re.compile(
    r"(?:by |from )(?:an? |our )?(?:(?:own|staff|special|foreign|city) )*(?:correspondents?|reporters?|staff writers?)"
    r"|from (?:staff|wire|news agency|staff and wire) (?:reports|services)",
    re.IGNORECASE,
)
# By Ann Lee, Staff Writer; By Ann Lee | Staff Writer; By Ann Lee of The Gazette.
_BEHIND = re.compile(r"(?:,| \||,? [–—-]) (?P<role>[A-Za-z’' ]{3,40})$")
_OF_PAPER = re.compile(r" (?:of|for) (?P<organisation>(?:the |The )?[A-Z][\w’'& ]{2,40})$")
_DASHED = re.compile(r"(?:—|–|--)\s?(?P<names>.+)")
_ROLE = re.compile(
    r"(?:(?P<organisation>(?:The |[A-Z])[\w.’' ]*?) )?(?P<role>(?:(?:staff|senior|chief|special|foreign|political"
    r"|science|sports?|business|city|arts|education|health|economics|environment|crime|technology|features?|local|national)\s)*"
    r"(?:staff writers?|writers?|correspondents?|reporters?|editors?|critic|columnist|photographer|staff))",
    re.IGNORECASE,
)
_SPECIAL = re.compile(r"special to (?P<organisation>(?:the )?.+)", re.IGNORECASE)
_PHOTO = (
    re.compile(r"(?:^|\s)(?:photo|photograph|picture)s? (?:by|:) (?P<name>[^.]{3,40})$", re.IGNORECASE),
    re.compile(r"(?:^|\s)(?P<name>[A-Z][A-Z.’'\- ]{3,40}) / (?:THE )?[A-Z][A-Z .’'&\-]{2,40}$"),
    re.compile(r"(?:^|\s)(?P<agency>(?:AP|AFP|REUTERS|EPA|UPI|GETTY IMAGES|FILE)(?: FILE)? PHOTO)$", re.IGNORECASE),
    re.compile(r"\((?:photo|photograph|picture)s?(?: by|:)? (?P<name>[^()]{3,40})\)$", re.IGNORECASE),
)
_SALUTATION = re.compile(r"(?:To the Editors?|Dear (?:Editors?|Sirs?|Madam)|Sirs?|Editors?)\s?(?:[:—–]|,\s)")
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’' \-]{2,40}|[A-Z][A-Za-z.’' \-]{2,40})(?:, [A-Z][\w. ]{1,24}){0,3}(?: \([A-Z][\w ]{1,12}\))?"
    r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2})? (?:—|--) ?(?=\S|$)"
)
_PARTICLES = {"DE": "de", "DA": "da", "DI": "di", "VAN": "van", "VON": "von", "DER": "der", "DEN": "den", "LA": "la"}


def own_line(text: str) -> Found | None:
    """One or two printed lines, parted by a line feed: the names, and below them a role or paper."""
    first, _, second = text.strip().partition("\n")
    first, second = first.strip(), second.strip()
    if len(first) > 100 or len(second) > 60 or "\n" in second:
        return None
    bare = first.strip("()[]—– -")
    if not second and (_AGENCY.fullmatch(bare) or _NAMELESS.fullmatch(bare)):
        return Found(0, len(text), place="after" if first != bare else None)
    dashed = _DASHED.fullmatch(first)
    match = _BY.fullmatch(first) or dashed
    if match is None and not second:
        return None
    # A letter is signed with the writer's name and place: — Ann Lee, Mill Street.
    printed = match["names"].partition(", ")[0] if match and match is dashed else match["names"] if match else first
    printed, role, organisation = _parted(printed, second) if match is not dashed else (printed, *_role(second))
    names = _names(printed)
    if names is None or (second and role is None) or not (match or role):
        return None
    credited = tuple(Credit(name, role, organisation) for name in names)
    return Found(0, len(text), credited, place="after" if dashed else "before")


def opens_article(text: str) -> bool:
    """Whether `text` begins with a dateline (BOSTON, March 12 —, WASHINGTON (AP) —) or a letter's salutation."""
    if _SALUTATION.match(text.lstrip()):
        return True
    match = _DATELINE.match(text.lstrip()[:120])
    return bool(match and re.match(r"[A-Z]{3}", match[0]))


def caption_credit(text: str) -> Found | None:
    """The credit that ends a caption: Photo by Ann Lee, ANN LEE / THE GAZETTE, AP PHOTO."""
    for pattern in _PHOTO:
        match = pattern.search(text[-90:])
        if match:
            name = match.groupdict().get("name")
            credited = (Credit(_spelled(name.strip()), "photographer"),) if name else ()
            return Found(max(0, len(text) - 90) + match.start(), len(text), credited)
    return None


def _names(text: str) -> list[str] | None:
    parts = [part.strip() for part in re.split(r",? (?:and|AND|&) |, ", text) if part.strip()]
    if not parts or len(parts) > 6 or not all(_NAME.fullmatch(part) for part in parts):
        return None
    return [_spelled(part) for part in parts]


def _parted(printed: str, second: str) -> tuple[str, str | None, str | None]:
    """Names apart from the role or paper that stands behind them in the same line, else below them."""
    role, organisation = _role(second)
    behind = _BEHIND.search(printed)
    if behind and not second and (found := _role(behind["role"].strip()))[0]:
        return printed[: behind.start()], *found
    paper = _OF_PAPER.search(printed)
    if paper and not second:
        return printed[: paper.start()], None, paper["organisation"]
    return printed, role, organisation


def _role(text: str) -> tuple[str | None, str | None]:
    special = _SPECIAL.fullmatch(text)
    if special:
        return "Special correspondent", special["organisation"]
    match = _ROLE.fullmatch(text.removeprefix("Of ").removeprefix("of "))
    if match is None:
        return None, None
    organisation, role = match["organisation"], match["role"]
    if organisation and "staff" not in role.lower():  # Business reporter: a desk, not a paper
        return text, None
    return role, organisation


def _spelled(name: str) -> str:
    if name != name.upper():
        return name
    return " ".join(_PARTICLES.get(word, _capitalised(word)) for word in name.split())


def _capitalised(word: str) -> str:
    parts = re.split(r"([’'\-])", word)
    spelled = "".join(part.capitalize() for part in parts)
    return f"Mc{spelled[2:].capitalize()}" if spelled.startswith("Mc") and len(spelled) > 4 else spelled
