"""The language of a web article: what the writing shows, before what the page declares, which is often a template's."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from backfile.sources.html.meta import PageMeta

SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]"), ("ja",)),
    ("ko", re.compile(r"[\uac00-\ud7af]"), ("ko",)),
    ("zh", re.compile(r"[\u4e00-\u9fff]"), ("zh",)),
    ("th", re.compile(r"[\u0e00-\u0e7f]"), ("th",)),
    ("my", re.compile(r"[\u1000-\u109f]"), ("my",)),
    ("ar", re.compile(r"[\u0600-\u06ff]"), ("ar", "fa", "ur", "ps", "ug", "ku")),
    ("he", re.compile(r"[\u0590-\u05ff]"), ("he", "yi")),
    ("ru", re.compile(r"[\u0400-\u04ff]"), ("ru", "uk", "bg", "sr", "be", "kk", "mk", "mn", "ky", "tg")),
    ("el", re.compile(r"[\u0370-\u03ff]"), ("el",)),
    ("hi", re.compile(r"[\u0900-\u097f]"), ("hi", "mr", "ne")),
)
"""Writings with the language that is meant when the page declares none of those written so."""
SHARE = 0.3
"""Share of a text's letters in its own writing: names and terms are often Latin. Kana and hangul are fewer."""
NON_LATIN = frozenset(lang for _, _, languages in SCRIPTS for lang in languages)

COMMON = {
    "en": "the of and to in that is was for with on as by at from it this are",
    "fr": "le la les des et du une dans que pour est sur qui par au avec pas plus",
    "de": "der die und das den von zu mit ist des auf dem nicht ein eine im für sich",
    "es": "de la el los las y en que del una por con para es su se un al",
    "pt": "de da do que os as em uma para com não por no na mais dos um ao",
    "it": "di il la che del della per un una sono con gli nel alla le si non dei",
    "nl": "de het een van en in dat op te met voor zijn is niet aan er ook om",
}
"""The most frequent words of running text; they make up a third and more of it."""
WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 5000
"""Characters that are looked at."""
ENOUGH = 0.15
"""Share of a text's words that are among a language's most frequent."""
VARIANTS = (
    ("hant", "zh-tw"),
    ("hans", "zh-cn"),
    ("tw", "zh-tw"),
    ("hk", "zh-hk"),
    ("mo", "zh-hk"),
    ("cn", "zh-cn"),
    ("sg", "zh-cn"),
)
"""What the further parts of a Chinese language tag say (zh-Hant, zh-cmn-Hans-CN), as the archive has it."""


def language(tree: HtmlElement, meta: PageMeta, text: str) -> str:
    """The language tag in small letters (`en`, `zh-cn`); empty when nothing tells."""
    root = tree.getroottree().getroot()
    declared = root.get("lang") or root.get("xml:lang") or meta.first("og:locale", "content-language", "dc.language")
    declared = declared.replace("_", "-").lower().strip()
    if not re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*", declared):
        declared = ""
    text = text[:SAMPLE]
    letters = sum(character.isalpha() for character in text) or 1
    for lang, script, languages in SCRIPTS:
        if len(script.findall(text)) / letters > (0.05 if lang in ("ja", "ko") else SHARE):
            if lang == "zh":
                return _chinese(declared) if declared.startswith("zh") else "zh"
            return declared if declared[:2] in languages else lang
    return declared if declared and declared[:2] not in NON_LATIN else _latin(text)


def _chinese(declared: str) -> str:
    parts = declared.split("-")[1:]
    return next((variant for part, variant in VARIANTS if part in parts), "zh")


def _latin(text: str) -> str:
    """The language whose most frequent words the text has most of, empty when it has few of any."""
    words = Counter(word.lower() for word in WORD.findall(text))
    shares = {lang: sum(words[word] for word in common.split()) for lang, common in COMMON.items()}
    best = max(shares, key=lambda lang: shares[lang])
    return best if shares[best] > ENOUGH * (words.total() or 1) else ""
