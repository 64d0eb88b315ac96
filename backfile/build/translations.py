"""The texts of the interface, read from the theme's `.po` files. No compiled catalogue is kept on disk."""

from __future__ import annotations

from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from backfile.build.words import locale_of
from backfile.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path


def catalogue_path(theme: Path, language: str) -> Path:
    """The catalogue of a language (`zh-hans`, `zh-hant`, `en`) in a theme: `translations/zh_Hans/messages.po`."""
    return theme / "translations" / str(locale_of(language) or language) / "messages.po"


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
