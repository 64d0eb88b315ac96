"""The archive's own settings: what `pelicanconf.py` says beyond Pelican's.

The file is executed as Pelican executes it, so that there is one place for settings and one way of reading it.
"""

from __future__ import annotations

import re
import runpy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from backfile.errors import SettingsError
from backfile.identify import check_newspaper

if TYPE_CHECKING:
    from collections.abc import Mapping

UI_LANGUAGES = ("zh-hans", "zh-hant", "en")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

OWN_SETTINGS: Mapping[str, str] = {
    "SITENAME": "Name of the archive, in the head of every page.",
    "NEWSPAPERS": "The newspapers of the archive: key -> name, lang, and if wanted subtitle, place, founded.",
    "DEFAULT_NEWSPAPER": "Key of the newspaper that `inv ingest` takes pages for when it is told none.",
    "UI_LANGUAGE": "Language of the interface: zh-hans, zh-hant or en.",
    "DEFAULT_LANG": "Language of articles that do not say theirs, as a language tag such as zh-cn.",
    "TIMEZONE": "Time zone of the newspapers, as an IANA name such as Asia/Shanghai.",
    "NEWSPAPER_RULES": "Folder of the newspapers' own rules, one file a newspaper, seen from the settings file.",
    "PICTURE_WIDTH": "Width in pixels beyond which pages show a smaller copy of a picture; 0 for no copies.",
    "PUBLISH_TO": "Where `inv publish` copies the site by rsync: a folder, user@host:folder or rsync://host/module.",
    "PUBLISH_COMMAND": "Command that publishes the site instead, as a list of words, with {site} for its folder.",
    "PUBLISH_COMPRESSED": "Forms in which texts are published besides: a list of gz and br.",
}
"""Every setting that Backfile itself reads, with one line on what it does."""

MAX_PICTURE_WIDTH = 16_000
"""The longest side that all browsers show."""

NEWSPAPER_FIELDS = ("name", "lang", "subtitle", "place", "founded")


