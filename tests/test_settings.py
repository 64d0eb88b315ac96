"""Settings are read as Pelican reads them, and a wrong one is told with the way to right it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backfile.errors import SettingsError
from backfile.settings import OWN_SETTINGS, load

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """
SITENAME = "青石档案"
NEWSPAPERS = {
    "qingshi": {"name": "青石日报", "lang": "zh-CN", "place": "青石县", "founded": 1956},
    "weekly": {"name": "The Stonebridge Weekly", "lang": "en"},
}
DEFAULT_NEWSPAPER = "weekly"
UI_LANGUAGE = "en"
"""


def settings_file(folder: Path, text: str) -> Path:
    path = folder / "pelicanconf.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_newspapers_come_in_the_order_of_the_file_with_their_fields(tmp_path: Path) -> None:
    settings = load(settings_file(tmp_path, GOOD))
    assert [newspaper.key for newspaper in settings.newspapers] == ["qingshi", "weekly"]
    first = settings.newspaper("qingshi")
    assert (first.name, first.lang, first.place, first.founded) == ("青石日报", "zh-cn", "青石县", "1956")
    assert settings.default_newspaper == "weekly"


def test_the_file_in_the_current_folder_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings_file(tmp_path, GOOD)
    monkeypatch.chdir(tmp_path)
    assert load().sitename == "青石档案"


def test_what_is_not_set_has_a_default(tmp_path: Path) -> None:
    settings = load(settings_file(tmp_path, 'NEWSPAPERS = {"qingshi": {"name": "青石日报"}}'))
    assert (settings.sitename, settings.default_newspaper, settings.default_lang) == ("青石日报", "qingshi", "zh-cn")
    assert settings.newspapers[0].lang == "zh-cn"


def test_a_newspaper_that_is_not_declared_is_called_by_its_key(tmp_path: Path) -> None:
    settings = load(settings_file(tmp_path, GOOD))
    assert settings.newspaper("evening").name == "evening"
    with pytest.raises(SettingsError):
        settings.newspaper("../evening")


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("NEWSPAPERS = {}", "NEWSPAPERS"),
        ('NEWSPAPERS = {"../x": {"name": "x"}}', "NEWSPAPERS"),
        ('NEWSPAPERS = {"x": "X"}', "NEWSPAPERS"),
        ('NEWSPAPERS = {"x": {}}', "name"),
        ('NEWSPAPERS = {"x": {"name": "X", "colour": "red"}}', "colour"),
        ('NEWSPAPERS = {"x": {"name": "X", "lang": "chinese!"}}', "lang"),
        ('NEWSPAPERS = {"x": {"name": 3}}', "name"),
        ('NEWSPAPERS = {"x": {"name": "X"}}\nDEFAULT_NEWSPAPER = "y"', "DEFAULT_NEWSPAPER"),
        ('NEWSPAPERS = {"x": {"name": "X"}}\nUI_LANGUAGE = "fr"', "UI_LANGUAGE"),
        ('NEWSPAPERS = {"x": {"name": "X"}}\nPICTURE_WIDTH = -1', "PICTURE_WIDTH"),
        ('NEWSPAPERS = {"x": {"name": "X"}}\nPICTURE_WIDTH = "wide"', "PICTURE_WIDTH"),
        ('NEWSPAPERS = {"x": {"name": "X"}}\nTIMEZONE = "Mars/Base"', "TIMEZONE"),
    ],
)
def test_a_value_that_cannot_be_meant_is_told_with_file_setting_and_remedy(
    tmp_path: Path, text: str, setting: str
) -> None:
    path = settings_file(tmp_path, text)
    with pytest.raises(SettingsError) as refused:
        load(path)
    assert refused.value.source == str(path)
    assert setting in refused.value.reason
    assert refused.value.remedy


@pytest.mark.parametrize(("text", "line"), [("x = 1\nNEWSPAPERS = {", 2), ("x = 1\n\nraise OSError('no')", 3)])
def test_a_file_that_does_not_run_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(SettingsError) as refused:
        load(settings_file(tmp_path, text))
    assert refused.value.line == line


def test_a_folder_without_settings_is_told_how_to_get_some(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no settings file"):
        load(tmp_path / "pelicanconf.py")


def test_every_own_setting_has_one_line_of_words() -> None:
    assert all(words.strip() and "\n" not in words for words in OWN_SETTINGS.values())


def test_the_folder_of_rules_is_seen_from_the_settings_file(tmp_path: Path) -> None:
    assert load(settings_file(tmp_path, GOOD)).rules_folder == tmp_path / "newspapers"
    elsewhere = settings_file(tmp_path, GOOD + "NEWSPAPER_RULES = 'of/papers'\n")
    assert load(elsewhere).rules_folder == tmp_path / "of/papers"
