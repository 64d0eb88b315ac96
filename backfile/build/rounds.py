"""What is to be done, done: by months, until every page has what it assumes of the rest; then lists and the search.

An article may lie in another folder than its issue's, two articles may claim one address, a page may lead to one that
has moved: all this shows when the articles are read. So what is found out marks more to be done, until nothing is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from backfile.build import documents, environment, records
from backfile.build import part as parts
from backfile.build import state as states
from backfile.build.catalog import Catalog
from backfile.build.part import Claim
from backfile.build.pictures import shelf
from backfile.build.records import IssueRecord
from backfile.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from backfile.build.environment import Environment
    from backfile.build.jobs import Workers
    from backfile.build.remote import RemoteWorkers
    from backfile.build.state import State

_ROUNDS = 12
"""More than any chain of corrections takes; a build that goes on without end is told."""

Job = dict[str, Any]


class Rounds:
    """The work of one build.

    Args:
        state: what is to be done, and what is known.
        workers: who do it.
        now: what all pages depend on.
        database: the file of the state.
        linked: folders of the content that are symbolic links, into which nobody goes.
    """

    def __init__(
        self, state: State, workers: Workers | RemoteWorkers, now: Environment, database: Path, linked: list[str]
    ) -> None:
        self._state = state
        self._workers = workers
        self._now = now
        self._database = database
        self._linked = linked
        self._staging = database.with_name("staging")
        self._catalog = Catalog(state.db, now.settings)
        self._number = state.get("number", 0)
        before = state.get("environment")
        changed = now.changed(before or {})
        self._everything = f"changed: {', '.join(changed)}" if before is not None else "it is not built yet"
        self.reasons: list[str] = []
        """What was done and why, a line each."""

    def run(self) -> None:
        """Do all that is to be done.

        Raises:
            BuildError: it cannot be done, or there is no end of it.
        """
        state = self._state
        if not self._has_work():
            return
        self._staging.mkdir(parents=True, exist_ok=True)
        for turn in range(_ROUNDS):
            jobs = self._jobs(guess=turn == 0)
            if not jobs:
                break
            for job, result in self._do(jobs):
                self._take(job, result)
                state.db.commit()
            state.settle_rivals()
            state.settle_assumed()
            state.settle_steps()
            state.db.commit()
        else:
            waiting = "; ".join(f"{what}: {reason}" for what, reason in state.dirty(states.ISSUE).items())
            raise BuildError(f"the pages do not come to rest ({waiting})", remedy="report it with these lines")
        self._finish()

    def _has_work(self) -> bool:
        hashes = self._state.get("environment") or {}
        return self._state.is_dirty() or hashes != self._now.hashes

    # --- Issues -------------------------------------------------------------------------------------------------------

    def _jobs(self, *, guess: bool) -> list[Job]:
        """The next round: a job for each month that has something to be done, the fullest first."""
        dirty = dict.fromkeys(self._state.outdated(self._now.pages), self._everything)
        dirty |= self._state.dirty(states.ISSUE)
        around = self._around(dirty if guess else ())
        if guess:
            dirty |= self._beside(dirty, around)
        self.reasons += [f"{issue}: {reason}" for issue, reason in dirty.items()]
        months: dict[str, list[str]] = defaultdict(list)
        for issue in dirty:
            months[issue.rpartition("/")[0]].append(issue)
        jobs = [self._of_month(issues, around, guess=guess) for _, issues in sorted(months.items())]
        jobs.sort(key=lambda job: len(job["articles"]), reverse=True)
        strays = self._state.dirty(states.STRAY)
        if self._state.get("strays environment") != self._now.pages:
            # With other settings they may belong to other issues.
            strays = dict.fromkeys(self._loose_articles(), self._everything) | strays
        if strays:
            self.reasons += [f"{path}: {reason}" for path, reason in strays.items()]
            jobs.append(self._job("issues", articles=list(strays), strays=list(strays), guess=guess))
            self._state.begin(states.STRAY, strays, self._number)
        return jobs

    def _loose_articles(self) -> Iterator[str]:
        """Files that may hold articles and lie in no issue's folder."""
        for path in self._state.loose_files():
            if not self._now.is_page(path):
                yield path

    def _of_month(self, issues: list[str], around: Mapping[str, Around], *, guess: bool) -> Job:
        state = self._state
        folders = [issue for issue in issues if state.has_folder(issue)]
        apart = [source for issue in issues for source in state.strays_of(issue) if _folder(source) not in folders]
        refused: dict[str, str] = {}
        for issue in issues:
            refused |= state.refused(*_parts(issue))
        job = self._job(
            "issues",
            issues=[[*_parts(issue), *around[_parts(issue)[0]].of(_parts(issue)[1])] for issue in issues],
            articles=[*folders, *apart],
            statics=folders,
            refused=refused,
            guess=guess,
        )
        state.begin(states.ISSUE, issues, self._number)
        return job

    def _around(self, dirty: Iterable[str]) -> Mapping[str, Around]:
        """The days of each newspaper's issues; what is not read yet is taken for one if it has any file."""
        days: dict[str, set[str]] = defaultdict(set)
        for key, listed in self._catalog.issue_keys():
            days[key].add(listed.isoformat())
        for issue in dirty:
            newspaper, day = _parts(issue)
            if self._state.has_folder(issue) or self._state.strays_of(issue):
                days[newspaper].add(day)
            else:
                days[newspaper].discard(day)
        return defaultdict(lambda: Around([]), {key: Around(sorted(found)) for key, found in days.items()})

    def _beside(self, dirty: Mapping[str, str], around: Mapping[str, Around]) -> dict[str, str]:
        """The issues beside those that come or go: done at once, they need no round of their own."""
        known = {_path(newspaper, day.isoformat()) for newspaper, day in self._catalog.issue_keys()}
        steps = [
            _path(newspaper, step)
            for newspaper, day in (
                _parts(issue) for issue in dirty if (issue in known) != self._state.has_folder(issue)
            )
            for step in around[newspaper].of(day)
            if step
        ]
        return {issue: "another issue is now beside it" for issue in steps if issue in known and issue not in dirty}

    def _take(self, job: Job, result: Job) -> None:
        """Write down what a job about issues has found out."""
        state = self._state
        issues = {_path(row[0], row[1]): row for row in job["issues"]}
        claims = _grouped(result["claims"], lambda claim: _path(claim["newspaper"], claim["date"]))
        where = {claim["source"]: issue for issue, found in claims.items() for claim in found}
        state.settle_strays(
            job["articles"],
            here={source: issue for source, issue in where.items() if _folder(source) != issue},
            elsewhere={source: _path(newspaper, day) for source, newspaper, day in result["strays"]},
        )
        found = {
            _path(record.newspaper, record.date.isoformat()): record for record in map(records.load, result["records"])
        }
        assumed = _grouped(result["assumed"], lambda row: _path(*row[0]) if row[0] else "")
        outputs = _grouped(result["outputs"], lambda name: result["outputs"][name][0])
        papers = _grouped(result["documents"], lambda document: result["outputs"][document["url"]][0])
        problems = _grouped(result["problems"], lambda problem: _owner(problem, where, job, issues))
        for issue, (newspaper, day, before, after) in issues.items():
            self._catalog.put(found.get(issue) or IssueRecord(newspaper, date.fromisoformat(day), (), (), (), 0))
            state.put_claims(newspaper, day, (Claim(**claim) for claim in claims.get(issue, ())))
            state.put_assumed(issue, (row[1:] for row in assumed.get(issue, ())))
            state.put_steps(issue, before, after, self._now.pages)
            state.put_outputs(issue, job["number"], _hashes(result, outputs.get(issue, ())))
            state.put_problems(issue, problems.get(issue, ()))
            if documents.keep(state.db, newspaper, day, papers.get(issue, [])):
                state.mark(states.SEARCH, "", "articles have changed")
            state.done(states.ISSUE, issue, job["number"])
        for source in job["strays"]:
            state.put_problems(f"stray {source}", problems.get(f"stray {source}", ()))
            state.done(states.STRAY, source, job["number"])
        if job["strays"]:
            state.set("strays environment", self._now.pages)

    # --- What belongs to no issue -------------------------------------------------------------------------------------

    def _finish(self) -> None:
        """Write lists, written pages and the search, as far as they have changed."""
        state = self._state
        jobs = []
        site, files, search = map(state.dirty, (states.SITE, states.FILES, states.SEARCH))
        if state.get("site environment") != self._now.pages:
            self._catalog.touch_all()
            site = {"": self._everything} | site
            files = {"": self._everything} | files
            search = {"": self._everything} | search
        if state.get("files environment") != self._now.hashes[environment.FILES]:
            files = {"": self._everything} | files
        touched = self._catalog.touched()
        state.db.commit()
        if site or files or touched:
            self.reasons += [f"written pages: {reason}" for reason in site.values()]
            self.reasons += [f"files: {reason}" for reason in files.values()]
            if touched:
                self.reasons.append(f"{sum(map(len, touched.values()))} parts of lists: articles have changed")
            # What was wrong with a file is told again only if it is looked at again.
            again = bool(files) or state.get("files again", default=False)
            jobs.append(self._job("site", statics=state.loose_files() if again else [], files=again))
            for kind in (states.SITE, states.FILES):
                state.begin(kind, [""], self._number)
        if search:
            self.reasons += [f"search: {reason}" for reason in search.values()]
            jobs.append(self._job("search"))
            state.begin(states.SEARCH, [""], self._number)
        for job, result in self._do(jobs):
            if job["kind"] == "search":
                self._take_search(job, result)
            else:
                self._take_site(job, result, everything="all" in touched)
            state.db.commit()
        state.set("totals", _totals(self._catalog))
        state.set("environment", self._now.hashes)
        state.db.commit()

    def _take_search(self, job: Job, result: Job) -> None:
        state = self._state
        state.put_outputs(states.SEARCH, job["number"], _hashes(result, result["outputs"]), all_of_it=False)
        for place in result["gone"]:
            state.remove_outputs(states.SEARCH, state.outputs_in(states.SEARCH, place))
        documents.settle(state.db)
        state.done(states.SEARCH, "", job["number"])

    def _take_site(self, job: Job, result: Job, *, everything: bool) -> None:
        state = self._state
        outputs = _grouped(result["outputs"], lambda name: result["outputs"][name][0])
        number, of = job["number"], {owner: _hashes(result, names) for owner, names in outputs.items()}
        state.put_outputs(parts.SITE, number, of.get(parts.SITE, {}))
        state.put_outputs(parts.LISTS, number, of.get(parts.LISTS, {}), all_of_it=everything)
        state.remove_outputs(parts.LISTS, result["gone"])
        if job["files"]:
            state.put_outputs(parts.FILES, number, of.get(parts.FILES, {}))
            state.set("files again", bool(result["problems"]))
            state.set("files environment", self._now.hashes[environment.FILES])
            state.done(states.FILES, "", job["number"])
        state.put_problems(parts.SITE, result["problems"])
        state.put_assumed(parts.SITE, (row[1:] for row in result["assumed"]))
        state.set("site environment", self._now.pages)
        state.done(states.SITE, "", job["number"])
        self._catalog.untouch()

    def _do(self, jobs: list[Job]) -> Iterator[tuple[Job, Job]]:
        """Have jobs done. Their numbers are written down first, lest a later build uses the folder of one again."""
        self._state.db.commit()
        return self._workers.do(jobs)

    def _job(self, kind: str, **values: Any) -> Job:
        self._number += 1
        self._state.set("number", self._number)
        known: Job = {"number": self._number, "kind": kind, "database": str(self._database), "linked": self._linked}
        known["shelf"] = str(self._database.with_name(shelf.FOLDER))
        # In another environment a plugin may have something to do with files that the site has already.
        known["standing"] = self._state.get("environment") == self._now.hashes
        values.setdefault("articles", [])
        size = self._state.count_articles(values["articles"])
        return known | {"issues": [], "statics": [], "strays": [], "guess": False, "size": size} | values


