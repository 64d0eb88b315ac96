"""The benchmark of the build: its archive, how it measures, what it prints. No time is tested, only that it is told."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

import benchmarks.build
from backfile.errors import BackfileError
from backfile.markdown import write
from benchmarks.building import archive, report, site
from benchmarks.building.hugo import Hugo
from benchmarks.building.runs import Figures, Results
from benchmarks.support import processes
from benchmarks.support.processes import Cost, run

ROOT = Path(__file__).resolve().parent.parent


def python(program: str, folder: Path, limit: float = 60) -> Cost:
    return run([sys.executable, "-c", program], folder=folder, most_seconds=limit)


def alive(folder: Path) -> bool:
    """Whether the process is there that has written its number into `pid`."""
    try:
        os.kill(int((folder / "pid").read_text()), 0)
    except ProcessLookupError:
        return False
    return True


def test_the_archive_is_the_same_every_time_and_begins_the_same_whatever_its_size() -> None:
    texts = [[write(entry) for edition in archive.editions(days) for entry in edition.entries] for days in (2, 3)]
    assert texts[0] == texts[1][: 2 * archive.EDITION]


def test_an_edition_is_a_day_of_a_hundred_articles_of_about_a_thousand_characters_on_twelve_pages() -> None:
    first, second = archive.editions(2)
    assert second.day - first.day == timedelta(days=1)
    entries = (*first.entries, *second.entries)
    assert len({entry.id for entry in entries}) == 2 * archive.EDITION
    assert {entry.page for entry in first.entries} == {str(page) for page in range(1, 13)}
    lengths = [sum(len(item.text) for item in entry.article.body if hasattr(item, "text")) for entry in entries]
    assert 800 < sum(lengths) / len(lengths) < 1200


def test_a_correction_changes_an_article_and_the_next_one_changes_it_again() -> None:
    entry = next(archive.editions(1)).entries[0]
    assert len({write(entry), *(write(archive.edited(entry, number)) for number in range(3))}) == 4


def test_the_memory_and_the_processor_time_of_a_childs_child_count(tmp_path: Path) -> None:
    work = "x = bytearray(200_000_000); x[::4096] = b'x' * len(x[::4096]); sum(range(5_000_000))"
    work += "; import time; time.sleep(1); print(time.process_time())"
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}])"
    idle, busy = python("", tmp_path), python(nested, tmp_path)
    assert busy.memory > idle.memory + 200_000_000
    assert busy.processor >= float(busy.output) > 0


def test_a_child_with_a_session_of_its_own_counts(tmp_path: Path) -> None:
    work = "x = bytearray(200_000_000); x[::4096] = b'x' * len(x[::4096]); import time; time.sleep(1)"
    apart = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}], start_new_session=True)"
    assert python(apart, tmp_path).memory > 200_000_000


def test_what_a_command_leaves_running_is_ended_with_it(tmp_path: Path) -> None:
    child = "import os, time; open('pid', 'w').write(str(os.getpid())); time.sleep(600)"
    parent = f"import os, subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {child!r}])"
    python(f"{parent}\nwhile not os.path.exists('pid') or not os.path.getsize('pid'): time.sleep(0.01)", tmp_path)
    for _ in range(500):  # a killed process is there until its parent has heard of it
        if not alive(tmp_path) or "Z" in Path(f"/proc/{(tmp_path / 'pid').read_text()}/stat").read_text().split()[2]:
            break
        time.sleep(0.01)
    else:
        pytest.fail("it still runs")


def test_a_command_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    assert python("print('no heap left'); raise SystemExit(3)", tmp_path).why == "failed: no heap left"


def test_a_command_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    program = "open('pid', 'w').write(str(__import__('os').getpid())); __import__('time').sleep(600)"
    assert python(program, tmp_path, 5).why == "ended after 5 s"
    assert not alive(tmp_path)


def test_a_command_that_takes_too_much_memory_is_stopped(tmp_path: Path) -> None:
    program = "x = bytearray(200_000_000); x[::4096] = b'x' * len(x[::4096]); __import__('time').sleep(600)"
    command = [sys.executable, "-c", program]
    assert run(command, most_memory=100_000_000, folder=tmp_path).why.startswith("ended at ")


def test_the_clock_stops_when_the_command_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And not when its memory is looked at the next time."""
    monkeypatch.setattr(processes, "SAMPLE_SECONDS", 30)
    assert python("import time; time.sleep(0.1)", tmp_path).seconds < 30


def test_a_command_may_print_more_than_a_pipe_holds(tmp_path: Path) -> None:
    assert len(python("print('x' * 1_000_000)", tmp_path).output) == 1_000_001


