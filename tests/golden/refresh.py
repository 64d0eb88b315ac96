"""Writes the golden site anew: `python -m tests.golden.refresh`. Review the difference before you commit it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from backfile.build import run
from backfile.errors import BuildError

GOLDEN = Path(__file__).resolve().parent
LEFT_OUT = "theme"
"""The theme's own files are copied as they are: the golden site is about what is made."""


def build_golden(output: Path) -> run.BuildReport:
    """Build the golden archive into `output`."""
    return run.build(GOLDEN / "content", output, GOLDEN / "pelicanconf.py")


def made(site: Path) -> dict[str, bytes]:
    """The files of a site that are made and not copied from the theme, by path in POSIX form."""
    paths = (path.relative_to(site) for path in sorted(site.rglob("*")) if path.is_file())
    return {path.as_posix(): (site / path).read_bytes() for path in paths if path.parts[0] != LEFT_OUT}


def refresh(site: Path = GOLDEN / "site") -> int:
    """Replace the golden site by what is built now; the number of its files.

    Raises:
        BuildError: something in the golden archive is broken.
    """
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        report = build_golden(output)
        if not report.ok:
            raise BuildError("the golden archive is broken: " + "; ".join(map(str, report.broken)))
        found = made(output)
    if site.exists():
        shutil.rmtree(site)
    for name, data in found.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return len(found)


if __name__ == "__main__":
    print(f"{refresh()} files")
