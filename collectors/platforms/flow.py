"""A library that calls back, turned round: its thread puts lines in, the runner takes pages out."""

import queue
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from collectors.platforms.base import Clock, Page, Trouble

_MOST_LINES = 500
_MOST_WAITING = 20_000


class Flow:
    """Lines on their way from a stream's thread to pages; `beat` is how long a page may be waited for, in seconds.

    `charged` tells what a line is charged for.
    """

    def __init__(
        self,
        format: str,
        source: str,
        clock: Clock,
        *,
        beat: float = 1.0,
        charged: Callable[[bytes], Mapping[str, int]] = lambda line: {},
    ) -> None:
        self._charged = charged
        self._format, self._source, self._clock, self._beat = format, source, clock, beat
        self._waiting: queue.Queue[tuple[bytes, str] | Trouble | None] = queue.Queue(_MOST_WAITING)
        self._is_left = False

    def put(self, line: bytes, cursor: str = "") -> None:
        """Take one line of JSON, and the cursor after it; without one the moment is the cursor."""
        while not self._is_left:
            try:
                self._waiting.put((line, cursor), timeout=self._beat)
                return
            except queue.Full:
                continue

    def end(self, trouble: Trouble | None = None) -> None:
        """Say that nothing more comes, and why."""
        while not self._is_left:
            try:
                self._waiting.put(trouble, timeout=self._beat)
                return
            except queue.Full:
                continue

    def pages(self, cursor: str | None, leave: Callable[[], None], *, replays: bool = False) -> Iterator[Page]:
        """Yield pages, an empty one at each beat without lines; `leave` is called when the runner goes.

        `cursor` is where an earlier connection ended. Where the stream `replays` from there, there is no gap; else it
        reaches from there, a moment in milliseconds, to now.
        """
        at = cursor or str(self._clock())
        gap = None if cursor is None or replays else (int(cursor), self._clock())
        try:
            while True:
                lines, after, end = self._taken()
                at = after or (at if replays else str(self._clock()))
                yield Page(
                    body=b"\n".join(lines),
                    format=self._format,
                    cursor=at,
                    source=self._source,
                    gap=gap,
                    charged=self._cost(lines),
                )
                gap = None
                if isinstance(end, Trouble):
                    raise end
                if end:
                    return
        finally:
            self._is_left = True
            leave()

    def _cost(self, lines: list[bytes]) -> Mapping[str, int]:
        every: Counter[str] = Counter()
        for line in lines:
            every.update(self._charged(line))
        return every

    def _taken(self) -> tuple[list[bytes], str, Trouble | bool]:
        lines: list[bytes] = []
        cursor = ""
        deadline = time.monotonic() + self._beat
        while len(lines) < _MOST_LINES and (left := deadline - time.monotonic()) > 0:
            try:
                got = self._waiting.get(timeout=left)
            except queue.Empty:
                break
            if not isinstance(got, tuple):
                return lines, cursor, got or True
            lines.append(got[0])
            cursor = got[1] or cursor
        return lines, cursor, False
