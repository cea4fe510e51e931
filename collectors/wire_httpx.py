"""HTTP for the libraries that stand on httpx: the same bounds and the same Answer as `wire` gives for requests."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx

from collectors.platforms.base import Access, Unreachable
from collectors.wire import Answer

_BLOCK = 1 << 16


class Line:
    """Bound every answer in time and size; keep the last one. `options` go to an httpx.Client."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self.last: Answer | None = None
        self._is_sent = False

    @property
    def options(self) -> dict[str, Any]:
        """Give what a client must be made with."""
        return {
            "transport": _Bounded(self._access),
            "timeout": self._access.timeout,
            "event_hooks": {"request": [self._send], "response": [self._keep]},
        }

    def asked(self, name: str, asking: Callable[[], Any]) -> Answer:
        """Let a library ask; return the answer as it came, whatever the library made of it."""
        self.last, self._is_sent = None, False
        try:
            asking()
        except Exception as error:
            if not self._is_sent:
                raise
            if self.last is None:
                slow = "Timeout" in type(error).__name__
                problem = "did not answer in time" if slow else "could not be reached or broke off its answer"
                raise Unreachable(f"{name} {problem}") from None
        return self.answer

    @property
    def answer(self) -> Answer:
        """Give the last answer that came whole."""
        if self.last is None:
            raise Unreachable("no answer came")
        return self.last

    def _send(self, request: httpx.Request) -> None:
        self._is_sent = True

    def _keep(self, response: httpx.Response) -> None:
        body = self._read(response)
        headers = {name.lower(): value for name, value in response.headers.items()}
        self.last = Answer(status=response.status_code, headers=headers, body=body, url=str(response.url))

    def _read(self, response: httpx.Response) -> bytes:
        """Read and unpack a body as far as is allowed: a small one can unpack to anything."""
        held, size = [], 0
        for block in response.iter_bytes(_BLOCK):
            held.append(block)
            size += len(block)
            if size > self._access.largest:
                raise httpx.ReadError(f"an answer of over {self._access.largest} bytes")
        response._content = b"".join(held)
        return response._content


class _Bounded(httpx.BaseTransport):
    def __init__(self, access: Access) -> None:
        self._access = access
        self._inner = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        deadline = time.monotonic() + self._access.timeout
        response = self._inner.handle_request(request)
        if _leads_away(request, response):
            response.close()
            raise httpx.ReadError("an answer that leads to another host, where a credential has no business")
        assert isinstance(response.stream, httpx.SyncByteStream)
        response.stream = _Stream(response.stream, deadline, self._access.largest)
        return response

    def close(self) -> None:
        self._inner.close()


def _leads_away(request: httpx.Request, response: httpx.Response) -> bool:
    where = response.headers.get("location")
    return 300 <= response.status_code < 400 and where is not None and request.url.join(where).host != request.url.host


class _Stream(httpx.SyncByteStream):
    def __init__(self, inner: httpx.SyncByteStream, deadline: float, largest: int) -> None:
        self._inner, self._deadline, self._largest = inner, deadline, largest

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for block in self._inner:
            size += len(block)
            if time.monotonic() > self._deadline:
                raise httpx.ReadTimeout("no whole answer in time")
            if size > self._largest:
                raise httpx.ReadError("an answer that is too large")
            yield block

    def close(self) -> None:
        self._inner.close()
