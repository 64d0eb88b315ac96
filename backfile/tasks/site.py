"""The maintainer's tasks. The `tasks.py` of an archive's repository is two lines:

from backfile.tasks import repository
namespace = repository(__file__)
"""

from __future__ import annotations

import errno
import functools
import io
import os
import sys
from datetime import date
from json import dumps as to_json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from invoke.collection import Collection
from invoke.exceptions import Exit
from invoke.tasks import task

from backfile import desktop, difference, progress
from backfile.arguments import WordsTask
from backfile.errors import BackfileError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from invoke.context import Context

    from backfile.ingest import Report

CONTENT_HELP = "folder of the articles [content]"
OUTPUT_HELP = "folder of the site [output]"
SETTINGS_HELP = "settings file [pelicanconf.py]"
QUIET_HELP = "say only what went wrong"
MOST_WORKERS = 60
"""Windows can wait for no more processes at a time."""


def repository(tasks_file: str | Path) -> Collection:
    """The tasks for the repository in which `tasks_file` lies."""
    collection = Collection(new, ingest, settle, build, serve, rebuild, clean, check)
    collection.configure({"root": str(Path(tasks_file).resolve().parent)})
    return collection


def telling(body: Callable[..., None]) -> Callable[..., None]:
    """Let a task end with one line and a non-zero exit when the maintainer can put it right, without a traceback."""

    @functools.wraps(body)
    def run(*args: Any, **options: Any) -> None:
        if isinstance(sys.stdout, io.TextIOWrapper):  # a path may have characters that this terminal does not know
            sys.stdout.reconfigure(errors="backslashreplace")
        try:
            body(*args, **options)
        except BackfileError as error:
            for note in getattr(error, "__notes__", ()):  # what a report of a bug needs
                print(note, file=sys.stderr)
            raise Exit(str(error), code=1) from error
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            remedy = " (make room, then give the same command again)" if error.errno == errno.ENOSPC else ""
            raise Exit(f"{place}{error.strerror or error}{remedy}", code=1) from error

    return run


def say(text: str, *, quiet: bool = False) -> None:
    """Print a line of the task's result."""
    if not quiet:
        print(text, flush=True)


def folder(context: Context, given: str, default: str) -> Path:
    """The folder that an option names, or the repository's own of that name."""
    return Path(given).expanduser() if given else Path(context["root"]) / default


@task(
    auto_shortflags=False,
    help={
        "folder": "folder to make; it must be new or empty",
        "newspaper": "key of the newspaper in addresses, such as citydaily [made of the folder's name]",
        "name": "printed name of the newspaper [the folder's name]",
        "language": "language of the interface: zh-hans, zh-hant or en [zh-hans]",
    },
)
@telling
def new(_context: Context, folder: str, newspaper: str = "", name: str = "", language: str = "zh-hans") -> None:
    """Make a repository for a newspaper of your own.

    inv new ~/citydaily --newspaper citydaily --name "City Daily" --language en
    """
    from backfile import scaffold

    written = scaffold.create(Path(folder), key=newspaper or None, name=name or None, language=language)
    say(f"{folder}: {len(written)} files written. Go there and build: inv build; its README.md says the rest.")


