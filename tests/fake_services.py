"""A server on loopback that does what servers of papers really do, the bad manners included."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query: id_list={number}</title>
  <entry>
    <id>http://arxiv.org/abs/{number}v2</id>
    <published>2024-03-07T17:59:59Z</published>
    <title>{title}</title>
    <author><name>Mira Okafor</name></author>
    {more}
  </entry>
</feed>
"""

NO_SUCH_ID = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <entry>
    <id>http://arxiv.org/api/errors#incorrect_id_format_for_{number}</id>
    <title>Error</title>
    <summary>incorrect id format for {number}</summary>
  </entry>
</feed>
"""

EMPTY_FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title></feed>
"""


def feed(number: str, title: str, more: str = "") -> bytes:
    """What arXiv answers for an id that it knows."""
    return FEED.format(number=number, title=title, more=more).encode()


def as_json(value: object) -> bytes:
    """A body of JSON."""
    return json.dumps(value).encode()


class Reply:
    """What the server does for one path."""

    def __init__(
        self,
        body: bytes = b"",
        status: int = 200,
        kind: str = "application/json",
        headers: dict[str, str] | None = None,
        stall: float = 0.0,
        length: int | None = None,
    ) -> None:
        """``stall``: seconds between the head and the body. ``length``: bytes that are promised, not sent."""
        self.body, self.status, self.kind, self.headers = body, status, kind, headers or {}
        self.stall, self.length = stall, length


class Services(ThreadingHTTPServer):
    """Answers by ``replies``, whose keys are beginnings of paths; notes what was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies: dict[str, Reply | Callable[[str], Reply]] = {}
        self.asked: list[tuple[str, str]] = []
        """Path and user agent of each request."""
        self.ended = threading.Event()

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def settings(self) -> dict[str, str]:
        """The addresses of all services, which are all here."""
        return dict.fromkeys(("zotero", "arxiv", "datacite", "crossref", "semanticscholar"), self.address)


class _Handler(BaseHTTPRequestHandler):
    server: Services

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("User-Agent", "")))
        known = [beginning for beginning in self.server.replies if self.path.startswith(beginning)]
        found = self.server.replies[max(known, key=len)] if known else Reply(b"no such page", 404, "text/plain")
        reply = found if isinstance(found, Reply) else found(self.path)
        try:
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.flush()
            if reply.stall:
                self.server.ended.wait(reply.stall)
            self.wfile.write(reply.body)
            self.close_connection = True
        except (BrokenPipeError, ConnectionResetError):
            pass  # who asked has gone

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def running_services() -> Iterator[Services]:
    """The server, while it is needed."""
    server = Services()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
