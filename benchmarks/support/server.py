"""A web server of a folder on this machine that says what it sent: as a static host does, text goes out with gzip."""

from __future__ import annotations

import gzip
import mimetypes
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GZIP_LEVEL = 6
COMPRESSED = {".html", ".js", ".css", ".json", ".svg", ".xml", ".txt"}
"""What hosts compress; others, such as files that are packed already, go out as they are."""


@dataclass(frozen=True)
class Sent:
    """A response: when it was sent whole (seconds since 1970), of which path, bytes of its body as sent."""

    when: float
    path: str
    size: int


@dataclass
class Host:
    """A running server: its address and what it has sent."""

    address: str
    sent: list[Sent] = field(default_factory=list)


@cache
def body(path: Path) -> bytes:
    """What is sent of a file."""
    content = path.read_bytes()
    return gzip.compress(content, GZIP_LEVEL, mtime=0) if path.suffix in COMPRESSED else content


@contextmanager
def serve(root: Path) -> Iterator[Host]:
    """Serve a folder while the context lasts."""
    host = Host("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = unquote(urlsplit(self.path).path).lstrip("/")
            path = root / name
            if not path.is_file():
                self.send_error(404)
                return
            content = body(path)
            self.send_response(200)
            self.send_header("Content-Type", mimetypes.guess_type(name)[0] or "application/octet-stream")
            self.send_header("Content-Length", str(len(content)))
            if path.suffix in COMPRESSED:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            # Noted before it is sent: the page may tell that it has it before this thread goes on.
            host.sent.append(Sent(time.time(), name, len(content)))
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
