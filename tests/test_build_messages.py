"""The texts of the interface: every catalogue is complete, extraction finds every message, files are stable."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from backfile.build import messages, translations
from backfile.errors import SettingsError
from backfile.settings import UI_LANGUAGES
from tests.build_helpers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

THEME = ROOT / "theme"
TEMPLATE = """{% trans %}Front{% endtrans %} {{ _("About") }} {{ ngettext("%(num)s day", "%(num)s days", 3) }}
{% trans n=2 %}{{ n }} issue{% pluralize %}{{ n }} issues{% endtrans %}"""


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A theme with one template and an empty catalogue."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "index.html").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "translations" / "zh_Hans").mkdir(parents=True)
    catalogue(tmp_path).write_text('msgid ""\nmsgstr ""\n"Language: zh_Hans\\n"\n', encoding="utf-8")
    messages.update(tmp_path)
    return tmp_path


def catalogue(theme: Path) -> Path:
    return theme / "translations" / "zh_Hans" / "messages.po"


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_every_language_of_the_interface_has_every_message(language: str) -> None:
    assert messages.gaps(THEME, translations.catalogue_path(THEME, language)) == ()


def test_the_template_of_messages_and_the_catalogues_are_as_extraction_writes_them(tmp_path: Path) -> None:
    shutil.copytree(THEME / "templates", tmp_path / "templates")
    shutil.copytree(THEME / "translations", tmp_path / "translations")
    changed = [path.relative_to(tmp_path).as_posix() for path in messages.update(tmp_path)]
    assert changed == [], "run `python -m backfile.build.messages theme`"


def test_extraction_finds_every_form_of_a_message(theme: Path) -> None:
    found = {message.id for message in messages.extract(theme) if message.id}
    assert found == {"Front", "About", ("%(num)s day", "%(num)s days"), ("%(n)s issue", "%(n)s issues")}


def test_a_new_message_is_a_gap_until_it_is_translated(theme: Path) -> None:
    assert sorted(messages.gaps(theme, catalogue(theme))) == ["%(n)s issue", "%(num)s day", "About", "Front"]
    text = catalogue(theme).read_text(encoding="utf-8")
    catalogue(theme).write_text(
        text.replace('msgid "About"\nmsgstr ""', 'msgid "About"\nmsgstr "关于"'), encoding="utf-8"
    )
    assert "About" not in messages.gaps(theme, catalogue(theme))
    assert translations.load(theme, "zh-hans").gettext("About") == "关于"


@pytest.mark.parametrize(
    "entry",
    ['#, fuzzy\nmsgid "About"\nmsgstr "关于"', 'msgid "About"\nmsgstr ""', 'msgid "Other"\nmsgstr "别的"'],
)
def test_a_guessed_an_empty_and_a_missing_translation_are_gaps(theme: Path, entry: str) -> None:
    catalogue(theme).write_text(f'msgid ""\nmsgstr ""\n"Language: zh_Hans\\n"\n\n{entry}\n', encoding="utf-8")
    assert "About" in messages.gaps(theme, catalogue(theme))


def test_a_translation_with_another_placeholder_is_a_gap(theme: Path) -> None:
    text = catalogue(theme).read_text(encoding="utf-8")
    wrong = text.replace(
        'msgid_plural "%(n)s issues"\nmsgstr[0] ""', 'msgid_plural "%(n)s issues"\nmsgstr[0] "%(m)s 期"'
    )
    assert wrong != text
    catalogue(theme).write_text(wrong, encoding="utf-8")
    assert "%(n)s issue" in messages.gaps(theme, catalogue(theme))


def test_an_update_keeps_translations_drops_what_is_gone_and_then_changes_nothing(theme: Path) -> None:
    text = catalogue(theme).read_text(encoding="utf-8")
    catalogue(theme).write_text(
        text.replace('msgid "About"\nmsgstr ""', 'msgid "About"\nmsgstr "关于"'), encoding="utf-8"
    )
    (theme / "templates" / "index.html").write_text('{{ _("About") }}', encoding="utf-8")
    assert len(messages.update(theme)) == 2
    assert "关于" in catalogue(theme).read_text(encoding="utf-8")
    assert "Front" not in catalogue(theme).read_text(encoding="utf-8")
    assert messages.update(theme) == ()


def test_a_language_without_a_catalogue_is_refused_with_those_that_there_are(theme: Path) -> None:
    with pytest.raises(SettingsError, match="one of zh-hans"):
        translations.load(theme, "en")


def test_a_broken_catalogue_is_refused(theme: Path) -> None:
    catalogue(theme).write_text('msgid "About"\nmsgstr[x] "关于"\nno line\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="no texts for UI_LANGUAGE"):
        translations.load(theme, "zh-hans")


def test_a_theme_without_catalogues_speaks_for_itself(tmp_path: Path) -> None:
    assert translations.load(tmp_path, "zh-hans").gettext("About") == "About"
