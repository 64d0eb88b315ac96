"""The documentation is whole and true: settings, tasks, options, codes, modules, commands, links."""

from __future__ import annotations

import re
import shlex
import tomllib
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import tasks
from backfile import defaults, markdown, settings, sources
from backfile.models import Article, Credit, Entry, Review
from backfile.newspapers import keys
from backfile.newspapers.reader import parse as read_rules
from backfile.segment import confidence

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "examples" / "README.md"])
TEMPLATE = ROOT / "backfile" / "scaffold" / "repository" / "README.md.template"
COMMAND = re.compile(r"^(?: {4}|`)(?P<words>(?:inv|python3 tasks\.py)(?: [^`#\n]*)?)", re.MULTILINE)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def row(document: str, cell: str) -> str:
    """The row of a table whose first cell names something in backticks."""
    rows = [line for line in text(document).splitlines() if line.startswith("|") and f"`{cell}`" in line.split("|")[1]]
    assert rows, f"{document} has no row for {cell}"
    return rows[0]


@pytest.mark.parametrize("name", [*settings.OWN_SETTINGS, *settings.NEWSPAPER_FIELDS])
def test_every_setting_of_our_own_is_documented(name: str) -> None:
    row("docs/settings.md", name)


@pytest.mark.parametrize("name", [name for name in vars(defaults) if name.isupper()])
def test_every_value_that_we_give_pelican_is_documented(name: str) -> None:
    if not name.startswith("_"):
        row("docs/settings.md", name)


@pytest.mark.parametrize("name", [*keys.RULE_KEYS, *keys.WEB_KEYS])
def test_every_key_of_a_newspapers_rules_is_documented(name: str) -> None:
    row("docs/newspapers.md", name)


def test_no_key_of_a_newspapers_rules_is_documented_that_is_not_there() -> None:
    first_cells = re.findall(r"^\| (`.*?) \|", text("docs/newspapers.md"), re.MULTILINE)
    documented = [name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)]
    assert sorted(documented) == sorted([*keys.RULE_KEYS, *keys.WEB_KEYS])


def test_every_example_of_rules_in_the_recipe_can_be_read() -> None:
    examples = re.findall(r"^ *```toml\n(.*?)^ *```", text("docs/newspapers.md"), re.MULTILINE | re.DOTALL)
    assert len(examples) == 3
    for example in examples:
        assert read_rules(example, "docs/newspapers.md")


@pytest.mark.parametrize("name", sorted(tasks.namespace.task_names))
def test_every_task_and_every_option_is_documented(name: str) -> None:
    rows = [line for line in text("docs/maintaining.md").splitlines() if re.match(rf"\| `{name}[ `]", line)]
    assert rows, f"docs/maintaining.md has no row for {name}"
    for argument in tasks.namespace[name].get_arguments():
        word = argument.name.upper() if argument.positional else f"`--{argument.names[0]}`"
        assert word in rows[0], f"{name}: {word}"


def test_no_task_is_documented_that_is_not_there() -> None:
    documented = re.findall(r"^\| `([a-z]+)[ `]", text("docs/maintaining.md"), re.MULTILINE)
    assert sorted(documented) == sorted(tasks.namespace.task_names)


@pytest.mark.parametrize("document", [*DOCUMENTS, TEMPLATE], ids=lambda path: path.name)
def test_every_command_that_is_shown_exists_with_its_options(document: Path) -> None:
    for match in COMMAND.finditer(document.read_text(encoding="utf-8")):
        words = shlex.split(match["words"].removeprefix("python3 tasks.py").removeprefix("inv"))
        if not words or words[0] in {"TASK", "--list"}:
            continue
        name = words[1] if words[0] == "--help" else words[0]
        if name in {"TASK", "test", "bench"}:  # the two pass their options on
            continue
        assert name in tasks.namespace.task_names, match["words"]
        options = {f"--{one}" for argument in tasks.namespace[name].get_arguments() for one in argument.names}
        for word in words[1:]:
            assert not word.startswith("--") or word.split("=")[0].replace("--no-", "--") in options, match["words"]


def test_every_key_of_an_article_is_documented() -> None:
    text_fields = {f.name: "x" for f in fields(Article) if f.type == "str"} | {"url": "https://paper.example/x"}
    lists: dict[str, Any] = dict.fromkeys(("persons", "places", "organisations", "dates", "tags", "pictures"), ("x",))
    article = Article(
        **{**text_fields, **lists, "body": (), "kind": "article"},
        credits=(Credit("x"),),
        published=datetime(2026, 3, 9, tzinfo=UTC),
        review=(Review("headline-missing"),),
        confidence=(("headline", 0.5),),
    )
    entry = Entry(article, "demo-20260309-p03-01", "demo", date(2026, 3, 9), "3", "inferred", "x", "x")
    keys = re.findall(r"^(\w+): ", markdown.write(entry), re.MULTILINE)
    assert len(keys) == 30
    for key in keys:
        row("docs/formats.md", key)


def test_every_review_code_is_documented() -> None:
    codes = {
        code
        for path in (ROOT / "backfile").rglob("*.py")
        for code in re.findall(r"Review\(\s*\"([a-z-]+)\"", path.read_text(encoding="utf-8"))
    }
    codes |= set(confidence.CODES.values())
    assert "headline-missing" in codes
    for code in sorted(codes):
        row("docs/formats.md", code)


def test_every_suffix_that_is_taken_is_documented() -> None:
    for source in (*sources.SOURCES, *sources.EXPORTS):
        for suffix in source.suffixes:
            assert f"`{suffix}`" in text("docs/formats.md")


def test_every_module_has_its_place_in_the_architecture() -> None:
    document = text("docs/architecture.md")
    for path in (ROOT / "backfile").iterdir():
        if path.suffix == ".py" and path.name != "__init__.py":
            assert f"`backfile/{path.name}`" in document, path.name
        elif (path / "__init__.py").is_file():
            assert f"`backfile/{path.name}/`" in document, path.name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)", prose):
        if "://" not in target:
            assert (document.parent / target).exists(), target


def test_the_changelog_has_the_version() -> None:
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    assert f"\n## {version} " in text("CHANGELOG.md")


def test_continuous_integration_runs_what_contributors_are_told() -> None:
    commands = re.findall(r"^python3 tasks\.py (\w+)", text(".ci/run"), re.MULTILINE)
    assert commands == re.findall(r"^\d\. `python3 tasks\.py (\w+)`", text("CONTRIBUTING.md"), re.MULTILINE)
    assert set(commands) == {"lint", "test"}
