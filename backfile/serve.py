"""The site on this machine's own address, built again whenever something changes, for whoever edits an archive.

Only the loopback address is bound. A page that is served asks every second whether there is a newer site, by loading a
script: the one kind of request that the pages' Content-Security-Policy allows. Nothing of that is in the built files.
"""

from __future__ import annotations

import errno
import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import watch

from backfile.errors import BackfileError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence, Set

HOST = "127.0.0.1"
OWN_NAMES = ("127.0.0.1", "localhost")
RELOADER_PATH = "/.backfile/reload.js"
NEWEST_PATH = "/.backfile/newest.js"
RELOADER_TAG = f'<script src="{RELOADER_PATH}" defer></script>'.encode()
# One script asks, the other answers by raising a number on <html>; a page older than the number loads itself anew.
RELOADER = f"""\
(function () {{
  var root = document.documentElement, seen = null;
  function ask() {{
    var script = document.createElement("script");
    script.src = "{NEWEST_PATH}?" + Date.now();
    script.onload = function () {{
      script.remove();
      if (seen === null) seen = root.dataset.newest;
      else if (seen !== root.dataset.newest) location.reload();
      setTimeout(ask, 1000);
    }};
    script.onerror = function () {{ script.remove(); setTimeout(ask, 3000); }};
    document.head.appendChild(script);
  }}
  ask();
}})();
"""
NOT_YET = b"<!doctype html><title>Backfile</title><p>The site is not built yet. See the terminal.</p></body>"


class Newest:
    """The number of the newest build, shared by the builder and the server."""

    def __init__(self) -> None:
        self.number = 0

    def advance(self) -> None:
        """Say that there is a newer site."""
        self.number += 1


class _Handler(SimpleHTTPRequestHandler):
    """Serves the output folder; adds the reloader to pages on their way out."""

    def __init__(self, *args: object, newest: Newest, **options: object) -> None:
        self.newest = newest
        super().__init__(*args, **options)  # type: ignore[arg-type]  # passed on as they come

    def do_GET(self) -> None:
        host = (self.headers.get("Host") or "").rsplit(":", 1)[0]
        if host not in OWN_NAMES:  # a stranger's page whose name was pointed at this machine
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        path = self.path.split("?")[0]
        if path == RELOADER_PATH:
            self._send(RELOADER.encode(), "text/javascript")
        elif path == NEWEST_PATH:
            self._send(f'document.documentElement.dataset.newest = "{self.newest.number}";'.encode(), "text/javascript")
        elif path.endswith((".html", "/")):
            self._send_page(Path(self.translate_path(self.path)))
        else:
            super().do_GET()

    def _send_page(self, file: Path) -> None:
        if file.is_dir():
            file /= "index.html"
        try:
            html = file.read_bytes()
            status = HTTPStatus.OK
        except OSError:
            missing = Path(self.directory) / "404.html"
            html = missing.read_bytes() if missing.is_file() else NOT_YET
            status = HTTPStatus.NOT_FOUND
        self._send(html.replace(b"</body>", RELOADER_TAG + b"</body>"), "text/html", status)

    def _send(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
        """Say nothing: a line for every file of every page would bury what the build has to say."""


def serve(
    output: Path,
    watched: Sequence[Path],
    build: Callable[[], None],
    *,
    port: int = 8000,
    say: Callable[[str], None] = print,
    ready: Callable[[str], None] | None = None,
    stop: threading.Event | None = None,
) -> None:
    """Build, serve, and build again after every change until Ctrl-C (or until `stop` is set).

    Args:
        output: the folder that `build` writes.
        watched: files and folders whose changes ask for a new build.
        build: builds the site; a `BackfileError` of it is told and the last good site stays.
        port: the port on the loopback address, 0 for any free one.
        say: tells the maintainer what happens.
        ready: told the address once the first build is done.

    Raises:
        BackfileError: the port is taken.
    """
    newest = Newest()
    server = _bind(port, partial(_Handler, directory=str(output), newest=newest))
    address = f"http://{HOST}:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        _try_build(build, newest, say)
        say(f"Serving {address} (Ctrl-C stops)")
        if ready:
            ready(address)
        present = [path for path in watched if path.exists()]
        for changes in watch(*present, stop_event=stop, debounce=400):
            say(f"Changed: {_named(changes)}")
            _try_build(build, newest, say)
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
        server.server_close()
        say("Stopped.")


def _bind(port: int, handler: Callable[..., SimpleHTTPRequestHandler]) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer((HOST, port), handler)
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        reason = "is taken by another program" if error.errno == errno.EADDRINUSE else "is not yours to use"
        raise BackfileError(f"port {port} {reason}", remedy="choose another: --port 8001") from error
    except OverflowError as error:
        raise BackfileError(f"there is no port {port}", remedy="choose one from 1024 to 65535") from error


def _try_build(build: Callable[[], None], newest: Newest, say: Callable[[str], None]) -> None:
    try:
        build()
    except BackfileError as error:
        say(str(error))
        say("The last good site stays until this is put right.")
    else:
        newest.advance()


def _named(changes: Set[tuple[object, str]]) -> str:
    names = sorted({Path(path).name for _, path in changes})
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
