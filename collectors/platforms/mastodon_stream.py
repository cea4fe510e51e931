"""Server-sent events of an instance by Mastodon.py's listener, taken as they came.

The library's own thread hides that a connection failed and tries for ever: it is called in ours instead. There is no
replay: after a break the gap is recorded.
"""

import threading
from collections.abc import Iterator
from typing import Any

from mastodon import StreamListener

from collectors.platforms.base import Access, Page, Trouble, Unreachable
from collectors.platforms.flow import Flow
from collectors.wire import Wire, judge

_POSTS = ("update", "status.update")


class _Left(Exception):
    """Say that the runner has gone."""


class _Lines(StreamListener):
    """Hand on posts, new and edited; what else an instance sends (deletions by a local number) is no post."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self.is_left = False

    def _dispatch(self, event: dict[str, str]) -> None:
        self.handle_heartbeat()
        if event.get("event") in _POSTS and "data" in event:
            self._flow.put(event["data"].encode())

    def handle_heartbeat(self) -> None:
        """Go where the runner has gone."""
        if self.is_left:
            raise _Left


def stream(api: Any, wire: Wire, access: Access, what: str, cursor: str | None) -> Iterator[Page]:
    """Yield pages of a tag's stream, or of the public one (`*`)."""
    flow = Flow("mastodon", "Mastodon stream", access.clock)
    listener = _Lines(flow)
    threading.Thread(target=_run, args=(api, wire, access, what, listener, flow), name="mastodon", daemon=True).start()

    def leave() -> None:
        listener.is_left = True

    return flow.pages(cursor, leave)


def _run(api: Any, wire: Wire, access: Access, what: str, listener: _Lines, flow: Flow) -> None:
    try:
        if what.strip() in ("", "*"):
            api.stream_public(listener, timeout=access.timeout)
        else:
            api.stream_hashtag(what.lstrip("#"), listener, timeout=access.timeout)
    except _Left:
        return
    except Exception as error:
        flow.end(_trouble(wire, access, error))
    else:
        flow.end(Unreachable("Mastodon closed the stream"))


def _trouble(wire: Wire, access: Access, error: Exception) -> Trouble:
    if wire.last is not None:
        try:
            judge("Mastodon", wire.last, access.clock)
        except Trouble as trouble:
            return trouble
    return Unreachable(f"the stream of Mastodon broke off ({type(error).__name__})")
