"""How a run of a live collection stands, and how it ended."""

import msgspec

from collectors.ledger import Ledger
from collectors.limits import Budget


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Where a run stands, for people: totals of this attempt.

    `waits` are the seconds that the next request must wait for, and `trouble` is why the last one is made again: of
    both a person would like to know.
    """

    target: int
    targets: int
    pages: int
    requests: int
    posts: int
    seconds: float
    millionths: int
    budget: Budget
    waits: float = 0.0
    trouble: str = ""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How a run ended. `state`: done; paused (a budget, or you); stopped (the platform gives no more for now).

    `posts`, `pages`, `requests` and `cost` (US dollars, at most) are of this attempt, `ledger` of the whole run.
    """

    run_id: str
    state: str
    reason: str
    posts: int
    pages: int
    requests: int
    cost: float
    resumed: bool
    ledger: Ledger
