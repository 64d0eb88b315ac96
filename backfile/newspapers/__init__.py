"""What is peculiar to one newspaper: its rules, kept in a file of their own and versioned by the dates of its issues.

Public: `rulebook` reads the rules of a newspaper, `Rulebook.for_day` gives those in force on a day, and `Rules` is
what the converter asks. Nothing of a single paper's habits stands in the converter itself.
"""

from __future__ import annotations

from backfile.newspapers.book import NO_BOOK, Rulebook, rulebook
from backfile.newspapers.rules import NO_RULES, Rules, WebRules

__all__ = ["NO_BOOK", "NO_RULES", "Rulebook", "Rules", "WebRules", "rulebook"]
