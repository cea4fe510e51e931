"""A small server on the loopback address that gives pages as it is told, and misbehaves as it is told."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

JSON = {"Content-Type": "application/json; charset=utf-8"}


@dataclass(frozen=True)
class Asked:
    """A request as it reached the server."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Answer:
    """What the server sends; `promised` is the length it announces, `drip` how long it takes over each part.

    `is_endless`: the body again and again, until whoever asked goes. `is_chunked`: in chunks, the last of which never
    comes.
    """

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: JSON)
    promised: int | None = None
    drip: float = 0.0
    is_endless: bool = False
    is_chunked: bool = False


Fault = Callable[[Answer], Answer]


def status(code: int, body: bytes = b"{}", **headers: str) -> Fault:
    """Send another answer instead of the page."""
    named = {**JSON, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return lambda page: Answer(body=body, status=code, headers=named)


def html(code: int) -> Fault:
    """Send what a proxy sends when the server behind it is down."""
    page = b"<!DOCTYPE html><html><head><title>503</title></head><body>Service unavailable</body></html>"
    return lambda _: Answer(body=page, status=code, headers={"Content-Type": "text/html"})


def truncated(page: Answer) -> Answer:
    """Send two thirds of the body and close."""
    return Answer(body=page.body[: 2 * len(page.body) // 3], headers=page.headers, promised=len(page.body))


def dripping(page: Answer) -> Answer:
    """Send the body in parts, too slowly for anybody to wait for its end, though something always comes."""
    return Answer(body=page.body, headers=page.headers, drip=0.05)


class Loopback:
    """A server whose answers are made by one function; `faults` come first, one a request, None for none."""

    def __init__(self, speak: Callable[[Asked], Answer], faults: Sequence[Fault | None] = ()) -> None:
        self.asked: list[Asked] = []
        self.faults = list(faults)
        self._speak = speak
        self._lock = threading.Lock()
        handler = type("Handler", (_Handler,), {"loopback": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def answer(self, asked: Asked) -> Answer:
        """Return what to send."""
        with self._lock:
            self.asked.append(asked)
            fault = self.faults.pop(0) if self.faults else None
        page = self._speak(asked)
        return fault(page) if fault else page

    @contextmanager
    def running(self) -> Iterator["Loopback"]:
        """Serve while the block runs."""
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    loopback: Loopback
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        query = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        headers = {name.lower(): value for name, value in self.headers.items()}
        self._send(self.loopback.answer(Asked(self.command, parts.path, query, headers, body)))

    do_POST = do_PUT = do_GET

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.is_chunked:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(answer.promised or len(answer.body)))
        self.end_headers()
        try:
            self._write(answer)
        except OSError:  # whoever asked has gone
            self.close_connection = True
        if answer.promised is not None or answer.is_chunked:
            self.close_connection = True

    def _write(self, answer: Answer) -> None:
        if answer.is_chunked:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(answer.body), answer.body))
            return
        while answer.is_endless:
            self.wfile.write(answer.body)
        if not answer.drip:
            self.wfile.write(answer.body)
            return
        step = max(1, len(answer.body) // 200)
        for start in range(0, len(answer.body), step):
            self.wfile.write(answer.body[start : start + step])
            self.wfile.flush()
            time.sleep(answer.drip)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""
