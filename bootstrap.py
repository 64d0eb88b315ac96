"""Makes the environment that the tasks run in. Standard library only: nothing else is there yet.

`.venv` is made from `requirements.lock`, every package checked against its hash, and the project is installed into it
as an editable package. A stamp written last says what it was made from: with the right stamp nothing is done, and a
set-up that was interrupted, or whose lock has changed, is finished at the next start.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

NEEDED = (3, 11)
ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = ENVIRONMENT / "backfile-stamp"


class SetupError(Exception):
    """The environment cannot be made; the text says why and what to do."""


def say(text: str) -> None:
    """Tell the person at the keyboard what is going on; standard output is left to the task."""
    print(text, file=sys.stderr, flush=True)


def environment_python() -> Path:
    """The Python of the environment, whether it is there yet or not."""
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def wanted_stamp() -> str:
    """What the environment must have been made from: this lock, at this place (an editable package knows its path)."""
    return f"lock {hashlib.sha256(LOCK.read_bytes()).hexdigest()}\nplace {ROOT}\n"


def is_ready() -> bool:
    """Whether the environment was made whole from the present lock."""
    try:
        return STAMP.read_text(encoding="utf-8") == wanted_stamp() and environment_python().exists()
    except OSError:
        return False


def run(command: list[str | Path], remedy: str) -> None:
    """Run a step of the set-up; its output is shown only when it fails."""
    done = subprocess.run(  # noqa: S603 (the commands are this module's own)
        [str(word) for word in command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        lines = [line for line in done.stdout.decode("utf-8", "replace").splitlines() if line.strip()]
        raise SetupError("\n".join([*("  " + line for line in lines[-8:]), remedy]))


def works(python: Path) -> bool:
    """Whether an environment's Python starts and has pip: one that was interrupted or moved has neither."""
    if not python.exists():
        return False
    done = subprocess.run([str(python), "-c", "import pip"], capture_output=True, check=False)  # noqa: S603
    return done.returncode == 0


def make_environment() -> None:
    """Create `.venv`, anew when what is there does not work."""
    try:
        import ensurepip  # noqa: F401 (asked for only to know whether it is there)
        import venv  # noqa: F401
    except ImportError as error:
        raise SetupError(
            "This Python cannot make environments: its modules venv and ensurepip are missing.\n"
            "On Debian and Ubuntu: sudo apt-get install python3-venv. Elsewhere: install Python from python.org."
        ) from error
    say("Making the environment .venv …")
    run(
        [sys.executable, "-m", "venv", "--clear", ENVIRONMENT],
        "The environment .venv could not be made. Is there room on the disk, and may you write in this folder?",
    )


def install() -> None:
    """Install the locked packages, then the project itself on top."""
    pip: list[str | Path] = [environment_python(), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    say("Installing the packages of requirements.lock; the first time this takes a minute or two …")
    run(
        [*pip, "--quiet", "--require-hashes", "-r", LOCK],
        "The packages could not be installed. They come from the Python package index: check that this machine is\n"
        "online (or that pip knows your mirror), then give the same command again; it goes on where it stopped.",
    )
    run(
        [*pip, "--quiet", "--no-deps", "--no-build-isolation", "--editable", ROOT],
        "Backfile itself could not be installed into .venv. Delete the folder .venv and give the command again.",
    )


def prepare() -> None:
    """Make the environment if it is not ready.

    Raises:
        SetupError: it cannot be made; what was done so far stays and is used at the next try.
    """
    if is_ready():
        return
    if not LOCK.is_file():
        raise SetupError("requirements.lock is missing here. Is this a whole copy of the repository?")
    STAMP.unlink(missing_ok=True)
    if not works(environment_python()):
        make_environment()
    install()
    STAMP.write_text(wanted_stamp(), encoding="utf-8")
    say("The environment is ready. (Inside it, `inv TASK` does what `python3 tasks.py TASK` does.)")


def main(arguments: list[str]) -> int:
    """Set up what is missing, then hand over to the tasks with the environment's Python."""
    if sys.version_info < NEEDED:
        say(
            "Backfile needs Python {}.{} or newer, and this is {}.{}. Install a newer one, then start with it: "
            "python3.13 tasks.py …".format(*NEEDED, *sys.version_info)
        )
        return 1
    try:
        prepare()
    except SetupError as error:
        say(str(error))
        return 1
    except OSError as error:
        say(f"The environment .venv could not be made: {error.strerror}: {error.filename}")
        return 1
    except KeyboardInterrupt:
        say("Stopped. The next start finishes the set-up.")
        return 130
    command = [str(environment_python()), "-m", "invoke", "--search-root", str(ROOT), *(arguments or ["--list"])]
    if os.name == "nt":  # there execv returns to the shell before the task is done
        return subprocess.run(command, check=False).returncode  # noqa: S603
    return os.execv(command[0], command)  # noqa: S606
