"""What a maintainer hears of a build: on the terminal, as JSON for scheduled runs, and later from the log."""

from __future__ import annotations

import json
import sys
import time
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from backfile import desktop, progress
from backfile.changes import Changes
from backfile.errors import BackfileError
from backfile.log import Log
from backfile.tasks.shared import STOPPED, count, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from backfile.build.run import BuildReport, Problem
    from backfile.build.tally import Progress

SECONDS_BETWEEN_EVENTS = 1.0
"""Between two events of progress: whoever reads them waits for the end."""

_TITLES = {"articles": "Building", "lists": "Building lists and search"}


class Account:
    """The account that one build gives of itself. There is one end to every beginning, however the build ends.

    Args:
        site: the folder of the site.
        quiet: say only what went wrong.
        as_json: say all as JSON, one object a line (docs/maintaining.md has the events), and nothing else.
    """

    def __init__(self, site: Path, *, quiet: bool, as_json: bool) -> None:
        self._site = site.resolve()
        self._log = Log(self._site)
        self._quiet, self._as_json = quiet or as_json, as_json
        self._told = self._began = time.monotonic()

    @contextmanager
    def of(self, what: str, content: Path) -> Iterator[Callable[[Progress], None]]:
        """Tell of a build from its beginning on; of its end only if it fails.

        Yields:
            What is told the build's progress.
        """
        self._log.add(f"{what} of {content}")
        self._event("started", what=what.lower(), content=str(content), output=str(self._site))
        try:
            with progress.shown("Building", quiet=self._quiet) as tell:

                def show(now: Progress) -> None:
                    tell(now.done, now.total, title=_TITLES[now.stage])
                    self._progress(now)

                yield show
        except KeyboardInterrupt:
            self._failed(STOPPED, "stopped by Ctrl-C: the site is as it was")
            raise
        except BackfileError as error:
            about = {"source": error.source, "line": error.line, "remedy": error.remedy}
            self._event("problem", level="critical", reason=error.reason, **about)
            self._failed(1, str(error))
            raise
        except BaseException as error:
            self._failed(1, f"{type(error).__name__}: {error}")
            raise

    def finished(self, report: BuildReport, *, explain: bool) -> None:
        """Tell what a build has done, and what is wrong with articles."""
        for problem in [*report.warnings, *report.broken]:
            self._problem(problem)
        change, status = report.change, 0 if report.ok else 1
        told = (
            f"{count(report.articles, 'article')} in {count(report.issues, 'issue')}: "
            f"{count(change.written, 'file')} written, {change.removed:,} removed, {change.unchanged:,} as they were"
        )
        left_out = f"; {count(len(report.broken), 'article')} left out" if report.broken else ""
        seconds = self._seconds()
        self._log.add(f"Done: {told}{left_out}; {seconds} s")
        totals = {name: getattr(report, name) for name in ("articles", "issues", "pages", "persons")}
        reasons = {"reasons": report.reasons} if explain else {}
        self._event(
            "finished", exit_status=status, seconds=seconds, **totals, **asdict(change), left_out=len(report.broken),
            **reasons,
        )  # fmt: skip
        for reason in report.reasons if explain and not self._as_json else ():
            print(reason)
        say(told, quiet=self._quiet)
        if change.written or change.removed:
            say(f"changed since it was last published: {Changes(self._site).path}", quiet=self._quiet)
        say(desktop.address(self._site / "index.html"), quiet=self._quiet)

    def _problem(self, problem: Problem) -> None:
        self._log.add(f"{problem.level}: {problem}")
        self._event("problem", **asdict(problem))
        if not self._as_json:
            print(problem, file=sys.stderr)

    def _progress(self, now: Progress) -> None:
        moment = time.monotonic()
        if moment - self._told >= SECONDS_BETWEEN_EVENTS:
            self._told = moment
            self._event("progress", seconds=self._seconds(), **asdict(now))

    def _failed(self, status: int, reason: str) -> None:
        self._log.add(f"Failed: {reason}; {self._seconds()} s")
        self._event("finished", exit_status=status, seconds=self._seconds())

    def _event(self, event: str, **values: Any) -> None:
        if self._as_json:
            now = datetime.now().astimezone().isoformat(timespec="seconds")
            print(json.dumps({"event": event, "time": now, **values}, ensure_ascii=False), flush=True)

    def _seconds(self) -> float:
        return round(time.monotonic() - self._began, 1)
