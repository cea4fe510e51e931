"""Worlds of accounts that share objects: common causes alone, or with account pairs planted that act together.

    crowd with interests --+-- fans with notifications --+-- outlets on one wire --+-- followers --> shares
                           (each account awake in its own hours)                   |
                                                     planted: pairs that share the same object within seconds

Written before the tests of significance were tuned, and kept as they were.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from graphs.narratives.arrays import F64, I64

HOUR, DAY = 3_600.0, 86_400.0
START = 1_714_521_600.0
"""2024-05-01, 00:00 UTC; all worlds begin there."""
CAUSES = ("interests", "fandoms", "syndication", "zones", "amplified", "everything")


Part = tuple[I64, I64, F64]
"""Objects, accounts and moments of some shares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a world is; days are those over which objects appear."""

    accounts: int = 300
    objects: int = 500
    days: int = 28
    sharers: float = 18.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """Pairs that share `joint` objects together, each time within `window` seconds, at any hour of an object's life."""

    pairs: int = 30
    joint: int = 8
    window: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CoshareWorld:
    """The shares of a world (the columns that `coordinated` reads) and the planted pairs of account ids."""

    shares: pa.Table
    planted: frozenset[tuple[str, str]]


def coshare_world(
    cause: str, rng: np.random.Generator, *, size: Size | None = None, planted: Planted | None = None
) -> CoshareWorld:
    """Draw a world with one of `CAUSES` and, where asked, planted pairs; the same generator gives the same world."""
    if cause not in CAUSES:
        raise ValueError(f"{cause!r} is no world of shares; there are {', '.join(CAUSES)}")
    size = size or Size()
    crowd = Crowd(cause, size, rng)
    parts = [crowd.interests()]
    if cause in ("fandoms", "everything"):
        parts += [crowd.fandom(number) for number in range(4)]
    if cause in ("syndication", "everything"):
        parts.append(crowd.wire())
    if cause in ("amplified", "everything"):
        parts.append(crowd.amplified())
    return assembled(parts, size, rng, planted)


def assembled(parts: list[Part], size: Size, rng: np.random.Generator, planted: Planted | None) -> CoshareWorld:
    """Return the world of some parts, with planted pairs where asked."""
    objects, accounts, times = (np.concatenate(column) for column in zip(*parts, strict=True))
    pairs: frozenset[tuple[str, str]] = frozenset()
    if planted:
        objects, accounts, times, pairs = _plant(planted, objects, accounts, times, size, rng)
    return CoshareWorld(shares=_table(objects, accounts, times), planted=pairs)


