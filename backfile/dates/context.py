"""What stands around a date in running text, and what a date without its year means there.

News says 3月8日 or `March 8` of a day of this year, or of one close by across the turn of the year. Words such as 将于
or `until` say that it lies ahead, 截至 that it lies behind. Whatever could be two days is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from functools import cached_property

from backfile.dates.edtf import When, day_of
from backfile.dates.mentions import DAY, MONTH
from backfile.dates.numerals import ENGLISH_MONTH, month_number, numeral

_OPENING, _CLOSING = "“「『《〈", "”」』》〉"
_STOP = re.compile(r"[。！？；!?;\n]|\.(?=\s+[A-Z“])")
_SENTENCE = 160
"""Characters to either side of a date beyond which no word of its sentence bears on it."""
_AHEAD_BEFORE = re.compile(
    r"(?:[将將拟擬定]|预计|預計|计划|計劃|有望|力争|力爭|最迟|最遲|截止)[于於在到至从從]?\s?$"
    r"|\b(?:until|till|by|before|no later than|starting|beginning|due|scheduled for|set for)(?: on)?\s$",
    re.IGNORECASE,
)
_AHEAD_AFTER = re.compile(
    r"\s?(?:(?:之?前)(?:完成|建成|完工|竣工|有效|[，。、；])|起(?:施行|实施|實施|正式|开始|開始|[，、])?|截止|截稿|开幕|開幕)"
)
_AHEAD_IN_SENTENCE = re.compile(
    r"[将將](?![军軍士领領])|[定拟擬][于於]|预计|預計|计划|計劃|届时|屆時|即日起"
    r"|\b(?:will|won[’']t|would|shall|plans? to|due|expected to|scheduled|is to|are to|upcoming|next|until)\b"
)
_BEHIND_BEFORE = re.compile(r"(?:截至|早在|曾[于於在]|自从|自從|\bsince)到?\s?$")
_PAST_TENSE = re.compile(
    r"\b(?:\w{2,}ed|was|were|had|did|said|told|gave|came|went|made|took|met|won|lost|began|left|held|sold|ran|rose|fell"
    r"|found|became|grew|led|died|kept|stood|set out|put|got|saw|knew|wrote|spoke|brought|built|bought|broke|struck)\b"
)
_DATELINES = (
    re.compile(rf"{MONTH}\s?{DAY}\s?[讯訊电電]"),
    re.compile(rf"^[A-Z][^\n—]{{1,50}}, {ENGLISH_MONTH} (?P<day>\d{{1,2}}) ?[—–-]", re.MULTILINE),
)
_LEAD = 400
"""Characters at an article's beginning within which its dateline stands."""
_HALF_YEAR = 183
_FAR = 300
"""Days beyond which not even a word for what lies ahead or behind settles the year: it would be nearly a whole one."""
_ACROSS = 62
"""Days that a date without a year may lie back across the turn of the year: a page of January speaks of November."""
_SOON = 45
"""Days ahead within which a date without a year is one to come even where no word says so."""


