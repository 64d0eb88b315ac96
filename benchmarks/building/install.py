"""Installing what is measured beside us, in pinned versions, into a folder that belongs to the benchmarks."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from backfile.errors import BackfileError
from tests import needs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LAST_LINES = 3


def python_package(name: str, version: str, tools: Path, say: Callable[[str], None]) -> None:
    """Install one package of PyPI, without what it depends on, in `tools/NAME-VERSION`.

    Raises:
        BackfileError: it cannot be had.
    """
    place = tools / f"{name}-{version}"
    if place.is_dir():
        return
    say(f"Installing {place.name} …")
    work = place.with_name(f".{place.name}.new")  # takes its name when it is whole
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet", "--no-deps"]
    done = subprocess.run(  # noqa: S603 (pip of this environment; names and versions are the benchmarks' own)
        [*pip, "--only-binary", ":all:", "--target", ".", f"{name}=={version}"],
        cwd=work,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        last = " ".join((done.stderr or done.stdout).strip().splitlines()[-LAST_LINES:])
        raise BackfileError(f"{place.name} cannot be installed: {last}", remedy="leave it out with --peers")
    work.rename(place)


def node_packages(name: str, lock: Path, tools: Path, say: Callable[[str], None]) -> None:
    """Install the packages of npm that `package-lock.json` in the folder `lock` names, in `tools/NAME`.

    Raises:
        BackfileError: they cannot be had.
    """
    place = tools / name
    place.mkdir(parents=True, exist_ok=True)
    for file in ("package.json", "package-lock.json"):
        shutil.copy(lock / file, place)
    needs.install_node_packages(place, say)
