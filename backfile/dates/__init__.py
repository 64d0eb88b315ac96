"""Dates in print: in the furniture of a page, in the text of one without any, and those that an article tells of.

Chinese numerals (二〇二二年三月二十四日), years of the Republic (民國二十五年), lunar dates with an emperor's year
(光绪九年六月初三), ISO-like and dotted numerals (2022.03.24) and English dates are read; words such as 昨日 or
`last Friday` are resolved against the issue's date. A day that does not exist in the calendar is no date.
"""

from __future__ import annotations

from backfile.dates.inference import infer
from backfile.dates.mentions import Mention, mentions
from backfile.dates.numerals import numeral
from backfile.dates.page import page_date, page_number
from backfile.dates.told import told

__all__ = ["Mention", "infer", "mentions", "numeral", "page_date", "page_number", "told"]
