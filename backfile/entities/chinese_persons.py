"""Chinese names of persons in Chinese text: surname and given name, believed only on evidence.

A span is a candidate where words of the dictionary end at both its ends and it begins with a surname. What stands
around it (a calling before it, a word of speech or a title behind it), its own characters and how often it comes back
are added up; a name is what reaches the bar at one of its places. It is then a name at all of them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backfile.bylines.surnames import SURNAMES
from backfile.entities.lexicon import characters, sorted_words, words
from backfile.entities.words import Span, Text, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Surnames that are hardly ever one in running text.
_NO_SURNAME = frozenset("和同过上东才来海战练普水刑母索那经都")
_GRAMMAR = ("v", "p", "c", "d", "f", "m", "r", "u", "uj", "ul", "uz", "ug", "ud", "uv", "y", "k", "x")
_NO_NAME_TAGS = ("d", "p", "c", "r", "m", "t", "u", "f", "y", "q", "x")
# After a name of two characters these go on with the sentence far more often than with the name.
_GOES_ON = frozenset(
    "说在是和与的对把将从向给为以及等也还又就都却则已曾不没看想到去走坐站用拿带听问笑打写做任被让请叫要于因由其告称很最更"
)
# Last characters of words that the dictionary has as names by mistake.
_OF_THINGS = frozenset("桥峡港县区江湖馆站部委队感性法证周化观书节赛展营史画团庭员物品岛城沟口庄带道雨风暴")
_JOINS = "、和与及 　"
_EDGES = "，。！？；：、“”‘’（）《》 　\n"

_CALLING = 3.0
_IN_LIST = 2.5
_SPEECH = 2.5
_TITLE = 3.0
_CLAUSE = 1.0
_BAR = 3.5
"""A calling and a likely given name, or a beginning of a clause, a likely given name and a word of speech: set, as are
the weights, on `tests/evaluation/truth-names.json`, where 3.0 lets 林子里 in and 4.0 loses 漆云台."""
_AGAIN = (0.0, 0.0, 1.0, 2.0, 2.5)
"""What coming back 0, 1, 2, 3, 4 or more times adds."""
_LONGEST_CALLING = 9


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    name: str
    surname: int
    own: float


def find(text: Text, taken: bytearray) -> list[Span]:
    """The places of Chinese names, in order; nowhere where `taken` says that another name stands."""
    by_name: dict[str, list[_Candidate]] = defaultdict(list)
    for candidate in _candidates(text, taken):
        by_name[candidate.name].append(candidate)
    accepted = {name for name, found in by_name.items() if _is_believed(text, found)}
    accepted = _with_lists(text, by_name, accepted)
    longer = defaultdict(list)
    for name in by_name:
        longer[name[:-1]].append(name)
    accepted = {_whole(name, longer.get(name, []), by_name) for name in accepted}
    return _at_their_places(text, by_name, accepted)


def _is_believed(text: Text, found: list[_Candidate]) -> bool:
    around = [_around(text, one) for one in found]
    if len(found[0].name) == 2 and max(around) < _SPEECH:  # 兰张高铁 comes back and is no person
        return False
    return max(one.own + score for one, score in zip(found, around, strict=True)) + _AGAIN[min(len(found), 4)] >= _BAR


def may_go_on(text: Text, end: int) -> bool:
    """Whether a single character follows that is as likely the end of the name as the next word: 杨晓|渡."""
    word = text.after(end)
    if word is None or len(word.text) > 1 or not "\u4e00" <= word.text <= "\u9fff":
        return False
    return word.text not in _GOES_ON and word.text not in words("speech-zh")


def _whole(name: str, longer: list[str], by_name: dict[str, list[_Candidate]]) -> str:
    """The longer name that a name is always the beginning of: 陈榕渠 where 陈榕 is followed by nothing else."""
    if len(longer) != 1 or len(by_name[name]) < 2:
        return name
    (other,) = longer
    goes_on = other[-1] in _GOES_ON or other[-1] in words("speech-zh")
    return other if len(by_name[other]) == len(by_name[name]) and not goes_on else name


def _candidates(text: Text, taken: bytearray) -> Iterator[_Candidate]:
    plain = text.plain
    for word in text.words:
        start = word.start
        surname = _surname(plain, start)
        if not surname:
            continue
        for end in (start + surname + 1, start + surname + 2):
            if any(taken[start:end]) or not (end in text.ending or _parts_a_word(text, start, end)):
                continue
            if end - start == 2 and may_go_on(text, end):
                continue
            own = _own(text, start, surname, end)
            if own is not None:
                yield _Candidate(start, end, plain[start:end], surname, own)


def _surname(plain: str, start: int) -> int:
    """Characters of the surname that begins at a place, 0 if none does."""
    if plain[start : start + 2] in words("compound-surnames-zh"):
        return 2
    first = plain[start]
    return int(first not in _NO_SURNAME and (first in SURNAMES or first in characters("rare-surnames-zh")))


def _own(text: Text, start: int, surname: int, end: int) -> float | None:
    """What the characters of a candidate say for it by themselves; None where they rule it out."""
    given = text.plain[start + surname : end]
    if given in words("not-given-zh") or not all("\u4e00" <= character <= "\u9fff" for character in given):
        return None
    if given[-1] + text.plain[end : end + 1] in ("先生", "女士"):  # 王先|生
        return None
    inside = _inside(text, start, end) if end in text.ending else []
    likely = all(character in characters("given-zh") for character in given)
    score = (1.0 if len(given) == 2 else 0.5) if likely else -1.0
    if len(inside) == 1:  # one word of the dictionary
        if not inside[0].tag.startswith("nr"):
            return None
        score += 1.5 if likely and _is_a_name(text, inside[0], surname) else -2.0
    elif len(inside) == 2 and len(given) == 2 and inside[1].start == start + surname:
        if inside[1].tag.startswith(_NO_NAME_TAGS):
            if text.plain[start] in characters("everyday-surnames-zh") or not likely:  # 于|近日
                return None
            score -= 1.5
        else:
            score -= 0.0 if inside[1].tag.startswith("nr") else 0.5 if likely else 1.5
    elif any(len(word.text) > 1 for word in inside[:1]) and surname == 1:  # 高山|青: its first word is no surname
        return None
    weak = characters("everyday-surnames-zh") | characters("rare-surnames-zh")
    if surname == 1 and text.plain[start] in weak:
        score -= 0.5 if len(given) == 2 else 1.0
    if text.plain[start] in "向于和对为" and start + 1 in text.starting and text.plain[start + 1] in SURNAMES:
        score -= 2.0  # 向|李杰
    return score


def _parts_a_word(text: Text, start: int, end: int) -> bool:
    """Whether a name behind a calling ends inside a word, and the text goes on with a better one: 翁既白|带着."""
    if end + 2 > len(text.plain) or _before(text, start) < _CALLING:
        return False
    goes_on = text.plain[end + 1] in "着了过" or text.is_word(end, end + 2)
    return goes_on and not text.is_word(end - 1, end + 2)


def _is_a_name(text: Text, word: Word, surname: int) -> bool:
    """Whether a word that the dictionary has as a name is none of the everyday words it has so by mistake.

    It has 高水平, 安全感, 卢沟桥 and, of two characters, 文明 and 高峰.
    """
    if len(word.text) < 3 or word.text[-1] in _OF_THINGS:
        return False
    return not text.is_word(word.start + surname, word.end)


def _inside(text: Text, start: int, end: int) -> list[Word]:
    first, last = text.starting[start], text.ending[end]
    return text.words[first : last + 1]


def _around(text: Text, candidate: _Candidate) -> float:
    """What stands around a candidate says for it."""
    return _before(text, candidate.start) + _behind(text, candidate)


def _before(text: Text, start: int) -> float:
    bare = start
    while bare > max(0, start - 2) and text.plain[bare - 1] in " 　":
        bare -= 1
    for length in range(2, min(_LONGEST_CALLING, bare) + 1):
        if text.plain[bare - length : bare] in words("roles-zh"):
            return _CALLING
    if start == 0 or text.plain[start - 1] in _EDGES:
        return _CLAUSE
    if text.plain[max(0, start - 2) : start] in ("名叫", "叫做", "名为", "大名", "原名", "本名", "笔名", "化名"):
        return _TITLE
    if text.plain[start - 1] in "的对向由与和同请为被让给叫是":
        return 0.5
    word = text.before(start)
    # A single character that is no word of grammar may be the surname of a longer name: 芮|桂香.
    return -1.5 if word and len(word.text) == 1 and word.tag not in _GRAMMAR else 0.0


def _behind(text: Text, candidate: _Candidate) -> float:
    plain, end = text.plain, candidate.end
    if plain.startswith(sorted_words("titles-zh"), end):
        return _TITLE
    word = text.after(end)
    if word is None:
        return 0.5
    if word.text in words("speech-zh"):
        return _SPEECH
    if plain.startswith(("（左", "（右", "（中", "（女", "（男", "（前", "（后", "，男，", "，女，", "今年"), end):
        return _TITLE
    if word.text in _EDGES or word.tag.startswith(("v", "p", "d", "uj")):
        return 0.5
    return 0.0


def _with_lists(text: Text, by_name: dict[str, list[_Candidate]], accepted: set[str]) -> set[str]:
    """`accepted` with the names that follow another one in a list: 王晓明、李红和张伟."""
    found = set(accepted)
    ends = {one.end for name in found for one in by_name[name]}
    for one in sorted((one for group in by_name.values() for one in group), key=lambda one: (one.start, -one.end)):
        if one.name in found or one.start < 2 or text.plain[one.start - 1] not in _JOINS:
            continue
        if one.start - 1 in ends and one.own + _IN_LIST + _behind(text, one) >= _BAR - 0.5:
            found.add(one.name)
            ends.add(one.end)
    return found


def _at_their_places(text: Text, by_name: dict[str, list[_Candidate]], accepted: Iterable[str]) -> list[Span]:
    """Every place of the accepted names, each with one of them: the longer, unless the sentence goes on inside it."""
    names = set(accepted)
    at: dict[int, list[_Candidate]] = defaultdict(list)
    for name in names:
        for one in by_name[name]:
            at[one.start].append(one)
    spans: list[Span] = []
    free = 0
    for start in sorted(at):
        if start < free:
            continue
        here = sorted(at[start], key=lambda one: one.end)
        chosen = here[-1]
        if len(here) == 2 and _goes_on(text, here[0], here[1], by_name):
            chosen = here[0]
        spans.append(Span(chosen.start, chosen.end, chosen.name))
        free = chosen.end
    return spans


def _goes_on(text: Text, short: _Candidate, long: _Candidate, by_name: dict[str, list[_Candidate]]) -> bool:
    """Whether the last character of the longer name belongs to what follows: 费朗|到, 霍棠|想."""
    if len(by_name[short.name]) > len(by_name[long.name]):  # it is followed by something else as well
        return True
    if long.name[-1] in words("speech-zh"):
        return True
    if _behind(text, long) >= _SPEECH:  # 祁中和|说: nobody goes on with 和说
        return False
    return long.name[-1] in _GOES_ON and len(by_name[long.name]) == 1
