"""Ctrl-C once: stop after the page that is being fetched. Ctrl-C twice: stop now; what was committed stands."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupt:
    """Whether somebody has asked to stop, and a sleep that ends when somebody does."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    @property
    def is_asked(self) -> bool:
        """Tell whether to stop."""
        return self._asked.is_set()

    def ask(self) -> None:
        """Ask to stop after the page at hand."""
        self._asked.set()

    def sleep(self, seconds: float) -> None:
        """Wait, or return at once when somebody asks to stop."""
        self._asked.wait(seconds)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take Ctrl-C for the first time as a request; only the main thread of a program can listen."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGINT, self._heard)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _heard(self, number: int, frame: FrameType | None) -> None:
        if self.is_asked:
            raise KeyboardInterrupt
        self.ask()
