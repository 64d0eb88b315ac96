"""The tasks for the articles: taking in, looking over, settling."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from json import dumps as to_json
from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from backfile import desktop, difference, progress
from backfile.arguments import WordsTask
from backfile.errors import BackfileError
from backfile.tasks.shared import (
    CONTENT_HELP,
    QUIET_HELP,
    SCHEDULER_HELP,
    SETTINGS_HELP,
    STOPPED,
    count,
    counts,
    folder,
    given,
    say,
    telling,
)

if TYPE_CHECKING:
    from invoke.context import Context

    from backfile.ingest import Report

MOST_WORKERS = 60
"""Windows can wait for no more processes at a time."""


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
        "scheduler": SCHEDULER_HELP,
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
    scheduler: str = "",
    settings: str = "",
    json: bool = False,
    quiet: bool = False,
) -> None:
    """Turn raw pages, saved web articles and exports into articles of the archive.

    inv ingest PATH… [--newspaper KEY] [--date YYYY-MM-DD] [--page N]

    Takes files and whole folders. Date and page come from a file's name or folder or from the page itself, else
    from the options, else from what the text says (of a saved web page at last the day of its file), which is then
    marked for review. What was taken before is left as it is.
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
                [given(one) for one in path],
                archive,
                own_settings.load(folder(context, settings, "pelicanconf.py")),
                newspaper=newspaper or None,
                day=_day(date),
                page=page or None,
                overwrite=replace,
                restore=restore,
                store=store,
                workers=_workers(workers),
                scheduler=scheduler,
                progress=lambda step: tell(step.done, step.total, in_bytes=step.unit == "byte"),
            )
    except KeyboardInterrupt:
        raise Exit("Stopped. What was taken is whole; give the same command again to go on.", code=STOPPED) from None
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
    aside = f", {count(report.left_aside, 'file')} of other kinds left aside" if report.left_aside else ""
    away = f", {report.deleted:,} deleted by hand" if report.deleted else ""
    say(
        f"{count(report.files, 'file')}: {count(report.written, 'file')} {'would be ' * rehearsed}written, "
        f"{report.unchanged:,} as they were{away}{aside}",
        quiet=quiet,
    )
    if report.articles:
        say(f"converted: {counts(report.kinds)}; {report.seconds:.1f} s, {report.rate:,.0f} a second", quiet=quiet)
    if report.flags:
        say(f"to review: {counts(report.flags)}", quiet=quiet)


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
        "newspaper": "key of the only newspaper to look through [all]",
        "code": "show only what has this code, such as headline-missing [all]",
        "most": "how many lines to print [20]",
        "settings": SETTINGS_HELP,
        "open_": "open the page when there is a desktop",
        "quiet": QUIET_HELP,
    },
)
@telling
def review(
    context: Context,
    content: str = "",
    newspaper: str = "",
    code: str = "",
    most: str = "20",
    settings: str = "",
    open_: bool = False,
    quiet: bool = False,
) -> None:
    """Show what needs a look, worst first, and write a page that lays each article beside its source.

    The page is review.html in the content's folder .backfile, which is not published. It says for each article the edit
    or the command that settles it.
    """
    from backfile import review as desk
    from backfile import settings as own_settings

    archive = folder(context, content, "content")
    lines = _lines(most)
    own = own_settings.load(folder(context, settings, "pelicanconf.py"))
    with progress.shown("Reading articles", quiet=quiet) as tell:
        found = desk.survey(archive, newspaper=newspaper, code=code, most=max(lines, desk.SHEETS_LIMIT), progress=tell)
        page = desk.write(found, archive, own)
    for line in desk.table(found, lines, code):
        say(line, quiet=quiet)
    if found.unreadable:
        say(f"{count(found.unreadable, 'file')} cannot be read as articles: inv check says why", quiet=quiet)
    say(f"{found.waiting:,} of {count(found.articles, 'article')} to review: {desktop.address(page)}", quiet=quiet)
    if open_:
        desktop.show(page)


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
        # Not date.fromisoformat, which takes weeks as well (2026-W10-1).
        return datetime.strptime(text, "%Y-%m-%d").date() if text else None
    except ValueError as error:
        raise BackfileError(f"--date {text} is no date", remedy="write it as 2026-03-09") from error


def _lines(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise BackfileError(f"--most {text} is no number", remedy="write it as --most 50")
    return int(text[:9])