class Crowd:
    """The accounts with their habits, and what each cause makes them share."""

    def __init__(self, cause: str, size: Size, rng: np.random.Generator) -> None:
        self.size, self.rng = size, rng
        self.zones = cause in ("zones", "everything")
        self.activity = rng.gamma(1.5, 1.0, size.accounts) + 0.2
        self.topic = rng.integers(0, 10, size.accounts)
        self.wake = rng.choice([0.0, 8.0, 16.0], size.accounts) if self.zones else np.full(size.accounts, 6.0)
        self.wake = self.wake * HOUR + rng.normal(0, 0.5 * HOUR, size.accounts)
        self.day = 9 * HOUR if self.zones else 16 * HOUR
        self.follows = rng.integers(0, 12, size.accounts)
        self.next_object = 0

    def interests(self) -> Part:
        """Everybody shares what is about his topic, some hours after it appeared."""
        born = self.births(self.size.objects)
        topic = self.rng.integers(0, 10, len(born))
        count = np.minimum(3 + self.rng.pareto(1.6, len(born)) * self.size.sharers / 2, 0.4 * self.size.accounts)
        rows = [
            self.share(place, self.choose(int(count[place]), topic[place]), born[place], 2 * HOUR, 1.5)
            for place in range(len(born))
        ]
        return self.joined(rows, len(born))

    def fandom(self, number: int) -> Part:
        """Thirty fans share half of what one star posts within minutes; others share it late."""
        fans = self.rng.choice(self.size.accounts, 30, replace=False)
        born = self.births(50)
        rows = []
        for place, at in enumerate(born):
            eager = fans[self.rng.random(len(fans)) < 0.5]
            late = self.choose(int(self.rng.integers(5, 25)), number)
            rows.append(self.share(place, eager, at, 4 * 60, 0.8))
            rows.append(self.share(place, np.setdiff1d(late, eager), at, 3 * HOUR, 1.2))
        return self.joined(rows, len(born))

    def wire(self) -> Part:
        """Thirty outlets, quick ones and slow ones, print a third of an agency's texts; some readers pass them on."""
        outlets = self.rng.choice(self.size.accounts, 30, replace=False)
        speed = np.exp(self.rng.normal(0, 0.8, len(outlets)))
        born = self.births(200)
        rows = []
        for place, at in enumerate(born):
            printing = self.rng.random(len(outlets)) < 0.35
            delay = 360 * speed[printing] * np.exp(self.rng.normal(0, 0.7, printing.sum()))
            rows.append((np.full(printing.sum(), place), outlets[printing], at + delay))
            readers = np.setdiff1d(self.choose(int(self.rng.integers(2, 12)), place % 10), outlets[printing])
            rows.append(self.share(place, readers, at, 2 * HOUR, 1.2))
        return self.joined(rows, len(born))

    def amplified(self) -> Part:
        """Accounts see an object when the one they follow passes it on, at any hour, and share it within minutes."""
        born = self.births(150)
        rows = []
        for place, at in enumerate(born):
            for leader in self.rng.choice(12, 3, replace=False):
                seen = at + self.rng.exponential(5 * HOUR)
                followers = np.flatnonzero(self.follows == leader)
                eager = followers[self.rng.random(len(followers)) < 0.35]
                rows.append(self.share(place, eager, seen, 6 * 60, 0.9))
        return self.joined(rows, len(born))

    def births(self, count: int) -> F64:
        """Draw when objects appear, by day."""
        return START + self.rng.integers(0, self.size.days, count) * DAY + self.rng.uniform(6, 22, count) * HOUR

    def choose(self, count: int, topic: int) -> I64:
        """Draw accounts by activity, those with the topic far more often."""
        weight = self.activity * np.where(self.topic == topic, 15.0, 1.0)
        return self.rng.choice(self.size.accounts, count, replace=False, p=weight / weight.sum())

    def share(self, place: int, accounts: I64, at: float, median: float, spread: float) -> Part:
        """Let accounts share an object after lognormal delays, none at night."""
        delay = np.minimum(median * np.exp(self.rng.normal(0, spread, len(accounts))), 4 * DAY)
        return np.full(len(accounts), place), accounts, self._awake(accounts, at + delay)

    def _awake(self, accounts: I64, times: F64) -> F64:
        """Move what falls into an account's night to some time after it wakes."""
        since = (times - self.wake[accounts]) % DAY
        return np.where(since > self.day, times - since + DAY + self.rng.exponential(0.7 * HOUR, len(times)), times)

    def joined(self, rows: list[Part], objects: int) -> Part:
        """Give the objects of some rows numbers of their own."""
        place, accounts, times = (np.concatenate(column) for column in zip(*rows, strict=True))
        first = self.next_object
        self.next_object += objects
        return place.astype(np.int64) + first, accounts.astype(np.int64), times


def _plant(
    planted: Planted, objects: I64, accounts: I64, times: F64, size: Size, rng: np.random.Generator
) -> tuple[I64, I64, F64, frozenset[tuple[str, str]]]:
    """Let pairs of ordinary activity share `joint` objects together, in place of what either shared of them before."""
    activity = np.bincount(accounts, minlength=size.accounts)
    ordinary = np.flatnonzero((activity >= np.quantile(activity, 0.25)) & (activity <= np.quantile(activity, 0.9)))
    members = rng.choice(ordinary, 2 * planted.pairs, replace=False).reshape(-1, 2)
    sharers = np.bincount(objects)
    common = np.flatnonzero(sharers >= 5)
    keep = np.ones(len(times), dtype=np.bool_)
    extra: list[tuple[int, int, float]] = []
    for a, b in members:
        for place in rng.choice(common, planted.joint, replace=False):
            life = times[objects == place]
            at = rng.uniform(life.min(), max(np.quantile(life, 0.9), life.min() + HOUR))
            keep &= ~((objects == place) & ((accounts == a) | (accounts == b)))
            extra += [(place, a, at), (place, b, at + rng.uniform(0, planted.window))]
    more = np.array(extra)
    pairs = frozenset((_name(min(pair)), _name(max(pair))) for pair in members.tolist())
    return (
        np.concatenate([objects[keep], more[:, 0].astype(np.int64)]),
        np.concatenate([accounts[keep], more[:, 1].astype(np.int64)]),
        np.concatenate([times[keep], more[:, 2]]),
        pairs,
    )


def _name(account: int) -> str:
    return f"account{account:05d}"


def _table(objects: I64, accounts: I64, times: F64) -> pa.Table:
    return pa.table(
        {
            "object_id": [f"object{number:05d}" for number in objects.tolist()],
            "account_id": [_name(number) for number in accounts.tolist()],
            "content_id": [f"post{number:07d}" for number in range(len(times))],
            "timestamp_share": np.round(times).astype(np.int64),
        }
    )
