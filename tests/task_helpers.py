"""What the tests of the tasks share: `inv` as a maintainer runs it, and three pages to take in."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROGRESS = re.compile(r"^(Taking in|Building|Building lists and search|Reading \w+): \d+( of \d+)?\n", re.MULTILINE)
PAGE = """\
云溪日报　　2026年3月9日　星期一　第3版

水库除险加固工程完工

本报讯（记者 白桦）3月8日，石门水库除险加固工程通过验
收，下游两千亩水田用水有了保障。工程历时八个月，更换闸门
四扇。
"""


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str


def inv(*words: str | Path, cwd: Path = ROOT) -> Done:
    """Run `inv` in a folder. The lines of progress that a slow machine is told are not kept."""
    command = [sys.executable, "-m", "invoke", *map(str, words)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return Done(done.returncode, done.stdout, PROGRESS.sub("", done.stderr))


def articles(content: Path) -> list[str]:
    return sorted(path.name for path in content.rglob("*-p*.md"))


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with three pages, one with a space and one with Chinese in its name."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, name in enumerate(["a.txt", "b c.txt", "第三版.txt"], start=1):
        text = PAGE.replace("第3版", f"第{number}版").replace("石门", f"石门{'甲乙丙'[number - 1]}")
        (folder / name).write_text(text, encoding="utf-8")
    return folder
