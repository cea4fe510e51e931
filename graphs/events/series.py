"""Daily volume of topics by group of authors, from one query; a post whose time is wide is spread over its interval."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as midnight
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from collectors.timestamps import DAY
from graphs.groups import Group, members
from graphs.store.database import Store, named_sql

QUARTER = 900_000
WIDEST = 3 * DAY // QUARTER
EVERYBODY = "all"
EVERY_POST = "every post"
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Topic:
    """What posts are counted: those that hold `needle` (case aside), those of a narrative, or all."""

    name: str
    needle: str | None = None
    narrative: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Counts of shape (topics, groups, days), from the first day on.

    `posts` are whole counts of shape (topics, groups); of them `spread` have a time that crosses a midnight and are
    shared out over their interval, `excluded` have an interval of over three days, and `outside` lie before the first
    or after the last day.
    """

    counts: Floats
    first: date
    posts: Ints
    spread: Ints
    excluded: Ints
    outside: Ints

    @property
    def days(self) -> int:
        """Give the number of days."""
        return int(self.counts.shape[2])


def span(store: Store, zone: tzinfo | None = None) -> tuple[date, date] | None:
    """Return the first and last day between which 99 in 100 posts of the case lie, or None without posts."""
    first, last = store.sql("events/span").fetchall()[0]
    if first is None:
        return None
    where = zone or UTC
    return _day(first, where), _day(last, where)


def read_series(
    store: Store, topics: Sequence[Topic], groups: Sequence[Group], days: tuple[date, date], zone: tzinfo | None = None
) -> Series:
    """Count the posts of each topic and group (everybody where there is none) on each day of `zone`, else UTC.

    A post whose interval crosses midnight counts for each day in proportion, as if its time were uniform in it.
    """
    with lent(store, topics, groups):
        found = store.connection.sql(named_sql("events/volume")).to_arrow_table()
    topic, place, lo, hi, posts = (found.column(at).to_numpy() for at in range(5))
    edges = _edges(days, zone or UTC)
    shape = (len(topics), max(1, len(groups)), len(edges) - 1)
    series = topic.astype(np.int64) * shape[1] + place
    counts = np.zeros((shape[0] * shape[1], shape[2]))
    narrow = hi - lo < WIDEST
    day = np.searchsorted(edges, lo, side="right") - 1
    last = np.searchsorted(edges, hi, side="right") - 1
    inside = (last >= 0) & (day < shape[2]) & narrow
    for at in range(int((last - day)[inside].max(initial=0)) + 1):
        here = day + at
        use = inside & (here <= last) & (here >= 0) & (here < shape[2])
        row = here[use]
        overlap = np.minimum(hi[use] + 1, edges[row + 1]) - np.maximum(lo[use], edges[row])
        np.add.at(counts, (series[use], row), posts[use] * overlap / (hi[use] + 1 - lo[use]))
    kinds = (inside, inside & (last > day), ~narrow, narrow & ~inside)
    whole, spread, excluded, outside = (_summed(series, posts, use, shape[:2]) for use in kinds)
    return Series(
        counts=counts.reshape(shape), first=days[0], posts=whole, spread=spread, excluded=excluded, outside=outside
    )


@contextmanager
def lent(store: Store, topics: Sequence[Topic], groups: Sequence[Group]) -> Iterator[None]:
    """Lend `event_topic` and `event_member`, which the queries of `events` join."""
    asked = {
        "topic": pa.array(range(len(topics)), pa.int32()),
        "needle": pa.array([topic.needle.casefold() if topic.needle else None for topic in topics], pa.string()),
        "narrative_id": pa.array([topic.narrative for topic in topics], pa.string()),
    }
    store.connection.register("event_topic", pa.table(asked))
    store.connection.register("event_member", _members(store, groups))
    try:
        yield
    finally:
        for name in ("event_topic", "event_member"):
            store.connection.unregister(name)


def _members(store: Store, groups: Sequence[Group]) -> pa.Table:
    """Return a row for each member of each group: its place and the actor."""
    found = [members(store, group) for group in groups]
    if not groups:
        found = [[actor_id for (actor_id,) in store.sql("events/authors").fetchall()]]
    places = [place for place, ids in enumerate(found) for _ in ids]
    ids = [actor_id for group in found for actor_id in group]
    return pa.table({"place": pa.array(places, pa.int32()), "actor_id": pa.array(ids, pa.string())})


def day_of(milliseconds: int, zone: tzinfo | None) -> date:
    """Return the day of a moment in a zone, else in UTC."""
    return _day(milliseconds, zone or UTC)


def _summed(series: Ints, posts: Ints, use: npt.NDArray[np.bool_], shape: tuple[int, int]) -> Ints:
    size = shape[0] * shape[1]
    return np.bincount(series[use], posts[use], minlength=size).astype(np.int64).reshape(shape)


def _edges(days: tuple[date, date], zone: tzinfo) -> Ints:
    """Return the first quarter of an hour of each day, and of the day after the last."""
    count = (days[1] - days[0]).days + 2
    starts = [datetime.combine(days[0] + timedelta(days=at), midnight(), zone) for at in range(count)]
    edges = np.array([int(start.timestamp() * 1000) // QUARTER for start in starts], dtype=np.int64)
    assert all(early < late for early, late in pairwise(edges.tolist()))
    return edges


def _day(milliseconds: int, zone: tzinfo) -> date:
    return datetime.fromtimestamp(milliseconds / 1000, zone).date()
