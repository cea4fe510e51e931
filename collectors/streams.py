"""Streams as something to fetch from: the next page of an open connection, or the first of a new one.

one target    its pages, its cursor
several       a connection each, in turn; the cursor is that of each, {target: cursor}
"""

from collections.abc import Iterator
from contextlib import suppress

import msgspec

from collectors.platforms.base import Ask, Page, Streaming, Trouble, Unreachable

_APART = "\n"


def together(targets: tuple[str, ...]) -> tuple[str, ...]:
    """Return all targets as one: streams run side by side, none has an end for the next to wait for."""
    return (_APART.join(targets),) if targets else ()


class Streams:
    """The connections of a run; `at` is the target whose page was fetched last."""

    def __init__(self, session: Streaming) -> None:
        self._session = session
        self._open: dict[str, Iterator[Page]] = {}
        self._turn = 0
        self.at = ""

    def is_open(self, targets: str) -> bool:
        """Tell whether the next page comes from an open connection, which is no request."""
        return self._next(targets) in self._open

    def fetch(self, ask: Ask, cursor: str | None) -> Page:
        """Return the next page; raise Unreachable where its stream ended, so that it is opened again."""
        targets = ask.target.split(_APART)
        self.at = target = self._next(ask.target)
        cursors = _cursors(cursor, targets)
        if target not in self._open:
            self._open[target] = self._session.stream(msgspec.structs.replace(ask, target=target), cursors.get(target))
        self._turn += 1  # a stream that is down is tried again when the others have had their turn
        try:
            page = next(self._open[target])
        except StopIteration:
            del self._open[target]
            raise Unreachable(f"{target}: the stream ended") from None
        except Trouble:
            del self._open[target]
            raise
        if len(targets) > 1 and page.cursor is not None:
            every = msgspec.json.encode({**cursors, target: page.cursor}, order="sorted").decode()
            return msgspec.structs.replace(page, cursor=every)
        return page

    def close(self) -> None:
        """Leave the streams."""
        for pages in self._open.values():
            with suppress(AttributeError):
                pages.close()  # type: ignore[attr-defined]

    def _next(self, targets: str) -> str:
        named = targets.split(_APART)
        return named[self._turn % len(named)]


def _cursors(cursor: str | None, targets: list[str]) -> dict[str, str]:
    if cursor is None:
        return {}
    return msgspec.json.decode(cursor, type=dict[str, str]) if len(targets) > 1 else {targets[0]: cursor}
