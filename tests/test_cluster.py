"""A cluster takes in, builds and indexes as one machine does, to the byte, whatever becomes of its workers."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any

import pytest

from backfile.build import run
from backfile.cluster import Cluster, ClusterError, in_order
from backfile.ingest import ingest
from tests.build_helpers import SETTINGS
from tests.search.corpus import documents

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from backfile.build.tally import Progress

MONTHS = 6
SITE = """from backfile.defaults import *
SITENAME = "库"
NEWSPAPERS = {"east": {"name": "东报", "lang": "zh-cn"}}
DEFAULT_NEWSPAPER = "east"
"""


@pytest.fixture(scope="module")
def machines() -> Iterator[Any]:
    """Two workers in processes of their own."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of raw pages, two a month, and what a build needs besides."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "pelicanconf.py").write_text(SITE, encoding="utf-8")
    for number, document in enumerate(documents(2 * MONTHS)):
        path = folder / f"raw/2022-{number % MONTHS + 1:02}-{number // MONTHS + 1:02}/1.txt"
        path.parent.mkdir(parents=True)
        path.write_text("\n\n".join([document.title, *document.passages]), encoding="utf-8")
    ingest([folder / "raw"], folder / "content", SETTINGS)
    run.build(folder / "content", folder / "alone", folder / "pelicanconf.py")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_cluster_takes_in_what_one_machine_does(machines: Any, archive: Path, tmp_path: Path) -> None:
    report = ingest([archive / "raw"], tmp_path / "content", SETTINGS, scheduler=machines.scheduler_address)
    assert not report.refusals
    taken = files(tmp_path / "content")
    assert len(taken) >= 2 * MONTHS
    assert taken == files(archive / "content")


def test_a_cluster_builds_the_same_site_though_a_worker_is_killed(machines: Any, archive: Path, tmp_path: Path) -> None:
    victim = next(iter(machines.workers.values())).process.pid
    killed: list[int] = []

    def kill(progress: Progress) -> None:
        if progress.done and not killed:
            killed.append(victim)
            os.kill(victim, signal.SIGKILL)

    site = tmp_path / "site"
    run.build(archive / "content", site, archive / "pelicanconf.py", scheduler=machines.scheduler_address, report=kill)
    assert killed
    built = files(site)
    assert any(name.startswith("search/base-") for name in built)
    assert built == files(archive / "alone")


def test_jobs_come_back_in_their_order_with_what_they_are_known_by(machines: Any) -> None:
    with Cluster(machines.scheduler_address) as cluster:
        found = list(in_order(cluster, pow, ((f"2^{number}", (2, number)) for number in range(30))))
    assert found == [(f"2^{number}", 2**number) for number in range(30)]


def test_an_error_of_a_job_is_raised_here(machines: Any) -> None:
    with Cluster(machines.scheduler_address) as cluster, pytest.raises(ZeroDivisionError):
        list(in_order(cluster, divmod, [("", (1, 0))]))


def test_where_no_scheduler_answers_it_is_told_what_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backfile.cluster._SECONDS", 1)
    with pytest.raises(ClusterError, match="no scheduler answers at tcp"):
        Cluster("tcp://127.0.0.1:9")


@pytest.mark.parametrize("address", ["nonsense://x", "127.0.0.1:notaport"])
def test_an_address_that_is_none_is_told(address: str) -> None:
    with pytest.raises(ClusterError, match="no scheduler answers"):
        Cluster(address)


def test_a_scheduler_without_workers_is_told() -> None:
    from distributed import LocalCluster

    with LocalCluster(n_workers=0, dashboard_address=None) as empty, pytest.raises(ClusterError, match="no worker"):
        Cluster(empty.scheduler_address)
