"""One page asked for until it comes: limits before, retries and pauses after.

bucket --wait--> fetch --Page--> heed what it says of the limit
                   |--Unreachable--> again, with backoff and jitter (stamina)
                   |--TryLater-----> pause as the server said, bounded; again
                   +--others-------> passed on
"""

from collections.abc import Callable
from dataclasses import dataclass

import stamina

from collectors.interrupt import Interrupt
from collectors.limits import Bucket, Budget, Spent, pause
from collectors.platforms.base import Clock, Page, Rate, TryLater, Unreachable


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often to ask again, and how long pages may wait for their commit.

    Without a whole answer after `attempts`, or after `refusals` pauses without a page between them, the run stops.
    Pages that come quickly share a transaction for `commit_seconds`, never beyond a wait.
    """

    attempts: int = 8
    first_wait: float = 1.0
    longest_wait: float = 120.0
    refusals: int = 12
    commit_seconds: float = 1.0


class Paused(Exception):
    """Say in one sentence why the run goes no further now; it can be resumed."""


class Asker:
    """Ask servers, one request at a time, within their limits and ours."""

    def __init__(
        self,
        *,
        clock: Clock,
        sleep: Callable[[float], None],
        interrupt: Interrupt,
        budget: Budget,
        spent: Spent,
        patience: Patience,
        before_wait: Callable[[], None],
    ) -> None:
        self._clock, self._sleep, self._interrupt = clock, sleep, interrupt
        self._budget, self._spent, self._patience = budget, spent, patience
        self._before_wait = before_wait
        self._buckets: dict[str, Bucket] = {}
        self._caller = stamina.RetryingCaller(
            attempts=patience.attempts,
            timeout=None,
            wait_initial=patience.first_wait,
            wait_max=patience.longest_wait,
            wait_jitter=patience.first_wait,
        )

    def ask(self, key: str, rate: Rate, fetch: Callable[[], Page]) -> Page:
        """Return the page that `fetch` brings; `key` names the bucket. Raise Paused or a Trouble where none comes."""
        bucket = self._buckets.setdefault(key, Bucket(rate, self._clock))
        for turn in range(self._patience.refusals):
            try:
                page = self._caller(Unreachable, self._once, bucket, fetch)
            except TryLater as refusal:
                self._wait(pause(refusal.until, self._clock(), turn))
                continue
            bucket.heed(page.remaining, page.reset)
            return page
        raise Paused(f"the server refused {self._patience.refusals} times in a row to answer; try again later")

    def _once(self, bucket: Bucket, fetch: Callable[[], Page]) -> Page:
        self._wait(bucket.wait())
        bucket.take()
        self._spent.requests += 1
        return fetch()

    def _wait(self, seconds: float) -> None:
        if seconds > 0:
            self._before_wait()
            bound = self._budget.seconds
            if bound is not None and self._spent.seconds + seconds > bound:
                raise Paused(f"the server wants {seconds:.0f} seconds of pause, more than is left of {bound:g} seconds")
            self._sleep(seconds)
        if self._interrupt.is_asked:
            raise Paused("you asked to stop")
