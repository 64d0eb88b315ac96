"""The tasks for the site: building, showing, checking, removing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.exceptions import Exit
from invoke.tasks import task

from backfile import desktop, progress
from backfile.errors import BackfileError
from backfile.tasks.building import Account
from backfile.tasks.shared import (
    CONTENT_HELP,
    OUTPUT_HELP,
    QUIET_HELP,
    SCHEDULER_HELP,
    SETTINGS_HELP,
    count,
    folder,
    say,
    telling,
)

if TYPE_CHECKING:
    from invoke.context import Context

JSON_HELP = "print what happens as JSON, one object a line, and nothing else"


@task(
    auto_shortflags=False,
    help={
        "content": CONTENT_HELP,
        "output": OUTPUT_HELP,
        "settings": SETTINGS_HELP,
        "strict": "leave the site as it is when an article is broken",
        "explain": "say why each part was built",
        "scheduler": SCHEDULER_HELP,
        "json": JSON_HELP,
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
    explain: bool = False,
    scheduler: str = "",
    json: bool = False,
    quiet: bool = False,
) -> None:
    """Bring the site up to date with the articles; a broken article is left out and told."""
    _build(
        context,
        content,
        output,
        settings,
        strict=strict,
        explain=explain,
        scheduler=scheduler,
        json=json,
        quiet=quiet,
    )


@task(
    auto_shortflags=False,
    help={
        "content": CONTENT_HELP,
        "output": OUTPUT_HELP,
        "settings": SETTINGS_HELP,
        "scheduler": SCHEDULER_HELP,
        "json": JSON_HELP,
        "quiet": QUIET_HELP,
    },
)
@telling
def rebuild(
    context: Context,
    content: str = "",
    output: str = "",
    settings: str = "",
    scheduler: str = "",
    json: bool = False,
    quiet: bool = False,
) -> None:
    """Build the site anew, every file of it, whatever earlier builds have done."""
    _build(context, content, output, settings, anew=True, scheduler=scheduler, json=json, quiet=quiet)


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
        "open_": "open the browser",
    },
)
@telling
def serve(
    context: Context,
    content: str = "",
    output: str = "",
    settings: str = "",
    port: str = "8000",
    open_: bool = False,
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
        ready=desktop.show_address if open_ else None,
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
    for line in listed([*texts.faults, *pages.faults]):
        print(line, file=sys.stderr)
    waiting = f", {texts.waiting:,} to review (inv review shows them)" if texts.waiting else ""
    say(f"{count(texts.articles, 'article')}{waiting}", quiet=quiet)
    say(
        f"{count(pages.pages, 'page')}, {count(pages.links, 'link')}, "
        f"{count(pages.outside, 'link')} that a reader may follow to another host",
        quiet=quiet,
    )
    faults = len(texts.faults) + len(pages.faults)
    if faults:
        raise Exit(f"{count(faults, 'fault')} found.", code=1)
    if strict and texts.waiting:
        raise Exit(f"{count(texts.waiting, 'article')} to review: inv review shows them.", code=1)
    say("Nothing is broken.", quiet=quiet)


def _build(
    context: Context,
    content: str,
    output: str,
    settings: str,
    *,
    strict: bool = False,
    anew: bool = False,
    explain: bool = False,
    scheduler: str = "",
    json: bool = False,
    quiet: bool = False,
) -> None:
    from backfile.build import run

    site, articles = folder(context, output, "output"), folder(context, content, "content")
    account = Account(site, quiet=quiet, as_json=json)
    with account.of("Rebuild" if anew else "Build", articles) as tell:
        report = run.build(
            articles,
            site,
            folder(context, settings, "pelicanconf.py"),
            fatal="errors" if strict else None,
            report=tell,
            anew=anew,
            scheduler=scheduler,
        )
    account.finished(report, explain=explain)
    if not report.ok:
        raise BackfileError(f"{count(len(report.broken), 'article')} left out", remedy="see the lines above")


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise BackfileError(f"--port {text} is no number", remedy="choose one from 1024 to 65535")
    return int(text)
