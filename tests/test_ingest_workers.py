"""Several processes: the same result as with one, in the same order, whatever becomes of a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backfile.errors import SourceError
from backfile.ingest import convert, documents, workers
from backfile.ingest.workers import Workers
from backfile.segment import jumps
from tests.ingest_helpers import PAGE, articles, content, inbox, put, reasons, run, tree
from tests.test_ingest_exports import lines, row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backfile.models import Entry

__all__ = ["content", "inbox"]  # fixtures

ROOT = Path(__file__).resolve().parent.parent


def doubled(number: int) -> int | str:
    """What the processes of these tests do: 13 ends the process, 99 tells which one it is."""
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return str(os.getpid()) if number == 99 else 2 * number


def results(count: int, jobs: list[int | None], chunk: int = 2) -> list[tuple[int, object]]:
    with Workers(count) as pool:
        return list(pool.results(doubled, enumerate(jobs), chunk=chunk))


def test_results_come_in_the_order_of_the_jobs_and_nothing_is_done_where_there_is_none() -> None:
    jobs: list[int | None] = [number if number % 3 else None for number in range(14, 60)]
    expected = [(place, None if number is None else 2 * number) for place, number in enumerate(jobs)]
    assert results(1, jobs) == results(2, jobs) == expected


def test_a_few_jobs_are_done_in_this_process_and_many_in_others() -> None:
    own = str(os.getpid())
    assert [result for _, result in results(2, [99] * (workers.FEWEST - 1))] == [own] * (workers.FEWEST - 1)
    assert own not in [result for _, result in results(2, [99] * workers.FEWEST)]
    assert [result for _, result in results(1, [99] * 20)] == [own] * 20


def test_a_process_that_is_killed_costs_its_own_job_and_no_other() -> None:
    jobs: list[int | None] = [*range(10), 13, *range(20, 30), 13, *range(30, 50)]
    found = [result for _, result in results(2, jobs)]
    for number, result in zip(jobs, found, strict=True):
        if number == 13:
            assert isinstance(result, SourceError)
            assert "ended from outside" in result.reason
            assert result.remedy
        else:
            assert number is not None
            assert result == 2 * number


def test_jobs_are_read_on_only_as_results_are_taken() -> None:
    read = []

    def jobs() -> Iterator[tuple[int, int]]:
        for number in range(100_000):
            read.append(number)
            yield number, 20

    with Workers(2) as pool:
        stream = pool.results(doubled, jobs(), chunk=2)
        for _ in range(300):
            next(stream)
        assert len(read) < 300 + workers.AHEAD


def pages(inbox: Path, count: int) -> None:
    for number in range(1, count + 1):
        text = PAGE.replace("第3版", f"第{number}版").replace("青石河", f"第{number}条河")
        put(
            inbox.parent / f"2026-03-{9 + number % 3:02d}" / f"p{number:02d}.txt",
            text.replace("2026年3月9日 星期一\n", ""),
        )
    put(inbox / "all.jsonl", lines(*(row(number) for number in range(40)), row(1)))
    put(inbox / "empty.txt", "")
    put(inbox / "copy.txt", (inbox / "p03.txt").read_bytes())


def test_the_archive_is_the_same_to_the_byte_with_any_number_of_processes(inbox: Path, tmp_path: Path) -> None:
    pages(inbox, 24)
    alone = run(tmp_path / "alone", inbox.parent, workers=1)
    several = run(tmp_path / "several", inbox.parent, workers=3)
    assert tree(tmp_path / "several") == tree(tmp_path / "alone")
    assert reasons(several) == reasons(alone)
    assert len(alone.refusals) == 3
    assert {**several.as_data(), "seconds": 0, "articles_per_second": 0} == {
        **alone.as_data(), "seconds": 0, "articles_per_second": 0
    }  # fmt: skip


def test_what_was_taken_before_is_not_converted_again(
    inbox: Path, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages(inbox, 6)
    run(content, inbox.parent)
    converted: list[str] = []

    def watched(job: convert.Document) -> convert.Converted | SourceError:
        converted.append(job.name)
        return SourceError("not now")

    monkeypatch.setattr(convert, "document", watched)
    put(inbox / "p30.txt", PAGE.replace("第3版", "第30版"))
    run(content, inbox.parent)
    assert converted == ["2026-03-09/empty.txt", "2026-03-09/p30.txt"]  # the empty one was never taken


def test_an_issue_with_very_many_pages_is_not_held_as_a_whole(
    inbox: Path, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "HELD", 2)
    held: list[int] = []

    def watched(entries: Sequence[Entry]) -> list[Entry]:
        held.append(len(entries))
        return list(entries)

    monkeypatch.setattr(jumps, "join", watched)
    for number in range(1, 6):
        put(inbox / f"p{number:02d}.txt", PAGE.replace("第3版", f"第{number}版").replace("青石河", f"第{number}条河"))
    report = run(content, inbox)
    assert (held, len(articles(content))) == ([4, 4, 2], 10)
    assert report.exit_status == 0


def test_what_is_joined_stands_with_its_first_part_and_the_other_page_is_taken_all_the_same(
    inbox: Path, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []

    def all_in_one(entries: Sequence[Entry]) -> list[Entry]:
        seen.append([entry.page for entry in entries])
        body = tuple(item for entry in entries for item in entry.article.body)
        return [replace(entries[0], article=replace(entries[0].article, body=body))]

    monkeypatch.setattr(jumps, "join", all_in_one)
    put(inbox / "p01.txt", PAGE.replace("第3版", "第1版"))
    put(inbox / "p03.txt", PAGE.replace("三百棵", "八百棵"))
    put(inbox.parent / "2026-03-10/p01.txt", PAGE.replace("第3版", "第1版").replace("青石河", "柳渡河"))
    assert run(content, inbox.parent).exit_status == 0
    assert seen == [["1", "1", "3", "3"], ["1", "1"]]
    first, second = articles(content)
    assert (first.name, second.parent.name) == ("qingshi-20260309-p01-01.md", "10")
    assert "八百棵" in first.read_text(encoding="utf-8")
    before = tree(content)
    report = run(content, inbox.parent)
    assert (report.articles, report.unchanged, report.exit_status) == (0, 2, 0)
    assert tree(content) == before


STOPPED = """
import sys
from pathlib import Path
from backfile.ingest import ingest
from tests.ingest_helpers import SETTINGS

