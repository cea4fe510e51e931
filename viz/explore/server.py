"""The server: loopback only, a page a request, headers that let nothing else in and nothing out."""

import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from collectors.errors import RequestError, WhenceError
from viz.explore.door import Asked, Refusal, admit
from viz.explore.frame import refused
from viz.explore.room import Room
from viz.explore.routes import answer
from viz.page import Page, policy_of

LOOPBACK = "127.0.0.1"
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Exploration:
    """A case that can be looked at under `url` until `close`; a context manager that closes it."""

    def __init__(self, room: Room, server: "Server") -> None:
        self._room, self._server = room, server
        self.url = f"http://{LOOPBACK}:{server.server_port}/{server.token}/"
        self._thread = threading.Thread(target=server.serve_forever, name="whence explore", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Exploration at {self.url}>"

    def _repr_html_(self) -> str:
        return (
            f'<p>The case is open at <a href="{self.url}" target="_blank" rel="noopener noreferrer">{self.url}</a></p>'
        )

    def wait(self) -> None:
        """Serve until the program is interrupted or another thread closes the exploration."""
        self._thread.join()

    def close(self) -> None:
        """Stop serving and release the tables."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self._room.store.close()


def serve(room: Room, *, token: str, port: int = 0) -> Exploration:
    """Serve the room on loopback in a thread of its own; port 0 takes a free one, a taken one is a RequestError."""
    try:
        server = Server(room, token, port)
    except OSError as error:
        raise RequestError(f"Port {port} cannot be used ({error.strerror}). Name another one, or none.") from error
    return Exploration(room, server)


class Server(ThreadingHTTPServer):
    """One exploration; requests come in threads, questions wait in the room for their turn."""

    daemon_threads = True
    request_queue_size = 16

    def __init__(self, room: Room, token: str, port: int) -> None:
        self.room, self.token = room, token
        super().__init__((LOOPBACK, port), Handler)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "whence", ""
    timeout = 30

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Let every method that http.server looks for, `do_GET` and the others, be answered at one door."""
        if name.startswith("do_"):
            return self._come
        raise AttributeError(name)

    def log_message(self, format: str, *args: object) -> None:
        """Write nothing: addresses hold the token."""

    def _come(self) -> None:
        asked = admit(
            self.command, self.path, self.headers.get("Host"), token=self.server.token, port=self.server.server_port
        )
        if isinstance(asked, Refusal):
            self.close_connection = True
            self._send(asked.status, refused("Not here", asked.sentence))
        else:
            self._send(*self._made(asked))

    def _made(self, asked: Asked) -> tuple[int, Page]:
        try:
            return 200, answer(self.server.room, asked)
        except RequestError as error:
            return 404, refused("Nothing here", str(error))
        except WhenceError as error:
            return 503, refused("Not now", str(error))
        except Exception as error:  # a page that fails must not take the exploration with it
            sys.stderr.write(f"explore: the page {asked.page!r} failed: {type(error).__name__}: {error}\n")
            return 500, refused("This page failed", "What went wrong stands in the terminal where Whence runs.")

    def _send(self, status: int, page: Page) -> None:
        body = page.html.encode("utf-8")
        self.send_response(status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Security-Policy", f"{policy_of(page)}; frame-ancestors 'none'")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            try:
                self.wfile.write(body)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True