class Context:
    """A text, and the day of the issue it stands in; `certain` is whether that day is known or only inferred.

    `lead` is the byline or dateline where that is printed apart from the text: 本报海口7月7日讯（记者 林晓）. `said` is
    the last date that was read and `near` the last with a month, each with its place in the text; whoever goes through
    the text keeps them.
    """

    def __init__(self, text: str, issued: date, *, certain: bool = True, lead: str = "") -> None:
        self.text = text
        self.lead = lead
        self.issued = issued
        self.certain = certain
        self.said: tuple[int, When] | None = None
        self.near: tuple[int, When] | None = None

    def day(self, day: date) -> When:
        """A day that was found by the issue's: it is as uncertain as that is."""
        return day_of(day, uncertain=not self.certain)

    def month(self, year: int, month: int) -> When:
        """A month found by the issue's; below 1 and above 12 `month` runs into the years beside."""
        return When(year + (month - 1) // 12, (month - 1) % 12 + 1, uncertain=not self.certain)

    @cached_property
    def dateline(self) -> date | None:
        """The day of the dateline at the beginning, if it has one: the words for today are said on that day."""
        opening = f"{self.lead}\n{self.text[:_LEAD]}"
        match = next((match for pattern in _DATELINES if (match := pattern.search(opening))), None)
        return self.nearest(month_number(match["month"]) or 0, numeral(match["day"]) or 0) if match else None

    def nearest(self, month: int, day: int) -> date | None:
        """The day closest to the issue's, None if no year near has it."""
        return min(self._days(month, day), key=lambda found: abs(found - self.issued), default=None)

    def same_paragraph(self, start: int, end: int) -> bool:
        """Whether two places of the text lie in one paragraph."""
        return bisect_right(self._line_ends, start) == bisect_right(self._line_ends, end)

    def same_sentence(self, start: int, end: int) -> bool:
        """Whether two places lie in one sentence."""
        return end - start <= _SENTENCE and not _STOP.search(self.text, start, end)

    def quoted(self, place: int) -> bool:
        """Whether a place stands inside quotation marks: who speaks there, and when, is not known."""
        return bool(self._quotation[place])

    def before(self, place: int, length: int = 24) -> str:
        """What stands right before a place."""
        return self.text[max(0, place - length) : place]

    def sentence(self, start: int, end: int) -> str:
        """The sentence around a place, without the place."""
        head = self.text[max(0, start - _SENTENCE) : start]
        tail = self.text[end : end + _SENTENCE]
        begin = max((match.end() for match in _STOP.finditer(head)), default=0)
        stop = _STOP.search(tail)
        return head[begin:] + "\t" + tail[: stop.start() if stop else None]

    def lies_ahead(self, start: int, end: int) -> bool:
        """Whether words of the sentence speak of what is to come."""
        return bool(_AHEAD_IN_SENTENCE.search(self.sentence(start, end)))

    def is_told_as_past(self, start: int, end: int) -> bool:
        """Whether an English sentence is in the past tense and speaks of nothing to come."""
        sentence = self.sentence(start, end)
        return bool(_PAST_TENSE.search(sentence)) and not _AHEAD_IN_SENTENCE.search(sentence)

    def without_year(self, month: int, day: int, start: int, end: int) -> date | None:
        """The day that a month and a day without their year mean at a place; None where it could be two."""
        if self.quoted(start):
            return None
        found = self._by_direction(month, day, start, end)
        if found is None or self.said is None or not self.same_paragraph(self.said[0], start):
            return found
        # 1937年7月7日……7月17日: after another year the day is that year's, or may be; only fresh news is not.
        other = self.said[1].year != found.year
        return found if not other or 0 <= (self.issued - found).days <= 7 else None

    def month_without_year(self, month: int, start: int, end: int) -> When | None:
        """The month that its name or number alone means at a place; None where it could be two years'."""
        if self.quoted(start) or not 1 <= month <= 12:
            return None
        if self.said and self.same_paragraph(self.said[0], start) and self.said[1].year != self.issued.year:
            return None
        ahead = bool(_AHEAD_BEFORE.search(self.before(start))) or self.lies_ahead(start, end)
        distance = month - self.issued.month
        if distance > 0 and not ahead:
            return self.month(self.issued.year - 1, month) if distance >= 10 else None
        return self.month(self.issued.year, month) if distance >= 0 or not ahead or distance > -6 else None

    def _by_direction(self, month: int, day: int, start: int, end: int) -> date | None:
        days = self._days(month, day)
        past = max((one for one in days if one <= self.issued), default=None)
        future = min((one for one in days if one > self.issued), default=None)
        if past is None or future is None:  # 29 February
            return self.nearest(month, day) if days and abs(min(days) - self.issued).days < _HALF_YEAR else None
        back, on = (self.issued - past).days, (future - self.issued).days
        before = self.before(start)
        if _BEHIND_BEFORE.search(before):
            return past if back <= _FAR else None
        if _AHEAD_BEFORE.search(before) and on <= _FAR:
            return future
        if on <= _HALF_YEAR and (_AHEAD_AFTER.match(self.text, end) or self.lies_ahead(start, end)):
            return future
        if back <= (_FAR if past.year == self.issued.year else _ACROSS):
            return past
        return future if on <= _SOON else None

    def _days(self, month: int, day: int) -> list[date]:
        found = []
        for year in (self.issued.year - 1, self.issued.year, self.issued.year + 1):
            try:
                found.append(date(year, month, day))
            except ValueError:
                continue
        return found

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.text)]

    @cached_property
    def _quotation(self) -> bytearray:
        marks = bytearray(len(self.text))
        depth, straight = 0, False
        for place, character in enumerate(self.text):
            if character in _OPENING:
                depth += 1
            elif character in _CLOSING:
                depth = max(0, depth - 1)
            elif character == '"':
                straight = not straight
            elif character == "\n":  # a quotation that runs on opens again in its next paragraph
                depth, straight = 0, False
            marks[place] = depth > 0 or straight
        return marks
