"""The tasks at the command line: what they do, what they say, how they end."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invoke.exceptions import Exit

import tasks
from backfile import arguments
from backfile.tasks import ingest, telling
from tests.task_helpers import ROOT, inv, pages

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["pages"]  # fixtures


def test_build_rebuild_and_clean_work_on_folders_outside_the_repository(pages: Path, tmp_path: Path) -> None:
    content, output = tmp_path / "content", tmp_path / "output"
    inv("ingest", pages, "--content", content)
    done = inv("build", "--content", content, "--output", output)
    assert (done.status, done.err) == (0, "")
    assert (output / "index.html").as_uri() in done.out
    again = inv("build", "--content", content, "--output", output)
    assert ": 0 files written, 0 removed" in again.out
    assert ", 0 as they were" in inv("rebuild", "--content", content, "--output", output).out
    note = next(content.rglob("*-p01-*.md"))
    note.write_text(note.read_text(encoding="utf-8") + "\n又一段。\n", encoding="utf-8")
    told = inv("build", "--explain", "--content", content, "--output", output).out
    assert f"{note.relative_to(content).as_posix()} is changed" in told
    assert inv("clean", "--output", output).status == 0
    assert not output.exists()


def test_a_broken_article_is_left_out_told_with_its_line_and_fails_the_build(pages: Path, tmp_path: Path) -> None:
    content, output = tmp_path / "content", tmp_path / "output"
    inv("ingest", pages, "--content", content)
    broken = next(content.rglob("*-p01-*.md"))
    broken.write_text(broken.read_text(encoding="utf-8").replace("Date: 2026-03-09", "Date: neulich"), encoding="utf-8")
    done = inv("build", "--content", content, "--output", output)
    assert (done.status, (output / "index.html").is_file()) == (1, True)
    assert broken.name in done.err
    assert len(list(output.rglob("*-p0?-*.html"))) == 2
    strict = inv("build", "--strict", "--content", content, "--output", tmp_path / "strict")
    assert (strict.status, (tmp_path / "strict").exists()) == (1, False)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["ingest"], "there is nothing to take in (name files or folders: inv ingest PATH…)\n"),
        (["ingest", "x.txt", "--date", "9.3.2026"], "--date 9.3.2026 is no date (write it as 2026-03-09)\n"),
        (["ingest", "x.txt", "--date", "2026-W10-1"], "--date 2026-W10-1 is no date (write it as 2026-03-09)\n"),
        (["ingest", "x.txt", "--date", "2026-02-30"], "--date 2026-02-30 is no date (write it as 2026-03-09)\n"),
        (["ingest", "x.txt", "--page", "zz"], "'zz' is no page number (write it as printed, such as 3 or A03)\n"),
        (["ingest", "x.txt", "--workers", "0"], "--workers 0 is no number of processes (choose one from 1 to 60)\n"),
        (["bench"], "there is no benchmark '' (name one of build, ingest, search)\n"),
        (["ingest", "x.txt", "--newspaper", "../x"], "'../x' cannot be the key of a newspaper"),
        (["ingest", "/no/such.txt"], "/no/such.txt: there is no such file or folder"),
        (
            ["ingest", "~nobody-of-this-name/x"],
            "~nobody-of-this-name/x: there is no such home folder (write the path out)",
        ),
        (["ingest", "x.txt", "--dat", "2026-03-09"], "No idea what '--dat' is!\n"),
        (["build", "--content", "/no/such"], "/no/such: there is no such folder (name the folder with the articles)\n"),
        (["build", "--settings", "/no/such.py"], "/no/such.py: there is no such settings file"),
        (["build", "--output"], "needed value and was not given one!\n"),
        (["check", "--content", "/no/such"], "/no/such: there is no such folder (add pages with `inv ingest`"),
        (["serve", "--port", "http"], "--port http is no number (choose one from 1024 to 65535)\n"),
        (["new", "tests"], "tests: there is something here already (name a new folder)\n"),
        (["new", "x", "--language", "fr"], "there is no interface in the language 'fr' (choose one of zh-hans,"),
        (["bulid"], "No idea what 'bulid' is!\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistake_is_one_line_that_says_what_to_do_and_a_failure(
    words: list[str], message: str, tmp_path: Path
) -> None:
    outside = ["--content", str(tmp_path / "content")] if words[0] == "ingest" else []
    done = inv(*words, *outside)
    assert done.status == 1
    assert message in done.err


def test_clean_leaves_a_folder_alone_that_is_no_site(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    done = inv("clean", "--output", tmp_path)
    assert (done.status, (tmp_path / "letter.txt").exists()) == (1, True)


def test_review_prints_the_worst_first_writes_its_page_and_ends_well(pages: Path, tmp_path: Path) -> None:
    content = tmp_path / "content"
    inv("ingest", pages, "--content", content)
    files = sorted(content.rglob("*-p0?-*.md"))
    for path, code in zip(files, ["byline-doubtful", "headline-missing", "byline-doubtful"], strict=True):
        path.write_text(path.read_text(encoding="utf-8").replace("\n\n", f"\nReview: {code}\n\n", 1), encoding="utf-8")
    page = content / ".backfile" / "review.html"
    done = inv("review", "--content", content, "--most", "2")
    assert (done.status, done.err) == (0, "")
    said = done.out.splitlines()
    assert [line.split()[0] for line in said[1:3]] == ["headline-missing", "byline-doubtful"]
    assert said[3:] == [
        "… and 1 more", "     1 × headline-missing", "     2 × byline-doubtful",
        f"3 of 3 articles to review: {page.as_uri()}",
    ]  # fmt: skip
    assert page.read_text(encoding="utf-8").count('class="item"') == 3
    assert inv("review", "--content", content, "--code", "headline-missing", "--quiet").out == ""
    assert page.read_text(encoding="utf-8").count('class="item"') == 1
    assert inv("review", "--content", content, "--newspaper", "none").status == 0
    assert inv("build", "--content", content, "--output", tmp_path / "o").status == 0
    assert not list((tmp_path / "o").rglob("review.html"))
    wrong = inv("review", "--content", content, "--most", "many")
    assert (wrong.status, wrong.err) == (1, "--most many is no number (write it as --most 50)\n")


def test_check_counts_what_waits_for_review_and_fails_only_when_asked(pages: Path, tmp_path: Path) -> None:
    content, output = tmp_path / "content", tmp_path / "output"
    inv("ingest", pages, "--content", content)
    article = next(content.rglob("*-p01-*.md"))
    article.write_text(
        article.read_text(encoding="utf-8").replace("\n\n", "\nReview: byline-doubtful\n\n", 1), encoding="utf-8"
    )
    (content / "pages").mkdir()
    (content / "pages" / "about.md").write_text("Title: About\nSlug: about\n\nx\n", encoding="utf-8")
    inv("build", "--content", content, "--output", output)
    done = inv("check", "--content", content, "--output", output)
    assert (done.status, done.err) == (0, "")
    assert ", 1 to review (inv review shows them)\n" in done.out
    assert inv("check", "--strict", "--content", content, "--output", output).status == 1
    (output / "about.html").unlink()
    broken = inv("check", "--content", content, "--output", output)
    assert (broken.status, "about.html leads to nothing" in broken.err) == (1, True)


def test_the_sample_archive_has_nothing_broken(sample: Path) -> None:
    done = inv("check", "--content", sample / "content", "--output", sample / "output")
    assert (done.status, done.err) == (0, "")


def test_the_demo_a_second_time_changes_nothing(sample: Path) -> None:
    def state() -> dict[Path, tuple[int, bytes]]:
        found = (p for place in ("content", "output") for p in sorted((sample / place).rglob("*")) if p.is_file())
        return {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in found}

    before = state()
    done = inv("demo", "--no-open", "--content", sample / "content", "--output", sample / "output")
    assert (done.status, done.err) == (0, "")
    assert state() == before


def test_every_task_and_every_option_has_a_help_text() -> None:
    program = (  # in a process of its own, because Invoke hands out a task's help texts once
        "import tasks\n"
        "for name in tasks.namespace.task_names:\n"
        "    task = tasks.namespace[name]\n"
        "    assert task.__doc__.strip(), name\n"
        "    for argument in task.get_arguments():\n"
        "        assert argument.help, f'{name} --{argument.name}'\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


def test_progress_goes_on_where_there_is_no_terminal() -> None:
    program = (
        "from backfile import progress\nprogress.SECONDS_BETWEEN_LINES = 0.0\n"
        "with progress.shown('Reading') as tell:\n    tell(1, 2)\n    tell(2, None)\n"
        "    tell(1_500_000, 3_000_000, in_bytes=True)\n"
        "with progress.shown('Reading', quiet=True) as tell:\n    tell(1, 2)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8", check=True)
    assert (done.stdout, done.stderr) == ("", "Reading: 1 of 2\nReading: 2\nReading: 1.5 of 3.0 MB\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
def test_progress_is_a_bar_on_a_terminal() -> None:
    import pty

    program = (
        "import time\nfrom backfile import progress\n"
        "with progress.shown('Reading') as tell:\n"
        "    for done in range(1, 7):\n        time.sleep(0.1)\n        tell(done, 60)\n"
        "    tell(3, None, title='Writing')\n    time.sleep(0.2)\n"
    )
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    subprocess.run([sys.executable, "-c", program], stderr=theirs, env=environment, check=True)
    os.close(theirs)
    shown = re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", os.read(ours, 65536).decode())
    assert re.search(r"Reading .* [2-6]/60 \d+/s 0:00:0\d left 00:\d\d", shown)
    assert re.search(r"Writing .* 3 +0:00:00", shown), "a stage of its own, of which no end is known"
    os.close(ours)


words = st.text(alphabet="ab ./报-", min_size=1, max_size=6).filter(lambda word: not word.startswith("-"))


@given(st.lists(words, max_size=5), st.lists(words, max_size=5), words)
def test_spelling_out_keeps_every_word_and_its_order(first: list[str], second: list[str], content: str) -> None:
    line = ["ingest", *first, "--content", content, "--quiet", *second]
    spelled = ingest.spell_out(line, ingest.get_arguments(), {"ingest", "build"})
    assert [word for word in spelled if word != "--path"] == line
    assert spelled.count("--path") == len(first) + len(second)
    assert ingest.spell_out(spelled, ingest.get_arguments(), {"ingest", "build"}) == spelled


def test_pytests_own_options_are_passed_on_by_test() -> None:
    line = ["test", "-k", "search", "--maxfail=1", "-x"]
    spelled = tasks.test.spell_out(line, tasks.test.get_arguments(), {"test", "build"})
    assert spelled == ["test", "--pytest=-k", "--pytest=search", "--pytest=--maxfail=1", "--pytest=-x"]
    assert tasks.test.spell_out(spelled, tasks.test.get_arguments(), {"test"}) == spelled
    assert isinstance(tasks.test, arguments.PassingTask)
    assert inv("test", "--collect-only", "-q", "tests/test_tasks.py", "-k", "own_options").out.count("::test_") == 1


def test_the_benchmark_of_taking_in_gives_its_figures() -> None:
    done = inv("bench", "ingest", "--pages", "2", "--megabytes", "1")
    assert (done.status, done.err) == (0, "")
    assert re.search(r"^examples: \d+ pages, [\d.]+ ms of processor time a page", done.out, re.MULTILINE)
    assert (
        len(re.findall(r"^ +20 pages, \d+ at work: .*[\d.]+/s +[\d.]+ s CPU +[\d?]+ MB$", done.out, re.MULTILINE)) >= 2
    )
    assert len(re.findall(r"^  taken (?:once|again)", done.out, re.MULTILINE)) == 2
    assert "refused" not in done.out


def test_the_benchmark_of_the_search_finds_it_exact() -> None:
    """Small, and without Pagefind, which is installed only where somebody measures."""
    done = inv("bench", "search", "--count", "200", "--queries", "2", "--alone")
    assert (done.status, done.err) == (0, "")
    for kind in ("substring", "phrase", "both words", "traditional"):
        assert re.search(rf"^{kind}, precision / recall +1\.000 / 1\.000$", done.out, re.MULTILINE)
    assert re.search(r"^cold query, kB to the first ten +\d+; \d+$", done.out, re.MULTILINE)
    assert re.search(r"^from a folder, ms to the first ten +\d+; \d+$", done.out, re.MULTILINE)


def test_a_full_disk_is_told_with_the_way_to_go_on() -> None:
    @telling
    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "output/index.html")

    with pytest.raises(Exit, match=r"output/index\.html: No space left on device \(make room"):
        full()