class Around:
    """The days of a newspaper's issues, in order."""

    def __init__(self, days: list[str]) -> None:
        self._days = days

    def of(self, day: str) -> tuple[str | None, str | None]:
        """The days before and after one."""
        before, after = bisect_left(self._days, day), bisect_right(self._days, day)
        return (
            self._days[before - 1] if before else None,
            self._days[after] if after < len(self._days) else None,
        )


def _owner(problem: Job, where: Mapping[str, str], job: Job, issues: Mapping[str, Any]) -> str:
    """To what a problem belongs: the issue of the article, else that of the file's folder, else that of the moment."""
    # A warning is about what was just made, such as a picture that an issue shows and another one has.
    source = problem["source"] or "" if problem["level"] != "warning" else ""
    if source in where:
        return where[source]
    if source in job["strays"]:
        return f"stray {source}"
    here = _path(*problem["here"]) if problem["here"] else ""
    return next((issue for issue in (_folder(source), here) if issue in issues), next(iter(issues), f"stray {source}"))


def _hashes(result: Job, names: Iterable[str]) -> dict[str, bytes]:
    return {name: bytes.fromhex(result["outputs"][name][1]) for name in names}


def _totals(catalog: Catalog) -> dict[str, int]:
    found = catalog.totals()
    return {"articles": found.articles, "issues": found.issues, "pages": found.pages, "persons": found.persons}


def _grouped(rows: Iterable[Any], key: Callable[[Any], str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def _path(newspaper: str, day: str) -> str:
    """The folder of an issue."""
    return f"{newspaper}/{day.replace('-', '/')}"


def _parts(issue: str) -> tuple[str, str]:
    """Newspaper and day of the folder of an issue."""
    newspaper, _, day = issue.partition("/")
    return newspaper, day.replace("/", "-")


def _folder(source: str) -> str:
    """The folder of the issue in which a file lies, empty when it lies in none."""
    return "/".join(source.split("/")[:4]) if parts.issue_of(source) else ""
