"""Makes the theme's bundles from its scripts: `python -m tests.bundles`.

The page's half of the search is written as plain scripts in `theme/scripts/`. A reader gets them as few files and
without comments: `theme/static/js/<bundle>.js`, joined in the order of `theme/scripts/bundles.json` and minified by
terser (BSD-2-Clause, from the npm registry). The bundles are committed, so that building a site takes no JavaScript
tool; a test holds them to the scripts.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from backfile.errors import BackfileError
from tests import needs, node

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / "theme" / "scripts"
BUNDLES = ROOT / "theme" / "static" / "js"
TERSER = ROOT / "tests" / "node_modules" / "terser" / "bin" / "terser"


def lists() -> dict[str, list[str]]:
    """The scripts of each bundle, by name, in the order in which they run."""
    found: dict[str, list[str]] = json.loads((SCRIPTS / "bundles.json").read_text(encoding="utf-8"))
    return found


def bundle(name: str, scripts: list[str]) -> str:
    """A bundle of scripts.

    Raises:
        BackfileError: a script is no JavaScript; terser's words say where.
    """
    preamble = f"/* Backfile, AGPL-3.0-or-later; made from theme/scripts/ ({name} in bundles.json), do not edit. */"
    # Nothing that Safari 15 and Firefox 91, the oldest browsers that are meant, could not read.
    options = ["--compress", "ecma=2020", "--mangle", "--comments", "false", "--preamble", preamble]
    files = [str(SCRIPTS / f"{script}.js") for script in scripts]
    done = subprocess.run(
        [node.program(), str(TERSER), *files, *options],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise BackfileError(f"the bundle {name} cannot be made: {done.stderr.strip()}", remedy="mend the script")
    return done.stdout.rstrip("\n") + "\n"


def main() -> None:
    """Write all bundles anew."""
    needs.install_node_packages(needs.TESTS, print)
    for name, scripts in lists().items():
        (BUNDLES / f"{name}.js").write_text(bundle(name, scripts), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
