"""Fixtures for all tests: the sample archive, as a folder and behind a web server; the invented one of the search."""

from __future__ import annotations

import locale
import shutil
import signal
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.search import archives

if TYPE_CHECKING:
    from collections.abc import Iterator

# A shared machine may be slow for a moment; what is slow by itself has tests of its own.
settings.register_profile("backfile", deadline=None)
settings.load_profile("backfile")

# A shell that runs the tests in the background has them ignore Ctrl-C, and with them the programs that they stop by it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent
SUB_PATH = "/any/path/"


@pytest.fixture(autouse=True)
def machine_locale() -> Iterator[None]:
    """Pelican sets the locale of its process; the next test has the machine's own again."""
    before = locale.setlocale(locale.LC_ALL)
    yield
    locale.setlocale(locale.LC_ALL, before)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `content/` and `output/` of the sample archive, made from `examples/` by the task `demo`."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "content" / "pages", folder / "content" / "pages")
    command = [sys.executable, "-m", "invoke", "demo", "--no-open", "--quiet"]
    command += ["--content", str(folder / "content"), "--output", str(folder / "output")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def site(sample: Path) -> Path:
    """The built site of the sample archive. Tests must not write into it."""
    return sample / "output"


@pytest.fixture(scope="session", params=archives.KINDS)
def invented(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented archive of the search's tests, in one tier, and in two. Tests must not write into it."""
    return archives.built(request.param, tmp_path_factory.mktemp)


@pytest.fixture(scope="session")
def two_tiers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in two tiers only. Tests must not write into it."""
    return archives.built("two tiers", tmp_path_factory.mktemp)


@pytest.fixture
def fragile(two_tiers: Path, tmp_path: Path) -> Path:
    """A copy of its index that a test may damage."""
    shutil.copytree(two_tiers / "search", tmp_path / "search")
    return tmp_path


class _SubPathHandler(SimpleHTTPRequestHandler):
    """Serves a folder below `SUB_PATH` and nothing elsewhere, as a host with many sites does."""

    def translate_path(self, path: str) -> str:
        if not path.startswith(SUB_PATH):
            return str(Path(self.directory) / "outside")
        return super().translate_path(path.removeprefix(SUB_PATH.rstrip("/")))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
        pass


@pytest.fixture(scope="session")
def http_site(site: Path) -> Iterator[str]:
    """The address of the same folder on a web server at a sub-path, with its final slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_SubPathHandler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
    server.shutdown()
    server.server_close()
    thread.join()