def test_what_was_written_are_files_that_are_new_changed_or_put_in_place_of_others(tmp_path: Path) -> None:
    for name in ("same", "changed", "replaced"):
        (tmp_path / name).write_text("old", encoding="utf-8")
    before = site.state(tmp_path)
    (tmp_path / "changed").write_text("longer", encoding="utf-8")
    (tmp_path / "another").write_text("old", encoding="utf-8")
    (tmp_path / "another").rename(tmp_path / "replaced")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "new.html").write_text("new", encoding="utf-8")
    after = site.state(tmp_path)
    assert site.written(before, after) == site.Written(3, len("longer") + len("old") + len("new"))
    assert site.pages(after) == 1
    assert site.state(tmp_path / "nothing") == {}


@pytest.mark.parametrize("power", [0.5, 1, 2])
def test_the_exponent_of_a_power_is_that_power(power: float) -> None:
    assert report.exponent({count: 3 * count**power for count in (10, 30, 100)}) == pytest.approx(power)


def figures(seconds: float, failure: str = "") -> Figures:
    found = Figures(failure=failure)
    if not failure:
        found.costs.append(Cost(seconds, 2 * seconds, int(seconds * 1e6)))
        found.written.append(site.Written(1, 1000))
    return found


def test_promised_figures_stand_beside_the_peers_as_ratios() -> None:
    times = {report.PLAIN: 2, report.SEARCH: 3, "hugo": 8}
    sizes = {100: 1, 1000: 10}
    results: Results = {(size, "clean", name): figures(t * f) for name, t in times.items() for size, f in sizes.items()}
    results |= {(100, "edition", "hugo"): figures(8), (100, "edition", report.SEARCH): figures(0.2)}
    results |= {
        (100, "clean", "eleventy"): figures(0, "stopped after 9 s"),
        (100, "nothing", report.SEARCH): figures(1),
    }
    rows = "\n".join(report.promised(results, ["hugo", "eleventy"]))
    assert "| an edition of 100 added to 100, search included | hugo 8.00 s | 0.20 s | hugo 40 |" in rows
    assert "| clean build of 100 without search | hugo 8.00 s | 2.00 s | hugo 4 |" in rows
    assert "| build with nothing changed, 100 | hugo 8.00 s | 1.00 s | hugo 8 |" in rows
    assert "| clean build of 100 with the search index, wall | none | 3.00 s | ours 1.5× that without |" in rows
    assert "hugo n^1.00 (100 to 1,000; 1.00× an article)" in rows
    assert "100, clean build: eleventy | stopped after 9 s |" in "\n".join(report.details(results))


def test_a_peer_that_cannot_be_installed_is_left_out_and_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(_: Hugo, __: object) -> None:
        raise BackfileError("hugo-0 cannot be installed: no network", remedy="leave it out with --peers")

    monkeypatch.setattr(Hugo, "install", refuse)
    found, missing = benchmarks.build.installed(["hugo", "pelican"], tmp_path)
    assert [kind.name for kind in found] == ["pelican"]
    assert missing == ["left out: hugo-0 cannot be installed: no network (leave it out with --peers)"]


@pytest.mark.parametrize(
    ("option", "word", "message"),
    [
        ("--peers", "jekyll", "there is no peer 'jekyll': name some of hugo, eleventy, pelican, or none"),
        ("--count", "150", "articles come in editions of 100: name multiples of it"),
    ],
)
def test_an_option_that_cannot_be_meant_is_refused(option: str, word: str, message: str) -> None:
    command = [sys.executable, "-m", "benchmarks.build", option, word]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert message in done.stderr


def test_every_step_is_measured_and_the_peers_write_the_same_set_of_pages() -> None:
    command = [sys.executable, "-m", "invoke", "bench", "build", "--count", "100"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, "left out" in done.stderr) == (0, False), done.stderr
    lines = [line.split("|") for line in done.stdout.splitlines() if line.startswith("| 100,")]
    rows = {line[1].strip(): line[2:-1] for line in lines}
    steps = ("clean build", "nothing changed", "an edition of 100 added", "one article edited")
    peers = ("hugo", "eleventy", "pelican")
    assert set(rows) == {
        "100, clean build: backfile without search",
        *(f"100, {step}: backfile" for step in steps),
        *(f"100, {step}: {peer}" for step in (steps[0], steps[2]) for peer in peers),
    }, done.stdout
    pages = {name.rpartition(": ")[2]: int(row[-1]) for name, row in rows.items() if "clean build" in name}
    ours = pages["backfile without search"]
    # Stock Pelican is spared the twelve pages of the one issue; with the search there is a page for it.
    assert pages == {
        "backfile": ours + 1,
        "backfile without search": ours,
        "hugo": ours,
        "eleventy": ours,
        "pelican": ours - 12,
    }
