"""Jetstream v2 by atproto's client, whose frames are taken before its models refuse them.

The cursor is the `seq` of the last event (v1's `time_us` is another thing and never taken for it); the server replays
from it, as far back as it keeps events, so that a new connection has no gap.
"""

import threading
from collections.abc import Iterator
from typing import Any

import msgspec
from atproto import JetstreamClient

from collectors.platforms.base import Access, Ask, Page, Refused, Trouble, Unreachable
from collectors.platforms.flow import Flow

_COLLECTIONS = ["app.bsky.feed.post", "app.bsky.feed.repost"]


class _Frame(msgspec.Struct):
    payload: msgspec.Raw = msgspec.Raw()
    type: str = msgspec.field(name="$type", default="")
    error: str = ""


class _Payload(msgspec.Struct):
    seq: int | None = None


class _Tail(JetstreamClient):  # type: ignore[misc]
    """Hand on frames as they come; leave reconnecting to the runner."""

    def __init__(self, flow: Flow, **options: Any) -> None:
        super().__init__(**options)
        self._flow = flow
        self.last: int | None = options["params"].get("cursor")

    def _decode_frame(self, raw_frame: str | bytes) -> None:
        try:
            frame = msgspec.json.decode(raw_frame, type=_Frame)
            about = msgspec.json.decode(bytes(frame.payload) or b"{}", type=_Payload)
        except msgspec.DecodeError:
            raise Unreachable("Jetstream sent something that is no frame") from None
        if frame.type == "error":
            raise Unreachable(f"Jetstream broke off: {frame.error}")
        if about.seq is None or (self.last is not None and about.seq <= self.last):
            return  # a note about the stream, or an event that was delivered before: the replay begins with the last
        self.last = about.seq
        self._flow.put(bytes(frame.payload), str(about.seq))

    def _handle_frame_decoding_error(self, exception: Exception) -> None:
        raise exception

    def _handle_websocket_error_or_stop(self, exception: Exception) -> bool:
        self._flow.end(_trouble(exception))
        return True


def stream(access: Access, ask: Ask, cursor: str | None) -> Iterator[Page]:
    """Yield pages of Jetstream from the cursor on."""
    flow = Flow("bluesky", "Bluesky Jetstream", access.clock)
    params: dict[str, Any] = {"collections": _COLLECTIONS, "kinds": ["commit", "account"]}
    if ask.target.strip() != "*":
        params["dids"] = ask.target.replace("bluesky:", "").split()
    if cursor:
        params["cursor"] = int(cursor)
    options: dict[str, Any] = {"params": params, "compress": False, "recv_timeout": access.timeout}
    if access.base_url:
        options["base_uri"] = access.base_url.replace("http", "ws", 1)
    try:
        tail = _Tail(flow, **options)
    except Exception:
        raise Refused(f"{ask.target} is neither * nor DIDs, apart by spaces") from None
    threading.Thread(target=_run, args=(tail, flow), name="jetstream", daemon=True).start()
    return flow.pages(cursor, tail.stop, replays=True)


def _run(tail: _Tail, flow: Flow) -> None:
    try:
        tail.start(lambda message: None)
    except Exception as error:
        flow.end(_trouble(error))
    else:
        flow.end(Unreachable("Jetstream closed the stream"))


def _trouble(error: Exception) -> Trouble:
    if isinstance(error, Trouble):
        return error
    status = getattr(getattr(error, "response", None), "status_code", None)
    if status is not None and 400 <= status < 500:
        return Refused(f"Jetstream answered {status}: the request or its cursor is not accepted")
    return Unreachable(f"Jetstream could not be reached or broke off ({type(error).__name__})")
