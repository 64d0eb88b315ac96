"""`inv serve`: the site on this machine only, built again after every change, whatever breaks meanwhile."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backfile.errors import BackfileError, BuildError
from backfile.serve import HOST, NEWEST_PATH, RELOADER_PATH, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 20.0


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


@dataclass
class Served:
    """A little site that is being served: `page.txt` in `content` is its one page; `broken` in it breaks the build."""

    content: Path
    output: Path
    said: list[str] = field(default_factory=list)
    address: str = ""
    stop: threading.Event = field(default_factory=threading.Event)

    def build(self) -> None:
        text = (self.content / "page.txt").read_text(encoding="utf-8")
        if "broken" in text:
            raise BuildError("there is no Date", source="page.md", line=2, remedy="write `Date: YYYY-MM-DD`")
        self.output.mkdir(exist_ok=True)
        (self.output / "index.html").write_text(f"<body><p>{text}</p></body>", encoding="utf-8")
        (self.output / "style.css").write_text("p {}", encoding="utf-8")

    def edit(self, text: str) -> None:
        (self.content / "page.txt").write_text(text, encoding="utf-8")

    def get(self, path: str = "/", **headers: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection(HOST, int(self.address.rsplit(":", 1)[1].rstrip("/")), timeout=SECONDS)
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        body = response.read().decode()
        connection.close()
        return response.status, body


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "content").mkdir()
    little = Served(tmp_path / "content", tmp_path / "output")
    little.edit("one")

    def ready(address: str) -> None:
        little.address = address

    options = {"port": 0, "say": little.said.append, "ready": ready, "stop": little.stop}
    thread = threading.Thread(target=serve, args=(little.output, [little.content], little.build), kwargs=options)
    thread.start()
    wait_until(lambda: bool(little.address))
    time.sleep(0.3)  # the watch begins just after the address is told
    yield little
    little.stop.set()
    thread.join(SECONDS)
    assert not thread.is_alive()
    assert little.said[-1] == "Stopped."


def test_a_page_is_served_with_the_reloader_which_is_not_in_the_built_file(served: Served) -> None:
    assert served.get() == (200, f'<body><p>one</p><script src="{RELOADER_PATH}" defer></script></body>')
    assert served.get("/style.css") == (200, "p {}")
    assert "location.reload()" in served.get(RELOADER_PATH)[1]
    assert "script" not in (served.output / "index.html").read_text(encoding="utf-8")


def test_a_change_is_built_and_the_pages_are_told(served: Served) -> None:
    before = served.get(NEWEST_PATH)
    served.edit("two")
    wait_until(lambda: served.get(NEWEST_PATH) != before)
    assert "<p>two</p>" in served.get()[1]
    assert "Changed: page.txt" in served.said


def test_a_broken_article_is_told_the_last_good_site_stays_and_mending_it_goes_on(served: Served) -> None:
    served.edit("broken")
    wait_until(lambda: "page.md:2: there is no Date (write `Date: YYYY-MM-DD`)" in served.said)
    assert "<p>one</p>" in served.get()[1]
    served.edit("mended")
    wait_until(lambda: "<p>mended</p>" in served.get()[1])


def test_a_page_that_is_not_there_is_404_and_the_sites_own_404_page(served: Served) -> None:
    assert served.get("/gone.html")[0] == 404
    (served.output / "404.html").write_text("<body>not in this archive</body>", encoding="utf-8")
    status, body = served.get("/gone.html")
    assert (status, "not in this archive" in body) == (404, True)


@pytest.mark.parametrize("path", ["/../content/page.txt", "/%2e%2e/content/page.txt", "/..%2fcontent/page.txt"])
def test_nothing_outside_the_site_is_served(served: Served, path: str) -> None:
    assert served.get(path)[0] == 404


def test_a_strangers_name_for_this_machine_is_refused(served: Served) -> None:
    assert served.get("/", Host="evil.example")[0] == 403
    assert served.get("/", Host="localhost:8000")[0] == 200


def test_only_the_loopback_address_is_bound(served: Served) -> None:
    assert served.address.startswith("http://127.0.0.1:")
    with socket.socket() as other, pytest.raises(OSError, match="refused"):
        other.connect(("127.0.0.2", int(served.address.rsplit(":", 1)[1].rstrip("/"))))


def test_a_port_that_is_taken_is_told_with_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        with pytest.raises(
            BackfileError, match=r"port \d+ is taken by another program \(choose another: --port 8001\)"
        ):
            serve(tmp_path, [], lambda: None, port=other.getsockname()[1])


def test_a_port_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(BackfileError, match="there is no port 99999"):
        serve(tmp_path, [], lambda: None, port=99999)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has another Ctrl-C")
def test_ctrl_c_ends_the_task_cleanly(sample: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-u", "-m", "invoke", "serve", "--port", "0"]
    command += ["--content", str(sample / "content"), "--output", str(tmp_path / "output")]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        assert any(line.startswith("Serving http://127.0.0.1:") for line in process.stdout)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        try:
            out, err = process.communicate(timeout=SECONDS)
        finally:
            process.kill()  # else a server that did not end would be waited for without end
    said = [line for line in err.splitlines() if not line.startswith("Building")]  # which a slow machine prints
    assert (process.returncode, out.splitlines()[-1], said) == (0, "Stopped.", [])
