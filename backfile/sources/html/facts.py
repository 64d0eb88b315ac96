"""Who wrote a web article and in which language: where pages say it, in the order of trust."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backfile.sources.html.meta import AUTHOR_NAMES, PageMeta, node_names
from backfile.sources.html.soup import BYLINE_MARK, attribute, mark, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bs4 import BeautifulSoup
    from lxml.html import HtmlElement

BY = re.compile(
    r"^\s*(?:(?:written|posted|reported|words|story|review|analysis)?\s*\bby\b[:\s]|von\s|par\s|por\s|autor(?:in)?[:：]"
    r"|(?:作者|記者|记者|文|撰文|责任编辑|编辑)\s*[:：/／])\s*",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"\s*(?:[;；|、\n]|,(?!\s*(?:Jr|Sr|PhD|MD|II|III)\b)|\band\b|\s&\s(?=\w+\s\w)|\bund\b|\s(?:et|y)\s(?=[A-ZÀ-Ý]))\s*"
    r"(?![^()]*\))"
)
JOB = re.compile(
    r"\b(?:editor|reporter|correspondent|columnist|technologist|writer|producer|contributor|photographer|director|professor)"
    r"s?\b",
    re.IGNORECASE,
)
JOB_AFTER_NAME = re.compile(rf"(?<=\w\s\w\w)(\w*)(?:\s\w+)?\s{JOB.pattern}$", re.IGNORECASE)
NO_NAME = re.compile(
    r"https?:|www\.|@|\d{4}|^(?:admin(?:istrator)?|editor|staff|unknown|none|null|anonymous|author|作者|佚名|未知|小编)$"
    r"|\.(?:com|org|net|cn)\b|\b(?:updated|published|minutes?|ago|share|follow|read more|contact|email)\b",
    re.IGNORECASE,
)
NOT_THE_NAME = re.compile(
    r"\s*(?:[•|]|\s-\s|\d|\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s\d).*$"
)
NAME_LIMIT = 60
"""Characters of a name; the longest of an organisation seen as an author has 50."""

BYLINE_TAGS = ("a", "span", "p", "div", "address", "cite", "li", "b", "strong", "h3", "h4", "h5")
BYLINE_LENGTH = 120
"""Characters of a byline; what is longer is a note about the author."""

SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("my", re.compile(r"[\u1000-\u109f]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
)


def authors(soup: BeautifulSoup, meta: PageMeta) -> tuple[str, ...]:
    """The names of the authors, each once, in the order of the page; organisations where the page credits one."""
    for values in (
        node_names(meta, "author"),
        [value for name in AUTHOR_NAMES for value in meta.tags.get(name, ())],
        _marked_bylines(soup),
    ):
        if names := tuple(dict.fromkeys(_names(values))):
            return names
    return ()


def _names(values: Iterable[str]) -> Iterator[str]:
    for value in values:
        for number, part in enumerate(BETWEEN.split(BY.sub("", value))):
            if number and JOB.search(part):
                break  # a job is followed by an office, not by another name
            name = NOT_THE_NAME.sub("", BY.sub("", re.sub(r"\s+", " ", part)))
            name = JOB_AFTER_NAME.sub(r"\1", name).strip(" ,.·:：-–—/")
            if 1 < len(name) <= NAME_LIMIT and not NO_NAME.search(name):
                yield name


def _marked_bylines(soup: BeautifulSoup) -> list[str]:
    """Texts of the elements that are marked as the author, those with microdata or `rel=author` before mere classes."""
    strong: list[tuple[int, str]] = []
    weak: list[str] = []
    for place, tag in enumerate(soup.find_all(BYLINE_TAGS)):
        text = words(tag)
        if not text or len(text) > BYLINE_LENGTH:
            continue
        if "author" in attribute(tag, "rel").split() or "author" in attribute(tag, "itemprop").split():
            strong.append((place, text))
        elif BYLINE_MARK.search(mark(tag)):
            weak.append(text)
    # the others of one byline stand beside its first name; those elsewhere are of teasers
    return [text for number, (place, text) in enumerate(strong) if place == strong[0][0] + number] or weak[:1]


def language(tree: HtmlElement, meta: PageMeta, text: str) -> str:
    """The language tag: what the writing itself shows before what the page declares, which is often a template's."""
    root = tree.getroottree().getroot()
    declared = root.get("lang") or root.get("xml:lang") or meta.first("og:locale", "content-language", "dc.language")
    declared = declared.replace("_", "-").lower().strip()
    if not re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", declared):
        declared = ""
    letters = sum(character.isalpha() for character in text)
    for lang, script in SCRIPTS:
        share = len(script.findall(text)) / (letters or 1)
        if share > (0.05 if lang in ("ja", "ko") else 0.3):
            if lang == "zh":
                return declared if declared.startswith("zh") else "zh"
            same_script = {"ar": ("fa", "ur"), "ru": ("uk", "bg", "sr", "be", "kk")}.get(lang, ())
            return declared if declared[:2] in (lang, *same_script) else lang
    return declared if declared[:2] not in ("zh", "ja", "ko", "th", "ar") else ""
