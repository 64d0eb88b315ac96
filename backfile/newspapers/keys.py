"""The words of a rule file. `docs/newspapers.md` has them all with examples; a test holds the two together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

RULE_KEYS: Mapping[str, str] = {
    "from": "The first issue for which these rules hold, as a date; all earlier ones if not given.",
    "to": "The last issue for which these rules hold, as a date; all later ones if not given.",
    "furniture": "Regular expressions of whole lines that belong to no article, wherever they stand.",
    "sections": "The names of pages: the name to use = list of other printed forms of it.",
    "pages": "The names of pages that print none: page number = name.",
    "columns": "Regular expressions of whole lines that name a column: they become the kicker of the article below.",
    "headlines": "Where the paper's headlines mostly stand in the dump: before or after their articles.",
    "bylines": "Regular expressions of whole lines that are bylines; groups names, role, organisation.",
    "leads": "Regular expressions of words that open an article; groups names, role, organisation.",
    "ends": "Marks that end an article, as printed at its last line's end or on a line of their own.",
    "web": "Where the paper's site keeps the parts of an article.",
}
"""The keys of a `[[rules]]` table, each with one line on what it does."""

WEB_KEYS: Mapping[str, str] = {
    "hosts": "Hosts of the site, such as paper.example; the rules hold for their pages, and for pages without address.",
    "title": "Where the headline is.",
    "kicker": "Where the kicker is, the line above the headline.",
    "subtitle": "Where the subtitle is, the line below the headline.",
    "author": "Where the authors are named; each element found is a byline.",
    "date": "Where the day of publication is: in `datetime` or `content`, else in the words.",
    "section": "Where the section is named.",
    "body": "What holds the text of the article, and nothing but it.",
    "remove": "What stands inside the article and is not of it: advertisements, teasers, buttons.",
}
"""The keys of a `[rules.web]` table; all but `hosts` are CSS selectors."""

GROUPS = ("names", "role", "organisation")
"""The groups that a regular expression of a byline or lead may name."""
