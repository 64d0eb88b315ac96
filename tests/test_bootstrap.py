"""`python3 tasks.py` on a machine with nothing but Python: it makes the environment, once, and mends a broken one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap

ROOT = Path(__file__).resolve().parent.parent
# A project whose packages need no network: its lock is empty, and it builds itself.
PROJECT = {
    "requirements.lock": "# nothing\n",
    "pyproject.toml": """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "little"
version = "1"
""",
    "backend.py": """\
import zipfile
from pathlib import Path
def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "little-1-py3-none-any.whl"
    with zipfile.ZipFile(Path(folder) / name, "w") as wheel:
        wheel.writestr("little.pth", str(Path.cwd()))
        wheel.writestr("little-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: little\\nVersion: 1\\n")
        wheel.writestr("little-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("little-1.dist-info/RECORD", "")
    return name
""",
    "little.py": "HERE = __file__\n",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A little project in which the set-up has run once. Tests change a copy."""
    folder = tmp_path_factory.mktemp("made") / "project"
    folder.mkdir()
    for name, text in PROJECT.items():
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "bootstrap.py", folder)
    done = prepare(folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "project", symlinks=True))


def prepare(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the set-up in a folder with a search path that has nothing on it."""
    program = (
        "import sys, bootstrap\ntry: bootstrap.prepare()\nexcept bootstrap.SetupError as error: sys.exit(str(error))"
    )
    command = [sys.executable, "-B", "-c", program]
    clean = {key: value for key, value in os.environ.items() if key not in {"PATH", "PYTHONPATH", "VIRTUAL_ENV"}}
    return subprocess.run(
        command,
        cwd=folder,
        env={**clean, "PATH": "", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def little(folder: Path) -> str:
    """Where the environment of a folder finds the project."""
    python = folder / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = subprocess.run(
        [str(python), "-c", "import little; print(little.HERE)"],
        cwd="/",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout.strip() or done.stderr


def test_the_first_start_makes_the_environment_and_the_second_does_nothing(made: Path) -> None:
    assert little(made) == str(made / "little.py")
    before = {path: path.lstat().st_mtime_ns for path in made.rglob("*")}
    again = prepare(made)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert {path: path.lstat().st_mtime_ns for path in made.rglob("*")} == before


def test_an_interrupted_set_up_is_finished_by_the_next_start(project: Path) -> None:
    (project / ".venv" / "backfile-stamp").unlink()
    shutil.rmtree(next(project.glob(".venv/lib*/python*/site-packages/pip")))
    done = prepare(project)
    assert (done.returncode, "Making the environment" in done.stderr) == (0, True)
    assert little(project) == str(project / "little.py")


def test_a_changed_lock_is_installed_into_the_environment_that_is_there(project: Path) -> None:
    (project / "requirements.lock").write_text("# still nothing\n", encoding="utf-8")
    done = prepare(project)
    assert done.returncode == 0, done.stderr
    assert "Installing the packages" in done.stderr
    assert prepare(project).stderr == ""


def test_a_moved_folder_finds_itself_again(project: Path) -> None:
    moved = project.rename(project.with_name("moved"))
    done = prepare(moved)
    assert done.returncode == 0, done.stderr
    assert little(moved) == str(moved / "little.py")


def test_without_a_network_it_says_so_and_goes_on_later(project: Path) -> None:
    lock = project / "requirements.lock"
    lock.write_text(f"no-such-package-here==1 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    done = prepare(project, PIP_NO_INDEX="1")
    assert done.returncode == 1
    assert "check that this machine is\nonline" in done.stderr
    assert "Traceback" not in done.stderr
    lock.write_text("# nothing\n", encoding="utf-8")
    assert prepare(project).returncode == 0


def test_a_package_with_another_hash_is_not_installed(project: Path) -> None:
    folder = project / "packages"
    folder.mkdir()
    (folder / "evil-1-py3-none-any.whl").write_bytes(b"PK\x05\x06" + bytes(18))
    (project / "requirements.lock").write_text(f"evil==1 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    done = prepare(project, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(folder))
    assert (done.returncode, "DO NOT MATCH THE HASHES" in done.stderr) == (1, True)


def test_a_python_without_venv_is_told_which_package_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(bootstrap.SetupError, match="apt-get install python3-venv"):
        bootstrap.make_environment()


def test_a_missing_lock_is_told(project: Path) -> None:
    (project / "requirements.lock").unlink()
    (project / ".venv" / "backfile-stamp").unlink()
    assert prepare(project).stderr.startswith("requirements.lock is missing here.")


def test_an_old_python_is_told_which_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    assert bootstrap.main(["demo"]) == 1
    assert capsys.readouterr().err.startswith("Backfile needs Python 3.11 or newer, and this is 3.9.")


def test_the_set_up_needs_nothing_but_the_standard_library() -> None:
    program = (
        "import sys, bootstrap\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} - sys.stdlib_module_names - {'__main__'}))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-B", "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == "['bootstrap']"


def test_started_as_a_script_the_tasks_run_in_the_environment() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tasks.py"), "--list"],
        cwd="/",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, "  demo " in done.stdout) == (0, True), done.stderr