if __name__ == "__main__":
    tell = lambda step: print(step.done, flush=True)
    ingest([Path(sys.argv[1])], Path(sys.argv[2]), SETTINGS, workers=2, progress=tell)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the processes of a session are read from /proc")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_leaves_no_process_behind_and_the_next_completes_it(
    inbox: Path, tmp_path: Path, sent: signal.Signals
) -> None:
    pages(inbox, 60)
    program = put(tmp_path / "program.py", STOPPED)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(program), str(inbox.parent), str(tmp_path / "content")]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, start_new_session=True
    )
    assert process.stdout
    process.stdout.readline()  # the first page is done, and the processes are at work
    if sent is signal.SIGINT:
        os.killpg(process.pid, sent)  # as a terminal does
    else:
        process.kill()
    _, complaint = process.communicate(timeout=60)
    ended = complaint.count(b"\nKeyboardInterrupt\n")
    assert ended <= (sent is signal.SIGINT), complaint.decode()  # our own program, and no process
    for _ in range(100):
        if not family(process.pid):
            break
        time.sleep(0.1)
    assert family(process.pid) == []
    run(tmp_path / "content", inbox.parent)
    run(tmp_path / "whole", inbox.parent)
    assert tree(tmp_path / "content") == tree(tmp_path / "whole")


def family(session: int) -> list[str]:
    """The processes of a session that are still there."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, of = stat.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[:4]
        except OSError:  # it has ended meanwhile
            continue
        if int(of) == session and state != "Z":
            found.append(stat.parent.name)
    return found
