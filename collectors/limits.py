"""How fast, how much, how dear: token buckets, budgets, prices.

bucket   one for each credential and endpoint: full at first, refilled evenly; the server's word goes before it
budget   posts, requests, seconds, money: what a run may still use
prices   collectors/data/prices.toml, with the date at which they were read
"""

import math
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple, Protocol

from collectors.platforms.base import Clock, Rate

LONGEST_WAIT = 16 * 60.0
_UNSAID_WAIT = 60.0
_PAST_WAIT = 5.0
_DUST = 1e-6


class Level(NamedTuple):
    """How full a bucket was at a moment (milliseconds), and before when the server wants nothing."""

    tokens: float
    at: int
    not_before: int = 0

    def taken(self, rate: Rate, now: int) -> tuple["Level", float]:
        """Return the level without one token and 0, or as it is now and the seconds until there will be one."""
        gained = max(0, now - self.at) / 1000 * rate.requests / rate.seconds
        full = min(float(rate.requests), self.tokens + gained)
        barred = min(self.not_before - now, round(1000 * LONGEST_WAIT))  # a clock may have been set back
        short = max(0.0, 1.0 - full) * rate.seconds / rate.requests
        wait = max(math.ceil(1000 * short - _DUST), barred) / 1000
        return (Level(full, now, self.not_before), wait) if wait > 0 else (Level(full - 1.0, now), 0.0)

    def barred(self, until: int, now: int) -> "Level":
        """Return the level with the server's word that nothing may come before a moment, which is bounded."""
        bounded = min(until, now + round(1000 * LONGEST_WAIT))
        return self._replace(not_before=max(self.not_before, bounded))


class Levels(Protocol):
    """Where the levels of buckets are kept: in this process, or where others see them (`collectors.shared`)."""

    def change(self, key: str, full: Level, change: Callable[[Level], tuple[Level, float]]) -> float:
        """Change a level (`full` where nothing is known) without anybody in between; return the change's number."""


class OwnLevels:
    """Levels of one process."""

    def __init__(self) -> None:
        self._levels: dict[str, Level] = {}

    def change(self, key: str, full: Level, change: Callable[[Level], tuple[Level, float]]) -> float:
        """Change a level; nobody else is there."""
        self._levels[key], number = change(self._levels.get(key, full))
        return number


class Bucket:
    """Tokens for requests; `clock` gives milliseconds."""

    def __init__(self, rate: Rate, clock: Clock, levels: Levels | None = None, key: str = "") -> None:
        self._rate, self._clock, self._key = rate, clock, key
        self._levels = levels or OwnLevels()

    def take(self) -> float:
        """Use one token and return 0, or return the seconds until there may be one."""
        return self._change(lambda level, now: level.taken(self._rate, now))

    def heed(self, remaining: int | None, reset: int | None) -> None:
        """Take the server's word: nothing remains until the reset, which is bounded."""
        if remaining is not None and remaining <= 0 and reset is not None and reset > self._clock():
            self.hold(reset)

    def hold(self, until: int) -> None:
        """Let nothing through before a moment."""
        self._change(lambda level, now: (level.barred(until, now), 0.0))

    def _change(self, change: Callable[[Level, int], tuple[Level, float]]) -> float:
        now = self._clock()
        return self._levels.change(self._key, Level(float(self._rate.requests), now), lambda level: change(level, now))


def pause(until: int | None, now: int, turn: int) -> float:
    """Return the seconds to wait after a refusal: what the server said, if that makes sense, growing where it does not.

    A server that says nothing is given a minute, one whose moment is past five seconds, doubled at each further
    `turn` (from 0). No wait is longer than LONGEST_WAIT: after it the server is asked again.
    """
    if until is not None and until > now:
        return min(LONGEST_WAIT, (until - now) / 1000)
    first = _UNSAID_WAIT if until is None else _PAST_WAIT
    return min(LONGEST_WAIT, first * 2.0**turn)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What one run may use; None is no bound. `millionths` is money, in millionths of a US dollar."""

    posts: int | None = None
    requests: int | None = None
    seconds: float | None = None
    millionths: int | None = None


@dataclass(slots=True, kw_only=True)
class Spent:
    """What one run has used."""

    posts: int = 0
    requests: int = 0
    seconds: float = 0.0
    millionths: int = 0

    def stops(self, budget: Budget, next_millionths: int) -> str:
        """Return why the next request would go beyond the budget, or nothing; `next_millionths` is its least cost."""
        if budget.posts is not None and self.posts >= budget.posts:
            return f"the budget of {budget.posts} posts is used"
        if budget.requests is not None and self.requests >= budget.requests:
            return f"the budget of {budget.requests} requests is used"
        if budget.seconds is not None and self.seconds >= budget.seconds:
            return f"the budget of {budget.seconds:g} seconds is used"
        if budget.millionths is not None and self.millionths + next_millionths > budget.millionths:
            return f"the next page could cost more than is left of the budget of {dollars(budget.millionths):g} USD"
        return ""

    def most(self, budget: Budget, a_post: int) -> int | None:
        """Return how many posts the budget leaves, each at so many millionths at most; None where it has no bound."""
        bounds = [] if budget.posts is None else [max(1, budget.posts - self.posts)]
        if budget.millionths is not None and a_post:
            bounds.append(max(1, (budget.millionths - self.millionths) // a_post))
        return min(bounds, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """Millionths of a US dollar by what is charged for, and the date of the list."""

    dated: str
    millionths: Mapping[str, int]

    def of(self, charged: Mapping[str, int]) -> int:
        """Return what is charged, at most: what a platform does not charge twice is counted twice."""
        return sum(self.millionths.get(name, 0) * count for name, count in charged.items())


@cache
def prices() -> Prices:
    """Return the list of prices that ships with the package."""
    document = tomllib.loads((files("collectors") / "data" / "prices.toml").read_text(encoding="utf-8"))
    return Prices(
        dated=str(document["dated"]),
        millionths={name: round(1_000_000 * float(usd)) for name, usd in document["usd"].items()},
    )


def dollars(millionths: int) -> float:
    """Return money as US dollars."""
    return millionths / 1_000_000
