"""What a job of a build does in its process: a Pelican run over a part of the archive, or the index of the search."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import asdict
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import signals
from pelican.generators import ArticlesGenerator

from backfile.build import documents, records
from backfile.build import part as parts
from backfile.build.catalog import Catalog
from backfile.build.part import Part
from backfile.build.state import SEARCH, State
from backfile.errors import BuildError, SettingsError
from backfile.settings import check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_NEED_ALL = (
    *(f"{name}_SAVE_AS" for name in ("CATEGORY", "TAG", "AUTHOR", "YEAR_ARCHIVE", "MONTH_ARCHIVE", "DAY_ARCHIVE")),
    *(f"{name}_{form}" for name in ("FEED", "FEED_ALL", "CATEGORY_FEED", "TAG_FEED") for form in ("ATOM", "RSS")),
    *(f"{name}_FEED_{form}" for name in ("AUTHOR", "TRANSLATION") for form in ("ATOM", "RSS")),
    "DIRECT_TEMPLATES",
    "TEMPLATE_PAGES",
    "CACHE_CONTENT",
    "LOAD_CONTENT_CACHE",
)


def refuse_whole(settings: dict[str, Any]) -> None:
    """Refuse settings with which Pelican has to hold all articles at once.

    Raises:
        SettingsError: there is one.
    """
    for name in _NEED_ALL:
        if settings.get(name):
            raise SettingsError(
                f"with {name} Pelican would need all articles at once, of which a build holds a month at a time",
                remedy="take it away, or build with plain `pelican`",
            )


def part_of(job: dict[str, Any]) -> Part:
    """The part of the archive that a job is about."""
    state = State(_database(job))
    return Part(
        issues={
            (newspaper, date.fromisoformat(day)): (_day(before), _day(after))
            for newspaper, day, before, after in job.get("issues", ())
        },
        pages=job["kind"] == "site",
        files=job.get("files", False),
        refused=job.get("refused", {}),
        known=_knowledge(job, state),
        standing=state.standing if job["standing"] else lambda _source, _address: None,
        shelf=Path(job["shelf"]),
    )


def _knowledge(job: dict[str, Any], state: State) -> Callable[[str, str], tuple[bool, Any]]:
    """What is known of the rest of the archive. An article that was not read yet is read by who asks for it, once."""

    def known(kind: str, what: str) -> tuple[bool, Any]:
        if kind == parts.ADDRESS and job["guess"] and not state.knows(what):
            return False, None
        answer = state.answer(kind, what)
        return kind != parts.LIST or answer or not job["guess"], answer

    return known


def do(pelican: Any, job: dict[str, Any], part: Part) -> dict[str, Any]:
    """Do a job; what it has found out, as JSON may hold it.

    Raises:
        BackfileError: a plugin or a setting asks for what a part cannot give.
    """
    output = Path(job["folder"])
    output.mkdir(parents=True, exist_ok=True)
    if job["kind"] == "search":
        return _search(pelican, job)
    if part.pages:
        part.catalog = Catalog(_database(job), check(Path("pelicanconf.py"), pelican.settings))
    generators = _run(pelican, job, part)
    unknown = _files(output) - part.outputs.keys()
    if unknown and not part.pages:
        raise BuildError(
            f"a plugin writes {min(unknown)}, which belongs to no article, for every month of the archive",
            remedy="take the plugin away, or build with plain `pelican`",
        )
    return {
        "claims": [asdict(claim) for claim in part.claims],
        "strays": [[source, newspaper, day.isoformat()] for source, (newspaper, day) in sorted(part.strays.items())],
        "records": [records.dump(record) for record in part.records],
        "assumed": [[_key(key), kind, what, answer] for (key, kind, what), answer in part.assumed.items()],
        "outputs": _hashed(
            output, part.outputs | {name: _owner(name, pelican.settings) for name in unknown}, part.unchanged
        ),
        "gone": part.gone,
        "documents": documents.gather(pelican.plugins, generators),
    }


def _search(pelican: Any, job: dict[str, Any]) -> dict[str, Any]:
    """Bring the index up to date; without a plugin that has documents there is none."""
    from backfile.build import searching  # with it comes numpy, which no other job needs

    database, home, output = _database(job), Path(job["database"]).with_name(documents.INDEX), Path(job["folder"])
    if any(hasattr(plugin, "document_of") for plugin in pelican.plugins):
        searching.bring_up_to_date(database, home, job.get("scheduler", ""))
    else:
        searching.remove(home)
    new, gone = searching.differences(database, home, output)
    return {"outputs": _hashed(output, dict.fromkeys(new, SEARCH), {}), "gone": gone}


def leave(job: dict[str, Any], result: dict[str, Any]) -> None:
    """Leave behind what a job has found out, in the place of its own file."""
    Path(job["file"]).write_text(
        json.dumps(result, ensure_ascii=False, separators=(",", ":")), "utf-8", "surrogatepass"
    )


def _run(pelican: Any, job: dict[str, Any], part: Part) -> list[Any]:
    generators: list[Any] = []

    def keep(found: list[Any]) -> None:
        generators.extend(generator for generator in found if isinstance(generator, ArticlesGenerator))

    settings = pelican.settings
    for kind in ("ARTICLE", "PAGE", "STATIC"):
        settings[f"{kind}_EXCLUDES"] = [*settings[f"{kind}_EXCLUDES"], *job["linked"]]
    settings[parts.SETTING] = part
    settings["ARTICLE_PATHS"] = _within(job["articles"], settings["ARTICLE_PATHS"], settings["ARTICLE_EXCLUDES"])
    settings["STATIC_PATHS"] = _within(job["statics"], settings["STATIC_PATHS"], settings["STATIC_EXCLUDES"])
    settings["OUTPUT_PATH"] = pelican.output_path = job["folder"]
    if not part.files:
        settings["THEME_STATIC_PATHS"] = []
    # After the plugins' own handlers: these are asked in the order in which they were connected.
    signals.all_generators_finalized.connect(keep)
    pelican.run()
    return generators


def _within(paths: Iterable[str], among: Iterable[str], excluded: Iterable[str]) -> list[str]:
    """Those of some paths that lie in the folders of a setting, or those folders where they lie in the paths."""
    found = []
    for path in paths:
        if any(_is_below(path, folder) for folder in excluded):
            continue
        if any(_is_below(path, folder) for folder in among):
            found.append(path)
        else:
            found += [folder for folder in among if _is_below(folder, path)]
    return found


def _is_below(path: str, folder: str) -> bool:
    folder = os.path.normpath(folder) if folder else "."
    return folder == "." or path == folder or path.startswith(folder + "/")


def _hashed(folder: Path, owners: Mapping[str, str], known: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Files with what they belong to and their hashes, some of which are known."""
    return {
        name: (owner, known.get(name) or blake2b((folder / name).read_bytes(), digest_size=16).hexdigest())
        for name, owner in owners.items()
    }


def _owner(name: str, settings: dict[str, Any]) -> str:
    """To what a file belongs that was written without a word: the theme's own, or some plugin's."""
    return parts.FILES if name.startswith(f"{settings['THEME_STATIC_DIR']}/") else parts.SITE


def _files(folder: Path) -> set[str]:
    return {Path(place, name).relative_to(folder).as_posix() for place, _, names in os.walk(folder) for name in names}


def _database(job: dict[str, Any]) -> sqlite3.Connection:
    return sqlite3.connect(f"{Path(job['database']).as_uri()}?mode=ro", uri=True)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _key(key: Any) -> list[str] | None:
    return [key[0], key[1].isoformat()] if key else None
