"""The English stemmer of lunr.js 2.3.9, so that the index and the reader's browser agree on every word.

A port of `lunr.stemmer`: Porter's algorithm (M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980)
with the departures of that implementation. The Python package `lunr` stems some words otherwise (`try`, `lay`).
"""

from __future__ import annotations

import re
from functools import lru_cache

_CONSONANTS = "[^aeiou][^aeiouy]*"
_VOWELS = "[aeiouy][aeiou]*"
_MEASURE_ABOVE_0 = re.compile(f"^({_CONSONANTS})?{_VOWELS}{_CONSONANTS}")
_MEASURE_IS_1 = re.compile(f"^({_CONSONANTS})?{_VOWELS}{_CONSONANTS}({_VOWELS})?$")
_MEASURE_ABOVE_1 = re.compile(f"^({_CONSONANTS})?{_VOWELS}{_CONSONANTS}{_VOWELS}{_CONSONANTS}")
_HAS_VOWEL = re.compile(f"^({_CONSONANTS})?[aeiouy]")
_SHORT_SYLLABLE = re.compile(f"^{_CONSONANTS}[aeiouy][^aeiouwxy]$")
_DOUBLE_CONSONANT = re.compile(r"([^aeiouylsz])\1$")

_STEP_2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
    "logi": "log",
}  # fmt: skip
_STEP_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_STEP_2_SUFFIX = re.compile(f"^(.+?)({'|'.join(_STEP_2)})$")
_STEP_3_SUFFIX = re.compile(f"^(.+?)({'|'.join(_STEP_3)})$")
_STEP_4_SUFFIX = re.compile("^(.+?)(al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)$")
_STEP_4_ION = re.compile("^(.+?)(s|t)(ion)$")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a word of lower-case ASCII letters.

    >>> stem("elections"), stem("try"), stem("yes")
    ('elect', 'tri', 'yes')
    """
    if len(word) < 3:
        return word
    if word[0] == "y":  # a consonant here; no rule knows the capital
        word = "Y" + word[1:]
    return _strip_final_e(_step_4(_step_3(_step_2(_step_1(word))))).lower()


def _step_1(word: str) -> str:
    """Plurals, past tenses and participles, and y after a consonant."""
    if re.search("^(.+?)(ss|i)es$", word):
        word = word[:-2]
    elif re.search("^(.+?)([^s])s$", word):
        word = word[:-1]
    if word.endswith("eed") and len(word) > 3:
        if _MEASURE_ABOVE_0.search(word[:-3]):
            word = word[:-1]
    elif (found := re.search("^(.+?)(ed|ing)$", word)) and _HAS_VOWEL.search(found[1]):
        word = found[1]
        if word.endswith(("at", "bl", "iz")):
            word += "e"
        elif _DOUBLE_CONSONANT.search(word):
            word = word[:-1]
        elif _SHORT_SYLLABLE.search(word):
            word += "e"
    if re.search("^(.+?[^aeiou])y$", word):
        word = word[:-1] + "i"
    return word


def _step_2(word: str) -> str:
    found = _STEP_2_SUFFIX.search(word)
    return found[1] + _STEP_2[found[2]] if found and _MEASURE_ABOVE_0.search(found[1]) else word


def _step_3(word: str) -> str:
    found = _STEP_3_SUFFIX.search(word)
    return found[1] + _STEP_3[found[2]] if found and _MEASURE_ABOVE_0.search(found[1]) else word


def _step_4(word: str) -> str:
    if found := _STEP_4_SUFFIX.search(word):
        rest = found[1]
    elif found := _STEP_4_ION.search(word):
        rest = found[1] + found[2]
    else:
        return word
    return rest if _MEASURE_ABOVE_1.search(rest) else word


def _strip_final_e(word: str) -> str:
    """The last step: a final e, and one l of two."""
    if len(word) > 1 and word.endswith("e"):
        rest = word[:-1]
        if _MEASURE_ABOVE_1.search(rest) or (_MEASURE_IS_1.search(rest) and not _SHORT_SYLLABLE.search(rest)):
            word = rest
    if word.endswith("ll") and _MEASURE_ABOVE_1.search(word):
        word = word[:-1]
    return word
