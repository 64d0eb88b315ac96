"""The texts of the interface, read from the theme's `.po` files. No compiled catalogue is kept on disk."""

from __future__ import annotations

from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import TYPE_CHECKING, Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from jinja2 import pass_eval_context
from jinja2.filters import do_mark_safe

from backfile.build.words import locale_of
from backfile.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jinja2 import Environment
    from jinja2.nodes import EvalContext

_REMEMBERED = 4096
"""Texts with values in them that are remembered: page numbers and counts of articles come again and again."""


def catalogue_path(theme: Path, language: str) -> Path:
    """The catalogue of a language (`zh-hans`, `zh-hant`, `en`) in a theme: `translations/zh_Hans/messages.po`."""
    return theme / "translations" / str(locale_of(language) or language) / "messages.po"


def install(environment: Environment, catalogue: NullTranslations) -> None:
    """Let the templates of an environment speak by a catalogue.

    As Jinja's own i18n does it, but a text said before is not looked up, formatted and escaped again: a page says
    some thirty, nearly all of them said by the page before.
    """
    jinja: Any = environment  # the extension gives it a method
    jinja.install_gettext_translations(catalogue, newstyle=True)
    said: dict[tuple[object, ...], str] = {}

    def say(find: Callable[..., str], texts: tuple[str | int, ...], values: dict[str, Any], *, escaped: bool) -> str:
        key = (escaped, *texts, *values.items())
        # Of other types two values may be equal and yet look different.
        plain = all(type(value) in (str, int) for value in values.values())
        if plain and key in said:
            return said[key]
        words = find(*texts)
        text = (do_mark_safe(words) if escaped else words) % values  # the theme's words; values are escaped
        if plain:
            if len(said) >= _REMEMBERED:
                said.clear()
            said[key] = text
        return text

    @pass_eval_context
    def gettext(escaping: EvalContext, text: str, /, **values: Any) -> str:
        return say(catalogue.gettext, (text,), values, escaped=escaping.autoescape)

    @pass_eval_context
    def ngettext(escaping: EvalContext, one: str, many: str, number: int, /, **values: Any) -> str:
        return say(catalogue.ngettext, (one, many, number), {"num": number} | values, escaped=escaping.autoescape)

    jinja.globals |= {"gettext": gettext, "_": gettext, "ngettext": ngettext}


@lru_cache(maxsize=4)  # every generator of a run asks for it
def load(theme: Path, language: str) -> NullTranslations:
    """The texts of the interface in `language`.

    A theme without any catalogue is a theme that speaks for itself: its texts stay as they are in its templates.

    Raises:
        SettingsError: the theme has catalogues, but none that can be read for this language.
    """
    if not (theme / "translations").is_dir():
        return NullTranslations()
    path = catalogue_path(theme, language)
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except (OSError, PoFileError, ValueError) as error:
        known = sorted(found.parent.name.replace("_", "-").lower() for found in path.parent.parent.glob("*/*.po"))
        raise SettingsError(
            f"the theme has no texts for UI_LANGUAGE {language!r} ({error})",
            source=str(path),
            remedy=f"set UI_LANGUAGE to one of {', '.join(known)}, or add the catalogue",
        ) from error
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