@dataclass(frozen=True, slots=True)
class Newspaper:
    """A newspaper of the archive: its key in addresses, its printed name, its language, what its title head says."""

    key: str
    name: str
    lang: str = "zh-cn"
    subtitle: str = ""
    place: str = ""
    founded: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The archive's own settings, checked. `newspapers` stand in the order of `NEWSPAPERS`.

    `rules_folder` is where the newspapers' rule files lie; it need not be there.
    """

    path: Path
    sitename: str
    newspapers: tuple[Newspaper, ...]
    default_newspaper: str
    ui_language: str = "zh-hans"
    default_lang: str = "zh-cn"
    timezone: str = "Asia/Shanghai"
    rules_folder: Path = Path("newspapers")
    picture_width: int = 1600

    def newspaper(self, key: str) -> Newspaper:
        """The newspaper of a key; one that `NEWSPAPERS` does not name (yet) is called by its key.

        Raises:
            SettingsError: the key cannot be a newspaper's.
        """
        for newspaper in self.newspapers:
            if newspaper.key == key:
                return newspaper
        return Newspaper(check_newspaper(key), name=key, lang=self.default_lang)


def load(path: Path | None = None) -> Settings:
    """Read the settings file, `pelicanconf.py` of the current folder when none is named.

    Raises:
        SettingsError: there is no such file, it does not run, or a value cannot be meant.
    """
    path = path or Path("pelicanconf.py")
    return check(path, run(path))


def run(path: Path) -> dict[str, object]:
    """The values of a settings file, which is run for it.

    Raises:
        SettingsError: there is no such file, or it does not run.
    """
    if not path.is_file():
        raise SettingsError(
            "there is no settings file here",
            source=str(path),
            remedy="go to the archive's folder, name the file, or make an archive with `python -m backfile new FOLDER`",
        )
    try:
        values = runpy.run_path(str(path))
    except Exception as error:  # the file is the maintainer's own program: it may fail in any way
        line = failing_line(error, path)
        raise SettingsError(
            f"it does not run: {type(error).__name__}: {error}", source=str(path), line=line, remedy="correct it"
        ) from error
    return {name: value for name, value in values.items() if name.isupper()}


def failing_line(error: Exception, path: Path) -> int | None:
    """The line of the settings file in which it failed, None if the error lies elsewhere."""
    if isinstance(error, SyntaxError):
        return error.lineno
    line, trace = None, error.__traceback__
    while trace:
        if Path(trace.tb_frame.f_code.co_filename).name == path.name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def check(path: Path, values: Mapping[str, object]) -> Settings:
    """The archive's own settings among the values of a settings file, `path` being the file to name in errors.

    Raises:
        SettingsError: a value cannot be meant.
    """
    default_lang = _text(path, values, "DEFAULT_LANG", "zh-cn")
    _check_lang(path, "DEFAULT_LANG", default_lang)
    given = values.get("NEWSPAPERS", {})
    if not isinstance(given, dict) or not given:
        raise SettingsError(
            "NEWSPAPERS names no newspaper",
            source=str(path),
            remedy='write NEWSPAPERS = {"citydaily": {"name": "…", "lang": "zh-cn"}}',
        )
    newspapers = tuple(_newspaper(path, key, value, default_lang) for key, value in given.items())
    default = _text(path, values, "DEFAULT_NEWSPAPER", newspapers[0].key)
    keys = [newspaper.key for newspaper in newspapers]
    if default not in keys:
        raise SettingsError(
            f"DEFAULT_NEWSPAPER is {default!r}, which NEWSPAPERS does not have",
            source=str(path),
            remedy=f"name one of {', '.join(keys)}",
        )
    ui_language = _text(path, values, "UI_LANGUAGE", "zh-hans")
    if ui_language not in UI_LANGUAGES:
        raise SettingsError(
            f"UI_LANGUAGE is {ui_language!r}", source=str(path), remedy=f"name one of {', '.join(UI_LANGUAGES)}"
        )
    timezone = _text(path, values, "TIMEZONE", "Asia/Shanghai")
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError(
            f"TIMEZONE is {timezone!r}", source=str(path), remedy="name a zone such as Asia/Shanghai or UTC"
        ) from error
    return Settings(
        path=path,
        sitename=_text(path, values, "SITENAME", newspapers[0].name),
        newspapers=newspapers,
        default_newspaper=default,
        ui_language=ui_language,
        default_lang=default_lang.lower(),
        timezone=timezone,
        rules_folder=path.parent / _text(path, values, "NEWSPAPER_RULES", "newspapers"),
        picture_width=_picture_width(path, values),
    )


def _newspaper(path: Path, key: object, value: object, default_lang: str) -> Newspaper:
    if not isinstance(key, str) or not isinstance(value, dict):
        raise SettingsError(
            f"NEWSPAPERS has {key!r} with {value!r}",
            source=str(path),
            remedy='give every key a dictionary such as {"name": "…", "lang": "zh-cn"}',
        )
    try:
        check_newspaper(key)
    except SettingsError as error:
        raise SettingsError(f"NEWSPAPERS: {error.reason}", source=str(path), remedy=error.remedy) from error
    unknown = [str(name) for name in value if name not in NEWSPAPER_FIELDS]
    if unknown:
        raise SettingsError(
            f"NEWSPAPERS[{key!r}] has the unknown {', '.join(unknown)}",
            source=str(path),
            remedy=f"use {', '.join(NEWSPAPER_FIELDS)}",
        )
    fields = {name: _text(path, value, name, "", of=f"NEWSPAPERS[{key!r}]") for name in NEWSPAPER_FIELDS}
    if not fields["name"]:
        raise SettingsError(f"NEWSPAPERS[{key!r}] has no name", source=str(path), remedy="give its printed name")
    fields["lang"] = (fields["lang"] or default_lang).lower()
    _check_lang(path, f"NEWSPAPERS[{key!r}]['lang']", fields["lang"])
    return Newspaper(key=key, **fields)


def _text(path: Path, values: Mapping[str, object], name: str, default: str, of: str = "") -> str:
    value = values.get(name, default)
    if isinstance(value, int) and not isinstance(value, bool) and name == "founded":
        value = str(value)
    if not isinstance(value, str):
        shown = f"{of}[{name!r}]" if of else name
        raise SettingsError(f"{shown} is {value!r}", source=str(path), remedy="write it as text in quotes")
    return value.strip()


def _picture_width(path: Path, values: Mapping[str, object]) -> int:
    width = values.get("PICTURE_WIDTH", 1600)
    if not isinstance(width, int) or isinstance(width, bool) or not 0 <= width <= MAX_PICTURE_WIDTH:
        raise SettingsError(
            f"PICTURE_WIDTH is {width!r}",
            source=str(path),
            remedy=f"write a number of pixels up to {MAX_PICTURE_WIDTH}, or 0 to show all pictures as they are",
        )
    return width


def _check_lang(path: Path, name: str, lang: str) -> None:
    if not LANGUAGE_TAG.fullmatch(lang):
        raise SettingsError(f"{name} is {lang!r}", source=str(path), remedy="write a language tag such as zh-cn or en")
