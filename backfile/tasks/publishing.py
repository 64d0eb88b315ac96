"""The task that brings the site to where readers find it, and shows what has changed to who does that by hand."""

from __future__ import annotations

import shlex
import sys
import time
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from invoke.tasks import task

from backfile import progress
from backfile.log import Log
from backfile.tasks.shared import OUTPUT_HELP, QUIET_HELP, SETTINGS_HELP, count, folder, say, telling

if TYPE_CHECKING:
    from pathlib import Path

    from invoke.context import Context

    from backfile import publish as publishing
    from backfile.changes import FileChange
    from backfile.progress import Tell


@task(
    auto_shortflags=False,
    help={
        "to": "folder, user@host:folder or rsync://host/module that becomes what the site is [PUBLISH_TO]",
        "compress": "publish compressed forms too: gz, br or gz,br [PUBLISH_COMPRESSED]",
        "dry-run": "show what would be copied and removed, and do neither",
        "list_": "show what has changed since the site was last published, for copying by hand, and publish nothing",
        "copied": "the files that --list has shown are copied by hand: strike them out",
        "output": OUTPUT_HELP,
        "settings": SETTINGS_HELP,
        "quiet": QUIET_HELP,
    },
)
@telling
def publish(
    context: Context,
    to: str = "",
    compress: str = "",
    dry_run: bool = False,
    list_: bool = False,
    copied: bool = False,
    output: str = "",
    settings: str = "",
    quiet: bool = False,
) -> None:
    """Bring the site to where readers find it, in an order in which nobody meets a dead link.

    Copies by rsync to PUBLISH_TO, or runs PUBLISH_COMMAND. New files go first, then those that lead to them, and
    what is no longer of the site is removed at last.
    """
    from backfile import publish as publishing

    site = folder(context, output, "output").resolve()
    if copied:
        publishing.strike(site)
        say("The list of changed files is empty.", quiet=quiet)
    elif list_:
        _list(publishing.changed(site))
    else:
        path = folder(context, settings, "pelicanconf.py")
        wishes = publishing.load(path)
        if to:
            wishes = replace(wishes, to=publishing.check_target(to), command=())
        if compress:
            wishes = replace(wishes, compressed=publishing.check_forms(compress.split(",")))
        _publish(site, wishes, path.parent, dry_run=dry_run, quiet=quiet)


def _publish(site: Path, wishes: publishing.Publishing, home: Path, *, dry_run: bool, quiet: bool) -> None:
    from backfile import publish as publishing

    log, began = Log(site), time.monotonic()
    if not dry_run:
        log.add(f"Publication: {wishes.to or shlex.join(wishes.command)}")
    try:
        with progress.shown("Publishing", quiet=quiet or dry_run) as tell:
            told = _Told(tell, aloud=dry_run)
            published = publishing.publish(site, wishes, home, told, dry_run=dry_run, quiet=quiet)
    except (Exception, KeyboardInterrupt) as error:
        log.add(f"Failed: {str(error) or 'stopped by Ctrl-C'}")
        raise
    if published.left_out:
        print(f"{count(published.left_out, 'article')} left out of this site: inv build says why", file=sys.stderr)
    done = told.summary(published, dry_run=dry_run)
    say(done, quiet=quiet)
    if not dry_run:
        log.add(f"Done: {done}; {time.monotonic() - began:.1f} s")


def _list(changes: tuple[FileChange, ...] | None) -> None:
    for line in ("everything",) if changes is None else changes:
        print(line)


class _Told:
    """What a publication tells, counted; in a rehearsal every file is told aloud."""

    def __init__(self, tell: Tell, *, aloud: bool) -> None:
        self._tell, self._aloud = tell, aloud
        self._kinds: Counter[str] = Counter()

    def compressed(self, done: int, total: int) -> None:
        """How many files are compressed, of all that have to be."""
        self._tell(done, total, title="Compressing")

    def copied(self, change: FileChange) -> None:
        """A file was copied or removed, or would be."""
        self._kinds[change.kind] += 1
        self._tell(self._kinds.total(), None)
        if self._aloud:
            print(change)

    def summary(self, published: publishing.Published, *, dry_run: bool) -> str:
        """What was done, in one line."""
        if published.command:
            return f"{'would run' if dry_run else 'done by'}: {shlex.join(published.command)}"
        would = "would be " * dry_run
        new, changed, removed = (self._kinds[kind] for kind in ("new", "changed", "removed"))
        return f"{new:,} new and {count(changed, 'changed file')} {would}copied, {removed:,} {would}removed"