@task(
    klass=WordsTask,
    auto_shortflags=False,
    iterable=["path"],
    positional=[],
    help={
        "path": "file or folder of raw pages, saved web articles or exports; may stand without --path",
        "content": CONTENT_HELP,
        "newspaper": "key of the newspaper they belong to [DEFAULT_NEWSPAPER of the settings]",
        "date": "issue date as YYYY-MM-DD, for what does not say its own",
        "page": "page, such as 3 or A03, for what does not say its own",
        "replace": "let a changed file take the place of what it gave before; hand corrections are merged with it",
        "restore": "bring back articles that were deleted by hand",
        "dry-run": "write nothing, and show as a difference what would change",
        "workers": "processes that convert [one for each core]",
        "settings": SETTINGS_HELP,
        "json": "print the report as one JSON object and nothing else",
        "quiet": QUIET_HELP,
    },
)
@telling
def ingest(
    context: Context,
    path: list[str],
    content: str = "",
    newspaper: str = "",
    date: str = "",
    page: str = "",
    replace: bool = False,
    restore: bool = False,
    dry_run: bool = False,
    workers: str = "",
    settings: str = "",
    json: bool = False,
    quiet: bool = False,
) -> None:
    """Turn raw pages, saved web articles and exports into articles of the archive.

    inv ingest PATH… [--newspaper KEY] [--date YYYY-MM-DD] [--page N]

    Takes files and whole folders. Date and page come from a file's name or folder or from the page itself, else
    from the options, else from what the text says, which is then marked for review. What was taken before is left
    as it is.
    """
    from backfile import settings as own_settings
    from backfile.ingest import Rehearsal, Store, preview
    from backfile.ingest import ingest as take_in

    if not path:
        raise BackfileError("there is nothing to take in", remedy="name files or folders: inv ingest PATH…")
    archive = folder(context, content, "content")
    store = Rehearsal(archive) if dry_run else Store(archive)
    try:
        with progress.shown("Taking in", quiet=quiet or json) as tell:
            report = take_in(
                [Path(one).expanduser() for one in path],
                archive,
                own_settings.load(folder(context, settings, "pelicanconf.py")),
                newspaper=newspaper or None,
                day=_day(date),
                page=page or None,
                overwrite=replace,
                restore=restore,
                store=store,
                workers=_workers(workers),
                progress=lambda step: tell(step.done, step.total, in_bytes=step.unit == "byte"),
            )
    except KeyboardInterrupt:
        raise Exit("Stopped. What was taken is whole; give the same command again to go on.", code=130) from None
    if json:
        print(to_json(report.as_data(), ensure_ascii=False, indent=1))
        raise Exit(code=report.exit_status)
    if isinstance(store, Rehearsal):
        difference.show(preview.lines(store.changes()), sys.stdout)
    _tell_of(report, rehearsed=dry_run, quiet=quiet)
    if report.refusals:
        raise Exit(f"{len(report.refusals):,} refused: see the lines above.", code=1)


def _tell_of(report: Report, *, rehearsed: bool, quiet: bool) -> None:
    for note in report.notes:
        say(note, quiet=quiet)
    for refusal in report.refusals:
        print(refusal, file=sys.stderr)
    aside = f", {_count(report.left_aside, 'file')} of other kinds left aside" if report.left_aside else ""
    away = f", {report.deleted:,} deleted by hand" if report.deleted else ""
    say(
        f"{_count(report.files, 'file')}: {_count(report.written, 'file')} {'would be ' * rehearsed}written, "
        f"{report.unchanged:,} as they were{away}{aside}",
        quiet=quiet,
    )
    if report.articles:
        say(f"converted: {_counts(report.kinds)}; {report.seconds:.1f} s, {report.rate:,.0f} a second", quiet=quiet)
    if report.flags:
        say(f"to review: {_counts(report.flags)}", quiet=quiet)


@task(
    klass=WordsTask,
    auto_shortflags=False,
    iterable=["article"],
    positional=[],
    help={
        "article": "file of an article, or its Id; may stand without --article",
        "content": CONTENT_HELP,
        "new": "take the new text; otherwise the file stays as it is",
        "quiet": QUIET_HELP,
    },
)
@telling
def settle(context: Context, article: list[str], content: str = "", new: bool = False, quiet: bool = False) -> None:
    """Settle where a correction and a new conversion stand against each other: the correction stays.

    inv settle ARTICLE… [--new]
    """
    from backfile.ingest import settle as end

    if not article:
        raise BackfileError("there is nothing to settle", remedy="name files or ids: inv settle ARTICLE…")
    for name in end(folder(context, content, "content"), article, take_new=new):
        say(f"{name}: {'the new text is taken' if new else 'stays as it is'}", quiet=quiet)


@task(
    auto_shortflags=False,
    help={
        "content": CONTENT_HELP,
        "output": OUTPUT_HELP,
        "settings": SETTINGS_HELP,
        "strict": "leave the site as it is when an article is broken",
        "quiet": QUIET_HELP,
    },
)
@telling
def build(
    context: Context,
    content: str = "",
    output: str = "",
    settings: str = "",
    strict: bool = False,
    quiet: bool = False,
) -> None:
    """Build the site from the articles; a broken article is left out and told."""
    _build(context, content, output, settings, strict=strict, quiet=quiet)


@task(
    auto_shortflags=False,
    help={
        "content": CONTENT_HELP,
        "output": OUTPUT_HELP,
        "settings": SETTINGS_HELP,
        "quiet": QUIET_HELP,
    },
)
@telling
def rebuild(context: Context, content: str = "", output: str = "", settings: str = "", quiet: bool = False) -> None:
    """Build the site anew, every file of it, as after an upgrade."""
    _build(context, content, output, settings, anew=True, quiet=quiet)


