"""The messages of a theme: extracts them from its templates and keeps its catalogues in step.

Run as `python -m backfile.build.messages THEME` after a text in a template has changed. Files are written without
times and places, sorted by message, so that they change only when a message does.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OPTIONS = {"silent": "false", "encoding": "utf-8"}


def extract(theme: Path) -> Catalog:
    """The messages of all templates of a theme.

    Raises:
        jinja2.TemplateSyntaxError: a template cannot be read.
    """
    catalog = Catalog(charset="utf-8")
    found = extract_from_dir(
        str(theme / "templates"), method_map=[("**.html", "jinja2")], options_map={"**.html": _OPTIONS}
    )
    for _, _, message, _, _ in found:
        catalog.add(message)
    return catalog


def update(theme: Path) -> tuple[Path, ...]:
    """Bring the theme's template of messages and its catalogues up to date; the files that have changed.

    New messages stand in the catalogues without a translation, those no longer used are taken out.
    """
    template = extract(theme)
    changed = [_write(theme / "translations" / "messages.pot", template, "")]
    for path in catalogues(theme):
        catalog = _read(path)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        changed.append(_write(path, catalog, path.parent.name))
    return tuple(path for path in changed if path is not None)


def gaps(theme: Path, path: Path) -> tuple[str, ...]:
    """The messages that a catalogue lacks, leaves empty, has only guessed (fuzzy), or has with other placeholders."""
    catalog = _read(path)
    return tuple(_missing(extract(theme), catalog))


def catalogues(theme: Path) -> tuple[Path, ...]:
    """The catalogues of a theme, by language."""
    return tuple(sorted((theme / "translations").glob("*/messages.po")))


def _missing(template: Catalog, catalog: Catalog) -> Iterator[str]:
    for message in template:
        known = catalog.get(message.id)
        text = known.string if known else ""
        texts = text if isinstance(text, tuple | list) else (text,)
        if message.id and (known is None or known.fuzzy or not all(texts) or known.check(catalog)):
            yield message.id if isinstance(message.id, str) else message.id[0]


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.name, abort_invalid=True)


def _write(path: Path, catalog: Catalog, language: str) -> Path | None:
    header = ["Project-Id-Version: Backfile"]
    if language:
        header.append(f"Language: {language}")
    header += ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
    if language:
        header.append(f"Plural-Forms: {catalog.plural_forms}")
    body = BytesIO()
    write_po(body, catalog, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    lines = "".join(f'"{line}\\n"\n' for line in header)
    data = f'msgid ""\nmsgstr ""\n{lines}\n'.encode() + body.getvalue().rstrip() + b"\n"
    if path.is_file() and path.read_bytes() == data:
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def main(arguments: Iterable[str]) -> int:
    """Update the theme in the first argument; print what has changed."""
    for path in update(Path(next(iter(arguments), "theme"))):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
