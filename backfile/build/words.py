"""Dates in words, in the language of the interface or of a newspaper (Babel's patterns where ours has none)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from markupsafe import Markup

if TYPE_CHECKING:
    from datetime import date

# `zh-cn` names a place where a script is meant; Babel wants the script.
_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
# As newspapers print them: CLDR's full Chinese date has no space before the weekday, its English one no comma.
_DAY = {"zh": "y年M月d日 EEEE", "en": "EEEE, d MMMM y"}
_MONTH = {"zh": "y年M月", "en": "MMMM y"}


@lru_cache(maxsize=64)
def locale_of(tag: str) -> Locale | None:
    """Babel's locale for a language tag such as `zh-cn`, `zh-Hant` or `en`; None when Babel knows none."""
    lowered = tag.strip().lower().replace("_", "-")
    if lowered == "zh" or lowered.startswith("zh-"):
        return Locale("zh", script="Hant" if lowered.startswith(_TRADITIONAL) else "Hans")
    try:
        return Locale.parse(lowered, sep="-")
    except (ValueError, UnknownLocaleError):
        return None


def html_lang(tag: str) -> str:
    """The BCP 47 form of a language tag for HTML: `zh-Hans`, `zh-Hant`, `en`; empty when it is no known language."""
    locale = locale_of(tag)
    return str(locale).replace("_", "-") if locale else ""


@lru_cache(maxsize=64)
def lang_of(lang: str) -> Markup:
    """The HTML attribute of the language of a run of text, empty when there is none to mark."""
    return Markup(' lang="{}"').format(lang) if lang else Markup()


@lru_cache(maxsize=1024)  # the articles of an issue share one date
def date_words(day: date, lang: str) -> str:
    """The full date as printed: `2026年3月9日 星期一`, `Monday, 9 March 2026`; ISO in no known language."""
    locale = locale_of(lang)
    return format_date(day, _DAY.get(locale.language, "full"), locale=locale) if locale else day.isoformat()


def month_words(day: date, lang: str) -> str:
    """The month of a date: `2026年3月`, `March 2026`; ISO in no known language."""
    locale = locale_of(lang)
    return format_date(day, _MONTH.get(locale.language, "MMMM y"), locale=locale) if locale else f"{day:%Y-%m}"


def year_words(year: int, lang: str) -> str:
    """A year: `2026年`, `2026`."""
    locale = locale_of(lang)
    return f"{year}年" if locale and locale.language == "zh" else str(year)
