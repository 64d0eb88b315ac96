"""A newspaper's own repository: made by one task, built at once, with nothing but the installed wheel."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile import scaffold, settings
from backfile.check import site as site_check
from backfile.errors import BackfileError
from backfile.escape import one_line

ROOT = Path(__file__).resolve().parent.parent
PAGE = """\
青禾报　　2026年4月1日　星期三　第1版

小学新建食堂投入使用

本报讯（记者 林果）3月31日，镇中心小学新食堂开灶，三百名
学生吃上了热饭。
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that has the wheel and what it depends on, and no copy of this repository."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    wheel = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(wheel, check=True)
    environment = folder / "environment"
    venv.create(environment, symlinks=os.name != "nt")
    scheme = {"base": str(environment), "platbase": str(environment)}
    packages = Path(sysconfig.get_path("purelib", vars=scheme, scheme="venv"))
    for package in Path(sysconfig.get_path("purelib")).iterdir():
        if package.name == "pelican" or os.name == "nt":
            shutil.copytree(package, packages / package.name)  # the wheel puts its plugins into this one
        elif "backfile" not in package.name:
            (packages / package.name).symlink_to(package)
    python = Path(sysconfig.get_path("scripts", vars=scheme, scheme="venv")) / (
        "python.exe" if os.name == "nt" else "python"
    )
    built = next(folder.glob("backfile-*.whl"))
    subprocess.run([*pip, "--python", str(python), "install", "--no-deps", "--no-index", str(built)], check=True)
    return python


def run(python: Path, module: str, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    command = [str(python), "-m", module, *words]
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def test_a_new_repository_builds_at_once_takes_pages_in_and_has_a_sound_site(installed: Path, tmp_path: Path) -> None:
    run(installed, "backfile", "new", "qinghe", "--newspaper", "qinghe", "--name", '青禾报 "周刊" it\'s', cwd=tmp_path)
    repository = tmp_path / "qinghe"
    run(installed, "invoke", "build", cwd=repository)
    assert (repository / "output" / "index.html").is_file()
    assert site_check.check(repository / "output").faults == []

    (tmp_path / "2026-04-01").mkdir()
    (tmp_path / "2026-04-01" / "01.txt").write_text(PAGE, encoding="utf-8")
    run(installed, "invoke", "ingest", "../2026-04-01/01.txt", cwd=repository)
    assert [path.name for path in repository.glob("content/qinghe/2026/04/01/*-p01-*.md")] == [
        "qinghe-20260401-p01-01.md"
    ]
    run(installed, "invoke", "build", cwd=repository)
    html = (repository / "output/qinghe/2026/04/01/qinghe-20260401-p01-01.html").read_text(encoding="utf-8")
    assert "小学新建食堂投入使用" in html
    assert "it&#39;s" in html
    assert site_check.check(repository / "output").faults == []
    run(installed, "invoke", "check", cwd=repository)
    run(installed, "invoke", "review", cwd=repository)
    assert (repository / "content" / ".backfile" / "review.html").is_file()

    listed = run(installed, "invoke", "--list", cwd=repository).stdout
    assert {line.split()[0] for line in listed.splitlines() if line.startswith("  ") and line[2] != " "} == {
        "build", "check", "clean", "ingest", "new", "publish", "rebuild", "review", "serve", "settle",
    }  # fmt: skip


def test_an_installed_backfile_does_not_use_this_repository(installed: Path, tmp_path: Path) -> None:
    program = "import backfile, backfile.defaults as d; print(backfile.__file__); print(d.THEME); print(d.PLUGIN_PATHS)"
    done = subprocess.run(
        [str(installed), "-c", program], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=True
    )
    package, theme, plugin_paths = done.stdout.splitlines()
    assert not Path(package).is_relative_to(ROOT)
    assert (Path(theme).parent, plugin_paths) == (Path(package).parent, "[]")


def test_a_repositorys_tasks_are_two_lines(tmp_path: Path) -> None:
    scaffold.create(tmp_path / "new")
    assert len((tmp_path / "new" / "tasks.py").read_text(encoding="utf-8").splitlines()) == 2


def test_git_passes_by_what_the_tasks_write_for_the_maintainer_alone(tmp_path: Path) -> None:
    scaffold.create(tmp_path / "new")
    subprocess.run(["git", "init", "--quiet", str(tmp_path / "new")], check=True)
    ignored = ["output/index.html", ".backfile/output/lock", "content/.backfile/review.html"]
    command = ["git", "-C", str(tmp_path / "new"), "check-ignore", *ignored]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.split() == ignored


def test_every_file_written_is_named_and_no_placeholder_is_left(tmp_path: Path) -> None:
    written = scaffold.create(tmp_path / "new", name="A$B", key="ab", language="en")
    assert sorted(written) == sorted(
        p.relative_to(tmp_path / "new") for p in (tmp_path / "new").rglob("*") if p.is_file()
    )
    assert {".gitignore", "pelicanconf.py", "requirements.txt", "README.md"} <= {str(path) for path in written}
    for path in written:
        assert "$" not in (tmp_path / "new" / path).read_text(encoding="utf-8").replace("A$B", "")


@given(st.text(max_size=40), st.sampled_from(settings.UI_LANGUAGES))
def test_any_name_gives_settings_that_say_it(name: str, language: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        scaffold.create(Path(folder) / "paper", name=name, key="paper", language=language)
        source = (Path(folder) / "paper" / "pelicanconf.py").read_text(encoding="utf-8")
        ast.parse(source)
        loaded = settings.load(Path(folder) / "paper" / "pelicanconf.py")
    assert loaded.sitename == (one_line(name) or "paper")
    assert (loaded.ui_language, loaded.default_newspaper) == (language, "paper")


@pytest.mark.parametrize(
    ("folder", "key"),
    [
        ("citydaily", "citydaily"),
        ("City Daily", "city-daily"),
        ("青禾报", "newspaper"),
        ("-a-", "a"),
        ("x" * 50, "x" * 32),
    ],
)
def test_the_key_is_made_of_the_folders_name(tmp_path: Path, folder: str, key: str) -> None:
    scaffold.create(tmp_path / folder)
    assert settings.load(tmp_path / folder / "pelicanconf.py").default_newspaper == key


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(BackfileError, match="there is something here already"):
        scaffold.create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(BackfileError, match=r"cannot be written|something here"):
        scaffold.create(tmp_path / "file" / "new")
