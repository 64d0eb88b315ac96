"""The tasks of this repository: the maintainer's, for the sample archive, and the developer's.

    python3 tasks.py demo       the sample archive, from raw pages to a site
    python3 tasks.py test       every test
    python3 tasks.py            a list of all tasks

Run as a script it needs nothing but Python: it makes `.venv` first. Inside that environment, `inv TASK` is the same.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    import bootstrap

    sys.exit(bootstrap.main(sys.argv[1:]))

from typing import TYPE_CHECKING

from invoke.tasks import task

from backfile import desktop
from backfile.arguments import PassingTask
from backfile.errors import BackfileError
from backfile.tasks import CONTENT_HELP, OUTPUT_HELP, QUIET_HELP, folder, repository, say, telling
from backfile.tasks import build as build_task
from backfile.tasks import ingest as ingest_task

if TYPE_CHECKING:
    from invoke.context import Context

ROOT = Path(__file__).resolve().parent
SAMPLES = {
    "yunxi": ("yunxi", "web/yunxi-landian.html", "web/yunxi-content_20783.html"),
    "harbour": ("harbour", "web/harbour-fog-bell.html"),
}
"""The sample newspapers: key -> the raw pages and saved articles in `examples/`."""


@task(auto_shortflags=False)
def setup(_context: Context) -> None:
    """Make or mend the environment .venv from requirements.lock."""
    import bootstrap

    try:
        bootstrap.prepare()
    except bootstrap.SetupError as error:
        raise SystemExit(str(error)) from error
    say("The environment .venv is as requirements.lock says.")


@task(
    auto_shortflags=False,
    help={
        "content": CONTENT_HELP,
        "output": OUTPUT_HELP,
        "open_": "open the site when there is a desktop",
        "quiet": QUIET_HELP,
    },
)
@telling
def demo(
    context: Context,
    content: str = "",
    output: str = "",
    open_: bool = True,
    quiet: bool = False,
) -> None:
    """Turn the sample pages in examples/ into an archive, build its site and open it."""
    for newspaper, names in SAMPLES.items():
        paths = [str(ROOT / "examples" / name) for name in names]
        # A newer version of the samples may replace what an older one gave; what was corrected by hand stays.
        ingest_task(context, paths, content=content, newspaper=newspaper, replace=True, quiet=quiet)
    build_task(context, content=content, output=output, quiet=quiet)
    if open_:
        desktop.show(folder(context, output, "output") / "index.html")


@task(
    klass=PassingTask,
    auto_shortflags=False,
    iterable=["pytest"],
    positional=[],
    help={"pytest": "argument for pytest; may stand without --pytest"},
)
@telling
def test(_context: Context, pytest: list[str]) -> None:
    """Run every test in all cores: pytest with the arguments given, such as `inv test -k search -n 0`.

    Installs first what the tests need from outside Python: Chromium, Firefox and rsync (for root on Debian; else
    install them by hand), and packages of the npm registry. A test downloads Hugo and Eleventy to
    .cache/benchmarks/tools.
    """
    from tests import needs

    needs.install(say)
    run("pytest", [sys.executable, "-m", "pytest", "-n", "auto", *pytest])


@task(auto_shortflags=False)
@telling
def lint(_context: Context) -> None:
    """Check style, types, and that the engine does not know Pelican."""
    tool = [sys.executable, "-m"]
    steps = {
        "ruff check": [*tool, "ruff", "check"],
        "ruff format": [*tool, "ruff", "format", "--check"],
        "mypy": [*tool, "mypy", "--strict"],
        "import-linter": [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
    }
    failed = []
    for name, command in steps.items():
        say(f"== {name}")
        if not succeeds(command):
            failed.append(name)
    if failed:
        raise BackfileError(f"not clean: {', '.join(failed)}")


@task(
    klass=PassingTask,
    auto_shortflags=False,
    iterable=["word"],
    positional=[],
    help={"word": "build, ingest or search, then what that benchmark takes; may stand without --word"},
)
@telling
def bench(_context: Context, word: list[str]) -> None:
    """Measure what a part of the program costs: `inv bench build`, `… ingest`, `… search`."""
    names = sorted(path.stem for path in (ROOT / "benchmarks").glob("*.py"))
    if not word or word[0] not in names:
        raise BackfileError(f"there is no benchmark {' '.join(word[:1])!r}", remedy=f"name one of {', '.join(names)}")
    run("the benchmark", [sys.executable, "-m", f"benchmarks.{word[0]}", *word[1:]])


@task(auto_shortflags=False)
@telling
def golden(_context: Context) -> None:
    """Write the golden folders of the tests anew; review the difference before you commit it."""
    run("the golden build", [sys.executable, "-m", "tests.golden.refresh"])
    run("git", ["git", "--no-pager", "diff", "--stat", "--", "tests/golden"])


@task(auto_shortflags=False)
@telling
def bundles(_context: Context) -> None:
    """Make the theme's bundles of JavaScript anew from theme/scripts/."""
    run("the bundles", [sys.executable, "-m", "tests.bundles"])


@task(auto_shortflags=False)
@telling
def messages(_context: Context) -> None:
    """Bring the catalogues of translations in step with the texts in the templates."""
    run("the catalogue", [sys.executable, "-m", "backfile.build.messages", "theme"])


@task(auto_shortflags=False, help={"upgrade": "take the newest versions that pyproject.toml allows"})
@telling
def lock(_context: Context, upgrade: bool = False) -> None:
    """Write requirements.lock anew from pyproject.toml."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "pyproject.toml", "--group", "dev"]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header"]
    run("uv", [*command, *(["--upgrade"] if upgrade else []), "-o", "requirements.lock"])


def succeeds(command: list[str]) -> bool:
    """Run a program of the environment in the repository's folder; what it prints is shown."""
    import subprocess

    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0  # noqa: S603 (the commands are our own)


def run(name: str, command: list[str]) -> None:
    """Run a program, and fail when it does.

    Raises:
        BackfileError: it failed; it has said why itself.
    """
    if not succeeds(command):
        raise BackfileError(f"{name} failed", remedy="see above")


namespace = repository(__file__)
for development_task in (setup, demo, test, lint, bench, golden, bundles, messages, lock):
    namespace.add_task(development_task)
