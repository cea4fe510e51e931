"""One page asked for until it comes: limits before, retries and pauses after.

bucket --wait--> fetch --Page--> heed what it says of the limit
                   |--Unreachable--> again, with backoff and jitter (stamina)
                   |--TryLater-----> pause as the server said, bounded; again
                   +--others-------> passed on
"""

from collections.abc import Callable

import stamina

from collectors.limits import Bucket, Spent, pause
from collectors.means import Means
from collectors.platforms.base import Page, Rate, TryLater, Unreachable


class Paused(Exception):
    """Say in one sentence why the run goes no further now; it can be resumed."""


class Asker:
    """Ask servers, one request at a time, within their limits and ours."""

    def __init__(
        self, means: Means, spent: Spent, *, before_wait: Callable[[], None], told: Callable[[float, str], None]
    ) -> None:
        self._means, self._spent = means, spent
        self._clock, self._patience = means.clock, means.patience
        self._before_wait, self._told = before_wait, told
        self._caller = stamina.RetryingCaller(
            attempts=means.patience.attempts,
            timeout=None,
            wait_initial=means.patience.first_wait,
            wait_max=means.patience.longest_wait,
            wait_jitter=means.patience.first_wait,
        )

    def ask(
        self, key: str, rate: Rate, fetch: Callable[[], Page], *, is_open: Callable[[], bool] | None = None
    ) -> Page:
        """Return the page that `fetch` brings; `key` names the bucket. Raise Paused or a Trouble where none comes.

        What comes from a stream that `is_open` is no request, and waits for no limit.
        """
        bucket = Bucket(rate, self._clock, self._means.levels, key)
        for turn in range(self._patience.refusals):
            try:
                page = self._caller(Unreachable, self._once, bucket, fetch, is_open)
            except TryLater as refusal:
                seconds = pause(refusal.until, self._clock(), turn)
                bucket.hold(self._clock() + round(1000 * seconds))
                self._wait(seconds, str(refusal))
                continue
            bucket.heed(page.remaining, page.reset)
            return page
        raise Paused(f"the server refused {self._patience.refusals} times in a row to answer; try again later")

    def _once(self, bucket: Bucket, fetch: Callable[[], Page], is_open: Callable[[], bool] | None) -> Page:
        if is_open is None or not is_open():
            while (seconds := bucket.take()) > 0:
                self._wait(seconds)
            self._spent.requests += 1
        self._check_interrupt()
        try:
            return fetch()
        except Unreachable as trouble:
            self._told(0.0, str(trouble))
            raise

    def _wait(self, seconds: float, why: str = "") -> None:
        self._before_wait()
        bound = self._means.budget.seconds
        if bound is not None and self._spent.seconds + seconds > bound:
            raise Paused(f"the server wants {seconds:.0f} seconds of pause, more than is left of {bound:g} seconds")
        self._told(seconds, why)
        self._means.sleep(seconds)
        self._check_interrupt()

    def _check_interrupt(self) -> None:
        if self._means.interrupt.is_asked:
            raise Paused("you asked to stop")
