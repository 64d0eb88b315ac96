"""The settings that every archive begins with."""

from __future__ import annotations

import pkgutil
from pathlib import Path

import pelican.plugins

from backfile import defaults, settings


def test_theme_and_plugins_are_found() -> None:
    assert (Path(defaults.THEME) / "templates" / "base.html").is_file()
    for name in defaults.PLUGINS:
        assert any((Path(folder) / name / "__init__.py").is_file() for folder in defaults.PLUGIN_PATHS)


def test_no_installed_copy_of_a_plugin_wins_over_the_one_here() -> None:
    installed = {module.name for module in pkgutil.iter_modules(pelican.plugins.__path__)}
    assert installed.isdisjoint(defaults.PLUGINS)


def test_every_own_setting_but_the_newspapers_has_a_default() -> None:
    without = {name for name in settings.OWN_SETTINGS if not hasattr(defaults, name)}
    assert without == {"DEFAULT_NEWSPAPER"}, "it is the first of NEWSPAPERS"


def test_every_address_is_a_file_so_that_it_opens_by_double_click() -> None:
    addresses = [value for name, value in vars(defaults).items() if name.endswith(("_SAVE_AS", "_URL")) and value]
    assert addresses
    assert all(address.endswith(".html") for address in addresses)


def test_templates_escape_and_links_are_relative() -> None:
    assert defaults.JINJA_ENVIRONMENT["autoescape"] is True
    assert defaults.RELATIVE_URLS is True