@task(auto_shortflags=False, help={"output": OUTPUT_HELP, "quiet": QUIET_HELP})
@telling
def clean(context: Context, output: str = "", quiet: bool = False) -> None:
    """Remove the built site; articles stay, and a folder that Backfile did not make is left alone."""
    from backfile.build import run

    site = folder(context, output, "output")
    removed = run.clean(site)
    say(f"{site}: removed" if removed else f"{site}: there is no site", quiet=quiet)


@task(
    auto_shortflags=False,
    help={
        "content": CONTENT_HELP,
        "output": OUTPUT_HELP,
        "settings": SETTINGS_HELP,
        "port": "port on this machine's own address [8000]",
        "open": "open the browser",
    },
)
@telling
def serve(
    context: Context,
    content: str = "",
    output: str = "",
    settings: str = "",
    port: str = "8000",
    open: bool = False,  # noqa: A002 (the option is called --open)
) -> None:
    """Show the site on this machine only, and build it again whenever something changes (Ctrl-C stops)."""
    from backfile import defaults
    from backfile.serve import serve as serve_site

    site, articles = folder(context, output, "output"), folder(context, content, "content")
    settings_path = folder(context, settings, "pelicanconf.py")
    serve_site(
        site,
        [articles, settings_path, Path(defaults.THEME), settings_path.parent / "theme"],
        lambda: _build(context, content, output, settings, quiet=False),
        port=_port(port),
        say=say,
        ready=desktop.show_address if open else None,
    )


@task(
    auto_shortflags=False,
    help={
        "content": CONTENT_HELP,
        "output": OUTPUT_HELP,
        "strict": "fail also when an article waits for review",
        "quiet": QUIET_HELP,
    },
)
@telling
def check(context: Context, content: str = "", output: str = "", strict: bool = False, quiet: bool = False) -> None:
    """Look for broken links, addresses of other hosts, repeated ids, and articles that wait for review."""
    from backfile.check import articles, listed, site

    with progress.shown("Reading articles", quiet=quiet) as tell:
        texts = articles.check(folder(context, content, "content"), tell)
    with progress.shown("Reading pages", quiet=quiet) as tell:
        pages = site.check(folder(context, output, "output"), tell)
    for doubt in texts.doubts:
        say(f"{doubt}", quiet=quiet and not strict)
    for line in listed([*texts.faults, *pages.faults]):
        print(line, file=sys.stderr)
    waiting = f"; to review: {_counts(texts.codes)}" if texts.codes else ""
    say(f"{_count(texts.articles, 'article')}{waiting}", quiet=quiet)
    say(
        f"{_count(pages.pages, 'page')}, {_count(pages.links, 'link')}, "
        f"{_count(pages.outside, 'link')} that a reader may follow to another host",
        quiet=quiet,
    )
    faults = len(texts.faults) + len(pages.faults)
    if faults:
        raise Exit(f"{_count(faults, 'fault')} found.", code=1)
    if strict and texts.doubts:
        raise Exit(f"{_count(len(texts.doubts), 'note')} to review.", code=1)
    say("Nothing is broken.", quiet=quiet)


def _build(
    context: Context,
    content: str,
    output: str,
    settings: str,
    *,
    strict: bool = False,
    anew: bool = False,
    quiet: bool = False,
) -> None:
    from backfile.build import run

    site = folder(context, output, "output")
    with progress.shown("Building", quiet=quiet) as tell:
        report = run.build(
            folder(context, content, "content"),
            site,
            folder(context, settings, "pelicanconf.py"),
            fatal="errors" if strict else None,
            report=lambda now: tell(now.done, None),
            anew=anew,
        )
    for problem in [*report.warnings, *report.broken]:
        print(problem, file=sys.stderr)
    change = report.change
    say(
        f"{_count(report.articles, 'article')} in {_count(report.issues, 'issue')}: "
        f"{_count(change.written, 'file')} written, {change.removed} removed, {change.unchanged} as they were",
        quiet=quiet,
    )
    say(desktop.address(site / "index.html"), quiet=quiet)
    if not report.ok:
        raise BackfileError(f"{_count(len(report.broken), 'article')} left out", remedy="see the lines above")


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise BackfileError(f"--port {text} is no number", remedy="choose one from 1024 to 65535")
    return int(text)


def _workers(text: str) -> int:
    if not text:
        cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
        return min(cores, MOST_WORKERS)
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= MOST_WORKERS:
        raise BackfileError(
            f"--workers {text} is no number of processes", remedy=f"choose one from 1 to {MOST_WORKERS}"
        )
    return int(text)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BackfileError(f"--date {text} is no date", remedy="write it as 2026-03-09") from error


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" + ("" if number == 1 else "s")


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} × {what}" for what, count in sorted(counts.items()))
