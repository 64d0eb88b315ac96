"""All that a page depends on besides the content: settings, theme, plugins, the program, the packages it uses."""

from __future__ import annotations

import marshal
import sys
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

from backfile import defaults
from backfile.settings import check, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backfile.settings import Settings

FILES = "the theme's own files"

_PACKAGE = Path(__file__).resolve().parent.parent
_TEXTS = (".html", ".po", ".xml", ".txt")


@dataclass(frozen=True, slots=True)
class Environment:
    """Hashes by what they are of, and what a build itself needs of the settings.

    `pages` is the hash of all that every page depends on; the theme's own files are copied and change no page.
    """

    hashes: dict[str, str]
    pages: str
    settings: Settings
    ignored: tuple[str, ...]
    page_paths: tuple[str, ...]

    def is_page(self, path: str) -> bool:
        """Whether a file of the content lies where written pages do."""
        return any(path == place or path.startswith(f"{place}/") for place in self.page_paths)

    def changed(self, before: dict[str, str]) -> list[str]:
        """What has changed since, in words."""
        names = sorted(self.hashes.keys() | before.keys())
        return [name for name in names if self.hashes.get(name) != before.get(name)]


def look(settings_path: Path, content: Path) -> Environment:
    """What the site depends on now.

    Raises:
        SettingsError: the settings file does not run, or a value of the archive's own cannot be meant.
    """
    folder = settings_path.parent
    values: dict[str, Any] = _values(settings_path)
    theme = folder / str(values.get("THEME", defaults.THEME))
    page_paths = tuple(map(str, values.get("PAGE_PATHS", defaults.PAGE_PATHS)))
    hashes = {
        "the settings": _digest(
            [_read(settings_path), *map(_stable, sorted(values.items(), key=lambda item: item[0]))]
        ),
        "modules beside the settings": _of_files(path for path in folder.glob("*.py") if path != settings_path),
        "plugins": _of_files(
            path for place in values.get("PLUGIN_PATHS", ()) for path in (folder / str(place)).rglob("*.py")
        ),
        "the program": _of_files(_PACKAGE.rglob("*.py")),
        "installed packages": _digest(sorted(_packages())),
        "metadata of written pages": _digest(_heads(content, page_paths)),
        FILES: _of_files(path for path in (theme / "static").rglob("*") if path.is_file()),
    }
    places = [theme / "templates", theme / "translations"]
    places += [folder / str(place) for place in values.get("THEME_TEMPLATES_OVERRIDES", ())]
    for place in places:
        for path in place.rglob("*"):
            if path.suffix in _TEXTS and path.is_file():
                hashes[f"the theme ({path.relative_to(place.parent).as_posix()})"] = _digest([_read(path)])
    ignored = tuple(map(str, values.get("IGNORE_FILES", defaults.IGNORE_FILES)))
    pages = _digest(f"{name}={hashes[name]}".encode() for name in sorted(hashes) if name != FILES)
    return Environment(hashes, pages, check(settings_path, values), ignored, page_paths)


def _values(path: Path) -> dict[str, Any]:
    sys.path.insert(0, str(path.parent))  # the file may use modules beside it
    try:
        return run(path)
    finally:
        sys.path.remove(str(path.parent))


def _stable(value: object) -> bytes:
    """A value as bytes that are the same for the same value in every process."""
    if isinstance(value, dict):
        return b"{%s}" % b",".join(_stable(item) for item in value.items())
    if isinstance(value, (list, tuple)):
        return b"(%s)" % b",".join(map(_stable, value))
    if isinstance(value, (set, frozenset)):
        return b"<%s>" % b",".join(sorted(map(_stable, value)))
    if isinstance(value, FunctionType):
        return marshal.dumps(value.__code__)
    if isinstance(value, partial):
        return _stable((value.func, value.args, value.keywords))
    if isinstance(value, (str, bytes, int, float, Path, type(None))):
        return repr(value).encode("utf-8", "surrogatepass")
    return f"{type(value).__module__}.{type(value).__qualname__}".encode()


def _packages() -> Iterator[bytes]:
    """Names and versions of what is installed, from the names of folders alone."""
    for place in dict.fromkeys(sys.path):
        folder = Path(place or ".")
        if folder.name in ("site-packages", "dist-packages") and folder.is_dir():
            yield from (path.name.encode() for path in folder.iterdir() if path.suffix == ".dist-info")


def _heads(content: Path, page_paths: Iterable[str]) -> Iterator[bytes]:
    """The metadata of the written pages: the navigation of every page may show them."""
    for place in page_paths:
        for path in sorted((content / place).rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield str(path).encode("utf-8", "surrogateescape")
                data = _read(path) if path.suffix in (".md", ".markdown", ".mkd", ".mdown", ".rst") else b""
                yield data.replace(b"\r\n", b"\n").partition(b"\n\n")[0]


def _of_files(paths: Iterable[Path]) -> str:
    return _digest(
        part for path in sorted(paths) for part in (str(path).encode("utf-8", "surrogateescape"), _read(path))
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        return str(error.errno).encode()


def _digest(parts: Iterable[bytes]) -> str:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
