"""The Pelican plugin: what it gives to templates, and what of the maintainer's it leaves alone."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from blinker import Signal
from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator
from pelican.readers import BaseReader, MarkdownReader
from pelican.settings import read_settings

from backfile.build.reader import ArchiveReader
from tests.build_helpers import GOLDEN, ROOT

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The plugin as a module, not registered with Pelican."""
    monkeypatch.syspath_prepend(str(ROOT / "plugins"))
    import backfile_archive

    return backfile_archive


@pytest.fixture
def generator(plugin: ModuleType, tmp_path: Path) -> Any:
    """A generator of Pelican's whose maintainer has turned escaping off and every extension out."""
    override = {"OUTPUT_PATH": str(tmp_path), "JINJA_ENVIRONMENT": {"autoescape": False, "extensions": []}}
    settings = read_settings(str(GOLDEN / "pelicanconf.py"), override=override)
    plugin.check_settings(SimpleNamespace(settings=settings))
    make: Any = Generator  # Pelican's functions have no types
    made = make({}, settings, str(GOLDEN / "content"), settings["THEME"], str(tmp_path))
    plugin.prepare_environment(made)
    return made


@pytest.fixture
def reader() -> Any:
    """Our reader, as Pelican makes it."""
    make: Any = ArchiveReader
    return make(read_settings(str(GOLDEN / "pelicanconf.py")))


def rendered(generator: Any, template: str, **context: Any) -> str:
    generator.settings["BACKFILE_LINKS"].page = "meixi/2026/01/01/p01.html"
    text: str = generator.env.from_string(template).render(**context)
    return text


def test_templates_escape_whatever_the_settings_say(generator: Any) -> None:
    assert rendered(generator, "{{ title }}", title="<b>&") == "&lt;b&gt;&amp;"
    assert rendered(generator, "{{ title }}", title=Markup("<b>")) == "<b>"


def test_templates_have_links_dates_and_the_texts_of_the_interface(generator: Any) -> None:
    template = "{{ rel('meixi/2026/01/01/index.html') }} {{ rel('theme/x.css') }} {{ _('Calendar') }}"
    assert rendered(generator, template) == "index.html ../../../../theme/x.css 日历"
    day = date(2026, 3, 9)
    assert rendered(generator, "{{ day|date_words }} {{ date_words(day, 'en') }}", day=day) == (
        "2026年3月9日 星期一 Monday, 9 March 2026"
    )
    assert rendered(generator, "{{ month_words(day) }}", day=day) == "2026年3月"
    assert rendered(generator, "{{ html_lang }}{{ lang_of('') }}{{ lang_of('\"') }}") == 'zh-Hans lang="&#34;"'


def test_values_in_translated_texts_are_escaped(generator: Any) -> None:
    assert "&lt;i&gt;" in rendered(generator, "{% trans site=name %}The years of {{ site }}{% endtrans %}", name="<i>")


def test_a_link_from_no_page_is_told_and_not_guessed(generator: Any) -> None:
    template = generator.env.from_string("{{ rel('index.html') }}")
    with pytest.raises(RuntimeError, match="no page is being written"):
        template.render()


def test_what_is_kept_is_rendered_once_for_a_folder_and_each_value(generator: Any) -> None:
    template = generator.env.from_string(
        "{% call kept('part', key) %}{{ said.append(key) or rel('a/x.html') }}{% endcall %}"
    )
    said: list[int] = []

    def written(page: str, key: int) -> str:
        generator.settings["BACKFILE_LINKS"].page = page
        text: str = template.render(said=said, key=key)
        return text

    assert [written("a/1.html", 1), written("a/2.html", 1), written("a/2.html", 2)] == ["x.html"] * 3
    assert said == [1, 2]
    assert written("b/1.html", 1) == "../a/x.html"
    assert said == [1, 2, 1]


def test_markdown_is_read_by_the_strict_reader_unless_the_maintainer_has_another(plugin: ModuleType) -> None:
    class Own(BaseReader):
        """A maintainer's reader."""

    readers = SimpleNamespace(reader_classes={"md": MarkdownReader, "mkd": Own})
    plugin.use_reader(readers)
    assert readers.reader_classes == {"md": ArchiveReader, "mkd": Own}


def test_lists_that_are_written_nowhere_are_not_made_and_others_are(plugin: ModuleType) -> None:
    lists = SimpleNamespace(
        tags={"t": []},
        categories=["c"],
        authors=["a"],
        settings={"TAG_SAVE_AS": "tag/{slug}.html", "CATEGORY_SAVE_AS": "", "AUTHOR_SAVE_AS": ""},
    )
    plugin.drop_unused_lists(lists)
    assert (lists.tags, lists.categories, lists.authors) == ({"t": []}, [], [])


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2026-03-09", "2026-03-09T00:00:00"),
        ("2026/3/9", "2026-03-09T00:00:00"),
        (" 2026-03-09 08:30 ", "2026-03-09T08:30:00"),
        ("2026-03-09T08:30:00+08:00", "2026-03-09T08:30:00+08:00"),
    ],
)
def test_a_date_is_read_as_written(reader: Any, value: str, iso: str) -> None:
    assert reader.process_metadata("date", value).isoformat() == iso


@pytest.mark.parametrize("value", ["2026", "2026-03", "March 2026", "today", "2026-02-30", "9", "", "２０２６年"])
def test_a_date_that_the_clock_would_have_to_complete_is_refused(reader: Any, value: str) -> None:
    with pytest.raises(ValueError, match="write it as YYYY-MM-DD"):
        reader.process_metadata("date", value)


def test_registering_again_as_pelican_does_when_settings_change_writes_nothing_twice(plugin: ModuleType) -> None:
    for _ in range(2):
        plugin.register()
    try:
        answers = [answer for _, answer in signals.get_generators.send(None) if answer is plugin.ArchiveGenerator]
        assert len(answers) == 1
    finally:
        for one in vars(signals).values():
            if isinstance(one, Signal):
                one.receivers.clear()
